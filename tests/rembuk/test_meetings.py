"""The pages of a rembuk: opened from the scorecard, filled in, kept when settled."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from rembuk import actions
from rembuk.models import Meeting
from tests.rembuk.meetings import (
    FIGURES,
    add_people,
    add_proposal,
    make_meeting,
    make_quarter,
    url,
)
from villages.models import AuditEntry

pytestmark = pytest.mark.django_db


def opening(quarter):
    keys = [quarter.village.code, quarter.year, quarter.number]
    return reverse("rembuk:meeting_open", args=keys)


def section(meeting, name):
    return url("meeting_edit", meeting, name)


DAY = {
    "held_on": "2026-06-22",
    "starts_at": "09:00",
    "ends_at": "",
    "place": "Balai Desa Sukamaju",
}


# --- opening -------------------------------------------------------------------------


def test_the_largest_gap_stands_first_and_is_ticked(page, quarter):
    shown = page.get(opening(quarter)).content.decode()

    first = shown.index("31 dari 97 orang tua anak 0–23 bulan belum mengikuti kelas")
    second = shown.index("19 dari 27 ibu hamil belum mengikuti konseling gizi")
    assert first < second
    assert "akta" not in shown  # nobody misses it
    assert 'value="pengasuhan" class="form-check-input"' in shown
    assert "checked" in shown


def test_ticked_gaps_become_problems_in_their_order(page, quarter):
    page.post(opening(quarter), {"gaps": ["anc", "pengasuhan"]})

    problems = Meeting.objects.get().problems.all()
    assert [(p.rank, p.indicator, p.received, p.due) for p in problems] == [
        (1, "pengasuhan", 66, 97),
        (2, "anc", 30, 34),
    ]


def test_opening_twice_with_one_form_opens_one_rembuk(page, quarter):
    data = {"gaps": ["anc"], "uuid": str(uuid.uuid4())}
    page.post(opening(quarter), data)
    page.post(opening(quarter), data | {"second_reason": "Ditekan dua kali"})

    assert Meeting.objects.count() == 1
    assert Meeting.objects.get().berita_acaras.count() == 1


def test_a_second_rembuk_of_the_year_needs_a_reason(page, meeting, quarter):
    answer = page.post(opening(quarter), {"gaps": ["anc"]})

    assert answer.status_code == 200
    assert "Tulis alasan mengapa tahun ini diadakan rembuk lagi" in (
        answer.content.decode()
    )
    page.post(opening(quarter), {"gaps": ["anc"], "second_reason": "APBD berubah"})
    assert Meeting.objects.count() == 2


def test_a_village_without_scorecard_is_told_what_to_do_first(page, village):
    shown = page.get(reverse("rembuk:meeting_list", args=[village.code]))

    assert "Catat dahulu Formulir 2A dan 2B" in shown.content.decode()


def test_the_only_rembuk_of_a_year_is_opened_at_once(page, meeting):
    keys = [meeting.village.code, 2026]

    answer = page.get(reverse("rembuk:meetings_of_year", args=keys))

    assert answer.url == url("meeting", meeting)


def test_a_rembuk_is_not_found_under_another_year_or_village(page, meeting, neighbour):
    keys = [meeting.village.code, 2025, meeting.pk]
    assert page.get(reverse("rembuk:meeting", args=keys)).status_code == 404
    keys = [neighbour.code, 2026, meeting.pk]
    assert page.get(reverse("rembuk:meeting", args=keys)).status_code == 404


# --- its parts -----------------------------------------------------------------------


def test_the_page_says_what_is_missing_and_stops_when_nothing_is(page, meeting):
    shown = page.get(url("meeting", meeting)).content.decode()

    assert "Yang masih kurang" in shown
    assert "Tempat rembuk belum diisi" in shown
    assert "Isi waktu dan tempat" in shown


def test_a_complete_rembuk_asks_to_be_settled(page, ready):
    shown = page.get(url("meeting", ready)).content.decode()

    assert "Yang masih kurang" not in shown
    assert "Periksa draf dan tetapkan" in shown


def test_a_part_is_saved_and_stands_in_the_journal(page, meeting, rds):
    page.post(section(meeting, "waktu"), DAY | {"version": meeting.version})

    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.place) == (date(2026, 6, 22), DAY["place"])
    entry = AuditEntry.objects.filter(subject="rembuk.meeting").first()
    assert entry.by == rds
    assert entry.changes["place"] == ["", "Balai Desa Sukamaju"]


def test_of_two_who_save_the_second_is_shown_both_and_nothing_is_lost(page, meeting):
    version = meeting.version
    page.post(section(meeting, "waktu"), DAY | {"version": version})

    answer = page.post(
        section(meeting, "waktu"), DAY | {"version": version, "place": "Aula Krajan"}
    )

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Aula Krajan" in shown
    assert "Balai Desa Sukamaju" in shown
    meeting.refresh_from_db()
    assert meeting.place == "Balai Desa Sukamaju"


def test_saving_again_after_seeing_both_is_a_decision(page, meeting):
    page.post(section(meeting, "waktu"), DAY | {"version": 1})
    shown = page.post(
        section(meeting, "waktu"), DAY | {"version": 1, "place": "Aula Krajan"}
    )
    offered = shown.context["form"]["version"].value()

    page.post(
        section(meeting, "waktu"), DAY | {"version": offered, "place": "Aula Krajan"}
    )

    meeting.refresh_from_db()
    assert meeting.place == "Aula Krajan"


def test_an_end_before_the_start_is_refused_and_the_typing_kept(page, meeting):
    answer = page.post(
        section(meeting, "waktu"), DAY | {"ends_at": "08:00", "version": 1}
    )

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Jam selesai mendahului jam mulai" in shown
    assert "Balai Desa Sukamaju" in shown


def test_a_character_no_document_prints_is_refused_by_name(page, meeting):
    answer = page.post(
        section(meeting, "kesepakatan"), {"agreement": "Setuju 😀", "version": 1}
    )

    assert "GRINNING FACE" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.agreement == ""


def test_votes_are_asked_for_only_when_there_was_a_vote(page, meeting):
    agreement = {"agreement": "Setuju", "version": 1}

    voted = page.post(
        section(meeting, "kesepakatan"), agreement | {"decision": "suara"}
    )
    agreed = page.post(
        section(meeting, "kesepakatan"),
        agreement | {"decision": "mufakat", "votes_for": "7"},
    )

    assert "Tulis berapa orang yang setuju" in voted.content.decode()
    assert "Kosongkan jumlah suara" in agreed.content.decode()


def test_an_unknown_part_is_not_found(page, meeting):
    assert page.get(section(meeting, "anggaran")).status_code == 404


@pytest.mark.parametrize("name", ["waktu", "pimpinan", "undangan", "kesepakatan"])
def test_every_part_opens(page, ready, name):
    assert page.get(section(ready, name)).status_code == 200


def test_a_settled_rembuk_sends_its_editors_back(page, ready, draft, rds):
    problem = ready.problems.first()
    actions.settle(draft, by=rds)

    for address in (
        section(ready, "waktu"),
        url("problem_edit", ready, problem.pk),
        url("proposal_add", ready, problem.pk),
        url("photo_add", ready),
    ):
        answer = page.get(address, follow=True)
        assert "sudah ditetapkan" in answer.content.decode()
    page.post(url("problem_move", ready, problem.pk), {"arah": "turun"})
    assert ready.problems.first() == problem


def test_bpd_reads_a_rembuk_and_changes_nothing(client, bpd, ready):
    client.force_login(bpd)

    shown = client.get(url("meeting", ready)).content.decode()

    assert "Ubah" not in shown
    assert client.get(section(ready, "waktu")).status_code == 403


# --- how many queries ----------------------------------------------------------------


def test_the_page_asks_as_often_for_many_rows_as_for_few(
    page, ready, rds, django_assert_max_num_queries
):
    page.get(url("meeting", ready))
    for number in range(40):
        add_proposal(ready, by=rds, activity=f"Kegiatan {number}")
        add_people(ready, [(f"Orang {number}", "L", "pkk", "")], by=rds)

    with django_assert_max_num_queries(26):
        assert "Kegiatan 39" in page.get(url("meeting", ready)).content.decode()
    with django_assert_max_num_queries(12):
        shown = page.get(url("attendance_list", ready)).content.decode()
    assert "Orang 39" in shown


def test_the_list_asks_as_often_for_many_meetings(
    page, village, rds, django_assert_max_num_queries
):
    for year in range(2019, 2026):
        make_meeting(village, make_quarter(village, year, 2, FIGURES), by=rds)

    with django_assert_max_num_queries(10):
        shown = page.get(reverse("rembuk:meeting_list", args=[village.code]))

    assert "2019" in shown.content.decode()
