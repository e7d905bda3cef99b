"""How a target worked by hand is written: its rows, its letters, and why."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Rows = list[tuple[str, dict[str, Any]]]
on = date.fromisoformat


@dataclass(frozen=True)
class Worked:
    """A line a letter: code, letter, reason.

    `end` is judged on the quarter's last day, `mid` on a day while it runs.
    """

    kind: str
    key: str
    story: str
    rows: Rows
    end: str
    mid: str = field(default="", kw_only=True)

    def letters(self, *, mid: bool = False) -> dict[str, str]:
        return {code: letter for code, letter, _ in self._lines(mid)}

    def reasons(self, *, mid: bool = False) -> dict[str, str]:
        return {code: reason for code, _, reason in self._lines(mid)}

    def _lines(self, mid: bool) -> list[tuple[str, str, str]]:
        lines = (self.mid if mid else self.end).split("\n")
        found = [line.strip().split(" ", 2) for line in lines if line.strip()]
        return [(code, letter, reason) for code, letter, reason in found]


def home(key: str, registered: date, **cells: Any) -> tuple[str, dict[str, Any]]:
    row = {
        "id_rt": key,
        "dusun": "Krajan" if key < "h10" else "Sumber",
        "kepala_keluarga": f"Kepala {key}",
        "tanggal_daftar": registered,
    }
    return "rumah_tangga", row | cells


def mother(
    key: str, household: str, registered: date, **cells: Any
) -> tuple[str, dict[str, Any]]:
    row = {
        "id_ibu": key,
        "id_rt": household,
        "posyandu": "Mawar",
        "nama": f"Ibu {key}",
        "tanggal_daftar": registered,
    }
    return "ibu_hamil", row | cells


def child(
    key: str, household: str, registered: date, **cells: Any
) -> tuple[str, dict[str, Any]]:
    row = {
        "id_anak": key,
        "id_rt": household,
        "posyandu": "" if key < "c05" else "Melati",
        "nama": f"Anak {key}",
        "jenis_kelamin": "L" if key[-1] in "02468" else "P",
        "tanggal_daftar": registered,
    }
    return "anak", row | cells


def change(
    kind: str, key: str, day: date, column: str, value: str
) -> tuple[str, dict[str, Any]]:
    row = {"jenis": kind, "id": key, "tanggal": day, "kolom": column, "nilai": value}
    return "perubahan", row


def mother_seen(
    key: str, day: date, v: str = "", x: str = "", **cells: Any
) -> tuple[str, dict[str, Any]]:
    row = {"id_ibu": key, "tanggal_periksa": day}
    return "bulanan_ibu", row | _ticks(v, x) | cells


def child_seen(
    key: str, day: date, v: str = "", x: str = "", **cells: Any
) -> tuple[str, dict[str, Any]]:
    row = {"id_anak": key, "tanggal_periksa": day}
    return "bulanan_anak", row | _ticks(v, x) | cells


def paud(key: str, year: int, month: int, mark: str) -> tuple[str, dict[str, Any]]:
    row = {"id_anak": key, "tahun": year, "bulan": month, "hadir": mark}
    return "paud", row


def _ticks(v: str, x: str) -> dict[str, str]:
    return dict.fromkeys(v.split(), "v") | dict.fromkeys(x.split(), "x")
