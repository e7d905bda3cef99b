"""Sheets that villages already have: Formulir 2A, 2B and 2C, and OpenSID's exports.

They are known by their headings, wherever these stand and however they are merged.
OpenSID writes one value more than it has headings; where, is known of each report, so
counting decides whether the columns are shifted.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from villages.wording import MONTHS

from .cells import Raw, shown
from .lines import REMARKS
from .slices import Row

LOOKED_AT = 40  # rows in which headings and first values are sought
DEEPEST = 4  # rows that headings take
FEWEST = 5  # columns by which a sheet is known
SAMPLES = 3


class Kind(StrEnum):
    """Whom a sheet is about."""

    MOTHERS = "ibu"
    CHILDREN = "anak"
    PAUD = "paud"


LABELS = {
    Kind.MOTHERS: "Pemantauan bulanan ibu hamil (Formulir 2A)",
    Kind.CHILDREN: "Pemantauan bulanan anak (Formulir 2B)",
    Kind.PAUD: "Layanan PAUD (Formulir 2C)",
}
_COMMON = {"no_kia": ("Nomor KIA", r"no\.?( register)?( kia)|no\.? register|nomor kia")}
_HOME = {
    "kunjungan_rumah": ("Kunjungan rumah", r"kunjungan"),
    "air_bersih": ("Air bersih", r"air bersih"),
    "jamban": ("Jamban", r"jamban"),
    "jaminan_kesehatan": ("Jaminan kesehatan", r"jaminan|bpjs"),
}
# What a column may be taken for: its name on the page, and how its heading reads.
FIELDS: dict[Kind, dict[str, tuple[str, str]]] = {
    Kind.MOTHERS: {
        **_COMMON,
        "nama": ("Nama ibu", r"nama( ibu)?\b"),
        "status_kehamilan": ("Status kehamilan", r"status kehamilan"),
        "hpl": ("HPL", r"perkiraan lahir|\bhpl\b"),
        "tanggal_melahirkan": ("Tanggal melahirkan", r"melahirkan$|tanggal bersalin"),
        "usia": ("Usia kehamilan (tidak dibaca)", r"usia kehamilan$|umur kehamilan$"),
        "pemeriksaan_kehamilan": ("Pemeriksaan kehamilan", r"pemeriksaan kehamilan"),
        "pil_fe": ("Pil Fe", r"pil fe|tablet"),
        "nifas": ("Pemeriksaan nifas", r"nifas"),
        "konseling_gizi": ("Konseling gizi", r"konseling|kelas ih"),
        **_HOME,
    },
    Kind.CHILDREN: {
        **_COMMON,
        "nama": ("Nama anak", r"nama( anak)?\b"),
        "jenis_kelamin": ("Jenis kelamin", r"jenis kelamin|^l/p$"),
        "tanggal_lahir": ("Tanggal lahir", r"tanggal lahir|tgl lahir"),
        "status_gizi": ("Status gizi", r"status gizi|normal/buruk"),
        "umur": ("Umur (tidak dibaca)", r"umur$|usia$"),
        "tikar": ("Hasil tikar", r"hasil$|tikar$"),
        "imunisasi_dasar": ("Imunisasi dasar", r"imunisasi"),
        "berat": ("Berat badan", r"berat badan|penimbangan"),
        "tinggi": ("Panjang/tinggi badan", r"tinggi|panjang"),
        "konseling_ayah": ("Konseling gizi ayah", r"konseling.*(laki-laki|ayah)"),
        "konseling_ibu": ("Konseling gizi ibu", r"konseling.*(perempuan|ibu$)"),
        **_HOME,
        "akta_lahir": ("Akta lahir", r"akta"),
        "pengasuhan": ("Pengasuhan (PAUD)", r"pengasuhan|paud"),
    },
    Kind.PAUD: {
        **_COMMON,
        "nama": ("Nama anak", r"nama( anak)?\b"),
        "jenis_kelamin": ("Jenis kelamin", r"jenis kelamin|^l/p$"),
        "usia": ("Usia (tidak dibaca)", r"usia|kategori|umur"),
        **{
            f"bulan_{number}": (name, rf"\b{name.lower()}$")
            for number, name in enumerate(MONTHS, 1)
        },
    },
}
NOT_READ = {"usia", "umur"}
# The value without a heading stands before this one; what it is ("" for nothing).
_SHIFTS = {
    Kind.MOTHERS: ("kunjungan_rumah", "konseling_gizi"),
    Kind.CHILDREN: ("konseling_ayah", ""),
}


@dataclass
class Layout:
    """How one sheet is read: its kind, and for each column what it is taken for.

    `names` and `samples` are what the columns look like; `last_heading` is the row
    behind which the values begin; `month` is the first day of the month that the sheet
    names, None when it names none.
    """

    title: str
    kind: str
    last_heading: int
    columns: list[str]
    names: list[str]
    samples: list[list[str]] = field(default_factory=list)
    said: str = ""
    month: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class _Headings:
    kind: Kind
    first: int  # its place among the rows looked at
    last: int
    columns: list[str]
    names: list[str]

    @property
    def rank(self) -> tuple[int, int, int]:
        known = len({name for name in self.columns if name})
        return known, self.first - self.last, -self.first


def recognise(title: str, rows: Sequence[Row]) -> Layout | None:
    """Return how a sheet would be read; None when its headings are not known."""
    found = [
        headings
        for first in range(min(len(rows), LOOKED_AT))
        for last in range(first, min(first + DEEPEST, len(rows)))
        for headings in _headings(rows, first, last)
    ]
    best = max(found, key=lambda headings: headings.rank, default=None)
    if best is None or best.rank[0] < FEWEST or "nama" not in best.columns:
        return None
    if best.last + 1 < len(rows) and _is_legend(rows[best.last + 1]):
        best.last += 1
    values = list(rows[best.last + 1 :])
    columns, said = _shifted(best, values)
    return Layout(
        title,
        best.kind.value,
        rows[best.last][0],
        columns,
        best.names + [""] * (len(columns) - len(best.names)),
        [_samples(values, index) for index in range(len(columns))],
        said,
        _month([*rows[: best.first]], title),
    )


def _headings(rows: Sequence[Row], first: int, last: int) -> list[_Headings]:
    lines = [[_plain(cell) for cell in cells] for _, cells in rows[first : last + 1]]
    if _is_legend(rows[last]) and last > first:
        lines.pop()
    width = max(len(line) for line in lines)
    paths = _paths([line + [""] * (width - len(line)) for line in lines])
    names = [" › ".join(dict.fromkeys(path)) for path in paths]
    return [_Headings(kind, first, last, _taken(kind, paths), names) for kind in Kind]


def _plain(cell: Raw) -> str:
    text = re.sub(r"\(.*?\)", " ", shown(cell)).lower().replace("akte", "akta")
    text = re.sub(r"\s+", " ", text).strip(" .:*")
    return re.sub(r"^[a-z]\.? (?=\w{2})", "", text)


def _paths(lines: list[list[str]]) -> list[list[str]]:
    """The headings over each column, the widest first; a merged one spreads right."""
    whole = []
    for number, line in enumerate(lines):
        spread, last = [], ""
        for index, text in enumerate(line):
            below = any(later[index] for later in lines[number + 1 :])
            last = text or (last if below else "")
            spread.append(last)
        whole.append(spread)
    return [[text for text in column if text] for column in zip(*whole, strict=True)]


def _taken(kind: Kind, paths: list[list[str]]) -> list[str]:
    """What each column is taken for, by its own heading, else by those above too."""
    taken: list[str] = []
    for path in paths:
        tried = [path[-1], " ".join(path)] if path else []
        names = [
            name
            for text in tried
            for name, (_, pattern) in FIELDS[kind].items()
            if name not in taken and re.search(pattern, text)
        ]
        taken.append(names[0] if names else "")
    return taken


def _is_legend(row: Row) -> bool:
    """A row that only letters or numbers the columns: a, b, c … or 1, 2, 3 …"""
    texts = [shown(cell).strip("().") for cell in row[1] if shown(cell)]
    texts = [text for text in texts if text not in REMARKS]
    letters = all(re.fullmatch(r"[a-z]", text) for text in texts)
    numbers = [int(t) for t in texts if t.isdigit()]
    return len(texts) >= FEWEST and (
        (letters and not {"v", "x"} >= set(texts))
        or (len(numbers) == len(texts) and numbers == list(range(1, len(texts) + 1)))
    )


def _shifted(headings: _Headings, values: list[Row]) -> tuple[list[str], str]:
    """The columns as they really stand, and what was decided, in words."""
    columns = list(headings.columns)
    named = _last_filled(headings.names)
    wide = max(
        (_last_filled(list(map(shown, cells))) for _, cells in values), default=0
    )
    before, hidden = _SHIFTS.get(headings.kind, ("", ""))
    if wide == named + 1 and before in columns and hidden not in columns[:named]:
        place = columns.index(before)
        columns = [*columns[:place], hidden, *columns[place:named]]
        meaning = "konseling gizi" if hidden else "nilai yang tidak berarti, dilewati"
        return columns, (
            f"Ada {named} judul di atas {wide} kolom nilai. Nilai ke-{place + 1} tidak "
            f"berjudul ({meaning}); semua nilai sesudahnya berdiri satu kolom di kanan "
            "judulnya, dan sudah ditempatkan menurut itu."
        )
    if wide > named:
        columns += [""] * (wide - len(columns))
        return columns, (
            f"Ada {named} judul di atas {wide} kolom nilai. Periksa isi setiap kolom "
            "di bawah ini."
        )
    return columns, "Setiap kolom nilai berdiri di bawah judulnya."


def _last_filled(texts: list[str]) -> int:
    return max((number for number, text in enumerate(texts, 1) if text), default=0)


def _samples(values: list[Row], index: int) -> list[str]:
    found = (shown(c[index]) for _, c in values if index < len(c) and shown(c[index]))
    return list(dict.fromkeys(found))[:SAMPLES]


def _month(rows: list[Row], title: str) -> str | None:
    """The month that stands above the headings, or in the name of the sheet."""
    above = [shown(cell) for _, cells in rows for cell in cells if shown(cell)]
    return next(
        (m for text in [*above, " ".join(above), title] if (m := _named(text))), None
    )


def _named(text: str) -> str | None:
    months = "|".join(name.lower() for name in MONTHS)
    match = re.search(rf"({months})\W+(20\d\d)", text.lower())
    if not match:
        return None
    number = [name.lower() for name in MONTHS].index(match[1]) + 1
    return date(int(match[2]), number, 1).isoformat()
