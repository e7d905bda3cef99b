"""Peta sosial: the houses of a dusun with the packages each still misses."""

from dataclasses import dataclass
from string import ascii_uppercase

from households.models import Household
from households.packages import Package, Who
from scorecard.matrices import matrix_of
from scorecard.models import FacilityPoint, HousePoint, Sketch
from scorecard.reading import letters_in
from villages.models import Dusun, Facility, Village
from villages.quarters import Triwulan

FEW = 2  # packages; more are many


@dataclass(frozen=True, slots=True)
class House:
    """One household of the running quarter, placed on the sketch or not yet."""

    household: Household
    missing: tuple[Package, ...]  # packages not received completely
    point: HousePoint | None = None

    key_name = "rumah"

    @property
    def key(self) -> int:
        """The household's id: with `key_name` it stands in addresses."""
        return self.household.pk

    @property
    def label(self) -> str:
        """What is printed beside the point; nothing before it is placed."""
        return str(self.point.number) if self.point else ""

    @property
    def name(self) -> str:
        """The family, for whoever may see it."""
        return self.household.head_name

    @property
    def where(self) -> str:
        """Its RT and RW."""
        parts = ("RT", self.household.rt), ("RW", self.household.rw)
        return " ".join(f"{what} {value}" for what, value in parts if value)

    @property
    def level(self) -> str:
        """The shape and colour: "lengkap", "sedikit" (1–2 missing) or "banyak"."""
        if not self.missing:
            return "lengkap"
        return "sedikit" if len(self.missing) <= FEW else "banyak"

    @property
    def told(self) -> str:
        """What is missing, in words."""
        if not self.missing:
            return "lima paket lengkap"
        names = ", ".join(self.missing)
        return f"{len(self.missing)} paket belum lengkap: {names}"


@dataclass(frozen=True, slots=True)
class Place:
    """One facility of the newest year, by its letter on the sketch."""

    facility: Facility
    label: str
    point: FacilityPoint | None = None

    key_name = "fasilitas"
    level = "fasilitas"
    missing = ()

    @property
    def key(self) -> int:
        """The facility's id: with `key_name` it stands in addresses."""
        return self.facility.pk

    @property
    def name(self) -> str:
        """The facility's own name."""
        return self.facility.name

    @property
    def where(self) -> str:
        """What kind of facility it is."""
        return self.facility.get_kind_display()

    @property
    def told(self) -> str:
        """Nothing is missing at a facility."""
        return ""


def sketch_of(dusun: Dusun) -> Sketch:
    """Return the dusun's sketch; a blank sheet, not stored, where there is none."""
    rows = Sketch.objects.select_related("photo")
    return rows.filter(dusun=dusun).first() or Sketch(dusun=dusun)


def houses_of(village: Village, quarter: Triwulan) -> dict[int, list[House]]:
    """Return the houses of every dusun by its id: placed ones by number, then names.

    They are those with a mother or a child under two in the quarter's letters.
    """
    homes = _homes(village, quarter)
    missing = _missing(village, quarter)
    rows = Household.objects.filter(pk__in=set(homes.values())).select_related("point")
    households = {row.pk: row for row in rows}
    packages: dict[tuple[int, int], set[Package]] = {}
    for (dusun, uuid), household in homes.items():
        packages.setdefault((dusun, household), set()).update(missing.get(uuid, ()))
    found: dict[int, list[House]] = {}
    sketches = dict(
        Sketch.objects.filter(dusun__village=village).values_list("dusun", "pk")
    )
    for (dusun, household), lacks in packages.items():
        row = households.get(household)
        if row is None:  # removed since the letters were computed
            continue
        house = House(row, _ordered(lacks), _point(row, sketches.get(dusun)))
        found.setdefault(dusun, []).append(house)
    for houses in found.values():
        houses.sort(key=_order)
    return found


def _homes(village, quarter) -> dict[tuple[int, str], int]:
    """(dusun, opaque id of the target) → household, of mothers and small children."""
    rows = letters_in(village, quarter).exclude(kind="paud")
    listed = rows.values_list(
        "dusun_id", "pregnancy__uuid", "child__uuid", "household_id"
    )
    return {(dusun, str(p or c)): household for dusun, p, c, household in listed}


def _missing(village, quarter) -> dict[str, set[Package]]:
    """The packages that each target misses something of, by its opaque id."""
    found = {}
    for who in (Who.MOTHER, Who.CHILD):
        matrix = matrix_of(village, quarter, who)
        package = {one.code: one.package for one in matrix.indicators}
        for person in matrix.people:
            found[person.uuid] = {package[code] for code in person.missed}
    return found


def _ordered(packages) -> tuple[Package, ...]:
    return tuple(one for one in Package if one in packages)


def _point(household, sketch_id):
    """Its point on this sketch; one of a dusun it has left is none."""
    point = getattr(household, "point", None)
    return point if point and point.sketch_id == sketch_id else None


def _order(house: House):
    number = house.point.number if house.point else 0
    return number == 0, number, house.name, house.key


def places_of(village: Village, dusun: Dusun) -> list[Place]:
    """Return the facilities of the newest year in the dusun or in none, by name."""
    newest = village.facilities.order_by("-year").values_list("year", flat=True).first()
    rows = village.facilities.filter(year=newest).select_related("dusun")
    here = [row for row in rows if row.dusun_id in (None, dusun.pk)]
    points = {
        (row.kind, row.name): row
        for row in FacilityPoint.objects.filter(sketch__dusun=dusun)
    }
    return [
        Place(row, label, points.get((row.kind, row.name)))
        for label, row in zip(_labels(), here, strict=False)
    ]


def _labels():
    """A, B, … Z, then AA, AB, …"""
    yield from ascii_uppercase
    for first in ascii_uppercase:
        yield from (first + second for second in ascii_uppercase)
