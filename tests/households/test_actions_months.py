from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from households import actions
from households.models import (
    ChildRecord,
    Person,
    QuarterFinal,
)
from tests.cast import make_child, make_household, make_user
from tests.households.acting import TODAY, TW1, close, record, touched
from villages.models import AuditEntry
from villages.models.entry import StaleVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(village):
    household = make_household(village, registered_on=date(2025, 10, 1))
    return make_child(household, date(2025, 9, 10), date(2025, 10, 1))


class TestMonth:
    def test_lands_in_the_month_of_its_visit(self, child, kpm, village):
        saved = record(child, kpm, date(2026, 2, 3), weighing="v")
        assert saved.month == date(2026, 2, 1)
        assert set(touched(village)) == {"TW1 2026", "TW2 2026"}

    def test_posted_twice_is_saved_once(self, child, kpm, village):
        uuid = uuid4()
        first = record(child, kpm, uuid=uuid, weight_kg=Decimal("7.8"))
        again = record(child, kpm, uuid=uuid, weight_kg=Decimal("7.80"))
        assert (again, again.version) == (first, 1)
        assert touched(village) == {"TW2 2026": 1}

    def test_a_second_record_of_the_month_is_refused(self, child, kpm):
        first = record(child, kpm, date(2026, 5, 2), weighing="v")
        with pytest.raises(actions.MonthRecorded) as refusal:
            record(child, kpm, date(2026, 5, 19), weighing="v")
        assert refusal.value.saved == first

    def test_the_slower_of_two_is_shown_the_faster(self, child, kpm):
        saved = record(child, kpm, weight_kg=Decimal("7.8"))
        other = make_user("kpm_lain")
        record(child, other, uuid=saved.uuid, version=1, weight_kg=Decimal("7.9"))
        with pytest.raises(StaleVersion) as refusal:
            record(child, kpm, uuid=saved.uuid, version=1, weight_kg=Decimal("8.1"))
        assert refusal.value.saved.weight_kg == Decimal("7.9")
        assert ChildRecord.objects.get().weight_kg == Decimal("7.9")

    def test_a_change_keeps_the_cells_it_does_not_name(self, child, kpm):
        saved = record(child, kpm, weighing="v", mat="H")
        record(child, kpm, uuid=saved.uuid, version=1, mat="K")
        saved.refresh_from_db()
        assert (saved.weighing, saved.mat, saved.version) == ("v", "K", 2)
        changes = AuditEntry.objects.filter(act="change").get().changes
        assert changes == {"mat": ["H", "K"]}

    def test_moved_to_another_quarter_marks_both(self, child, kpm, village):
        saved = record(child, kpm, date(2026, 2, 3), weighing="v")
        before = touched(village)
        record(child, kpm, date(2026, 4, 3), uuid=saved.uuid, version=1, weighing="v")
        assert all(touched(village)[key] > count for key, count in before.items())

    def test_taken_out_of_a_final_quarter_is_refused(self, child, kpm, village):
        saved = record(child, kpm, date(2026, 2, 3), weighing="v")
        close(village, TW1)
        with pytest.raises(QuarterFinal):
            record(child, kpm, date(2026, 4, 3), uuid=saved.uuid, version=1)

    def test_keeps_the_household_of_the_day_of_the_visit(self, child, kpm, village):
        old, new = child.household, make_household(village)
        child.memberships.create(household=new, from_on=date(2026, 4, 1))
        Person.objects.filter(pk=child.pk).update(household=new)
        child.refresh_from_db()
        assert record(child, kpm, date(2026, 3, 5)).household == old
        assert record(child, kpm, date(2026, 4, 5)).household == new

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (date(2026, 5, 21), "belum terjadi"),
            (date(2025, 9, 9), "mendahului tanggal lahir"),
            (date(2025, 9, 30), "mendahului tanggal daftar"),
        ],
    )
    def test_on_a_day_that_cannot_be_is_refused(self, child, kpm, day, words):
        with pytest.raises(actions.Implausible, match=words):
            record(child, kpm, day, weighing="v")

    def test_after_the_exit_is_refused(self, child, kpm):
        actions.exit_target(
            child, by=kpm, on=date(2026, 5, 1), reason="pindah", today=TODAY
        )
        with pytest.raises(actions.Implausible, match="sesudah sasaran keluar"):
            record(child, kpm, date(2026, 5, 2), weighing="v")

    @pytest.mark.parametrize("kg", ["0", "78", "150"])
    def test_a_weight_that_cannot_be_is_refused(self, child, kpm, kg):
        with pytest.raises(actions.Implausible, match="Berat"):
            record(child, kpm, weight_kg=Decimal(kg))
        assert not ChildRecord.objects.exists()

    def test_a_whole_day_costs_the_same_for_two_and_for_twenty(
        self, village, kpm, django_assert_num_queries
    ):
        def day(number):
            rows = [
                actions.Month(
                    make_child(make_household(village), date(2025, 12, 1)),
                    date(2026, 5, 12),
                    {"weight_kg": Decimal("7.1"), "mat": "H"},
                )
                for _ in range(number)
            ]
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as queries:
                actions.record_child_months(rows, village=village, by=kpm, today=TODAY)
            assert not any(row.refusal for row in rows)
            return len(queries)

        assert day(2) == day(20)

    def test_one_stale_row_of_a_day_leaves_the_others_saved(self, village, kpm):
        children = [
            make_child(make_household(village), date(2025, 12, 1)) for _ in range(2)
        ]
        saved = record(children[0], kpm, date(2026, 5, 12), mat="H")
        rows = [
            actions.Month(children[0], date(2026, 5, 12), {"mat": "K"}, saved.uuid, 0),
            actions.Month(children[1], date(2026, 5, 12), {"mat": "K"}),
        ]
        actions.record_child_months(rows, village=village, by=kpm, today=TODAY)
        assert isinstance(rows[0].refusal, StaleVersion)
        assert rows[1].record.mat == "K"


class TestPaud:
    @pytest.fixture
    def older(self, village):
        household = make_household(village, registered_on=date(2025, 1, 1))
        return make_child(household, date(2023, 4, 30), date(2025, 1, 1))

    def mark(self, child, kpm, month, mark, **fields):
        return actions.mark_paud(
            child, by=kpm, month=month, mark=mark, today=TODAY, **fields
        )

    def test_a_mark_can_be_set_changed_and_taken_away(self, older, kpm):
        row = self.mark(older, kpm, date(2026, 4, 1), "v")
        row = self.mark(older, kpm, date(2026, 4, 1), "x", version=row.version)
        assert row.mark == "x"
        self.mark(older, kpm, date(2026, 4, 1), "", version=row.version)
        assert not older.paud_months.exists()

    def test_a_month_under_two_years_is_refused(self, older, kpm):
        with pytest.raises(actions.Implausible, match="belum berumur 2 tahun"):
            self.mark(older, kpm, date(2025, 3, 1), "v")
        assert self.mark(older, kpm, date(2025, 4, 1), "v")

    def test_a_month_that_has_not_begun_is_refused(self, older, kpm):
        with pytest.raises(actions.Implausible, match="belum dimulai"):
            self.mark(older, kpm, date(2026, 6, 1), "v")

    def test_the_second_of_two_is_told(self, older, kpm):
        self.mark(older, kpm, date(2026, 4, 1), "v")
        with pytest.raises(StaleVersion):
            self.mark(older, kpm, date(2026, 4, 1), "x")
