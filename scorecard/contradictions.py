"""Records of a quarter that cannot both be right, and targets that may be one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from households.duplicates import are_alike
from households.growth import Flag
from households.measured import growth_of
from households.models import ChildRecord, Person, PregnancyRecord, Quarter
from households.nutrition import contradictions, muac_contradiction

MEASURES = ("visited_on", "weight_kg", "height_cm", "position", "oedema")
STUNTED = ("S", "GK+S", "GB+S")
# Contradictions of the growth module by the line of the quality list they stand on.
LINES = {
    "mat_green_stunted": "tikar_stunting",
    "stunted_not_recorded": "status_zscore",
    "recorded_stunted": "status_zscore",
    "wasting_differs": "status_zscore",
}
FLAGGED = "zscore_ditandai"


def contradicting_children(quarter: Quarter, children) -> dict[str, set]:
    """Return the uuids of children by the line of the quality list."""
    found = defaultdict(set)
    records = ChildRecord.objects.filter(child__in=children.values("child"))
    for record in _in_quarter(records, quarter).select_related("child"):
        for line in _lines_of(record):
            found[line].add(record.child.uuid)
    return found


def _lines_of(record: ChildRecord) -> Iterator[str]:
    if record.mat == "H" and record.nutrition in STUNTED:
        yield "tikar_stunting"
    growth = growth_of(record.child, {m: getattr(record, m) for m in MEASURES})
    if growth is None:
        return
    if growth.flags - {Flag.STANDING_INFANT}:
        yield FLAGGED
    for one in contradictions(record.nutrition, record.mat, growth):
        if one.code in LINES:
            yield LINES[one.code]


def contradicting_mothers(quarter: Quarter, mothers) -> set:
    """Return the uuids of pregnancies whose status disagrees with LiLA."""
    records = PregnancyRecord.objects.filter(pregnancy__in=mothers.values("pregnancy"))
    return {
        record.pregnancy.uuid
        for record in _in_quarter(records, quarter).select_related("pregnancy")
        if muac_contradiction(record.status, record.muac_cm)
    }


def _in_quarter(records, quarter: Quarter):
    return records.filter(
        visited_on__gte=quarter.triwulan.first_day, visited_on__lte=quarter.judged_on
    )


def possible_doubles(children) -> set:
    """Return the uuids of children born on one day whose names are alike.

    Twins of one registered delivery are two by their mother's word.
    """
    people = Person.objects.filter(pk__in=children.values("child"))
    found = set()
    for born_together in _by_birth_date(people).values():
        for one, other in combinations(born_together, 2):
            if not _are_twins(one, other) and are_alike(one.name, other.name):
                found |= {one.uuid, other.uuid}
    return found


def _by_birth_date(people: Iterable[Person]) -> dict:
    found = defaultdict(list)
    for person in people:
        found[person.born_on].append(person)
    return found


def _are_twins(one: Person, other: Person) -> bool:
    pregnancy = one.birth_pregnancy_id
    return pregnancy is not None and pregnancy == other.birth_pregnancy_id
