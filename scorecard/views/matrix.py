"""Formulir 3A and 3B on screen, and the letters of one target: pages with names."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from households.packages import CHILD_COUNSELLING, Who
from scorecard.documents.matrix import (
    NUTRITION_WORDS,
    PREGNANCY_WORDS,
    PRINTED_NUTRITION,
)
from scorecard.matrices import Matrix, matrix_of, stage_words
from scorecard.rules import FATHERS
from scorecard.views.choice import asked, choices, url_of
from scorecard.why_letters import reasons_behind
from scorecard.wording import father_words, met_words, reason_words
from villages.access import Permission, requires

KINDS = {"ibu": Who.MOTHER, "anak": Who.CHILD}
TITLES = {"ibu": "Formulir 3A · Ibu hamil", "anak": "Formulir 3B · Anak 0–23 bulan"}
FORM_CODES = {"ibu": "3a", "anak": "3b"}
# The letters stand closer than the words of the form; these stand in the title.
SHORT = {
    "anc": "Periksa",
    "fe": "Pil Fe",
    "nifas": "Nifas",
    "kelas_ibu": "Kelas ibu",
    "kunjungan_ibu": "Kunjungan",
    "air_ibu": "Air",
    "jamban_ibu": "Jamban",
    "jaminan_ibu": "Jaminan",
    "imunisasi": "Imunisasi",
    "timbang": "Timbang",
    "ukur": "Ukur",
    "konseling_anak": "Konseling",
    "kunjungan_anak": "Kunjungan",
    "air_anak": "Air",
    "jamban_anak": "Jamban",
    "akta": "Akta",
    "jaminan_anak": "Jaminan",
    "pengasuhan": "Pengasuhan",
}
OTHER = {"ibu": "anak", "anak": "ibu"}


@requires(Permission.VIEW_REGISTER)
def matrix(request, village, year, number, kind):
    quarter, who = asked(year, number), _who(kind)
    whole = matrix_of(village, quarter, who)
    dusun, posyandu = _chosen(request, whole)
    shown = whole.within(dusun=dusun, posyandu=posyandu)
    context = choices("matrix", village, quarter, village.today(), kind=kind) | {
        "kind": kind,
        "title": TITLES[kind],
        "caption": f"{TITLES[kind]}, {quarter}",
        "form_code": FORM_CODES[kind],
        "other_title": TITLES[OTHER[kind]],
        "other_url": url_of("matrix", village, quarter, kind=OTHER[kind]),
        "columns": [
            {"label": SHORT.get(i.code, i.service.label), "title": i.wording}
            for i in shown.indicators
        ],
        "rows": [_row(village, quarter, kind, p, shown) for p in shown.people],
        "footer": _footer(shown),
        "has_people": bool(whole.people),
        "is_tampered": not whole.is_intact,
        "dusuns": sorted({p.dusun for p in whole.people}),
        "posyandus": sorted({p.posyandu for p in whole.people}),
        "dusun": dusun,
        "posyandu": posyandu,
        "crumbs": crumbs(village, quarter),
    }
    return render(request, "scorecard/matrix.html", context)


def _who(kind: str) -> Who:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _chosen(request, whole: Matrix):
    """The dusun and posyandu to show, None for all; "-" stands for no posyandu."""
    dusun = request.GET.get("dusun") or None
    posyandu = request.GET.get("posyandu") or None
    return dusun, "" if posyandu == "-" else posyandu


def crumbs(village, quarter) -> list[dict]:
    """Return the way back to the scorecard of the quarter."""
    url = url_of("scorecard", village, quarter)
    return [{"label": f"Scorecard {quarter}", "url": url}]


def _row(village, quarter, kind, person, shown: Matrix) -> dict:
    figure = person.convergence
    return {
        "label": person.name,
        "url": url_of("person", village, quarter, kind=kind, target=person.uuid),
        "detail": person_detail(person, KINDS[kind]),
        "letters": [person.letters[i.code].value for i in shown.indicators],
        "received": figure.received,
        "due": figure.due,
        "percent": figure.percent,
    }


def person_detail(person, who: Who) -> str:
    """Return "hamil 7 bulan · KEK · Krajan" or "8 bulan · Stunting · Krajan"."""
    if who is Who.CHILD:
        printed = PRINTED_NUTRITION.get(person.status, person.status)
        status = NUTRITION_WORDS.get(printed, "")
    else:
        status = PREGNANCY_WORDS.get(person.status, "")
    age = stage_words(person, who)
    visited = "" if person.is_visited else "tidak dikunjungi"
    return " · ".join(part for part in (age, status, person.dusun, visited) if part)


def _footer(shown: Matrix) -> list[dict]:
    figures = list(shown.columns.values())
    corner = shown.corner
    lines = (
        ("Jumlah Diterima (Lengkap)", "received", (corner.received, "", "")),
        ("Jumlah Seharusnya", "due", ("", corner.due, "")),
    )
    sums = [
        {"label": label, "cells": [*(getattr(f, of) for f in figures), *ends]}
        for label, of, ends in lines
    ]
    shares = [*(f.percent for f in figures), "", "", corner.percent]
    return [*sums, {"label": "%", "cells": [_share(share) for share in shares]}]


def _share(percent):
    return percent if percent in (None, "") else str(percent).replace(".", ",")


@requires(Permission.VIEW_REGISTER)
def person(request, village, year, number, kind, target):
    quarter, who = asked(year, number), _who(kind)
    whole = matrix_of(village, quarter, who)
    found = next((one for one in whole.people if one.uuid == str(target)), None)
    if found is None:
        raise Http404
    context = choices("scorecard", village, quarter, village.today()) | {
        "person": found,
        "figure": found.convergence,
        "detail": person_detail(found, who),
        "letters": _letters(village, quarter, found, whole),
        "is_frozen": whole.is_frozen,
        "lacks_reasons": not whole.keeps_reasons,
        "register_url": _register_url(village, found, kind),
        "crumbs": [
            *crumbs(village, quarter),
            {
                "label": TITLES[kind],
                "url": url_of("matrix", village, quarter, kind=kind),
            },
        ],
    }
    return render(request, "scorecard/person.html", context)


def _register_url(village, found, kind) -> str:
    """Where the person's data is kept and mended; a snapshot leads nowhere."""
    if found.target_id is None or not found.is_here:
        return ""
    name = "pregnancy" if kind == "ibu" else "child"
    return reverse(f"households:{name}", args=[village.code, found.target_id])


def _letters(village, quarter, found, whole: Matrix) -> list[dict]:
    reasons = reasons_behind(village, quarter, whole, found).get(found.uuid, {})
    return [
        {
            "label": i.service.label,
            "letter": found.letters[i.code].value,
            "rests_on": i.code in reasons and reason_words(i, reasons[i.code]),
            "fathers": _fathers(i, reasons),
            "rule": met_words(i),
            "url": url_of("explain", village, quarter, code=i.code),
        }
        for i in whole.indicators
    ]


def _fathers(indicator, reasons) -> str:
    """Beside counselling, when the father came: the sub-row Laki has no letter."""
    if indicator.code != CHILD_COUNSELLING.code or FATHERS not in reasons:
        return ""
    return f"Ayah (Laki) · {father_words(reasons[FATHERS])}"
