"""Rumah Desa Sehat: its seat, its members by date, the ten unsur."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.villages.offices import DAY, make_member, make_rds
from villages.appointments import unrepresented
from villages.models import Rds, RdsMember

pytestmark = pytest.mark.django_db

MEMBER = {
    "name": "Nining Handayani",
    "sex": "P",
    "element": "paud",
    "office": "9",
    "starts_on": "2026-03-14",
}


def url(name, village, *keys):
    return reverse(f"villages:{name}", args=[village.code, *keys])


def test_a_village_without_rds_is_told_the_next_step(office, village):
    shown = office.get(url("rds", village)).content.decode()

    assert "belum dicatat" in shown
    assert url("rds_edit", village) in shown
    answer = office.get(url("member_add", village))
    assert answer.url == url("rds_edit", village)


def test_the_seat_is_kept_and_changed(office, village):
    data = {"formed_on": "2026-03-14", "address": "Balai desa"}
    office.post(url("rds_edit", village), data | {"uuid": str(uuid.uuid4())})
    rds = Rds.objects.get()
    assert (rds.village, rds.formed_on) == (village, DAY)

    data |= {"address": "Poskesdes", "version": rds.version}
    office.post(url("rds_edit", village), data)
    stale = office.post(url("rds_edit", village), data | {"address": "PAUD"})

    assert Rds.objects.get().address == "Poskesdes"
    assert stale.status_code == 409


def test_an_rds_is_not_formed_in_the_future(office, village):
    data = {"formed_on": "2099-03-14", "address": "Balai desa"}

    answer = office.post(url("rds_edit", village), data)

    assert "belum tiba" in answer.content.decode()


def test_a_village_has_one_rds(village):
    make_rds(village)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_rds(village)


def test_a_member_is_kept_with_unsur_and_office(office, village):
    rds = make_rds(village)

    office.post(url("member_add", village), MEMBER | {"uuid": str(uuid.uuid4())})

    member = rds.members.get()
    assert member.get_element_display() == "Guru PAUD"
    assert not member.is_executive


def test_a_member_who_leaves_before_coming_is_refused(office, village):
    rds = make_rds(village)

    answer = office.post(url("member_add", village), MEMBER | {"ends_on": "2026-03-13"})

    assert "mendahului" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_member(rds, ends_on=date(2026, 3, 13))


def test_members_are_those_of_the_day(village):
    rds = make_rds(village)
    first = make_member(rds, ends_on=DAY + timedelta(30))
    second = make_member(rds, starts_on=DAY + timedelta(31))
    make_member(rds).become_removed(by=None)

    assert list(village.rds.members.current(DAY)) == [first]
    assert list(village.rds.members.current(DAY + timedelta(30))) == [first]
    assert list(village.rds.members.current(DAY + timedelta(31))) == [second]
    assert not village.rds.members.current(DAY - timedelta(1)).exists()


def test_the_page_names_the_unsur_nobody_stands_for(office, village):
    make_member(make_rds(village), element="pkk")

    shown = office.get(url("rds", village)).content.decode()

    assert "Unsur yang belum terwakili" in shown
    assert "Kader posyandu, Guru PAUD" in shown


def test_all_ten_unsur_leave_none_out(village):
    rds = make_rds(village)
    members = [make_member(rds, element=element) for element in RdsMember.Element]

    assert len(members) == 10
    assert unrepresented(members) == []


def test_those_who_stopped_stand_apart(office, village):
    rds = make_rds(village)
    make_member(rds, name="Masih Anggota")
    make_member(rds, name="Sudah Berhenti", ends_on=DAY)

    answer = office.get(url("rds", village))

    assert [m.name for m in answer.context["executives"]] == ["Masih Anggota"]
    assert [m.name for m in answer.context["others"]] == ["Sudah Berhenti"]


def test_a_removed_member_comes_back(office, village):
    member = make_member(make_rds(village))

    answer = office.post(url("member_remove", village, member.pk), follow=True)
    undo = url("member_restore", village, member.pk)
    assert f'action="{undo}"' in answer.content.decode()
    office.post(undo)

    assert list(village.rds.members.kept()) == [member]


def test_a_member_of_another_village_is_not_found(office, village, neighbour):
    make_rds(village)
    stranger = make_member(make_rds(neighbour))

    assert office.get(url("member_edit", village, stranger.pk)).status_code == 404
    assert office.post(url("member_remove", village, stranger.pk)).status_code == 404


def test_a_reader_sees_the_members_and_no_way_to_change(client, village, kpm):
    member = make_member(make_rds(village))
    client.force_login(kpm)

    shown = client.get(url("rds", village)).content.decode()

    assert member.name in shown
    assert url("member_edit", village, member.pk) not in shown
    assert client.get(url("member_edit", village, member.pk)).status_code == 403


@pytest.mark.parametrize("count", [2, 200])
def test_the_page_asks_as_many_questions_for_2_as_for_200(office, village, count):
    rds = make_rds(village)
    for _ in range(count):
        make_member(rds)

    with CaptureQueriesContext(connection) as asked:
        office.get(url("rds", village))

    assert len(asked) == 8
