"""How the sheets of a file that is no workbook are read: proposed, then decided."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from households.ages import last_of_month

from .columns import BY_NAME
from .layout_rows import Choice, LayoutReader, Targets
from .layouts import recognise
from .lines import unknown_sheet
from .reading import FileRefused, Source, opened
from .staging import Notes, Reader

MAPPING = "memetakan"
PROBED = 200  # rows from which headings and widths are told
MOST = 40  # sheets


def propose(file: Any, name: str, today: date) -> list[dict[str, Any]]:
    """Return how each sheet with known headings would be read; none for a workbook."""
    try:
        with opened(file, name) as sources:
            if any(source.name in BY_NAME for source in sources):
                return []
            return list(_proposals(sources[:MOST], today))
    except FileRefused:
        return []  # reading says why


def _proposals(sources: list[Source], today: date) -> Iterator[dict[str, Any]]:
    for index, source in enumerate(sources):
        layout = recognise(source.title, list(islice(source.rows(), PROBED)))
        if layout:
            day = _day(layout.month, today)
            yield layout.as_dict() | {
                "index": index,
                "is_read": True,
                "day": day.isoformat(),
                "dusun": "",
            }


def _day(month: str | None, today: date) -> date:
    """The last day of the month that the sheet names, or of the month before."""
    if month is None:
        return today.replace(day=1) - timedelta(days=1)
    return min(last_of_month(date.fromisoformat(month)), today)


def layout_readers(
    job: Any, sources: Iterable[Source], notes: Notes
) -> Iterator[tuple[Source, Reader]]:
    """Yield the sheets that the person chose; note what the others are."""
    chosen = {kept["index"]: kept for kept in job.options["layouts"]}
    targets = Targets(job.village)
    for index, source in enumerate(sources):
        kept = chosen.get(index)
        if kept is None:
            notes.warnings.append(unknown_sheet(source.title))
        elif kept["is_read"]:
            yield source, LayoutReader(job.village, index, Choice.of(kept), targets)
