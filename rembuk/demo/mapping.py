"""The demo's social mapping: last year's frozen, this year's, and drawn sketches."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from scorecard import actions
from scorecard.actions.mapping import Unvisited
from scorecard.actions.sketch import change_sheet
from scorecard.models import FacilityPoint, HousePoint, Sketch, SocialMapping
from scorecard.sketch import houses_of, places_of
from scorecard.squares import HEIGHT, WIDTH
from villages.models import Facility
from villages.models.posting import Role
from villages.quarters import Triwulan

from .accounts import login_of
from .families import QUARTERS

AFTER_DAYS = 75  # of the first quarter with records: the mapping of that year
NOTE = "Keluarga bekerja di luar kota; dikunjungi sesudah panen."
UNPLACED = 3  # houses of each dusun that the KPM has not put on its sketch yet
GROUND, FIELD, ROAD, WATER = "#fbfaf4", "#e6f0d8", "#d9d2c3", "#c4dcec"
ROADS = (  # bends of the roads that run through every dusun, in units of the sheet
    ((0, 420), (520, 520), (1050, 430), (1500, 560), (2000, 480)),
    ((760, 0), (860, 470), (780, 900), (900, 1500)),
    ((860, 1010), (1300, 960), (1750, 1080), (2000, 1020)),
)
ROAD_SHARES = (0, 0, 0, 1, 1, 2, 2)  # how often a house stands at each


def map_village(village, plan, *, is_done: bool) -> None:
    """Map last year and this year, and put the houses on their sketches."""
    by = login_of(plan, Role.KPM)
    today = village.today()
    begins = Triwulan.of(today).shift(1 - QUARTERS).first_day
    _tell_last_years_facilities(village, begins.year)
    _map(village, begins.year, begins + timedelta(days=AFTER_DAYS), by=by)
    _map(village, today.year, today, by=by, is_done=is_done)
    houses = houses_of(village, Triwulan.of(today))
    for dusun in village.dusuns.all():
        _draw(village, dusun, houses.get(dusun.pk, []), by)


def _tell_last_years_facilities(village, year) -> None:
    """The same as this year's, before any PAUD held a class for parents."""
    Facility.objects.bulk_create(
        Facility(
            village=village,
            year=year,
            kind=one.kind,
            name=one.name,
            dusun=one.dusun,
            parenting="x",
            **{
                name: getattr(one, name)
                for name in (
                    *("antenatal_care", "iron_pills", "postnatal_care"),
                    *("immunisation", "weighing", "measuring"),
                    *("counselling", "preschool"),
                )
            },
        )
        for one in village.facilities.filter(year=year + 1)
    )


def _map(village, year, as_of, *, by, is_done=True) -> None:
    """Mark the dusun done, all but the last where the mapping is still under way."""
    dusuns = list(village.dusuns.all())
    first = date(year, 1, 1)
    for number, dusun in enumerate(dusuns if is_done else dusuns[:-1]):
        done_on = max(first, as_of - timedelta(days=3 * (len(dusuns) - number)))
        _mark(village, dusun, year, done_on, by)
    if is_done:
        row = actions.freeze(village, year, as_of=as_of, by=by)
        noon = datetime.combine(as_of, time(9, 30), village.zone)
        SocialMapping.objects.filter(pk=row.pk).update(frozen_at=noon)


def _mark(village, dusun, year, done_on, by) -> None:
    try:
        actions.mark_dusun(village, dusun, year, done_on=done_on, by=by)
    except Unvisited:
        actions.mark_dusun(village, dusun, year, done_on=done_on, note=NOTE, by=by)


# --- sketches ------------------------------------------------------------------------


def _draw(village, dusun, houses, by) -> None:
    """A drawing of roads, fields and a river, with houses along the roads."""
    dice = Random(f"{village.code} {dusun.name}")
    dusun.village = village
    change_sheet(dusun, photo=_drawing(dice), north=Sketch.North.UP, by=by)
    sketch = Sketch.objects.get(dusun=dusun)
    spots = _spots(dice)
    shown = houses[: max(len(houses) - UNPLACED, 0)]
    HousePoint.objects.bulk_create(
        HousePoint(
            sketch=sketch,
            household=house.household,
            number=number,
            x=x,
            y=y,
            recorded_by=by,
        )
        for number, (house, (x, y)) in enumerate(zip(shown, spots, strict=False), 1)
    )
    places = [one for one in places_of(village, dusun) if one.facility.dusun_id]
    FacilityPoint.objects.bulk_create(
        FacilityPoint(
            sketch=sketch,
            kind=one.facility.kind,
            name=one.facility.name,
            x=x,
            y=y,
            recorded_by=by,
        )
        for one, (x, y) in zip(places, spots, strict=False)
    )


def _spots(dice):
    """Points along the roads, none too near another."""
    taken = []
    while True:
        bends = ROADS[dice.choice(ROAD_SHARES)]
        part = dice.randrange(len(bends) - 1)
        (x0, y0), (x1, y1) = bends[part], bends[part + 1]
        share, aside = dice.random(), dice.choice((-1, 1)) * dice.randint(80, 260)
        x, y = round(x0 + (x1 - x0) * share), round(y0 + (y1 - y0) * share)
        is_upright = abs(y1 - y0) > abs(x1 - x0)
        x, y = (x + aside, y) if is_upright else (x, y + aside)
        apart = 150 if len(taken) < 40 else 60
        near = any(abs(x - a) < apart and abs(y - b) < apart for a, b in taken)
        if 90 <= x <= WIDTH - 90 and 90 <= y <= HEIGHT - 110 and not near:
            taken.append((x, y))
            yield x, y


def _drawing(dice) -> bytes:
    """What a village might draw on a sheet of paper, as JPEG."""
    scale = 0.7
    picture = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), GROUND)
    pen = ImageDraw.Draw(picture)
    for _ in range(5):
        x, y = dice.randint(0, WIDTH), dice.randint(0, HEIGHT)
        box = (x - 260, y - 150, x + 260, y + 150)
        pen.rounded_rectangle([round(n * scale) for n in box], 40, fill=FIELD)
    river = [(0, 1180), (380, 1120), (820, 1260), (1400, 1240), (2000, 1360)]
    for bends, colour, wide in (
        (river, WATER, 60),
        *((road, ROAD, 34) for road in ROADS),
    ):
        line = [(round(x * scale), round(y * scale)) for x, y in bends]
        pen.line(line, fill=colour, width=round(wide * scale), joint="curve")
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
