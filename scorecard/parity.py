"""The proof that every stored number follows from the ones before it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import add

from django.db.models import F

from households.models import Quarter
from households.packages import Who
from scorecard import engine
from scorecard.engine import performance
from scorecard.matrices import snapshot_matrix, stored_matrix
from scorecard.models import AreaQuarter, Figure, Performance, Snapshot
from scorecard.models.area_quarter import COUNTS
from scorecard.monitoring import MONITORED, frozen_rows, rows_of
from scorecard.reading import figures_of, rules_of, snapshot_scorecard
from scorecard.rules import RuleSet, rules_named
from villages.codes import ancestors, parent_of
from villages.quarters import Triwulan

BATCH = 200
COLUMNS = tuple(COUNTS.values())


def differences() -> Iterator[str]:
    """Yield, in Indonesian, every place and quarter that does not add up."""
    yield from _areas()
    yield from _running()
    for quarter in Quarter.objects.filter(state="final").select_related("village"):
        yield from _final(quarter)


# --- every level equals the sum below it ---------------------------------------------


def _areas() -> Iterator[str]:
    quarters = Figure.objects.order_by("year", "number").values_list("year", "number")
    for year, number in quarters.distinct():
        quarter = Triwulan(year, number)
        for code, measure in _unequal(quarter):
            yield f"{code} {quarter} {measure}: bukan jumlah tingkat di bawahnya"
        for code in _miscounted(quarter):
            yield f"{code} {quarter}: banyaknya desa menurut keadaan tidak cocok"


def _unequal(quarter: Triwulan) -> list[tuple[str, str]]:
    stored, summed = {}, {}
    for code, measure, *numbers in _figures(quarter):
        if len(code) < 10:
            stored[code, measure] = numbers
        if above := parent_of(code):
            so_far = summed.get((above, measure), [0] * len(numbers))
            summed[above, measure] = list(map(add, so_far, numbers))
    keys = stored.keys() | summed.keys()
    return sorted(key for key in keys if stored.get(key) != summed.get(key))


def _figures(quarter: Triwulan) -> Iterator[tuple]:
    """(code, measure, numbers that add up) of every figure, then of every month."""
    at = {"year": quarter.year, "number": quarter.number}
    figures = Figure.objects.filter(**at)
    yield from figures.values_list("area_code", "measure", "received", "due").iterator()
    months = Performance.objects.filter(**at)
    for code, month, kind, *numbers in months.values_list(
        "area_code", "month", "kind", "due", "recorded", "timely"
    ).iterator():
        yield code, f"kinerja {kind} bulan {month}", *numbers


def _miscounted(quarter: Triwulan) -> list[str]:
    """Areas whose villages by state are not those of the village rows.

    An area to which a change of state has not come up yet is still waiting, not wrong.
    """
    found: dict[str, Counter] = defaultdict(Counter)
    held = Quarter.objects.of(quarter).filter(village__ended_on=None)
    for code, state in held.values_list("village__code", "state").iterator():
        for above in ancestors(code):
            found[above][COUNTS[state]] += 1
    rows = AreaQuarter.objects.filter(year=quarter.year, number=quarter.number)
    waiting = {
        code
        for below in rows.exclude(touched=F("computed"))
        for code in (below.area_code, *ancestors(below.area_code))
    }
    return sorted(
        row.area_code
        for row in rows.exclude(area_code__in=waiting)
        if any(getattr(row, name) != found[row.area_code][name] for name in COLUMNS)
    )


# --- what is not final equals a fresh recompute --------------------------------------


def _running() -> Iterator[str]:
    rows = Quarter.objects.exclude(state=Quarter.State.FINAL).exclude(as_of=None)
    rows = rows.select_related("village").order_by(
        "year", "number", "as_of", "rule_set", "pk"
    )
    for (quarter, day, _), group in groupby(rows, key=_run):
        group = list(group)
        rules = rules_of(group[0], quarter)
        villages = {row.village_id: row.village.code for row in group}
        ids = list(villages)
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            yield from _compared(some, villages, quarter, day, rules)


def _run(row: Quarter):
    return row.triwulan, row.as_of, row.rule_set


def _compared(
    ids: list[int], villages, quarter: Triwulan, day, rules: RuleSet
) -> Iterator[str]:
    fresh = _by_village(engine.read_letters(ids, quarter, day, rules))
    stored = _by_village(engine.stored_letters(ids, quarter))
    figures = figures_of([villages[pk] for pk in ids], quarter)
    due = {code: {} for code in figures}
    for row in engine.figures_of_letters(ids, quarter, rules):
        due[row["code"]][row["name"]] = (row["received"], row["due"])
    monitored = rows_of(figures, quarter)
    for row in performance.read(ids, quarter, day, rules):
        monitored[row["area_code"]] ^= {tuple(row[name] for name in MONITORED)}
    for pk in ids:
        code = villages[pk]
        if fresh.get(pk) != stored.get(pk):
            yield f"{code} {quarter}: huruf sasaran bukan hasil hitung ulang"
        kept = {name: (one.received, one.due) for name, one in figures[code].items()}
        if kept != due[code]:
            yield f"{code} {quarter}: angka bukan jumlah huruf sasaran"
        if monitored[code]:
            yield f"{code} {quarter}: kinerja bukan hasil hitung ulang"


def _by_village(rows: list[dict]) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(row["village_id"], []).append(tuple(map(_plain, row.values())))
    return {pk: sorted(letters) for pk, letters in found.items()}


def _plain(value) -> str:
    """SQLite knows the type of a stored column, but not of a computed one."""
    return str(int(value) if isinstance(value, bool) else value)


# --- what is final equals its snapshot, and the snapshot its hash --------------------


def _final(quarter: Quarter) -> Iterator[str]:
    code = quarter.village.code
    snapshot = quarter.snapshots.order_by("pk").last()
    if snapshot is None:
        yield f"{code} {quarter}: final tanpa salinan beku"
        return
    for kept in quarter.snapshots.all():
        if not kept.is_intact:
            yield f"{code} {quarter}: salinan beku {kept.pk} tidak sesuai sidiknya"
    stored = figures_of([code], quarter.triwulan)[code]
    if stored != snapshot_scorecard(snapshot).figures:
        yield f"{code} {quarter}: angka bukan angka salinan bekunya"
    frozen = frozen_rows(snapshot)
    if frozen is not None and frozen != rows_of([code], quarter.triwulan)[code]:
        yield f"{code} {quarter}: kinerja bukan kinerja salinan bekunya"
    if any(_differs(quarter, snapshot, who) for who in (Who.MOTHER, Who.CHILD)):
        yield f"{code} {quarter}: huruf sasaran bukan huruf salinan bekunya"


def _differs(quarter: Quarter, snapshot: Snapshot, who: Who) -> bool:
    """Whether stored letters differ from the frozen ones; people may have moved on."""
    rules = rules_named(snapshot.rule_set)
    stored = stored_matrix(quarter.village, quarter.triwulan, who, rules).people
    frozen = snapshot_matrix(snapshot, who).people
    return _letters(stored) != _letters(frozen)


def _letters(people) -> dict:
    return {person.uuid: dict(person.letters) for person in people}
