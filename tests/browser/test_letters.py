"""The office sets its letterhead; the Kepala Desa signs; the BPD verifies by the QR."""

import io

import docx
import pypdfium2
import pytest
from playwright.sync_api import expect

from rembuk import actions
from rembuk.models import BeritaAcara
from tests.browser.steps import (
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    open_menu,
    press,
)
from tests.rembuk.meetings import complete, make_meeting, make_quarter
from villages.models import Official

pytestmark = pytest.mark.browser
SIDES = ("phone", "desktop")


@pytest.fixture
def planned(village, rds):
    """A rembuk that has everything, not settled yet."""
    meeting = make_meeting(village, make_quarter(village), by=rds)
    return complete(meeting, by=rds)


@pytest.fixture
def settled(planned, rds):
    """A berita acara that waits for the Kepala Desa alone."""
    row = actions.settle(planned.berita_acaras.get(), by=rds)
    for party, name in (("rds", "Wahyuningsih"), ("masyarakat", "Ma'ruf")):
        actions.sign(row, party=party, name=name, manner="layar", by=rds)
    return row


def fetched(page, link):
    href = page.get_by_role("link", name=link).first.get_attribute("href")
    answer = page.request.get(href)
    assert answer.ok
    return answer.body()


def words_of(pdf):
    pages = list(pypdfium2.PdfDocument(pdf))
    said = " ".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(said.split())


def draw(page):
    """A line across the box, as a finger or a mouse would."""
    box = page.locator("canvas").bounding_box()
    left, middle = box["x"] + 20, box["y"] + box["height"] / 2
    page.mouse.move(left, middle)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(left + 14 * step, middle + (12 if step % 2 else -12))
    page.mouse.up()


@pytest.mark.parametrize("side", SIDES)
def test_the_kepala_desa_signs_on_the_screen_and_downloads_the_signed_pdf(
    new_window, village, settled, kades, side
):
    page = new_window(side, user=kades)
    page.goto("/")
    open_menu(page, "Dokumen")
    expect_title(page, "Dokumen")
    look_around(page)
    follow(page, "Berita Acara 01/RS/2026")
    expect_title(page, "01/RS/2026")
    look_around(page)
    page.get_by_role("link", name="Tanda tangani").last.click()
    expect(page.get_by_label("Nama", exact=True)).to_be_visible()
    look_around(page)
    fill(page, "Nama", "Slamet Riyadi")
    page.locator("canvas").scroll_into_view_if_needed()
    draw(page)
    press(page, "Tanda tangani")
    expect_said(page, "tersimpan")
    press(page, "Sahkan berita acara")
    expect_said(page, "Berita acara bertanda tangan (PDF)")
    look_around(page)

    signed = fetched(page, "Berita acara bertanda tangan")
    assert "Ditandatangani di layar" in words_of(signed)
    row = BeritaAcara.objects.get(pk=settled.pk)
    assert row.state == BeritaAcara.State.RATIFIED
    assert row.signatures.get(party="kades").file is not None


@pytest.mark.parametrize("side", SIDES)
def test_the_bpd_reads_the_berita_acara_and_verifies_it_by_its_qr_code(
    new_window, village, settled, rds, bpd, side
):
    actions.sign(settled, party="kades", name="Slamet", manner="layar", by=rds)
    actions.ratify(settled, by=rds)
    page = new_window(side, user=bpd)
    page.goto("/")
    open_menu(page, "Dokumen")
    expect_title(page, "Dokumen")
    follow(page, "Berita Acara 01/RS/2026")
    expect_title(page, "01/RS/2026")
    expect(page.get_by_role("link", name="Tanda tangani")).to_have_count(0)
    look_around(page)

    signed = fetched(page, "Berita acara bertanda tangan")
    said = words_of(signed)
    assert "musyawarah mufakat" in said
    assert settled.content_sha256 in said

    follow(page, "halaman pemeriksaan")
    expect_said(page, "Asli")
    expect_said(page, "01/RS/2026")
    look_around(page)
    assert "Wahyuningsih" not in page.content()

    page.get_by_label("Berkas").set_input_files(
        {"name": "diubah.pdf", "mimeType": "application/pdf", "buffer": signed + b" "}
    )
    press(page, "Periksa berkas")
    expect_said(page, "Bukan dokumen dari sini")
    look_around(page)


@pytest.mark.parametrize("side", SIDES)
def test_the_office_sets_letterhead_and_numbers_and_adapts_a_letter(
    new_window, village, planned, admin_desa, side
):
    Official.objects.create(
        village=village, position="kades", name="Slamet", starts_on="2020-01-01"
    )
    page = new_window(side, user=admin_desa)
    page.goto(f"/desa/{village.code}/kop-surat/")
    expect_title(page, "Kop surat")
    look_around(page)
    fill(page, "Alamat kantor", "Jalan Balai Desa 1")
    fill(page, "Kode pos", "5636")
    press(page, "Simpan")
    expect_said(page, "5 angka")
    fill(page, "Kode pos", "56364")
    press(page, "Simpan")
    expect_said(page, "Kop surat tersimpan.")
    look_around(page)
    assert "Jalan Balai Desa 1" in words_of(fetched(page, "Lihat contoh (PDF)"))

    page.goto(f"/desa/{village.code}/penomoran/")
    expect_title(page, "Penomoran dokumen")
    look_around(page)
    fill(page, "Berita acara rembuk", "141/{nomor}/DS/{bulan_romawi}")
    press(page, "Simpan")
    expect_said(page, "harus memuat {tahun}")
    fill(page, "Berita acara rembuk", "141/{nomor}/DS/{bulan_romawi}/{tahun}")
    press(page, "Lihat contoh")
    expect_said(page, "141/1/DS/")
    press(page, "Simpan")
    expect_said(page, "Format nomor tersimpan.")
    look_around(page)

    page.goto(f"/desa/{village.code}/rembuk/{planned.year}/{planned.pk}/")
    expect_title(page, "Rembuk")
    letter = docx.Document(io.BytesIO(fetched(page, "DOCX Undangan")))
    assert "Jalan Balai Desa 1" in letter.tables[0].rows[0].cells[0].text
