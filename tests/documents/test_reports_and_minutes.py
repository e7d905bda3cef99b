"""What Formulir 4 and the berita acara owe to their own rules."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from tests.documents import pages, samples
from tests.documents.renders import UPRIGHT, rendered

GOLDEN = Path(__file__).parent.parent / "golden"


def test_the_yearly_edition_names_no_quarter():
    words = pages.text(
        rendered("laporan_konvergensi", samples.laporan_konvergensi(quarter=None))
    )

    assert "Edisi : Tahunan" in words
    assert "Triwulan :" not in words


def test_nothing_due_prints_a_dash():
    data = samples.laporan_konvergensi()
    data["table4"]["rows"][0] |= {"received": 0, "due": 0, "percent": None}

    assert "Ibu hamil 0 0 –" in pages.text(rendered("laporan_konvergensi", data))


@pytest.mark.parametrize("template", ["laporan_konvergensi", "berita_acara"])
def test_a_fingerprint_can_be_copied_from_the_page(template):
    raw = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(rendered(template))
    ]

    assert any(samples.HASH in words for words in raw)


def test_counselling_shows_fathers_beside_all():
    words = pages.text(rendered("laporan_konvergensi"))

    assert "Laki 4 11,76" in words
    assert "Jumlah 24 62,82" in words


def test_footnotes_stand_under_their_table():
    words = pages.text(rendered("laporan_konvergensi"))

    assert words.index("1.131") < words.index("baru ditemukan") < words.index("Tabel 2")
    assert words.index("layanan PAUD") < words.index("Belum dicatat: 14")


def test_sixty_proposals_and_two_hundred_guests_keep_their_order():
    many = samples.proposals(60)
    guests = samples.PEOPLE * 30
    data = samples.berita_acara(proposals=many, proposals_cost=942_000_000)
    data["annexes"] = data["annexes"] | {"attendance": guests}

    document = rendered("berita_acara", data)
    texts = pages.page_texts(document)

    with_proposals = [t for t in texts if "Kode kegiatan" in t]
    assert len(with_proposals) >= 3
    assert "942.000.000" in " ".join(texts)
    assert pages.text(document).count("Wahyuningsih") >= 30
    assert pages.ink_outside(document, **UPRIGHT) == []


def test_an_empty_rembuk_says_what_is_missing():
    data = samples.berita_acara(
        legal_basis=[],
        present=[],
        present_total=0,
        resource_persons=[],
        agreements=[],
        proposals=[],
        proposals_cost=0,
        number=None,
        verify_url=None,
        annexes={"attendance": []},
    )
    data["material"] = data["material"] | {"problems": [], "inputs": []}

    words = pages.text(rendered("berita_acara", data))

    for phrase in (
        "Tidak ada usulan yang disepakati.",
        "Tidak ada masalah yang dicatat.",
        "Belum ada yang tercatat hadir.",
    ):
        assert phrase in words
    assert "Sidik isi" not in words


def test_a_vote_is_printed_with_its_counts():
    decision = {"method": "voting", "agree": 31, "against": 12, "abstain": 4}

    words = pages.text(
        rendered("berita_acara", samples.berita_acara(decision=decision))
    )

    assert "31 suara setuju, 12 suara tidak setuju, dan 4 suara abstain" in words


def test_a_correction_names_the_berita_acara_it_corrects():
    corrects = {"number": "02/RS/2026", "date": "2026-06-20"}

    words = pages.text(
        rendered("berita_acara", samples.berita_acara(corrects=corrects))
    )

    assert "membetulkan Berita Acara Nomor 02/RS/2026 tanggal 20 Juni 2026" in words


@pytest.mark.parametrize("proposals", range(3, 14))
def test_signatures_are_never_split_over_two_pages(proposals):
    data = samples.berita_acara(proposals=samples.proposals(proposals))

    texts = pages.page_texts(rendered("berita_acara", data))

    with_signatures = [
        number
        for number, words in enumerate(texts)
        if any(role in words for role in ("Wakil Rumah Desa Sehat", "Mengetahui,"))
    ]
    assert len(with_signatures) == 1
    assert "Penutup" in texts[with_signatures[0]]


def test_an_electronic_signature_says_when_it_was_given():
    data = samples.berita_acara()
    data["signatures"] = [
        s | {"note": "Ditandatangani di layar, 22 Juni 2026 pukul 12.41 WIB"}
        for s in data["signatures"]
    ]

    words = pages.text(rendered("berita_acara", data))

    assert words.count("Ditandatangani di layar") == 3


GOLDENS = [
    *("laporan_konvergensi", "berita_acara", "surat_keputusan"),
    *("inovasi", "rekap_kegiatan", "surat_penyampaian", "tanda_terima"),
    *("notulen_evaluasi", "rekap_pelaksanaan"),
    *("undangan", "daftar_undangan", "daftar_hadir", "notulen"),
    *("surat_permohonan", "contoh_kop"),
    *("ba_diskusi", "ba_mad", "poster_diskusi"),
    *("grafik_pertumbuhan", "salinan_data", "peta_sosial"),
]


@pytest.mark.parametrize("template", GOLDENS)
def test_the_words_are_the_agreed_ones(template):
    """After a change that is meant: write the words printed here into the file."""
    golden = GOLDEN / f"{template}.json"
    words = [re.sub(r"\s+", " ", t) for t in pages.page_texts(rendered(template))]

    assert words == json.loads(golden.read_text(encoding="utf-8"))


def test_the_title_of_the_file_is_the_documents_own():
    metadata = pypdfium2.PdfDocument(rendered("berita_acara")).get_metadata_dict()

    assert metadata["Title"] == "Berita Acara Rembuk Stunting Desa Sukamaju Tahun 2026"
    assert metadata["CreationDate"].startswith("D:20260705")
