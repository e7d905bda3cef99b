"""The file's lines laid over what the village already keeps: what would be stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .columns import (
    BY_NAME,
    CHANGES,
    CHILDREN,
    FACILITIES,
    HOUSEHOLDS,
    PAUD,
    PREGNANCIES,
    SHEETS,
    Sheet,
)
from .lines import Identity, Line, Problem, Values

MERGED = "digabung"  # in the values of a row whose own key is that of a merged one
NEW, CHANGED, SAME, TAKEN_BACK = "c", "u", "-", "d"
WOMAN = ("nama", "nik", "tanggal_lahir")  # one person, told on each of her rows
REFERENCES = {
    PREGNANCIES.name: (("id_rt", HOUSEHOLDS.name),),
    CHILDREN.name: (("id_rt", HOUSEHOLDS.name), ("id_ibu", PREGNANCIES.name)),
    "bulanan_ibu": (("id_ibu", PREGNANCIES.name),),
    "bulanan_anak": (("id_anak", CHILDREN.name),),
    PAUD.name: (("id_anak", CHILDREN.name),),
}


@dataclass
class Stored:
    """The village as lines, and the names and keys it already knows.

    `women` is the person of each pregnancy by id_ibu, `woman_keys` the id_orang that
    are remembered; both give the number of the person's row.
    """

    lines: dict[str, dict[Identity, Line]] = field(
        default_factory=lambda: {sheet.name: {} for sheet in SHEETS}
    )
    dusuns: list[str] = field(default_factory=list)
    posyandus: list[str] = field(default_factory=list)
    women: dict[str, int] = field(default_factory=dict)
    woman_keys: dict[str, int] = field(default_factory=dict)
    # Of what was merged: pregnancies that went to another woman, rows that stayed.
    moved: set[str] = field(default_factory=set)
    survivors: set[tuple[str, Identity]] = field(default_factory=set)

    def of(self, sheet: Sheet) -> Iterable[Line]:
        """The lines of a sheet."""
        return self.lines[sheet.name].values()

    gone: set[tuple[str, str]] = field(default_factory=set)  # to other villages


@dataclass
class Entry(Line):
    """A line as it would be stored: `before` is what is stored now, None if nothing.

    `woman` tells the pregnancies of one person together: the number of her row, or
    what the file calls a new one.
    """

    before: Values | None = None
    woman: Any = None

    @property
    def is_changed(self) -> bool:
        """Whether saving it writes anything."""
        if self.before is None:
            return self.sheet != PAUD.name or self.values["hadir"] is not None
        return self.values != self.before

    @property
    def fate(self) -> str:
        """What saving does with the row, as a staged row tells it."""
        if not self.is_changed:
            return SAME
        if self.before is None:
            return NEW
        is_mark = self.sheet == PAUD.name
        return TAKEN_BACK if is_mark and self.values["hadir"] is None else CHANGED

    @property
    def key(self) -> Any:
        """Its own key, or that of the target it is about."""
        return self.values[BY_NAME[self.sheet].identity[0]]


Note = tuple[Entry, Problem]


@dataclass
class Book:
    """All entries by sheet and identity, and what was met while merging."""

    sheets: dict[str, dict[Identity, Entry]]
    problems: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    dusuns: dict[str, str] = field(default_factory=dict)
    posyandus: dict[str, str] = field(default_factory=dict)
    settled: list[Entry] = field(default_factory=list)  # by a merge: nothing is written
    gone: set[tuple[str, str]] = field(default_factory=set)  # to other villages

    def entries(self, sheet: str) -> Iterable[Entry]:
        """Every entry of a sheet, stored only ones too."""
        return self.sheets[sheet].values()

    def find(self, sheet: str, key: Any) -> Entry | None:
        """The household, pregnancy or child of a key."""
        return self.sheets[sheet].get((key,))

    def target_of(self, entry: Entry) -> Entry | None:
        """Whom a record, a mark or a change is about."""
        if entry.sheet == CHANGES.name:
            return self.find(entry.values["jenis"], entry.values["id"])
        column, sheet = REFERENCES[entry.sheet][0]
        return self.find(sheet, entry.values[column])

    def from_file(self, *sheets: Sheet) -> Iterator[Entry]:
        """The entries of some sheets that the file states."""
        for sheet in sheets:
            entries = self.sheets[sheet.name].values()
            yield from (entry for entry in entries if entry.row is not None)
            yield from (entry for entry in self.settled if entry.sheet == sheet.name)

    def take_notes(self) -> tuple[list[Note], list[Note]]:
        """The problems and warnings met since this was last asked."""
        notes = self.problems, self.warnings
        self.problems, self.warnings = [], []
        return notes


def merge(stored: Stored, lines: Iterable[Line], *, year: int) -> Book:
    """Return what would be stored if the lines were; `year` is the current one."""
    book = Book({sheet.name: {} for sheet in SHEETS})
    book.dusuns = {name.casefold(): name for name in stored.dusuns}
    book.posyandus = {name.casefold(): name for name in stored.posyandus}
    book.gone = stored.gone
    for line in sorted(lines, key=_is_merged):
        _add(book, stored, line, year)
    for sheet in stored.lines:
        _keep_the_rest(book, stored, sheet)
    _move_in_on_registration(book)
    _name_the_women(book, stored)
    return book


def merge_records(
    book: Book, stored: Stored, lines: Iterable[Line], sheet: Sheet
) -> None:
    """Lay some targets' records or marks over those stored, in the place of others."""
    book.sheets[sheet.name], book.settled = {}, []
    for line in sorted(lines, key=_is_merged):
        _add(book, stored, line, 0)
    _keep_the_rest(book, stored, sheet.name)


