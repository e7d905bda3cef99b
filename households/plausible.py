"""What cannot be, and what is hardly so: every refusal of a fact, in plain words.

Forms and the workbook ask here, in `plausible_births` and in `plausible_measures`.
A `…_problems` function returns what is refused, a `…_doubts` function what is asked
once more and then believed. Each answer names its field, says what is wrong, and how
to mend it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from villages.wording import long_date, month_and_year

from .ages import add_months, completed_months, last_of_month

GROUP_MONTHS = 24  # Formulir 2B: 0-23 bulan
OLDEST_MONTHS = 84  # Formulir 2C: > 2-6 tahun
MOTHER_YEARS = (10, 60)
USUAL_MOTHER_YEARS = (15, 49)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one field.

    `field` is the model's name of it; `sentence` and `remedy` are Indonesian and
    stand one after the other.
    """

    field: str
    sentence: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when a target is in the register; `exit_reason` "" while it is."""

    registered_on: date
    exited_on: date | None = None
    exit_reason: str = ""


# --- days ---


def future_problems(
    field: str, name: str, day: date | None, today: date
) -> list[Problem]:
    """Refuse a day that has not come yet in the village; None passes."""
    if day is None or day <= today:
        return []
    return [
        Problem(
            field,
            f"{name} {long_date(day)} belum terjadi; hari ini {long_date(today)}.",
            "Isi tanggal hari ini atau sebelumnya.",
        )
    ]


def visit_problems(
    visited_on: date, span: Span, today: date, *, born_on: date | None = None
) -> list[Problem]:
    """Refuse a visit in the future, before birth or registration, or after the exit.

    A visit on the day of registration or of the exit stands.
    """
    return [
        *future_problems("visited_on", "Tanggal periksa", visited_on, today),
        *_before_birth(visited_on, born_on),
        *_outside("visited_on", "Tanggal periksa", visited_on, span),
    ]


def _before_birth(visited_on: date, born_on: date | None) -> Iterator[Problem]:
    if born_on and visited_on < born_on:
        yield Problem(
            "visited_on",
            f"Tanggal periksa {long_date(visited_on)} mendahului tanggal lahir "
            f"{long_date(born_on)}.",
            "Perbaiki tanggal periksa, atau tanggal lahir pada data anak.",
        )


def _outside(field: str, name: str, day: date, span: Span) -> Iterator[Problem]:
    if day < span.registered_on:
        yield Problem(
            field,
            f"{name} {long_date(day)} mendahului tanggal daftar "
            f"{long_date(span.registered_on)}.",
            "Perbaiki tanggal ini, atau tanggal daftar pada data sasaran.",
        )
    if span.exited_on and day > span.exited_on:
        yield Problem(
            field,
            f"{name} {long_date(day)} sesudah sasaran keluar "
            f"({span.exit_reason}, {long_date(span.exited_on)}).",
            "Perbaiki tanggal ini, atau tanggal keluar pada data sasaran.",
        )


def change_problems(stated_on: date, span: Span, today: date) -> list[Problem]:
    """Refuse a dated change of the register as a visit is refused."""
    name = "Tanggal perubahan"
    return [
        *future_problems("stated_on", name, stated_on, today),
        *_outside("stated_on", name, stated_on, span),
    ]


def exit_problems(span: Span, today: date) -> list[Problem]:
    """Refuse an exit without reason, a reason without date, or a day that cannot be."""
    if bool(span.exited_on) != bool(span.exit_reason):
        missing = "exit_reason" if span.exited_on else "exited_on"
        words = {"exit_reason": "Alasan keluar", "exited_on": "Tanggal keluar"}
        return [
            Problem(
                missing,
                f"{words[missing]} belum diisi.",
                "Isi tanggal keluar bersama alasannya, atau kosongkan keduanya.",
            )
        ]
    problems = future_problems("exited_on", "Tanggal keluar", span.exited_on, today)
    return [*problems, *_exit_before_registration(span)]


def _exit_before_registration(span: Span) -> Iterator[Problem]:
    if span.exited_on and span.exited_on < span.registered_on:
        yield Problem(
            "exited_on",
            f"Tanggal keluar {long_date(span.exited_on)} mendahului tanggal daftar "
            f"{long_date(span.registered_on)}.",
            "Perbaiki salah satu tanggal.",
        )


def registration_problems(
    registered_on: date, today: date, *, household_registered_on: date | None = None
) -> list[Problem]:
    """Refuse a registration in the future, or a person's before the household's."""
    name = "Tanggal daftar"
    problems = future_problems("registered_on", name, registered_on, today)
    if household_registered_on and registered_on < household_registered_on:
        problems.append(
            Problem(
                "registered_on",
                f"{name} {long_date(registered_on)} mendahului pendaftaran rumah "
                f"tangganya ({long_date(household_registered_on)}).",
                "Perbaiki tanggal ini, atau tanggal daftar rumah tangga.",
            )
        )
    return problems


# --- people ---


def woman_problems(
    born_on: date | None, today: date, *, on: date | None = None
) -> list[Problem]:
    """Refuse a birth date in the future, or one that makes her no mother on a day.

    `on` is the HPL or the delivery, today when None. A birth date of None passes.
    """
    problems = future_problems("born_on", "Tanggal lahir ibu", born_on, today)
    if problems or born_on is None:
        return problems
    years, (least, most) = _years(born_on, on or today), MOTHER_YEARS
    if least <= years < most:
        return []
    return [
        Problem(
            "born_on",
            f"Menurut tanggal lahir {long_date(born_on)}, ibu berumur {years} tahun.",
            "Perbaiki tanggal lahirnya, atau kosongkan bila tidak diketahui.",
        )
    ]


def woman_doubts(born_on: date | None, on: date) -> list[Problem]:
    """Ask again about a mother younger than 15 or older than 49 on a day."""
    if born_on is None or born_on > on:
        return []
    years, (least, most) = _years(born_on, on), USUAL_MOTHER_YEARS
    if least <= years <= most:
        return []
    return [
        Problem(
            "born_on",
            f"Ibu berumur {years} tahun menurut tanggal lahirnya.",
            "Periksa kembali tanggal lahir ibu.",
        )
    ]


def _years(born_on: date, day: date) -> int:
    return completed_months(born_on, max(day, born_on)) // 12


def child_problems(
    born_on: date,
    registered_on: date,
    today: date,
    *,
    household_registered_on: date | None = None,
    mother_born_on: date | None = None,
) -> list[Problem]:
    """Refuse a birth in the future or after registration, and a mother too young."""
    return [
        *future_problems("born_on", "Tanggal lahir", born_on, today),
        *_registered_before_birth(born_on, registered_on),
        *registration_problems(
            registered_on, today, household_registered_on=household_registered_on
        ),
        *_mother_at_birth(born_on, mother_born_on),
    ]


def _registered_before_birth(born_on: date, registered_on: date) -> Iterator[Problem]:
    if registered_on < born_on:
        yield Problem(
            "registered_on",
            f"Tanggal daftar {long_date(registered_on)} mendahului tanggal lahir "
            f"{long_date(born_on)}.",
            "Perbaiki salah satu tanggal.",
        )


def _mother_at_birth(born_on: date, mother_born_on: date | None) -> Iterator[Problem]:
    if mother_born_on is None:
        return
    least, most = MOTHER_YEARS
    if born_on > mother_born_on and least <= _years(mother_born_on, born_on) < most:
        return
    yield Problem(
        "born_on",
        f"Ibu lahir {long_date(mother_born_on)}, anak {long_date(born_on)}: jarak "
        "umurnya tidak mungkin.",
        "Perbaiki tanggal lahir anak atau ibu, atau pilih ibu yang benar.",
    )


def child_doubts(born_on: date, today: date) -> list[Problem]:
    """Ask again about a child too old to be a target (sasaran sampai 6 tahun)."""
    if born_on > today or completed_months(born_on, today) < OLDEST_MONTHS:
        return []
    return [
        Problem(
            "born_on",
            f"Anak yang lahir {long_date(born_on)} sudah berumur 7 tahun atau lebih, "
            "jadi tidak lagi dihitung sebagai sasaran.",
            "Periksa kembali tanggal lahirnya.",
        )
    ]


# --- Formulir 2B and 2C by the calendar ---


def record_doubts_of_child(visited_on: date, born_on: date) -> list[Problem]:
    """Ask again about a 2B visit of a child of 24 months or more."""
    if visited_on < born_on or completed_months(born_on, visited_on) < GROUP_MONTHS:
        return []
    return [
        Problem(
            "visited_on",
            "Pada tanggal periksa anak sudah berumur 2 tahun atau lebih, jadi catatan "
            "ini tidak dihitung.",
            "Pakai Formulir 2C (PAUD), atau periksa kembali tanggalnya.",
        )
    ]


def paud_problems(month: date, born_on: date, span: Span, today: date) -> list[Problem]:
    """Refuse a 2C mark of a month not begun, under two years, or not registered.

    `month` is any day of it; age and registration are judged at its end.
    """
    name, end = month_and_year(month), last_of_month(month)
    if month.replace(day=1) > today:
        return [Problem("month", f"{name} belum dimulai.", "Isi setelah bulannya.")]
    if end < add_months(born_on, GROUP_MONTHS):
        return [
            Problem(
                "month",
                f"Pada akhir {name} anak belum berumur 2 tahun.",
                "Formulir 2C mulai pada bulan anak berumur 2 tahun.",
            )
        ]
    if end < span.registered_on:
        return [
            Problem(
                "month",
                f"{name} mendahului tanggal daftar {long_date(span.registered_on)}.",
                "Perbaiki bulannya, atau tanggal daftar anak.",
            )
        ]
    if span.exited_on and month.replace(day=1) > span.exited_on:
        return list(_outside("month", "Bulan", month.replace(day=1), span))
    return []
