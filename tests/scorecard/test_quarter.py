"""One row per village and quarter guards the facts and marks what to compute."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db.models import F

from households.models import (
    ChildRecord,
    Membership,
    Person,
    Quarter,
    QuarterFinal,
    Residence,
)
from households.models.quarter import NoReason, WrongState
from households.packages import Who
from scorecard import actions
from scorecard.checks import ChecksOpen, checks_of
from scorecard.convergence import Letter, masks
from scorecard.explain import explain
from scorecard.matrices import matrix_of
from scorecard.models import Figure, Snapshot
from scorecard.overview import overview_of
from scorecard.parity import differences
from scorecard.reading import area_scorecard, budget_of, scorecard_of, trend_of
from scorecard.rules.hpk_2018 import RULES as HPK_2018
from tests.cast import (
    make_child,
    make_household,
    make_person,
    make_pregnancy,
    make_statement,
)
from tests.scorecard.stories import (
    TODAY,
    TW1,
    TW2,
    TW3,
    explain_all,
    family,
    make_final,
    quarter_of,
    save,
    visit,
)

pytestmark = pytest.mark.django_db
LEVELS = ["3307052001", "330705", "3307", "33", "00"]


def weighed(village, quarter):
    return scorecard_of(village, quarter).figure("timbang").received


def test_a_saved_fact_waits_until_it_is_computed(village):
    family(village)
    assert not scorecard_of(village, TW2).is_current
    actions.drain()
    found = scorecard_of(village, TW2)
    assert found.is_current
    assert found.population["anak"] == 1


def test_a_fact_touches_its_quarter_and_every_later_one(village):
    child = family(village)
    actions.drain()
    visit(village, child, date(2025, 5, 6), weight_kg="7.5")
    stale = Quarter.objects.stale().values_list("number", flat=True)
    assert sorted(stale) == [2, 3, 4]


def test_a_village_quarter_is_replaced_as_a_whole(village):
    child = family(village)
    actions.drain()
    child.exited_on, child.exit_reason = date(2025, 2, 3), "meninggal"
    save(village, child.save, since=date(2025, 2, 3))
    actions.drain()
    assert scorecard_of(village, TW1).population["anak"] == 0
    assert not village.target_quarters.exists()


def test_a_backdated_visit_reaches_later_quarters(village):
    child = family(village)
    visit(village, child, date(2025, 2, 6), weight_kg="7")
    actions.drain()
    assert scorecard_of(village, TW2).population["anak_gizi"] == 0
    visit(village, child, date(2025, 3, 6), nutrition="GK")
    actions.drain()
    assert scorecard_of(village, TW2).population["anak_gizi"] == 1


def test_a_corrected_birth_date_reaches_every_later_quarter(village):
    child = family(village)
    actions.drain()
    child.born_on = date(2022, 5, 5)
    save(village, child.save, since=date(2022, 5, 5), dated=[])
    actions.drain()
    found = scorecard_of(village, TW1).population
    assert (found["anak"], found["anak_2_6"]) == (0, 1)


def test_every_level_is_the_sum_of_the_one_below(village, neighbour):
    for place in (village, neighbour):
        child = family(place)
        visit(place, child, date(2025, 4, 6), weight_kg="7")
    actions.drain()
    parts = [scorecard_of(place, TW2) for place in (village, neighbour)]
    expected = sum((part.village.due for part in parts), 0)
    for code in LEVELS[1:]:
        found = area_scorecard(code, TW2)
        assert found.village.due == expected > 0, code
        assert found.households == 2
        assert found.as_of == TW2.last_day
    assert list(differences()) == []


def test_a_fact_dated_in_a_final_quarter_is_refused_and_nothing_is_saved(village):
    child = family(village)
    make_final(village, TW2)
    with pytest.raises(QuarterFinal, match="TW2 2025 sudah final"):
        visit(village, child, date(2025, 5, 6), weight_kg="7.5")
    assert not ChildRecord.objects.exists()


def test_an_earlier_fact_leaves_a_later_final_quarter_alone(village):
    child = family(village)
    make_final(village, TW2)
    before = quarter_of(village, TW2)
    visit(village, child, date(2025, 2, 6), nutrition="GK")
    actions.drain()
    after = quarter_of(village, TW2)
    assert (after.touched, after.computed) == (before.touched, before.computed)
    assert scorecard_of(village, TW2).population["anak_gizi"] == 0
    assert scorecard_of(village, TW3).population["anak_gizi"] == 1
    assert list(differences()) == []


def test_a_final_quarter_is_read_from_its_snapshot(village):
    child = family(village)
    visit(village, child, date(2025, 5, 6), weight_kg="7.5")
    snapshot = make_final(village, TW2)
    Person.objects.update(name="Nama baru")
    Figure.objects.all().delete()
    village.target_quarters.all().delete()
    found = scorecard_of(village, TW2)
    assert found.state == "final"
    assert found.sha256 == snapshot.sha256
    assert found.figure("timbang").due == 1
    (person,) = matrix_of(village, TW2, Who.CHILD).people
    assert person.name == child.name
    assert len(list(differences())) > 0


def test_tabel_5_of_a_final_quarter_stays_as_it_was_printed(village):
    family(village)
    line = {"year": TW2.year, "activity_code": "2.2.02", "name": "PMT"}
    budget = village.budget_lines.create(**line, amount_rupiah=5_000_000)
    make_final(village, TW2)
    budget.amount_rupiah = 9_000_000
    budget.save()
    assert budget_of(village, scorecard_of(village, TW2))[0].total_rupiah == 5_000_000
    assert budget_of(village, scorecard_of(village, TW3))[0].total_rupiah == 9_000_000
    assert overview_of(village, TW2).budget[0].total_rupiah == 5_000_000


def test_a_changed_snapshot_is_found_by_its_hash(village):
    family(village)
    snapshot = make_final(village, TW2)
    assert snapshot.is_intact
    snapshot.content["figures"]["anak"] = [9, 9]
    snapshot.save()
    assert any("sidik" in line for line in differences())


def test_the_snapshot_holds_no_name(village):
    child = family(village)
    snapshot = make_final(village, TW2)
    assert child.name not in json.dumps(snapshot.content)
    assert snapshot.names[str(child.uuid)]["name"] == child.name


def test_a_quarter_becomes_final_step_by_step(village):
    family(village)
    row = quarter_of(village, TW2)
    with pytest.raises(WrongState):
        actions.validate(row, by=None)
    with pytest.raises(WrongState):
        actions.finalise(row, by=None)
    with pytest.raises(ChecksOpen, match="Sasaran belum diverifikasi"):
        actions.verify(row, by=None)
    explain_all(row)
    actions.verify(row, by=None)
    actions.validate(row, by=None)
    actions.finalise(row, by=None)
    with pytest.raises(QuarterFinal):
        actions.finalise(row, by=None)


def test_an_unfinished_quarter_cannot_become_final(village, monkeypatch):
    family(village)
    row = quarter_of(village, TW2)
    explain_all(row)
    row.as_of = date(2025, 5, 1)
    (open_check,) = [c for c in checks_of(row) if c.is_open]
    assert open_check.code == "belum_berakhir"


def test_reopening_needs_a_reason_and_keeps_every_snapshot(village, kpm):
    child = family(village)
    first = make_final(village, TW2)
    row = quarter_of(village, TW2)
    with pytest.raises(NoReason):
        actions.reopen(row, by=kpm, reason=" ")
    actions.reopen(row, by=kpm, reason="Kunjungan Mei belum tercatat")
    visit(village, child, date(2025, 5, 6), weight_kg="7.5")
    actions.drain()
    assert weighed(village, TW2) == 0
    second = make_final(village, TW2)
    first.refresh_from_db()
    assert first.reopen_reason == "Kunjungan Mei belum tercatat"
    assert first.reopened_by == kpm
    assert [s.pk for s in Snapshot.objects.all()] == [first.pk, second.pk]
    assert first.sha256 != second.sha256


def test_an_area_is_as_advanced_as_its_slowest_village(village, neighbour):
    family(village)
    family(neighbour)
    make_final(village, TW2)
    actions.drain()
    assert area_scorecard("330705", TW2).state == "berjalan"
    make_final(neighbour, TW2)
    actions.drain()
    assert area_scorecard("00", TW2).state == "final"
    actions.reopen(quarter_of(village, TW2), by=None, reason="Salah catat")
    actions.drain()
    assert area_scorecard("3307", TW2).state == "berjalan"


def test_a_household_that_moves_takes_its_history_with_it(village, neighbour):
    child = family(village)
    visit(village, child, date(2025, 2, 6), weight_kg="7")
    moved_on = date(2025, 5, 10)
    Residence.objects.create(
        household=child.household,
        village=neighbour,
        dusun=neighbour.dusuns.first(),
        from_on=moved_on,
    )
    both = [village.pk, neighbour.pk]
    Quarter.objects.touch(both, since=date(2025, 2, 6), today=TODAY)
    actions.drain()
    assert scorecard_of(village, TW1).population["anak"] == 1
    assert scorecard_of(village, TW2).population["anak"] == 0
    found = scorecard_of(neighbour, TW2)
    assert found.population["anak"] == 1
    assert found.figure("timbang").due == 1
    assert list(found.dusun) == ["Wetan"]
    assert found.posyandu == {"": found.village}


def test_a_child_that_moves_leaves_the_water_of_the_old_household(village):
    child = family(village)
    old = child.household
    visit(village, child, date(2025, 4, 6), water="v", insurance="v")
    new = save(village, make_household, village, since=date(2025, 1, 2))
    Membership.objects.create(person=child, household=new, from_on=date(2025, 5, 1))
    sibling = save(village, make_child, old, date(2024, 3, 3), since=date(2025, 1, 2))
    actions.drain()
    people = {p.target_id: p for p in matrix_of(village, TW2, Who.CHILD).people}
    assert people[child.pk].letters["air_anak"] is Letter.MISSED
    assert people[child.pk].letters["jaminan_anak"] is Letter.RECEIVED
    assert people[sibling.pk].letters["air_anak"] is Letter.RECEIVED
    for one in (child, sibling):
        due, received = people[one.pk].letters, explain(one, TW2, TW2.last_day)
        assert masks([(i, due[i.code]) for i in HPK_2018.of(Who.CHILD)], HPK_2018) == (
            received.due,
            received.received,
        )
    assert scorecard_of(village, TW2).households == 2


def test_a_pregnancy_known_before_the_woman_was_written_down_is_counted(village):
    household = save(village, make_household, village, since=date(2025, 1, 2))
    woman = save(village, make_person, household, date(2025, 7, 1), since=TODAY)
    early = date(2025, 4, 1)
    save(
        village, make_pregnancy, household, date(2025, 9, 1), early, woman, since=early
    )
    actions.drain()
    assert scorecard_of(village, TW2).population["ibu_hamil"] == 1


def test_midnight_moves_a_running_quarter_in_its_own_zone(village):
    family(village)
    evening = datetime(2025, 5, 1, 16, 0, tzinfo=UTC)  # 23:00 WIB
    night = datetime(2025, 5, 1, 17, 30, tzinfo=UTC)  # 00:30 WIB of the 2nd
    rows = village.quarters.of(TW2)
    rows.update(as_of=date(2025, 5, 1), computed=F("touched"), rule_set=HPK_2018.name)
    village.quarters.exclude(number=2).delete()
    assert actions.touch_moved(evening) == 0
    assert actions.touch_moved(night) == 1
    assert actions.touch_moved(night) == 0


def test_after_a_long_pause_every_missed_quarter_begins(village):
    family(village)
    village.quarters.filter(number__gt=1).delete()
    actions.touch_moved(datetime(2025, 8, 1, tzinfo=UTC))
    numbers = village.quarters.values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3]


def test_the_trend_has_one_point_per_quarter(village):
    family(village)
    actions.drain()
    trend = trend_of(village.code, TW3, count=8)
    assert [quarter for quarter, _ in trend][-1] == TW3
    assert len(trend) == 8
    assert trend[0][1].percent is None
    assert trend[-1][1].due > 0


def test_the_scorecard_page_asks_a_fixed_number_of_queries(
    village, django_assert_num_queries
):
    family(village)
    actions.drain()
    with django_assert_num_queries(3):
        scorecard_of(village, TW2)
    for _ in range(5):
        family(village)
    actions.drain()
    with django_assert_num_queries(3):
        scorecard_of(village, TW2)
    with django_assert_num_queries(2):
        matrix_of(village, TW2, Who.CHILD)


def test_changes_of_water_reach_everybody_in_the_household(village):
    child = family(village)
    make_statement(child.household, "air_aman", date(2025, 4, 1), "v")
    actions.drain()
    assert scorecard_of(village, TW1).figure("air_anak").received == 0
    assert scorecard_of(village, TW2).figure("air_anak").received == 1
