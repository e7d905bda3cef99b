"""Records of a quarter that cannot both be right, and targets that may be one."""

from collections import defaultdict
from collections.abc import Iterator

from households.doubles import open_candidates
from households.growth import Flag, Growth
from households.measured import growths_of
from households.models import (
    ChildRecord,
    Person,
    Pregnancy,
    PregnancyRecord,
    Quarter,
)
from households.models.merge import Kind
from households.nutrition import contradictions, muac_contradiction

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
    listed = list(_in_quarter(records, quarter).select_related("child"))
    grown = growths_of((record.child, vars(record)) for record in listed)
    for record, growth in zip(listed, grown, strict=True):
        for line in _lines_of(record, growth):
            found[line].add(record.child.uuid)
    return found


def _lines_of(record: ChildRecord, growth: Growth | None) -> Iterator[str]:
    if record.mat == "H" and record.nutrition in STUNTED:
        yield "tikar_stunting"
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


def possible_doubles(quarter: Quarter, mothers, children) -> set:
    """Return the uuids of targets of the quarter that may be registered twice.

    The same pairs as on the list of possible doubles; told apart there is told apart
    here.
    """
    in_quarter = {
        Kind.PREGNANCY: Pregnancy.objects.filter(pk__in=mothers.values("pregnancy")),
        Kind.PERSON: Person.objects.filter(pk__in=children.values("child")),
    }
    found = set()
    pairs = open_candidates(quarter.village)
    for kind, targets in in_quarter.items():
        ids = {pk for pair in pairs if pair.kind == kind for pk in _both(pair)}
        found |= set(targets.filter(pk__in=ids).values_list("uuid", flat=True))
    women = {pk for pair in pairs if pair.kind == Kind.PERSON for pk in _both(pair)}
    hers = in_quarter[Kind.PREGNANCY].filter(woman__in=women)
    return found | set(hers.values_list("uuid", flat=True))


def _both(pair):
    return pair.first_id, pair.second_id
