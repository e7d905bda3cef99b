"""Peta sosial: whose house stands where, and what it still misses."""

import pytest
from django.db import IntegrityError, transaction

from households.family_copy import parts_of
from households.packages import Package
from scorecard.actions import sketch as acts
from scorecard.actions.erase import erase_family
from scorecard.documents.sketch import peta_sosial
from scorecard.models import FacilityPoint, HousePoint, Sketch
from scorecard.sketch import House, houses_of, places_of, sketch_of
from scorecard.squares import OffSheet
from tests.documents.pages import images, ink_outside, page_texts, text
from tests.documents.renders import a_picture
from tests.scorecard.drawn_village import drawn, settle, supply
from villages.models import Attachment, AuditEntry, Facility, Village
from villages.models.entry import StaleVersion
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(village, settings, tmp_path):
    """The village with its areas at hand, its files apart."""
    settings.MEDIA_ROOT = tmp_path
    return Village.objects.select_related("district__parent").get(pk=village.pk)


def houses(place, dusun):
    return houses_of(place, Triwulan.of(place.today())).get(dusun.pk, [])


def posyandu(place, dusun, **fields):
    values = {"kind": "posyandu", "name": "Posyandu Melati", "year": 2026} | fields
    return Facility.objects.create(village=place, dusun=dusun, **values)


# --- what a house misses -------------------------------------------------------------


def test_a_house_shows_the_packages_its_people_miss(place):
    dusun, (home, *_) = drawn(place)
    supply(place, home)

    with_water, without, _ = houses(place, dusun)

    assert Package.AIR not in with_water.missing
    assert Package.AIR in without.missing
    assert without.missing == tuple(p for p in Package if p in without.missing)


@pytest.mark.parametrize(
    ("count", "level"),
    [
        (0, "lengkap"),
        (1, "sedikit"),
        (2, "sedikit"),
        (3, "banyak"),
        (5, "banyak"),
    ],
)
def test_shape_and_colour_follow_the_number_of_packages(count, level):
    assert House(None, tuple(Package)[:count]).level == level


def test_what_is_missing_is_said_in_words():
    complete, lacking = House(None, ()), House(None, (Package.AIR, Package.SOS))

    assert complete.told == "lima paket lengkap"
    assert lacking.told == "2 paket belum lengkap: AIR, SOS"


def test_a_house_removed_since_the_letters_is_left_out(place):
    dusun, homes = drawn(place)
    quarter = Triwulan.of(place.today())
    place.target_quarters.filter(household=homes[0]).update(household_id=0)

    found = houses_of(place, quarter)[dusun.pk]

    assert {house.household for house in found} == set(homes[1:])


# --- placing -------------------------------------------------------------------------


def test_houses_get_numbers_in_the_order_they_are_placed(place, kpm):
    dusun, homes = drawn(place)
    for home in reversed(homes):
        acts.place_house(dusun, home, 150, 150, by=kpm)

    shown = houses(place, dusun)

    assert [house.label for house in shown] == ["1", "2", "3"]
    assert [house.household for house in shown] == list(reversed(homes))


def test_placing_the_same_twice_changes_nothing(place, kpm):
    dusun, (home, *_) = drawn(place)
    first = acts.place_house(dusun, home, 150, 150, by=kpm)

    again = acts.place_house(dusun, home, 150, 150, by=kpm)

    assert (again, again.version) == (first, 1)


def test_of_two_who_move_a_house_the_second_is_told(place, kpm, admin_desa):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 150, 150, by=kpm)
    acts.place_house(dusun, home, 450, 450, version=1, by=admin_desa)

    with pytest.raises(StaleVersion) as stale:
        acts.place_house(dusun, home, 900, 900, version=1, by=kpm)

    assert stale.value.saved.square == "E5"


def test_a_house_that_somebody_placed_meanwhile_is_not_moved(place, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 150, 150, by=kpm)

    with pytest.raises(StaleVersion):
        acts.place_house(dusun, home, 450, 450, by=kpm)


def test_a_house_off_the_sheet_is_refused(place, kpm):
    dusun, (home, *_) = drawn(place)

    with pytest.raises(OffSheet):
        acts.place_house(dusun, home, 2001, 0, by=kpm)


def test_the_journal_says_who_moved_a_house_but_not_where(place, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 150, 150, by=kpm)
    acts.place_house(dusun, home, 450, 450, version=1, by=kpm)

    lines = AuditEntry.objects.filter(subject="scorecard.housepoint")

    assert {line.by for line in lines} == {kpm}
    assert [line.changes for line in lines] == [{}, {}]


def test_a_family_that_moved_to_another_dusun_is_placed_anew(place, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 150, 150, by=kpm)
    other = place.dusuns.exclude(pk=dusun.pk).get()
    home.residences.update(dusun=other)
    settle(place)

    (moved,) = houses(place, other)
    assert moved.point is None
    acts.place_house(other, home, 300, 300, by=kpm)

    assert HousePoint.objects.get().sketch.dusun == other


def test_a_house_taken_off_has_no_position_any_more(place, kpm):
    dusun, (home, *_) = drawn(place)
    row = acts.place_house(dusun, home, 150, 150, by=kpm)

    acts.lift_off(row, dusun=row.sketch.dusun, by=kpm)

    assert not HousePoint.objects.exists()


