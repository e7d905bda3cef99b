from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction

from households import actions
from households.models import (
    Household,
    Person,
    Quarter,
    QuarterFinal,
    Statement,
)
from tests.cast import make_child, make_household, make_pregnancy
from tests.households.acting import TODAY, TW1, close, record, touched
from villages.models import AuditEntry
from villages.models.entry import StaleVersion

pytestmark = pytest.mark.django_db


def register(village, kpm, **fields):
    values = {
        "dusun": village.dusuns.first(),
        "head_name": "Pak Karto",
        "registered_on": date(2026, 4, 2),
        "today": TODAY,
        **fields,
    }
    return actions.register_household(village, by=kpm, **values)


@pytest.fixture
def child(village):
    household = make_household(village, registered_on=date(2025, 10, 1))
    return make_child(household, date(2025, 9, 10), date(2025, 10, 1))


def test_a_household_keeps_its_answers_its_dusun_and_a_line_in_the_journal(
    village, kpm
):
    household = register(village, kpm, water="v", latrine="x", vulnerable="v")
    stated = household.statements.values_list("column", "value", "origin", "stated_on")
    assert set(stated) == {
        ("air_aman", "v", 0, date(2026, 4, 2)),
        ("jamban_layak", "x", 0, date(2026, 4, 2)),
        ("rentan", "v", 0, date(2026, 4, 2)),
    }
    assert household.residences.get().dusun == village.dusuns.first()
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.by, entry.subject_id) == ("create", kpm, household.pk)
    assert touched(village) == {"TW2 2026": 1}


def test_the_same_form_posted_twice_makes_one_household(village, kpm):
    uuid = uuid4()
    first = register(village, kpm, uuid=uuid)
    assert register(village, kpm, uuid=uuid, head_name="Pak Karto II") == first
    assert Household.objects.count() == 1


def test_a_household_registered_tomorrow_is_refused(village, kpm):
    with pytest.raises(actions.Implausible, match="belum terjadi"):
        register(village, kpm, registered_on=TODAY + timedelta(days=1))
    assert not Quarter.objects.exists()


def test_a_registration_dated_in_a_final_quarter_saves_nothing(village, kpm):
    close(village, TW1)
    with pytest.raises(QuarterFinal, match="TW1 2026"):
        register(village, kpm, registered_on=date(2026, 3, 1))
    assert not Household.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_back_dated_registration_marks_every_quarter_since(village, kpm):
    register(village, kpm, registered_on=date(2025, 11, 1))
    assert touched(village) == {"TW4 2025": 1, "TW1 2026": 1, "TW2 2026": 1}


def test_a_woman_with_an_open_pregnancy_gets_no_second(village, kpm):
    household = register(village, kpm)
    values = {"due_on": date(2026, 9, 1), "registered_on": date(2026, 4, 5)}
    first = actions.register_pregnancy(
        household, by=kpm, name="Siti", insurance="v", today=TODAY, **values
    )
    with pytest.raises(actions.Implausible, match="masih tercatat hamil"):
        actions.register_pregnancy(
            household, by=kpm, woman=first.woman, today=TODAY, **values
        )
    assert first.statements.get().column == Statement.Column.INSURANCE


def test_a_child_may_wait_for_its_nik(village, kpm):
    child = actions.register_child(
        register(village, kpm),
        by=kpm,
        name="Ahmad",
        sex="L",
        born_on=date(2026, 4, 1),
        registered_on=date(2026, 4, 3),
        birth_weight_kg=Decimal("3.1"),
        today=TODAY,
    )
    assert (child.nik, child.is_child) == ("", True)
    assert child.memberships.get().household == child.household


def test_a_child_cannot_be_registered_before_its_household(village, kpm):
    with pytest.raises(actions.Implausible, match="rumah tangga"):
        actions.register_child(
            register(village, kpm),
            by=kpm,
            name="Ahmad",
            sex="L",
            born_on=date(2026, 1, 1),
            registered_on=date(2026, 1, 2),
            today=TODAY,
        )


