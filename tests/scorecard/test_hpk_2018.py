"""The rule table against the printed forms: which rows, in which order, which words."""

import pytest

from households.packages import Who
from scorecard.rules import RULE_SETS, Group, rules_for
from scorecard.rules.hpk_2018 import RULES
from scorecard.wording import due_words, met_words
from villages.quarters import Triwulan

# Formulir 3A, 3B and 4: code, package, whom it is for, and the words of Tabel 3.
PRINTED = [
    (
        ("anc", "KIA", "hamil"),
        "Ibu hamil periksa kehamilan paling sedikit 4 kali selama kehamilan",
    ),
    (
        ("fe", "KIA", "hamil"),
        "Ibu hamil mendapatkan dan minum 1 tablet tambah darah (pil FE) setiap hari "
        "minimal selama 90 hari",
    ),
    (
        ("nifas", "KIA", "bersalin"),
        "Ibu bersalin mendapatkan layanan nifas oleh nakes dilaksanakan minimal 3 kali",
    ),
    (
        ("kelas_ibu", "GIZI", "hamil"),
        "Ibu hamil mengikuti kegiatan konseling gizi atau kelas ibu hamil minimal 4 "
        "kali selama kehamilan",
    ),
    (
        ("kunjungan_ibu", "KIA", "hamil"),
        "Ibu hamil dengan kondisi resiko tinggi dan/atau Kekurangan Energi Kronis "
        "(KEK) mendapat kunjungan ke rumah oleh bidan Desa secara terpadu minimal 1 "
        "bulan sekali",
    ),
    (
        ("air_ibu", "AIR", "hamil bersalin"),
        "Rumah Tangga Ibu hamil memiliki sarana akses air minum yang aman",
    ),
    (
        ("jamban_ibu", "AIR", "hamil bersalin"),
        "Rumah Tangga Ibu hamil memiliki sarana jamban keluarga yang layak",
    ),
    (
        ("jaminan_ibu", "SOS", "hamil bersalin"),
        "Ibu hamil memiliki jaminan layanan kesehatan",
    ),
    (
        ("imunisasi", "KIA", "anak"),
        "Bayi usia 12 bulan ke bawah mendapatkan imunisasi dasar lengkap",
    ),
    (
        ("timbang", "KIA", "anak"),
        "Anak usia 0-23 bulan diukur berat badannya di posyandu secara rutin setiap "
        "bulan",
    ),
    (
        ("ukur", "KIA", "anak"),
        "Anak usia 0-23 bulan diukur panjang/tinggi badannya oleh tenaga kesehatan "
        "terlatih minimal 2 kali dalam setahun",
    ),
    (
        ("konseling_anak", "GIZI", "anak"),
        "Orang tua/pengasuh yang memiliki anak usia 0-23 bulan mengikuti kegiatan "
        "konseling gizi secara rutin minimal sebulan sekali",
    ),
    (
        ("kunjungan_anak", "GIZI", "anak"),
        "Anak usia 0-23 bulan dengan status gizi buruk, gizi kurang, dan stunting "
        "mendapat kunjungan ke rumah secara terpadu minimal 1 bulan sekali",
    ),
    (
        ("air_anak", "AIR", "anak"),
        "Rumah Tangga anak usia 0-23 bulan memiliki sarana akses air minum yang aman",
    ),
    (
        ("jamban_anak", "AIR", "anak"),
        "Rumah Tangga anak usia 0-23 bulan memiliki sarana jamban yang layak",
    ),
    (("akta", "SOS", "anak"), "Anak usia 0-23 bulan memiliki akta kelahiran"),
    (
        ("jaminan_anak", "SOS", "anak"),
        "Anak usia 0-23 bulan memiliki jaminan layanan kesehatan",
    ),
    (
        ("pengasuhan", "PAUD", "anak"),
        "Orang tua/pengasuh yang memiliki anak usia 0-23 bulan mengikuti Kelas "
        "Pengasuhan minimal sebulan sekali",
    ),
]


def test_the_table_has_the_rows_of_the_printed_form():
    rows = [
        ((i.code, str(i.package), " ".join(map(str, i.groups))), i.wording)
        for i in RULES.indicators
    ]
    assert rows == PRINTED


def test_paud_has_the_words_of_the_printed_form():
    assert RULES.preschool_wording == (
        "Anak usia > 2-6 tahun terdaftar dan aktif mengikuti kegiatan layanan PAUD"
    )


def test_the_table_says_where_it_is_from_and_since_when():
    assert RULES.name == "hpk-2018"
    assert RULES.source == (
        "Formulir 3A, 3B dan 4, Panduan Kader Pembangunan Manusia (2018)"
    )
    assert RULES.valid_from == Triwulan(2018, 1)
    assert rules_for(Triwulan(2018, 1)) is RULE_SETS["hpk-2018"]


