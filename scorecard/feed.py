"""What programs read: places, quarters, rule sets and figures as plain values.

Never a person. Lists come in pages behind a key, so that a page costs the same
wherever it lies. `scorecard.openapi` describes every value that is returned here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from households.models import Quarter
from scorecard.models import AreaQuarter
from scorecard.monitoring import as_json, entered_at
from scorecard.reading import areas_below, rules_of, scorecard_at
from scorecard.rules import RULE_SETS, RuleSet
from scorecard.tables import Scorecard
from villages.codes import Level, level_of
from villages.models import Area, Posting, Village
from villages.quarters import Triwulan

LEVELS = {
    Level.NATION: "nasional",
    Level.PROVINCE: "provinsi",
    Level.REGENCY: "kabupaten",
    Level.DISTRICT: "kecamatan",
    Level.VILLAGE: "desa",
}


@dataclass(frozen=True, slots=True)
class Page:
    """Some items of a list; `after` is the key of the last, "" when none follow."""

    items: list[dict]
    after: str


def place_json(place: Village | Area) -> dict:
    """Return a place: its code, its printed name, its level."""
    return {
        "code": place.code,
        "name": place.title,
        "level": LEVELS[level_of(place.code)],
    }


def posting_json(posting: Posting) -> dict:
    """Return what a token stands for; not who holds it."""
    return {
        "role": posting.role,
        "area_code": posting.area_code,
        "ends_on": posting.ends_on.isoformat() if posting.ends_on else None,
    }


def places_below(place: Village | Area, after: str, limit: int) -> Page:
    """Return current places one level below, by code."""
    rows = _below(place, after)[: limit + 1]
    return _page([place_json(row) for row in rows], limit, "code")


def _below(place: Village | Area, after: str):
    if isinstance(place, Village):
        return Village.objects.none()
    rows = place.villages if len(place.code) == 6 else place.children
    return rows.current().filter(code__gt=after).order_by("code")


def _page(items: list[dict], limit: int, key: str) -> Page:
    shown = items[:limit]
    return Page(shown, str(shown[-1][key]) if len(items) > limit else "")


def quarters_of(place: Village | Area, before: str, limit: int) -> Page:
    """Return the quarters with figures, the newest first, earlier than `before`.

    Raises InvalidQuarter when `before` names no quarter.
    """
    rows = _quarters(place)
    if before:
        bound = Triwulan.parse(before)
        earlier = rows.filter(year=bound.year, number__lt=bound.number)
        rows = rows.filter(year__lt=bound.year) | earlier
    rows = rows.order_by("-year", "-number")[: limit + 1]
    return _page([_quarter_json(row) for row in rows], limit, "quarter")


def _quarters(place: Village | Area):
    if isinstance(place, Village):
        return Quarter.objects.filter(village=place)
    return AreaQuarter.objects.filter(area_code=place.code)


def _quarter_json(row: Quarter | AreaQuarter) -> dict:
    quarter = Triwulan(row.year, row.number)
    return {
        "quarter": quarter.key,
        "first_day": quarter.first_day.isoformat(),
        "last_day": quarter.last_day.isoformat(),
        "state": row.state,
        "as_of": row.as_of.isoformat() if row.as_of else None,
        "rule_set": rules_of(row, quarter).name,
        "is_current": row.touched == row.computed,
    }


def figures_at(place: Village | Area, quarter: Triwulan) -> dict:
    """Return the figures of a place in a quarter: the keys of the scorecard command."""
    return figures_json(scorecard_at(place.code, quarter))


def figures_json(scorecard: Scorecard) -> dict:
    """Return a scorecard with whose it is, and its seal when it is final."""
    return {
        "code": scorecard.code,
        "quarter": scorecard.quarter.key,
        "is_current": scorecard.is_current,
        "sha256": scorecard.sha256 or None,
        **scorecard.as_json(),
    }


def monitored_at(place: Village | Area, quarter: Triwulan) -> dict:
    """Return what was monitored of what was due, by month and group."""
    months = entered_at(place.code, quarter)
    return {"code": place.code, "quarter": quarter.key, "items": as_json(months)}


def figures_below(
    place: Village | Area, quarter: Triwulan, after: str, limit: int
) -> Page:
    """Return the figures of the places one level below, by code."""
    codes = list(_below(place, after).values_list("code", flat=True)[: limit + 1])
    shown = codes[:limit]
    found = areas_below(place.code, quarter, shown) if shown else []
    more = len(codes) > limit
    return Page(list(map(figures_json, found)), shown[-1] if more else "")


def rule_sets() -> Iterable[dict]:
    """Return every rule set with its indicators, the oldest first."""
    return map(_rules_json, RULE_SETS.values())


def _rules_json(rules: RuleSet) -> dict:
    return {
        "name": rules.name,
        "valid_from": rules.valid_from.key,
        "source": rules.source,
        "indicators": [
            {
                "code": indicator.code,
                "target": str(indicator.who),
                "package": str(indicator.package),
                "label": indicator.service.label,
                "wording": indicator.wording,
            }
            for indicator in rules.indicators
        ],
    }
