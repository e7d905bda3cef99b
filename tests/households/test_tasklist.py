from datetime import date, timedelta

import pytest

from households.tasklist import preschoolers_on, tasks_of
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_pregnancy_record,
    make_statement,
)
from villages.models import Posyandu

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)
TODAY = date(2026, 6, 15)


def tasks(village, month=JUNE, today=TODAY, **chosen):
    return tasks_of(village, month, today=today, **chosen)


def only(village, **chosen):
    (task,) = tasks(village, **chosen).tasks
    return task


@pytest.fixture
def household(village):
    return make_household(village, registered_on=date(2025, 1, 1))


@pytest.fixture
def child(household):
    return make_child(household, date(2025, 10, 10), name="Ahmad")


def test_a_child_is_due_until_it_is_recorded(village, child):
    assert [task.name for task in tasks(village).open] == ["Ahmad"]
    make_child_record(child, date(2026, 6, 3), weighing="v")
    found = tasks(village)
    assert (found.open, len(found.recorded)) == ([], 1)


def test_a_colour_alone_is_no_visit(village, child):
    make_child_record(child, date(2026, 6, 3), mat="H", nutrition="N")
    assert tasks(village).open


def test_a_child_leaves_the_list_at_two_years(village, household):
    make_child(household, date(2024, 6, 16), name="belum")
    make_child(household, date(2024, 6, 15), name="genap")
    assert [task.name for task in tasks(village).open] == ["belum"]
    assert [child.name for child in preschoolers_on(village, TODAY)] == ["genap"]


@pytest.mark.parametrize("reason", ["pindah", "meninggal", "salah data"])
def test_who_left_is_not_due(village, household, reason):
    make_child(
        household, date(2025, 10, 1), exited_on=date(2026, 6, 1), exit_reason=reason
    )
    assert not tasks(village).tasks


def test_who_is_registered_later_was_not_due_then(village, household):
    make_child(household, date(2025, 10, 1), date(2026, 6, 10))
    assert not tasks(village, date(2026, 5, 1)).tasks
    assert tasks(village).tasks


def test_a_mother_stays_through_nifas(village, household):
    pregnancy = make_pregnancy(
        household,
        date(2026, 5, 20),
        ended_on=date(2026, 5, 18),
        outcome="lahir hidup",
    )
    task = only(village)
    assert (task.target, task.detail) == (pregnancy, "nifas, 28 hari")
    assert "nifas" in task.missing
    assert "periksa" not in task.missing
    assert not tasks(village, date(2026, 7, 1), date(2026, 7, 15)).tasks


def test_a_miscarriage_ends_the_visits(village, household):
    make_pregnancy(
        household,
        date(2026, 12, 1),
        ended_on=date(2026, 6, 2),
        outcome="keguguran",
    )
    assert not tasks(village).tasks


def test_risks_come_first_then_who_was_not_seen_for_longest(village, household):
    seen = make_child(household, date(2025, 10, 1), name="baru dilihat")
    make_child_record(seen, date(2026, 5, 20), weighing="v", nutrition="N")
    make_child(household, date(2025, 10, 1), name="belum pernah")
    risky = make_child(household, date(2025, 10, 1), name="stunting")
    make_child_record(risky, date(2026, 5, 25), weighing="v", nutrition="S")
    found = tasks(village)
    names = ["stunting", "belum pernah", "baru dilihat"]
    assert [task.name for task in found.open] == names
    assert [task.name for task in found.urgent] == ["stunting"]
    assert found.next_after(risky).name == "belum pernah"


def test_a_home_visit_is_asked_where_the_month_began_with_a_risk(village, household):
    known = make_pregnancy(household, date(2026, 9, 1))
    make_pregnancy_record(known, date(2026, 5, 30), checkup="v", status="K")
    fresh = make_pregnancy(household, date(2026, 9, 1))
    make_pregnancy_record(fresh, date(2026, 6, 2), status="K")
    missing = {task.target: task.missing for task in tasks(village).tasks}
    assert "kunjungan rumah" in missing[known]
    assert "kunjungan rumah" not in missing[fresh]


def test_what_is_held_is_not_asked_again(village, child):
    assert {"air bersih", "akta", "ukur"} <= set(only(village).missing)
    make_statement(child.household, "air_aman", date(2025, 1, 1), origin=0)
    make_statement(child, "akta_lahir", date(2026, 1, 1))
    make_child_record(child, date(2026, 1, 5), height_cm="60")
    assert not {"air bersih", "akta", "ukur"} & set(only(village).missing)


def test_a_measure_of_seven_months_ago_is_asked_again(village, child):
    make_child_record(child, date(2025, 12, 31), height_cm="60")
    assert "ukur" in only(village).missing


def test_length_at_birth_counts_in_its_month(village, household):
    make_child(household, date(2026, 1, 31), birth_length_cm="49")
    assert "ukur" not in only(village).missing


def test_dusun_and_posyandu_choose(village, household, child):
    posyandu = Posyandu.objects.create(village=village, name="Melati")
    make_statement(child, "posyandu", date(2025, 10, 10), "", posyandu=posyandu)
    other = make_household(village, village.dusuns.last())
    make_child(other, date(2025, 10, 1), name="Budi")
    for chosen in ({"dusun": household.dusun_id}, {"posyandu": posyandu.pk}):
        assert only(village, **chosen).name == "Ahmad"


def test_a_neighbour_is_never_listed(village, neighbour):
    make_child(make_household(neighbour), date(2025, 10, 1))
    assert not tasks(village).tasks


def test_a_past_month_is_looked_at_on_its_last_day(village, household):
    make_child(household, date(2024, 5, 20), name="dua tahun di bulan Mei")
    assert tasks(village, date(2026, 4, 1)).tasks
    assert not tasks(village, date(2026, 5, 1)).tasks


def test_no_query_is_made_per_target(village, household, django_assert_max_num_queries):
    for _ in range(30):
        make_child(household, TODAY - timedelta(days=200))
    with django_assert_max_num_queries(8):
        tasks(village)