@pytest.mark.parametrize(
    ("who", "groups", "count"),
    [
        (Who.MOTHER, {Group.PREGNANT, Group.DELIVERED}, 8),
        (Who.CHILD, {Group.CHILD}, 10),
    ],
)
def test_each_form_has_its_own_targets(who, groups, count):
    own = RULES.of(who)
    assert len(own) == count
    assert {group for indicator in own for group in indicator.groups} == groups


def test_the_ages_and_days_of_the_groups():
    assert (RULES.child_months, RULES.preschool_months) == (24, 84)
    assert RULES.delivered_days == 42


MONITORED = " yang sudah punya bulan pemantauan pada triwulan ini"
AT_RISK = (
    " yang pada awal suatu bulan pemantauan sudah diketahui beresiko (KEK/RISTI, atau "
    "gizi kurang, gizi buruk, stunting)"
)
MONTHLY = "diterima pada setiap bulan pemantauan"
EVERY_RISK_MONTH = "diterima pada setiap bulan yang diawali dengan resiko"
SHARE_OF_FOUR = (
    "diterima pada 1 bulan pemantauan; mulai minggu ke-28 kehamilan pada 2 bulan (atau "
    "semuanya bila kurang dari itu)"
)
OF_HOUSEHOLD = "jawaban terbaru tentang rumah tangganya adalah ya"
OF_TARGET = "jawaban terbaru adalah ya"
SAID = {
    "anc": ("ibu hamil" + MONITORED, SHARE_OF_FOUR),
    "fe": ("ibu hamil" + MONITORED, MONTHLY),
    "nifas": (
        "ibu bersalin mulai 2 hari setelah melahirkan, kecuali yang baru terdaftar "
        "setelah bulan dari hari ke-42",
        "1 kali mulai 2 hari setelah melahirkan, 2 kali mulai 7 hari setelah "
        "melahirkan, 3 kali mulai 28 hari setelah melahirkan",
    ),
    "kelas_ibu": ("ibu hamil" + MONITORED, SHARE_OF_FOUR),
    "kunjungan_ibu": ("ibu hamil" + AT_RISK, EVERY_RISK_MONTH),
    "air_ibu": ("ibu hamil dan ibu bersalin", OF_HOUSEHOLD),
    "jamban_ibu": ("ibu hamil dan ibu bersalin", OF_HOUSEHOLD),
    "jaminan_ibu": ("ibu hamil dan ibu bersalin", OF_TARGET),
    "imunisasi": (
        "anak 0–23 bulan" + MONITORED,
        "jawaban terbaru ya dan dinyatakan pada triwulan ini atau pada umur 10 bulan "
        "ke atas; mulai umur 10 bulan juga campak",
    ),
    "timbang": ("anak 0–23 bulan" + MONITORED, MONTHLY),
    "ukur": (
        "anak 0–23 bulan" + MONITORED,
        "diterima paling sedikit sekali dalam 6 bulan terakhir",
    ),
    "konseling_anak": ("anak 0–23 bulan" + MONITORED, MONTHLY),
    "kunjungan_anak": ("anak 0–23 bulan" + AT_RISK, EVERY_RISK_MONTH),
    "air_anak": ("anak 0–23 bulan", OF_HOUSEHOLD),
    "jamban_anak": ("anak 0–23 bulan", OF_HOUSEHOLD),
    "akta": ("anak 0–23 bulan mulai 60 hari setelah lahir", OF_TARGET),
    "jaminan_anak": ("anak 0–23 bulan", OF_TARGET),
    "pengasuhan": ("anak 0–23 bulan" + MONITORED, MONTHLY),
}


def test_the_pages_say_of_each_row_when_it_is_due_and_when_received():
    said = {i.code: (due_words(i), met_words(i)) for i in RULES.indicators}
    assert said == {
        code: (f"Seharusnya diterima {due}.", f"Diterima lengkap bila {met}.")
        for code, (due, met) in SAID.items()
    }


def test_the_statuses_that_ask_for_a_home_visit():
    assert RULES.risks == {
        Who.MOTHER: {"R", "K"},
        Who.CHILD: {"GK", "GB", "S", "GK+S", "GB+S"},  # two may stand together
    }


def test_nifas_is_the_same_42_days_wherever_the_table_says_it():
    nifas = next(i for i in RULES.indicators if i.code == "nifas")
    assert nifas.due.until_day == nifas.met.until_day == RULES.delivered_days == 42
