"""What no scale, board or tape can show of a mother or child, and hardly can."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from villages.wording import number_text

from .ages import completed_months
from .growth import LYING, Flag, Measurement, MeasurementRefused
from .growth_batch import grow_all
from .nutrition import length_doubt, muac_contradiction, weight_doubt
from .plausible import GROUP_MONTHS, Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most that is believed of a figure, both included."""

    least: Decimal
    most: Decimal

    def hold(self, value: Decimal) -> bool:
        """Whether the value may be."""
        return value.is_finite() and self.least <= value <= self.most


# Wider than any living child on record, so that only slips of the pen are refused;
# what is merely rare is asked about by the WHO flags.
_BIRTH_KG, _BIRTH_CM = (
    Limits(Decimal("0.3"), Decimal(8)),
    Limits(Decimal(20), Decimal(70)),
)
_BABY_KG, _BABY_CM = (
    Limits(Decimal("0.3"), Decimal(30)),
    Limits(Decimal(20), Decimal(110)),
)
_CHILD_KG, _CHILD_CM = (
    Limits(Decimal("0.3"), Decimal(70)),
    Limits(Decimal(20), Decimal(150)),
)
_MUAC_CM = Limits(Decimal(10), Decimal(60))
_PILLS, _NIFAS_VISITS = 300, 31
_USUAL_PILLS = 93  # one a day in the longest month, and a few to spare


@dataclass(frozen=True, slots=True)
class Child:
    """Of whom a figure is believed or not: sex "L" or "P", the age on the day."""

    sex: str
    age_days: int
    age_months: int

    @classmethod
    def of(cls, sex: str, born_on: date, day: date) -> "Child":
        """Return the child as it was on a day. Raises NotYetBorn."""
        return cls(sex, (day - born_on).days, completed_months(born_on, day))


def weight_problems(
    kg: Decimal | None, child: Child, *, field: str = "weight_kg"
) -> list[Problem]:
    """Refuse a weight no child of the age can have; None (not weighed) passes.

    "Berat 78 kg tidak mungkin untuk anak 8 bulan." / "Maksud Anda 7,8 kg?"
    """
    limits = _limits(child, field, _BIRTH_KG, _BABY_KG, _CHILD_KG)
    if kg is None or limits.hold(kg):
        return []
    asked = _asked(weight_doubt, kg, child)
    return [_impossible(field, "Berat", "kg", kg, child, asked)]


def length_problems(
    cm: Decimal | None, child: Child, *, field: str = "height_cm"
) -> list[Problem]:
    """Refuse a length or height no child of the age can have; None passes."""
    limits = _limits(child, field, _BIRTH_CM, _BABY_CM, _CHILD_CM)
    if cm is None or limits.hold(cm):
        return []
    asked = _asked(length_doubt, cm, child)
    return [_impossible(field, "Panjang/tinggi", "cm", cm, child, asked)]


def _limits(
    child: Child, field: str, birth: Limits, baby: Limits, older: Limits
) -> Limits:
    if field.startswith("birth_"):
        return birth
    return baby if child.age_months < GROUP_MONTHS else older


def _asked(doubt: Callable[..., str | None], value: Decimal, child: Child) -> str:
    """The guess at what was meant, from the sentence of the doubt; "" without one."""
    if not value.is_finite() or value <= 0:
        return ""
    sentence = doubt(
        value, sex=child.sex, age_days=child.age_days, age_months=child.age_months
    )
    _, guess, rest = (sentence or "").partition("Maksud Anda")
    return guess + rest


def _impossible(
    field: str, name: str, unit: str, value: Decimal, child: Child, asked: str
) -> Problem:
    if value <= 0:
        sentence = f"{name} harus lebih dari 0 {unit}."
        return Problem(field, sentence, "Kosongkan bila tidak diukur.")
    whom = (
        "bayi baru lahir"
        if field.startswith("birth_")
        else f"anak {child.age_months} bulan"
    )
    return Problem(
        field,
        f"{name} {_shown(value)} {unit} tidak mungkin untuk {whom}.",
        asked or "Periksa kembali angkanya.",
    )


def _shown(value: Decimal) -> str:
    text = number_text(value)
    return text.rstrip("0").rstrip(",") if "," in text else text


