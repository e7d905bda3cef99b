"""What the KPM of an invented village wrote down, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from households.ages import completed_months, first_of_month, last_of_month
from villages.quarters import Triwulan

from .families import Home, Mother, Village
from .growing import Seen, measured

Row = dict[str, object]
NIFAS_DAYS = 42
RUNNING_MONTH_DONE = 0.45  # the rest is still to be done: Tugas bulan ini
LIFT_A_QUARTER = 0.025  # a little better every quarter
KEK_CM = 23.5


@dataclass(frozen=True)
class Month:
    """One calendar month of the village's records."""

    first: date
    ease: float  # lifts the chances of later quarters

    @property
    def last(self) -> date:
        return last_of_month(self.first)


def months_of(village: Village) -> list[Month]:
    """All months with records, the running one last."""
    found, first = [], village.begins
    running = Triwulan.of(village.today)
    while first <= village.today:
        behind = len(Triwulan.of(first).through(running)) - 1
        found.append(Month(first, village.plan.care - LIFT_A_QUARTER * behind))
        first = last_of_month(first) + timedelta(days=1)
    return found


def is_seen(village: Village, home: Home, month: Month) -> bool:
    """Whether the family came, or was visited, in a month."""
    if month.first == first_of_month(village.today):
        return village.chance(RUNNING_MONTH_DONE)
    return village.chance(min(0.985, 0.97 * month.ease * home.care))


def visit_day(
    village: Village, home: Home, month: Month, since: date, until: date | None
) -> date | None:
    """The posyandu's day, or one shortly after the registration; None when too late."""
    day = month.first.replace(day=home.dusun.day) + village.days(0, 2)
    if since > day:
        day = since + village.days(0, 6)
    if month.first == first_of_month(village.today):
        day = min(day, max(village.today, since))
    last = min(month.last, village.today, until or month.last)
    return day if since <= day <= last else None


# --- Formulir 2A ---


def mother_rows(village: Village) -> Iterator[Row]:
    """bulanan_ibu."""
    months = months_of(village)
    for mother in village.mothers:
        nifas = _nifas_visits(village, mother)
        for month in months:
            yield from _mother_month(village, mother, month, nifas)


def _nifas_visits(village: Village, mother: Mother) -> list[int]:
    """How the visits after a delivery fall on the records that follow it."""
    enough = village.chance(0.86 * min(1.05, mother.home.care + 0.1))
    return [2, 1, 1] if enough else [1, 0, 0]


def _mother_month(village, mother, month, nifas) -> Iterator[Row]:
    ended = mother.ended_on
    is_over = ended is not None and (
        mother.outcome == "keguguran" or month.first > ended + timedelta(NIFAS_DAYS)
    )
    if is_over or not is_seen(village, mother.home, month):
        return
    is_after = ended is not None and ended <= month.last
    since = max(
        mother.registered_on, ended + timedelta(days=4) if is_after else month.first
    )
    day = visit_day(village, mother.home, month, since, None)
    if day is None:
        return
    row = {"id_ibu": mother.key, "tanggal_periksa": day}
    row |= _home_facts(mother.home, day) | _tell_status(village, mother, day)
    yield row | (
        {"nifas": nifas.pop(0) if nifas else 0}
        if is_after
        else _care_of_mother(village, mother, month)
    )


def _tell_status(village, mother, day) -> Row:
    is_kek = mother.muac_cm < KEK_CM
    is_first = (day - mother.registered_on).days < 45
    row: Row = {"status_kehamilan": "K" if is_kek else "R" if mother.is_risky else "N"}
    if is_first or village.chance(0.35):
        row["lila_cm"] = mother.muac_cm
    return row


def _care_of_mother(village, mother, month) -> Row:
    ease = month.ease * mother.home.care
    takes_pills = village.chance(min(0.97, 0.92 * ease))
    at_risk = mother.muac_cm < KEK_CM or mother.is_risky
    return {
        "pemeriksaan_kehamilan": _tick(village, 0.94 * ease),
        "pil_fe": "v" if takes_pills else "x",
        "jumlah_pil_fe": 30 if takes_pills else None,
        "konseling_gizi": _tick(village, 0.7 * ease),
        "konseling_suami": _tick(village, 0.1),
        "kunjungan_rumah": _tick(village, (0.82 if at_risk else 0.12) * ease),
    }


