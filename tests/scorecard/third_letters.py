"""The third reading's letters: what was due to one target, and was it received.

Read from the wording of Formulir 3A and 3B (rule set hpk-2018), a function an
indicator; Y received completely, T due and not received, TS not due.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.scorecard.third_dates import (
    Moment,
    Month,
    completed_months,
    completed_weeks,
    days_after,
    first_day,
    last_day,
    month_of,
    months_later,
)
from tests.scorecard.third_register import (
    Row,
    Target,
    cell,
    ended_by,
    measured,
    newest,
    pills,
    says_something,
    weighed,
)

# The column of the status, and the codes that ask for visits at home.
RISKS = {
    "ibu": ("status_kehamilan", {"R", "K"}),
    "anak": ("status_gizi", {"GB", "GK", "S"}),
}

Service = Callable[[Row], bool]


def letter(*, due: bool, received: bool) -> str:
    if not due:
        return "TS"
    return "Y" if received else "T"


def ticked(*columns: str) -> Service:
    """At least one of the columns has a v."""
    return lambda record: any(cell(record, column) == "v" for column in columns)


def codes(status: str) -> set[str]:
    """Two codes of the child's status may stand together, as GK+S."""
    return set(status.split("+"))


def at_risk(target: Target, on: date) -> bool:
    """The newest status recorded by then is one that asks for home visits."""
    column, risky = RISKS[target.kind]
    said = newest(target.recorded(column), on)
    return said is not None and bool(codes(said.value) & risky)


@dataclass
class Quarter:
    """One target in one quarter: its months, and what it got in them."""

    target: Target
    moment: Moment

    @property
    def as_of(self) -> date:
        return self.moment.as_of

    def months(self) -> list[Month]:
        """The active months: nobody is blamed for a month before he was known."""
        return [month for month in self.moment.months if self.is_active(month)]

    def is_active(self, month: Month) -> bool:
        spoken = any(says_something(row) for row in self.target.in_month(month))
        over = ended_by(month, self.as_of)
        after_registration = month > month_of(self.target.registered)
        return (
            (over or spoken)
            and self.belongs(min(last_day(month), self.as_of))
            and (after_registration or spoken)
        )

    def belongs(self, day: date) -> bool:
        """In the register that day, and of the group: pregnant, or a small child."""
        target = self.target
        return target.is_pregnant(day) or target.is_child_of(range(24), day)

    def risk_months(self) -> list[Month]:
        """Active months that began at risk; the month of the finding is not one."""
        return [
            month
            for month in self.months()
            if at_risk(self.target, days_after(first_day(month), -1))
        ]

    def got(self, month: Month, service: Service) -> bool:
        return any(service(record) for record in self.target.in_month(month))

    def every_month(self, service: Service) -> str:
        """Due with an active month; received when it was, in each of them."""
        months = self.months()
        return letter(
            due=bool(months),
            received=all(self.got(month, service) for month in months),
        )

    def home_visit(self) -> str:
        months = self.risk_months()
        visited = all(self.got(month, ticked("kunjungan_rumah")) for month in months)
        return letter(due=bool(months), received=visited)

    def is_bersalin(self) -> bool:
        return self.target.is_in_childbed(self.moment)

    def is_hamil(self) -> bool:
        """She who delivered by the as-of date is judged as bersalin alone."""
        return self.target.is_pregnant(self.as_of)

    def owns(self, column: str) -> bool:
        """Register, change or record last said v of this column of its own."""
        said = newest(self.target.stated(column), self.as_of)
        return said is not None and said.value == "v"

    def water(self) -> str:
        has = self.target.household.has("air_aman", "air_bersih", self.as_of)
        return letter(due=True, received=has)

    def latrine(self) -> str:
        has = self.target.household.has("jamban_layak", "jamban", self.as_of)
        return letter(due=True, received=has)

    def insurance(self) -> str:
        return letter(due=True, received=self.owns("jaminan_kesehatan"))


def in_enough_months(quarter: Quarter, service: Service) -> str:
    """Four times in a pregnancy: once in the first two trimesters, twice in the third.

    With fewer active months than that, in all of them.
    """
    months = quarter.months()
    weeks = completed_weeks(quarter.target.row["hpl"], quarter.as_of)
    needed = min(1 if weeks < 28 else 2, len(months))
    times = sum(quarter.got(month, service) for month in months)
    return letter(due=quarter.is_hamil() and bool(months), received=times >= needed)


