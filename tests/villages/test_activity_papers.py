"""The recap of the KPM's activities, and the page of an innovation."""

import io
from datetime import date

import pypdfium2
import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.documents import pages
from tests.villages.offices import (
    DAY,
    activity_url,
    make_activity,
    make_innovation,
    photo,
    send_activity,
)
from villages.activities import Tally, recap_of, tally_of
from villages.models.activity import NARRATIVE

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(village):
    make_activity(village, men=2, women=9)
    make_activity(village, men=1, women=5, held_on=date(2026, 3, 31))
    make_activity(village, kind="konseling", men=12, women=3, held_on=date(2026, 11, 2))
    make_activity(village, held_on=date(2025, 12, 31))
    make_activity(village).become_removed(by=None)
    return village


def test_the_recap_counts_kinds_by_month_and_sex(busy):
    recap = recap_of(busy, 2026)

    by_label = {row.label: row for row in recap.rows}
    assert by_label["Kelas"].months[2] == Tally(2, 3, 14)
    assert by_label["Kelas"].total == Tally(2, 3, 14)
    assert by_label["Konseling ayah atau suami"].months[10] == Tally(1, 12, 3)
    assert recap.together.months[2] == Tally(2, 3, 14)
    everything = busy.activities.kept().filter(held_on__year=2026)
    assert recap.together.total == tally_of(everything) == Tally(3, 15, 17)


def test_the_recap_page_shows_the_figures(page, busy):
    shown = page.get(activity_url("recap", busy, 2026)).content.decode()

    assert "3 kegiatan menjangkau 32 orang: 15 laki-laki dan 17 perempuan" in shown
    assert page.get(activity_url("recap", busy, 2099)).status_code == 404
    assert page.get(activity_url("recap", busy, 20)).status_code == 404


def test_the_recap_prints_what_the_page_shows(page, busy):
    answer = page.get(activity_url("recap_file", busy, 2026, "pdf"))

    words = pages.text(answer.content)
    assert "Kegiatan – – 2 – – – – – – – – – 2" in words
    assert "Perempuan – – 14 – – – – – – – 3 – 17" in words
    assert page.get(activity_url("recap_file", busy, 2026, "doc")).status_code == 404


def test_the_recap_as_a_workbook_has_numbers_and_every_activity(page, busy):
    answer = page.get(activity_url("recap_file", busy, 2026, "xlsx"))

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    recap = book.get_sheet_by_name("Rekap").to_python()
    assert recap[-3][:2] == ["Jumlah", "Kegiatan"]
    assert recap[-3][-1] == 3
    log = book.get_sheet_by_name("Kegiatan").to_python()
    assert [row[0] for row in log[-3:]] == [DAY, date(2026, 3, 31), date(2026, 11, 2)]


def test_a_title_like_a_formula_stays_a_text_in_the_workbook(page, village):
    make_activity(village, title="=1+1")

    answer = page.get(activity_url("recap_file", village, 2026, "xlsx"))

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert "=1+1" in book.get_sheet_by_name("Kegiatan").to_python()[-1]


def innovation_of(page, row):
    keys = [row.village.code, row.pk]
    return page.get(reverse("villages:innovation", args=keys))


def test_an_innovation_fits_one_page_however_much_is_told(page, village):
    full = ("Warga bergotong royong membangun jamban. " * 40)[:NARRATIVE]
    texts = dict.fromkeys(("problem", "solution", "result"), full)
    send_activity(page, village, "inovasi", upload=photo(), **texts)

    answer = innovation_of(page, village.activities.get())

    assert len(pypdfium2.PdfDocument(answer.content)) == 1
    assert pages.ink_outside(answer.content, left=24.8, right=19.8) == []
    assert pages.overprinted(answer.content) == []


def test_an_innovation_prints_what_was_told(page, village):
    words = pages.text(innovation_of(page, make_innovation(village)).content)

    for said in ("Arisan jamban", "Iuran warga", "Bambang, Ketua RT 02", "9 perempuan"):
        assert said in words


def test_only_an_innovation_has_its_page(page, village):
    assert innovation_of(page, make_activity(village)).status_code == 404
