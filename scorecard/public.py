"""What anybody may read: shares and counts, small numbers of people left out.

A count of one to four people could point at a family (UU 27/2022): it is hidden, and
so is whatever would give it away by subtraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from scorecard.convergence import Convergence
from scorecard.tables import Scorecard

SMALLEST = 5  # people in a published cell, unless it is empty
ROUNDED_TO = 10  # counts of areas: a village's hidden count cannot be worked out
HIDDEN = None


@dataclass(frozen=True, slots=True)
class PublicShare:
    """A share without its counts; `percent` is HIDDEN when too few stand behind it."""

    label: str
    percent: int | None


def share(label: str, figure: Convergence, people: int) -> PublicShare:
    """Return a whole percent, or nothing for fewer than SMALLEST people."""
    if people < SMALLEST or figure.percent is None:
        return PublicShare(label, HIDDEN)
    whole = figure.percent.quantize(Decimal(1), ROUND_HALF_UP)
    return PublicShare(label, int(whole))


def is_small(count: int) -> bool:
    """Whether a count of people is too small to be published; 0 is not."""
    return 0 < count < SMALLEST


def protect(parts: Mapping[str, int]) -> dict[str, int | None]:
    """Return counts that add up to a known sum, the small ones hidden.

    When exactly one would be hidden, the smallest of the others is hidden with it,
    for the sum would tell the one. A sum of fewer than SMALLEST hides every part.
    """
    if is_small(sum(parts.values())):
        return dict.fromkeys(parts, HIDDEN)
    hidden = {name for name, count in parts.items() if is_small(count)}
    if len(hidden) == 1:
        others = {name: count for name, count in parts.items() if name not in hidden}
        hidden.add(min(others, key=lambda name: (others[name] == 0, others[name])))
    return {name: HIDDEN if name in hidden else n for name, n in parts.items()}


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """All that the public page of a place shows of a quarter."""

    whole: PublicShare
    packages: list[PublicShare]
    counts: dict[str, int | None]
    mats: dict[str, int | None]


def rounded(counts: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return counts to the nearest ten, so that sums tell nothing of their parts."""
    return {
        name: None if n is None else ROUNDED_TO * round(n / ROUNDED_TO)
        for name, n in counts.items()
    }


def public_figures(scorecard: Scorecard, *, is_area: bool) -> PublicFigures:
    """Return what of a scorecard anybody may read."""
    blur = rounded if is_area else dict
    people = scorecard.population
    targets = people["ibu_hamil"] + people["anak"]
    return PublicFigures(
        whole=share("Tingkat konvergensi", scorecard.village, targets),
        packages=[
            share(package.label, figure, min(targets, figure.due))
            for package, figure in scorecard.packages.items()
        ],
        counts=blur(_counts(scorecard)),
        mats=blur(protect(scorecard.tikar)),
    )


def _counts(scorecard: Scorecard) -> dict[str, int | None]:
    """Each count with its part; a part goes with the rest that it leaves."""
    people = scorecard.population
    whole = {
        "ibu_hamil": people["ibu_hamil"],
        "anak": people["anak"],
    }
    shown = {name: HIDDEN if is_small(n) else n for name, n in whole.items()}
    for part, of in (("kek_resti", "ibu_hamil"), ("anak_gizi", "anak")):
        both = protect({part: people[part], "rest": people[of] - people[part]})
        shown[part] = HIDDEN if shown[of] is HIDDEN else both[part]
    homes = scorecard.households
    return {"households": HIDDEN if is_small(homes) else homes} | shown