class TestDelivery:
    @pytest.fixture
    def pregnancy(self, village):
        household = make_household(village, registered_on=date(2025, 10, 1))
        return make_pregnancy(household, date(2026, 5, 1))

    def deliver(self, pregnancy, kpm, **fields):
        values = {"ended_on": date(2026, 4, 28), "today": TODAY, **fields}
        return actions.deliver(pregnancy, by=kpm, **values)

    def test_twins_are_two_children_of_their_mother(self, pregnancy, kpm):
        twins = [
            actions.Newborn("Adi", "L", Decimal("2.4"), Decimal("46.5")),
            actions.Newborn("Ani", "P", Decimal("2.3")),
        ]
        children = self.deliver(pregnancy, kpm, newborns=twins)
        assert [child.name for child in children] == ["Adi", "Ani"]
        assert {child.mother for child in children} == {pregnancy.woman}
        assert {child.birth_pregnancy for child in children} == {pregnancy}
        assert {child.born_on for child in children} == {date(2026, 4, 28)}
        assert pregnancy.live_births == 2

    def test_a_repeated_post_gives_the_same_children(self, pregnancy, kpm):
        babies = [actions.Newborn("Adi", "L", uuid=uuid4())]
        first = self.deliver(pregnancy, kpm, newborns=babies, version=1)
        assert self.deliver(pregnancy, kpm, newborns=babies, version=1) == first
        assert Person.objects.filter(is_child=True).count() == 1

    def test_a_miscarriage_registers_nobody(self, pregnancy, kpm):
        self.deliver(pregnancy, kpm, ended_on=date(2025, 12, 1), outcome="keguguran")
        assert pregnancy.live_births == 0
        assert not Person.objects.filter(is_child=True).exists()

    def test_before_the_pregnancy_is_refused(self, pregnancy, kpm):
        with pytest.raises(actions.Implausible, match="mendahului kehamilan"):
            self.deliver(pregnancy, kpm, ended_on=date(2025, 7, 1), outcome="keguguran")

    def test_marks_the_quarters_from_the_delivery_on(self, pregnancy, kpm, village):
        babies = [actions.Newborn("Adi", "L")]
        self.deliver(pregnancy, kpm, ended_on=date(2026, 3, 30), newborns=babies)
        assert set(touched(village)) == {"TW1 2026", "TW2 2026"}

    def test_dated_in_a_final_quarter_is_refused(self, pregnancy, kpm, village):
        close(village, TW1)
        with pytest.raises(QuarterFinal):
            self.deliver(
                pregnancy,
                kpm,
                ended_on=date(2026, 3, 30),
                newborns=[actions.Newborn("Adi", "L")],
            )
        pregnancy.refresh_from_db()
        assert pregnancy.ended_on is None


