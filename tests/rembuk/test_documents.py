"""The berita acara as it is read on paper."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from rembuk import actions, documents
from rembuk.models import BeritaAcara
from tests.documents import pages
from tests.rembuk.meetings import add_people, add_proposal, change, sign_all
from tests.rembuk.test_rows import picture
from villages import pictures
from villages.models import Letterhead, Official

pytestmark = pytest.mark.django_db
MARGINS = {"left": 24, "right": 19, "top": 16, "bottom": 13}
WICKED = '#read("/etc/passwd") *x* $y$ _z_ \\ // `r` <a> @b'


def settled_pdf(draft, rds):
    row = actions.settle(draft, by=rds)
    return documents.unsigned_pdf(row)


def test_every_section_and_every_proposal_stands_in_it(draft, ready, rds):
    for number in range(12):
        add_proposal(
            ready, by=rds, activity=f"Kegiatan nomor {number}", cost_rupiah=1_250_000
        )
    change(
        ready,
        rds,
        letter_number="005/117/VI/2026",
        letter_on=date(2026, 6, 15),
        letter_to="Ketua BPD\nBidan Desa",
    )

    words = pages.text(settled_pdf(draft, rds))

    for expected in (
        "PEMERINTAH KABUPATEN UJI 3307 KECAMATAN KALIWIRO DESA SUKAMAJU",
        "BERITA ACARA REMBUK STUNTING DESA SUKAMAJU TAHUN 2026 Nomor: 01/RS/2026",
        "Pada hari ini, Senin, tanggal dua puluh dua bulan Juni tahun dua ribu dua "
        "puluh enam (22/06/2026), pukul 09.00 WIB s.d. 12.30 WIB, bertempat di Balai "
        "Desa Sukamaju",
        "(RKP Desa) Tahun 2027",
        "A. Dasar hukum",
        "Peraturan Presiden Nomor 72 Tahun 2021",
        "B. Peserta",
        "dihadiri oleh 5 orang, sebagaimana daftar hadir terlampir",
        "Hadir pula 1 tamu undangan",
        "C. Materi yang dibahas",
        "Triwulan II Tahun 2026 (data sementara per 30 Juni 2026)",
        "Rumah tangga 1.000 HPK 118",
        "Total 320 384 83,33",
        "31 dari 97 orang tua anak 0–23 bulan belum mengikuti kelas pengasuhan",
        "D. Pimpinan dan narasumber",
        "Slamet Riyadi (Kepala Desa)",
        "E. Kesepakatan",
        "RDS memantau pelaksanaannya.",
        "24.600.000",
        "F. Penutup",
        "musyawarah mufakat",
        "Wakil Rumah Desa Sehat",
        "Muhammad Ma'ruf",
        "Lampiran I Berita Acara",
        "DAFTAR HADIR",
        "NOTULEN",
        "Dusun Krajan mengusulkan jamban.",
        "UNDANGAN",
        "005/117/VI/2026",
        *(f"Kegiatan nomor {number}" for number in range(12)),
    ):
        assert expected in words


def test_the_same_content_gives_the_same_bytes(draft, rds):
    row = actions.settle(draft, by=rds)

    first, second = documents.unsigned_pdf(row), documents.unsigned_pdf(row)

    assert first == second
    with row.unsigned_file.file.open("rb") as file:
        assert file.read() == first


def test_no_ink_stands_outside_the_margins(draft, ready, rds):
    long = "Raden Mas " + "Suryadiningratkusumaatmajahadikusumo" * 8
    add_people(ready, [(long[:300], "L", "tokoh", "W" * 80)], by=rds)
    add_proposal(ready, by=rds, activity="W" * 300, location="i" * 200)
    change(ready, rds, place="M" * 200, agreement="Setuju " + "panjang" * 60)

    pdf = settled_pdf(draft, rds)

    assert pages.ink_outside(pdf, **MARGINS) == []
    words = pages.text(pdf).replace(" ", "")
    assert long[:300].replace(" ", "") in words


def test_what_looks_like_markup_prints_as_typed(draft, ready, rds):
    add_proposal(ready, by=rds, activity=WICKED)
    change(ready, rds, minutes=f"Pembukaan\n{WICKED}", leader=WICKED)

    words = pages.text(settled_pdf(draft, rds))

    assert words.count(WICKED) == 3


def test_votes_are_counted_in_words(draft, ready, rds):
    change(
        ready, rds, decision="suara", votes_for=3, votes_against=1, votes_abstained=1
    )

    words = pages.text(settled_pdf(draft, rds))

    assert "3 suara setuju, 1 suara tidak setuju, dan 1 suara abstain." in words


def test_those_chosen_sign_too_and_the_unsigned_are_left_out_at_the_end(
    draft, ready, rds
):
    change(ready, rds, also_signs=["bpd", "bidan"])
    row = actions.settle(draft, by=rds)
    sign_all(draft, by=rds)
    actions.sign(draft, party="bpd", name="Bambang", manner="layar", by=rds)
    actions.ratify(draft, by=rds)

    unsigned = pages.text(documents.unsigned_pdf(row))
    signed = pages.text(documents.signed_pdf(BeritaAcara.objects.get(pk=row.pk)))

    assert "Bidan Desa" in unsigned
    assert "Ketua BPD" in signed
    assert "Bidan Desa" not in signed


def test_officials_in_office_on_the_day_are_named(draft, village, rds):
    Official.objects.create(
        village=village,
        position="kades",
        name="Kades Lama",
        starts_on=date(2014, 1, 1),
        ends_on=date(2020, 1, 1),
    )
    Official.objects.create(
        village=village, position="kades", name="Kades Kini", starts_on=date(2020, 1, 2)
    )

    words = pages.text(settled_pdf(draft, rds))

    assert "Kades Kini" in words
    assert "Kades Lama" not in words


def test_logo_and_photos_are_frozen_with_the_content(draft, ready, village, rds):
    def keep(size):
        return pictures.keep(
            picture("PNG", size),
            village=village,
            name="gambar",
            content_type="image/png",
            by=rds,
        )

    letterhead = Letterhead.objects.create(village=village, logo=keep((60, 80)))
    values = {"file": keep((400, 300)), "caption": "Pembahasan usulan di balai"}
    actions.add(ready.photos, values, by=rds)

    row = actions.settle(draft, by=rds)
    before = documents.unsigned_pdf(row)
    letterhead.put_logo(keep((90, 90)))

    assert "Pembahasan usulan di balai" in pages.text(before)
    assert documents.unsigned_pdf(row) == before


@pytest.mark.parametrize(
    ("render", "words"),
    [
        (documents.invitation_pdf, ["Kepada Yth.", "Balai Desa Sukamaju"]),
        (documents.attendance_pdf, ["DAFTAR HADIR", "Wahyuningsih", "25."]),
        (documents.minutes_pdf, ["NOTULEN", "Kepala Desa membuka rembuk."]),
    ],
)
def test_papers_of_the_day(ready, render, words):
    pdf = render(ready)

    said = pages.text(pdf)
    assert all(word in said for word in words)
    assert pages.ink_outside(pdf, **MARGINS) == []


@pytest.mark.parametrize(
    "render",
    [documents.invitation_pdf, documents.attendance_pdf, documents.minutes_pdf],
)
def test_papers_of_a_meeting_not_planned_yet_have_dots(meeting, render):
    assert "…………" in pages.text(render(meeting))


def test_the_draft_of_an_empty_meeting_prints(meeting):
    pdf = documents.draft_pdf(meeting.berita_acaras.get())

    assert "Belum ada kesepakatan yang dicatat." in pages.text(pdf)


# --- the command ---------------------------------------------------------------------


def test_the_command_writes_what_is_stored(draft, rds, tmp_path):
    out = tmp_path / "berita-acara.pdf"
    call_command("berita_acara", draft.pk, "-o", str(out), stdout=StringIO())
    assert "DRAF" in pages.text(out.read_bytes())

    row = actions.settle(draft, by=rds)
    call_command("berita_acara", draft.pk, "-o", str(out), stdout=StringIO())

    with row.unsigned_file.file.open("rb") as file:
        assert out.read_bytes() == file.read()


def test_the_command_names_what_it_does_not_find(db, tmp_path):
    with pytest.raises(CommandError, match="Tidak ada berita acara dengan nomor 9"):
        call_command("berita_acara", 9, "-o", str(tmp_path / "x.pdf"))


def test_the_command_says_why_it_cannot_write(draft):
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        call_command("berita_acara", draft.pk, "-o", "/tidak/ada/x.pdf")
