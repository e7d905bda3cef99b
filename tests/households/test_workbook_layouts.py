"""Printed forms and OpenSID's exports: known by their headings, read as decided."""

import io
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from households.models import ChildRecord, PaudMonth, Person, PregnancyRecord
from households.workbook.importing import save
from households.workbook.layouts import recognise
from households.workbook.reading import opened
from tests.households import layouts
from tests.households.workbooks import sample, xlsx
from villages.models import Job


@pytest.fixture
def page(client, kpm):
    client.force_login(kpm)
    return client


@pytest.fixture
def known(village):
    """Ahmad, Lestari and Dewi are registered, each with her or his No KIA."""
    book = sample()
    book["anak"][0]["no_kia"] = "KIA-9"
    book["anak"][1]["no_kia"] = "KIA-3"
    book["ibu_hamil"][2] |= {"no_kia": "KIA 7"}
    for column in ("tanggal_keluar", "alasan_keluar"):
        del book["ibu_hamil"][2][column]
    save(village, xlsx(book))
    return village


def address(village, name, job=None):
    return reverse(
        f"households:{name}", args=[village.code, *([job.uuid] if job else [])]
    )


def upload(page, village, file, name="laporan.xlsx"):
    """Hand in a file; return its job and the page of its columns."""
    sent = SimpleUploadedFile(name, file.read())
    answer = page.post(address(village, "workbook"), {"file": sent}, follow=True)
    return Job.objects.latest("pk"), answer


def typed(answer):
    """What the page of columns would send if nothing were changed."""
    data = {}
    for _, form in answer.context["sheets"]:
        for field in form:
            value = field.value()
            if value is not False and value is not None:
                data[field.html_name] = "on" if value is True else str(value)
    return data


def decide(page, village, job, data):
    return page.post(address(village, "workbook_columns", job), data, follow=True)


def layout_of(file):
    with opened(file) as (source,):
        return recognise(source.title, list(source.rows()))


def test_the_missing_heading_of_opensids_mothers_is_found_by_counting():
    found = layout_of(layouts.opensid_mothers())
    assert found.kind == "ibu"
    assert found.columns[8:11] == ["nifas", "konseling_gizi", "kunjungan_rumah"]
    assert found.columns[-1] == "jaminan_kesehatan"
    assert len(found.columns) == 14
    assert "13 judul di atas 14 kolom nilai" in found.said


def test_the_meaningless_value_of_opensids_children_is_dropped():
    found = layout_of(layouts.opensid_children())
    assert found.columns[9:13] == ["tinggi", "", "konseling_ayah", "konseling_ibu"]
    assert found.columns[-1] == "pengasuhan"
    assert "18 judul di atas 19 kolom nilai" in found.said


def test_an_export_whose_headings_are_right_is_not_shifted():
    headings = [*layouts.OPENSID_MOTHERS]
    headings.insert(9, "Konseling Gizi (Kelas IH)")
    found = layout_of(layouts.book(Sheet1=[headings, layouts.DEWI]))
    assert found.columns[9:11] == ["konseling_gizi", "kunjungan_rumah"]
    assert "di bawah judulnya" in found.said


def test_more_values_than_any_report_has_are_shown_for_the_person_to_decide():
    row = [*layouts.DEWI, "x", "x"]
    found = layout_of(layouts.book(Sheet1=[layouts.OPENSID_MOTHERS, row]))
    assert found.columns[-3:] == ["", "", ""]
    assert "Periksa isi setiap kolom" in found.said


def test_a_printed_form_is_known_below_its_title_and_merged_headings():
    found = layout_of(layouts.formulir_2b())
    assert (found.kind, found.last_heading) == ("anak", 7)
    assert found.month == "2026-06-01"
    assert found.columns[1:] == [
        *("no_kia", "nama", "jenis_kelamin", "tanggal_lahir", "status_gizi", "umur"),
        *("tikar", "imunisasi_dasar", "berat", "tinggi", "konseling_ayah"),
        *("konseling_ibu", "kunjungan_rumah", "air_bersih", "jamban", "akta_lahir"),
        *("jaminan_kesehatan", "pengasuhan"),
    ]


