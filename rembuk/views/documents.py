"""Dokumen: berita acara and SK of the village, and the papers of each quarter."""

from django.shortcuts import render
from django.urls import reverse

from rembuk.evaluation import evaluations_of
from villages.access import Permission, requires

QUARTERS = 8
REPORTS = (("pdf", "PDF"), ("xlsx", "XLSX"))


@requires(Permission.VIEW_DOCUMENTS)
def document_list(request, village):
    quarters = list(village.quarters.all()[:QUARTERS])
    rows = village.berita_acaras.select_related("meeting", "corrects")
    context = {
        "records": rows.order_by("-year", "-pk"),
        "discussions": village.discussions.select_related("meeting").exclude(
            meeting__finished_on=None
        ),
        "evaluations": evaluations_of(village).exclude(finished_on=None),
        "decrees": village.appointments.in_force().select_related("file", "scan"),
        "quarters": [
            {"quarter": quarter, "links": _links(request, village, quarter)}
            for quarter in quarters
        ],
        "years": list(dict.fromkeys(quarter.year for quarter in quarters)),
    }
    return render(request, "rembuk/document_list.html", context)


def _links(request, village, quarter):
    keys = [village.code, quarter.year, quarter.number]
    links = [
        {"label": label, "url": reverse("scorecard:report", args=[*keys, file_format])}
        for file_format, label in REPORTS
    ]
    if request.access.may(Permission.VIEW_REGISTER):  # the forms name people
        forms = reverse("scorecard:form_list", args=keys)
        links.append({"label": "Formulir", "url": forms})
    return links
