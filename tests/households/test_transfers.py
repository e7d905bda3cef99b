"""A family, or one person, goes to another village with its whole history."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from households import actions
from households.models import (
    AlreadyAnswered,
    Person,
    Quarter,
    QuarterFinal,
    Statement,
    Transfer,
)
from households.whereabouts import MovedAway, of_people
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_statement,
    make_user,
)
from tests.households.acting import TODAY, TW1, close, record, touched
from villages.models import AuditEntry
from villages.models.posting import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def household(village):
    return make_household(
        village,
        registered_on=date(2025, 10, 1),
        head_name="Karto",
        rt="3",
        rw="1",
        address="Jalan Melati",
    )


@pytest.fixture
def child(household):
    return make_child(household, date(2025, 9, 10), date(2025, 10, 1), name="Ahmad")


@pytest.fixture
def kpm_there(neighbour):
    return make_user("kpm_sana", (Role.KPM, neighbour.code))


@pytest.fixture
def offer(household, child, kpm, neighbour):
    return actions.offer_transfer(household, by=kpm, to_village=neighbour)


def accept(transfer, kpm_there, **values):
    values.setdefault("dusun", transfer.to_village.dusuns.first())
    return actions.accept_transfer(transfer, by=kpm_there, today=TODAY, **values)


def at_rest():
    Quarter.objects.update(touched=1)


class TestOffering:
    def test_an_offer_changes_nothing_yet(self, offer, household, village):
        household.refresh_from_db()
        assert household.village == village
        assert touched(village) == {}

    def test_a_second_press_makes_no_second_offer(self, household, kpm, neighbour):
        uuid = uuid4()
        for _ in range(2):
            actions.offer_transfer(household, by=kpm, to_village=neighbour, uuid=uuid)
        assert Transfer.objects.count() == 1

    def test_what_is_offered_is_not_offered_again(self, offer, household, kpm):
        with pytest.raises(actions.Implausible, match="Tarik dahulu"):
            actions.offer_transfer(household, by=kpm, to_village=offer.to_village)

    def test_a_village_does_not_offer_to_itself(self, household, kpm, village):
        with pytest.raises(actions.Implausible, match="Pindah dusun"):
            actions.offer_transfer(household, by=kpm, to_village=village)

    def test_who_has_moved_is_not_offered_by_the_old_village(
        self, offer, household, kpm, kpm_there, neighbour
    ):
        household.refresh_from_db()
        accept(offer, kpm_there)
        with pytest.raises(MovedAway):
            actions.offer_transfer(household, by=kpm, to_village=neighbour)

    def test_an_offer_is_withdrawn_and_may_be_made_again(self, offer, household, kpm):
        actions.withdraw_transfer(offer, by=kpm)
        actions.offer_transfer(household, by=kpm, to_village=offer.to_village)
        assert Transfer.objects.open().count() == 1

    def test_a_refused_offer_leaves_the_family_where_it_is(
        self, offer, household, kpm_there, village
    ):
        actions.refuse_transfer(offer, by=kpm_there, reason="Bukan warga kami")
        household.refresh_from_db()
        assert household.village == village
        assert (offer.state, offer.reason) == ("ditolak", "Bukan warga kami")


class TestAccepting:
    def test_the_family_lives_there_from_the_day_of_acceptance(
        self, offer, household, kpm_there, neighbour, village
    ):
        accept(offer, kpm_there, rt="1")
        household.refresh_from_db()
        assert (household.village, household.dusun.name) == (neighbour, "Wetan")
        assert (household.rt, household.rw, household.address) == ("1", "", "")
        assert household.registered_on == date(2025, 10, 1)
        stays = household.residences.order_by("from_on")
        assert [(row.village, row.from_on) for row in stays] == [
            (village, date(2025, 10, 1)),
            (neighbour, TODAY),
        ]
        assert offer.moved_on == TODAY

    def test_both_villages_count_anew_from_the_quarter_of_acceptance_on(
        self, offer, kpm_there, neighbour, village
    ):
        accept(offer, kpm_there)
        assert touched(village) == touched(neighbour) == {"TW2 2026": 1}

    def test_a_final_quarter_does_not_stand_in_the_way(
        self, offer, kpm_there, neighbour, village
    ):
        close(village, TW1.next)
        accept(offer, kpm_there)
        assert touched(village) == {"TW2 2026": 0}
        assert touched(neighbour) == {"TW2 2026": 1}

    def test_the_old_posyandu_stays_behind(
        self, offer, child, kpm_there, village, household
    ):
        melati = village.posyandus.create(name="Melati")
        pregnancy = make_pregnancy(household, date(2026, 8, 1))
        for about in (child, pregnancy):
            make_statement(about, "posyandu", TODAY, value="", posyandu=melati)
        accept(offer, kpm_there)
        for about in (child, pregnancy):
            newest = about.statements.get(stated_on=TODAY)
            assert newest.posyandu is None
        assert Statement.objects.count() == 2

    def test_a_second_answer_is_refused(self, offer, kpm, kpm_there):
        accept(offer, kpm_there)
        with pytest.raises(AlreadyAnswered, match="sudah diterima"):
            actions.withdraw_transfer(offer, by=kpm)
        with pytest.raises(AlreadyAnswered):
            accept(offer, kpm_there)
        assert offer.household.residences.count() == 2

    def test_a_withdrawn_offer_moves_nobody(self, offer, kpm, kpm_there, village):
        actions.withdraw_transfer(Transfer.objects.get(), by=kpm)
        with pytest.raises(AlreadyAnswered, match="ditarik kembali"):
            accept(offer, kpm_there)
        offer.household.refresh_from_db()
        assert offer.household.village == village
        assert touched(village) == {}

    def test_offers_of_members_lapse_with_the_household(
        self, offer, child, household, kpm, kpm_there
    ):
        own = actions.offer_transfer(
            household, by=kpm, to_village=offer.to_village, person=child
        )
        accept(offer, kpm_there)
        own.refresh_from_db()
        assert own.state == "ditarik"

    def test_a_clock_further_east_does_not_turn_the_move_round(
        self, offer, household, kpm, kpm_there, village
    ):
        tomorrow = TODAY + timedelta(days=1)
        actions.move_household(
            household,
            by=kpm,
            dusun=village.dusuns.last(),
            on=tomorrow,
            today=tomorrow,
        )
        accept(offer, kpm_there)
        household.refresh_from_db()
        assert household.residences.order_by("from_on").last().village_id == (
            household.village_id
        )

    def test_the_journals_name_nobody(self, offer, kpm_there, village):
        accept(offer, kpm_there)
        for entry in AuditEntry.objects.all():
            assert "Karto" not in str(entry.changes)


class TestAfterwards:
    def test_the_old_village_saves_nothing_any_more(self, offer, child, kpm, kpm_there):
        stale = Person.objects.select_related("household__village").get(pk=child.pk)
        accept(offer, kpm_there)
        with pytest.raises(MovedAway):
            actions.change_fact(
                stale, by=kpm, column="akta_lahir", value="v", on=TODAY, today=TODAY
            )
        assert not child.statements.exists()

    def test_the_new_village_mends_what_was_written_in_the_old_one(
        self, offer, child, kpm_there, village, neighbour
    ):
        accept(offer, kpm_there)
        at_rest()
        moved = Person.objects.get(pk=child.pk)
        record(moved, kpm_there, date(2026, 2, 3), weighing="v")
        assert touched(village)["TW1 2026"] >= 1
        assert moved.records.get().visited_on == date(2026, 2, 3)

    def test_a_final_quarter_of_the_old_village_keeps_its_entries(
        self, offer, child, kpm_there, village
    ):
        accept(offer, kpm_there)
        close(village, TW1)
        with pytest.raises(QuarterFinal):
            record(Person.objects.get(pk=child.pk), kpm_there, date(2026, 2, 3))

    def test_a_quarter_that_the_old_village_no_longer_counts_guards_nothing(
        self, offer, child, kpm_there, village
    ):
        accept(offer, kpm_there)
        close(village, TW1.next)
        record(Person.objects.get(pk=child.pk), kpm_there, date(2026, 5, 2))
        assert child.records.exists()

    def test_a_quarter_before_the_arrival_does_not_guard(
        self, offer, child, kpm_there, neighbour
    ):
        accept(offer, kpm_there)
        close(neighbour, TW1)
        record(Person.objects.get(pk=child.pk), kpm_there, date(2026, 2, 3))
        assert child.records.exists()

    def test_a_posyandu_or_dusun_of_the_days_before_is_refused(
        self, offer, child, household, kpm_there, neighbour
    ):
        accept(offer, kpm_there)
        household.refresh_from_db()
        moved = Person.objects.get(pk=child.pk)
        before = {"by": kpm_there, "on": date(2026, 3, 1), "today": TODAY}
        anggrek = neighbour.posyandus.create(name="Anggrek")
        dusun = neighbour.dusuns.first()
        with pytest.raises(actions.Implausible, match="desa lain"):
            actions.change_fact(moved, column="posyandu", posyandu=anggrek, **before)
        with pytest.raises(actions.Implausible, match="desa lain"):
            actions.move_household(household, dusun=dusun, **before)


class TestOnePerson:
    @pytest.fixture
    def alone(self, household, child, kpm, neighbour):
        return actions.offer_transfer(
            household, by=kpm, to_village=neighbour, person=child
        )

    def test_a_child_joins_a_family_there(
        self, alone, child, household, kpm_there, neighbour, village
    ):
        make_child_record(child, TODAY, weighing="v")
        grandmother = make_household(neighbour, registered_on=date(2026, 3, 1))
        accept(alone, kpm_there, household=grandmother)
        child.refresh_from_db()
        assert child.household == grandmother
        assert child.registered_on == date(2025, 10, 1)
        assert child.records.get().household == grandmother
        household.refresh_from_db()
        assert household.village == village
        assert of_people(child).villages_on(date(2026, 1, 1)) == {village.pk}
        assert touched(village) == touched(neighbour) == {"TW2 2026": 1}

    def test_a_new_home_is_made_for_who_comes_to_nobody(
        self, alone, child, kpm_there, neighbour
    ):
        accept(alone, kpm_there)
        child.refresh_from_db()
        assert child.household.village == neighbour
        assert child.household.head_name == "Ahmad"

    def test_who_came_alone_can_still_be_corrected(self, alone, child, kpm_there):
        accept(alone, kpm_there)
        moved = Person.objects.get(pk=child.pk)
        actions.correct_person(moved, by=kpm_there, name="Ahmad Fauzi", today=TODAY)
        assert moved.name == "Ahmad Fauzi"

    def test_a_person_moves_to_another_family_of_the_village(
        self, child, household, village, kpm
    ):
        before = make_child_record(child, date(2026, 3, 2), weighing="v")
        other = make_household(village, registered_on=date(2025, 10, 1))
        close(village, TW1)
        actions.move_person(
            child, by=kpm, household=other, on=date(2026, 3, 15), today=TODAY
        )
        child.refresh_from_db()
        before.refresh_from_db()
        assert (child.household, before.household) == (other, household)
        assert touched(village) == {"TW1 2026": 0, "TW2 2026": 1}

    def test_nobody_moves_to_where_he_is(self, child, household, kpm):
        with pytest.raises(actions.Implausible, match="sudah tinggal"):
            actions.move_person(
                child, by=kpm, household=household, on=TODAY, today=TODAY
            )


class TestMerged:
    def test_what_was_merged_goes_along_and_is_no_double_here(
        self, household, child, kpm, kpm_there, village, neighbour
    ):
        double = make_child(household, child.born_on, child.registered_on, name="Amad")
        actions.merge(child, double, by=kpm, today=TODAY)
        twice = make_household(village, head_name="Karto")
        actions.merge(household, twice, by=kpm, today=TODAY)
        village.possible_doubles.create(
            kind="orang", first_id=child.pk, second_id=10**6, found_at=timezone.now()
        )
        offer = actions.offer_transfer(household, by=kpm, to_village=neighbour)
        accept(offer, kpm_there)
        assert not village.households.exists()
        assert not village.merges.exists()
        assert neighbour.merges.count() == 2
        assert not village.possible_doubles.exists()


class TestLeaving:
    def test_a_household_leaves_in_one_step(self, household, child, kpm):
        pregnancy = make_pregnancy(household, date(2026, 8, 1))
        gone = make_child(
            household,
            date(2025, 11, 1),
            exited_on=date(2026, 1, 2),
            exit_reason="meninggal",
        )
        actions.exit_household(
            household, by=kpm, on=date(2026, 5, 2), reason="pindah", today=TODAY
        )
        for target in (child, pregnancy):
            target.refresh_from_db()
            assert (str(target.exited_on), target.exit_reason) == (
                "2026-05-02",
                "pindah",
            )
        gone.refresh_from_db()
        assert gone.exit_reason == "meninggal"


class TestConstraints:
    def refused(self, **values):
        with pytest.raises(IntegrityError), transaction.atomic():
            Transfer.objects.create(**values)

    def test_an_offer_goes_to_another_village(self, household, village):
        self.refused(household=household, from_village=village, to_village=village)

    def test_an_answered_offer_says_when(self, household, village, neighbour):
        self.refused(
            household=household,
            from_village=village,
            to_village=neighbour,
            state="ditolak",
        )

    def test_an_accepted_offer_says_from_which_day(self, household, village, neighbour):
        self.refused(
            household=household,
            from_village=village,
            to_village=neighbour,
            state="diterima",
            answered_at=timezone.now(),
        )

    def test_one_open_offer_of_a_household(self, offer, household, village, neighbour):
        self.refused(household=household, from_village=village, to_village=neighbour)

    def test_one_open_offer_of_a_person(self, child, household, village, neighbour):
        values = {
            "household": household,
            "person": child,
            "from_village": village,
            "to_village": neighbour,
        }
        Transfer.objects.create(**values)
        self.refused(**values)
