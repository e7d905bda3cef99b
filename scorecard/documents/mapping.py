"""Formulir 1: the targets' status per dusun, and the facilities of the year.

As the register stands on a day, or as a year's social mapping froze it: both print
from the same plain content.
"""

from datetime import date

from scorecard.comparison import by_dusun, changes
from scorecard.mapping import COUNTS, Counts, counts_of, targets_on, total_of
from scorecard.models import SocialMapping, TargetQuarter
from scorecard.reading import letters_in
from villages.facilities import KINDS, SERVICES, absent, built, marks_of
from villages.models import Village
from villages.quarters import Triwulan
from villages.typeset import Column, Sheet
from villages.wording import long_date

from .frame import Document, header, place, signatures, stem, titles

EMPTY_FACILITIES = 5  # rows to write in where none is recorded yet
TITLE = "Formulir 1. PENDATAAN KONDISI LAYANAN DAN REKAPITULASI STATUS SASARAN"
NOTE = (
    "Air, jamban, jaminan, dan akta yang belum pernah dinyatakan dihitung sebagai "
    "tidak ada."
)


def formulir_1(village: Village, quarter: Triwulan) -> Document:
    """Return Formulir 1 as the register stood on the quarter's as-of date."""
    rows = letters_in(village, quarter).exclude(kind=TargetQuarter.Kind.PRESCHOOL)
    targets = list(rows.order_by("pk"))
    day = targets[0].as_of if targets else None
    counts = counts_of(village, targets, day)
    content = content_of(village, quarter.year, counts, day)
    name = stem("formulir-1", village.code, quarter.key)
    return _document(village, content, name)


def formulir_1_on(village: Village, year: int, day: date) -> Document:
    """Return Formulir 1 of a year's mapping that is not frozen yet: a draft."""
    counts = counts_of(village, targets_on(village, day), day)
    content = content_of(village, year, counts, day, before=before_of(village, year))
    name = stem("formulir-1", village.code, str(year), "sementara")
    return _document(village, content, name, draft=True, annex=True)


def formulir_1_frozen(mapping: SocialMapping) -> Document:
    """Return Formulir 1 as a year's mapping froze it, annex to the PKD."""
    village = mapping.village
    name = stem("formulir-1", village.code, str(mapping.year))
    return _document(village, mapping.content, name, mapping=mapping, annex=True)


# --- content -------------------------------------------------------------------------


def content_of(
    village: Village,
    year: int,
    counts: list[Counts],
    day: date | None,
    *,
    before: dict | None = None,
) -> dict:
    """Return all that Formulir 1 prints, as plain JSON values."""
    facilities = list(village.facilities.filter(year=year))
    return {
        "code": village.code,
        "year": year,
        "as_of": day.isoformat() if day else None,
        "place": place(village),
        "rows": [{"dusun": one.dusun, **one.row()} for one in counts],
        "total": total_of(counts).row(),
        "facilities": [{"nama": one.name, **marks_of(one)} for one in facilities],
        "counts": built(facilities),
        "absent": absent(facilities),
        "signatures": signatures(village, day),
        "before": before,
    }


def before_of(village: Village, year: int) -> dict | None:
    """Return last year's frozen counts, to compare with; None without one."""
    row = village.social_mappings.in_force().filter(year=year - 1).first()
    if row is None:
        return None
    kept = {key: row.content[key] for key in ("year", "as_of", "rows", "total")}
    return kept | {"sha256": row.sha256}


# --- PDF -----------------------------------------------------------------------------


def _document(village, content, name, *, mapping=None, draft=False, annex=False):
    seal = mapping.sha256 if mapping else None
    when = f"Tahun {content['year']}"
    head = header("Formulir 1", village, when, as_of=content["as_of"], sidik=seal)
    data = {
        "document": head | {"draft": draft},
        "place": content["place"],
        "year": content["year"],
        "annex": annex,
        "as_of": content["as_of"],
        "rows": content["rows"],
        "total": content["total"] if len(content["rows"]) > 1 else None,
        "facilities": content["facilities"],
        "absent": content["absent"],
        "counts": content["counts"],
        "blank_facilities": 0 if content["facilities"] else EMPTY_FACILITIES,
        "frozen": _frozen(village, mapping),
        "before": _compared(content),
        "signed_at": {"place": village.name, "date": None},
        "signatures": content["signatures"],
    }
    return Document("formulir_1", name, data, tuple(_sheets(village, content)))


