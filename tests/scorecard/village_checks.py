"""What the tests of the readings ask of workbooks, apart from any reading."""

from datetime import date

from hypothesis import HealthCheck, given, settings

from tests.scorecard.third_dates import first_day, last_day, month_of
from tests.scorecard.third_register import NEVER_COUNTED, Workbook, cell
from tests.scorecard.villages_at_random import cases

# A reading that goes through a database is slow, and keeps its fixture.
patient = settings(
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)


def in_random_villages(test):
    return patient(given(case=cases())(test))


def last_day_judged(case) -> date:
    return case.as_of or last_day((case.year, case.quarter * 3))


def known_on(book: Workbook, day: date) -> Workbook:
    """Without anything dated later; wrong data and doubles are never counted."""
    kept = dict(book)
    kept["rumah_tangga"] = [
        row for row in book["rumah_tangga"] if row["tanggal_daftar"] <= day
    ]
    for sheet in ("ibu_hamil", "anak"):
        kept[sheet] = [
            _known_on(row, day) for row in book[sheet] if row["tanggal_daftar"] <= day
        ]
    names = {row["id_rt"] for row in kept["rumah_tangga"]}
    names |= {row["id_ibu"] for row in kept["ibu_hamil"]}
    names |= {row["id_anak"] for row in kept["anak"]}
    for row in kept["anak"]:
        if cell(row, "id_ibu") not in names:
            row["id_ibu"] = ""
    for sheet in ("bulanan_ibu", "bulanan_anak"):
        kept[sheet] = [row for row in book[sheet] if row["tanggal_periksa"] <= day]
    kept["perubahan"] = [row for row in book["perubahan"] if row["tanggal"] <= day]
    kept["paud"] = [
        row
        for row in book["paud"]
        if first_day((row["tahun"], row["bulan"])) <= day and row["id_anak"] in names
    ]
    return kept


def _known_on(row, day):
    row = dict(row)
    if (cell(row, "tanggal_melahirkan") or day) > day:
        for column in ("tanggal_melahirkan", "hasil", "jumlah_lahir_hidup"):
            row.pop(column, None)
    left = cell(row, "tanggal_keluar") or day
    if left > day and row["alasan_keluar"] not in NEVER_COUNTED:
        del row["tanggal_keluar"], row["alasan_keluar"]
    return row


def problems(book: Workbook) -> list[str]:
    """The problems for which an import would refuse the workbook."""
    homes = {row["id_rt"]: row for row in book["rumah_tangga"]}
    found = []
    owners = {}
    for kind, sheet in (("ibu", "ibu_hamil"), ("anak", "anak")):
        for row in book[sheet]:
            key = row[f"id_{kind}"]
            owners[key] = row
            if row["tanggal_daftar"] < homes[row["id_rt"]]["tanggal_daftar"]:
                found.append(f"{key} registered before the household")
            if bool(cell(row, "tanggal_keluar")) != bool(cell(row, "alasan_keluar")):
                found.append(f"{key} exit without reason or date")
            if cell(row, "tanggal_keluar") and (
                row["tanggal_keluar"] < row["tanggal_daftar"]
            ):
                found.append(f"{key} exit before registration")
            if kind == "anak" and row["tanggal_daftar"] < row["tanggal_lahir"]:
                found.append(f"{key} registered before birth")
            if cell(row, "hasil") and not cell(row, "tanggal_melahirkan"):
                found.append(f"{key} hasil without a date")
    found += _problems_of_records(book, owners)
    found += _problems_of_women(book)
    days = [(c["jenis"], c["id"], c["tanggal"], c["kolom"]) for c in book["perubahan"]]
    if len(days) > len(set(days)):
        found.append("two changes of one column on one day")
    months = [(row["id_anak"], row["tahun"], row["bulan"]) for row in book["paud"]]
    if len(months) > len(set(months)):
        found.append("two PAUD rows for a month")
    return found


def _problems_of_records(book, owners):
    seen = set()
    for kind in ("ibu", "anak"):
        for record in book[f"bulanan_{kind}"]:
            key, day = record[f"id_{kind}"], record["tanggal_periksa"]
            if (key, month_of(day)) in seen:
                yield f"{key} has a second record in {month_of(day)}"
            seen.add((key, month_of(day)))
            if day < owners[key]["tanggal_daftar"]:
                yield f"{key} has a record before registration"
            if day > (cell(owners[key], "tanggal_keluar") or day):
                yield f"{key} has a record after exit"


def _problems_of_women(book):
    open_ones = [
        row["id_orang"]
        for row in book["ibu_hamil"]
        if cell(row, "id_orang") and not cell(row, "tanggal_melahirkan")
    ]
    if len(open_ones) > len(set(open_ones)):
        yield "two open pregnancies of one woman"