def _keep_the_rest(book: Book, stored: Stored, sheet: str) -> None:
    """What the file does not tell stays as it is stored."""
    entries = book.sheets[sheet]
    for identity, line in stored.lines[sheet].items():
        if identity not in entries:
            values = line.values
            entries[identity] = Entry(sheet, None, values, line.pk, before=values)


def _is_merged(line: Line) -> bool:
    """Whether its own key is that of a row that was merged into another."""
    return MERGED in line.values


def _keep_merged(stored: Stored, sheet: str, values: Values, known: Line) -> None:
    """What a merge settled holds against the file of before."""
    if (sheet, known.identity) in stored.survivors and values.get("tanggal_daftar"):
        days = (values["tanggal_daftar"], known.values["tanggal_daftar"])
        values["tanggal_daftar"] = min(days)
    if sheet == PREGNANCIES.name and values["id_ibu"] in stored.moved:
        told = [name for name in (*WOMAN, "id_orang", "id_rt") if name in values]
        values |= {name: known.values[name] for name in told}


def _settle(book: Book, entry: Entry) -> None:
    """A row of what was merged: its survivor tells it already."""
    entry.before = entry.values
    book.settled.append(entry)
    own = BY_NAME[entry.sheet].identity[0]
    problem = entry.problem(
        own,
        "Data ini sudah digabung dengan data lain, jadi baris ini tidak disimpan.",
        "Hapus barisnya, atau ekspor buku kerja yang baru.",
    )
    book.warnings.append((entry, problem))


def _add(book: Book, stored: Stored, line: Line, year: int) -> None:
    values = dict(line.values)
    is_merged = bool(values.pop(MERGED, False))
    _use_known_names(book, line.sheet, values)
    if line.sheet == FACILITIES.name:
        _identify_facility(stored, values, year)
    known = stored.lines[line.sheet].get(Line(line.sheet, 0, values).identity)
    if known:
        _keep_merged(stored, line.sheet, values, known)
    whole = dict(known.values) if known else dict.fromkeys(BY_NAME[line.sheet].names)
    whole.update(values)
    if line.sheet == PREGNANCIES.name:
        _complete_pregnancy(whole, known)
    entry = Entry(line.sheet, line.row, whole, None, line.part, line.state)
    if known:
        entry.pk, entry.before = known.pk, known.values
    identity = entry.identity
    if line.sheet == FACILITIES.name and values["id_fasilitas"] is None:
        identity = (None, whole["tahun"], whole["jenis"], whole["nama"])
    twin = book.sheets[line.sheet].get(identity)
    if is_merged and (twin or known):
        _settle(book, entry)
    elif twin:
        book.problems.append((entry, _doubled(entry, twin)))
    else:
        book.sheets[line.sheet][identity] = entry


def _use_known_names(book: Book, sheet: str, values: Values) -> None:
    """One dusun however it is spelled: “krajan” is the Krajan that is there."""
    columns = {"dusun": book.dusuns, "posyandu": book.posyandus}
    if sheet == CHANGES.name and values["kolom"] in columns:
        columns["nilai"] = columns[values["kolom"]]
    for column, names in columns.items():
        name = values.get(column)
        if name is not None:
            values[column] = names.setdefault(name.casefold(), name)


