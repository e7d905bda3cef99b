"""The public page behind the QR code."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rembuk import actions, documents
from tests.rembuk.meetings import sign_all
from villages import pictures

pytestmark = pytest.mark.django_db
PAGE = "/publik/dokumen/"


@pytest.fixture
def settled(draft, rds):
    return actions.settle(draft, by=rds)


def ask(client, sidik):
    return client.get(PAGE, {"sidik": sidik}).content.decode()


def upload(client, content):
    file = SimpleUploadedFile("berkas.pdf", content)
    return client.post(PAGE, {"file": file}).content.decode()


def bytes_of(attachment):
    with attachment.file.open("rb") as file:
        return file.read()


def test_the_qr_code_leads_to_the_page(settled):
    address = documents.verify_url(settled.content_sha256)

    assert address.endswith(f"{PAGE}?sidik={settled.content_sha256}")
    assert reverse("rembuk:document_check") == PAGE


def test_the_content_is_known_by_its_fingerprint(client, settled):
    shown = ask(client, settled.content_sha256)

    assert "✓ Asli" in shown
    assert "01/RS/2026" in shown
    assert "ditetapkan, belum ditandatangani" in shown


def test_a_fingerprint_copied_with_spaces_and_capitals_is_read(client, settled):
    typed = settled.content_sha256.upper()

    assert "✓ Asli" in ask(client, f" {typed[:32]} {typed[32:]}\n")


def test_it_says_how_it_was_signed_and_names_nobody(client, settled, rds):
    sign_all(settled, by=rds)
    ratified = actions.ratify(settled, by=rds)

    shown = ask(client, ratified.signed_file.sha256)

    assert "dengan berita acara bertanda tangan" in shown
    assert "disahkan" in shown
    assert "di layar" in shown
    for name in ("Wahyuningsih", "Ma&#x27;ruf", "Slamet", "Rds"):
        assert name not in shown


def test_an_uploaded_file_is_known_and_not_kept(client, settled, village):
    files = village.attachments.count()

    shown = upload(client, bytes_of(settled.unsigned_file))

    assert "sebelum ditandatangani" in shown
    assert village.attachments.count() == files


def test_one_changed_byte_is_another_document(client, settled):
    shown = upload(client, bytes_of(settled.unsigned_file) + b" ")

    assert "Bukan dokumen dari sini" in shown
    assert "01/RS/2026" not in shown


def test_a_scan_is_known(client, settled, rds):
    scan = (b"%PDF-1.4 scan %%EOF", "application/pdf", "pindaian.pdf")
    actions.sign(settled, party="rds", name="W", manner="basah", scan=scan, by=rds)

    assert "pindaian tanda tangan basah" in upload(client, scan[0])


def test_a_logo_or_photo_is_no_document(client, settled, village, rds):
    pictures.keep(b"logo", village=village, name="l", content_type="x", by=rds)

    assert "Bukan dokumen dari sini" in upload(client, b"logo")


def test_a_cancelled_one_is_said_to_be_void(client, settled, rds):
    actions.cancel(settled, reason="Rahasia", by=rds)

    shown = ask(client, settled.content_sha256)

    assert "sudah dibatalkan dan tidak berlaku" in shown
    assert "Rahasia" not in shown


def test_a_corrected_one_names_its_correction(client, settled, rds):
    correction = actions.correct(settled, by=rds)
    assert "Sudah dibetulkan" not in ask(client, settled.content_sha256)

    actions.settle(correction, by=rds)

    assert "Sudah dibetulkan oleh Berita Acara 02/RS/2026" in ask(
        client, settled.content_sha256
    )


def test_an_unknown_fingerprint_is_clearly_none_of_ours(client, settled):
    assert "Bukan dokumen dari sini" in ask(client, "0" * 64)


@pytest.mark.parametrize("typed", ["", "abc", "z" * 64, "0" * 65, "' OR 1=1"])
def test_what_is_no_fingerprint_is_told_so(client, db, typed):
    shown = ask(client, typed)

    assert "Bukan dokumen dari sini" not in shown
    assert "✓ Asli" not in shown


def test_an_empty_upload_is_told_so(client, db):
    assert "✓ Asli" not in client.post(PAGE).content.decode()
    assert "kosong" in upload(client, b"")


def test_a_draft_is_not_known(client, draft):
    assert "Bukan dokumen dari sini" in upload(client, documents.draft_pdf(draft))


def test_looking_up_takes_few_queries(client, settled, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        ask(client, settled.content_sha256)
    with django_assert_max_num_queries(4):
        ask(client, "0" * 64)
