"""What is wrong between rows that are each in order, and with closed quarters."""

from collections import defaultdict
from typing import Any

from villages.quarters import Triwulan

from .columns import CHILDREN, PREGNANCIES
from .facts import changed_days
from .findings import Findings
from .merging import Entry


def open_pregnancies(found: Findings) -> None:
    """A woman carries one pregnancy at a time."""
    women = defaultdict(list)
    for entry in found.book.entries(PREGNANCIES.name):
        if not (entry.values["tanggal_melahirkan"] or entry.values["tanggal_keluar"]):
            women[entry.woman].append(entry)
    for pregnancies in women.values():
        told = [e for e in pregnancies if e.row is not None and e.is_changed]
        if len(pregnancies) > 1 and told:
            found.refuse(
                told[-1],
                "id_orang",
                "Orang ini punya dua kehamilan yang belum selesai.",
                "Isi tanggal_melahirkan kehamilan yang lama, atau perbaiki id_orang.",
            )


def doubled_niks(found: Findings) -> None:
    """One NIK, two persons: warn, for either may be the right one."""
    owners: dict[str, Any] = {}
    for sheet in (PREGNANCIES.name, CHILDREN.name):
        for entry in found.book.entries(sheet):
            nik = entry.values["nik"]
            person = entry.woman if sheet == PREGNANCIES.name else entry.identity
            if nik and owners.setdefault(nik, person) != person and entry.is_changed:
                found.warn(
                    entry,
                    "nik",
                    "NIK ini juga dipakai orang lain di desa ini.",
                    "Periksa kembali pada KTP atau KK.",
                )


def final_quarters(found: Findings, entry: Entry, final: frozenset[Triwulan]) -> None:
    """No fact may be dated in a quarter that is final, neither old nor new."""
    for column, day in changed_days(entry):
        quarter = Triwulan.of(day)
        if quarter in final:
            found.refuse(
                entry,
                column,
                f"{quarter} sudah final, jadi data bertanggal dalam triwulan itu tidak "
                "dapat diubah.",
                "Minta admin desa membukanya kembali dengan alasan, lalu impor lagi.",
            )
