"""Peta sosial of one dusun, to hang up or to annex to the PKD."""

from scorecard.sketch import House, Place, houses_of, places_of, sketch_of
from scorecard.squares import square_of
from villages.models import Dusun, Village
from villages.quarters import Triwulan
from villages.wording import long_date

from .frame import Document, header, place, stem

PAPERS = ("a4", "a3")


def peta_sosial(
    village: Village,
    dusun: Dusun,
    quarter: Triwulan,
    *,
    paper: str = "a4",
    with_names: bool = True,
) -> Document:
    """Return the sketch as it stands today; without names it may hang in public."""
    sketch = sketch_of(dusun)
    houses = houses_of(village, quarter).get(dusun.pk, [])
    placed = [one for one in houses if one.point]
    places = [one for one in places_of(village, dusun) if one.point]
    today = village.today()
    head = header(f"Peta sosial Dusun {dusun.name}", village, long_date(today))
    data = {
        "document": head | {"date": today.isoformat()},
        "place": place(village) | {"dusun": dusun.name},
        "quarter": quarter.label,
        "as_of": today,
        "paper": paper,
        "north": sketch.north,
        "with_names": with_names,
        "houses": [_house(one, with_names) for one in placed],
        "places": [_place(one) for one in places],
        "unplaced": len(houses) - len(placed),
        "lacking": sum(bool(one.missing) for one in placed),
    }
    name = stem("peta-sosial", village.code, str(dusun.pk), paper)
    return Document("peta_sosial", name, data, (), _photo(sketch))


def _house(house: House, with_names: bool) -> dict:
    point = house.point
    family = {"name": house.name, "where": house.where} if with_names else {}
    return {
        "number": point.number,
        "x": point.x,
        "y": point.y,
        "square": square_of(point.x, point.y),
        "level": house.level,
        "missing": len(house.missing),
        "packages": [str(one) for one in house.missing],
        **family,
    }


def _place(one: Place) -> dict:
    return {
        "label": one.label,
        "x": one.point.x,
        "y": one.point.y,
        "name": one.name,
        "kind": one.where,
    }


def _photo(sketch) -> dict[str, bytes]:
    if sketch.photo is None:
        return {}
    with sketch.photo.file.open("rb") as file:
        return {"peta": file.read()}
