"""The workbook of a village that a family left, and of the one that took it in."""

from datetime import date, timedelta

import pytest

from households import actions
from households.models import Household, Person, Quarter
from households.workbook import importing
from households.workbook.stored import read_village
from tests.cast import make_household, make_statement
from tests.households.workbooks import exported, sample, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(village, neighbour, kpm):
    """Suparman's family, registered by a file, with a posyandu, in the neighbour's."""
    importing.save(village, xlsx(sample()), by=kpm)
    household = village.households.get(head_name="Suparman")
    offer = actions.offer_transfer(household, by=kpm, to_village=neighbour)
    actions.accept_transfer(offer, by=kpm, dusun=neighbour.dusuns.get())
    household.refresh_from_db()
    return household


def stored(village, book):
    return importing.save(village, xlsx(book))


def test_the_old_file_registers_nobody_again(moved, village):
    before = Household.objects.count(), Person.objects.count()
    with pytest.raises(importing.ImportRefused) as refusal:
        importing.save(village, xlsx(sample()))
    said = str(refusal.value.examination.problems)
    assert "Sudah diterima desa lain" in said
    for secret in ("Sukamundur", "Wetan"):
        assert secret not in said
    assert (Household.objects.count(), Person.objects.count()) == before


def test_the_old_villages_export_tells_nothing_of_it(moved, village):
    book = exported(village)
    assert "Suparman" not in str(book)
    assert [row["kepala_keluarga"] for row in book["rumah_tangga"]] == ["Wagiman"]


def test_export_and_import_of_the_new_village_change_nothing(moved, neighbour):
    before = list(neighbour.posyandus.values_list("name", flat=True))
    told = stored(neighbour, exported(neighbour))
    assert (told.problems, told.changes) == ([], 0)
    assert list(neighbour.posyandus.values_list("name", flat=True)) == before


def test_a_correction_in_the_new_file_leaves_where_it_lived(moved, neighbour, village):
    book = exported(neighbour)
    book["rumah_tangga"][0]["rt"] = "07"
    told = stored(neighbour, book)
    assert told.problems == []
    moved.refresh_from_db()
    assert moved.rt == "07"
    stays = moved.residences.order_by("from_on").values_list("village", "from_on")
    assert list(stays) == [
        (village.pk, date(2025, 1, 5)),
        (neighbour.pk, neighbour.today()),
    ]


def test_a_final_quarter_of_the_old_village_does_not_close_the_new_ones_file(
    moved, neighbour, village
):
    today = neighbour.today()
    Quarter.objects.filter(village=village).update(
        state=Quarter.State.FINAL, final_at="2026-01-01T00:00Z"
    )
    other = make_household(neighbour, registered_on=today - timedelta(days=9))
    make_statement(other, "rentan", today - timedelta(days=9))
    book = exported(neighbour)
    for row in book["rumah_tangga"]:
        row["rw"] = "09"
    assert stored(neighbour, book).problems == []
    assert set(neighbour.households.values_list("rw", flat=True)) == {"09"}


def test_only_who_left_is_gone(moved, village):
    gone = read_village(village).gone
    assert ("rumah_tangga", "rt1") in gone
    assert ("rumah_tangga", "rt2") not in gone
