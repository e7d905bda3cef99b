"""WHO z-scores of a child's weight and length, as Permenkes 2/2020 classes them.

Method: WHO Child Growth Standards, Methods and development (2006), chapter 7, and
the WHO Anthro manual for the limits; the daily L, M, S are WHO's own tables.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeVar

from .standards import Standard, by_day, by_length

MALE, FEMALE = "L", "P"
LYING, STANDING, UNKNOWN = "telentang", "berdiri", ""

DAYS_PER_MONTH = Decimal("30.4375")
HEIGHT_FROM_DAY = 731  # from here on height is the standard, below it length
POSITION_GAP_CM = Decimal("0.7")  # a child is so much longer lying than standing
STANDS_FROM_MONTHS = 9
OLDEST_MONTHS = 60
SMALLEST, LARGEST = Decimal("0.01"), Decimal(1000)  # what a scale or board can show

_HUNDREDTH = Decimal("0.01")
C = TypeVar("C")


class MeasurementRefused(ValueError):
    """A measurement is no measurement; the message says why in Indonesian."""


class NotPositive(MeasurementRefused):
    """A weight or length is 0 or less."""


class NotANumber(MeasurementRefused):
    """A weight or length is undefined, below 0.01 or from 1000 kg or cm on."""


class NegativeAge(MeasurementRefused):
    """A child was measured before the day of birth."""


class UnknownSex(MeasurementRefused):
    """The standards differ by sex, and the sex is neither L nor P."""


class UnknownPosition(MeasurementRefused):
    """The position is neither telentang nor berdiri nor empty."""


class Tone(StrEnum):
    """How much a class asks for: shown by shape and word, colour only beside them."""

    GOOD = "baik"
    LOOK = "perhatian"
    ACT = "segera"


class HeightClass(StrEnum):
    """PB/U or TB/U (Permenkes 2/2020)."""

    SEVERELY_STUNTED = "sangat pendek"
    STUNTED = "pendek"
    NORMAL = "normal"
    TALL = "tinggi"

    @property
    def tone(self) -> Tone:
        """A tall child is well."""
        tones = {self.SEVERELY_STUNTED: Tone.ACT, self.STUNTED: Tone.LOOK}
        return tones.get(self, Tone.GOOD)


class WeightClass(StrEnum):
    """BB/U (Permenkes 2/2020)."""

    SEVERELY_LOW = "sangat kurang"
    LOW = "kurang"
    NORMAL = "normal"
    RISK_OF_HIGH = "risiko BB lebih"

    @property
    def tone(self) -> Tone:
        """Only the severely low weight asks to act at once."""
        tones = {self.SEVERELY_LOW: Tone.ACT, self.NORMAL: Tone.GOOD}
        return tones.get(self, Tone.LOOK)


class WastingClass(StrEnum):
    """BB/PB, BB/TB and IMT/U (Permenkes 2/2020)."""

    SEVERELY_WASTED = "gizi buruk"
    WASTED = "gizi kurang"
    NORMAL = "baik"
    RISK_OF_OVERWEIGHT = "berisiko gizi lebih"
    OVERWEIGHT = "gizi lebih"
    OBESE = "obesitas"

    @property
    def tone(self) -> Tone:
        """Both ends ask to act, what lies beside the normal to look."""
        ends = (self.SEVERELY_WASTED, self.OBESE)
        if self in ends:
            return Tone.ACT
        return Tone.GOOD if self is self.NORMAL else Tone.LOOK


class Flag(StrEnum):
    """A reason to measure again; the first four leave the score out of prevalence."""

    TBU = "ukur ulang: PB/U atau TB/U"
    BBU = "ukur ulang: BB/U"
    BBTB = "ukur ulang: BB/PB atau BB/TB"
    IMTU = "ukur ulang: IMT/U"
    STANDING_INFANT = "ukur ulang: berdiri sebelum 9 bulan"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One weighing and measuring of a child.

    `sex` "L" or "P"; `age_days` whole days since birth, 0 on the birthday;
    `weight_kg` and `length_cm` as read, None when not taken; `position`
    "telentang", "berdiri" or "" when not known; `has_oedema` pitting oedema of
    both feet. Raises a MeasurementRefused for what cannot be.
    """

    sex: str
    age_days: int
    weight_kg: Decimal | None = None
    length_cm: Decimal | None = None
    position: str = UNKNOWN
    has_oedema: bool = False

    def __post_init__(self) -> None:
        if self.sex not in (MALE, FEMALE):
            raise UnknownSex("Jenis kelamin harus L atau P.")
        if self.position not in (LYING, STANDING, UNKNOWN):
            raise UnknownPosition(
                "Posisi ukur harus telentang, berdiri, atau dikosongkan."
            )
        if self.age_days < 0:
            raise NegativeAge(
                "Tanggal ukur mendahului tanggal lahir. Periksa kedua tanggal."
            )
        refuse_impossible(self.weight_kg, "Berat", "kg")
        refuse_impossible(self.length_cm, "Panjang/tinggi", "cm")
        refuse_impossible(corrected_length(self), "Panjang/tinggi", "cm")


