"""Mengapa angka ini? Counts for everybody, names behind the register's gate."""

from django.http import Http404
from django.shortcuts import render

from households.packages import Who
from scorecard.documents.matrix import FORMS
from scorecard.tables import PAUD
from scorecard.views.choice import asked, choices, url_of
from scorecard.views.matrix import crumbs, person_detail
from scorecard.why import WHOLE, NoSuchFigure, father_share, people_behind, why
from villages.access import Permission, requires
from villages.charts import Share

NOUNS = {Who.MOTHER: "ibu menerima", Who.CHILD: "anak menerima"}
KIND_OF = {Who.MOTHER: "ibu", Who.CHILD: "anak"}


@requires(Permission.VIEW_SCORECARD)
def explain(request, village, year, number, code):
    quarter = asked(year, number)
    try:
        found = why(village, quarter, code)
    except NoSuchFigure:
        raise Http404 from None
    noun = _noun(found)
    context = choices("explain", village, quarter, village.today(), code=code) | {
        "why": found,
        "noun": noun,
        "unvisited": found.scorecard.unvisited if code == WHOLE else 0,
        "shares": [
            Share(
                part.service.label,
                figure.percent,
                figure.received,
                figure.due,
                url_of("explain", village, quarter, code=part.code),
                KIND_OF[part.who],
            )
            for part, figure in found.parts
        ],
        "places": [
            ("Dusun", [(name or "Tanpa dusun", one) for name, one in found.dusun]),
            (
                "Posyandu",
                [(name or "Tanpa posyandu", one) for name, one in found.posyandu],
            ),
        ],
        "fathers": father_share(found.scorecard) if code == "konseling_anak" else None,
        "form": FORMS[found.indicator.who][1] if found.indicator else "Formulir 4",
        "crumbs": crumbs(village, quarter),
    }
    return render(request, "scorecard/explain.html", context)


def _noun(found) -> str:
    """What the figure counts: targets, months of children, or services."""
    if found.indicator:
        return NOUNS[found.indicator.who]
    return "bulan anak diikuti" if found.code == PAUD else "layanan diterima"


@requires(Permission.VIEW_REGISTER)
def explain_people(request, village, year, number, code):
    """Who is behind a figure: a page, or the fragment that its page asks for."""
    quarter = asked(year, number)
    try:
        found = people_behind(village, quarter, code)
    except NoSuchFigure:
        raise Http404 from None
    context = choices(
        "explain_people", village, quarter, village.today(), code=code
    ) | {
        "code": code,
        "groups": [
            ("Belum menerima", _rows(village, quarter, found, found.missed)),
            ("Sudah menerima", _rows(village, quarter, found, found.received)),
            ("Tidak dihitung", _rows(village, quarter, found, found.not_due)),
        ],
        "crumbs": [
            *crumbs(village, quarter),
            {
                "label": "Mengapa angka ini?",
                "url": url_of("explain", village, quarter, code=code),
            },
        ],
    }
    is_fragment = request.headers.get("HX-Request") == "true"
    name = "people_behind" if is_fragment else "explain_people"
    return render(request, f"scorecard/{name}.html", context)


def _rows(village, quarter, found, people) -> list[dict]:
    kind = KIND_OF[found.who]
    return [
        {
            "title": one.name,
            "url": url_of("person", village, quarter, kind=kind, target=one.uuid),
            "detail": person_detail(one, found.who),
        }
        for one in people
    ]