def measure_doubts(
    kg: Decimal | None,
    cm: Decimal | None,
    child: Child,
    *,
    position: str = LYING,
    has_oedema: bool = False,
    fields: tuple[str, str] = ("weight_kg", "height_cm"),
) -> list[Problem]:
    """Ask again about figures that WHO flags: BB/U, PB/U or BB/PB beyond its limits.

    Call it only for figures that are not refused. From 60 months on nothing is asked.
    """
    try:
        taken = Measurement(child.sex, child.age_days, kg, cm, position, has_oedema)
        (seen,) = grow_all([taken])
    except MeasurementRefused:
        return []
    return list(_flag_doubts(seen.flags, kg, cm, child, fields))


def _flag_doubts(
    flags: frozenset[Flag],
    kg: Decimal | None,
    cm: Decimal | None,
    child: Child,
    fields: tuple[str, str],
) -> Iterator[Problem]:
    again = "Ukur sekali lagi, atau biarkan bila memang demikian."
    if kg is not None and Flag.BBU in flags:
        guess = _asked(weight_doubt, kg, child)
        yield _rare(fields[0], f"Berat {_shown(kg)} kg", child, guess or again)
    if cm is not None and Flag.TBU in flags:
        guess = _asked(length_doubt, cm, child)
        yield _rare(fields[1], f"Panjang/tinggi {_shown(cm)} cm", child, guess or again)
    if Flag.BBTB in flags and not flags & {Flag.BBU, Flag.TBU}:
        words = "Berat dibandingkan dengan panjang/tingginya"
        yield _rare(fields[0], words, child, again)
    if Flag.STANDING_INFANT in flags:
        yield Problem(
            "position",
            f"Anak {child.age_months} bulan dicatat diukur berdiri.",
            "Ukur telentang, atau perbaiki posisinya.",
        )


def _rare(field: str, words: str, child: Child, remedy: str) -> Problem:
    sentence = f"{words} tidak lazim untuk anak {child.age_months} bulan."
    return Problem(field, sentence, remedy)


# --- mothers ---


def mother_problems(
    muac_cm: Decimal | None = None,
    iron_pills: int | None = None,
    nifas_visits: int | None = None,
) -> list[Problem]:
    """Refuse a LiLA no arm has, and counts no month holds; None passes."""
    return [
        *_muac(muac_cm),
        *_count("iron_pills", "Jumlah pil Fe", iron_pills, _PILLS),
        *_count("nifas_visits", "Pemeriksaan nifas", nifas_visits, _NIFAS_VISITS),
    ]


def _muac(cm: Decimal | None) -> Iterator[Problem]:
    if cm is None or _MUAC_CM.hold(cm):
        return
    if cm <= 0:
        yield Problem(
            "muac_cm", "LiLA harus lebih dari 0 cm.", "Kosongkan bila tidak diukur."
        )
        return
    meant = next((v for v in (cm / 10, cm / 100, cm * 10) if _MUAC_CM.hold(v)), None)
    guess = f"Maksud Anda {_shown(meant)} cm?" if meant else "Periksa kembali angkanya."
    yield Problem("muac_cm", f"LiLA {_shown(cm)} cm tidak mungkin.", guess)


def _count(field: str, name: str, count: int | None, most: int) -> Iterator[Problem]:
    if count is not None and not 0 <= count <= most:
        yield Problem(
            field,
            f"{name} {count} dalam satu bulan tidak mungkin.",
            f"Isi angka 0 sampai {most}.",
        )


def mother_doubts(
    status: str, muac_cm: Decimal | None, iron_pills: int | None
) -> list[Problem]:
    """Ask again where the status N or K disagrees with LiLA, and about many pills."""
    doubts = []
    odd = muac_contradiction(status, muac_cm)
    if odd:
        sentence, _, remedy = odd.sentence.partition("). ")
        doubts.append(Problem("status", f"{sentence}).", remedy))
    if iron_pills is not None and _USUAL_PILLS < iron_pills <= _PILLS:
        doubts.append(
            Problem(
                "iron_pills",
                f"Jumlah pil Fe {iron_pills} dalam satu bulan tidak lazim.",
                "Isi hanya yang diterima bulan ini.",
            )
        )
    return doubts
