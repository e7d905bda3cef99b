"""Unsur: who should sit in a rembuk, who is invited, who came."""

from collections import Counter
from dataclasses import dataclass

from .models import Attendance

Element = Attendance.Element
# All but the guests, who are welcome and not missed.
EXPECTED = tuple(element for element in Element if element != Element.UNDANGAN)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of one unsur were invited, and how many came."""

    element: str
    invited: int
    present: int

    @property
    def label(self) -> str:
        return Element(self.element).label

    @property
    def is_invited(self) -> bool:
        return self.invited > 0

    @property
    def has_come(self) -> bool:
        return self.present > 0

    @property
    def told(self) -> str:
        """How it stands, on the day: "2 hadir", "diundang, belum hadir"."""
        if self.present:
            return f"{self.present} hadir"
        return "diundang, belum hadir" if self.invited else "belum diundang"


def standings_of(meeting, attendances=None) -> list[Standing]:
    """Every unsur that should be there; `attendances` where they are at hand."""
    if attendances is None:
        attendances = meeting.attendances.all()
    invited = Counter(meeting.invitations.values_list("element", flat=True))
    present = Counter(attendance.element for attendance in attendances)
    return [Standing(e.value, invited[e], present[e]) for e in EXPECTED]


def not_invited(standings) -> list[Standing]:
    """The gaps while the rembuk is prepared."""
    return [one for one in standings if not one.is_invited]


def not_come(standings) -> list[Standing]:
    """The gaps on the day."""
    return [one for one in standings if not one.has_come]


def by_reason(standings) -> list[tuple[str, list[str]]]:
    """The unsur under what is told of them, the invited first."""
    found: dict[str, list[str]] = {}
    for one in sorted(standings, key=lambda one: not one.is_invited):
        found.setdefault(one.told, []).append(one.label)
    return list(found.items())