def _identify_facility(stored: Stored, values: Values, year: int) -> None:
    """Without a key a facility is known by year, kind and name."""
    values.setdefault("id_fasilitas", None)
    key = values["id_fasilitas"]
    known = stored.lines[FACILITIES.name]
    if values.get("tahun") is None:
        same = known.get((key,)) if key else None
        values["tahun"] = same.values["tahun"] if same else year
    if key is None:
        told = (values["tahun"], values["jenis"], values["nama"].casefold())
        for line in known.values():
            has = (line.get("tahun"), line.get("jenis"), line.get("nama").casefold())
            if has == told:
                values["id_fasilitas"] = line.get("id_fasilitas")


def _complete_pregnancy(whole: Values, known: Line | None) -> None:
    if whole["tanggal_melahirkan"] and whole["hasil"] is None:
        whole["hasil"] = "lahir hidup"
    if known and whole["id_orang"] is None:
        whole["id_orang"] = known.values["id_orang"]


def _doubled(entry: Entry, twin: Entry) -> Problem:
    words = {
        "bulanan_ibu": ("tanggal_periksa", "Ibu ini sudah dicatat dalam bulan itu"),
        "bulanan_anak": ("tanggal_periksa", "Anak ini sudah dicatat dalam bulan itu"),
        PAUD.name: ("bulan", "Anak ini sudah punya baris untuk bulan itu"),
        CHANGES.name: ("kolom", "Kolom ini sudah diubah pada tanggal itu"),
        FACILITIES.name: ("nama", "Fasilitas ini sudah ada"),
    }
    own = (BY_NAME[entry.sheet].identity[0], "Kunci ini sudah dipakai")
    column, sentence = words.get(entry.sheet, own)
    return entry.problem(
        column,
        f"{sentence} (baris {twin.row}).",
        "Hapus salah satu baris, atau perbaiki kunci atau tanggalnya.",
    )


def _move_in_on_registration(book: Book) -> None:
    """A change of dusun on the day of registration is the dusun of registration.

    A household lives in one dusun a day, and of one day a change wins.
    """
    changes = book.sheets[CHANGES.name]
    for change in changes.values():
        if change.row is None or change.values["kolom"] != "dusun":
            continue
        home = book.target_of(change)
        if home and home.values["tanggal_daftar"] == change.values["tanggal"]:
            home.values = home.values | {"dusun": change.values["nilai"]}
            change.before = change.values


def _name_the_women(book: Book, stored: Stored) -> None:
    """Find whose each pregnancy is, and tell her name alike on all her rows."""
    known = dict(stored.woman_keys)
    entries = book.sheets[PREGNANCIES.name].values()
    for entry in entries:
        entry.woman = stored.women.get(entry.key)
        person = entry.values["id_orang"]
        if None not in (entry.woman, person) and (
            known.setdefault(person, entry.woman) != entry.woman
        ):
            book.problems.append((entry, _other_woman(entry)))
    hers: dict[Any, list[Entry]] = {}
    for entry in entries:
        if entry.woman is None:
            person = entry.values["id_orang"]
            entry.woman = known.get(person, person) if person else ("", entry.key)
        hers.setdefault(entry.woman, []).append(entry)
    for pregnancies in hers.values():
        if len(pregnancies) > 1:
            _tell_alike(book, pregnancies)


def _other_woman(entry: Entry) -> Problem:
    return entry.problem(
        "id_orang",
        "Kehamilan ini tersimpan atas nama orang lain.",
        "Kembalikan id_orang seperti pada hasil ekspor.",
    )


def _tell_alike(book: Book, pregnancies: list[Entry]) -> None:
    """What her newest row tells of the woman holds for all of them.

    A name may be spelled in two ways; two NIK or birth dates are two women.
    """
    told = [entry for entry in pregnancies if entry.row is not None]
    told.sort(key=lambda entry: (entry.values["tanggal_daftar"], entry.row))
    told.reverse()
    for column in WOMAN:
        values = [e.values[column] for e in told if e.values[column] is not None]
        if not values:
            continue
        for entry in told:
            if entry.values[column] not in (None, values[0]):
                notes = book.warnings if column == "nama" else book.problems
                notes.append((entry, _told_apart(entry, told[0], column)))
        for entry in pregnancies:
            entry.values = entry.values | {column: values[0]}


def _told_apart(entry: Entry, newest: Entry, column: str) -> Problem:
    return entry.problem(
        column,
        f"Orang yang sama ({entry.values['id_orang']}) tertulis lain pada baris "
        f"{newest.row}.",
        "Samakan isinya, atau beri id_orang yang berbeda bila orangnya berbeda.",
    )


def month_of(entry: Entry) -> date:
    """The first day of a PAUD row's month. Raises ValueError for no such month."""
    return date(entry.values["tahun"], entry.values["bulan"], 1)