def test_a_shopping_list_is_no_form():
    rows = [["Barang", "Harga", "Nama toko"], ["Gula", 14000, "Maju"]]
    assert layout_of(layouts.book(Sheet1=rows)) is None


def test_an_opensid_report_is_saved_for_the_day_the_person_names(page, known):
    job, answer = upload(page, known, layouts.opensid_mothers())
    text = answer.content.decode()
    assert "Periksa cara membaca kolom" in text
    assert "standing" not in text
    assert "satu kolom di kanan" in text
    answer = decide(page, known, job, typed(answer) | {"s0-day": "2026-08-20"})
    assert "Simpan 1 baris" in answer.content.decode()
    page.post(address(known, "workbook_save", job))
    record = PregnancyRecord.objects.get(pregnancy__woman__name="Dewi")
    assert record.visited_on == date(2026, 8, 20)
    assert (record.status, record.checkup, record.iron) == ("R", "v", "v")
    assert (record.counselling, record.home_visit) == ("x", "v")
    assert (record.water, record.latrine, record.insurance) == ("v", "x", "v")
    assert record.nifas_visits is None


def test_a_printed_form_is_saved_and_new_children_can_be_registered(page, known):
    job, answer = upload(page, known, layouts.formulir_2b())
    data = typed(answer) | {"s0-day": "2026-06-10", "s0-dusun": "Krajan"}
    answer = decide(page, known, job, data)
    assert not job.result.get("problems")
    page.post(address(known, "workbook_save", job))
    record = ChildRecord.objects.get(child__name="Ahmad", month=date(2026, 6, 1))
    assert (record.weight_kg, record.height_cm) == (Decimal("8.4"), Decimal("72.5"))
    assert (record.nutrition, record.mat) == ("GK", "K")
    assert (record.father_counselling, record.mother_counselling) == ("x", "v")
    assert (record.weighing, record.parenting) == ("v", "")
    new = Person.objects.get(name="Orang Baru")
    assert new.household.dusun.name == "Krajan"
    assert new.records.get().visited_on == date(2026, 6, 10)


def test_the_second_import_of_the_same_form_changes_nothing(page, known):
    for _ in range(2):
        job, answer = upload(page, known, layouts.formulir_2b())
        data = typed(answer) | {"s0-day": "2026-06-10", "s0-dusun": "Krajan"}
        answer = decide(page, known, job, data)
        page.post(address(known, "workbook_save", job))
    assert "Tidak ada yang berubah" in answer.content.decode()
    assert Person.objects.filter(name="Orang Baru").count() == 1


def test_who_is_not_registered_is_listed_with_what_to_do(page, known):
    job, answer = upload(page, known, layouts.formulir_2b())
    answer = decide(page, known, job, typed(answer))
    text = answer.content.decode()
    assert "Orang Baru" in text
    assert "belum terdaftar" in text
    assert "Daftarkan sasaran baru" in text
    assert "Simpan 1 baris yang benar saja" in text


def test_the_marks_of_a_year_of_paud_are_saved_by_their_months(page, known):
    job, answer = upload(page, known, layouts.opensid_paud())
    decide(page, known, job, typed(answer) | {"s0-day": "2026-01-01"})
    page.post(address(known, "workbook_save", job))
    marks = PaudMonth.objects.order_by("month").values_list("month", "mark")
    assert list(marks) == [
        (date(2026, month, 1), mark) for month, mark in ((1, "v"), (2, "x"), (3, "v"))
    ]


