"""The stage board: what is next, who, until when, what is missing."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from rembuk import actions
from rembuk.actions import advocacy as acts
from rembuk.board import board_of
from rembuk.models import Deadline
from scorecard.models import SocialMapping
from tests.rembuk.meetings import sign_all
from tests.test_access_sweep import make_promise
from tests.villages.offices import an_office
from villages.actions import closing
from villages.models import Appointment

pytestmark = pytest.mark.django_db
MAY, JULY = date(2026, 5, 4), date(2026, 7, 6)


def opened(village, today=MAY):
    """The number of the open stage and what it lacks."""
    stage = board_of(village, 2026, today).open
    return (stage.number, stage.lacking) if stage else None


def choose_kpm(village, **fields):
    """An SK KPM in force, kept as paper."""
    scan = village.attachments.create(
        name="sk.pdf", content_type="application/pdf", sha256="0" * 64, size=1
    )
    return village.appointments.create(
        kind=Appointment.Kind.KPM,
        state="ditetapkan",
        is_paper=True,
        number="141/3/2026",
        settled_on=date(2026, 1, 5),
        settled_at="2026-01-05T00:00Z",
        scan=scan,
        **fields,
    )


def freeze(village, by):
    return SocialMapping.objects.create(
        village=village, year=2026, as_of=MAY, content={}, sha256="0", frozen_by=by
    )


@pytest.fixture
def ratified(draft, rds):
    record = actions.settle(draft, by=rds)
    sign_all(record, by=rds)
    return actions.ratify(record, by=rds)


def hand_over(record, by):
    for receiver in ("kades", "bpd"):
        values = {"receiver": receiver, "handed_on": date(2026, 6, 25)}
        values |= {"handed_by": "A", "received_by": "B", "position": "C"}
        acts.hand_over(record, values, by=by)


def test_a_new_village_begins_with_the_sk_of_the_kpm(village):
    assert opened(village) == (0, ["SK KPM yang berlaku belum ada"])


def test_an_sk_that_ended_is_none(village):
    choose_kpm(village, starts_on=date(2025, 1, 1), ends_on=date(2026, 5, 3))

    assert opened(village)[0] == 0


def test_after_the_sk_every_dusun_is_mapped_and_formulir_1_frozen(village, kpm):
    choose_kpm(village)

    number, lacking = opened(village)

    assert number == 1
    every = village.dusuns.count()
    assert lacking == [
        f"{every} dari {every} dusun belum selesai dipetakan",
        "Formulir 1 tahun 2026 belum dibekukan",
    ]


def test_after_the_mapping_the_rds_discusses(village, kpm):
    choose_kpm(village)
    freeze(village, kpm)

    assert opened(village) == (
        2,
        ["Rumah Desa Sehat belum dibentuk", "Hasil diskusi RDS belum dicatat"],
    )


def test_proposals_of_the_rds_show_that_it_discussed(village, kpm, meeting, ready):
    choose_kpm(village)
    freeze(village, kpm)
    meeting.proposals.update(origin="rds")

    assert opened(village) == (4, ["Berita acara belum ditetapkan"])


def test_a_settled_berita_acara_still_needs_its_signatures(village, draft, rds):
    stage = board_of(village, 2026, MAY).stages[4]
    assert stage.lacking == ["Berita acara belum ditetapkan"]

    actions.settle(draft, by=rds)

    stage = board_of(village, 2026, MAY).stages[4]
    assert "Belum ada tanda tangan Wakil RDS" in stage.lacking
    assert stage.lacking[-1] == "Berita acara belum disahkan"


def test_stages_that_were_skipped_do_not_hold_the_path_up(village, ratified):
    number, lacking = opened(village, JULY)
    stages = board_of(village, 2026, JULY).stages

    assert number == 5
    assert [stage.text for stage in stages] == [
        *("tidak tercatat", "tidak tercatat", "tidak tercatat", "boleh dilewati"),
        *("selesai", "berikutnya", "nanti", "berjalan di samping"),
    ]
    assert lacking == [
        "Berita acara belum diserahkan kepada Kepala Desa",
        "Berita acara belum diserahkan kepada BPD",
        "1 usulan belum masuk RKP Desa",
    ]


def test_what_is_open_moves_with_the_proposal_to_the_end(village, ratified, rds, kades):
    proposal = ratified.meeting.proposals.get()
    hand_over(ratified, rds)
    acts.take_step(proposal, "rkp", {"taken_on": JULY}, by=kades)
    stage = board_of(village, 2026, JULY).open
    assert (stage.number, stage.lacking) == (5, ["1 usulan belum masuk APB Desa"])
    assert stage.until == date(2026, 12, 31)

    values = {"taken_on": JULY, "amount_rupiah": 9_000_000}
    acts.take_step(proposal, "apb", values, by=kades)
    assert opened(village, JULY) == (
        6,
        ["Baris APB Desa 2027 belum dicatat", "1 usulan belum direalisasi"],
    )

    village.budget_lines.create(
        year=2027, activity_code="2.2.06", name="BKB", amount_rupiah=9_000_000
    )
    acts.take_step(proposal, "realisasi", values, by=kades)
    assert opened(village, JULY) is None


def test_a_second_rembuk_being_prepared_does_not_hide_the_first(
    village, ratified, quarter, rds
):
    actions.open_meeting(village, quarter, gaps=[], second_reason="Perubahan", by=rds)

    assert opened(village, JULY)[0] == 5


def test_a_year_in_which_every_quarter_is_final_was_monitored(village):
    for number in range(1, 5):
        village.quarters.get_or_create(year=2026, number=number)
    village.quarters.filter(number__lt=4).update(state="berjalan")

    stage = board_of(village, 2026, MAY).stages[7]

    assert stage.lacking[0] == "Triwulan 1 belum final"
    assert stage.text == "berjalan di samping"


# --- notices -------------------------------------------------------------------------


def told(village, today):
    return [notice.text for notice in board_of(village, 2026, today).notices]


def test_after_the_day_the_open_stage_is_late_and_still_taken(village, kpm, meeting):
    choose_kpm(village)
    freeze(village, kpm)
    meeting.proposals.all()

    assert told(village, date(2026, 6, 30)) == []
    notice, evaluation = told(village, date(2026, 7, 1))
    assert "TW2 2026 sudah berakhir: adakan evaluasi RDS" in evaluation
    assert "Diskusi RDS: batasnya 30 Juni 2026 sudah lewat" in notice
    assert "tetap diterima" in notice


def test_broken_promises_are_told(village, rds):
    row = make_promise(village)
    late = date(2027, 1, 1)
    assert any("1 janji tahun 2026" in text for text in told(village, late))

    closing.close(row, "ditepati", "", by=rds)
    assert not any("janji" in text for text in told(village, late))


def test_what_the_plans_wait_for_is_told(village, ratified):
    assert any("RKP Desa 2027 sedang disusun" in t for t in told(village, JULY))


# --- pages ---------------------------------------------------------------------------


def url(village, name="stage_board_of_year", *keys):
    return reverse(f"rembuk:{name}", args=[village.code, *keys])


def test_the_board_names_what_who_until_when_and_what_lacks(page, village, ratified):
    words = page.get(url(village, "stage_board_of_year", 2026)).content.decode()

    for said in (
        "Berikutnya: Advokasi",
        "Kepala Desa dan perangkat mencatat",
        "30 September 2026",
        "Berita acara belum diserahkan kepada BPD",
        url(village, "advocacy_of_year", 2026),
        url(village, "stage_calendar", 2026),
    ):
        assert said in words


@pytest.mark.parametrize("year", [1999, 2200])
def test_a_year_out_of_reach_is_not_found(page, village, year):
    assert page.get(url(village, "stage_board_of_year", year)).status_code == 404
    assert page.get(url(village, "stage_calendar", year)).status_code == 404


def test_the_board_opens_with_the_running_year(page, village):
    words = page.get(url(village, "stage_board")).content.decode()

    assert f"Tahapan {village.today().year}" in words


def test_the_year_of_the_board_stands_out_among_the_years(page, village):
    before = village.today().year - 1
    words = page.get(url(village, "stage_board_of_year", before)).text

    here, other = (url(village, "stage_board_of_year", y) for y in (before, before + 1))
    assert f'class="btn btn-primary" href="{here}" aria-current="page"' in words
    assert f'class="btn btn-outline-primary" href="{other}"' in words


def test_the_calendar_has_the_days_and_nobodys_name(page, village, ratified, kpm):
    an_office(village, kpm)
    answer = page.get(url(village, "stage_calendar", 2026))
    text = answer.content.decode()

    assert answer["Content-Type"].startswith("text/calendar")
    assert text.count("BEGIN:VEVENT") == 12
    assert "Batas evaluasi RDS TW2 2026" in text
    assert "DTSTART;VALUE=DATE:20260630" in text
    assert "Batas penetapan RKP Desa 2027" in text
    names = {row.name for row in ratified.meeting.attendances.all()}
    assert [name for name in names if name in text] == []


# --- the kabupaten's day -------------------------------------------------------------


def set_day(client, village, **changes):
    page = reverse("rembuk:deadline_edit", args=[village.code[:4]])
    return client.post(page, {"day": "15", "month": "5"} | changes, follow=True)


def test_a_kabupaten_sets_the_day_for_its_villages(client, kabupaten, village):
    client.force_login(kabupaten)

    answer = set_day(client, village, decree="Surat edaran nomor 5")
    assert "Batas waktu rembuk tersimpan." in answer.content.decode()
    assert board_of(village, 2026, MAY).stages[4].until == date(2026, 5, 15)

    set_day(client, village, day="20", version=1)
    assert board_of(village, 2026, MAY).stages[4].until == date(2026, 5, 20)


def test_the_page_of_the_kabupaten_leads_to_its_day(client, kabupaten, village):
    client.force_login(kabupaten)
    area = reverse("scorecard:area_now", args=[village.code[:4]])
    deadline = reverse("rembuk:deadline_edit", args=[village.code[:4]])

    assert deadline in client.get(area).content.decode()


def test_of_two_who_set_the_day_the_second_is_told(client, kabupaten, village):
    client.force_login(kabupaten)
    set_day(client, village)
    set_day(client, village, day="20", version=1)

    answer = set_day(client, village, day="21", version=1)

    assert answer.status_code == 409


@pytest.mark.parametrize(("day", "month"), [("31", "6"), ("29", "2"), ("0", "1")])
def test_a_day_that_not_every_year_has_is_refused(
    client, kabupaten, village, day, month
):
    client.force_login(kabupaten)

    set_day(client, village, day=day, month=month)

    assert not Deadline.objects.exists()


def test_a_day_is_set_for_a_kabupaten_alone(client, kabupaten, village):
    client.force_login(kabupaten)
    page = reverse("rembuk:deadline_edit", args=[village.code[:6]])

    assert client.get(page).status_code == 404


def test_the_database_keeps_no_day_outside_the_year(village):
    with pytest.raises(IntegrityError):
        Deadline.objects.create(area=village.district.parent, month=13, day=1)
