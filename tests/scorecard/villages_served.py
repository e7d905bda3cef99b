"""The same village with every service received that was due by a day."""

import copy
from datetime import date
from typing import Any

from tests.scorecard.third_dates import (
    Month,
    completed_months,
    days_after,
    first_day,
    last_day,
    moment_of,
    month_of,
    months_later,
)
from tests.scorecard.third_reading import TODAY
from tests.scorecard.third_register import (
    TICKS_OF_A_CHILD,
    TICKS_OF_A_MOTHER,
    Row,
    Workbook,
    cell,
)
from tests.scorecard.villages_at_random import paud_months, paud_row

OWNED = ("air_aman", "jamban_layak", "akta_lahir", "jaminan_kesehatan")


def fully_served(
    book: Workbook, year: int, quarter: int, as_of: date | None = None
) -> Workbook:
    """Everybody visited every month since registration, and given everything.

    Families, days of visits and what was found (status, mat) stay as they were.
    """
    day = moment_of(year, quarter, as_of, TODAY).as_of
    served = copy.deepcopy(book)
    for sheet in ("rumah_tangga", "ibu_hamil", "anak"):
        for row in served[sheet]:
            row.update({column: "v" for column in OWNED if column in row})
    for change in served["perubahan"]:
        if change["kolom"] in OWNED:
            change["nilai"] = "v"
    for row in served["ibu_hamil"]:
        _serve(served, "ibu", row, TICKS_OF_A_MOTHER, day)
    for row in served["anak"]:
        _serve(served, "anak", row, TICKS_OF_A_CHILD, day)
    _mark_all(served, month_of(day))
    return served


def unvisited(book: Workbook, key: tuple[str, str]) -> Workbook:
    """The same village, in which this target has no record at all."""
    kind, name = key
    emptied = dict(book)
    for sheet in (f"bulanan_{kind}", "paud"):
        column = f"id_{kind}" if sheet != "paud" else "id_anak"
        emptied[sheet] = [
            row
            for row in book[sheet]
            if row.get(column) != name or (sheet == "paud" and kind == "ibu")
        ]
    return emptied


def _serve(
    book: Workbook, kind: str, row: Row, ticks: tuple[str, ...], day: date
) -> None:
    key = row[f"id_{kind}"]
    sheet = book[f"bulanan_{kind}"]
    kept = {
        month_of(record["tanggal_periksa"]): record
        for record in sheet
        if record[f"id_{kind}"] == key
    }
    for month in _months(row["tanggal_daftar"], day):
        visit = _visit_day(row, month, day)
        if visit is None:
            continue
        record = kept.get(month)
        if record is None or record["tanggal_periksa"] > day:
            record = record or _new(sheet, f"id_{kind}", key)
            record["tanggal_periksa"] = visit
        _fill(record, row, ticks, day)


def _months(first: date, last: date) -> list[Month]:
    months = []
    month = month_of(first)
    while month <= month_of(last):
        months.append(month)
        month = months_later(month, 1)
    return months


def _visit_day(row: Row, month: Month, day: date) -> date | None:
    """The first day of the month on which the target can be visited at all."""
    visit = max(first_day(month), row["tanggal_daftar"])
    until = min(last_day(month), day, cell(row, "tanggal_keluar") or day)
    if "tanggal_lahir" in row and completed_months(row["tanggal_lahir"], visit) >= 24:
        return None
    ended = cell(row, "tanggal_melahirkan")
    if ended and ended <= day:
        if cell(row, "hasil") == "keguguran":
            until = min(until, ended)
        elif month == month_of(ended):
            visit = max(visit, ended)
        until = min(until, max(days_after(ended, 70), visit))
    return visit if visit <= until else None


def _new(sheet: list[Row], column: str, key: str) -> Row:
    record: dict[str, Any] = {column: key}
    sheet.append(record)
    return record


def _fill(record: Row, row: Row, ticks: tuple[str, ...], day: date) -> None:
    record.update(dict.fromkeys(ticks, "v"))
    ended = cell(row, "tanggal_melahirkan")
    if ended and ended <= day and cell(row, "hasil") != "keguguran":
        if month_of(record["tanggal_periksa"]) == month_of(ended):
            record["tanggal_periksa"] = max(record["tanggal_periksa"], ended)
        if record["tanggal_periksa"] >= ended:
            record["nifas"] = 3


def _mark_all(book: Workbook, last: Month) -> None:
    """PAUD in every month in which a mark is possible."""
    marked = {(row["id_anak"], row["tahun"], row["bulan"]): row for row in book["paud"]}
    for child in book["anak"]:
        for month in paud_months(child, months_later(last, -2), last):
            row = marked.get((child["id_anak"], *month))
            if row is None:
                book["paud"].append(paud_row(child, month, "v"))
            else:
                row["hadir"] = "v"
