"""What the missing services of a quarter would cost, beside what the budget holds.

A service is counted once for each target who misses it, water and latrines once for
each household; the village itself says what one costs and where it has that from.
"""

from collections import Counter
from dataclasses import dataclass

from households.packages import PRESCHOOL, SERVICES, Package, Service
from scorecard.gaps import gaps_of, is_of_household
from villages.models import BudgetLine, UnitCost, Village
from villages.quarters import Triwulan
from villages.wording import number_text, rupiah

# Activities of Permendagri 20/2018 by the package that they serve most; a code that
# ends with a dot stands for all that begin with it.
ACTIVITIES = {
    Package.KIA: ("2.2.01", "2.2.02", "2.2.04", "2.2.08", "2.2.09"),
    Package.GIZI: ("2.2.03", "4.2.03", "4.4.01"),
    Package.AIR: ("2.4.",),
    Package.SOS: ("4.4.02",),
    Package.PAUD: ("2.1.", "2.2.06"),
}


def _first_of_each() -> dict[tuple[Package, str], Service]:
    """A service of mothers and the same of children have one cost: the first's."""
    found: dict[tuple[Package, str], Service] = {}
    for service in SERVICES:
        if service is not PRESCHOOL:  # months, no target misses it as a whole
            found.setdefault((service.package, service.label), service)
    return found


_PRICED = _first_of_each()
PRICED = {service.code: service for service in _PRICED.values()}
# Each service → the one under whose code its cost is kept.
PRICE_CODE = {
    one.code: _PRICED[one.package, one.label].code
    for one in SERVICES
    if one is not PRESCHOOL
}


@dataclass(frozen=True, slots=True)
class ServiceNeed:
    """A service with how many miss it and what it costs for one of them."""

    service: Service
    missing: int
    cost: UnitCost | None

    @property
    def unit(self) -> str:
        """Whom it is counted by."""
        is_household = self.service.package is Package.AIR
        return "rumah tangga" if is_household else "sasaran"

    @property
    def rupiah(self) -> int | None:
        """What all who miss it would cost; None when the cost is not known."""
        return self.missing * self.cost.amount_rupiah if self.cost else None


@dataclass(frozen=True, slots=True)
class PackageNeed:
    """A package: its services, and the stunting lines that serve it."""

    package: Package
    services: tuple[ServiceNeed, ...]
    lines: tuple[BudgetLine, ...]

    @property
    def missing(self) -> int:
        """How many services are missing."""
        return sum(one.missing for one in self.services)

    @property
    def rupiah(self) -> int:
        """The need as far as costs are known."""
        return sum(one.rupiah or 0 for one in self.services)

    @property
    def budgeted(self) -> int:
        """What the year's budget holds for it."""
        return sum(line.amount_rupiah for line in self.lines)

    @property
    def gap(self) -> int:
        """What is lacking; 0 when the budget is enough."""
        return max(0, self.rupiah - self.budgeted)

    @property
    def unpriced(self) -> list[str]:
        """Services that are missing and have no cost yet."""
        return [
            one.service.label for one in self.services if one.missing and not one.cost
        ]

    @property
    def words(self) -> str:
        """The package in plain words."""
        if not self.missing:
            return "Semua layanan yang seharusnya diterima sudah diterima."
        return " ".join(filter(None, [self._need, self._known, self._unknown]))

    @property
    def _need(self) -> str:
        return f"{number_text(self.missing)} layanan belum diterima."

    @property
    def _known(self) -> str:
        if all(one.cost is None for one in self.services if one.missing):
            return f"Dianggarkan {rupiah(self.budgeted)}."
        told = f"Kebutuhannya {rupiah(self.rupiah)}, dianggarkan"
        if self.gap:
            return f"{told} {rupiah(self.budgeted)}: kurang {rupiah(self.gap)}."
        if self.unpriced:
            return f"{told} {rupiah(self.budgeted)}."
        return f"{told} {rupiah(self.budgeted)}: cukup."

    @property
    def _unknown(self) -> str:
        if not self.unpriced:
            return ""
        names = ", ".join(self.unpriced)
        return f"Belum terhitung karena biaya satuannya belum diisi: {names}."


@dataclass(frozen=True, slots=True)
class Need:
    """A village's need in a quarter, beside the stunting budget of its year."""

    packages: tuple[PackageNeed, ...]
    others: tuple[BudgetLine, ...]  # for stunting, but of no single package

    @property
    def rupiah(self) -> int:
        """The need of all packages, as far as costs are known."""
        return sum(one.rupiah for one in self.packages)

    @property
    def budgeted(self) -> int:
        """What the budget holds for the packages."""
        return sum(one.budgeted for one in self.packages)

    @property
    def gap(self) -> int:
        """The gaps added up: what is too much in one package fills no other."""
        return sum(one.gap for one in self.packages)

    @property
    def unpriced(self) -> list[str]:
        """Services that are missing and have no cost yet, of all packages."""
        return [label for one in self.packages for label in one.unpriced]

    @property
    def other_rupiah(self) -> int:
        """For stunting, but of no single package."""
        return sum(line.amount_rupiah for line in self.others)


def need_of(village: Village, quarter: Triwulan) -> Need:
    """Return the need of a quarter; a final one's from its frozen letters."""
    missing = missing_of(village, quarter)
    costs = costs_of(village, quarter.year)
    lines: dict[Package | None, list[BudgetLine]] = {}
    for line in village.budget_lines.filter(year=quarter.year, is_stunting=True):
        lines.setdefault(package_of(line.activity_code), []).append(line)
    packages = tuple(
        PackageNeed(
            package,
            tuple(
                ServiceNeed(service, missing[code], costs.get(code))
                for code, service in PRICED.items()
                if service.package is package
            ),
            tuple(lines.get(package, ())),
        )
        for package in Package
    )
    return Need(packages, tuple(lines.get(None, ())))


def package_of(activity_code: str) -> Package | None:
    """Return the package that an activity serves most."""
    for package, codes in ACTIVITIES.items():
        if activity_code.startswith(codes):
            return package
    return None


def missing_of(village: Village, quarter: Triwulan) -> Counter[str]:
    """Count who misses each service, by the code that has its cost."""
    found = recipients_of(village, quarter)
    return Counter({code: len(rows) for code, rows in found.items()})


@dataclass(frozen=True, slots=True)
class Recipient:
    """A target, or of water and latrines a household, that misses a service."""

    dusun: str
    letters: int  # how many letters T the service would mend


def recipients_of(village: Village, quarter: Triwulan) -> dict[str, list[Recipient]]:
    """Return who misses each service, by the code that has its cost.

    Whom it would mend the most letters for stands first.
    """
    letters: Counter[tuple[str, int | str, str]] = Counter()
    for home in gaps_of(village, quarter):
        for gap in home.people:
            for one in gap.missed:
                who = home.household.pk if is_of_household(one) else gap.key
                letters[
                    PRICE_CODE[one.service.code], who, home.household.dusun.name
                ] += 1
    found: dict[str, list[Recipient]] = {}
    for (code, _, dusun), count in letters.most_common():
        found.setdefault(code, []).append(Recipient(dusun, count))
    return found


def costs_of(village: Village, year: int) -> dict[str, UnitCost]:
    """Return the newest cost of each service up to a year, by its code."""
    rows = village.unit_costs.filter(year__lte=year).order_by("year")
    return {row.service: row for row in rows}
