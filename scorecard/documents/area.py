"""Figures of an area and of everything one level below it: never a person."""

import csv
import io
import json
from collections.abc import Iterable

from scorecard.monitoring import as_json, entered_of
from scorecard.reading import area_scorecard, areas_below
from scorecard.rules import FATHERS
from scorecard.tables import COLOURS, PAUD, POPULATION, Scorecard
from scorecard.wording import COUNT_WORDS
from villages.codes import format_code
from villages.models import Area
from villages.quarters import Triwulan
from villages.typeset import Cell, Column, Sheet, xlsx

from .frame import quarter_words, stem

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
COUNTS = ("households", *POPULATION, *COLOURS, "unvisited", "paud_unmarked")


def area_figures(area: Area, quarter: Triwulan, file_format: str) -> tuple[str, bytes]:
    """Return (file name, bytes) of an area's figures as csv, xlsx or json."""
    name = f"{stem('angka', area.code, quarter.key)}.{file_format}"
    found = list(_scorecards(area, quarter))
    if file_format == "json":
        return name, _json(quarter, found)
    codes = (i.code for _, one in found for i in one.rules.indicators)
    measures = [*dict.fromkeys(codes), FATHERS, PAUD]
    rows = [_row(title, one, measures) for title, one in found]
    makers = {"csv": _csv, "xlsx": _xlsx}
    return name, makers[file_format](area, quarter, _columns(measures), rows)


def _scorecards(area: Area, quarter: Triwulan) -> Iterable[tuple[str, Scorecard]]:
    yield area.title, area_scorecard(area.code, quarter)
    below = dict(names_below(area))
    for one in areas_below(area.code, quarter, below):
        yield below[one.code], one


def names_below(area: Area) -> list[tuple[str, str]]:
    """Return (code, title) of the areas or villages one level below, by code."""
    rows = area.villages if len(area.code) == 6 else area.children
    return [(row.code, row.title) for row in rows.current().order_by("code")]


def _row(title: str, one: Scorecard, measures: list[str]) -> list[Cell]:
    whole = one.village
    counts = [one.count(name) for name in COUNTS]
    pairs = [n for code in measures for n in _pair(one.figure(code))]
    groups = [n for group in one.groups.values() for n in _pair(group)]
    figures = [*groups, *_pair(whole), whole.percent]
    return [
        format_code(one.code),
        title,
        one.state,
        one.as_of,
        *counts,
        *pairs,
        *figures,
    ]


def _pair(figure):
    return figure.received, figure.due


def _columns(measures: list[str]) -> list[Column]:
    both = [
        Column(f"{name} {part}", "number", 12)
        for name in (*measures, "ibu_hamil", "anak", "konvergensi")
        for part in ("diterima", "seharusnya")
    ]
    return [
        Column("kode", width=15),
        Column("wilayah", width=30),
        Column("keadaan", width=14),
        Column("per tanggal", "date", 12),
        *(Column(COUNT_WORDS[name], "number", 12) for name in COUNTS),
        *both,
        Column("konvergensi %", "percent", 12),
    ]


def _xlsx(area: Area, quarter: Triwulan, columns, rows) -> bytes:
    above = (f"Angka konvergensi {area.title}", quarter_words(quarter))
    return xlsx([Sheet(quarter.label, columns, rows, titles=above)])


def _json(quarter: Triwulan, found) -> bytes:
    """As `manage.py scorecard --json` prints them, and what was monitored of due."""
    monitored = entered_of(
        [one.code for _, one in found], quarter.months[0], quarter.months[-1]
    )
    items = [
        {"code": one.code, "name": title, "quarter": quarter.key}
        | one.as_json()
        | {"monitored": as_json(monitored[one.code])}
        for title, one in found
    ]
    text = json.dumps({"items": items}, ensure_ascii=False, indent=1)
    return text.encode()


def _csv(area: Area, quarter: Triwulan, columns, rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
