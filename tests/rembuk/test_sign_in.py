"""Participants sign in on their own phones, and what the secretary sees of it."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from rembuk import actions
from rembuk.actions import day
from rembuk.content import counted
from rembuk.models import Attendance, Desk, MeetingSettled
from rembuk.readiness import missing_from
from tests.rembuk.meetings import add_people, change, url
from villages.models import AuditEntry

pytestmark = pytest.mark.django_db
WIRE = 20 * 1024


@pytest.fixture
def desk(meeting, rds):
    return actions.open_desk(meeting, by=rds)


def door(desk):
    return reverse("rembuk:sign_in", args=[desk.token])


def send(client, desk, **changes):
    data = {"name": "Titik Susanti", "sex": "P", "element": "pkk"}
    data |= {"uuid": str(uuid.uuid4())}
    return client.post(door(desk), data | changes, follow=True)


# --- opening and closing -------------------------------------------------------------


def test_the_secretary_opens_and_closes(page, meeting):
    page.post(url("desk_open", meeting))
    desk = meeting.desks.get()
    assert desk.is_open
    assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){2}", desk.token)

    page.post(url("desk_open", meeting))
    assert (
        meeting.desks.get() == desk
    )  # pressed twice, the code on the wall still holds

    page.post(url("desk_close", meeting))
    desk.refresh_from_db()
    assert not desk.is_open


def test_a_desk_ends_with_the_day_of_the_village(meeting, desk, rds, village):
    local = desk.closes_at.astimezone(village.zone)
    assert (local.date() - village.today()).days == 1
    assert (local.hour, local.minute) == (0, 0)

    Desk.objects.update(
        opened_at=timezone.now() - timedelta(days=1),
        closes_at=timezone.now() - timedelta(hours=1),
    )
    assert not meeting.desks.get().is_open
    again = actions.open_desk(meeting, by=rds)
    assert again.token != desk.token
    assert meeting.desks.filter(closed_at=None).get() == again


def test_bpd_reads_the_list_and_opens_nothing(client, meeting, bpd):
    client.force_login(bpd)

    assert client.post(url("desk_open", meeting)).status_code == 403
    shown = client.get(url("attendance_list", meeting)).content.decode()
    assert "Buka pengisian lewat ponsel" not in shown


def test_two_desks_of_a_meeting_are_not_open_together(desk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Desk.objects.create(
            meeting=desk.meeting, token="lain", closes_at=desk.closes_at
        )


def test_a_desk_does_not_close_before_it_opened(desk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Desk.objects.update(closes_at=desk.opened_at)


def test_a_settled_rembuk_has_no_desk(draft, ready, rds):
    actions.settle(draft, by=rds)

    with pytest.raises(MeetingSettled):
        actions.open_desk(ready, by=rds)


# --- the page behind the code --------------------------------------------------------


def test_whoever_signs_in_stands_on_the_list_and_says_how(client, meeting, desk):
    answer = send(client, desk, position="Ketua TP PKK")

    assert "Anda sudah tercatat" in answer.content.decode()
    row = meeting.attendances.get()
    assert (row.name, row.element, row.position) == (
        "Titik Susanti",
        "pkk",
        "Ketua TP PKK",
    )
    assert row.is_by_phone
    assert row.recorded_by is None
    entry = AuditEntry.objects.filter(subject="rembuk.attendance").get()
    assert entry.by is None


def test_the_page_asks_five_things_shows_nobody_and_is_light(
    client, meeting, desk, rds
):
    add_people(meeting, [("Wahyuningsih", "P", "rds", "Ketua RDS")], by=rds)

    answer = client.get(door(desk))

    shown = answer.content.decode()
    assert "Wahyuningsih" not in shown
    assert "telepon tidak diminta" in shown
    assert 'type="tel"' not in shown
    assert "<script" not in shown
    assert len(answer.content) < WIRE
    assert "no-store" in answer["Cache-Control"]
    assert "sessionid" not in answer.cookies


def test_a_mistake_is_told_and_what_was_typed_stays(client, meeting, desk):
    answer = send(client, desk, sex="", element="")

    shown = answer.content.decode()
    assert "Pilih laki-laki atau perempuan." in shown
    assert "Pilih siapa yang Anda wakili." in shown
    assert 'value="Titik Susanti"' in shown
    assert not meeting.attendances.exists()


def test_one_phone_signs_in_once(client, meeting, desk):
    send(client, desk)
    answer = send(client, desk, name="Orang Lain", element="lpmd")

    assert "Anda sudah tercatat" in answer.content.decode()
    assert [row.name for row in meeting.attendances.all()] == ["Titik Susanti"]


def test_a_desk_opened_anew_still_knows_the_phone(client, meeting, desk, rds):
    send(client, desk)
    actions.close_desk(meeting, by=rds)
    again = actions.open_desk(meeting, by=rds)

    assert "Anda sudah tercatat" in client.get(door(again)).content.decode()


def test_the_same_name_and_unsur_is_recognised_from_another_phone(
    client, meeting, desk, rds
):
    add_people(meeting, [("Titik  SUSANTI", "P", "pkk", "")], by=rds)

    answer = send(client, desk)

    assert "Anda sudah tercatat" in answer.content.decode()
    assert "sampaikan kepada notulis" in answer.content.decode()
    assert meeting.attendances.count() == 1


def test_the_same_name_of_another_unsur_is_somebody_else(client, meeting, desk, rds):
    add_people(meeting, [("Titik Susanti", "P", "kader", "")], by=rds)

    send(client, desk)

    assert meeting.attendances.count() == 2


def test_a_form_sent_twice_by_a_weak_signal_is_one_line(meeting, desk):
    values = {"name": "Titik", "sex": "P", "element": "pkk"}
    key = uuid.uuid4()

    first = actions.sign_in(desk, values, uuid=key)

    assert actions.sign_in(desk, values, uuid=key) == first
    assert meeting.attendances.count() == 1


def test_whom_the_secretary_removed_may_sign_in_again(client, page, meeting, desk):
    send(client, desk)
    actions.remove(meeting.attendances.get(), by=None)

    answer = send(client, desk, name="Titik Susanti, S.Pd.")

    assert "Anda sudah tercatat" in answer.content.decode()
    assert meeting.attendances.get().name == "Titik Susanti, S.Pd."


@pytest.mark.parametrize("how", ["closed", "over", "settled"])
def test_a_closed_desk_takes_nobody(client, ready, draft, rds, how):
    desk = actions.open_desk(ready, by=rds)
    if how == "closed":
        actions.close_desk(ready, by=rds)
    elif how == "over":
        Desk.objects.update(
            opened_at=timezone.now() - timedelta(days=1), closes_at=timezone.now()
        )
    else:
        actions.settle(draft, by=rds)
    before = ready.attendances.count()

    answer = send(client, desk)

    assert "sudah ditutup" in answer.content.decode()
    assert ready.attendances.count() == before


def test_an_unknown_code_is_no_page(client, desk):
    assert client.get("/publik/hadir/aaaa-bbbb-cccc/").status_code == 404


def test_a_crowd_of_programs_is_stopped_and_people_are_told(
    client, meeting, desk, monkeypatch
):
    for number in range(day.MOST_A_MINUTE):
        actions.sign_in(desk, {"name": f"N{number}", "sex": "L", "element": "tokoh"})

    answer = send(client, desk)

    assert answer.status_code == 429
    assert "Tunggu satu menit" in answer.content.decode()
    assert 'value="Titik Susanti"' in answer.content.decode()
    Attendance.objects.update(received_at=timezone.now() - timedelta(minutes=2))
    assert send(client, desk).status_code == 200
    assert meeting.attendances.count() == day.MOST_A_MINUTE + 1


def test_a_hall_holds_only_so_many(meeting, desk):
    earlier = timezone.now() - timedelta(hours=1)
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, name=f"N{n}", sex="L", manner="ponsel")
        for n in range(day.MOST)
    )
    Attendance.objects.update(received_at=earlier)

    with pytest.raises(actions.DeskCrowded):
        actions.sign_in(desk, {"name": "Satu lagi", "sex": "L", "element": "tokoh"})


def test_the_token_is_written_down_nowhere_beside_the_desk(page, client, meeting, desk):
    send(client, desk)
    actions.close_desk(meeting, by=None)

    lines = AuditEntry.objects.values_list("changes", "reason")
    assert not [line for line in lines if desk.token in str(line)]


# --- guests from another village -----------------------------------------------------


def test_somebody_from_another_village_is_a_guest(client, meeting, desk, rds):
    add_people(meeting, [("Wahyuningsih", "P", "rds", "")], by=rds)

    send(client, desk, element="kader", home_village="Desa Karangrejo")

    row = meeting.attendances.last()
    assert (row.element, row.position) == ("undangan", "Kader posyandu")
    assert row.home_village == "Desa Karangrejo"
    present, guests = counted(meeting.attendances.all())
    assert (sum(one["count"] for one in present), guests) == (1, 1)


def test_a_guest_from_another_village_has_no_vote(client, ready, rds):
    desk = actions.open_desk(ready, by=rds)
    send(client, desk, element="tokoh", home_village="Karangrejo")
    change(ready, rds, decision="suara", votes_for=6)
    ready.refresh_from_db()

    lacking = " ".join(one.text for one in missing_from(ready))

    assert "Jumlah suara melebihi 5 peserta" in lacking


@pytest.mark.parametrize("typed", ["Sukamaju", " desa  sukamaju ", "DESA SUKAMAJU"])
def test_whoever_writes_this_very_village_is_a_resident(client, meeting, desk, typed):
    send(client, desk, home_village=typed)

    row = meeting.attendances.get()
    assert (row.element, row.home_village) == ("pkk", "")


def test_a_guest_need_not_choose_an_unsur(client, meeting, desk):
    send(client, desk, element="", home_village="Karangrejo")

    assert meeting.attendances.get().element == "undangan"


def test_the_secretary_types_a_guest_too(page, meeting):
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}
    line = {"name": "Sri", "sex": "P", "element": "kader", "home_village": "Karangrejo"}
    data |= {f"form-0-{key}": value for key, value in line.items()}

    page.post(url("attendance_add", meeting), data)

    row = meeting.attendances.get()
    assert (row.element, row.manner) == ("undangan", "tulis")


def test_the_database_knows_no_resident_of_another_village(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(
            meeting=meeting, name="Sri", sex="P", element="kader", home_village="Lain"
        )


# --- what the secretary sees ---------------------------------------------------------


def test_rows_arrive_on_the_open_page(page, client, meeting, desk):
    shown = page.get(url("attendance_list", meeting)).content.decode()
    mark = re.search(r"\?tanda=([\d.]+)", shown)[1]
    asked = url("attendance_arrivals", meeting)

    assert page.get(asked, {"tanda": mark}).status_code == 204
    values = {"name": "Titik Susanti", "sex": "P", "element": "pkk"}
    actions.sign_in(desk, values)
    fresh = page.get(asked, {"tanda": mark})

    assert fresh.status_code == 200
    assert "Titik Susanti" in fresh.content.decode()
    assert "lewat ponsel, pukul" in fresh.content.decode()


def test_a_page_whose_desk_was_closed_asks_no_more(page, meeting, desk, rds):
    actions.close_desk(meeting, by=rds)

    fresh = page.get(url("attendance_arrivals", meeting), {"tanda": "0.0.0.1"})

    assert "data-poll" not in fresh.content.decode()


def test_the_list_takes_as_many_queries_for_two_as_for_two_hundred(
    page, meeting, desk, rds, django_assert_max_num_queries
):
    add_people(meeting, [(f"N{n}", "L", "tokoh", "") for n in range(200)], by=rds)

    with django_assert_max_num_queries(14):
        page.get(url("attendance_list", meeting))
