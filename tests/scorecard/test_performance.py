"""KPM performance: monitored of due, per group and month, for every level."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from households.models import ChildRecord, PaudMonth, PregnancyRecord, Quarter
from households.tasklist import tasks_of
from scorecard import engine
from scorecard.actions import drain, reopen
from scorecard.engine import performance
from scorecard.models import AreaQuarter, Performance
from scorecard.monitoring import Entered, entered_at, rows_of, table_of, whole
from scorecard.parity import differences
from scorecard.rules import rules_for
from tests.cast import make_child, make_household, make_pregnancy, make_village
from tests.scorecard.counted_village import (
    MONTHS,
    QUARTER,
    counted,
    finalised,
    preschooler,
    settle,
)
from tests.scorecard.engine_readings import taken_back
from tests.scorecard.third_dates import moment_of
from tests.scorecard.third_monitoring import monitored
from tests.scorecard.third_reading import TODAY
from tests.scorecard.village_checks import in_random_villages
from tests.scorecard.workbook_rows import load
from villages.models import Village
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
IN_TIME = datetime(2025, 12, 5, 16, 59, tzinfo=UTC)  # 5 December, 23.59 in Jakarta
TOO_LATE = datetime(2025, 12, 5, 17, 0, tzinfo=UTC)


def entered(code, quarter=QUARTER):
    """(month, group) → (recorded, timely, due) as stored."""
    return {
        (month.month, kind): (one.recorded, one.timely, one.due)
        for month, groups in entered_at(code, quarter).items()
        for kind, one in groups.items()
    }


def recorded_at(moment):
    for model in (PregnancyRecord, ChildRecord, PaudMonth):
        model.objects.update(recorded_at=moment)


@in_random_villages
def test_the_engine_agrees_with_a_reading_of_the_workbook_alone(case):
    moment = moment_of(case.year, case.quarter, case.as_of, TODAY)
    quarter = Triwulan(case.year, case.quarter)
    with taken_back():
        village = make_village("3307052001", dusuns=())
        load(village, case.book)
        rules = rules_for(quarter)
        rows = performance.read([village.pk], quarter, moment.as_of, rules)
        engine.store_villages([village.pk], quarter, moment.as_of)
        stored = rows_of([village.code], quarter)[village.code]
    found = {(row["month"], row["kind"]): (row["recorded"], row["due"]) for row in rows}
    assert found == monitored(case.book, case.year, case.quarter, case.as_of)
    assert len(stored) == len(found)


def test_each_group_has_its_own_months(village):
    counted(village, children=3)
    preschooler(village, "v", "-")
    found = {key: (one[0], one[2]) for key, one in entered(village.code).items()}
    assert found == {
        (10, "ibu"): (1, 1), (11, "ibu"): (1, 1), (12, "ibu"): (1, 1),
        (10, "anak"): (1, 3), (11, "anak"): (1, 3), (12, "anak"): (1, 3),
        (10, "paud"): (1, 1), (11, "paud"): (1, 1), (12, "paud"): (0, 1),
    }  # fmt: skip


def test_an_ended_month_says_what_tugas_says(village):
    counted(village, children=4)
    for month, groups in entered_at(village.code, QUARTER).items():
        tasks = tasks_of(village, month, today=village.today())
        both = groups["ibu"] + groups["anak"]
        assert (both.recorded, both.due) == (len(tasks.recorded), len(tasks.tasks))


def test_who_became_two_stays_in_the_months_before(village):
    home = make_household(village)
    make_child(home, date(2023, 11, 20), name="Dua Tahun")
    settle(village)
    assert entered(village.code) == {
        (10, "anak"): (0, 0, 1),
        (11, "paud"): (0, 0, 1),
        (12, "paud"): (0, 0, 1),
    }


def test_nobody_is_due_before_he_was_known(village):
    home = make_household(village, registered_on=date(2025, 11, 12))
    make_pregnancy(home, due_on=date(2026, 4, 1), registered_on=date(2025, 11, 12))
    settle(village)
    assert entered(village.code) == {(12, "ibu"): (0, 0, 1)}


def test_an_entry_of_the_fifth_is_in_time_and_a_minute_later_it_is_late(village):
    counted(village, children=1)
    recorded_at(IN_TIME)
    settle(village)
    assert entered(village.code)[11, "anak"] == (1, 1, 1)
    recorded_at(TOO_LATE)
    settle(village)
    assert entered(village.code)[11, "anak"] == (1, 0, 1)


def test_in_time_is_reckoned_in_the_zone_of_the_village(db):
    village = make_village("7371012001", "Panambungan")  # an hour before Jakarta
    counted(village, children=1)
    recorded_at(datetime(2025, 12, 5, 15, 59, tzinfo=UTC))
    settle(village)
    assert entered(village.code)[11, "anak"] == (1, 1, 1)
    recorded_at(IN_TIME)
    settle(village)
    assert entered(village.code)[11, "anak"] == (1, 0, 1)


def test_without_a_time_of_the_device_that_of_the_server_counts(village):
    counted(village, children=1)
    ChildRecord.objects.update(recorded_at=None, received_at=IN_TIME)
    settle(village)
    assert entered(village.code)[11, "anak"] == (1, 1, 1)
    ChildRecord.objects.update(received_at=TOO_LATE)
    settle(village)
    assert entered(village.code)[11, "anak"] == (1, 0, 1)


def test_every_level_is_the_sum_of_the_one_below(village, neighbour):
    counted(village, children=3)
    counted(neighbour, children=1)
    recorded_at(IN_TIME)
    settle(village)
    settle(neighbour)
    for code in ("330705", "3307", "33", "00"):
        found = whole(entered_at(code, QUARTER))
        assert found == Entered(recorded=12, timely=8, due=18)
        row = AreaQuarter.objects.get(area_code=code, year=2025, number=4)
        counts = (row.villages, row.running, row.verified, row.validated, row.final)
        assert counts == (2, 2, 0, 0, 0)


def test_the_counts_by_state_follow_a_village(village, neighbour, kpm, admin_desa):
    counted(village)
    finalised(village, kpm=kpm, admin=admin_desa)
    drain()
    nation = AreaQuarter.objects.get(area_code="00", year=2025, number=4)
    assert (nation.villages, nation.running, nation.final) == (2, 0, 1)
    row = village.quarters.of(QUARTER).get()
    reopen(row, by=admin_desa, reason="Kunjungan Mei belum tercatat")
    drain()
    nation.refresh_from_db()
    assert (nation.running, nation.final) == (1, 0)


def test_a_quarter_counted_again_has_each_row_once(village):
    counted(village)
    before = rows_of([village.code], QUARTER)
    settle(village)
    assert rows_of([village.code], QUARTER) == before


def test_the_running_quarter_has_no_month_that_has_not_begun(village):
    counted(village)
    rules = rules_for(QUARTER)
    rows = performance.read([village.pk], QUARTER, date(2025, 11, 20), rules)
    assert {row["month"] for row in rows} == {10, 11}
    assert performance.read([], QUARTER, QUARTER.last_day, rules) == []


def test_more_recorded_than_due_is_refused(village):
    row = Performance(
        area_code=village.code, parent_code="330705", year=2025, number=4, month=10,
        kind="ibu", due=1, recorded=2, timely=0,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row.recorded, row.timely = 0, 1
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_month_of_a_group_is_stored_once(village):
    counted(village)
    row = Performance.objects.filter(area_code=village.code).first()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}


def test_no_month_of_records_is_indexed_for_one_query(village):
    """SQLite would read the records of all villages for that."""
    plans = []

    def explained(execute, sql, params, many, context):
        execute(f"{EXPLAIN[connection.vendor]} {sql}", params, many, context)
        plans.extend(context["cursor"].fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explained):
        performance.read([village.pk], QUARTER, QUARTER.last_day, rules_for(QUARTER))
    whole = [line for line in map(str, plans) if "SEARCH r USING AUTOMATIC" in line]
    assert plans
    assert whole == []


# --- parity --------------------------------------------------------------------------


def test_parity_finds_a_month_that_is_not_what_the_facts_say(village):
    counted(village)
    assert list(differences()) == []
    Performance.objects.filter(area_code=village.code, month=11).update(timely=0, due=9)
    told = list(differences())
    assert f"{village.code} TW4 2025: kinerja bukan hasil hitung ulang" in told
    assert any("kinerja anak bulan 11: bukan jumlah" in one for one in told)


def test_parity_finds_a_wrong_count_of_villages(village):
    counted(village)
    AreaQuarter.objects.filter(area_code="33", number=4, year=2025).update(final=3)
    assert list(differences()) == [
        "33 TW4 2025: banyaknya desa menurut keadaan tidak cocok"
    ]


def test_a_final_quarter_keeps_its_months(village, kpm, admin_desa):
    counted(village)
    snapshot = finalised(village, kpm=kpm, admin=admin_desa)
    drain()
    assert snapshot.content["monitored"]
    ChildRecord.objects.filter(month=MONTHS[0].replace(day=1)).delete()
    Quarter.objects.touch([village.pk], since=QUARTER.last_day, today=village.today())
    drain()
    assert list(differences()) == []
    Performance.objects.filter(area_code=village.code, month=12).delete()
    told = list(differences())
    assert f"{village.code} TW4 2025: kinerja bukan kinerja salinan bekunya" in told


# --- the table of a place ------------------------------------------------------------


def test_the_table_adds_up_over_months_and_groups(village):
    counted(village, children=3)
    recorded_at(TOO_LATE)
    settle(village)
    table = table_of(entered_at(village.code, QUARTER))
    rows = dict(table.rows)
    both = rows["Ibu dan anak"][-1]
    assert both == rows["Ibu hamil"][-1] + rows["Anak 0–23 bulan"][-1]
    assert (both.recorded, both.due, both.missing) == (6, 12, 6)
    assert (table.sum.timely, table.sum.late) == (2, 4)  # December's are in time
    assert Village.objects.count() == 1
