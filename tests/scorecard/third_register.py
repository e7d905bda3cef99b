"""The register of the third reading: a workbook as it was known on one day.

A workbook is a dict of sheets; a sheet is a list of dicts, one a row, by the
workbook's own column names, with typed cells: date, Decimal or int, text, and
"v", "x" or "" (None, or no such column) for yes, no and not asked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.scorecard.third_dates import (
    Moment,
    Month,
    completed_months,
    days_after,
    last_day,
    month_of,
)

Row = dict[str, Any]
Workbook = dict[str, list[Row]]

NEVER_COUNTED = ("salah data", "digabung")
REGISTRATION, CHANGE, RECORD = 0, 1, 2  # of one day the higher wins

# The ticks that make a record one that says something: all but edema.
TICKS_OF_A_MOTHER = (
    "pemeriksaan_kehamilan",
    "pil_fe",
    "konseling_suami",
    "konseling_gizi",
    "kunjungan_rumah",
    "air_bersih",
    "jamban",
    "jaminan_kesehatan",
)
TICKS_OF_A_CHILD = (
    "imunisasi_dasar",
    "campak",
    "penimbangan",
    "pengukuran",
    "konseling_ayah",
    "konseling_ibu",
    "kunjungan_rumah",
    "air_bersih",
    "jamban",
    "akta_lahir",
    "jaminan_kesehatan",
    "pengasuhan",
)
COUNTS_AND_MEASURES = ("nifas", "berat_kg", "tinggi_cm")  # 0 nifas visits too


def cell(row: Row, column: str) -> Any:
    """The cell, "" when it is empty or its column is missing."""
    value = row.get(column)
    return "" if value is None else value


def rows(book: Workbook, sheet: str) -> list[Row]:
    return book.get(sheet) or []


def pills(record: Row) -> str:
    """The tick for iron pills; a blank one with a count above 0 is a v."""
    tick = cell(record, "pil_fe")
    if tick == "" and (cell(record, "jumlah_pil_fe") or 0) > 0:
        return "v"
    return tick


def weighed(record: Row) -> bool:
    """A kg counts as weighed whatever the tick says."""
    return cell(record, "penimbangan") == "v" or cell(record, "berat_kg") != ""


def measured(record: Row) -> bool:
    """A cm counts as measured whatever the tick says."""
    return cell(record, "pengukuran") == "v" or cell(record, "tinggi_cm") != ""


def says_something(record: Row) -> bool:
    """Not a blank row: it has a tick (edema apart), a kg, a cm or a nifas count."""
    ticks = [cell(record, tick) for tick in TICKS_OF_A_MOTHER + TICKS_OF_A_CHILD]
    ticks.append(pills(record))
    measures = [cell(record, column) for column in COUNTS_AND_MEASURES]
    return "v" in ticks or "x" in ticks or any(value != "" for value in measures)


@dataclass(frozen=True)
class Statement:
    day: date
    rank: int
    value: str


def newest(statements: Iterable[Statement], on: date) -> Statement | None:
    """The newest on or before a day; two records that disagree say x."""
    known = [said for said in statements if said.day <= on]
    if not known:
        return None
    day, rank = max((said.day, said.rank) for said in known)
    values = {said.value for said in known if (said.day, said.rank) == (day, rank)}
    return Statement(day, rank, "x" if len(values) > 1 else values.pop())


@dataclass
class Target:
    """One pregnancy, or one child, with its records up to the as-of date."""

    kind: str  # "ibu" or "anak"
    row: Row
    records: list[Row]
    changes: list[Row]
    households: dict[str, "Household"] = field(repr=False)

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.row[f"id_{self.kind}"]

    @property
    def registered(self) -> date:
        return self.row["tanggal_daftar"]

    @property
    def household(self) -> "Household":
        return self.households[self.row["id_rt"]]

    @property
    def born(self) -> date:
        return self.row["tanggal_lahir"]

    def ended(self, on: date) -> bool:
        """The pregnancy is over, whatever its outcome."""
        end = cell(self.row, "tanggal_melahirkan")
        return end != "" and end <= on

    def delivered(self, on: date) -> bool:
        """A live birth or a stillbirth; a miscarriage just ends the pregnancy."""
        return self.ended(on) and cell(self.row, "hasil") != "keguguran"

    def in_register(self, on: date) -> bool:
        """Registered and not exited on that day."""
        left = cell(self.row, "tanggal_keluar")
        return self.registered <= on and (left == "" or left > on)

    def is_pregnant(self, on: date) -> bool:
        return self.kind == "ibu" and self.in_register(on) and not self.ended(on)

    def is_in_childbed(self, moment: Moment) -> bool:
        """Delivered by now, and the 42 days reach into the quarter."""
        if self.kind != "ibu" or not self.in_register(moment.as_of):
            return False
        if not self.delivered(moment.as_of):
            return False
        return days_after(self.row["tanggal_melahirkan"], 42) >= moment.first

    def is_child_of(self, ages: range, on: date) -> bool:
        """Born, in the register, and of that many completed months."""
        if self.kind != "anak" or not self.in_register(on) or self.born > on:
            return False
        return completed_months(self.born, on) in ages

    def is_judged(self, moment: Moment) -> bool:
        """Of the population of hamil, bersalin and anak."""
        return (
            self.is_pregnant(moment.as_of)
            or self.is_in_childbed(moment)
            or self.is_child_of(range(24), moment.as_of)
        )

    def in_month(self, month: Month) -> list[Row]:
        return [
            record
            for record in self.records
            if month_of(record["tanggal_periksa"]) == month
        ]

    def in_quarter(self, moment: Moment) -> list[Row]:
        return [
            record for record in self.records if moment.has(record["tanggal_periksa"])
        ]

    def recorded(self, column: str) -> Iterator[Statement]:
        """What the records state in a column; a blank states nothing."""
        for record in self.records:
            if cell(record, column) != "":
                yield Statement(record["tanggal_periksa"], RECORD, record[column])

    def stated(self, column: str) -> Iterator[Statement]:
        """What registration, changes and records state about the target itself."""
        yield from _registered(self.row, column)
        yield from _changed(self.changes, column)
        yield from self.recorded(column)

    def posyandu(self, on: date) -> str:
        """Where it is on that day; a change to a blank means none."""
        return _place(self.row, self.changes, "posyandu", on)


@dataclass
class Household:
    row: Row
    changes: list[Row]
    members: list[Target] = field(default_factory=list, repr=False)

    def stated(self, column: str, record_column: str) -> Iterator[Statement]:
        """What is known of its water or latrine: any member's record says it."""
        yield from _registered(self.row, column)
        yield from _changed(self.changes, column)
        for member in self.members:
            yield from member.recorded(record_column)

    def has(self, column: str, record_column: str, on: date) -> bool:
        said = newest(self.stated(column, record_column), on)
        return said is not None and said.value == "v"

    def dusun(self, on: date) -> str:
        return _place(self.row, self.changes, "dusun", on)