def refuse_impossible(value: Decimal | None, name: str, unit: str) -> None:
    """Raise NotPositive or NotANumber for a value no scale or board can show.

    None (not taken) passes. `name` and `unit` stand in the Indonesian sentence.
    """
    if value is None:
        return
    if value.is_finite() and value <= 0:
        raise NotPositive(
            f"{name} harus lebih dari 0 {unit}. Kosongkan bila tidak diukur."
        )
    if not (value.is_finite() and SMALLEST <= value < LARGEST):
        raise NotANumber(f"{name} {value} {unit} tidak mungkin. Periksa angkanya.")


@dataclass(frozen=True, slots=True)
class Growth:
    """What one measurement says about a child's growth.

    Each z-score has two decimals, rounded half up; None where the value was not
    taken, the child is 60 months or older, the length lies outside the table, or
    oedema makes the weight meaningless. `length_cm` is the corrected length or
    height. `is_height` tells which name to print: TB/U rather than PB/U.
    """

    z_tbu: Decimal | None = None
    z_bbu: Decimal | None = None
    z_bbtb: Decimal | None = None
    z_imtu: Decimal | None = None
    length_cm: Decimal | None = None
    is_height: bool = False
    has_oedema: bool = False
    stands_too_young: bool = False

    @property
    def class_tbu(self) -> HeightClass | None:
        """The class of z_tbu; None when there is none."""
        return _classed(self.z_tbu, _HEIGHT_CLASSES, HeightClass.TALL)

    @property
    def class_bbu(self) -> WeightClass | None:
        """The class of z_bbu; None when there is none."""
        return _classed(self.z_bbu, _WEIGHT_CLASSES, WeightClass.RISK_OF_HIGH)

    @property
    def class_bbtb(self) -> WastingClass | None:
        """The class of z_bbtb; None when there is none."""
        return _classed(self.z_bbtb, _WASTING_CLASSES, WastingClass.OBESE)

    @property
    def class_imtu(self) -> WastingClass | None:
        """The class of z_imtu; None when there is none."""
        return _classed(self.z_imtu, _WASTING_CLASSES, WastingClass.OBESE)

    @property
    def flags(self) -> frozenset[Flag]:
        """What to measure again: |TB/U| > 6, BB/U < −6 or > 5, |others| > 5."""
        scores = (self.z_tbu, self.z_bbu, self.z_bbtb, self.z_imtu)
        flags = {
            flag
            for z, (flag, low, high) in zip(scores, _PLAUSIBLE, strict=True)
            if z is not None and not low <= z <= high
        }
        if self.stands_too_young:
            flags.add(Flag.STANDING_INFANT)
        return frozenset(flags)


_PLAUSIBLE = (
    (Flag.TBU, -6, 6),
    (Flag.BBU, -6, 5),
    (Flag.BBTB, -5, 5),
    (Flag.IMTU, -5, 5),
)
# (largest z, whether that z itself belongs to the class, class), from below.
_HEIGHT_CLASSES = (
    (-3, False, HeightClass.SEVERELY_STUNTED),
    (-2, False, HeightClass.STUNTED),
    (3, True, HeightClass.NORMAL),
)
_WEIGHT_CLASSES = (
    (-3, False, WeightClass.SEVERELY_LOW),
    (-2, False, WeightClass.LOW),
    (1, True, WeightClass.NORMAL),
)
_WASTING_CLASSES = (
    (-3, False, WastingClass.SEVERELY_WASTED),
    (-2, False, WastingClass.WASTED),
    (1, True, WastingClass.NORMAL),
    (2, True, WastingClass.RISK_OF_OVERWEIGHT),
    (3, True, WastingClass.OVERWEIGHT),
)


