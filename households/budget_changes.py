"""A budget as a file has it beside the budget as it is stored: what would change."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field

from households.budget_sheet import Line, Problem
from villages.budget import ACTIVITIES
from villages.claims import beyond, claims_on
from villages.models import BudgetLine
from villages.wording import rupiah

STUNTING = frozenset(code for code, _ in ACTIVITIES)


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the file with the stored one that it changes; None for a new one."""

    line: Line
    stored: BudgetLine | None

    @property
    def is_stunting(self) -> bool:
        """As it is stored; of a new line, what its code suggests."""
        return self.stored.is_stunting if self.stored else self.line.code in STUNTING

    @property
    def source_label(self) -> str:
        """The source of its money in words."""
        return str(BudgetLine.Source(self.line.source).label)

    @property
    def key(self) -> list:
        """What the person looked at before deciding."""
        stored = self.stored
        before = [stored.pk, stored.name, stored.amount_rupiah] if stored else []
        return [self.line.row, *before]


@dataclass(slots=True)
class Plan:
    """What saving a file would do."""

    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    beside: list[BudgetLine] = field(default_factory=list)  # stored, not in the file

    @property
    def count(self) -> int:
        """How many lines would be written."""
        return len(self.new) + len(self.changed)

    @property
    def fingerprint(self) -> str:
        """Changes as soon as the stored budget does."""
        keys = [one.key for one in (*self.new, *self.changed)]
        return hashlib.sha256(json.dumps(keys).encode()).hexdigest()


def plan_of(village, year: int, lines: list[Line]) -> Plan:
    """Compare a file's lines with those of the year: by code, source and name; or by
    code and source alone, where each side has but one left."""
    rows = village.budget_lines.filter(year=year).prefetch_related("realisations")
    stored = defaultdict(list)
    for row in rows:
        stored[row.activity_code, row.source].append(row)
    wanted = defaultdict(list)
    for line in lines:
        wanted[line.code, line.source].append(line)
    plan, claims = Plan(), claims_on(rows)
    for key, group in wanted.items():
        for line, row in _paired(group, stored[key]):
            _judge(plan, line, row, claims[row.pk] if row else [])
    plan.beside = [row for group in stored.values() for row in group]
    return plan


def _paired(lines, rows):
    """(line, stored or None); rows that found their line are taken out of `rows`."""
    named = {row.name.casefold(): row for row in reversed(rows)}
    pairs = [(line, named.pop(line.name.casefold(), None)) for line in lines]
    for _, row in pairs:
        if row is not None:
            rows.remove(row)
    alone = [line for line, row in pairs if row is None]
    if len(alone) == len(rows) == 1:
        last = rows.pop()
        return [(line, row or last) for line, row in pairs]
    return pairs


def _judge(plan: Plan, line: Line, row, claims) -> None:
    if row is None:
        plan.new.append(Change(line, None))
    elif told := _too_little(line, row, claims):
        plan.problems.append(Problem(line.row, rupiah(line.amount), *told))
    elif (row.name, row.amount_rupiah) == (line.name, line.amount):
        plan.same += 1
    else:
        plan.changed.append(Change(line, row))


def _too_little(line: Line, row, claims) -> tuple[str, str] | None:
    """What the line pays for that its amount in the file does not cover, and what to
    do; None when it covers all."""
    spent = sum(one.amount_rupiah for one in row.realisations.all())
    if line.amount < spent:
        said = f"Dari baris ini sudah terpakai {rupiah(spent)}."
        return said, "Periksa jumlahnya, atau betulkan realisasinya dahulu."
    if short := beyond(claims, line.amount):
        remedy = f"Periksa jumlahnya, atau {short.remedy}; lalu unggah lagi."
        return f"Baris ini membiayai {short}.", remedy
    return None
