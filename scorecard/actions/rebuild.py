"""Letters and figures once more from the monthly records; final quarters stay.

A run is cut into chunks, as many as there are kabupaten and quarters. Any number of
workers take them, each in a transaction of its own; then the areas are summed once,
level by level.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Min
from django.db.models.functions import Substr
from django.utils import timezone

from households.models import Household, Quarter
from households.waking import send
from scorecard.actions.compute import (
    compute_areas,
    compute_claimed,
    compute_villages,
    locked,
    touch_areas,
)
from scorecard.models import AreaQuarter, Rebuild, RebuildChunk
from scorecard.models.rebuild import LEASE
from villages.codes import ancestors, zone_of
from villages.models import Village
from villages.quarters import Triwulan

CHUNK = "scorecard.tasks.rebuild_chunk"
VILLAGES = 200  # at most in a chunk; more would hold their rows too long
BATCH = 500


def rebuild(area: str, quarter: Triwulan | None = None) -> int:
    """Compute every quarter of an area, or one, here; return how many rows."""
    run = plan(area, quarter)
    work_off(run)
    return Rebuild.objects.counted().get(pk=run.pk).rows


# --- the plan ------------------------------------------------------------------------


@transaction.atomic
def plan(
    area: str, quarter: Triwulan | None = None, *, by=None, workers: int = 4
) -> Rebuild:
    """Write down a run and its chunks; nothing is computed yet."""
    at = {"year": quarter.year, "number": quarter.number} if quarter else {}
    run = Rebuild(area_code=area, created_by=by, workers=workers, **at)
    run.save()
    quarters = [quarter] if quarter else _quarters(area)
    spans = list(_spans(area))
    RebuildChunk.objects.bulk_create(
        (
            RebuildChunk(
                rebuild=run,
                first_code=first,
                last_code=last,
                year=one.year,
                number=one.number,
            )
            for one in quarters
            for first, last in spans
        ),
        batch_size=BATCH,
    )
    return run


def _spans(area: str) -> Iterator[tuple[str, str]]:
    """The first and last code of some villages of one kabupaten."""
    codes = Village.objects.within(area).order_by("code").values_list("code", flat=True)
    span: list[str] = []
    for code in codes.iterator():
        if span and (len(span) == VILLAGES or span[0][:4] != code[:4]):
            yield span[0], span[-1]
            span = []
        span.append(code)
    if span:
        yield span[0], span[-1]


def _quarters(area: str) -> list[Triwulan]:
    """Those since the first household or row of the area, up to the running one."""
    villages = Village.objects.within(area)
    first = Household.objects.filter(residences__village__in=villages).aggregate(
        first=Min("registered_on")
    )["first"]
    if first is None:
        return []
    rows = Quarter.objects.filter(village__in=villages).order_by("year", "number")
    oldest = min([Triwulan.of(first), *(row.triwulan for row in rows[:1])])
    tomorrow = timezone.now() + timedelta(days=1)  # begun where the day is ahead
    return oldest.through(Triwulan.of(tomorrow.date()))


def _today(code: str):
    return timezone.now().astimezone(zone_of(code)).date()


# --- the chunks ----------------------------------------------------------------------


def work_off(run: Rebuild) -> None:
    """Do chunks until none is free, then sum the areas: one worker's share of a run."""
    while do_chunk(run.free_chunks()):
        pass
    sum_up(run)


@transaction.atomic
def do_chunk(chunks) -> RebuildChunk | None:
    """Compute one of the chunks that nobody holds; None when there is none."""
    chunk = chunks.claim()
    if chunk is not None:
        rows = _hold(chunk)
        if rows:
            compute_claimed(rows)
        chunk.finish(len(rows))
    return chunk