def _classed(
    z: Decimal | None, classes: tuple[tuple[int, bool, C], ...], above: C
) -> C | None:
    if z is None:
        return None
    return next(
        (name for end, closed, name in classes if _within(z, end, closed)), above
    )


def _within(z: Decimal, end: int, closed: bool) -> bool:
    return z <= end if closed else z < end


def is_too_old(age_days: int) -> bool:
    """Whether the standards end before this age: days / 30.4375 reach 60."""
    return age_days >= OLDEST_MONTHS * DAYS_PER_MONTH


def grow(child: Measurement) -> Growth:
    """Return the z-scores of one measurement.

    Each is None where its value or table is missing (see Growth); from 60 months
    on all are.
    """
    is_height = child.age_days >= HEIGHT_FROM_DAY
    too_young = _stands_too_young(child)
    length = corrected_length(child)
    seen = Growth(
        length_cm=length,
        is_height=is_height,
        has_oedema=child.has_oedema,
        stands_too_young=too_young,
    )
    if is_too_old(child.age_days):
        return seen
    return replace(
        seen,
        z_tbu=_z_tbu(child, length),
        z_bbu=_z_bbu(child),
        z_bbtb=_z_bbtb(child, length),
        z_imtu=_z_imtu(child, length),
    )


def _stands_too_young(child: Measurement) -> bool:
    return (
        child.length_cm is not None
        and child.position == STANDING
        and child.age_days < STANDS_FROM_MONTHS * DAYS_PER_MONTH
    )


def corrected_length(child: Measurement) -> Decimal | None:
    """Return cm as the standard of the age would have measured; None when not taken.

    Below day 731 a standing child gains 0.7 cm, from then a lying one loses it.
    Standing below 9 months is taken for an error of the position: no correction.
    """
    if child.length_cm is None:
        return None
    if child.age_days >= HEIGHT_FROM_DAY:
        return child.length_cm - (POSITION_GAP_CM if child.position == LYING else 0)
    is_shortened = child.position == STANDING and not _stands_too_young(child)
    return child.length_cm + (POSITION_GAP_CM if is_shortened else 0)


def _z_tbu(child: Measurement, length: Decimal | None) -> Decimal | None:
    if length is None:
        return None
    lms = by_day(Standard.LENGTH_FOR_AGE, child.sex, child.age_days)
    return _rounded(lms.z(length))


def _weight_that_counts(child: Measurement) -> Decimal | None:
    return None if child.has_oedema else child.weight_kg


def _z_bbu(child: Measurement) -> Decimal | None:
    weight = _weight_that_counts(child)
    if weight is None:
        return None
    lms = by_day(Standard.WEIGHT_FOR_AGE, child.sex, child.age_days)
    return _rounded(lms.z_of_weight(weight))


def _z_bbtb(child: Measurement, length: Decimal | None) -> Decimal | None:
    weight = _weight_that_counts(child)
    if weight is None or length is None:
        return None
    is_height = child.age_days >= HEIGHT_FROM_DAY
    standard = Standard.WEIGHT_FOR_HEIGHT if is_height else Standard.WEIGHT_FOR_LENGTH
    lms = by_length(standard, child.sex, length)
    return _rounded(lms.z_of_weight(weight)) if lms else None


def _z_imtu(child: Measurement, length: Decimal | None) -> Decimal | None:
    weight = _weight_that_counts(child)
    if weight is None or length is None:
        return None
    lms = by_day(Standard.BMI_FOR_AGE, child.sex, child.age_days)
    return _rounded(lms.z_of_weight(weight / (length / 100) ** 2))


def _rounded(z: Decimal) -> Decimal:
    return z.quantize(_HUNDREDTH, ROUND_HALF_UP) + 0  # + 0: there is no −0.00
