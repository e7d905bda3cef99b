"""SK that were issued: frozen, stored with their PDF, mended by a new one."""

import hashlib
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from tests.documents import pages
from tests.villages.offices import (
    HEAD,
    bytes_of,
    decree_url,
    draw_up,
    make_member,
    make_rds,
    name_person,
    scan,
)
from villages.actions import appointments as actions
from villages.appointments import missing_from
from villages.fingerprints import fingerprint
from villages.models import Appointment, AuditEntry
from villages.models.appointment import AppointmentSettled

pytestmark = pytest.mark.django_db
Kind = Appointment.Kind


def words_of(pdf):
    return pages.text(pdf)


def test_the_draft_says_so_on_every_page(office, draft):
    pdf = office.get(decree_url("appointment_draft", draft)).content

    assert all("DRAF" in words for words in pages.page_texts(pdf))
    assert "Siti Nurjanah" in words_of(pdf)


def test_settling_freezes_the_content_and_keeps_its_pdf(office, draft, admin_desa):
    content = office.get(decree_url("appointment", draft)).context["expected"]

    answer = office.post(
        decree_url("appointment_settle", draft), {"expected": content}, follow=True
    )

    draft.refresh_from_db()
    assert "ditetapkan. Isinya tidak berubah lagi" in answer.content.decode()
    assert draft.content_sha256 == content == fingerprint(draft.content)
    pdf = bytes_of(draft.file)
    assert draft.file.sha256 == hashlib.sha256(pdf).hexdigest()
    words = words_of(pdf)
    assert "DRAF" not in words
    assert f"sidik {content[:16]}" in words
    assert "NOMOR 141/7/KEP/2026 TENTANG PENETAPAN KADER PEMBANGUNAN MANUSIA" in words
    assert "pada tanggal : 14 Maret 2026" in words
    assert AuditEntry.objects.filter(act="state").count() == 1


def test_what_is_settled_is_never_rendered_again(office, settled, village):
    stored = bytes_of(settled.file)
    village.name = "Ganti Nama"
    village.save()

    answer = office.get(decree_url("appointment_file", settled, "asli"))

    assert b"".join(answer.streaming_content) == stored
    assert office.get(decree_url("appointment_draft", settled)).status_code == 302


def test_the_signature_never_stands_on_a_page_of_its_own(settled):
    with_signature = [
        words
        for words in pages.page_texts(bytes_of(settled.file))
        if "Ditetapkan di" in words and "LAMPIRAN" not in words
    ]

    assert len(with_signature) == 1
    assert "Keputusan ini berlaku" in with_signature[0]


def test_nothing_of_a_settled_sk_changes(office, settled):
    person = settled.appointees.get()
    values = {"number": "999"}
    for act in (
        lambda: actions.change(settled, values, version=None, by=None),
        lambda: actions.add_person(settled, {"name": "X", "sex": "L"}, by=None),
        lambda: actions.change_person(person, {"name": "X"}, version=None, by=None),
        lambda: actions.remove(person, by=None),
        lambda: actions.remove(settled, by=None),
        lambda: actions.settle(settled, by=None),
    ):
        with pytest.raises(AppointmentSettled):
            act()

    for section in ("kepala", "isi"):
        page = decree_url("appointment_edit", settled, section)
        answer = office.post(page, HEAD, follow=True)
        assert "sudah ditetapkan" in answer.content.decode()


def test_a_draft_that_changed_after_it_was_looked_at_is_not_settled(office, draft):
    seen = office.get(decree_url("appointment", draft)).context["expected"]
    actions.change(draft, {"number": "141/8/KEP/2026"}, version=None, by=None)

    answer = office.post(
        decree_url("appointment_settle", draft), {"expected": seen}, follow=True
    )

    assert "berubah sejak" in answer.content.decode()
    assert Appointment.objects.get().is_draft


def test_a_number_is_given_once_in_a_village(settled, village):
    second = draw_up(village)
    name_person(second)

    assert "sudah dipakai SK lain" in missing_from(second)[0].text
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=second.pk).update(
            state="ditetapkan",
            is_paper=True,
            scan=settled.file,
            settled_at=settled.settled_at,
        )


