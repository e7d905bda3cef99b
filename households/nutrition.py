"""What the figures suggest about a status: proposals, contradictions, slips.

The KPM records what was seen; nothing here overrules her. Each sentence asks to
look or measure once more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from villages.wording import number_text

from .growth import (
    UNKNOWN,
    Flag,
    Growth,
    Measurement,
    MeasurementRefused,
    grow,
    is_too_old,
    refuse_impossible,
)

SEVERE, STUNTED, WASTED, NORMAL = "GB", "S", "GK", "N"
STATUSES = (SEVERE, STUNTED, WASTED, NORMAL)  # the order in which paper prints one

KEK_BELOW_CM = Decimal("23.5")  # LiLA, Formulir 2A
GREEN, RED = "H", "M"


class InvalidStatus(ValueError):
    """The text is no status gizi; the message says what may be written."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” bukan status gizi. Tulis N, GK, GB, S, GK+S atau GB+S."
        )


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements about one target that cannot both be right.

    `code` is stable and keys the quality list; `sentence` is shown, in Indonesian.
    """

    code: str
    sentence: str


def split_status(text: str) -> tuple[str, ...]:
    """Return the codes of a status gizi: "S+GK" is ("GK", "S"), "" is ().

    Wasting stands before stunting. Case and spaces do not matter. Raises
    InvalidStatus for an unknown code, for N or a second wasting beside another.
    """
    codes = (
        {part.strip().upper() for part in text.split("+")} if text.strip() else set()
    )
    pair_is_odd = len(codes) > 1 and codes not in ({WASTED, STUNTED}, {SEVERE, STUNTED})
    if not codes <= set(STATUSES) or pair_is_odd:
        raise InvalidStatus(text)
    return tuple(code for code in (SEVERE, WASTED, STUNTED, NORMAL) if code in codes)


def join_status(codes: Iterable[str]) -> str:
    """Return the codes as they are stored: "GK+S". Raises InvalidStatus."""
    return "+".join(split_status("+".join(codes)))


def printed_status(text: str) -> str:
    """Return the one code the paper forms print: GB before S before GK before N.

    "" (nothing stated) stays "". Raises InvalidStatus.
    """
    codes = split_status(text)
    return next((code for code in STATUSES if code in codes), "")


def proposed_status(growth: Growth) -> str:
    """Return the status gizi the z-scores suggest, such as "GK+S".

    GB and GK from BB/PB or BB/TB, S from PB/U or TB/U; oedema is gizi buruk
    whatever the weight (PMK 29/2019). Flagged scores suggest nothing. "N" only when
    both are known and neither is low; "" when nothing can be said.
    """
    wasting, stunting = _wasting(growth), _stunting(growth)
    low = [code for code in (wasting, stunting) if code not in (None, NORMAL)]
    if low:
        return join_status(code for code in low if code)
    return NORMAL if wasting and stunting else ""


def _wasting(growth: Growth) -> str | None:
    if growth.has_oedema:
        return SEVERE
    z = growth.z_bbtb
    if z is None or Flag.BBTB in growth.flags:
        return None
    return SEVERE if z < -3 else WASTED if z < -2 else NORMAL


def _stunting(growth: Growth) -> str | None:
    z = growth.z_tbu
    if z is None or growth.flags & {Flag.TBU, Flag.STANDING_INFANT}:
        return None
    return STUNTED if z < -2 else NORMAL


def contradictions(status: str, mat: str, growth: Growth) -> tuple[Contradiction, ...]:
    """Return where the recorded status gizi or mat colour disagrees with the scores.

    `status` as stored ("GK+S", "" for nothing stated), `mat` H, K, M, TD or "".
    Scores that are missing or flagged contradict nothing; a yellow mat neither.
    Raises InvalidStatus.
    """
    return (
        *_mat_contradictions(mat, growth),
        *_stunting_contradictions(split_status(status), growth),
        *_wasting_contradictions(split_status(status), growth),
    )


def _mat_contradictions(mat: str, growth: Growth) -> Iterable[Contradiction]:
    stunting, seen = _stunting(growth), _height_words(growth)
    if mat == GREEN and stunting == STUNTED:
        yield Contradiction(
            "mat_green_stunted", f"Tikar hijau, tetapi {seen}. Ukur sekali lagi."
        )
    if mat == RED and stunting == NORMAL:
        yield Contradiction(
            "mat_red_not_stunted", f"Tikar merah, tetapi {seen}. Ukur sekali lagi."
        )


def _stunting_contradictions(
    codes: tuple[str, ...], growth: Growth
) -> Iterable[Contradiction]:
    stunting, seen = _stunting(growth), _height_words(growth)
    if codes and stunting == STUNTED and STUNTED not in codes:
        yield Contradiction(
            "stunted_not_recorded",
            f"Status gizi tidak memuat stunting (S), tetapi {seen}. Ukur sekali "
            "lagi, atau perbaiki statusnya.",
        )
    if stunting == NORMAL and STUNTED in codes:
        yield Contradiction(
            "recorded_stunted",
            f"Status gizi stunting (S), tetapi {seen}. Ukur sekali lagi, atau "
            "perbaiki statusnya.",
        )


def _wasting_contradictions(
    codes: tuple[str, ...], growth: Growth
) -> Iterable[Contradiction]:
    wasting = _wasting(growth)
    recorded = next((code for code in codes if code in (SEVERE, WASTED)), NORMAL)
    if not codes or wasting is None or wasting == recorded:
        return
    yield Contradiction(
        "wasting_differs",
        f"Status gizi {'+'.join(codes)}, tetapi {_weight_words(growth)}. Timbang dan "
        "ukur sekali lagi, atau perbaiki statusnya.",
    )


def _height_words(growth: Growth) -> str:
    if growth.z_tbu is None:
        return ""
    index = "TB/U" if growth.is_height else "PB/U"
    return f"{index} {number_text(growth.z_tbu, 2)} ({growth.class_tbu})"


def _weight_words(growth: Growth) -> str:
    if growth.z_bbtb is None:
        return "ada edema (gizi buruk)"
    index = "BB/TB" if growth.is_height else "BB/PB"
    return f"{index} {number_text(growth.z_bbtb, 2)} ({growth.class_bbtb})"


def muac_is_kek(cm: Decimal) -> bool:
    """Whether LiLA shows KEK: below 23.5 cm, not rounded (Formulir 2A).

    Raises a MeasurementRefused for a value no tape can show.
    """
    refuse_impossible(cm, "LiLA", "cm")
    return cm < KEK_BELOW_CM


def muac_contradiction(status: str, cm: Decimal | None) -> Contradiction | None:
    """Return how a pregnancy's status N, R or K disagrees with LiLA; None if not.

    R may cover KEK, so it contradicts nothing; nor does "" or a LiLA not taken.
    """
    if cm is None or status not in ("N", "K") or muac_is_kek(cm) == (status == "K"):
        return None
    limit, seen = number_text(KEK_BELOW_CM), number_text(cm)
    if status == "N":
        return Contradiction(
            "kek_not_recorded",
            f"Status normal, tetapi LiLA {seen} cm (KEK bila kurang dari {limit} cm). "
            "Ukur sekali lagi, atau perbaiki statusnya.",
        )
    return Contradiction(
        "recorded_kek",
        f"Status KEK, tetapi LiLA {seen} cm (KEK bila kurang dari {limit} cm). Ukur "
        "sekali lagi, atau perbaiki statusnya.",
    )


def weight_doubt(
    kg: Decimal, *, sex: str, age_days: int, age_months: int
) -> str | None:
    """Return the question to ask about a weight that cannot be, or None.

    "Berat 78 kg tidak mungkin untuk anak 8 bulan. Maksud Anda 7,8 kg?" Not possible
    is what WHO flags: BB/U below −6 or above 5. The slips tried are a lost or
    misplaced comma and grams. From 60 months on None: no standard, no doubt.
    """
    return _doubt("Berat", "kg", kg, age_months, _Child(sex, age_days, Flag.BBU))


def length_doubt(
    cm: Decimal, *, sex: str, age_days: int, age_months: int
) -> str | None:
    """Return the question to ask about a length or height that cannot be, or None.

    As weight_doubt(), by |TB/U| > 6 without regard to the position; millimetres and
    metres are among the slips tried.
    """
    name = "Panjang/tinggi"
    return _doubt(name, "cm", cm, age_months, _Child(sex, age_days, Flag.TBU))


@dataclass(frozen=True, slots=True)
class _Child:
    sex: str
    age_days: int
    flag: Flag

    def may_measure(self, value: Decimal) -> bool:
        try:
            seen = grow(self._measured(value))
        except MeasurementRefused:
            return False
        return self.flag not in seen.flags

    def _measured(self, value: Decimal) -> Measurement:
        if self.flag is Flag.BBU:
            return Measurement(self.sex, self.age_days, weight_kg=value)
        return Measurement(self.sex, self.age_days, length_cm=value, position=UNKNOWN)


_SLIPS = (Decimal("0.1"), Decimal("0.01"), Decimal("0.001"), Decimal(10), Decimal(100))


def _doubt(
    name: str, unit: str, value: Decimal, age_months: int, child: _Child
) -> str | None:
    if is_too_old(child.age_days) or child.may_measure(value):
        return None
    meant = next((v for v in (value * s for s in _SLIPS) if child.may_measure(v)), None)
    question = (
        f"Maksud Anda {_shown(meant)} {unit}?" if meant else "Periksa kembali angkanya."
    )
    return (
        f"{name} {_shown(value)} {unit} tidak mungkin untuk anak {age_months} bulan. "
        f"{question}"
    )


def _shown(value: Decimal) -> str:
    text = number_text(value.quantize(Decimal("0.001"), ROUND_HALF_UP))
    return text.rstrip("0").rstrip(",")
