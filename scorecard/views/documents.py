"""Formulir 1 to 4 as files. Those with names stand behind the register's gate."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from households.packages import Who
from scorecard.documents import (
    FORMATS,
    convergence_report,
    format_bantu,
    formulir_1,
    formulir_2a,
    formulir_2b,
    formulir_2c,
    formulir_3,
    reports_of_year,
    yearly_report,
)
from scorecard.views.choice import asked, choices
from scorecard.views.matrix import crumbs
from villages.access import Permission, requires
from villages.wording import month_and_year, month_name

MONTHLY = {"2a": formulir_2a, "2b": formulir_2b}
MATRICES = {"3a": Who.MOTHER, "3b": Who.CHILD}
RECAPS = [
    ("3a", "Formulir 3A", "Ibu hamil satu per satu, dengan Y, T, TS"),
    ("3b", "Formulir 3B", "Anak 0–23 bulan satu per satu, dengan Y, T, TS"),
    ("bantu", "Format bantu", "Tingkat capaian tiap indikator"),
    ("1", "Formulir 1", "Kondisi layanan dan jumlah sasaran"),
]
EDITIONS = {"tahunan": yearly_report, "semua": reports_of_year}
COUNTS = {"1": formulir_1, "bantu": format_bantu}


@requires(Permission.VIEW_DOCUMENTS)
def report(request, village, year, number, file_format):
    """Laporan Konvergensi (Formulir 4)."""
    refuse_unknown(file_format)
    quarter = begun(village, year, number)
    return answer(convergence_report(village, quarter), file_format)


@requires(Permission.VIEW_DOCUMENTS)
def year_report(request, village, year, edition, file_format):
    """Formulir 4 of a year: the yearly edition, or all its quarters in one file."""
    refuse_unknown(file_format)
    begun(village, year, 1)
    if edition not in EDITIONS:
        raise Http404
    return answer(EDITIONS[edition](village, year, village.today()), file_format)


@requires(Permission.VIEW_DOCUMENTS)
def count_form(request, village, year, number, form, file_format):
    """Formulir 1 and the Format bantu: counts, nobody's name."""
    refuse_unknown(file_format)
    quarter = begun(village, year, number)
    if form not in COUNTS:
        raise Http404
    return answer(COUNTS[form](village, quarter), file_format)


@requires(Permission.VIEW_REGISTER)
def form_download(request, village, year, number, form, file_format):
    """Any form; ?bulan=2026-06 names the month, ?isi=kosong leaves the marks out,
    ?posyandu=5 those who go elsewhere."""
    refuse_unknown(file_format)
    quarter = begun(village, year, number)
    return answer(_form(request, village, quarter, form), file_format)


def _form(request, village, quarter, form):
    today, blank = village.today(), request.GET.get("isi") == "kosong"
    if form in COUNTS:
        return COUNTS[form](village, quarter)
    if form in MATRICES:
        return formulir_3(village, quarter, MATRICES[form])
    chosen = {"today": today, "blank": blank, "posyandu": _posyandu(request, village)}
    if form == "2c":
        return formulir_2c(village, quarter.year, **chosen)
    if form in MONTHLY:
        month = _month(request.GET.get("bulan"), quarter, today)
        return MONTHLY[form](village, month, **chosen)
    raise Http404


def _posyandu(request, village):
    """The posyandu asked for by its number, or None for all."""
    number = request.GET.get("posyandu", "")
    if not number:
        return None
    if not (number.isascii() and number.isdecimal()):
        raise Http404
    return get_object_or_404(village.posyandus, pk=number)


def _month(text, quarter, today) -> date:
    """The month asked for, else the newest of the quarter that has begun."""
    if text:
        try:
            return date.fromisoformat(f"{text}-01")
        except ValueError:
            raise Http404 from None
    return max(month for month in quarter.months if month <= today)


def begun(village, year, number):
    """Return the quarter of the address; Http404 before its first day."""
    quarter = asked(year, number)
    if quarter.first_day > village.today():
        raise Http404
    return quarter


def refuse_unknown(file_format):
    """Http404 for anything but PDF and XLSX."""
    if file_format not in FORMATS:
        raise Http404


def answer(document, file_format) -> HttpResponse:
    """Return the document as a download that no browser keeps."""
    content = document.render(file_format)
    response = HttpResponse(content, content_type=FORMATS[file_format])
    name = f"{document.stem}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@requires(Permission.VIEW_REGISTER)
def form_list(request, village, year, number):
    """Which forms there are, filled or to carry to the posyandu."""
    quarter = asked(year, number)
    months = [
        (f"{month:%Y-%m}", month_name(month.month), month_and_year(month))
        for month in quarter.months
    ]
    context = choices("form_list", village, quarter, village.today()) | {
        "months": months,
        "monthly": [("2a", "Formulir 2A · Ibu hamil"), ("2b", "Formulir 2B · Anak")],
        "recaps": RECAPS,
        "crumbs": crumbs(village, quarter),
    }
    return render(request, "scorecard/form_list.html", context)
