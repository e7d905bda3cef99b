"""Mengapa angka ini? Counts for everybody, names behind the register's gate."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from households.packages import Who
from scorecard.documents.matrix import FORMS
from scorecard.matrices import GONE
from scorecard.rules import FATHERS
from scorecard.tables import PAUD
from scorecard.views.choice import asked, choices, url_of
from scorecard.views.matrix import crumbs, person_detail
from scorecard.why import (
    WHOLE,
    NoSuchFigure,
    father_share,
    of_part,
    people_behind,
    why,
)
from scorecard.why_beside import fathers_behind, preschoolers_behind
from scorecard.why_counts import COUNTS, homes_counted, people_counted, why_count
from scorecard.wording import met_words
from villages.access import Permission, requires
from villages.charts import Share

NOUNS = {Who.MOTHER: "ibu menerima", Who.CHILD: "anak menerima"}
NOUN_OF = {PAUD: "bulan anak diikuti", FATHERS: "anak yang ayahnya hadir"}
KIND_OF = {Who.MOTHER: "ibu", Who.CHILD: "anak"}
PARTS = ("dusun", "posyandu")
NAMED = (PAUD, FATHERS)  # not indicators of the convergence, yet people stand behind


@requires(Permission.VIEW_SCORECARD)
def explain(request, village, year, number, code):
    """A figure of the scorecard; of "desa" also ?dusun= or ?posyandu= for one part."""
    quarter = asked(year, number)
    if code in COUNTS:
        return _count(request, village, quarter, code)
    try:
        found = _found(request, village, quarter, code)
    except NoSuchFigure:
        raise Http404 from None
    context = choices("explain", village, quarter, village.today(), code=code) | {
        "why": found,
        "noun": noun_of(found),
        "has_people": bool(found.indicator) or code in NAMED,
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
            (part.capitalize(), [(name or f"Tanpa {part}", one) for name, one in rows])
            for part, rows in zip(PARTS, (found.dusun, found.posyandu), strict=True)
        ],
        "fathers": father_share(found.scorecard) if code == "konseling_anak" else None,
        "form": FORMS[found.indicator.who][1] if found.indicator else "Formulir 4",
        "crumbs": crumbs(village, quarter),
    }
    return render(request, "scorecard/explain.html", context)


def _found(request, village, quarter, code):
    asked_for = [part for part in PARTS if part in request.GET]
    if code == WHOLE and asked_for:
        part = asked_for[0]
        return of_part(village, quarter, part, request.GET[part])
    return why(village, quarter, code)


def noun_of(found) -> str:
    """What the figure counts: targets, months of children, or services."""
    if found.indicator:
        return NOUNS[found.indicator.who]
    return NOUN_OF.get(found.code, "layanan diterima")


def _count(request, village, quarter, code):
    context = choices("explain", village, quarter, village.today(), code=code) | {
        "counted": why_count(village, quarter, code),
        "crumbs": crumbs(village, quarter),
    }
    return render(request, "scorecard/explain_count.html", context)


# --- who -----------------------------------------------------------------------------


@requires(Permission.VIEW_REGISTER)
def explain_people(request, village, year, number, code):
    """Who is behind a figure: a page, or the fragment that its page asks for."""
    quarter = asked(year, number)
    try:
        told = _behind(village, quarter, code)
    except NoSuchFigure:
        raise Http404 from None
    context = choices(
        "explain_people", village, quarter, village.today(), code=code
    ) | {
        "code": code,
        **told,
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


def _behind(village, quarter, code) -> dict:
    """Who stands behind a figure, and what of each month it rests on."""
    if code in COUNTS:
        return {"groups": _groups(village, quarter, code)}
    if code in NAMED:
        return BESIDE[code](village, quarter)
    found = people_behind(village, quarter, code)
    groups = (
        ("Belum menerima", found.missed),
        ("Sudah menerima", found.received),
        ("Tidak dihitung", found.not_due),
    )
    rows = [
        (name, [_reasoned(village, quarter, found, one) for one in people])
        for name, people in groups
    ]
    return {
        "groups": rows,
        "title": found.indicator.service.label,
        "rule": met_words(found.indicator),
        "lacks_reasons": not found.keeps_reasons,
    }


def _reasoned(village, quarter, found, one) -> dict:
    row = _row(village, quarter, found.who, one)
    return row | {"rests_on": found.reasons.get(one.uuid)}


def _fathers(village, quarter) -> dict:
    found = fathers_behind(village, quarter)
    groups = (("Ayah belum hadir", found.absent), ("Ayah sudah hadir", found.came))
    rows = [
        (name, [_fathered(village, quarter, found, one) for one in people])
        for name, people in groups
    ]
    return {"groups": rows, "lacks_reasons": not found.keeps_months}


def _fathered(village, quarter, found, one) -> dict:
    row = _row(village, quarter, Who.CHILD, one)
    return row | {"rests_on": found.months.get(one.uuid)}


def _groups(village, quarter, code) -> list[tuple]:
    """Return (heading, rows) of a count; the first is open."""
    if code == "households":
        return [("Rumah tangga yang dihitung", _homes(village, quarter))]
    people = people_counted(village, quarter, code)
    rows = [_row(village, quarter, who, one) for who, one in people]
    return [("Yang dihitung", rows)]


def _row(village, quarter, who, one) -> dict:
    kind = KIND_OF[who]
    return {
        "title": one.name,
        "url": url_of("person", village, quarter, kind=kind, target=one.uuid),
        "detail": person_detail(one, who),
    }


def _homes(village, quarter) -> list[dict]:
    return [
        {
            "title": name,
            "url": home
            and reverse("households:household", args=[village.code, home.pk]),
        }
        for name, home in homes_counted(village, quarter)
    ]


def _preschool(village, quarter) -> dict:
    found = preschoolers_behind(village, quarter)
    groups = (
        ("Ada bulan yang tidak diikuti", lambda row: row.paud_received < row.paud_due),
        (
            "Mengikuti setiap bulan yang dicatat",
            lambda row: row.paud_due and row.paud_received == row.paud_due,
        ),
        ("Belum dicatat sama sekali", lambda row: not row.paud_due),
    )
    rows = [
        (
            name,
            [_preschooler(village, found, row) for row in found.rows if belongs(row)],
        )
        for name, belongs in groups
    ]
    return {"groups": rows, "lacks_reasons": not found.keeps_months}


def _preschooler(village, found, row) -> dict:
    is_here = row.child.household.village_id == village.pk
    told = [f"{row.paud_received} dari {row.paud_due} bulan mengikuti"]
    if row.paud_unmarked:
        told.append(f"{row.paud_unmarked} bulan belum dicatat")
    url = reverse("households:child", args=[village.code, row.child_id])
    return {
        "title": row.child.name if is_here else GONE,
        "url": url if is_here else "",
        "detail": " · ".join(told),
        "rests_on": found.months.get(str(row.child.uuid)),
    }


BESIDE = {FATHERS: _fathers, PAUD: _preschool}
