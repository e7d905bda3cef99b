"""Rows of a file that tell of what was merged since: the survivor is meant.

The file may still use the key of the row that was merged. What it says of that row was
settled by the merge; a month that the survivor lacks is his.
"""

from typing import Any

from households.models import WorkbookKey
from households.models.merge import Kind

from .columns import CHANGES, CHILDREN, HOUSEHOLDS, PREGNANCIES
from .lines import Line
from .merging import MERGED

KEYS = {
    "id_rt": WorkbookKey.Kind.HOUSEHOLD,
    "id_ibu": WorkbookKey.Kind.PREGNANCY,
    "id_orang": WorkbookKey.Kind.WOMAN,
    "id_anak": WorkbookKey.Kind.CHILD,
}


def aliases_of(village: Any) -> dict[tuple[str, str], str]:
    """(kind, key of a merged row) → the key of its survivor."""
    keys = village.workbook_keys
    aliases = keys.filter(is_alias=True).values_list("kind", "key", "object_id")
    if not aliases:
        return {}
    rows = keys.filter(is_alias=False).values_list("kind", "object_id", "key")
    known = {(kind, pk): key for kind, pk, key in rows}
    return {
        (kind, key): known[kind, pk] for kind, key, pk in aliases if (kind, pk) in known
    }


def follow(line: Line, own: str, aliases: dict[tuple[str, str], str]) -> None:
    """Let the keys of a line lead to the survivors; `own` is its first column."""
    values = line.values
    for column in list(values):
        kind = values.get("jenis") if column == "id" else KEYS.get(column)
        found = aliases.get((str(kind), values[column])) if kind else None
        if found:
            values[column] = found
            if column == own or line.sheet == CHANGES.name and column == "id":
                values[MERGED] = True


class Merged:
    """What the merges that stand say of a village's rows."""

    def __init__(self, village: Any):
        self.moved: set[int] = set()  # pregnancies that went to another woman's row
        self.survivors: dict[str, set[int]] = {
            sheet.name: set() for sheet in (HOUSEHOLDS, PREGNANCIES, CHILDREN)
        }
        merges = village.merges.standing().values_list("kind", "survivor_id", "journal")
        for kind, survivor, journal in merges:
            self.survivors[_SHEETS[kind]].add(survivor)
            self.moved |= {
                row["pk"]
                for step in journal["steps"]
                if step["table"] == "households.pregnancy" and step["step"] == "change"
                for row in step["rows"]
                if "woman_id" in row["before"]
            }


_SHEETS = {
    Kind.HOUSEHOLD: HOUSEHOLDS.name,
    Kind.PERSON: CHILDREN.name,
    Kind.PREGNANCY: PREGNANCIES.name,
}