def test_the_copy_of_a_family_tells_its_square_and_erasing_forgets_it(place, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 450, 450, by=kpm)
    first = next(parts_of(home, place.today()))
    assert ("Letak di peta sosial", "kotak E5") in first.facts

    erase_family(home, by=kpm, reason="Diminta keluarga", legal_basis="UU 27/2022")

    assert not HousePoint.objects.exists()


def test_next_years_facility_stands_where_last_years_stood(place, kpm):
    dusun = place.dusuns.first()
    acts.place_facility(dusun, posyandu(place, dusun, year=2025), 250, 250, by=kpm)
    posyandu(place, dusun, year=2026)

    (shown,) = places_of(place, dusun)

    assert (shown.facility.year, shown.point.square) == (2026, "C3")


def test_a_facility_is_moved_like_a_house(place, kpm):
    dusun = place.dusuns.first()
    one = posyandu(place, dusun)
    acts.place_facility(dusun, one, 250, 250, by=kpm)

    acts.place_facility(dusun, one, 350, 250, version=1, by=kpm)

    assert FacilityPoint.objects.get().square == "D3"


def test_facilities_of_other_dusun_are_not_offered(place):
    here, there = place.dusuns.all()
    posyandu(place, there)
    posyandu(place, None, name="Pustu", kind="puskesmas")

    assert [one.name for one in places_of(place, here)] == ["Pustu"]


def test_the_27th_facility_has_two_letters(place):
    dusun = place.dusuns.first()
    for number in range(27):
        posyandu(place, dusun, name=f"Posyandu {number:02}")

    assert places_of(place, dusun)[-1].label == "AA"


@pytest.mark.parametrize("wrong", [{"x": 2001}, {"y": 1501}, {"number": 1}])
def test_a_point_that_cannot_be_is_refused_by_its_row(place, kpm, wrong):
    dusun, homes = drawn(place)
    first = acts.place_house(dusun, homes[0], 150, 150, by=kpm)
    values = {"x": 0, "y": 0, "number": 2} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        HousePoint.objects.create(sketch=first.sketch, household=homes[1], **values)


@pytest.mark.parametrize("wrong", [{"x": 2001}, {"name": "Satu"}])
def test_a_facility_that_cannot_be_is_refused_by_its_row(place, wrong):
    sketch = Sketch.objects.create(dusun=place.dusuns.first())
    sketch.facilities.create(kind="tk", name="Satu", x=0, y=0)
    values = {"kind": "tk", "name": "Dua", "x": 0, "y": 0} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        FacilityPoint.objects.create(sketch=sketch, **values)


# --- the sheet and the paper ---------------------------------------------------------


def test_a_photo_that_is_replaced_is_deleted(
    place, kpm, django_capture_on_commit_callbacks
):
    dusun = place.dusuns.first()
    dusun.village = place
    acts.change_sheet(dusun, photo=a_picture("JPEG"), north=90, by=kpm)
    old = sketch_of(dusun).photo.file

    with django_capture_on_commit_callbacks(execute=True):
        acts.change_sheet(dusun, without_photo=True, north=90, by=kpm)

    assert not old.storage.exists(old.name)
    assert not Attachment.objects.exists()
    assert sketch_of(dusun).photo is None


def test_turning_north_keeps_the_photo(place, kpm):
    dusun = place.dusuns.first()
    dusun.village = place
    acts.change_sheet(dusun, photo=a_picture("JPEG"), north=0, by=kpm)

    acts.change_sheet(dusun, north=270, by=kpm)

    sketch = sketch_of(dusun)
    assert (sketch.north, sketch.version) == (270, 3)
    assert sketch.photo is not None


def printed(place, dusun, **more):
    return peta_sosial(place, dusun, Triwulan.of(place.today()), **more).render("pdf")


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_sketch_prints_on_both_papers(place, kpm, paper):
    dusun, homes = drawn(place)
    for number, home in enumerate(homes):
        acts.place_house(dusun, home, number * 1000, number * 750, by=kpm)
    file = printed(place, dusun, paper=paper)

    told = text(file)

    assert "PETA SOSIAL DUSUN KRAJAN" in told
    assert "3 rumah di peta, 3 belum lengkap paketnya." in told
    assert "Keluarga 1 RT 02" in told
    assert ink_outside(file, left=14.8, right=14.8, top=14, bottom=10) == []


def test_without_names_it_may_hang_in_public(place, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 150, 150, by=kpm)

    document = peta_sosial(place, dusun, Triwulan.of(place.today()), with_names=False)
    told = page_texts(document.render("pdf"))

    assert len(told) == 1
    assert "Keluarga" not in told[0]
    assert "Keluarga" not in str(document.data)


def test_the_photo_lies_under_the_printed_sketch(place, kpm):
    dusun, _ = drawn(place)
    dusun.village = place
    (blank,) = images(printed(place, dusun))
    acts.change_sheet(dusun, photo=a_picture("JPEG", (400, 300)), north=0, by=kpm)

    (green,) = images(printed(place, dusun))

    at = blank.width // 3 + 7, blank.height // 2 + 7
    assert blank.getpixel(at) == 255
    assert green.getpixel(at) < 180
