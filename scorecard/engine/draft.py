"""What a rule set asks of the statement: bounds to bind, columns to gather."""

from collections import defaultdict
from dataclasses import dataclass, field

from households.packages import COLUMNS, Service, Who
from scorecard.engine import bounds as b
from scorecard.rules import RuleSet

MONTH_BITS = (1, 2, 4)  # the quarter's first, second and third month


def either(conditions: list[str]) -> str:
    """Join conditions of which one is enough."""
    return "(" + " OR ".join(conditions) + ")"


def received(service: Service) -> str:
    """Return the condition on a record `r` that Service.is_received tests."""
    conditions = [f"r.{tick} = 'v'" for tick in service.ticks]
    if service.measure:
        conditions.append(f"r.{service.measure} IS NOT NULL")
    if service.count:
        blank = "".join(f"r.{tick} = '' AND " for tick in service.ticks)
        conditions.append(f"({blank}r.{service.count} > 0)")
    return either(conditions)


def has_content(who: Who) -> str:
    """Return the condition on a record `r` that Columns.has_content tests."""
    columns = COLUMNS[who]
    conditions = [f"r.{tick} <> ''" for tick in columns.ticks]
    conditions += [f"r.{number} IS NOT NULL" for number in columns.numbers]
    conditions += [f"r.{count} > 0" for _, count in columns.counts]
    return either(conditions)


def quoted(values: frozenset[str]) -> str:
    """Return codes of the rule table as a list of SQL texts."""
    return ", ".join(f"'{value}'" for value in sorted(values))


@dataclass
class Draft:
    """The statement while it is drawn up from a rule set.

    `quarterly` holds by form and column the conditions on a record of the quarter
    whose months are gathered as bits; `gathered` and `dates` the aggregates over all
    of a target's records, which come out as numbers (0 for none) and dates.
    """

    rules: RuleSet
    bounds: dict[str, b.Bound] = field(default_factory=dict)
    quarterly: dict[Who, dict[str, str]] = field(default_factory=dict)
    gathered: dict[Who, dict[str, str]] = field(default_factory=dict)
    dates: dict[Who, dict[str, str]] = field(default_factory=dict)
    stated: dict[Who, set[str]] = field(default_factory=lambda: defaultdict(set))
    calendar_months: int = 0

    def bind(self, name: str, bound: b.Bound) -> str:
        """Name a date to be worked out for each run; return its placeholder."""
        self.bounds[name] = bound
        return f"%({name})s"

    def gather_months(self, who: Who, column: str, condition: str) -> str:
        """Gather the months of the quarter whose record meets a condition, as bits."""
        self.quarterly.setdefault(who, {})[column] = condition
        return column

    def gather(self, who: Who, column: str, aggregate: str) -> str:
        """Add a number to gather from a target's records; return its column."""
        self.gathered.setdefault(who, {})[column] = aggregate
        return column

    def gather_date(self, who: Who, column: str, aggregate: str) -> str:
        """Add a date to gather from a target's records; return its column."""
        self.dates.setdefault(who, {})[column] = aggregate
        return column

    def months(self, service: Service) -> str:
        """Gather the months of the quarter with the service; return the bits."""
        column = f"months_{service.code}"
        bits = self.gather_months(service.who, column, received(service))
        if not service.at_birth:
            return bits
        none = f"WHEN {service.at_birth} IS NULL THEN 0"
        return f"({bits} | CASE {none} {self.births()} END)"

    def births(self) -> str:
        """Return the branches that tell the month of the quarter one was born in."""
        branches = [
            f"WHEN born_on BETWEEN {self.month(place)} AND {self.month_end(place)} "
            f"THEN {bit}"
            for place, bit in enumerate(MONTH_BITS)
        ]
        return " ".join(branches) + " ELSE 0"

    def month(self, place: int) -> str:
        """Bind the first day of a month of the quarter."""
        return self.bind(f"month_{place}", b.month(place))

    def month_end(self, place: int) -> str:
        """Bind the last day of a month of the quarter."""
        return self.bind(f"month_end_{place}", b.month_end(place))
