"""A scorecard worked out from the facts up to a given day, without storing it."""

from collections import defaultdict
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from households.models import Quarter
from scorecard import engine
from scorecard.convergence import Convergence, of_masks
from scorecard.reading import STATES, scorecard_of
from scorecard.rules import joint_name, rules_for
from scorecard.tables import Scorecard
from villages.codes import NATION, Level, format_code, level_of, zone_of
from villages.models import Area, Dusun, Posyandu, Village
from villages.quarters import Triwulan, as_of

BATCH = 500


class UnknownPlace(ValueError):
    """No village or area has the code."""

    def __init__(self, code: str):
        super().__init__(
            f"Kode {format_code(code)} tidak ada dalam daftar wilayah. Periksa "
            "angkanya, atau impor daftar wilayah dahulu."
        )


def known_place(code: str, quarter: Triwulan, given: date | None) -> date:
    """Return the as-of date there.

    Raises UnknownPlace, QuarterNotBegun or AsOfBeforeQuarter where there is none.
    """
    model = Village if level_of(code) is Level.VILLAGE else Area
    if code != NATION and not model.objects.filter(code=code).exists():
        raise UnknownPlace(code)
    return as_of(quarter, today_in(code), given)


def today_in(code: str) -> date:
    """Return the date in the zone of a village or area."""
    return timezone.now().astimezone(zone_of(code)).date()


def fresh_scorecard(code: str, quarter: Triwulan, given: date | None) -> Scorecard:
    """Return the scorecard up to a day; villages that are final from their snapshot."""
    if level_of(code) is Level.VILLAGE:
        return fresh_village(Village.objects.get(code=code), quarter, given)
    return _fresh_area(code, quarter, given)


def fresh_village(village: Village, quarter: Triwulan, given: date | None) -> Scorecard:
    """Return a village's scorecard worked out afresh, or that of its snapshot."""
    row = village.quarters.of(quarter).first()
    if row is not None and row.is_final:
        return scorecard_of(village, quarter)
    day = as_of(quarter, village.today(), given)
    dusun, posyandu = _parts(village, quarter, day)
    return Scorecard(
        code=village.code,
        quarter=quarter,
        as_of=day,
        rule_set=rules_for(quarter).name,
        state=row.state if row else STATES[0],
        figures=engine.read_figures([village.pk], quarter, day),
        dusun=dusun,
        posyandu=posyandu,
    )


def _parts(village: Village, quarter: Triwulan, day: date):
    """The convergence of each dusun and posyandu, from letters worked out afresh."""
    dusuns = dict(Dusun.objects.filter(village=village).values_list("pk", "name"))
    posyandus = dict(Posyandu.objects.filter(village=village).values_list("pk", "name"))
    dusun: dict[str, Convergence] = defaultdict(Convergence)
    posyandu: dict[str, Convergence] = defaultdict(Convergence)
    for row in engine.read_letters([village.pk], quarter, day):
        one = of_masks(row["due"], row["received"])
        dusun[dusuns[row["dusun_id"]]] += one
        posyandu[posyandus.get(row["posyandu_id"], "")] += one
    return dict(dusun), dict(posyandu)


def _fresh_area(code: str, quarter: Triwulan, given: date | None) -> Scorecard:
    """Sum villages of one as-of date in one statement, final ones from snapshots."""
    figures: dict[str, Convergence] = defaultdict(Convergence)
    days, running = _running_villages(code, quarter, given)
    made_by = {rules_for(quarter).name} if running else set()
    for day, ids in running.items():
        for start in range(0, len(ids), BATCH):
            _add(figures, engine.read_figures(ids[start : start + BATCH], quarter, day))
    final = Quarter.objects.of(quarter).filter(
        village__in=Village.objects.within(code), state=Quarter.State.FINAL
    )
    for row in final.select_related("village"):
        frozen = scorecard_of(row.village, quarter)
        _add(figures, frozen.figures)
        days.add(frozen.as_of)
        made_by.add(frozen.rule_set)
    return Scorecard(
        code=code,
        quarter=quarter,
        as_of=min(days, default=as_of(quarter, today_in(code), given)),
        rule_set=joint_name(made_by or {rules_for(quarter).name}),
        state=_state(code, quarter),
        figures=figures,
    )


def _running_villages(code: str, quarter: Triwulan, given: date | None):
    """The villages of an area that are not final, by their as-of date."""
    villages = Village.objects.within(code).filter(households__isnull=False).distinct()
    final = Quarter.objects.of(quarter).filter(
        village=OuterRef("pk"), state=Quarter.State.FINAL
    )
    rows = villages.filter(~Exists(final)).values_list("pk", "code")
    found = defaultdict(list)
    now = timezone.now()
    for pk, village_code in rows:
        today = now.astimezone(zone_of(village_code)).date()
        found[as_of(quarter, today, given)].append(pk)
    return set(found), found


def _add(figures, more) -> None:
    for name, figure in more.items():
        figures[name] += figure


def _state(code: str, quarter: Triwulan) -> str:
    rows = Quarter.objects.of(quarter).filter(village__in=Village.objects.within(code))
    held = rows.order_by().values_list("state", flat=True).distinct()
    return min(held, key=STATES.index, default=STATES[0])