class TestChanges:
    def test_a_fact_holds_from_its_day(self, child, kpm, village):
        row = actions.change_fact(
            child,
            by=kpm,
            column="akta_lahir",
            value="v",
            on=date(2026, 2, 3),
            today=TODAY,
        )
        assert (row.origin, row.stated_on) == (1, date(2026, 2, 3))
        assert set(touched(village)) == {"TW1 2026", "TW2 2026"}

    def test_a_second_change_of_the_day_corrects_the_first(self, child, kpm):
        for value in "vx":
            actions.change_fact(
                child.household,
                by=kpm,
                column="air_aman",
                value=value,
                on=date(2026, 2, 3),
                today=TODAY,
            )
        assert child.household.statements.get().value == "x"

    def test_a_change_before_the_registration_is_refused(self, child, kpm):
        with pytest.raises(actions.Implausible, match="tanggal daftar"):
            actions.change_fact(
                child,
                by=kpm,
                column="akta_lahir",
                value="v",
                on=date(2025, 9, 30),
                today=TODAY,
            )

    def test_a_move_back_in_time_leaves_the_newest_dusun(self, child, kpm, village):
        krajan, sidomulyo = village.dusuns.all()
        household = child.household
        for dusun, day in [
            (krajan, date(2026, 4, 1)),
            (sidomulyo, date(2026, 2, 1)),
        ]:
            actions.move_household(household, by=kpm, dusun=dusun, on=day, today=TODAY)
        assert household.dusun == krajan
        assert household.residences.count() == 3

    def test_a_corrected_birth_date_reaches_every_quarter_since_registration(
        self, child, kpm, village
    ):
        actions.correct_person(
            child, by=kpm, born_on=date(2025, 8, 10), version=1, today=TODAY
        )
        assert set(touched(village)) == {"TW4 2025", "TW1 2026", "TW2 2026"}
        entry = AuditEntry.objects.get()
        assert entry.changes == {"born_on": ["2025-09-10", "2025-08-10"]}

    def test_a_corrected_registration_takes_its_answers_along(self, kpm, village):
        household = register(village, kpm, water="v")
        day = date(2026, 4, 20)
        actions.correct_household(household, by=kpm, registered_on=day, today=TODAY)
        assert household.statements.get().stated_on == day
        assert household.residences.get().from_on == day

    def test_a_stale_correction_is_refused(self, child, kpm):
        actions.correct_person(child, by=kpm, name="Budi", version=1, today=TODAY)
        with pytest.raises(StaleVersion):
            actions.correct_person(child, by=kpm, name="Beni", version=1, today=TODAY)
        child.refresh_from_db()
        assert child.name == "Budi"

    def test_salah_data_reaches_back_to_the_registration(self, child, kpm, village):
        values = {"by": kpm, "on": date(2026, 5, 1), "today": TODAY}
        actions.exit_target(child, reason="salah data", **values)
        assert set(touched(village)) == {"TW4 2025", "TW1 2026", "TW2 2026"}

    def test_an_exit_can_be_taken_back(self, child, kpm):
        values = {"by": kpm, "on": date(2026, 5, 1), "today": TODAY}
        actions.exit_target(child, reason="pindah", **values)
        actions.cancel_exit(child, by=kpm, today=TODAY)
        child.refresh_from_db()
        assert (child.exited_on, child.exit_reason) == (None, "")


class TestVerification:
    def test_what_is_verified_is_not_deleted(self, child, admin_desa, village):
        assert actions.verify(village, [child], by=admin_desa) == 1
        assert actions.verify(village, [child], by=admin_desa) == 0
        with pytest.raises(actions.AlreadyVerified):
            actions.delete_unverified(child, by=admin_desa, today=TODAY)

    def test_what_nobody_verified_goes_with_its_records(self, child, kpm, village):
        record(child, kpm, weighing="v")
        household = child.household
        actions.delete_unverified(child, by=kpm, today=TODAY)
        actions.delete_unverified(household, by=kpm, today=TODAY)
        assert not Household.objects.exists()
        assert AuditEntry.objects.filter(act="delete").count() == 2

    def test_a_household_with_members_is_not_deleted(self, child, kpm):
        with pytest.raises(actions.NotEmpty):
            actions.delete_unverified(child.household, by=kpm, today=TODAY)

    def test_records_in_a_final_quarter_keep_a_target(self, child, kpm, village):
        record(child, kpm, date(2026, 2, 3), weighing="v")
        close(village, TW1)
        with pytest.raises(QuarterFinal):
            actions.delete_unverified(child, by=kpm, today=TODAY)
        assert Person.objects.filter(pk=child.pk).exists()


def test_a_fact_is_never_saved_outside_a_transaction(village):
    from households.actions.saving import touch

    connection = transaction.get_connection()
    connection.in_atomic_block, before = False, connection.in_atomic_block
    try:
        with pytest.raises(transaction.TransactionManagementError):
            touch([village.pk], since=TODAY, dated=[TODAY], today=TODAY)
    finally:
        connection.in_atomic_block = before


def test_a_save_stands_when_no_broker_answers(village, kpm, settings):
    from households.waking import wake

    wake()