def test_a_child_already_recorded_that_month_keeps_its_day(page, known):
    rows = [[*layouts.AHMAD[:4], "N", *layouts.AHMAD[5:]]]
    job, answer = upload(page, known, layouts.opensid_children(*rows))
    decide(page, known, job, typed(answer) | {"s0-day": "2025-05-31"})
    page.post(address(known, "workbook_save", job))
    record = ChildRecord.objects.get(child__name="Ahmad", month=date(2025, 5, 1))
    assert record.visited_on == date(2025, 5, 10)
    assert record.nutrition == "N"
    assert record.weight_kg == Decimal("4.35")  # of which the sheet says nothing


def test_a_name_and_a_birth_date_find_a_child_without_its_number(page, known):
    rows = [["", "ahmad", *layouts.AHMAD[2:]]]
    job, answer = upload(page, known, layouts.opensid_children(*rows))
    decide(page, known, job, typed(answer) | {"s0-day": "2026-06-10"})
    page.post(address(known, "workbook_save", job))
    assert ChildRecord.objects.filter(child__name="Ahmad", month="2026-06-01").exists()


def test_a_delivery_told_by_the_sheet_ends_the_pregnancy(page, known):
    row = [*layouts.DEWI]
    row[5] = "1 Oktober 2026"
    job, answer = upload(page, known, layouts.opensid_mothers(row))
    decide(page, known, job, typed(answer) | {"s0-day": "2026-10-05"})
    page.post(address(known, "workbook_save", job))
    record = PregnancyRecord.objects.get(pregnancy__woman__name="Dewi")
    assert record.pregnancy.ended_on == date(2026, 10, 1)
    assert record.pregnancy.outcome == "lahir hidup"


def test_a_column_taken_twice_is_refused_and_the_choice_stays(page, known):
    job, answer = upload(page, known, layouts.opensid_mothers())
    answer = decide(page, known, job, typed(answer) | {"s0-c9": "nifas"})
    assert answer.status_code == 422
    assert "Sudah dipilih untuk kolom 9" in answer.content.decode()
    job.refresh_from_db()
    assert job.step == "memetakan"


def test_a_day_to_come_is_refused(page, known):
    job, answer = upload(page, known, layouts.opensid_mothers())
    answer = decide(page, known, job, typed(answer) | {"s0-day": "2031-01-01"})
    assert "belum terjadi" in answer.content.decode()


def test_the_columns_can_be_decided_anew_from_the_preview(page, known):
    job, answer = upload(page, known, layouts.formulir_2b())
    answer = decide(page, known, job, typed(answer))
    assert "Ubah cara membaca kolom" in answer.content.decode()
    answer = page.get(address(known, "workbook_columns", job))
    data = typed(answer) | {"s0-dusun": "Krajan", "s0-day": "2026-06-10"}
    answer = decide(page, known, job, data)
    assert re.search(r"Simpan \d+ baris\s*</button>", answer.content.decode())


def test_a_cell_that_cannot_be_is_named_by_its_row(page, known):
    row = [*layouts.AHMAD]
    row[6] = "ungu"
    job, answer = upload(page, known, layouts.opensid_children(row))
    answer = decide(page, known, job, typed(answer))
    text = answer.content.decode()
    assert "Baris 2" in text
    assert "kolom tikar" in text
    assert "H, K, M atau TD" in text


def test_the_bad_rows_of_a_form_come_back_in_its_own_layout(page, known):
    job, answer = upload(page, known, layouts.formulir_2b())
    decide(page, known, job, typed(answer))
    answer = page.get(address(known, "workbook_problem_file", job))
    content = b"".join(answer.streaming_content)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    texts = [str(cell.value) for row in sheet for cell in row if cell.value]
    assert "Orang Baru" in texts
    assert "Ahmad" not in texts
    assert any("belum terdaftar" in text for text in texts)
    mended = SimpleUploadedFile("perbaiki.xlsx", content)
    answer = page.post(address(known, "workbook"), {"file": mended}, follow=True)
    job = Job.objects.latest("pk")
    data = typed(answer) | {"s0-dusun": "Krajan", "s0-day": "2026-06-10"}
    decide(page, known, job, data)
    page.post(address(known, "workbook_save", job))
    assert Person.objects.filter(name="Orang Baru").exists()