def _hold(chunk: RebuildChunk) -> list[Quarter]:
    """Touch the chunk's rows, which locks them; final ones are left alone."""
    villages = Village.objects.filter(
        code__gte=chunk.first_code, code__lte=chunk.last_code
    )
    codes = dict(villages.values_list("pk", "code"))
    quarter, today = chunk.triwulan, _today(chunk.first_code)
    ids = [
        pk
        for pk, first in _begun(list(codes)).items()
        if first <= quarter <= Triwulan.of(today)
    ]
    if not ids:
        return []
    days = {"since": quarter.first_day, "today": quarter.last_day}
    Quarter.objects.touch(ids, **days)
    rows = Quarter.objects.stale().of(quarter).filter(village__in=ids)
    rows = list(locked(rows.order_by("village_id"), wait=True))
    for row in rows:
        row.code = codes[row.village_id]
    return rows


def _begun(ids: list[int]) -> dict[int, Triwulan]:
    """The first quarter of each village with a household, by its id."""
    homes = Household.objects.filter(residences__village__in=ids).order_by()
    homes = homes.values_list("residences__village").annotate(Min("registered_on"))
    rows = Quarter.objects.filter(village__in=ids).order_by()
    rows = rows.values_list("village").annotate(first=Min(F("year") * 10 + F("number")))
    oldest = {pk: Triwulan(*divmod(first, 10)) for pk, first in rows}
    mine = set(ids)  # a household may have lived elsewhere too
    found = {pk: Triwulan.of(day) for pk, day in homes if pk in mine}
    return {pk: min(first, oldest.get(pk, first)) for pk, first in found.items()}


# --- the areas -----------------------------------------------------------------------


def sum_up(run: Rebuild) -> bool:
    """Sum the areas of a run whose chunks are done, unless another worker does."""
    if not run.take_summing():
        return False
    area, quarter = run.area_code, run.triwulan
    while compute_villages(area, quarter, wait=True):  # saved meanwhile
        run.keep_summing()
    _touch_areas(area, quarter)
    while compute_areas(area, quarter, wait=True):
        run.keep_summing()
    return run.leave(Rebuild.State.DONE)


def _touch_areas(area: str, quarter: Triwulan | None) -> None:
    """Sum every district once more, even where all villages are final."""
    villages = Village.objects.within(area)
    rows = Quarter.objects.filter(village__in=villages).order_by()
    marks = AreaQuarter.objects.within(area, ancestors(area))
    if quarter is not None:
        at = {"year": quarter.year, "number": quarter.number}
        rows, marks = rows.filter(**at), marks.filter(**at)
    district = Substr("village__code", 1, 6)
    keys = {*rows.values_list(district, "year", "number").distinct()}
    keys |= {*marks.values_list("area_code", "year", "number")}
    for some in batched(sorted(keys), BATCH):
        with transaction.atomic():
            touch_areas(some)


def batched(keys: list, size: int) -> Iterator[list]:
    """Cut a list into lists of at most so many."""
    return (keys[start : start + size] for start in range(0, len(keys), size))


# --- told to workers -----------------------------------------------------------------


def tell(run: Rebuild) -> None:
    """Tell the workers of chunks by their keys: so many are on their way at a time.

    One that nobody holds a minute later is told again. Without a broker the sweep
    tells of them.
    """
    for key in _next_keys(run):
        send(CHUNK, key)


@transaction.atomic
def _next_keys(run: Rebuild) -> list[int]:
    now = timezone.now()
    free = run.free_chunks()
    count = max(0, run.workers - free.told(now).count())
    keys = [chunk.pk for chunk in locked(free.untold(now), wait=False)[:count]]
    RebuildChunk.objects.filter(pk__in=keys).update(told_until=now + LEASE)
    return keys


def do_told(key: int) -> None:
    """Do the chunk a worker was told of; then tell of the next, or sum the areas."""
    chunk = RebuildChunk.objects.select_related("rebuild").filter(pk=key).first()
    if chunk is not None:
        do_chunk(chunk.rebuild.free_chunks().filter(pk=key))
        go_on(chunk.rebuild)


def go_on(run: Rebuild) -> None:
    """Take a run one step on: more chunks to the workers, or the areas summed here."""
    tell(run)
    sum_up(run)


def go_on_with_all() -> None:
    """Take up what no message told of, and what a killed worker left."""
    for run in Rebuild.objects.unfinished():
        go_on(run)
