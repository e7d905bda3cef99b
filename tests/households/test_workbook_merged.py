"""A file of before a merge finds the survivor under the keys of both."""

from datetime import date

import pytest

from households import actions
from households.models import ChildRecord, Household, Person, Pregnancy, WorkbookKey
from households.workbook.importing import save
from tests.households.doubled import everything
from tests.households.workbooks import exported, sample, told, xlsx

pytestmark = pytest.mark.django_db
DOUBLE = {
    "id_anak": "a9",
    "id_rt": "rt1",
    "nama": "Achmad",
    "jenis_kelamin": "L",
    "tanggal_lahir": date(2025, 3, 28),
    "tanggal_daftar": date(2025, 4, 2),
}
VISIT = {"id_anak": "a9", "tanggal_periksa": date(2025, 5, 12), "berat_kg": "4.5"}


def book(*children, visits=()):
    """The sample with a child who is written down twice."""
    found = sample()
    found["anak"] = [*found["anak"], *children]
    found["bulanan_anak"] = [*found["bulanan_anak"], *visits]
    return found


@pytest.fixture
def doubled(village, kpm):
    """Ahmad is there twice, and was merged again."""
    assert save(village, xlsx(book(DOUBLE, visits=[VISIT]))).problems == []
    one, other = Person.objects.get(name="Ahmad"), Person.objects.get(name="Achmad")
    actions.merge(one, other, by=kpm)
    return one


def test_the_same_file_again_changes_nothing_and_says_why(village, doubled):
    before = everything()

    found = save(village, xlsx(book(DOUBLE, visits=[VISIT])))

    assert found.problems == []
    assert found.changes == 0
    assert everything() == before
    assert "sudah digabung" in found.warnings[0].problem


def test_a_new_month_under_the_old_key_is_the_survivors(village, doubled):
    later = {"id_anak": "a9", "tanggal_periksa": date(2025, 9, 9), "berat_kg": "6.5"}

    found = save(village, xlsx({"bulanan_anak": [later]}))

    assert found.problems == []
    record = ChildRecord.objects.get(visited_on=date(2025, 9, 9))
    assert record.child == doubled


def test_both_keys_lead_to_the_survivor_and_back_again(village, kpm, doubled):
    keys = WorkbookKey.objects.filter(kind="anak", key__in=["a1", "a9"])
    assert set(keys.values_list("object_id", flat=True)) == {doubled.pk}

    actions.unmerge(village.merges.get(), by=kpm)

    assert len(set(keys.values_list("object_id", flat=True))) == 2
    assert not keys.filter(is_alias=True).exists()


def test_what_was_merged_is_not_exported(village, doubled):
    children = told(exported(village))["anak"]

    assert [row["id_anak"] for row in children] == ["a1", "a2"]


def test_a_row_without_a_key_keeps_the_one_it_was_exported_under(village, kpm, doubled):
    home = Household.objects.get(head_name="Suparman")
    third = actions.register_child(
        home,
        by=kpm,
        name="Ahmat",
        sex="L",
        born_on=date(2025, 3, 28),
        registered_on=date(2025, 6, 1),
    )
    key = f"anak-{third.uuid.hex[:12]}"

    actions.merge(doubled, third, by=kpm)

    assert WorkbookKey.objects.get(key=key).object_id == doubled.pk


def test_women_and_families_merged_stay_so_when_the_file_comes_again(village, kpm):
    found = sample()
    found["rumah_tangga"].append(
        {
            "id_rt": "rt9",
            "dusun": "Krajan",
            "rt": "01",
            "kepala_keluarga": "Suparman",
            "tanggal_daftar": date(2025, 1, 9),
        }
    )
    found["ibu_hamil"].append(
        {
            "id_ibu": "i9",
            "id_orang": "o9",
            "id_rt": "rt9",
            "nama": "Sitti Aminah",
            "tanggal_lahir": date(1995, 5, 15),
            "hpl": date(2026, 12, 3),
            "tanggal_daftar": date(2026, 5, 11),
        }
    )
    assert save(village, xlsx(found)).problems == []
    homes = Household.objects.filter(head_name="Suparman").order_by("pk")
    actions.merge(*homes, by=kpm)
    women = Person.objects.filter(name__contains="Aminah").order_by("pk")
    actions.merge(*women, by=kpm)
    twice = Pregnancy.objects.filter(registered_on__gte=date(2026, 5, 1)).order_by("pk")
    actions.merge(*twice, by=kpm)
    before = everything()

    again = save(village, xlsx(found))

    assert again.problems == []
    assert again.changes == 0
    assert everything() == before
