"""Small but nasty villages for hypothesis, as workbooks that import accepts.

Each row is drawn as a few plain integers, whose digits are its cells: that is
fast, and it shrinks towards blank cells, early days and few people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.scorecard.random_pen import TICK, Pen, below, turning_days
from tests.scorecard.third_dates import (
    Month,
    completed_months,
    days_after,
    first_day,
    last_day,
    month_of,
    months_later,
)
from tests.scorecard.third_register import (
    TICKS_OF_A_CHILD,
    TICKS_OF_A_MOTHER,
    Row,
    Workbook,
)

SHEETS = (
    "rumah_tangga",
    "ibu_hamil",
    "anak",
    "bulanan_ibu",
    "bulanan_anak",
    "paud",
    "perubahan",
    "fasilitas",
)
QUARTERS = ((2024, 1), (2024, 2), (2024, 3), (2024, 4), (2023, 4), (2025, 1))
DUSUN = ("Krajan", "Sumber", "Tegalrejo")
POSYANDU = ("", "Mawar", "Melati")
EXITS = ("pindah", "meninggal", "salah data", "digabung")
GOOD_STATUS = ("", "", "N")
MOTHER_STATUS = (*GOOD_STATUS, "R", "K")
CHILD_STATUS = (*GOOD_STATUS, "GK", "GB", "S", "GK+S")
MAT = ("", "H", "K", "M", "TD")
MARKS = (None, "", "-", "v", "v", "x")  # None: no row


@dataclass(frozen=True)
class Case:
    """A village in a quarter; as_of None is the end of the quarter."""

    book: Workbook
    year: int
    quarter: int
    as_of: date | None


def empty_book() -> Workbook:
    return {sheet: [] for sheet in SHEETS}


def joined(*books: Workbook) -> Workbook:
    return {
        sheet: [row for book in books for row in book.get(sheet, [])]
        for sheet in SHEETS
    }


class Village(Pen):
    """Writes one village down as a workbook."""

    def __init__(
        self, draw: Callable[[Any], Any], quarter: Month, as_of: date, prefix: str
    ) -> None:
        super().__init__(draw, quarter, as_of)
        self.prefix = prefix
        self.book = empty_book()

    def key(self, letter: str, sheet: str) -> str:
        return f"{self.prefix}{letter}{len(self.book[sheet]) + 1}"

    # -- a household and who lives in it

    def household(self) -> None:
        dusun, water, latrine, poor, changes, members = self.digits(3, 4, 4, 4, 3, 5)
        row = {
            "id_rt": self.key("rt", "rumah_tangga"),
            "dusun": DUSUN[dusun],
            "kepala_keluarga": f"Kepala {len(self.book['rumah_tangga']) + 1}",
            "rentan": TICK[poor],
            "air_aman": TICK[water],
            "jamban_layak": TICK[latrine],
            "tanggal_daftar": self.day(days_after(self.first, -300), self.last),
        }
        self.book["rumah_tangga"].append(row)
        columns = ("air_aman", "jamban_layak", "dusun", "rentan")
        self.changes("rumah_tangga", row, row["id_rt"], columns, changes)
        for _ in range(members):
            (self.child, self.mother, self.older_child)[self.below(3)](row)

    def changes(
        self, kind: str, row: Row, key: str, columns: tuple[str, ...], count: int
    ) -> None:
        """Dated changes after registration, none twice for a day and column."""
        until = row.get("tanggal_keluar") or self.horizon
        seen = set()
        for _ in range(count):
            day = self.day(row["tanggal_daftar"], until, [self.first, self.as_of])
            column, value = self.digits(len(columns), 3)
            if (day, column) in seen:
                continue
            seen.add((day, column))
            places = {"dusun": DUSUN, "posyandu": POSYANDU}
            values = places.get(columns[column], ("x", "v", "v"))
            self.book["perubahan"].append(
                {
                    "jenis": kind,
                    "id": key,
                    "tanggal": day,
                    "kolom": columns[column],
                    "nilai": values[value],
                }
            )

    def leave(self, row: Row, earliest: date) -> None:
        """Perhaps an exit, of each reason, on or after the last fact known."""
        reason = self.below(12)
        if reason >= len(EXITS):
            return
        row["tanggal_keluar"] = self.day(earliest, self.horizon, [self.as_of])
        row["alasan_keluar"] = EXITS[reason]

    # -- pregnancies

    def mother(self, home: Row) -> None:
        outcome = self.pick((None, None, "lahir hidup", "", "lahir mati", "keguguran"))
        home_day = home["tanggal_daftar"]
        ended = None
        if outcome is not None:
            turns = [days_after(self.as_of, -n) for n in (0, 1, 2, 6, 7, 27, 28)]
            turns += [days_after(self.first, -n) for n in (1, 42, 43)]
            ended = self.day(days_after(self.first, -75), self.horizon, turns)
            if outcome == "keguguran" and home_day > ended:
                outcome = "lahir mati"
        woman = self.pregnancy(home, home_day, outcome, ended)
        if outcome in ("", "lahir hidup"):
            self.newborns(home, woman)
        if ended and "tanggal_keluar" not in woman and self.below(3) == 2:
            again = max(home_day, days_after(ended, 28))
            if again <= self.horizon:
                self.next_pregnancy(home, woman, again)

    def pregnancy(
        self, home: Row, earliest: date, outcome: str | None, ended: date | None
    ) -> Row:
        if ended is None:
            registered = self.early(earliest, self.horizon)
            # Weeks 14 and 28 begin 182 and 84 days before the expected date.
            turns = [days_after(self.as_of, n) for n in (85, 84, 183, 182)]
            low, high = days_after(registered, -40), days_after(registered, 275)
            expected = self.day(low, high, turns)
        else:
            early = outcome == "keguguran"
            shift = 140 + self.below(100) if early else self.below(120) - 28
            expected = days_after(ended, shift)
            start = max(earliest, days_after(expected, -275))
            latest = ended if early else min(self.horizon, days_after(ended, 75))
            registered = self.early(start, max(start, latest))
        return self.woman(home, registered, expected, outcome, ended)

    def woman(
        self,
        home: Row,
        registered: date,
        expected: date,
        outcome: str | None,
        ended: date | None,
        person: str = "",
    ) -> Row:
        posyandu, insured, changes = self.digits(3, 4, 3)
        key = self.key("i", "ibu_hamil")
        row: Row = {
            "id_ibu": key,
            "id_orang": person or f"orang-{key}",
            "id_rt": home["id_rt"],
            "posyandu": POSYANDU[posyandu],
            "nama": f"Ibu {key}",
            "hpl": expected,
            "tanggal_daftar": registered,
            "jaminan_kesehatan": TICK[insured],
        }
        if ended:
            row |= {"tanggal_melahirkan": ended, "hasil": outcome}
        self.leave(row, max(registered, ended or registered))
        self.book["ibu_hamil"].append(row)
        columns = ("jaminan_kesehatan", "posyandu")
        self.changes("ibu_hamil", row, row["id_ibu"], columns, changes)
        until = self.horizon
        if ended:
            until = ended if outcome == "keguguran" else days_after(ended, 70)
        for day in self.visit_days(row, until):
            self.book["bulanan_ibu"].append(self.mother_record(row, day))
        return row

    def next_pregnancy(self, home: Row, woman: Row, earliest: date) -> None:
        """Of the same woman: what the earlier one stated is not hers."""
        registered = self.early(earliest, self.horizon)
        conceived = days_after(woman["tanggal_melahirkan"], 14)
        conceived = max(conceived, days_after(registered, -250))
        expected = days_after(conceived, 280)
        self.woman(home, registered, expected, None, None, woman["id_orang"])

    def mother_record(self, woman: Row, day: date) -> Row:
        status, count, visits, arm = self.digits(len(MOTHER_STATUS), 4, 5, 3)
        ended = woman.get("tanggal_melahirkan")
        postpartum = ended is not None and ended <= day
        return {
            "id_ibu": woman["id_ibu"],
            "tanggal_periksa": day,
            "status_kehamilan": MOTHER_STATUS[status],
            "lila_cm": (None, Decimal("22.9"), Decimal("25.5"))[arm],
            **self.ticks(TICKS_OF_A_MOTHER),
            "jumlah_pil_fe": (None, 0, 30, 90)[count],
            "nifas": (None, 1, 2, 3, 0)[visits if postpartum else visits // 4 * 4],
        }

    def visit_days(self, row: Row, until: date) -> list[date]:
        """One day a month at most, between registration and exit."""
        until = min(until, self.horizon, row.get("tanggal_keluar") or self.horizon)
        start = max(row["tanggal_daftar"], days_after(self.first, -220))
        seen = self.below(1 << 11) | self.below(1 << 11)
        turns = [self.as_of, days_after(self.as_of, 1)]
        days = []
        month = month_of(start)
        while month <= month_of(until) and start <= until:
            first = max(first_day(month), start)
            last = min(last_day(month), until)
            if seen & 1:
                days.append(self.day(first, last, turns))
            seen >>= 1
            month = months_later(month, 1)
        return days

    # -- children

    def newborns(self, home: Row, woman: Row) -> None:
        """None registered, one, or twins."""
        born = woman["tanggal_melahirkan"]
        count = self.pick((1, 2, 0, 1))
        if count:
            woman["jumlah_lahir_hidup"] = count
        for _ in range(count):
            self.person(home, born, woman["id_ibu"])

    def child(self, home: Row) -> None:
        turns = self.birthdays(24) + self.birthdays(10)
        turns += [days_after(self.as_of, -n) for n in (0, 1, 59, 60)]
        start = first_day(months_later(month_of(self.first), -25))
        self.person(home, self.day(start, self.horizon, turns), None)

    def older_child(self, home: Row) -> None:
        turns = self.birthdays(24) + self.birthdays(84)
        start = first_day(months_later(month_of(self.last), -86))
        end = first_day(months_later(month_of(self.last), -21))
        self.person(home, self.day(start, end, turns), None)

    def birthdays(self, months: int) -> list[date]:
        """Born so that these months are completed on the as-of date, or just not."""
        month = months_later(month_of(self.as_of), -months)
        day = date(*month, min(self.as_of.day, last_day(month).day))
        return [day, days_after(day, 1), days_after(day, -1), last_day(month)]

    def person(self, home: Row, born: date, mother: str | None) -> None:
        posyandu, sex, cert, insured, scale, changes = self.digits(3, 2, 4, 4, 4, 3)
        key = self.key("a", "anak")
        row: Row = {
            "id_anak": key,
            "id_rt": home["id_rt"],
            "id_ibu": mother or "",
            "posyandu": POSYANDU[posyandu],
            "nama": f"Anak {key}",
            "jenis_kelamin": "LP"[sex],
            "tanggal_lahir": born,
            "berat_lahir_kg": Decimal("3.1") if scale & 1 else None,
            "panjang_lahir_cm": Decimal("49.5") if scale & 2 else None,
            "tanggal_daftar": self.early(
                max(home["tanggal_daftar"], born), self.horizon
            ),
            "akta_lahir": TICK[cert],
            "jaminan_kesehatan": TICK[insured],
        }
        self.leave(row, row["tanggal_daftar"])
        self.book["anak"].append(row)
        columns = ("akta_lahir", "jaminan_kesehatan", "posyandu")
        self.changes("anak", row, key, columns, changes)
        for day in self.visit_days(row, self.horizon):
            if completed_months(born, day) < 24:
                self.book["bulanan_anak"].append(self.child_record(row, day))
        for month in paud_months(row, month_of(self.first), month_of(self.horizon)):
            mark = self.pick(MARKS)
            if mark is not None:
                self.book["paud"].append(paud_row(row, month, mark))

    def child_record(self, child: Row, day: date) -> Row:
        sizes = (len(CHILD_STATUS), len(MAT), 3, 3, len(TICK))
        status, mat, kg, cm, edema = self.digits(*sizes)
        age = completed_months(child["tanggal_lahir"], day)
        return {
            "id_anak": child["id_anak"],
            "tanggal_periksa": day,
            "status_gizi": CHILD_STATUS[status],
            "tikar": MAT[mat],
            **self.ticks(TICKS_OF_A_CHILD),
            "berat_kg": Decimal(35 + 4 * age) / 10 if kg == 1 else None,
            "tinggi_cm": Decimal(50 + age) + Decimal("0.5") if cm == 1 else None,
            "edema": TICK[edema],
        }


def paud_months(child: Row, first: Month, last: Month) -> list[Month]:
    """Months at whose end he is registered, stays, and is two to six years old."""
    months = []
    month = first
    while month <= last:
        end = last_day(month)
        age = completed_months(child["tanggal_lahir"], first_day(month))
        stays = (child.get("tanggal_keluar") or date.max) > end
        grown = completed_months(child["tanggal_lahir"], end) >= 24
        if stays and grown and age < 84 and child["tanggal_daftar"] <= end:
            months.append(month)
        month = months_later(month, 1)
    return months


def paud_row(child: Row, month: Month, mark: str) -> Row:
    key = child["id_anak"]
    return {"id_anak": key, "tahun": month[0], "bulan": month[1], "hadir": mark}


@st.composite
def cases(draw: Callable[[Any], Any], prefixes: tuple[str, ...] = ("",)) -> Any:
    """A case of one village; with more prefixes, one of each, of the same quarter."""
    year, quarter = QUARTERS[draw(below(len(QUARTERS)))]
    first, last = first_day((year, quarter * 3 - 2)), last_day((year, quarter * 3))
    running = draw(below(2)) == 1
    edges = turning_days(first, last)
    number = draw(below(2 * (last - first).days)) if running else 0
    days = (last - first).days
    as_of = days_after(first, number) if number < days else edges[number % len(edges)]
    found = []
    for prefix in prefixes:
        pen = Village(draw, (year, quarter), as_of if running else last, prefix)
        for _ in range(pen.below(7)):
            pen.household()
        found.append(Case(pen.book, year, quarter, as_of if running else None))
    return tuple(found) if len(prefixes) > 1 else found[0]