def test_a_mistake_is_mended_by_one_new_sk_that_names_the_old_one(
    office, settled, admin_desa
):
    office.post(decree_url("appointment_replace", settled))
    office.post(decree_url("appointment_replace", settled))

    draft = Appointment.objects.get(state="draf")
    assert draft.corrects == settled
    assert [one.name for one in draft.appointees.all()] == ["Siti Nurjanah"]
    head = HEAD | {"number": "141/9/KEP/2026"}
    actions.change(draft, head, version=None, by=admin_desa)
    actions.settle(draft, by=admin_desa)

    draft.refresh_from_db()
    words = words_of(bytes_of(draft.file))
    revoked = "Keputusan Kepala Desa Nomor 141/7/KEP/2026 tanggal 14 Maret 2026 dicabut"
    assert revoked in words
    assert list(Appointment.objects.in_force()) == [draft]
    shown = office.get(decree_url("appointment", settled)).content.decode()
    assert "sudah diganti" in shown
    assert "141/9/KEP/2026" in shown


def test_an_sk_says_from_when_to_when_it_holds(draft, admin_desa):
    actions.change(draft, {"ends_on": date(2027, 12, 31)}, version=None, by=admin_desa)

    row = actions.settle(draft, by=admin_desa)

    term = "mulai tanggal 14 Maret 2026 sampai dengan tanggal 31 Desember 2027"
    assert term in row.content["decisions"][-1]


def test_the_annex_of_an_sk_rds_is_the_members_of_its_first_day(village, admin_desa):
    rds = make_rds(village)
    make_member(rds, name="Ketua Kita")
    make_member(rds, name="Datang Nanti", starts_on=date(2026, 5, 1), office=9)
    row = draw_up(village, Kind.RDS)

    settled = actions.settle(row, by=admin_desa)

    people = settled.content["annex"]["people"]
    assert people == [
        {"name": "Ketua Kita", "sex": "P", "first": "PKK", "second": "Ketua"}
    ]
    assert "SUSUNAN PENGURUS HARIAN" in words_of(bytes_of(settled.file))


def test_the_page_of_the_rds_names_its_sk_on_paper_too(office, village, admin_desa):
    make_member(make_rds(village))
    settled = actions.settle(draw_up(village, Kind.RDS), by=admin_desa)

    shown = office.get(reverse("villages:rds", args=[village.code])).text

    # A link inside the facts is left out where the page is printed.
    assert f"{settled.number}, 14 Maret 2026 <a href=" in shown


def test_an_sk_rds_without_members_is_not_settled(village):
    assert [one.part for one in missing_from(draw_up(village, Kind.RDS))] == ["orang"]


def test_the_logo_stands_on_the_sk(office, draft, village):
    logo = io.BytesIO()
    Image.new("RGB", (90, 90), "teal").save(logo, "PNG")
    page = reverse("villages:letterhead", args=[village.code])
    upload = SimpleUploadedFile("logo.png", logo.getvalue(), "image/png")
    office.post(page, {"address": "Jalan Desa 1", "logo": upload})

    settled = actions.settle(draft, by=None)

    assert settled.content["images"]["logo"]
    assert b"/Image" in bytes_of(settled.file)


# --- paper ---------------------------------------------------------------------------


def test_an_older_sk_on_paper_is_kept_with_its_scan(office, village):
    row = actions.draw_up(village, Kind.KPM, is_paper=True, by=None)
    row = actions.change(row, HEAD, version=None, by=None)
    name_person(row)
    assert [one.part for one in missing_from(row)] == ["pindaian"]

    office.post(decree_url("appointment_scan", row), {"scan": scan()})
    office.post(decree_url("appointment_settle", row))

    row.refresh_from_db()
    assert not row.is_draft
    assert row.file is None
    answer = office.get(decree_url("appointment_file", row, "pindaian"))
    assert answer["Content-Type"] == "image/jpeg"
    assert office.get(decree_url("appointment_file", row, "asli")).status_code == 404
    with pytest.raises(AppointmentSettled):
        actions.put_scan(row, (b"x", "image/jpeg", "x.jpg"), by=None)


def test_the_signed_paper_of_an_sk_written_here_is_added_later(office, settled):
    stored = settled.file.sha256

    office.post(decree_url("appointment_scan", settled), {"scan": scan()})

    settled.refresh_from_db()
    assert settled.scan.content_type == "image/jpeg"
    assert settled.file.sha256 == stored


def test_a_file_that_is_no_scan_is_refused_in_words(office, settled):
    upload = SimpleUploadedFile("sk.pdf", b"%PDF-1.7 /JavaScript %%EOF")

    answer = office.post(decree_url("appointment_scan", settled), {"scan": upload})

    assert "memuat program" in answer.content.decode()
