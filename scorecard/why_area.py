"""Mengapa angka ini? Above the village: which areas a figure comes from, no person."""

from collections.abc import Iterable
from dataclasses import replace

from households.packages import Who
from scorecard.convergence import Convergence
from scorecard.documents.area import names_below
from scorecard.lift import lifts_of
from scorecard.reading import area_scorecard, areas_below
from scorecard.rules import Indicator
from scorecard.tables import Scorecard
from scorecard.why import ALONE, SHARED, WHOLE, NoSuchFigure, Why, of_many
from scorecard.wording import due_words, met_words
from villages.models import Area
from villages.quarters import Triwulan

POPULATION = {Who.MOTHER: "ibu_hamil", Who.CHILD: "anak"}


def why_area(area: Area, quarter: Triwulan, code: str) -> Why:
    """Return what an area's figure is made of. Raises NoSuchFigure."""
    scorecard = area_scorecard(area.code, quarter)
    found = _of(scorecard, code)
    if code == WHOLE:
        return replace(found, title=f"Tingkat konvergensi {area.title}")
    return found


def _of(scorecard: Scorecard, code: str) -> Why:
    if code in SHARED:
        return of_many(scorecard, code)
    if code in ALONE:
        return ALONE[code](scorecard)
    for indicator in scorecard.rules.indicators:
        if indicator.code == code:
            return _of_one(scorecard, indicator)
    raise NoSuchFigure(code)


def _of_one(scorecard: Scorecard, indicator: Indicator) -> Why:
    code = indicator.code
    figure = scorecard.figure(code)
    return Why(
        code=code,
        title=indicator.service.label,
        wording=indicator.wording,
        scorecard=scorecard,
        figure=figure,
        rules=[due_words(indicator), met_words(indicator)],
        indicator=indicator,
        not_due=scorecard.count(POPULATION[indicator.who]) - figure.due,
        lift=next((one for one in lifts_of(scorecard) if code in one.codes), None),
    )


def figures_below(
    area: Area, quarter: Triwulan, code: str
) -> list[tuple[str, str, Convergence]]:
    """Return (code, title, figure) of the areas below, those most behind first.

    Only those for which something was due.
    """
    titles = dict(names_below(area))
    rows: Iterable[Scorecard] = (
        areas_below(area.code, quarter, titles) if titles else []
    )
    found = [(one.code, titles[one.code], _of(one, code).figure) for one in rows]
    return sorted((r for r in found if r[2].due), key=lambda r: (-r[2].missed, r[1]))
