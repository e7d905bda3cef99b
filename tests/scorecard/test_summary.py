"""What is read aloud: plain sentences that say what the tables say, without a name."""

import pytest

from scorecard.overview import overview_of
from scorecard.summary import spoken, summary_of
from tests.scorecard.counted_village import QUARTER, counted
from tests.scorecard.test_pages import page, read, words
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
READ_IN_A_MINUTE = 160  # words; a calm voice reads some 130 to 160 a minute


def told(village, quarter=QUARTER):
    return " ".join(summary_of(overview_of(village, quarter), village.title))


def test_the_summary_says_what_the_tables_say(village):
    counted(village)
    scorecard = overview_of(village, QUARTER).scorecard
    text = told(village)
    assert f"{scorecard.households} rumah tangga 1.000 HPK" in text
    whole = scorecard.village
    assert f"Dari {whole.due} layanan" in text
    assert f"{whole.received} sudah diterima" in text
    assert "Paket yang paling perlu dikejar adalah" in text
    assert "1 anak hijau, 0 kuning, dan 0 merah; 1 anak belum diukur" in text
    assert "1 sasaran belum dikunjungi" in text


def test_the_summary_names_nobody(village):
    counted(village)
    text = told(village)
    for name in ("Siti Aminah", "Ahmad Fauzan", "Pak Karto"):
        assert name not in text


def test_the_summary_can_be_read_within_a_minute(village):
    counted(village, children=6)
    assert len(told(village).split()) <= READ_IN_A_MINUTE


def test_what_would_lift_most_is_said_first(village):
    counted(village, children=4)
    first = overview_of(village, QUARTER).lifts[0]
    assert f"Yang paling menaikkan angka desa: {first.label.lower()}" in told(village)


def test_a_quarter_before_anything_was_due_says_so(village):
    counted(village)
    assert "Belum ada layanan" in told(village, Triwulan(2020, 1))


def test_a_quarter_is_spoken_in_words():
    assert spoken(Triwulan(2026, 2)) == "triwulan kedua tahun 2026"


def test_whoever_does_not_enter_data_finds_the_summary_open(client, rds, kpm, village):
    counted(village)
    url = page("scorecard", village)
    assert '<details class="summary" open>' in words(read(client, rds, url))
    assert '<details class="summary">' in words(read(client, kpm, url))
    assert "Dari " in words(read(client, rds, url))
