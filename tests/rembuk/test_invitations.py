"""Who is invited, which unsur lacks, and what happens when."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from rembuk import actions, documents
from rembuk.agenda import agenda_of
from rembuk.invitees import proposed
from rembuk.models import AgendaItem, Attendance, Invitation, MeetingSettled
from rembuk.unsur import EXPECTED, not_come, not_invited, standings_of
from tests.cast import make_household, make_person, make_pregnancy
from tests.documents import pages
from tests.rembuk.meetings import change, url
from villages.models import Official, Rds

pytestmark = pytest.mark.django_db
MARGINS = {"left": 24, "right": 19, "top": 16, "bottom": 13}


@pytest.fixture
def furnished(village):
    """An RDS with two members, a bidan, a posyandu and a PAUD."""
    rds = Rds.objects.create(
        village=village, formed_on=date(2024, 1, 2), address="Balai Desa"
    )
    for name, element in (("Sulastri", "pkk"), ("Bambang Sutejo", "lpmd")):
        rds.members.create(
            name=name, sex="P", element=element, starts_on=date(2024, 1, 2)
        )
    Official.objects.create(
        village=village, position="bidan", name="Dewi", starts_on=date(2024, 1, 1)
    )
    village.posyandus.create(name="Melati")
    village.facilities.create(year=2025, kind="paud", name="PAUD Lama")
    village.facilities.create(year=2026, kind="paud", name="PAUD Tunas")
    return village


def invite(meeting, name, element, *, by):
    return actions.add(meeting.invitations, {"name": name, "element": element}, by=by)


def send(page, meeting, **changes):
    data = {"name": "Ketua Karang Taruna", "element": "karang_taruna", "position": ""}
    return page.post(url("invitation_add", meeting), data | changes, follow=True)


# --- who could be invited ------------------------------------------------------------


def test_everybody_written_down_somewhere_is_proposed(meeting, furnished):
    found = {(one.name, one.element) for one in proposed(meeting)}

    for one in [
        ("Sulastri", "pkk"),
        ("Bambang Sutejo", "lpmd"),
        ("Dewi", "nakes"),
        ("Kader Posyandu Melati", "kader"),
        ("Guru PAUD Tunas", "paud"),
        ("Kepala Dusun Krajan", "pemdes"),
        ("Camat Kaliwiro", "undangan"),
        ("Ketua Karang Taruna", "karang_taruna"),
    ]:
        assert one in found
    assert ("Guru PAUD Lama", "paud") not in found
    assert ("Ketua TP PKK Desa", "pkk") not in found


def test_every_unsur_is_proposed_even_where_nothing_is_written_down(meeting):
    assert {one.element for one in proposed(meeting)} == set(Attendance.Element)


def test_families_are_proposed_by_their_dusun_and_never_by_name(page, meeting, village):
    household = make_household(village, head_name="Slamet Widodo")
    woman = make_person(household, name="Siti Aminah", born_on=date(1995, 1, 1))
    make_pregnancy(household, due_on=date(2026, 9, 1), woman=woman)

    shown = page.get(url("invitation_list", meeting)).content.decode()

    assert "Wakil ibu hamil Dusun Krajan" in shown
    assert "Siti Aminah" not in shown
    assert "Slamet Widodo" not in shown


def test_the_chosen_are_invited_once_and_proposed_no_more(page, meeting, furnished):
    keys = ["pkk:Sulastri", "undangan:Camat Kaliwiro"]

    for _ in range(2):
        page.post(url("invitation_adopt", meeting), {"chosen": keys})

    names = [one.name for one in meeting.invitations.all()]
    assert names == ["Sulastri", "Camat Kaliwiro"]
    assert not {"Sulastri"} & {one.name for one in proposed(meeting)}


def test_choosing_nobody_says_what_to_do(page, meeting):
    answer = page.post(url("invitation_adopt", meeting), {}, follow=True)

    assert "Centang dahulu siapa yang diundang" in answer.content.decode()


# --- the list ------------------------------------------------------------------------


def test_somebody_else_is_invited_changed_removed_and_taken_back(page, meeting):
    send(page, meeting)
    row = meeting.invitations.get()

    data = {"name": "Fajar", "element": "karang_taruna", "version": row.version}
    page.post(url("invitation_edit", meeting, row.pk), data)
    row.refresh_from_db()
    assert row.name == "Fajar"

    answer = page.post(url("invitation_remove", meeting, row.pk), follow=True)
    assert not meeting.invitations.exists()
    back = url("row_restore", meeting, "diundang", row.pk)
    assert f'action="{back}"' in answer.content.decode()
    page.post(back)
    assert meeting.invitations.get() == row


def test_the_same_is_not_invited_twice(page, meeting):
    send(page, meeting)
    answer = send(page, meeting)

    assert "Sudah ada dalam daftar undangan" in answer.content.decode()
    assert meeting.invitations.count() == 1


def test_the_database_keeps_an_invitation_once(meeting, rds):
    invite(meeting, "Camat", "undangan", by=rds)

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(meeting=meeting, name="Camat", element="undangan")


def test_after_the_berita_acara_nobody_is_invited(page, draft, ready, rds):
    actions.settle(draft, by=rds)

    answer = send(page, ready)

    assert "sudah ditetapkan" in answer.content.decode()
    with pytest.raises(MeetingSettled):
        invite(ready, "Camat", "undangan", by=rds)
    assert not ready.invitations.exists()


def test_the_letter_of_a_settled_rembuk_names_whom_it_invited(draft, ready, rds):
    change(ready, rds, letter_on=date(2026, 6, 15))
    invite(ready, "Ketua Karang Taruna", "karang_taruna", by=rds)

    row = actions.settle(draft, by=rds)

    assert row.content["annexes"]["letter"]["to"] == ["Ketua Karang Taruna"]


# --- unsur ---------------------------------------------------------------------------


def test_each_unsur_that_lacks_is_named_before_and_on_the_day(page, meeting, rds):
    invite(meeting, "Titik", "pkk", by=rds)
    values = {"name": "Budi", "sex": "L", "element": "lpmd"}
    actions.add(meeting.attendances, values, by=rds)
    standings = standings_of(meeting)

    assert {one.element for one in not_invited(standings)} == set(EXPECTED) - {"pkk"}
    assert {one.element for one in not_come(standings)} == set(EXPECTED) - {"lpmd"}
    told = {one.element: one.told for one in standings}
    assert (told["pkk"], told["lpmd"], told["bpd"]) == (
        "diundang, belum hadir",
        "1 hadir",
        "belum diundang",
    )
    before = page.get(url("invitation_list", meeting)).content.decode()
    assert "Unsur yang belum diundang" in before
    assert "Karang Taruna</a>" in before
    day = page.get(url("attendance_list", meeting)).content.decode()
    assert "<strong>Diundang, belum hadir:</strong> PKK." in day
    assert "<strong>Belum diundang:</strong> Pemerintah desa, BPD, Kader" in day
    assert "LPMD" not in day.partition("Belum diundang")[2].partition("</p>")[0]


def test_a_guest_is_not_missed():
    assert "undangan" not in EXPECTED
    assert len(EXPECTED) == len(Attendance.Element) - 1


def test_the_list_takes_as_many_queries_for_two_as_for_many(
    page, meeting, rds, django_assert_max_num_queries
):
    for number in range(60):
        invite(meeting, f"Tokoh {number}", "tokoh", by=rds)

    with django_assert_max_num_queries(30):
        page.get(url("invitation_list", meeting))


# --- agenda --------------------------------------------------------------------------


def test_the_usual_agenda_stands_in_until_one_is_written(meeting, rds):
    change(meeting, rds, starts_at=time(9, 0))
    meeting.refresh_from_db()

    usual = agenda_of(meeting)

    assert not meeting.agenda_items.exists()
    assert (usual[0].time, usual[1].time) == ("09.00–09.10", "09.10–09.20")
    assert "triwulan kedua tahun 2026" in usual[2].text
    assert "RKP Desa Tahun 2027" in usual[5].text


def test_times_follow_from_what_stands_before(page, meeting, rds):
    change(meeting, rds, starts_at=time(23, 30))
    page.post(url("agenda_adopt", meeting))
    page.post(url("agenda_adopt", meeting))  # a second press changes nothing
    meeting.refresh_from_db()
    first, second = meeting.agenda_items.all()[:2]

    page.post(url("agenda_move", meeting, second.pk), {"arah": "naik"})
    data = {"text": second.text, "minutes": "40", "owner": "", "version": 1}
    page.post(url("agenda_edit", meeting, second.pk), data)

    lines = agenda_of(meeting)
    assert len(lines) == 8
    assert [line.row for line in lines[:2]] == [second, first]
    assert [line.time for line in lines[:2]] == ["23.30–00.10", "00.10–00.20"]


def test_a_line_is_added_removed_and_taken_back(page, meeting):
    data = {"text": "Ramah tamah", "minutes": "15", "owner": "Panitia"}
    page.post(url("agenda_add", meeting), data)
    row = meeting.agenda_items.get()
    assert (row.minutes, row.rank) == (15, 1)

    page.post(url("agenda_remove", meeting, row.pk))
    assert not meeting.agenda_items.exists()
    page.post(url("row_restore", meeting, "acara", row.pk))
    assert meeting.agenda_items.get() == row


@pytest.mark.parametrize("minutes", ["0", "481", "-5", "setengah jam"])
def test_a_line_takes_a_minute_to_a_day(page, meeting, minutes):
    data = {"text": "Ramah tamah", "minutes": minutes}
    answer = page.post(url("agenda_add", meeting), data)

    assert "Ramah tamah" in answer.content.decode()
    assert not meeting.agenda_items.exists()


def test_the_database_refuses_a_line_without_length(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(meeting=meeting, rank=1, minutes=0, text="Doa")


# --- what is printed -----------------------------------------------------------------


def test_each_receiver_has_a_letter_of_his_own_with_the_agenda(ready, rds):
    invite(ready, "Titik Susanti", "pkk", by=rds)
    invite(ready, "Camat Kaliwiro", "undangan", by=rds)

    pdf = documents.invitation_pdf(ready)

    first, second = (" ".join(one.split()) for one in pages.page_texts(pdf))
    assert "Kepada Yth. Titik Susanti di tempat" in first
    assert "Kepada Yth. Camat Kaliwiro di tempat" in second
    assert "09.10–09.20 Sambutan Kepala Desa" in first
    assert pages.ink_outside(pdf, **MARGINS) == []


def test_the_list_of_the_invited_has_room_to_sign(page, ready, rds):
    for number in range(40):
        invite(ready, f"Tokoh {number} {'W' * 60}", "tokoh", by=rds)

    answer = page.get(url("paper", ready, "daftar-undangan"))

    words = pages.text(answer.content)
    assert "Diterima tanggal Paraf" in words
    assert "Tokoh 39" in words
    assert pages.ink_outside(answer.content, **MARGINS) == []