def _frozen(village, mapping) -> dict | None:
    if mapping is None:
        return None
    return {
        "at": mapping.frozen_at.astimezone(village.zone).date(),
        "by": mapping.frozen_by.name or mapping.frozen_by.username,
        "data_hash": mapping.sha256,
        "replaced": mapping.replaced_at is not None,
    }


def _compared(content) -> dict | None:
    """The table of differences: a row per dusun, "+2", "−1" or "0" per count."""
    before = content["before"]
    if before is None:
        return None
    rows = by_dusun(content["rows"], before["rows"])
    whole = changes(content["total"], before["total"])
    return {
        "year": before["year"],
        "as_of": before["as_of"],
        "rows": [{"dusun": name, **_steps(found)} for name, found in rows],
        "total": _steps(whole),
        "words": [
            {
                "name": heading.capitalize(),
                "before": whole[key].before,
                "now": whole[key].now,
                "words": whole[key].words,
            }
            for key, heading in COUNTS.items()  # stored keys come back in any order
        ],
    }


def _steps(found) -> dict[str, str]:
    return {key: _step(one.difference) for key, one in found.items()}


def _step(difference: int | None) -> str:
    if difference is None:
        return "baru"
    return f"{difference:+d}".replace("-", "−") if difference else "0"


# --- sheets --------------------------------------------------------------------------


def _sheets(village, content):
    day, year = content["as_of"], content["year"]
    when = f"Keadaan per {long_date(date.fromisoformat(day))}" if day else ""
    when = when or f"Tahun {year}"
    yield _count_sheet(village, content, when)
    yield from _facility_sheets(village, content)
    if content["before"]:
        yield _comparison_sheet(village, content, when)


def _count_columns() -> list[Column]:
    return [
        Column("DUSUN", width=22),
        *(Column(heading, "number", 15) for heading in COUNTS.values()),
    ]


def _count_sheet(village, content, when) -> Sheet:
    rows = [*content["rows"], {"dusun": "JUMLAH", **content["total"]}]
    cells = [[row["dusun"], *(row[key] for key in COUNTS)] for row in rows]
    above = titles(TITLE, village, when)
    return Sheet("Formulir 1", _count_columns(), cells, titles=above, notes=(NOTE,))


def _facility_sheets(village, content):
    when = f"Tahun {content['year']}"
    columns = [Column(one.name, "text", 14, one.package) for one in SERVICES]
    yield Sheet(
        "Ketersediaan layanan",
        [Column("NO", "number", 6), Column("NAMA LAYANAN", width=28), *columns],
        [
            [number, row["nama"], *(row[one.key] for one in SERVICES)]
            for number, row in enumerate(content["facilities"], start=1)
        ],
        titles=titles("KETERSEDIAAN LAYANAN", village, when),
        notes=tuple(content["absent"]),
    )
    yield Sheet(
        "Ketersediaan prasarana",
        [Column(name, "number", 14) for name, _ in KINDS.values()],
        [[content["counts"][key] for key in KINDS]],
        titles=titles("KETERSEDIAAN PRASARANA", village, when),
    )


def _comparison_sheet(village, content, when) -> Sheet:
    """The differences as numbers; an empty cell where there was no dusun before."""
    before = content["before"]
    rows = [
        *by_dusun(content["rows"], before["rows"]),
        ("JUMLAH", changes(content["total"], before["total"])),
    ]
    told = f"{when}, dibanding {long_date(date.fromisoformat(before['as_of']))}"
    return Sheet(
        f"Selisih dari {before['year']}",
        _count_columns(),
        [[name, *(found[key].difference for key in COUNTS)] for name, found in rows],
        titles=titles(f"PERBANDINGAN DENGAN TAHUN {before['year']}", village, told),
    )
