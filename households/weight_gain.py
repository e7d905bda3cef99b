"""Naik or tidak naik: what a child gained between two monthly weighings.

KBM (kenaikan berat badan minimal) is the least gain of a month, in grams, by sex and
by the age in completed months at the second weighing, as the Kartu Menuju Sehat
prints it (Permenkes 155/Menkes/Per/I/2010).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from villages.wording import long_date, number_text

from .ages import completed_months
from .growth import FEMALE, MALE, is_too_old

KBM = {  # from the first completed month on
    MALE: (800, 900, 800, 600, 500, 400, 400, 300, 300, 300, 300),
    FEMALE: (800, 900, 800, 600, 500, 400, 300, 300, 300, 300),
}
KBM_LATER = 200  # from the end of the list to 60 months
# The KBM is for a whole month; weighings closer than three weeks are not compared.
CLOSEST_DAYS = 21
SOURCE = "KBM Kartu Menuju Sehat (Permenkes 155/2010)"


class Verdict(StrEnum):
    """What the KMS writes as N and T; neither where nothing can be compared."""

    GAINED = "naik"
    NOT_GAINED = "tidak naik"
    UNKNOWN = "belum dapat dinilai"


@dataclass(frozen=True, slots=True)
class Weighing:
    """One weighing; doubtful when it is to be repeated, or with oedema."""

    day: date
    kg: Decimal
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Gain:
    """One weighing compared with the one before it.

    `grams` is None for the first weighing; `least` is the KBM, None where it is not
    compared, and `because` says why then (Indonesian, without a full stop).
    """

    verdict: Verdict
    grams: int | None = None
    since: date | None = None
    least: int | None = None
    because: str = ""

    @property
    def letter(self) -> str:
        """The letter of the KMS: N or T, "" for neither."""
        return {Verdict.GAINED: "N", Verdict.NOT_GAINED: "T"}.get(self.verdict, "")

    @property
    def sentence(self) -> str:
        """Return "Naik 450 g sejak 6 Mei 2026; paling sedikit 300 g." or why not."""
        if self.verdict is Verdict.UNKNOWN or self.grams is None or not self.since:
            return f"Naik atau tidak naik belum dapat dinilai: {self.because}."
        least = number_text(self.least or 0)
        return (
            f"{self.verdict.capitalize()}: {_moved(self.grams)} sejak "
            f"{long_date(self.since)}; paling sedikit {least} g."
        )


def _moved(grams: int) -> str:
    if not grams:
        return "berat tetap"
    way = "bertambah" if grams > 0 else "turun"
    return f"{way} {number_text(abs(grams))} g"


def least_gain(sex: str, age_months: int) -> int | None:
    """Return the KBM in grams of a child of "L" or "P"; None below one month."""
    if age_months < 1:
        return None
    listed = KBM[sex]
    return listed[age_months - 1] if age_months <= len(listed) else KBM_LATER


def gains(sex: str, born_on: date, weighings: Iterable[Weighing]) -> list[Gain]:
    """Return the gain of each weighing, which stand in order of their days.

    Two weighings are compared when they stand in neighbouring calendar months, at
    least three weeks apart, neither doubtful, below 60 months of age. The weight at
    birth is a weighing of the day of birth.
    """
    listed = list(weighings)
    befores: list[Weighing | None] = [None, *listed[:-1]]
    pairs = zip(befores, listed, strict=False)
    return [_gain(sex, born_on, before, now) for before, now in pairs]


def _gain(sex: str, born_on: date, before: Weighing | None, now: Weighing) -> Gain:
    if before is None:
        return Gain(Verdict.UNKNOWN, because="baru pertama kali ditimbang")
    grams = _grams(now.kg) - _grams(before.kg)
    least = least_gain(sex, completed_months(born_on, now.day))
    because = next(_obstacles(born_on, before, now, least), "")
    if because or least is None:
        return Gain(Verdict.UNKNOWN, grams, before.day, because=because)
    verdict = Verdict.GAINED if grams >= least else Verdict.NOT_GAINED
    return Gain(verdict, grams, before.day, least)


def _obstacles(
    born_on: date, before: Weighing, now: Weighing, least: int | None
) -> Iterator[str]:
    """Why two weighings say nothing together."""
    if now.is_doubtful or before.is_doubtful:
        yield "salah satu beratnya perlu diukur ulang"
    if is_too_old((now.day - born_on).days):
        yield "KBM hanya sampai umur 60 bulan"
    if least is None:
        yield "KBM mulai umur 1 bulan"
    apart = 12 * (now.day.year - before.day.year) + now.day.month - before.day.month
    if apart != 1:
        yield "bulan sebelumnya tidak ditimbang"
    if (now.day - before.day).days < CLOSEST_DAYS:
        yield "jarak dua penimbangan kurang dari 3 minggu"


def _grams(kg: Decimal) -> int:
    return int((1000 * kg).quantize(Decimal(1), ROUND_HALF_UP))


def not_gained_in_a_row(found: Iterable[Gain]) -> int:
    """Return how many of the newest gains in a row are "tidak naik"."""
    count = 0
    for gain in reversed(list(found)):
        if gain.verdict is not Verdict.NOT_GAINED:
            break
        count += 1
    return count
