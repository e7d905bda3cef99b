"""Who still lacks what, by household and by office: a page, sheets and letters."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render

from scorecard.documents import family_sheets, office_letter
from scorecard.gaps import Office, by_office, gaps_of
from scorecard.views.choice import asked, choices
from scorecard.views.documents import answer, begun, refuse_unknown
from scorecard.views.matrix import crumbs
from villages import letters
from villages.access import Permission, requires
from villages.views.files import docx_answer


@requires(Permission.VIEW_REGISTER)
def gap_list(request, village, year, number):
    """The offices that are asked for something, then the households."""
    quarter = asked(year, number)
    dusun = request.GET.get("dusun", "")
    gaps = gaps_of(village, quarter)
    shown = [gap for gap in gaps if dusun in ("", gap.household.dusun.name)]
    context = choices("gap_list", village, quarter, village.today()) | {
        "offices": by_office(shown),
        "households": shown,
        "dusuns": sorted({gap.household.dusun.name for gap in gaps}),
        "dusun": dusun,
        "narrowed": f"?{urlencode({'dusun': dusun})}" if dusun else "",
        "people": sum(len(gap.people) for gap in shown),
        "crumbs": crumbs(village, quarter),
    }
    return render(request, "scorecard/gap_list.html", context)


@requires(Permission.VIEW_REGISTER)
def gap_office(request, village, year, number, office, file_format):
    """The letter to one office with its list; ?dusun= narrows it. Also as DOCX."""
    if file_format != "docx":
        refuse_unknown(file_format)
    quarter = begun(village, year, number)
    if office not in set(Office):
        raise Http404
    gaps = gaps_of(village, quarter, dusun=request.GET.get("dusun", ""))
    for one in by_office(gaps):
        if one.office == office:
            return _letter(office_letter(village, quarter, one), file_format)
    raise Http404


def _letter(document, file_format):
    if file_format != "docx":
        return answer(document, file_format)
    layout = letters.surat_permohonan
    content = letters.docx(layout, document.data, document.images)
    response = docx_answer(content, f"{document.stem}.docx")
    response["Cache-Control"] = "private, no-store"
    return response


@requires(Permission.VIEW_REGISTER)
def gap_families(request, village, year, number, file_format):
    """One sheet for each household; ?dusun= narrows it."""
    refuse_unknown(file_format)
    quarter = begun(village, year, number)
    gaps = gaps_of(village, quarter, dusun=request.GET.get("dusun", ""))
    gaps.sort(key=lambda gap: (gap.place, gap.household.head_name))
    return answer(family_sheets(village, quarter, gaps), file_format)


@requires(Permission.VIEW_REGISTER)
def gap_family(request, village, year, number, household_id):
    """The sheet of one household, as PDF."""
    quarter = begun(village, year, number)
    gaps = [g for g in gaps_of(village, quarter) if g.household.pk == household_id]
    if not gaps:
        raise Http404
    return answer(family_sheets(village, quarter, gaps), "pdf")
