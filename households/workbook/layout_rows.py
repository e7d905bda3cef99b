"""The rows of a recognised sheet as lines of the workbook.

A row is put to the target with its No KIA, else to the one of its name and birth date
or HPL. What a sheet leaves blank states nothing; what it lacks is not touched.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from households.models import ChildRecord, PregnancyRecord
from households.names import name_key
from villages.wording import InvalidDate, parse_date

from .cells import CellRefused, Raw, Value, parse, shown
from .columns import (
    CHILD_RECORDS,
    CHILDREN,
    HOUSEHOLDS,
    PAUD,
    PREGNANCIES,
    PREGNANCY_RECORDS,
    Sheet,
)
from .layouts import NOT_READ, Kind
from .lines import Line, Problem, Values
from .merging import Stored
from .reading import Source
from .staging import PARTS, Read
from .stored import Reader

_SHEETS = {
    Kind.MOTHERS: (PREGNANCIES, PREGNANCY_RECORDS, "id_ibu", "hpl"),
    Kind.CHILDREN: (CHILDREN, CHILD_RECORDS, "id_anak", "tanggal_lahir"),
    Kind.PAUD: (CHILDREN, PAUD, "id_anak", "tanggal_lahir"),
}
# Cells that hold a tick or a figure: the tick's column, the figure's, its highest.
_MEASURED = {
    "berat": ("penimbangan", "berat_kg"),
    "tinggi": ("pengukuran", "tinggi_cm"),
    "pil_fe": ("pil_fe", "jumlah_pil_fe"),
}
_NOTHING = {"", "-", "–", "—"}


@dataclass(frozen=True)
class Choice:
    """What the person decided of one sheet."""

    kind: Kind
    columns: list[str]
    last_heading: int
    day: date  # of the visit; of a PAUD sheet only its year counts
    dusun: str = ""  # of targets that are to be registered; "" leaves them out

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Choice":
        """From how the job keeps it."""
        day = date.fromisoformat(kept["day"])
        kind = Kind(kept["kind"])
        return cls(kind, kept["columns"], kept["last_heading"], day, kept["dusun"])


class Targets:
    """The village's targets, to be found by No KIA, or by name and a date."""

    def __init__(self, village: Any) -> None:
        self.stored: Stored = Reader(village).read_register()
        self.by_kia: dict[tuple[str, str], list[Line]] = defaultdict(list)
        self.by_name: dict[tuple[str, str, Any], list[Line]] = defaultdict(list)
        self.by_name_only: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for sheet, dated in ((PREGNANCIES, "hpl"), (CHILDREN, "tanggal_lahir")):
            for line in self.stored.lines[sheet.name].values():
                self._keep(sheet, line, dated)

    def _keep(self, sheet: Sheet, line: Line, dated: str) -> None:
        if line.get("alasan_keluar") in ("salah data", "digabung"):
            return
        name = name_key(line.values["nama"])
        if number := _number(line.get("no_kia")):
            self.by_kia[sheet.name, number].append(line)
        self.by_name[sheet.name, name, line.values[dated]].append(line)
        self.by_name_only[sheet.name, name].append(line)

    def find(self, sheet: Sheet, values: Values, day: Any, since: date) -> list[Line]:
        """The targets that a row may mean; one when it is clear."""
        number, name = _number(values.get("no_kia")), name_key(values.get("nama") or "")
        found = self.by_kia.get((sheet.name, number), []) if number else []
        alike = [line for line in found if name_key(line.values["nama"]) == name]
        found = alike or found
        if not found and day is not None:
            found = self.by_name.get((sheet.name, name, day), [])
        if not found and day is None:
            found = self.by_name_only.get((sheet.name, name), [])
        return _latest(found, since) if sheet is PREGNANCIES else found


def _latest(found: list[Line], since: date) -> list[Line]:
    """Of one woman's pregnancies the one of the month: the last registered by then."""
    begun = [line for line in found if line.values["tanggal_daftar"] <= since] or found
    return sorted(begun, key=lambda line: line.values["tanggal_daftar"])[-1:]


def _number(text: Any) -> str:
    return "".join(letter for letter in str(text or "").casefold() if letter.isalnum())


