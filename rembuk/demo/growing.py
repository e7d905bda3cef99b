"""How an invented child grows: along WHO's curves, a little off them every month."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from households.growth import LYING, Measurement, grow
from households.nutrition import proposed_status
from households.standards import Standard, by_day, by_length

SETTLES_AFTER_DAYS = 540  # until then a child drifts from its birth length to its own
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Track:
    """The z-scores along which one child grows."""

    length_at_birth: float
    length_later: float
    weight_for_length: float

    @classmethod
    def draw(cls, dice: Random) -> "Track":
        """A child of a village where about one in six is stunted."""
        return cls(
            dice.gauss(-0.4, 0.75), dice.gauss(-1.05, 0.95), dice.gauss(-0.05, 0.8)
        )

    def length_z(self, age_days: int) -> float:
        share = min(1.0, age_days / SETTLES_AFTER_DAYS)
        return self.length_at_birth + (self.length_later - self.length_at_birth) * share


@dataclass(frozen=True)
class Seen:
    """What scale and board show on one day, and what follows from it."""

    kg: Decimal
    cm: Decimal
    status: str
    length_z: Decimal | None


def measured(track: Track, sex: str, age_days: int, dice: Random) -> Seen:
    """One weighing and measuring, lying, of a child under two."""
    z = track.length_z(age_days) + dice.gauss(0, 0.08)
    length = by_day(Standard.LENGTH_FOR_AGE, sex, age_days)
    cm = _tenth(length.value_at(_z(z)))
    kg = _weight(track, sex, age_days, cm, dice)
    seen = grow(Measurement(sex, age_days, kg, cm, LYING))
    return Seen(kg, cm, proposed_status(seen), seen.z_tbu)


def _weight(
    track: Track, sex: str, age_days: int, cm: Decimal, dice: Random
) -> Decimal:
    z = max(-3.4, min(3.0, track.weight_for_length + dice.gauss(0, 0.22)))
    lms = by_length(Standard.WEIGHT_FOR_LENGTH, sex, cm)
    if lms is None:  # shorter than the table begins
        lms = by_day(Standard.WEIGHT_FOR_AGE, sex, age_days)
        z = track.length_z(age_days)
    return _tenth(lms.value_at(_z(z)))


def _z(value: float) -> Decimal:
    return Decimal(str(round(value, 3)))


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_HALF_UP)
