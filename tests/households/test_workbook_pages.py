"""The upload: look first, decide, and nothing is saved without a decision."""

import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from households.models import Household, Person
from households.workbook import reading, uploads
from households.workbook.importing import save
from tests.households.workbooks import sample, xlsx
from villages.models import Attachment, AuditEntry, Job


@pytest.fixture
def page(client, kpm):
    client.force_login(kpm)
    return client


def upload(page, village, book, name="buku.xlsx"):
    file = SimpleUploadedFile(name, xlsx(book).read())
    return page.post(url("workbook", village), {"file": file})


def url(name, village, *rest):
    return reverse(f"households:{name}", args=[village.code, *rest])


def bad_book():
    book = sample()
    book["anak"][1]["jenis_kelamin"] = "Q"
    return book


def test_an_upload_shows_what_it_would_do_and_saves_nothing(page, village):
    answer = upload(page, village, sample())
    job = Job.objects.get()
    assert answer.url == url("workbook_preview", village, job.uuid)
    text = page.get(answer.url).content.decode()
    assert "Simpan 16 baris" in text
    assert "Dusun Sumber" in text
    assert not Household.objects.exists()
    assert job.attachment.village == village


def test_the_person_decides_and_everything_is_saved(page, village, kpm):
    upload(page, village, sample())
    job = Job.objects.get()
    answer = page.post(url("workbook_save", village, job.uuid), follow=True)
    assert "16 baris" in answer.content.decode()
    assert Person.objects.filter(is_child=True).count() == 2
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 16)
    assert Person.objects.get(name="Ahmad").recorded_by == kpm


def test_pressing_save_twice_saves_once(page, village):
    upload(page, village, sample())
    job = Job.objects.get()
    page.post(url("workbook_save", village, job.uuid))
    lines = AuditEntry.objects.count()
    page.post(url("workbook_save", village, job.uuid))
    assert Person.objects.filter(is_child=True).count() == 2
    assert AuditEntry.objects.count() == lines


def test_problems_are_listed_by_sheet_row_and_column(page, village):
    answer = upload(page, village, bad_book())
    text = page.get(answer.url).content.decode()
    for part in (
        "1 masalah",
        "lembar anak",
        "Baris 3",
        "jenis_kelamin",
        "Pilih L atau",
    ):
        assert part in text
    assert "Simpan 16 baris" not in text


def test_a_file_with_problems_is_not_saved_whole(page, village):
    upload(page, village, bad_book())
    job = Job.objects.get()
    page.post(url("workbook_save", village, job.uuid), follow=True)
    assert not Household.objects.exists()
    job.refresh_from_db()
    assert job.state == "ready"


def test_the_person_may_save_the_good_rows(page, village):
    answer = upload(page, village, bad_book())
    assert "Simpan 13 baris yang benar saja" in page.get(answer.url).content.decode()
    job = Job.objects.get()
    answer = page.post(
        url("workbook_save", village, job.uuid),
        {"hanya_yang_benar": "1"},
        follow=True,
    )
    text = answer.content.decode()
    assert "3 baris tidak disimpan" in text
    assert "Yang tidak disimpan" in text
    assert Person.objects.filter(is_child=True).get().name == "Ahmad"


def test_a_cancelled_file_is_thrown_away(page, village):
    upload(page, village, sample())
    job = Job.objects.get()
    stored = Path(job.attachment.file.path)
    page.post(url("workbook_cancel", village, job.uuid))
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert not stored.exists()
    assert not Attachment.objects.exists()
    page.post(url("workbook_save", village, job.uuid))
    assert not Household.objects.exists()


def test_a_village_that_changed_meanwhile_is_looked_at_again(page, village, admin_desa):
    upload(page, village, sample())
    village.quarters.create(
        year=2025,
        number=1,
        state="final",
        final_at=timezone.now(),
        final_by=admin_desa,
    )
    job = Job.objects.get()
    answer = page.post(url("workbook_save", village, job.uuid), follow=True)
    text = answer.content.decode()
    assert "Belum disimpan" in text
    assert "TW1 2025 sudah final" in text
    assert not Household.objects.exists()


def test_the_same_file_again_says_that_nothing_would_change(page, village):
    save(village, xlsx(sample()))
    answer = upload(page, village, sample())
    assert "Tidak ada yang berubah" in page.get(answer.url).content.decode()


@pytest.mark.parametrize("name", ["buku.xlsm", "buku.pdf"])
def test_other_kinds_of_file_are_refused_with_a_way_out(page, village, name):
    answer = upload(page, village, sample(), name)
    assert answer.status_code == 422
    assert "simpan sebagai .xlsx" in answer.content.decode()
    assert not Job.objects.exists()


def test_a_file_over_20_mb_is_refused(page, village, monkeypatch):
    file = SimpleUploadedFile("besar.xlsx", bytes(reading.LARGEST + 1))
    answer = page.post(url("workbook", village), {"file": file})
    assert "20 MB" in answer.content.decode()
    assert not Job.objects.exists()


def test_nonsense_under_the_name_of_a_workbook_is_explained(page, village):
    file = SimpleUploadedFile("buku.xlsx", b"bukan excel")
    answer = page.post(url("workbook", village), {"file": file}, follow=True)
    assert "bukan buku kerja XLSX" in answer.content.decode()


def test_uploads_are_deleted_after_30_days(page, village):
    upload(page, village, bad_book())
    old = Job.objects.get()
    Job.objects.update(created_at=timezone.now() - timedelta(days=31))
    uploads.throw_away_old(timezone.now())
    old.refresh_from_db()
    assert (old.attachment, old.state) == (None, "cancelled")
    assert "problems" not in old.result
    text = page.get(url("workbook_preview", village, old.uuid)).content.decode()
    assert "Berkas sudah dihapus" in text


def test_an_upload_of_the_neighbour_is_not_there(page, village, neighbour, kpm):
    upload(page, village, sample())
    job = Job.objects.get()
    Job.objects.update(village=neighbour)
    for name in ("workbook_preview", "workbook_save", "workbook_cancel"):
        address = url(name, village, job.uuid)
        answer = page.get(address) if "preview" in name else page.post(address)
        assert answer.status_code == 404


def test_nothing_is_decided_by_following_a_link(page, village):
    upload(page, village, sample())
    job = Job.objects.get()
    for name in ("workbook_save", "workbook_cancel"):
        assert page.get(url(name, village, job.uuid)).status_code == 405


def test_the_download_is_the_village_and_is_written_down(page, village, kpm):
    save(village, xlsx(sample()))
    answer = page.get(url("workbook_export", village))
    assert village.code in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book["anak"].max_row == 3
    line = AuditEntry.objects.get(act="read")
    assert (line.by, line.village, line.reason) == (kpm, village, "ekspor buku kerja")


def test_a_long_list_of_problems_is_cut_and_says_so(page, village):
    book = sample()
    book["paud"] = [
        {"id_anak": "a2", "tahun": 2026, "bulan": 13, "hadir": "v"} for _ in range(310)
    ]
    answer = upload(page, village, book)
    text = page.get(answer.url).content.decode()
    assert "310 masalah" in text
    assert "Hanya 300 yang pertama" in text
