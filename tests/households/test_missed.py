"""A visit in vain: noted with one press, mended, undone; never a record."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from households import actions
from households.ages import add_months
from households.models import ChildRecord, NotReached, Quarter, QuarterFinal
from tests.cast import make_child, make_household
from tests.households.pages import at, make_final, text_of
from villages.models import AuditEntry
from villages.models.entry import StaleVersion
from villages.wording import month_and_year

pytestmark = pytest.mark.django_db


def press(client, village, target, month, reason, **more):
    url = at(village, "child_missed", target.pk, month)
    return client.post(url, {"reason": reason, **more})


class TestAction:
    @pytest.fixture
    def row(self, child, kpm, today):
        return actions.miss(child, by=kpm, visited_on=today, reason="tidak ada")

    def test_it_is_no_record_and_marks_no_quarter(self, row):
        assert not ChildRecord.objects.exists()
        assert not Quarter.objects.exists()
        assert AuditEntry.objects.get().subject == "households.notreached"

    def test_a_second_press_of_the_day_changes_the_reason(self, row, child, kpm, today):
        again = actions.miss(child, by=kpm, visited_on=today, reason="menolak")
        assert (again.pk, NotReached.objects.get().reason) == (row.pk, "menolak")

    def test_a_repeated_press_changes_nothing(self, row, child, kpm, today):
        actions.miss(child, by=kpm, visited_on=today, reason="tidak ada")
        assert NotReached.objects.get().version == 1
        assert AuditEntry.objects.count() == 1

    def test_the_slower_of_two_corrections_is_told(self, row, kpm, today):
        change = {"by": kpm, "visited_on": today, "version": 1}
        actions.correct_missed(row, reason="menolak", **change)
        with pytest.raises(StaleVersion):
            actions.correct_missed(NotReached.objects.get(), reason="pindah", **change)

    def test_a_final_quarter_takes_none(self, row, child, village, kpm, today):
        make_final(village, today)
        with pytest.raises(QuarterFinal):
            actions.miss(child, by=kpm, visited_on=today, reason="menolak")
        with pytest.raises(QuarterFinal):
            actions.undo_missed(row, by=kpm)

    @pytest.mark.parametrize("days", [1, -500])
    def test_a_day_that_cannot_be_is_refused(self, child, kpm, today, days):
        day = today + timedelta(days=days)
        with pytest.raises(actions.Implausible):
            actions.miss(child, by=kpm, visited_on=day, reason="pindah")

    def test_what_was_undone_stays_in_the_journal(self, row, kpm):
        actions.undo_missed(row, by=kpm)
        assert not NotReached.objects.exists()
        assert AuditEntry.objects.filter(act="delete").exists()


class TestTable:
    def test_a_row_is_about_one(self, child, pregnancy, today):
        for about in ({}, {"child": child, "pregnancy": pregnancy}):
            with pytest.raises(IntegrityError), transaction.atomic():
                NotReached.objects.create(visited_on=today, reason="pindah", **about)

    def test_a_reason_is_known(self, child, today):
        with pytest.raises(IntegrityError), transaction.atomic():
            NotReached.objects.create(visited_on=today, reason="lain", child=child)

    @pytest.mark.parametrize("about", ["child", "pregnancy"])
    def test_once_a_day(self, child, pregnancy, today, about):
        one = {about: {"child": child, "pregnancy": pregnancy}[about]}
        NotReached.objects.create(visited_on=today, reason="pindah", **one)
        with pytest.raises(IntegrityError), transaction.atomic():
            NotReached.objects.create(visited_on=today, reason="menolak", **one)


class TestPages:
    @pytest.fixture
    def row(self, child, today):
        return NotReached.objects.create(
            child=child, visited_on=today, reason="tidak ada"
        )

    def test_one_press_notes_it_and_opens_the_next(
        self, as_kpm, village, child, month, household
    ):
        other = make_child(household, add_months(village.today(), -9), name="Budi")
        page = press(as_kpm, village, child, month, "tidak ada")
        assert page.url == at(village, "child_month", other.pk, month)
        said = text_of(as_kpm.get(page.url))
        assert "Ahmad: tidak ada di rumah" in said
        assert "Batalkan" in said

    def test_who_was_missed_is_tried_again_after_the_others(
        self, as_kpm, village, child, pregnancy, month, today
    ):
        press(as_kpm, village, child, month, "tidak ada")
        page = text_of(as_kpm.get(at(village, "task_list")))
        assert "0 dari 2 tercatat" in page
        assert f"Dikunjungi {today.day} " in page
        assert "tidak ada di rumah – coba lagi" in page
        assert "Catat berikutnya: Siti Aminah" in page

    def test_the_last_one_leads_back_to_the_tasks(self, as_kpm, village, child, month):
        page = press(as_kpm, village, child, month, "menolak")
        assert page.url == at(village, "task_list_of", month)

    def test_who_has_moved_is_offered_the_way_out(self, as_kpm, village, child, month):
        page = press(as_kpm, village, child, month, "pindah")
        told = as_kpm.get(page.url).content.decode()
        assert at(village, "child_exit", child.pk) in told
        assert at(village, "person_transfer", child.pk) in told

    def test_a_mother_too(self, as_kpm, village, pregnancy, month):
        url = at(village, "pregnancy_missed", pregnancy.pk, month)
        assert as_kpm.post(url, {"reason": "menolak"}).status_code == 302
        assert NotReached.objects.get().target == pregnancy

    def test_a_past_month_is_noted_on_its_last_day(self, as_kpm, village, child, month):
        press(as_kpm, village, child, add_months(month, -1), "menolak")
        assert NotReached.objects.get().visited_on == month - timedelta(days=1)

    def test_a_day_that_cannot_be_is_told(self, as_kpm, village, child, month, today):
        day = today + timedelta(days=1)
        page = press(as_kpm, village, child, month, "menolak", visited_on=day)
        assert "belum terjadi" in text_of(as_kpm.get(page.url))

    def test_a_press_without_a_reason_is_told(self, as_kpm, village, child, month):
        page = press(as_kpm, village, child, month, "")
        assert "Pilih sebabnya" in text_of(as_kpm.get(page.url))

    def test_a_month_to_come_takes_none(self, as_kpm, village, child, month):
        page = press(as_kpm, village, child, add_months(month, 1), "menolak")
        assert page.status_code == 404

    def test_it_can_be_mended(self, as_kpm, village, row, today):
        url = at(village, "missed", row.pk)
        data = {"visited_on": today - timedelta(days=1), "reason": "menolak"}
        as_kpm.post(url, {**data, "version": 1})
        row.refresh_from_db()
        assert (row.visited_on, row.reason) == (data["visited_on"], "menolak")

    def test_the_second_of_two_is_shown_both(self, as_kpm, village, row, today):
        NotReached.objects.update(version=2, reason="menolak")
        data = {"visited_on": today, "reason": "pindah", "version": 1}
        page = as_kpm.post(at(village, "missed", row.pk), data)
        assert page.status_code == 409
        assert NotReached.objects.get().reason == "menolak"

    def test_two_visits_of_one_day_are_refused_in_words(
        self, as_kpm, village, child, row, today
    ):
        other = NotReached.objects.create(
            child=child, visited_on=today - timedelta(days=1), reason="menolak"
        )
        data = {"visited_on": today, "reason": "menolak", "version": 1}
        page = as_kpm.post(at(village, "missed", other.pk), data)
        assert "sudah dicatat" in text_of(page)

    def test_it_can_be_undone(self, as_kpm, village, child, row, today):
        page = as_kpm.post(at(village, "missed_undo", row.pk))
        assert page.url == at(village, "child_month", child.pk, today.replace(day=1))
        assert not NotReached.objects.exists()

    def test_a_final_quarter_says_why_it_stays(self, as_kpm, village, row, today):
        make_final(village, today)
        page = as_kpm.post(at(village, "missed_undo", row.pk), follow=True)
        assert "sudah final" in text_of(page)
        assert NotReached.objects.exists()

    def test_a_neighbours_is_not_there(self, as_kpm, village, neighbour):
        child = make_child(make_household(neighbour), date(2026, 1, 1))
        row = NotReached.objects.create(
            child=child, visited_on=date(2026, 2, 1), reason="menolak"
        )
        assert as_kpm.get(at(village, "missed", row.pk)).status_code == 404


class TestLate:
    def test_what_was_not_recorded_last_month_is_listed(
        self, as_kpm, village, child, month
    ):
        last = add_months(month, -1)
        page = as_kpm.get(at(village, "task_list"))
        assert at(village, "child_month", child.pk, last) in page.content.decode()
        assert f": {month_and_year(last)} (1)" in text_of(page)

    def test_an_ended_month_says_so(self, as_kpm, village, child, month):
        page = as_kpm.get(at(village, "task_list_of", add_months(month, -2)))
        assert "Bulan ini sudah berakhir" in text_of(page)

    def test_the_filter_counts_what_is_open(self, as_kpm, village, child):
        page = text_of(as_kpm.get(at(village, "task_list")))
        assert "Krajan (1 belum)" in page
        assert "Sidomulyo (0 belum)" in page
