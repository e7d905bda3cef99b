"""The rows that could not be saved, to mend and hand in again."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.households.workbooks import exported, sample, told, xlsx
from villages.models import AuditEntry, Job


@pytest.fixture
def page(client, kpm):
    client.force_login(kpm)
    return client


def address(village, name, job=None):
    return reverse(
        f"households:{name}", args=[village.code, *([job.uuid] if job else [])]
    )


def hand_in(page, village, content):
    upload = SimpleUploadedFile("buku.xlsx", content)
    answer = page.post(address(village, "workbook"), {"file": upload}, follow=True)
    return Job.objects.latest("pk"), answer.content.decode()


def bad_book():
    book = sample()
    book["anak"][1]["jenis_kelamin"] = "Q"
    return book


def problem_file(page, village, job):
    answer = page.get(address(village, "workbook_problem_file", job))
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_file_holds_the_bad_rows_and_what_hangs_on_them(page, village):
    job, text = hand_in(page, village, xlsx(bad_book()).read())
    assert "Unduh 3 baris untuk diperbaiki" in text
    book = problem_file(page, village, job)
    assert book.sheetnames == ["anak", "paud"]
    heading, row = book["anak"].iter_rows(values_only=True)
    cells = dict(zip(heading, row, strict=True))
    assert (cells["id_anak"], cells["jenis_kelamin"]) == ("a2", "Q")
    assert "tidak dikenal" in cells["masalah"]
    assert "Pilih L atau P" in cells["cara_memperbaiki"]
    assert book["paud"].max_row == 3
    assert "bergantung" in book["paud"]["A2"].value


def test_the_mended_file_brings_in_what_was_missing(page, village):
    job, _ = hand_in(page, village, xlsx(bad_book()).read())
    page.post(address(village, "workbook_save", job), {"hanya_yang_benar": "1"})
    book = problem_file(page, village, job)
    sheet = book["anak"]
    names = [cell.value for cell in sheet[1]]
    sheet.cell(2, names.index("jenis_kelamin") + 1).value = "P"
    mended = io.BytesIO()
    book.save(mended)
    job, text = hand_in(page, village, mended.getvalue())
    assert "Tidak ada masalah" in text
    assert "tidak dikenal" not in text
    page.post(address(village, "workbook_save", job))
    assert told(exported(village)) == told(sample())


def test_who_took_the_bad_rows_is_written_down(page, village, kpm):
    job, _ = hand_in(page, village, xlsx(bad_book()).read())
    problem_file(page, village, job)
    line = AuditEntry.objects.get(act="read")
    assert (line.by, line.reason) == (kpm, "unduh baris bermasalah")


def test_a_file_that_was_thrown_away_has_no_bad_rows_any_more(page, village):
    job, _ = hand_in(page, village, xlsx(bad_book()).read())
    page.post(address(village, "workbook_cancel", job))
    answer = page.get(address(village, "workbook_problem_file", job))
    assert answer.status_code == 404