class LayoutReader:
    """Reads one sheet as the person decided."""

    def __init__(self, village: Any, index: int, choice: Choice, targets: Targets):
        self.choice, self.targets = choice, targets
        self.part = (index + 1) * PARTS
        self.staged = {"part__gte": self.part, "part__lt": self.part + PARTS}
        self.visits = _visits(village, choice)

    def lines(self, source: Source) -> Iterator[tuple[int, list[Read]]]:
        for number, cells in source.rows():
            if number > self.choice.last_heading:
                found = self._read(number, cells)
                if found:
                    yield number, found

    def _read(self, number: int, cells: Any) -> list[Read]:
        raw = {
            name: cells[index]
            for index, name in enumerate(self.choice.columns)
            if name and name not in NOT_READ and index < len(cells)
        }
        raw = {k: cell for k, cell in raw.items() if shown(cell) not in _NOTHING}
        if not shown(raw.get("nama")) or not any(
            c.isalpha() for c in shown(raw["nama"])
        ):
            return []  # a foot, a legend, or a line left empty
        owner, sheet, key, dated = _SHEETS[self.choice.kind]
        row = _Row(self, number, sheet)
        about = row.cells_of(owner, raw, ("no_kia", "nama", "jenis_kelamin", dated))
        told = self._told(row, raw, sheet)
        born = None if self.choice.kind is Kind.PAUD else about.get(dated)
        target = self._target(row, owner, about, dated, born)
        if target is None:
            return [row.refused(about)]
        values = {key: target}
        self._end_pregnancy(row, raw, owner, target)
        if sheet is PAUD:
            row.marks(values, told)
        elif told:
            visit = self.visits.get(self._pk(owner, target))
            row.add(
                sheet, values | {"tanggal_periksa": visit or self.choice.day} | told
            )
        return row.found()

    def _told(self, row: "_Row", raw: dict[str, Raw], sheet: Sheet) -> Values:
        if sheet is PAUD:
            return {
                name: row.cell(PAUD, "hadir", cell)
                for name, cell in raw.items()
                if name.startswith("bulan_")
            }
        told: Values = {}
        for name, cell in raw.items():
            if name in _MEASURED:
                told |= row.measured(sheet, name, cell)
            elif name == "nifas":
                told |= row.visits(sheet, cell)
            elif name in sheet.names:
                told[name] = row.cell(sheet, name, cell)
        return {name: value for name, value in told.items() if value is not None}

    def _pk(self, owner: Sheet, key: str) -> int | None:
        line = self.targets.stored.lines[owner.name].get((key,))
        return line.pk if line else None

    # -- whom it is about

    def _target(
        self, row: "_Row", owner: Sheet, about: Values, dated: str, day: Any
    ) -> str | None:
        found = self.targets.find(owner, about, day, self.choice.day)
        key = owner.identity[0]
        if len(found) == 1:
            return str(found[0].values[key])
        if len(found) > 1:
            row.refuse("nama", about.get("nama"), *_SEVERAL)
        elif not self.choice.dusun:
            row.refuse("nama", about.get("nama"), *_NOBODY)
        elif missing := _missing(self.choice.kind, about, dated):
            row.refuse(missing, None, _NOBODY[0], _TOO_LITTLE.format(missing))
        else:
            return self._register(row, owner, about)
        return None

    def _register(self, row: "_Row", owner: Sheet, about: Values) -> str:
        """A new target, in a household of its own until somebody knows better."""
        dated = about.get("hpl") or about.get("tanggal_lahir")
        number = _number(about.get("no_kia")) or name_key(about["nama"]).replace(
            " ", "-"
        )
        key = f"lembar-{number}-{dated}"[:90]
        day = self.choice.day
        head = about["nama"] if owner is PREGNANCIES else f"Orang tua {about['nama']}"
        home = {"id_rt": f"rt-{key}", "dusun": self.choice.dusun}
        home |= {"kepala_keluarga": head[:300], "tanggal_daftar": day}
        row.add(HOUSEHOLDS, home)
        own = {owner.identity[0]: key, "id_rt": home["id_rt"], "tanggal_daftar": day}
        row.add(owner, own | about)
        return key

    def _end_pregnancy(
        self, row: "_Row", raw: dict[str, Raw], owner: Sheet, target: str
    ) -> None:
        """A delivery that the sheet tells and the village does not know yet."""
        if "tanggal_melahirkan" not in raw:
            return
        ended = row.cell(owner, "tanggal_melahirkan", raw["tanggal_melahirkan"])
        known = self.targets.stored.lines[owner.name].get((target,))
        if ended and (known is None or known.values["tanggal_melahirkan"] is None):
            row.tell(owner, {"id_ibu": target, "tanggal_melahirkan": ended})


