"""The scorecard of one place as a plain value: everything Tabel 1 to 4 need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from households.packages import Package, Who
from scorecard.convergence import Convergence, total
from scorecard.rules import FATHERS, Indicator, RuleSet, rules_named
from villages.budget import FieldTotal
from villages.quarters import Triwulan

COLOURS = ("hijau", "kuning", "merah", "tidak_diukur")
POPULATION = ("ibu_hamil", "kek_resti", "anak", "anak_gizi", "anak_2_6")
PAUD = "paud"
NOTHING = Convergence()


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row of Tabel 3: `number` is None for the sub-row Laki."""

    who: Who
    number: int | None
    code: str
    wording: str
    figure: Convergence


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Figures of a village or area in a quarter, up to the as-of date.

    `figures` holds received and due by measure; what is absent is 0 of 0, and a
    count is received of as many. `dusun` and `posyandu` are None above the village.
    `budget` is Tabel 5 as a final quarter printed it, else None.
    `as_of` is None when nothing was computed yet; `is_current` is False while facts
    were saved that the figures do not hold yet.
    """

    code: str
    quarter: Triwulan
    as_of: date | None
    rule_set: str
    state: str
    figures: Mapping[str, Convergence] = field(repr=False)
    dusun: Mapping[str, Convergence] | None = None
    posyandu: Mapping[str, Convergence] | None = None
    is_current: bool = True
    sha256: str = ""
    is_intact: bool = True  # False when a final quarter's copy was tampered with
    budget: tuple[FieldTotal, ...] | None = None

    @property
    def rules(self) -> RuleSet:
        """The rule set that made the figures; of an area, of all villages below."""
        return rules_named(self.rule_set)

    def figure(self, measure: str) -> Convergence:
        """Return received and due of an indicator (code), or a count."""
        return self.figures.get(measure, NOTHING)

    def count(self, measure: str) -> int:
        """Return a count such as "unvisited"."""
        return self.figure(measure).due

    @property
    def households(self) -> int:
        """Rumah tangga 1.000 HPK."""
        return self.count("households")

    @property
    def population(self) -> dict[str, int]:
        """Tabel 1, and the children over two."""
        return {name: self.count(name) for name in POPULATION}

    @property
    def tikar(self) -> dict[str, int]:
        """Tabel 2: adds up to all children 0–23 months."""
        return {colour: self.count(colour) for colour in COLOURS}

    @property
    def unvisited(self) -> int:
        """Targets of the population without a record in the quarter."""
        return self.count("unvisited")

    @property
    def paud_unmarked(self) -> int:
        """Months of children over two that nobody marked (belum dicatat)."""
        return self.count("paud_unmarked")

    @property
    def has_new_risk(self) -> bool:
        """Whether Tabel 1 and 3 need the footnote on risks found in the quarter."""
        return bool(self.count("risk_new_ibu") + self.count("risk_new_anak"))

    @property
    def indicators(self) -> dict[str, Convergence]:
        """The 8 + 10 + 1 rows of Tabel 3 and the sub-row of the fathers, by code."""
        codes = [indicator.code for indicator in self.rules.indicators]
        return {code: self.figure(code) for code in [*codes, FATHERS, PAUD]}

    @property
    def groups(self) -> dict[str, Convergence]:
        """Tabel 4: ibu_hamil and anak."""
        return {
            str(who): self._sum(self.rules.of(who)) for who in (Who.MOTHER, Who.CHILD)
        }

    @property
    def village(self) -> Convergence:
        """Tingkat konvergensi: of the village, or of the area as a sum of villages."""
        return total(self.groups.values())

    @property
    def packages(self) -> dict[Package, Convergence]:
        """The five packages over mothers and children; they add up to the whole."""
        return {
            package: self._sum(i for i in self.rules.indicators if i.package is package)
            for package in Package
        }

    def _sum(self, indicators: "tuple[Indicator, ...] | object") -> Convergence:
        return total(self.figure(indicator.code) for indicator in indicators)

    @property
    def tabel_3(self) -> list[Row]:
        """The rows of Tabel 3 in print order, the sub-row Laki before its Jumlah."""
        rows = []
        for who in (Who.MOTHER, Who.CHILD):
            for number, indicator in enumerate(self.rules.of(who), start=1):
                code = indicator.code
                if f"{code}_laki" == FATHERS:
                    rows.append(Row(who, None, FATHERS, "Laki", self.figure(FATHERS)))
                row = Row(who, number, code, indicator.wording, self.figure(code))
                rows.append(row)
        wording = self.rules.preschool_wording
        return [*rows, Row(Who.PRESCHOOL, 1, PAUD, wording, self.figure(PAUD))]

    def as_json(self) -> dict:
        """Return the keys that `manage.py scorecard --json` prints."""
        found = {
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "rule_set": self.rule_set,
            "state": self.state,
            "households": self.households,
            "population": self.population,
            "tikar": self.tikar,
            "indicators": _pairs(self.indicators),
            "paud_unmarked": self.paud_unmarked,
            "unvisited": self.unvisited,
            "groups": {name: one.as_json() for name, one in self.groups.items()},
            "village": self.village.as_json(),
        }
        if self.dusun is not None:
            found["dusun"] = _pairs(_something_due(self.dusun))
            found["posyandu"] = _pairs(_something_due(self.posyandu or {}))
        return found


def _pairs(figures: Mapping[str, Convergence]) -> dict[str, dict[str, int]]:
    return {
        name: {"received": one.received, "due": one.due}
        for name, one in figures.items()
    }


def _something_due(figures: Mapping[str, Convergence]) -> dict[str, Convergence]:
    return {name: one for name, one in sorted(figures.items()) if one.due}