def anc(quarter: Quarter) -> str:
    return in_enough_months(quarter, ticked("pemeriksaan_kehamilan"))


def kelas_ibu(quarter: Quarter) -> str:
    return in_enough_months(quarter, ticked("konseling_gizi"))


def fe(quarter: Quarter) -> str:
    if not quarter.is_hamil():
        return "TS"
    return quarter.every_month(lambda record: pills(record) == "v")


def nifas(quarter: Quarter) -> str:
    """Three visits in 42 days: one by the first week, two by the fourth, three then."""
    if not quarter.is_bersalin():
        return "TS"
    delivered = quarter.target.row["tanggal_melahirkan"]
    month = month_of(delivered)
    last = month_of(days_after(delivered, 42))
    days = (quarter.as_of - delivered).days
    if days < 2 or month_of(quarter.target.registered) > last:
        return "TS"
    needed = 1 if days < 7 else 2 if days < 28 else 3
    visits = 0
    while month <= last:
        for record in quarter.target.in_month(month):
            visits += int(cell(record, "nifas") or 0)
        month = months_later(month, 1)
    return letter(due=True, received=visits >= needed)


def kunjungan_ibu(quarter: Quarter) -> str:
    return quarter.home_visit() if quarter.is_hamil() else "TS"


def imunisasi(quarter: Quarter) -> str:
    """Up to date for the age; complete, with campak, from ten months on."""
    target = quarter.target
    said = newest(target.recorded("imunisasi_dasar"), quarter.as_of)
    up_to_date = (
        said is not None
        and said.value == "v"
        and (
            quarter.moment.has(said.day)
            or completed_months(target.born, said.day) >= 10
        )
    )
    if completed_months(target.born, quarter.as_of) >= 10:
        measles = any(cell(record, "campak") == "v" for record in target.records)
        up_to_date = up_to_date and measles
    return letter(due=bool(quarter.months()), received=up_to_date)


def timbang(quarter: Quarter) -> str:
    """The birth weight is the weighing of the month of birth."""
    target = quarter.target
    months = quarter.months()

    def was_weighed(month: Month) -> bool:
        at_birth = cell(target.row, "berat_lahir_kg") != ""
        return quarter.got(month, weighed) or (
            at_birth and month == month_of(target.born)
        )

    return letter(due=bool(months), received=all(map(was_weighed, months)))


def ukur(quarter: Quarter) -> str:
    """Twice a year: once in the six months that end with the as-of date's month."""
    target = quarter.target
    window = {months_later(month_of(quarter.as_of), -back) for back in range(6)}
    at_birth = cell(target.row, "panjang_lahir_cm") != ""
    return letter(
        due=bool(quarter.months()),
        received=any(quarter.got(month, measured) for month in window)
        or (at_birth and month_of(target.born) in window),
    )


def konseling_anak(quarter: Quarter) -> str:
    return quarter.every_month(ticked("konseling_ayah", "konseling_ibu"))


def konseling_anak_laki(quarter: Quarter) -> str:
    """The father came at least once in the quarter."""
    came = ticked("konseling_ayah")
    return letter(
        due=bool(quarter.months()),
        received=any(map(came, quarter.target.in_quarter(quarter.moment))),
    )


def akta(quarter: Quarter) -> str:
    """From sixty days after birth."""
    days = (quarter.as_of - quarter.target.born).days
    return letter(due=days >= 60, received=quarter.owns("akta_lahir"))


def pengasuhan(quarter: Quarter) -> str:
    return quarter.every_month(ticked("pengasuhan"))


MOTHER: dict[str, Callable[[Quarter], str]] = {
    "anc": anc,
    "fe": fe,
    "nifas": nifas,
    "kelas_ibu": kelas_ibu,
    "kunjungan_ibu": kunjungan_ibu,
    "air_ibu": Quarter.water,
    "jamban_ibu": Quarter.latrine,
    "jaminan_ibu": Quarter.insurance,
}
CHILD: dict[str, Callable[[Quarter], str]] = {
    "imunisasi": imunisasi,
    "timbang": timbang,
    "ukur": ukur,
    "konseling_anak": konseling_anak,
    "kunjungan_anak": Quarter.home_visit,
    "air_anak": Quarter.water,
    "jamban_anak": Quarter.latrine,
    "akta": akta,
    "jaminan_anak": Quarter.insurance,
    "pengasuhan": pengasuhan,
}
