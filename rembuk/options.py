"""Pilihan kegiatan: what would close a problem's gap, and what that would cost."""

from dataclasses import dataclass

from households.packages import Package
from scorecard.need import (
    PRICE_CODE,
    PRICED,
    Recipient,
    costs_of,
    recipients_of,
)
from villages.models import BudgetLine, UnitCost
from villages.wording import number_text

from .activities import ACTIVITIES, PRESCHOOL, Activity
from .models import Proposal


@dataclass(frozen=True, slots=True)
class Option:
    """One activity with the arithmetic of its cost, from the register's own numbers."""

    key: str
    activity: Activity
    service: str
    recipients: tuple[Recipient, ...]
    cost: UnitCost | None

    @property
    def targets(self) -> int:
        """How many lack the service."""
        return len(self.recipients)

    @property
    def unit(self) -> str:
        """Whom it is counted by."""
        is_household = package_of(self.service) is Package.AIR
        return "rumah tangga" if is_household else "sasaran"

    @property
    def rupiah(self) -> int | None:
        """Volume × unit cost; None while the unit cost is not known."""
        return self.targets * self.cost.amount_rupiah if self.cost else None

    @property
    def location(self) -> str:
        """The dusun in which somebody lacks it."""
        names = sorted({one.dusun for one in self.recipients})
        told = ", ".join(f"Dusun {name}" for name in names)
        return told if 0 < len(told) <= 200 else "Semua dusun"

    @property
    def values(self) -> dict:
        """The proposal that it becomes; its cost is None while that is not known."""
        is_counted = self.service != PRESCHOOL
        volume = f"{number_text(self.targets)} {self.unit}" if is_counted else ""
        return {
            "activity": self.activity.text,
            "activity_code": self.activity.code,
            "nature": self.activity.nature,
            "executor": self.activity.executor,
            "location": self.location,
            "volume": volume,
            "source": BudgetLine.Source.DD,
            "service": self.service if is_counted else "",
            "targets": self.targets if is_counted else None,
            "unit_rupiah": self.cost.amount_rupiah if self.cost else None,
            "cost_rupiah": self.rupiah,
        }


def package_of(service) -> Package:
    """The package of a service, by the code of its unit cost."""
    return Package.PAUD if service == PRESCHOOL else PRICED[service].package


def services_for(problem) -> list[str]:
    """The services that close a problem: its own, or all of its package."""
    if problem.indicator in PRICE_CODE:
        return [PRICE_CODE[problem.indicator]]
    if problem.indicator == PRESCHOOL:
        return [PRESCHOOL]
    return [code for code in ACTIVITIES if package_of(code) == problem.package]


class Offer:
    """The options of a meeting, from the register and the village's own prices."""

    def __init__(self, meeting):
        quarter = meeting.quarter.triwulan
        self.recipients = recipients_of(meeting.village, quarter)
        self.costs = costs_of(meeting.village, quarter.year)

    def of(self, problem) -> list[Option]:
        """What the village can do about a problem, the likeliest first."""
        return [
            Option(
                f"{service}-{number}",
                activity,
                service,
                tuple(self.recipients.get(service, ())),
                self.costs.get(service),
            )
            for service in services_for(problem)
            for number, activity in enumerate(ACTIVITIES[service], start=1)
        ]

    def proposal_for(self, problem, key) -> Proposal:
        """A proposal to be filled in: of the option with the key, or a blank one."""
        chosen = [option for option in self.of(problem) if option.key == key]
        values = chosen[0].values if chosen else {"source": BudgetLine.Source.DD}
        return Proposal(**values)