def _registered(row: Row, column: str) -> Iterator[Statement]:
    if cell(row, column) != "":
        yield Statement(row["tanggal_daftar"], REGISTRATION, row[column])


def _changed(changes: list[Row], column: str) -> Iterator[Statement]:
    for change in changes:
        if change["kolom"] == column:
            yield Statement(change["tanggal"], CHANGE, cell(change, "nilai"))


def _place(row: Row, changes: list[Row], column: str, on: date) -> str:
    first = Statement(row["tanggal_daftar"], REGISTRATION, cell(row, column))
    said = newest([first, *_changed(changes, column)], on)
    return said.value if said else first.value


def read_register(book: Workbook) -> tuple[list[Target], dict[str, Household]]:
    """Every target that was ever rightly one, whatever the day, with its records."""
    households = {
        row["id_rt"]: Household(row, _changes_of(book, "rumah_tangga", row["id_rt"]))
        for row in rows(book, "rumah_tangga")
    }
    targets = list(_targets(book, "ibu", "ibu_hamil", households))
    targets += _targets(book, "anak", "anak", households)
    for target in targets:
        target.household.members.append(target)
    return targets, households


def _targets(
    book: Workbook, kind: str, sheet: str, households: dict[str, Household]
) -> Iterator[Target]:
    """Wrong data and doubles were never there, whatever the date of their exit."""
    for row in rows(book, sheet):
        if cell(row, "alasan_keluar") in NEVER_COUNTED:
            continue
        key = row[f"id_{kind}"]
        records = [r for r in rows(book, f"bulanan_{kind}") if r[f"id_{kind}"] == key]
        yield Target(kind, row, records, _changes_of(book, sheet, key), households)


def _changes_of(book: Workbook, sheet: str, key: str) -> list[Row]:
    return [
        change
        for change in rows(book, "perubahan")
        if change["jenis"] == sheet and change["id"] == key
    ]


def as_known(book: Workbook, day: date) -> Workbook:
    """The workbook without the records and changes dated after the day."""
    dated = {
        "bulanan_ibu": "tanggal_periksa",
        "bulanan_anak": "tanggal_periksa",
        "perubahan": "tanggal",
    }
    known = dict(book)
    for sheet, column in dated.items():
        known[sheet] = [row for row in rows(book, sheet) if row[column] <= day]
    return known


def ended_by(month: Month, day: date) -> bool:
    return last_day(month) <= day