_NOBODY = (
    "Sasaran ini belum terdaftar di desa.",
    "Samakan No KIA, atau nama dan tanggal lahir/HPL, dengan data desa; atau daftarkan "
    "sasarannya, atau pilih “Daftarkan sasaran baru” pada pembacaan kolom.",
)
_SEVERAL = (
    "Lebih dari satu sasaran cocok dengan baris ini.",
    "Isi No KIA pada baris ini dan pada data sasarannya.",
)
_TOO_LITTLE = (
    "Untuk didaftarkan, isi {} pada baris ini, atau daftarkan di halaman Sasaran."
)


def _missing(kind: Kind, about: Values, dated: str) -> str:
    """The first cell that registering a target needs and the row lacks."""
    needed = ["nama", dated]
    if kind is not Kind.MOTHERS:
        needed.append("jenis_kelamin")
    return next((name for name in needed if about.get(name) is None), "")


def _visits(village: Any, choice: Choice) -> dict[Any, date]:
    """Who was already recorded in the month, and when: that day stays."""
    if choice.kind is Kind.PAUD:
        return {}
    model, target, owner = {
        Kind.MOTHERS: (PregnancyRecord, "pregnancy_id", "pregnancy__woman"),
        Kind.CHILDREN: (ChildRecord, "child_id", "child"),
    }[choice.kind]
    rows = model.objects.filter(**{f"{owner}__household__village": village})
    month = choice.day.replace(day=1)
    return dict(rows.filter(month=month).values_list(target, "visited_on"))


class _Row:
    """The lines of one row, and what is wrong with its cells."""

    def __init__(self, reader: LayoutReader, number: int, sheet: Sheet) -> None:
        self.reader, self.number, self.sheet = reader, number, sheet
        self.all: dict[tuple[str, int], Line] = {}
        self.problems: list[Problem] = []

    def refuse(self, column: str, value: Raw, problem: str, remedy: str) -> None:
        self.problems.append(
            Problem(self.sheet.name, self.number, column, shown(value), problem, remedy)
        )

    def cell(self, sheet: Sheet, name: str, raw: Raw) -> Value:
        column = sheet.column(name)
        try:
            if column.kind.name == "DATE":
                return _day(raw)
            return parse(column, raw)
        except CellRefused as refusal:
            self.refuse(name, raw, refusal.problem, refusal.remedy)
        except InvalidDate as refusal:
            self.refuse(name, raw, str(refusal), "Tulis misalnya 12 Juni 2026.")
        return None

    def cells_of(self, sheet: Sheet, raw: dict[str, Raw], names: Any) -> Values:
        found = {n: self.cell(sheet, n, raw[n]) for n in names if n in raw}
        return {name: value for name, value in found.items() if value is not None}

    def measured(self, sheet: Sheet, name: str, raw: Raw) -> Values:
        """A tick, or the figure that was read."""
        tick, figure = _MEASURED[name]
        if shown(raw).replace(",", ".").replace(".", "", 1).isdigit():
            value = self.cell(sheet, figure, raw)
            return {tick: "v" if value else None, figure: value or None}
        return {tick: self.cell(sheet, tick, raw)}

    def visits(self, sheet: Sheet, raw: Raw) -> Values:
        """Nifas is ticked on paper and counted here."""
        ticks = {"v": 1, "√": 1, "x": 0}
        text = shown(raw).lower()
        value = ticks[text] if text in ticks else self.cell(sheet, "nifas", raw)
        return {"nifas": value}

    def add(self, sheet: Sheet, values: Values, month: int = 0) -> None:
        part = self.reader.part + month
        line = Line(sheet.name, self.number, values, part=part)
        self.all[sheet.name, month] = line

    def tell(self, sheet: Sheet, values: Values) -> None:
        """More of a line that may be there already."""
        known = self.all.get((sheet.name, 0))
        self.add(sheet, (known.values if known else {}) | values)

    def marks(self, values: Values, told: Values) -> None:
        for name, mark in told.items():
            month = int(name.removeprefix("bulan_"))
            year = self.reader.choice.day.year
            own = {"tahun": year, "bulan": month, "hadir": mark}
            self.add(PAUD, values | own, month)

    def refused(self, about: Values) -> Read:
        line = Line(self.sheet.name, self.number, about, part=self.reader.part)
        return line, self.problems

    def found(self) -> list[Read]:
        """All lines of the row, or the row as refused."""
        if self.problems:
            return [self.refused({})]
        return [(line, []) for line in self.all.values()]


def _day(raw: Raw) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    return parse_date(
        shown(raw).replace("-", "/") if _is_day_first(raw) else shown(raw)
    )


def _is_day_first(raw: Raw) -> bool:
    return shown(raw)[1:2] == "-" or shown(raw)[2:3] == "-"
