"""SK KPM and SK RDS: drawn up, frozen once settled, mended by a new one."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.cast import make_user
from tests.villages.offices import (
    DAY,
    HEAD,
    decree_url,
    make_rds,
)
from villages.actions import appointments as actions
from villages.appointments import AppointmentIncomplete, missing_from
from villages.models import Appointment, Official, Posting
from villages.models.posting import Role

pytestmark = pytest.mark.django_db
Kind = Appointment.Kind


# --- drawing up ----------------------------------------------------------------------


def begin(office, village, kind="kpm", is_paper="tulis"):
    page = reverse("villages:appointment_add", args=[village.code, kind])
    data = {"uuid": str(uuid.uuid4()), "is_paper": is_paper}
    return office.post(page, data), data, page


def test_a_new_sk_begins_with_the_usual_words_and_todays_kepala_desa(office, village):
    Official.objects.create(
        village=village, position="kades", name="Slamet", starts_on=date(2024, 1, 1)
    )

    begin(office, village)

    row = Appointment.objects.get()
    assert row.signer == "Slamet"
    assert "Undang-Undang Nomor 6 Tahun 2014" in row.legal_basis
    assert "Perpres" not in row.legal_basis  # regulations are named in full
    assert "Kader Pembangunan Manusia Desa Sukamaju" in row.decisions
    assert "Camat Kaliwiro" in row.copies


def test_an_sk_rds_names_the_seat_of_the_rds(office, village):
    make_rds(village)

    begin(office, village, "rds")

    assert "berkedudukan di Balai desa" in Appointment.objects.get().decisions


def test_the_same_form_sent_twice_begins_one_sk(office, village):
    _, data, page = begin(office, village)

    office.post(page, data)

    assert village.appointments.count() == 1


def test_an_sk_of_another_kind_is_not_found(office, village):
    page = reverse("villages:appointment_add", args=[village.code, "camat"])

    assert office.get(page).status_code == 404


def test_what_is_missing_is_named_with_the_way_to_it(office, village):
    begin(office, village)
    row = Appointment.objects.get()

    shown = office.get(decree_url("appointment", row)).content.decode()

    for words in ("Nomor SK belum", "Tanggal penetapan belum", "Belum ada orang"):
        assert words in shown
    assert "Tetapkan SK" not in shown
    with pytest.raises(AppointmentIncomplete):
        actions.settle(row, by=None)


def test_the_head_is_filled_in_on_its_own_page(office, village):
    begin(office, village)
    row = Appointment.objects.get()
    data = HEAD | {"signer_role": "pj", "version": row.version}

    office.post(decree_url("appointment_edit", row, "kepala"), data)

    row.refresh_from_db()
    assert (row.number, row.settled_on, row.starts_on) == (HEAD["number"], DAY, DAY)
    assert row.get_signer_role_display() == "Penjabat Kepala Desa"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"settled_on": "2099-01-01"}, "belum tiba"),
        ({"ends_on": "2020-01-01"}, "berakhir sebelum mulai"),
        ({"signer": "Slamet 😀"}, "GRINNING FACE"),
    ],
)
def test_a_mistake_in_the_head_is_named(office, draft, changes, words):
    data = HEAD | {"signer_role": "kades", "version": draft.version} | changes

    answer = office.post(decree_url("appointment_edit", draft, "kepala"), data)

    assert words in answer.content.decode()
    assert HEAD["number"] in answer.content.decode()


def test_of_two_who_change_the_words_the_second_sees_both(office, draft):
    page = decree_url("appointment_edit", draft, "isi")
    data = {
        name: getattr(draft, name)
        for name in ("considering", "legal_basis", "decisions", "copies")
    } | {"version": draft.version}

    office.post(page, data | {"copies": "Camat"})
    answer = office.post(page, data | {"copies": "Arsip"})

    assert answer.status_code == 409
    draft.refresh_from_db()
    assert draft.copies == "Camat"


def test_a_kpm_is_linked_to_the_account(office, draft, village):
    posting = Posting.objects.get(user=make_user("siti", (Role.KPM, village.code)))
    data = {"name": "Siti", "sex": "P", "posting": posting.pk}

    office.post(decree_url("appointee_add", draft), data | {"uuid": str(uuid.uuid4())})

    assert draft.appointees.get(name="Siti").posting == posting
    actions.settle(draft, by=None)
    accounts = reverse("villages:account_list", args=[village.code])
    assert str(draft.number) in office.get(accounts).content.decode()


def test_an_account_of_another_role_cannot_be_linked(office, draft, rds):
    data = {"name": "Siti", "sex": "P", "posting": rds.postings.get().pk}

    office.post(decree_url("appointee_add", draft), data)

    assert draft.appointees.count() == 1


def test_a_village_may_have_several_kpm(office, draft):
    data = {"name": "Lilis Suryani", "sex": "P", "uuid": str(uuid.uuid4())}
    office.post(decree_url("appointee_add", draft), data)

    actions.settle(draft, by=None)

    draft.refresh_from_db()
    people = draft.content["annex"]["people"]
    assert [one["name"] for one in people] == ["Siti Nurjanah", "Lilis Suryani"]


def test_a_person_taken_off_comes_back(office, draft):
    person = draft.appointees.get()

    office.post(decree_url("appointee_remove", draft, person.pk))
    assert [one.part for one in missing_from(draft)] == ["orang"]
    office.post(decree_url("appointee_restore", draft, person.pk))

    assert missing_from(draft) == []


def test_a_draft_set_aside_comes_back(office, draft, village):
    answer = office.post(decree_url("appointment_remove", draft), follow=True)
    undo = decree_url("appointment_restore", draft)
    assert f'action="{undo}"' in answer.content.decode()
    assert office.get(decree_url("appointment", draft)).status_code == 404

    office.post(undo)

    assert village.appointments.kept().get() == draft


# --- what the database holds ---------------------------------------------------------


def test_a_settled_sk_without_its_pdf_cannot_be_stored(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=draft.pk).update(state="ditetapkan")


def test_a_settled_sk_cannot_be_set_aside(settled):
    with pytest.raises(IntegrityError), transaction.atomic():
        settled.become_removed(by=None)


def test_an_sk_that_ends_before_it_begins_cannot_be_stored(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=draft.pk).update(ends_on=date(2020, 1, 1))


# --- who sees it ---------------------------------------------------------------------


def test_the_list_shows_what_holds_and_what_was_replaced(office, settled):
    actions.replace(settled, by=None)

    page = reverse("villages:appointment_list", args=[settled.village.code])
    shown = office.get(page).content.decode()

    assert "SK KPM 141/7/KEP/2026" in shown
    assert "Pengganti 141/7/KEP/2026" in shown


def test_a_reader_downloads_and_does_not_change(client, settled, kpm):
    client.force_login(kpm)

    shown = client.get(decree_url("appointment", settled)).content.decode()

    assert decree_url("appointment_file", settled, "asli") in shown
    assert decree_url("appointment_replace", settled) not in shown
    assert client.post(decree_url("appointment_replace", settled)).status_code == 403


def test_an_sk_of_another_village_is_not_found(office, settled, neighbour):
    keys = [neighbour.code, settled.pk]

    assert office.get(reverse("villages:appointment", args=keys)).status_code == 404
