"""The public page tells whether an SK is genuine, and whether it still holds."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.documents import pages
from tests.villages.offices import HEAD, bytes_of, draw_up, name_person
from villages.actions import appointments as actions
from villages.documents import verify_url

pytestmark = pytest.mark.django_db
PAGE = "/publik/dokumen/"


@pytest.fixture
def decree(village, admin_desa):
    row = draw_up(village)
    name_person(row)
    return actions.settle(row, by=admin_desa)


def asked(client, sha256):
    return client.get(PAGE, {"sidik": sha256}).content.decode()


def test_the_content_of_an_sk_is_known_without_anybodys_name(client, decree):
    shown = asked(client, decree.content_sha256)

    assert "Asli" in shown
    assert "141/7/KEP/2026" in shown
    assert "Siti Nurjanah" not in shown
    assert "Slamet Riyadi" not in shown


def test_the_very_file_of_an_sk_is_known(client, decree):
    upload = SimpleUploadedFile("sk.pdf", bytes_of(decree.file))

    shown = client.post(PAGE, {"file": upload}).content.decode()

    assert "sampai huruf terakhir, dengan SK" in shown


def test_the_scan_of_an_sk_is_known(client, decree, admin_desa):
    scan = (b"a picture", "image/jpeg", "sk.jpg")
    row = actions.put_scan(decree, scan, by=admin_desa)

    assert "pindaian bertanda tangan" in asked(client, row.scan.sha256)


def test_a_replaced_sk_says_by_which(client, decree, admin_desa):
    draft = actions.replace(decree, by=admin_desa)
    assert "Sudah dicabut" not in asked(client, decree.content_sha256)
    head = HEAD | {"number": "141/9/KEP/2026"}
    draft = actions.change(draft, head, version=None, by=admin_desa)
    actions.settle(draft, by=admin_desa)

    shown = asked(client, decree.content_sha256)

    assert "Sudah dicabut dan diganti oleh Keputusan Nomor 141/9/KEP/2026" in shown


def test_the_paper_leads_to_the_page(decree):
    sidik = decree.content_sha256

    words = pages.text(bytes_of(decree.file))

    assert f"{sidik[:32]} {sidik[32:]}" in words
    assert verify_url(sidik).endswith(f"{PAGE}?sidik={sidik}")


def test_an_unknown_fingerprint_is_no_document(client, decree):
    assert "Bukan dokumen dari sini" in asked(client, "0" * 64)
