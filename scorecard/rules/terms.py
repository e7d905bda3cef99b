"""The words a rule table is written in.

A term is data: it names a service, a column or a number and does nothing. The
evaluator of one target and the SQL of the engine each read the same terms.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from households.packages import Package, Service, Who
from villages.quarters import Triwulan


class Group(StrEnum):
    """What a target is on the as-of date; nobody is two of them at once."""

    PREGNANT = "hamil"
    DELIVERED = "bersalin"
    CHILD = "anak"
    PRESCHOOL = "anak_2_6"


# --- when an indicator is due --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Always:
    """Due for every target of the indicator's groups."""


@dataclass(frozen=True, slots=True)
class WithActiveMonth:
    """Due for a target with at least one active month in the quarter."""


@dataclass(frozen=True, slots=True)
class WithRiskMonth:
    """Due for a target with at least one active month that began with a risk."""


@dataclass(frozen=True, slots=True)
class FromAge:
    """Due for a child from so many days after birth."""

    days: int


@dataclass(frozen=True, slots=True)
class FromDelivery:
    """Due from so many days after delivery.

    Not for a mother registered after the month in which day `until_day` lies: the
    time of the service was over when she became known.
    """

    days: int
    until_day: int


Due = Always | WithActiveMonth | WithRiskMonth | FromAge | FromDelivery


# --- when it is received completely --------------------------------------------------


@dataclass(frozen=True, slots=True)
class EveryActiveMonth:
    """Received in every active month."""


@dataclass(frozen=True, slots=True)
class EveryRiskMonth:
    """Received in every risk month."""


@dataclass(frozen=True, slots=True)
class EnoughActiveMonths:
    """Received in so many active months, all of them if there are fewer.

    `usual` months are needed, `later` from completed week `from_week` of pregnancy
    (on the as-of date) on.
    """

    usual: int
    later: int
    from_week: int


@dataclass(frozen=True, slots=True)
class WithinMonths:
    """Received at least once in so many calendar months, the as-of date's the last."""

    months: int


@dataclass(frozen=True, slots=True)
class NewestStatement:
    """The newest statement of the column is `v`.

    About the household, any member's record states it; otherwise the target's own.
    """

    column: str
    is_about_household: bool = False


@dataclass(frozen=True, slots=True)
class AgeDependent:
    """The newest statement is `v` and lasts, and from an age on another tick is there.

    A `v` stated in the quarter counts; an earlier one only if the child had completed
    `lasts_from_months` when it was stated. From `also_from_months` (on the as-of date)
    any record so far must have `v` in the column `also`.
    """

    column: str
    lasts_from_months: int
    also: str
    also_from_months: int


@dataclass(frozen=True, slots=True)
class VisitSteps:
    """Visits summed over records, from the month of delivery to that of `until_day`.

    `steps` pairs days since delivery (on the as-of date) with the visits needed from
    then on, in rising order.
    """

    column: str
    until_day: int
    steps: tuple[tuple[int, int], ...]


Met = (
    EveryActiveMonth
    | EveryRiskMonth
    | EnoughActiveMonths
    | WithinMonths
    | NewestStatement
    | AgeDependent
    | VisitSteps
)


# --- the table -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of Tabel 3: its printed wording, whom it is due for, when it is met."""

    service: Service
    wording: str
    groups: tuple[Group, ...]
    due: Due
    met: Met

    @property
    def code(self) -> str:
        """The short name used in figures, letters and JSON."""
        return self.service.code

    @property
    def package(self) -> Package:
        """The package it belongs to."""
        return self.service.package

    @property
    def who(self) -> Who:
        """The section of Tabel 3."""
        return self.service.who


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of the rules: the indicators in print order, and what they rest on.

    An indicator's place in `indicators` is its bit in the stored letters, so a
    published rule set is never reordered; a new one gets a new name. A code keeps its
    meaning: figures are stored and added up over quarters by it.
    """

    name: str
    valid_from: Triwulan  # the first quarter it judges, until a newer one does
    source: str
    indicators: tuple[Indicator, ...]
    preschool_wording: str
    risks: Mapping[Who, frozenset[str]]  # the statuses that are a risk
    child_months: int  # a child of so many completed months is no longer "anak"
    preschool_months: int  # and from so many no longer "anak > 2-6 tahun"
    delivered_days: int  # a mother is bersalin up to this day after delivery

    def of(self, who: Who) -> tuple[Indicator, ...]:
        """Return the indicators of one group of Tabel 3 and 4."""
        return tuple(i for i in self.indicators if i.who is who)

    def bit(self, code: str) -> int:
        """Return the bit of an indicator in stored letters. Raises KeyError."""
        for place, indicator in enumerate(self.indicators):
            if indicator.code == code:
                return 1 << place
        raise KeyError(code)
