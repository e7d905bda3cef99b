"""Evaluasi triwulan: opened once, looked at, ended with promises, kept as it was."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rembuk.actions.evaluation import (
    SecondEvaluation,
    finish_evaluation,
    open_evaluation,
)
from rembuk.evaluation import content_of, last_promises, read_content
from rembuk.evaluation_readiness import lacking_from
from rembuk.models import Meeting, MeetingSettled
from rembuk.readiness import MeetingIncomplete
from scorecard.models import Figure
from tests.cast import make_household, make_person
from tests.rembuk.delivered import make_delivery, make_line
from tests.rembuk.evaluated import fill_in, make_evaluation, make_promise
from tests.rembuk.meetings import make_quarter
from tests.test_access_sweep import make_finding
from villages.actions.closing import close

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(
        "villages.models.Village.today", lambda village: date(2026, 7, 21)
    )


@pytest.fixture
def evaluation(village, quarter, rds):
    return make_evaluation(village, quarter, by=rds)


@pytest.fixture
def complete(evaluation, rds):
    return fill_in(evaluation, by=rds)


def url(name, village, *keys):
    return reverse(f"rembuk:{name}", args=[village.code, *keys])


def page_of(meeting, name="evaluation", *more):
    return url(name, meeting.village, meeting.year, meeting.pk, *more)


def said(response):
    return response.content.decode()


# --- opening -------------------------------------------------------------------------


def test_the_list_opens_the_evaluation_of_a_quarter(page, village, quarter):
    listed = said(page.get(url("evaluation_list", village)))
    assert "TW2 2026 sudah berakhir: adakan evaluasi RDS paling lambat" in listed
    assert url("evaluation_open", village, 2026, 2) in listed

    address = url("evaluation_open", village, 2026, 2)
    shown = said(page.post(address, {"uuid": str(Meeting().uuid)}, follow=True))

    assert "Evaluasi TW2 2026 dibuka. Mulai dari janji yang lalu." in shown
    meeting = village.meetings.get()
    assert (meeting.kind, meeting.quarter) == ("evaluasi", quarter)


def test_a_second_evaluation_needs_a_reason(page, village, quarter, evaluation, rds):
    address = url("evaluation_open", village, 2026, 2)
    shown = said(page.post(address, {"second_reason": ""}))
    assert "Tulis alasan mengapa triwulan ini dievaluasi sekali lagi" in shown
    with pytest.raises(SecondEvaluation):
        open_evaluation(village, quarter, by=rds)

    page.post(address, {"second_reason": "Angka dibuka kembali"})

    assert village.meetings.count() == 2


def test_the_table_refuses_two_without_a_reason(village, quarter, evaluation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(
            village=village, kind="evaluasi", quarter=quarter, year=2026
        )


def test_the_same_form_opens_it_once(village, quarter, rds):
    uuid = Meeting().uuid
    one = open_evaluation(village, quarter, uuid=uuid, by=rds)

    assert open_evaluation(village, quarter, uuid=uuid, by=rds) == one


def test_a_quarter_that_has_not_begun_is_not_evaluated(page, village):
    make_quarter(village, number=4)

    assert page.get(url("evaluation_open", village, 2026, 4)).status_code == 404


# --- what it opens with --------------------------------------------------------------


def test_it_opens_with_the_promises_kept_late_and_dropped(
    page, village, evaluation, rds
):
    late = make_promise(village, due_on=date(2026, 6, 30), text="Terlambat ini")
    kept = make_promise(village, text="Ditepati ini")
    dropped = make_promise(village, text="Batal ini")
    close(kept, "ditepati", "", by=rds)
    close(dropped, "batal", "Tidak ada dana", by=rds)

    part = content_of(evaluation)["promises"]

    assert part["told"] == "1 ditepati, 1 terlambat, 1 tidak dilanjutkan"
    assert [row["pk"] for row in part["rows"]] == [late.pk, kept.pk, dropped.pk]
    shown = said(page.get(page_of(evaluation)))
    assert "Tidak dilanjutkan 21 Juli 2026: Tidak ada dana" in shown


def test_what_was_closed_before_the_last_evaluation_is_told_no_more(
    village, complete, rds
):
    old = make_promise(village)
    close(old, "ditepati", "", by=rds)
    village.promises.filter(pk=old.pk).update(closed_on=date(2026, 3, 31))

    assert old not in last_promises(complete)


def test_the_next_evaluation_opens_with_these_promises(village, complete, rds):
    finish_evaluation(complete, by=rds)
    following = make_evaluation(village, make_quarter(village, number=3), by=rds)

    rows = content_of(following)["promises"]["rows"]

    assert [row["text"] for row in rows] == ["Timbangan posyandu ditera"]


def test_the_figures_stand_beside_the_quarter_before(village, evaluation):
    make_quarter(village, number=1, figures={"anc": (20, 40), "hijau": (50, 50)})
    figures = {"hijau": (60, 60), "merah": (2, 2), "unvisited": (3, 3)}
    Figure.objects.bulk_create(
        Figure(
            area_code=village.code,
            parent_code=village.code[:6],
            year=2026,
            number=2,
            measure=measure,
            received=received,
            due=due_,
        )
        for measure, (received, due_) in figures.items()
    )

    recap = content_of(evaluation)["recap"]

    mothers = recap["convergence"][0]
    assert mothers["now"] == {"received": 69, "due": 95, "percent": "72.63"}
    assert mothers["before"]["percent"] == "50.00"
    assert mothers["change"] == "naik 22,6 poin"
    assert recap["mats"][0] == {
        "key": "hijau",
        "label": "Hijau",
        "now": 60,
        "before": 50,
    }
    assert recap["mats"][2]["now"] == 2
    assert len(recap["services"]) == 19
    assert recap["people"][-1]["now"] == 3
    assert [row["label"] for row in recap["growth"]][0] == "Stunting (pendek)"


def test_findings_reappear_until_they_are_closed(page, village, evaluation, rds):
    row = make_finding(village, rds)
    keys = [2026, evaluation.pk, row.pk]
    assert row.text in said(page.get(page_of(evaluation)))

    address = url("evaluation_finding_close", village, *keys)
    page.post(address, {"outcome": "selesai", "outcome_note": "Lima dibangun"})

    row.refresh_from_db()
    assert row.outcome == "selesai"
    assert content_of(evaluation)["findings"][0]["told"] == (
        "Selesai 21 Juli 2026: Lima dibangun"
    )
    page.post(url("evaluation_finding_reopen", village, *keys))
    row.refresh_from_db()
    assert row.closed_on is None


def test_what_was_done_in_the_quarter_stands_with_its_money(village, evaluation):
    line = make_line(village)
    line.realisations.create(number=2, amount_rupiah=3_000_000)
    make_delivery(
        village,
        started_on=date(2026, 5, 4),
        ended_on=date(2026, 6, 1),
        budget_line=line,
    )
    make_delivery(
        village,
        started_on=date(2026, 5, 4),
        ended_on=date(2026, 6, 2),
        source="opd",
        programme="Dinkes",
        cost_rupiah=500_000,
    )
    make_delivery(village)  # of the next quarter

    content = content_of(evaluation)

    assert len(content["deliveries"]) == 2
    assert content["spent"] == {
        "budget": 3_000_000,
        "outside": 500_000,
        "total": 3_500_000,
    }


# --- promises from its page ----------------------------------------------------------


def test_a_new_promise_runs_until_the_next_evaluation(page, village, evaluation):
    address = page_of(evaluation, "evaluation_promise_add")
    form = page.get(address).context["form"]
    assert form["due_on"].value() == date(2026, 10, 31)

    fields = {"text": "Jamban bersama", "owner": "Kasi Kesejahteraan"}
    days = {"made_on": "2026-07-21", "due_on": "2026-10-31"}
    shown = said(page.post(address, fields | days, follow=True))

    row = evaluation.promises.get()
    assert "Janji tersimpan." in shown
    assert (row.meeting, row.village) == (evaluation, village)
    page.post(page_of(evaluation, "evaluation_promise_remove", row.pk))
    assert not evaluation.promises.exists()
    page.post(page_of(evaluation, "evaluation_promise_restore", row.pk))
    edit = page_of(evaluation, "evaluation_promise", row.pk)
    row.refresh_from_db()
    page.post(edit, fields | days | {"owner": "Ketua RT", "version": row.version})
    assert evaluation.promises.get().owner == "Ketua RT"


def test_a_promise_that_names_a_registered_person_is_refused(page, village, evaluation):
    make_person(make_household(village), name="Sulastri Handayani")
    fields = {"text": "Jamban bagi Sulastri Handayani", "owner": "Ketua RT"}
    days = {"made_on": "2026-07-21", "due_on": "2026-10-31"}

    shown = said(
        page.post(page_of(evaluation, "evaluation_promise_add"), fields | days)
    )

    assert "sama dengan nama orang yang tercatat" in shown
    assert not evaluation.promises.exists()


def test_what_came_of_a_promise_is_said_from_the_page(page, village, evaluation):
    row = make_promise(village)
    address = page_of(evaluation, "evaluation_promise_close", row.pk)
    assert "Tulis mengapa" in said(page.post(address, {"outcome": "batal"}))

    shown = said(page.post(address, {"outcome": "ditepati"}, follow=True))

    assert "Hasilnya tercatat." in shown
    row.refresh_from_db()
    assert row.outcome == "ditepati"
    page.post(page_of(evaluation, "evaluation_promise_reopen", row.pk))
    row.refresh_from_db()
    assert row.closed_on is None


# --- finishing -----------------------------------------------------------------------


def test_finishing_is_refused_with_all_that_lacks(page, evaluation):
    shown = said(page.post(page_of(evaluation, "evaluation_finish"), follow=True))

    for words in (
        "Belum dapat diselesaikan.",
        "Tanggal evaluasi belum diisi",
        "Pukul berapa evaluasi dimulai belum diisi",
        "Tempat evaluasi belum diisi",
        "Pimpinan evaluasi belum diisi",
        "Notulis belum diisi",
        "Daftar hadir masih kosong",
        "Notulen belum ditulis",
        "Belum ada janji sampai evaluasi berikutnya",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 7, 22), "Tanggal evaluasi belum tiba"),
        (date(2026, 3, 31), "Tanggal evaluasi mendahului triwulan yang dibahas"),
    ],
)
def test_a_day_that_cannot_be_is_told(complete, day, words):
    complete.held_on = day

    assert [one.text for one in lacking_from(complete)] == [words]


def test_somebody_of_the_rds_must_have_been_there(complete):
    complete.attendances.filter(element="rds").update(element="tokoh")

    assert [one.section for one in lacking_from(complete)] == ["hadir"]


def test_figures_that_facts_have_outrun_are_not_kept(complete, rds):
    quarter = complete.quarter
    quarter.touched, quarter.computed = 2, 1
    quarter.save()
    complete.quarter.refresh_from_db()

    assert [one.section for one in lacking_from(complete)] == ["angka"]
    with pytest.raises(MeetingIncomplete):
        finish_evaluation(complete, by=rds)


def test_finished_it_keeps_what_it_looked_at(page, village, complete, rds):
    late = make_promise(village, due_on=date(2026, 7, 1))
    shown = said(page.post(page_of(complete, "evaluation_finish"), follow=True))
    assert "Evaluasi TW2 2026 selesai." in shown

    close(late, "ditepati", "", by=rds)
    make_delivery(village, started_on=date(2026, 5, 1), ended_on=date(2026, 5, 2))
    Figure.objects.all().delete()
    meeting = village.meetings.select_related("quarter").get()
    meeting.village = village

    kept = read_content(meeting)
    assert kept["promises"]["told"] == "1 terlambat"
    assert kept["deliveries"] == []
    assert kept["recap"]["convergence"][0]["now"]["due"] == 95
    assert meeting.evaluation.content_sha256
    assert "1 terlambat" in said(page.get(page_of(meeting)))


def test_a_finished_evaluation_is_not_changed(page, village, complete, rds):
    row = make_promise(village)
    finish_evaluation(complete, by=rds)

    with pytest.raises(MeetingSettled):
        finish_evaluation(complete, by=rds)
    for name, keys in (
        ("evaluation_edit", ["waktu"]),
        ("evaluation_promise_add", []),
        ("evaluation_promise_close", [row.pk]),
    ):
        shown = said(page.get(page_of(complete, name, *keys), follow=True))
        assert "Rapat ini sudah diselesaikan" in shown
    page.post(
        page_of(complete, "evaluation_promise_remove", complete.promises.get().pk)
    )
    assert complete.promises.exists()


@pytest.mark.parametrize("section", ["waktu", "pimpinan", "kesimpulan"])
def test_each_part_has_its_form(page, evaluation, section):
    address = page_of(evaluation, "evaluation_edit", section)
    fields = {"agreement": "Didahulukan.", "place": "Balai"}

    assert page.get(address).status_code == 200
    shown = said(page.post(address, fields | {"version": 1}, follow=True))
    assert "tersimpan." in shown
    answer = page.get(page_of(evaluation, "evaluation_edit", "lain"))
    assert answer.status_code == 404


def test_a_rembuk_is_no_evaluation(page, village, meeting):
    assert page.get(page_of(meeting)).status_code == 404


@pytest.mark.parametrize("count", [2, 200])
def test_the_page_asks_the_same_number_of_questions(page, village, evaluation, count):
    for _ in range(count):
        make_promise(village)
        make_delivery(village, started_on=date(2026, 5, 1), ended_on=date(2026, 5, 2))
    page.get(page_of(evaluation))

    with CaptureQueriesContext(connection) as asked:
        page.get(page_of(evaluation))

    assert len(asked) <= 45
