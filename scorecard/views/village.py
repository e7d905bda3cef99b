"""The scorecard of one village: figures and Tabel 1 to 5, without anybody's name."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag, urlencode

from households.models import Quarter
from scorecard.documents.report import (
    NO_BUDGET,
    TARGETS,
    budget_total,
    risk_notes,
    table_4,
    unmarked_note,
)
from scorecard.overview import Overview, figure_now, has_link, mark_of, overview_of
from scorecard.rules import FATHERS
from scorecard.summary import summary_of
from scorecard.tables import Scorecard
from scorecard.views.choice import asked, choices, url_of
from scorecard.why import GROUPS, WHOLE
from scorecard.why_counts import COUNTS
from villages.access import Permission, requires
from villages.charts import Moment, Share
from villages.quarters import Triwulan
from villages.templatetags.kpm import points

STATE_SHAPES = {
    Quarter.State.RUNNING: "menunggu",
    Quarter.State.VERIFIED: "menunggu",
    Quarter.State.VALIDATED: "tersimpan",
    Quarter.State.FINAL: "final",
}
STEPS = ("berjalan", "diverifikasi KPM", "divalidasi admin desa", "final")


@requires(Permission.VIEW_SCORECARD)
def scorecard_now(request, village):
    return _page(request, village, Triwulan.of(village.today()))


@requires(Permission.VIEW_SCORECARD)
def scorecard(request, village, year, number):
    return _page(request, village, asked(year, number))


def _page(request, village, quarter):
    told = choices("scorecard", village, quarter, village.today())
    if not told["has_begun"]:
        return render(request, "scorecard/quarter_not_begun.html", told)
    found = overview_of(village, quarter)
    if not found.has_data:
        context = told | {"scorecard": found.scorecard}
        return render(request, "scorecard/scorecard_empty.html", context)
    context = told | {
        "overview": found,
        "scorecard": found.scorecard,
        "figure": _figure(village, found),
        "summary": summary_of(found, village.title),
        **state_context(found.scorecard, told),
        **_charts(village, found),
        **_tables(village, found),
        **_parts(village, found.scorecard),
    }
    return render(request, "scorecard/scorecard.html", context)


def _figure(village, found: Overview) -> dict:
    scorecard = found.scorecard
    return {
        "figure": scorecard.village,
        "change": change_words(found.change, found.before),
        "as_of": scorecard.as_of,
        "unvisited": scorecard.unvisited,
        "is_current": scorecard.is_current,
        "why": url_of("explain", village, scorecard.quarter, code="desa"),
    }


def change_words(change, before: Triwulan) -> str:
    """Return "naik 4 poin dari TW3 2026"; "" when one of both has no figure."""
    if change is None:
        return ""
    return f"{points(change)} dari {before}"


# --- the figure that follows what is saved -------------------------------------------


@requires(Permission.VIEW_SCORECARD)
def live_figure(request, village):
    """A fragment: 204 for the mark that the page shows already, 304 by ETag."""
    quarter = Triwulan.of(village.today())
    row = village.quarters.of(quarter).first()
    mark = mark_of(row)
    if request.GET.get("tanda") == mark:
        return HttpResponse(status=204)
    etag = quote_etag(f"{village.code}.{mark}")
    response = get_conditional_response(request, etag=etag)
    if response is None:
        now = figure_now(village, quarter, row)
        context = {"now": now, "figure": _live(village, now), "mark": mark}
        response = render(request, "scorecard/live_figure.html", context)
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _live(village, now) -> dict:
    return {
        "figure": now.figure,
        "change": change_words(now.change, now.quarter.previous),
        "as_of": now.as_of,
        "unvisited": now.unvisited,
        "is_current": now.is_current,
        "why": url_of("explain", village, now.quarter, code="desa"),
    }


# --- state and next step -------------------------------------------------------------


def state_context(scorecard: Scorecard, told: dict) -> dict:
    """Return the state as shape and word, the four steps, and who is next."""
    state = Quarter.State(scorecard.state)
    at = list(Quarter.State).index(state)
    return {
        "state": state,
        "state_shape": STATE_SHAPES[state],
        "state_text": STEPS[at],
        "step_text": _step_text(at),
        "next_step": _next_step(state, told),
    }


def _step_text(at: int) -> str:
    """Return "Langkah 1 dari 4: berjalan. Sesudahnya: diverifikasi KPM."."""
    told = f"Langkah {at + 1} dari {len(STEPS)}: {STEPS[at]}."
    return told if at + 1 == len(STEPS) else f"{told} Sesudahnya: {STEPS[at + 1]}."


def _next_step(state, told) -> str:
    if state == Quarter.State.RUNNING and not told["is_over"]:
        return "running"
    return {
        Quarter.State.RUNNING: "verify",
        Quarter.State.VERIFIED: "validate",
        Quarter.State.VALIDATED: "finalise",
        Quarter.State.FINAL: "final",
    }[state]


# --- charts --------------------------------------------------------------------------


def _charts(village, found: Overview) -> dict:
    scorecard = found.scorecard
    return {
        "moments": [
            Moment(
                quarter,
                figure.percent,
                quarter in found.final,
                url_of("scorecard", village, quarter),
            )
            for quarter, figure in found.trend
        ],
        "packages": [
            Share(
                package.label,
                figure.percent,
                figure.received,
                figure.due,
                url_of(
                    "explain",
                    village,
                    scorecard.quarter,
                    code=f"paket-{package.lower()}",
                ),
            )
            for package, figure in scorecard.packages.items()
        ],
        "lifts": [
            (lift, url_of("explain", village, scorecard.quarter, code=lift.codes[0]))
            for lift in found.lifts
        ],
    }


# --- Tabel 1 to 5 --------------------------------------------------------------------


def _tables(village, found: Overview) -> dict:
    scorecard = found.scorecard
    notes = risk_notes(scorecard)
    return {
        "table_1_notes": list(notes.values()),
        "table_3": _table_3(village, found),
        "table_3_notes": list((notes | unmarked_note(scorecard)).values()),
        "table_4": [
            (name, figure, url_of("explain", village, scorecard.quarter, code=code))
            for (name, figure), code in zip(
                table_4(scorecard), (*GROUPS, WHOLE), strict=True
            )
        ],
        "why_count": {
            code: url_of("explain", village, scorecard.quarter, code=code)
            for code in COUNTS
        },
        "table_5": [*found.budget, budget_total(found.budget)],
        "no_budget": "" if found.has_budget else NO_BUDGET,
    }


def _table_3(village, found: Overview) -> list[dict]:
    groups = []
    for who, name in TARGETS.items():
        rows = [
            {"row": row, "url": _why(village, found, row)}
            for row in found.rows
            if row.who is who
        ]
        groups.append({"name": name, "rows": rows})
    return groups


def _why(village, found: Overview, row) -> str:
    if not has_link(row) and row.code != FATHERS:
        return ""
    return url_of("explain", village, found.scorecard.quarter, code=row.code)


def _parts(village, scorecard: Scorecard) -> dict:
    names = ("dusun", "posyandu")
    return {part: parts_by_gap(village, scorecard, part) for part in names}


def parts_by_gap(village, scorecard: Scorecard, part: str) -> list[tuple]:
    """Return (name, figure, why) of each dusun or posyandu, the weakest first.

    Only those with something due.
    """
    here = url_of("explain", village, scorecard.quarter, code="desa")
    figures = getattr(scorecard, part) or {}
    names = {name or f"Tanpa {part}": name for name in figures}
    return [
        (label, figure, f"{here}?{urlencode({part: names[label]})}")
        for label, figure in by_gap(figures, f"Tanpa {part}")
    ]


def by_gap(figures, none: str) -> list[tuple]:
    """Return (name, figure) of the parts with something due, the weakest first."""
    named = [(name or none, one) for name, one in figures.items() if one.due]
    return sorted(named, key=lambda part: (part[1].percent, part[0]))
