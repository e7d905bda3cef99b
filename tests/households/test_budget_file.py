"""The APB Desa from a file of the finance program."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from households.budget_sheet import read
from tests.households.budget_files import HEADINGS, ROWS, TITLES, a_file
from villages.models import AuditEntry, Job

FIRST = len(TITLES) + 2  # the row below the headings, as the spreadsheet numbers it


@pytest.fixture
def office(client, admin_desa):
    client.force_login(admin_desa)
    return client


def hand_in(office, village, file, year=2026, follow=True):
    page = reverse("households:budget_file", args=[village.code])
    data = {"file": file, "year": year, "source": "dd"}
    return office.post(page, data, follow=follow)


def the_job(village):
    return village.jobs.get(kind="anggaran", state=Job.State.READY)


def save(office, village, answer, **data):
    plan = answer.context["plan"]
    ticked = [one.line.row for one in plan.new if one.is_stunting]
    page = reverse(
        "households:budget_file_save", args=[village.code, the_job(village).uuid]
    )
    return office.post(page, {"seen": plan.fingerprint, "stunting": ticked} | data)


def problems(*rows, **fields):
    """{row: problem} of a file with these rows."""
    sheet = read(a_file(rows, **fields), "apbdes.xlsx", "dd")
    return {one.row - FIRST: one.problem for one in sheet.problems}


# --- reading -------------------------------------------------------------------------


def test_only_activities_are_lines_and_amounts_are_read_as_numbers_or_text():
    sheet = read(a_file(), "apbdes.xlsx", "dd")

    assert [(one.code, one.amount, one.source) for one in sheet.lines] == [
        ("2.2.02", 30_000_000, "dd"),
        ("2.4.12", 42_000_000, "dd"),
        ("2.3.11", 214_000_000, "add"),
    ]
    assert sheet.problems == []
    assert sheet.passed == {"jumlah": 2, "rincian": 2}


@pytest.mark.parametrize(
    "headings",
    [
        ("Kode Kegiatan", "Uraian", "Jumlah (Rp)", "Sumber Dana"),
        ("KODE REK.", "NAMA KEGIATAN", "PAGU", "SUMBERDANA"),
    ],
)
def test_headings_are_known_by_their_words(headings):
    assert len(read(a_file(headings=headings), "a.xlsx", "dd").lines) == 3


def test_of_a_changed_budget_the_amount_after_the_change_is_read():
    headings = ("Kode", "Uraian", "Anggaran Semula", "Anggaran Menjadi")
    rows = [("2.2.02", "Posyandu", 1_000_000, 2_000_000)]

    assert read(a_file(rows, headings), "a.xlsx", "dd").lines[0].amount == 2_000_000


def test_a_file_without_sources_takes_the_one_that_was_chosen():
    rows = [("2.2.02", "Posyandu", 1_000_000)]

    sheet = read(a_file(rows, HEADINGS[:3]), "a.xlsx", "add")

    assert sheet.lines[0].source == "add"


def test_codes_are_written_as_the_regulation_does():
    rows = [("02.02.2.", "Posyandu", 1, "DD"), ("4.1.1", "Hasil usaha", 5, "PAD")]

    sheet = read(a_file(rows), "a.xlsx", "dd")

    assert [one.code for one in sheet.lines] == ["2.2.02"]
    assert sheet.passed == {"rincian": 1}


def test_every_bad_row_is_named_with_what_is_wrong():
    found = problems(
        ("2.2.02", "Posyandu", -5, "DD"),
        ("2.2.03", "Penyuluhan", 1.5, "DD"),
        ("2.2.04", "Desa Siaga", "banyak", "DD"),
        ("2.2.06", "BKB", "-1.000", "DD"),
        ("2.2.08", "Pemeliharaan", "", "DD"),
        ("2.2.09", "", 1_000, "DD"),
        ("dua", "Entah", 1_000, "DD"),
        ("2.1.01", "PAUD", 1_000, "Warisan"),
        (date(2002, 2, 2), "Posyandu", 1_000, "DD"),
        ("2.4.12", "Air", 1_000, "DD"),
        ("2.4.12", "Air", 2_000, "DD"),
        ("2.4.13", "Sanitasi", 10**15, "DD"),
    )

    assert found == {
        0: "Jumlahnya di bawah nol.",
        1: "Ini bukan rupiah utuh.",
        2: "Ini bukan rupiah utuh.",
        3: "Jumlahnya di bawah nol.",
        4: "Jumlahnya kosong atau rumus yang belum terhitung.",
        5: "Uraiannya kosong.",
        6: "Ini bukan kode kegiatan.",
        7: "Sumber dana ini tidak dikenal.",
        8: "Kodenya berubah menjadi tanggal.",
        10: f"Kode, uraian dan sumber dananya sama dengan baris {FIRST + 9}.",
        11: "Jumlahnya terlalu besar.",
    }


# --- files that are none -------------------------------------------------------------


def with_macro():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


def that_unpacks_to_much():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(501):
                sheet.write(bytes(1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\x00 program", "bukan buku kerja"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Excel lama"),
        (b"<html></html>", "halaman web"),
        (b"PK\x03\x04 rusak", "bukan buku kerja"),
        (with_macro(), "makro"),
        (that_unpacks_to_much(), "terlalu besar"),
    ],
    ids=["program", "pdf", "xls", "html", "damaged", "macro", "bomb"],
)
def test_a_file_that_is_no_workbook_is_told_what_it_is(office, village, content, said):
    answer = hand_in(office, village, SimpleUploadedFile("apbdes.xlsx", content))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not village.jobs.exists()


def test_a_file_without_headings_is_told_which_to_write(office, village):
    answer = hand_in(office, village, a_file(headings=("a", "b", "c", "d")))

    assert "Kode Rekening" in str(answer.context["form"].errors["file"])


def test_a_program_is_refused_by_its_name(office, village):
    answer = hand_in(office, village, SimpleUploadedFile("apbdes.exe", b"MZ"))

    assert "bukan .xlsx" in str(answer.context["form"].errors["file"])


# --- preview and decision ------------------------------------------------------------


def test_nothing_is_saved_before_it_is_confirmed(office, village):
    answer = hand_in(office, village, a_file())

    assert not village.budget_lines.exists()
    assert "3 baris baru" in answer.content.decode()


def test_what_was_confirmed_is_saved_with_its_share_for_stunting(office, village):
    save(office, village, hand_in(office, village, a_file()))

    assert set(village.budget_lines.values_list("activity_code", "is_stunting")) == {
        ("2.2.02", True),
        ("2.4.12", True),
        ("2.3.11", False),
    }
    assert AuditEntry.objects.filter(village=village).count() == 3


def test_the_same_file_again_changes_nothing(office, village):
    save(office, village, hand_in(office, village, a_file()))
    before = list(village.budget_lines.values())

    answer = hand_in(office, village, a_file())
    assert "Tidak ada yang berubah" in answer.content.decode()
    save(office, village, answer)

    assert list(village.budget_lines.values()) == before
    assert AuditEntry.objects.filter(village=village).count() == 3


def test_a_second_press_saves_nothing_more(office, village):
    answer = hand_in(office, village, a_file())
    page = reverse(
        "households:budget_file_save", args=[village.code, the_job(village).uuid]
    )
    save(office, village, answer)

    again = office.post(page, {"seen": answer.context["plan"].fingerprint})

    assert again.status_code == 302
    assert village.budget_lines.count() == 3


def test_an_amount_that_changed_is_shown_and_keeps_the_mark(office, village):
    line = village.budget_lines.create(
        year=2026,
        activity_code="2.2.02",
        name="Posyandu desa",
        amount_rupiah=25_000_000,
        is_stunting=False,
    )

    answer = hand_in(office, village, a_file())
    assert "dari Rp25.000.000 menjadi" in answer.content.decode()
    save(office, village, answer)

    line.refresh_from_db()
    assert (line.amount_rupiah, line.name) == (30_000_000, ROWS[2][1])
    assert not line.is_stunting
    assert village.budget_lines.count() == 3


def test_two_lines_of_one_code_are_told_apart_by_their_name(office, village):
    rows = [("2.2.02", "PMT", 5_000, "DD"), ("2.2.02", "Kader", 7_000, "DD")]
    save(office, village, hand_in(office, village, a_file(rows)))

    rows[1] = ("2.2.02", "Kader", 8_000, "DD")
    save(office, village, hand_in(office, village, a_file(rows)))

    amounts = village.budget_lines.values_list("name", "amount_rupiah")
    assert dict(amounts) == {"PMT": 5_000, "Kader": 8_000}


def test_what_is_not_in_the_file_is_left_as_it_is(office, village):
    village.budget_lines.create(
        year=2026, activity_code="4.4.01", name="Penyuluhan", amount_rupiah=1
    )

    answer = hand_in(office, village, a_file())
    save(office, village, answer)

    assert [one.name for one in answer.context["plan"].beside] == ["Penyuluhan"]
    assert village.budget_lines.count() == 4


def test_a_budget_that_changed_since_the_preview_is_looked_at_again(office, village):
    line = village.budget_lines.create(
        year=2026, activity_code="2.2.02", name="Posyandu", amount_rupiah=1
    )
    answer = hand_in(office, village, a_file())
    village.budget_lines.filter(pk=line.pk).update(amount_rupiah=2)

    said = save(office, village, answer)

    assert village.budget_lines.get().amount_rupiah == 2
    assert said.url.endswith(f"{the_job(village).uuid}/")


def test_a_line_is_not_lowered_below_what_was_spent(office, village):
    line = village.budget_lines.create(
        year=2026, activity_code="2.2.02", name="Posyandu", amount_rupiah=90_000_000
    )
    line.realisations.create(number=1, amount_rupiah=40_000_000)

    answer = hand_in(office, village, a_file())
    save(office, village, answer)

    assert "sudah terpakai Rp40.000.000" in answer.content.decode()
    line.refresh_from_db()
    assert line.amount_rupiah == 90_000_000
    assert village.budget_lines.count() == 3


def test_a_file_that_was_thrown_away_saves_nothing(office, village):
    hand_in(office, village, a_file())
    job = the_job(village)

    office.post(reverse("households:budget_file_cancel", args=[village.code, job.uuid]))

    assert not village.jobs.exists()
    assert not village.budget_lines.exists()


def test_bpd_hands_in_no_file(client, village, bpd):
    client.force_login(bpd)

    assert hand_in(client, village, a_file(), follow=False).status_code == 403


def test_a_file_is_decided_in_its_own_village_alone(client, village, neighbour, office):
    hand_in(office, village, a_file())
    page = reverse(
        "households:budget_file_save", args=[neighbour.code, the_job(village).uuid]
    )

    assert office.post(page).status_code in (403, 404)
