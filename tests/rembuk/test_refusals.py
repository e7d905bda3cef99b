"""What a rembuk refuses, in a sentence that says how to go on; nothing half-saved."""

import io
from datetime import date

import pytest
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from rembuk import actions, documents
from rembuk.models import BeritaAcara
from tests.rembuk.meetings import change, sign_all, url
from villages.models import Attachment
from villages.uploads import LARGEST

pytestmark = pytest.mark.django_db
MB = 1024 * 1024
PROGRAM = b"MZ\x90\x00" + b"\x00" * 60 + b"This program cannot be run in DOS mode."


def a_photo(size=(400, 300)):
    out = io.BytesIO()
    Image.new("RGB", size, "#2a6").save(out, "JPEG")
    return out.getvalue()


class Endless(io.RawIOBase):
    """A photo followed by as many bytes as asked for, made while it is read."""

    def __init__(self, total):
        self.head, self.total, self.at = a_photo(), total, 0

    def readable(self):
        return True

    def read(self, size=-1):
        size = self.total - self.at if size < 0 else min(size, self.total - self.at)
        part = self.head[self.at : self.at + size]
        self.at += size
        return part + b"\0" * (size - len(part))


def large_photo(megabytes):
    return File(Endless(megabytes * MB), name="foto.jpg")


# --- files ---


@pytest.mark.parametrize("name", ["foto.jpg", "foto.png", "setup.exe"])
def test_a_program_is_no_photo_whatever_it_is_called(page, meeting, name):
    typed = {"caption": "Suasana rembuk", "picture": SimpleUploadedFile(name, PROGRAM)}

    said = page.post(url("photo_add", meeting), typed).content.decode()

    assert "bukan gambar PNG atau JPG" in said
    assert "Suasana rembuk" in said
    assert not meeting.photos.exists()
    assert not Attachment.objects.exists()


def test_a_photo_of_50_mb_is_refused_in_a_sentence_and_nothing_is_kept(page, meeting):
    typed = {"caption": "Suasana rembuk", "picture": large_photo(50)}

    said = page.post(url("photo_add", meeting), typed).content.decode()

    assert "lebih besar dari 10 MB" in said
    assert "Suasana rembuk" in said
    assert not meeting.photos.exists()
    assert not Attachment.objects.exists()


def test_no_upload_takes_more_of_the_disk_than_any_form_allows(rf):
    request = rf.post("/", {"picture": large_photo(50)})

    upload = request.FILES["picture"]

    assert upload.size == 50 * MB
    upload.seek(0, io.SEEK_END)
    assert upload.tell() == LARGEST


def test_a_scan_of_50_mb_is_refused_and_nobody_has_signed(page, draft, rds):
    row = actions.settle(draft, by=rds)
    typed = {"party": "rds", "name": "Wahyuningsih", "manner": "basah"}

    answer = page.post(f"{record(row)}tanda-tangan/", typed | {"scan": large_photo(50)})

    assert "lebih besar dari 10 MB" in answer.content.decode()
    assert not row.signatures.exists()


def test_a_program_is_no_document_of_ours(client, draft, rds):
    actions.settle(draft, by=rds)
    upload = SimpleUploadedFile("ba.pdf", PROGRAM)

    said = client.post("/publik/dokumen/", {"file": upload}).content.decode()

    assert "Bukan dokumen dari sini" in said


def test_50_mb_are_no_document_of_ours_either(client, db):
    said = client.post("/publik/dokumen/", {"file": large_photo(50)}).content.decode()

    assert "lebih besar dari 20 MB" in said


def record(row):
    return f"/desa/{row.village.code}/dokumen/berita-acara/{row.pk}/"


# --- states ---


def test_a_draft_with_open_items_is_neither_settled_nor_signed(page, meeting, rds):
    draft = meeting.berita_acaras.get()

    answer = page.post(url("settle", meeting), {}, follow=True)
    signing = page.get(f"{record(draft)}tanda-tangan/")

    assert "Tanggal" in answer.content.decode()
    assert signing.status_code == 404
    draft.refresh_from_db()
    assert draft.is_draft
    assert draft.number == ""


def test_what_is_frozen_is_changed_by_no_page(page, draft, rds):
    row = actions.settle(draft, by=rds)
    meeting, sidik = row.meeting, row.content_sha256

    said = page.post(
        url("meeting_edit", meeting, "waktu"),
        {"held_on": "2026-06-23", "place": "Tempat lain", "version": meeting.version},
        follow=True,
    ).content.decode()

    assert "sudah ditetapkan" in said
    assert "berita acara perbaikan" in said
    row.refresh_from_db()
    meeting.refresh_from_db()
    assert meeting.place == "Balai Desa Sukamaju"
    assert row.content_sha256 == sidik


# --- what a stranger forges ---


def test_an_altered_pdf_is_not_ours_though_it_prints_our_fingerprint(
    client, draft, rds
):
    row = actions.settle(draft, by=rds)
    sign_all(row, by=rds)
    row = actions.ratify(row, by=rds)
    with row.signed_file.file.open("rb") as file:
        genuine = file.read()
    altered = genuine.replace(b"/Title", b"/Titel", 1)
    assert altered != genuine

    said = client.post(
        "/publik/dokumen/", {"file": SimpleUploadedFile("ba.pdf", altered)}
    ).content.decode()

    assert "Bukan dokumen dari sini" in said
    assert row.number not in said


def test_a_forged_fingerprint_finds_nothing(client, draft, rds):
    row = actions.settle(draft, by=rds)
    forged = ("0" if row.content_sha256[0] != "0" else "1") + row.content_sha256[1:]

    said = client.get("/publik/dokumen/", {"sidik": forged}).content.decode()

    assert "Bukan dokumen dari sini" in said
    assert row.number not in said


def test_the_public_page_names_nobody_whoever_is_in_the_berita_acara(
    client, ready, draft, rds
):
    change(ready, rds, minutes="Pembukaan\nSiti Rahasia hadir.", also_signs=["bidan"])
    row = actions.settle(draft, by=rds)
    sign_all(row, by=rds)
    row = actions.ratify(row, by=rds)
    people = [one["name"] for one in row.content["annexes"]["attendance"]]
    people += [one["name"] for one in row.content["signatures"] if one["name"]]
    people += ["Siti Rahasia", rds.username, rds.get_full_name() or rds.username]

    for sidik in (row.content_sha256, row.signed_file.sha256):
        said = client.get("/publik/dokumen/", {"sidik": sidik}).content.decode()
        assert row.number in said
        assert [name for name in people if name in said.replace("&#x27;", "'")] == []


def test_a_cancelled_number_is_never_given_again(draft, ready, rds):
    first = actions.settle(draft, by=rds)
    actions.cancel(first, reason="Salah tanggal", by=rds)

    second = actions.settle(actions.correct(first, by=rds), by=rds)

    first.refresh_from_db()
    assert (first.number, first.state) == ("01/RS/2026", BeritaAcara.State.CANCELLED)
    assert second.number == "02/RS/2026"
    assert second.content["corrects"]["number"] == "01/RS/2026"
    assert documents.unsigned_pdf(second)


def test_a_deadline_that_passed_is_told_and_blocks_nothing(draft, ready, rds):
    change(ready, rds, held_on=date(2026, 9, 15))  # the day was 30 June

    row = actions.settle(draft, by=rds)

    assert row.number == "01/RS/2026"