# --- Formulir 2B ---


def child_rows(village: Village) -> Iterator[Row]:
    """bulanan_anak."""
    months = months_of(village)
    for child in village.children:
        last: Seen | None = None
        for month in months:
            if not is_seen(village, child.home, month):
                continue
            day = _day_of_child(village, child, month)
            if day is None:
                continue
            seen = measured(
                child.track, child.sex, (day - child.born_on).days, village.dice
            )
            has_cm = last is None or day.month in (2, 8) or village.chance(0.55)
            last = seen if has_cm else last
            yield _child_row(village, child, month, day, seen, has_cm, last)


def _day_of_child(village, child, month) -> date | None:
    day = visit_day(village, child.home, month, child.registered_on, child.left_on)
    if day is None or completed_months(child.born_on, day) >= 24:
        return None
    return day


def _child_row(village, child, month, day, seen, has_cm, last) -> Row:
    ease = month.ease * child.home.care
    age = completed_months(child.born_on, day)
    is_weighed = village.chance(min(0.985, 0.97 * ease))
    row: Row = {
        "id_anak": child.key,
        "tanggal_periksa": day,
        "status_gizi": last.status,
        "tikar": _mat(village, seen) if has_cm else "TD",
        "imunisasi_dasar": _tick(village, 0.95 * ease),
        "campak": _tick(village, 0.93 * ease) if age >= 9 else None,
        "penimbangan": "v" if is_weighed else "x",
        "berat_kg": seen.kg if is_weighed else None,
        "pengukuran": "v" if has_cm else "x",
        "tinggi_cm": seen.cm if has_cm else None,
        "posisi": "telentang" if has_cm else None,
        "konseling_ayah": _tick(village, 0.07),
        "konseling_ibu": _tick(village, 0.9 * ease),
        "kunjungan_rumah": _tick(village, (0.1 if last.status == "N" else 0.8) * ease),
        "akta_lahir": _has(child.certificate_since, day),
        "pengasuhan": _tick(village, 0.8 * ease),
    }
    return row | _home_facts(child.home, day)


def _mat(village, seen: Seen) -> str:
    """What the KPM saw on the mat: mostly, not always, what the figures say."""
    z = seen.length_z
    if z is None:
        return "TD"
    if z < -2:
        return village.dice.choices("MKH", [90, 8, 2])[0]
    if z < -1.4:
        return village.dice.choices("KH", [75, 25])[0]
    return "H"


# --- Formulir 2C ---


def paud_rows(village: Village) -> Iterator[Row]:
    """paud: one row for every month that was asked about."""
    months = months_of(village)
    for child in village.children:
        attends = village.chance(0.72)
        for month in months:
            mark = _paud_mark(village, child, month, attends)
            if mark:
                year, number = month.first.year, month.first.month
                yield {
                    "id_anak": child.key,
                    "tahun": year,
                    "bulan": number,
                    "hadir": mark,
                }


def _paud_mark(village, child, month, attends) -> str:
    if month.last < child.registered_on or child.left_on:
        return ""
    age = (
        completed_months(child.born_on, month.last)
        if month.last >= child.born_on
        else 0
    )
    is_asked = 24 <= age < 84 and not village.chance(0.025)
    if not is_asked or not (month.last <= village.today or village.chance(0.5)):
        return ""
    if age < 26:
        return "-" if village.chance(0.4) else "v"
    return "v" if village.chance(0.9 if attends else 0.2) else "x"


# --- what all rows share ---


def _home_facts(home: Home, day: date) -> Row:
    return {
        "air_bersih": _has(home.water_since, day),
        "jamban": _has(home.latrine_since, day),
        "jaminan_kesehatan": _has(home.insured_since, day),
    }


def _has(since: date | None, day: date) -> str:
    return "v" if since and since <= day else "x"


def _tick(village: Village, share: float) -> str:
    return "v" if village.chance(min(0.985, share)) else "x"
