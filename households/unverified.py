"""What waits for the admin desa's verification, and what he should look at first."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from households.doubles import open_candidates
from households.models import Person, Pregnancy
from households.models.entry import NEVER_COUNTED
from households.models.merge import Kind
from households.people import age_of, stage_of
from households.plausible import child_doubts, woman_doubts
from households.plausible_births import PregnancyFacts, pregnancy_doubts
from villages.nik import InvalidNumber, nik_warnings

AT_ONCE = 100  # rows of one kind on a page
HOUSEHOLD, MOTHER, CHILD = "rt", "ibu", "anak"
TITLES = {HOUSEHOLD: "Rumah tangga", MOTHER: "Ibu hamil", CHILD: "Anak"}
DOUBLE = "Mungkin sudah terdaftar: ada data lain yang mirip di desa ini."
NO_MEMBERS = "Belum ada ibu hamil atau anak di keluarga ini."
LATE_DAYS = 60  # after birth; then a certificate is due as well


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of the waiting rows: of one dusun, one kind, registered since a day."""

    dusun: int | None = None
    kind: str = ""
    since: date | None = None


@dataclass
class Waiting:
    """One row that waits: in words, with what speaks against it."""

    row: object
    title: str
    detail: str
    page: str
    warnings: list[str] = field(default_factory=list)


def waiting_rows(village, chosen=None):
    """{kind: rows} nobody verified yet, of the chosen part of the village."""
    chosen = chosen or Chosen()
    rows = {
        HOUSEHOLD: village.households.standing().filter(verified_at=None),
        MOTHER: Pregnancy.objects.in_village(village).filter(verified_at=None),
        CHILD: Person.objects.in_village(village).filter(
            verified_at=None, is_child=True
        ),
    }
    rows = {
        kind: found.exclude(exit_reason__in=NEVER_COUNTED)
        if kind != HOUSEHOLD
        else found
        for kind, found in rows.items()
        if chosen.kind in ("", kind)
    }
    return {kind: _of(found, kind, chosen) for kind, found in rows.items()}


_DUSUN = {
    HOUSEHOLD: "dusun",
    MOTHER: "woman__household__dusun",
    CHILD: "household__dusun",
}


def _of(rows, kind, chosen):
    if chosen.dusun:
        rows = rows.filter(**{_DUSUN[kind]: chosen.dusun})
    if chosen.since:
        rows = rows.filter(registered_on__gte=chosen.since)
    return rows


def waiting_lines(village, rows):
    """[(kind, [Waiting])] with warnings; a number of queries that never grows."""
    today = village.today()
    lines = {kind: _LINES[kind](found, today) for kind, found in rows.items()}
    lines = {kind: found for kind, found in lines.items() if found}
    if lines:
        _warn_of_doubles(village, lines)
    return list(lines.items())


def _households(rows, today):
    rows = rows.select_related("dusun", "recorded_by").prefetch_related("people")
    return [
        Waiting(
            row,
            row.head_name,
            f"Dusun {row.dusun}",
            "households:household",
            [] if row.people.all() else [NO_MEMBERS],
        )
        for row in _ordered(rows)
    ]


def _mothers(rows, today):
    rows = rows.select_related("woman__household__dusun", "recorded_by")
    return [
        Waiting(
            row,
            row.woman.name,
            f"{stage_of(row, today)} · Dusun {row.woman.household.dusun}",
            "households:pregnancy",
            [*_pregnancy_warnings(row, today), *_nik_warnings(row.woman)],
        )
        for row in _ordered(rows)
    ]


def _pregnancy_warnings(row, today):
    facts = PregnancyFacts(
        row.due_on,
        row.registered_on,
        row.lmp_on,
        row.ended_on,
        row.outcome,
        row.live_births,
    )
    doubts = [*pregnancy_doubts(facts, today), *woman_doubts(row.woman.born_on, today)]
    return [str(doubt) for doubt in doubts]


def _children(rows, today):
    rows = rows.select_related("household__dusun", "recorded_by")
    return [
        Waiting(
            row,
            row.name,
            f"{age_of(row, today)} · Dusun {row.household.dusun}",
            "households:child",
            [*_child_warnings(row, today), *_nik_warnings(row)],
        )
        for row in _ordered(rows)
    ]


def _child_warnings(row, today):
    found = [str(doubt) for doubt in child_doubts(row.born_on, today)]
    days = (row.registered_on - row.born_on).days
    if days > LATE_DAYS and row.registered_on > row.household.registered_on:
        found.append(f"Baru didaftarkan {days} hari sesudah lahir.")
    return found


def _nik_warnings(person):
    if not person.nik:
        return []
    try:
        return nik_warnings(person.nik, person.born_on, person.sex)
    except InvalidNumber as refusal:
        return [str(refusal)]


def _ordered(rows):
    return rows.order_by("registered_on", "pk")[:AT_ONCE]


_LINES = {HOUSEHOLD: _households, MOTHER: _mothers, CHILD: _children}
_KINDS = {Kind.HOUSEHOLD: HOUSEHOLD, Kind.PERSON: CHILD, Kind.PREGNANCY: MOTHER}


def _warn_of_doubles(village, lines):
    doubled = defaultdict(set)
    for one in open_candidates(village):
        doubled[_KINDS[Kind(one.kind)]] |= {one.first_id, one.second_id}
    for kind, found in lines.items():
        for line in found:
            if line.row.pk in doubled[kind]:
                line.warnings.append(DOUBLE)
