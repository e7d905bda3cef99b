"""What residents read of a discussion: no person, no small count."""

from datetime import date, time

import pypdfium2
import pytest

from rembuk.actions import discussion as acts
from rembuk.analysis import public_problem, public_sentences_of
from rembuk.before import lacks_discussion
from rembuk.discussion import (
    discussion_in,
    material_at,
    public_content,
    public_draft,
)
from rembuk.naming import doubts_about, names_in, small_counts_in
from tests.cast import make_child, make_household
from tests.documents import pages
from tests.rembuk.discussions import finished_discussion, make_discussion, page_of
from tests.rembuk.meetings import change, make_meeting, make_quarter

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(village, quarter, rds):
    return finished_discussion(village, by=rds, quarter=quarter)


@pytest.fixture
def shown(finished, rds):
    """Announced with the words that the figures propose."""
    acts.publish(finished, public_content(finished, public_draft(finished)), by=rds)
    return finished


def public_url(village, year=2026):
    return f"/publik/diskusi/{village.code}/{year}/"


# --- the page of residents -----------------------------------------------------------


def test_nobody_reads_anything_before_it_is_announced(client, finished, village):
    answer = client.get(public_url(village))

    assert answer.status_code == 200
    assert "Belum ada yang diumumkan" in answer.content.decode()
    assert "kelas pengasuhan" not in answer.content.decode()


def test_an_unknown_village_has_no_page(client, db):
    assert client.get("/publik/diskusi/9999992001/2026/").status_code == 404


def test_anybody_reads_analysis_problems_and_alternatives(client, shown, village):
    page = client.get(public_url(village)).content.decode()

    for expected in (
        "Di Desa Sukamaju ada 118 rumah tangga",
        "83 persen sudah diterima dengan lengkap",
        "31 dari 97 orang tua anak 0–23 bulan belum mengikuti kelas pengasuhan",
        "Kelas pengasuhan bagi orang tua anak 0–23 bulan",
        "Guru PAUD siap mengisi kelas pengasuhan",
        "Tanggal dan tempatnya diumumkan kemudian",
    ):
        assert expected in page
    for person in ("Wahyuningsih", "Siti Nurhayati"):
        assert person not in page


def test_it_says_when_and_where_the_rembuk_is(client, shown, village, quarter, rds):
    meeting = make_meeting(village, quarter, by=rds)
    day, at = date(2026, 6, 22), time(9, 0)
    change(meeting, rds, held_on=day, starts_at=at, place="Balai Desa")

    page = client.get(public_url(village)).content.decode()

    assert "Senin, 22 Juni 2026, pukul 09.00" in page
    assert "di Balai Desa" in page


def test_a_small_count_of_the_scorecard_is_left_out(village, rds):
    figures = {"households": (9, 9), "ibu_hamil": (3, 3), "anak": (9, 9)}
    figures |= {"anc": (1, 3), "timbang": (2, 9), "akta": (8, 9)}
    quarter = make_quarter(village, figures=figures)
    row = finished_discussion(village, by=rds, quarter=quarter)

    content = public_content(row, public_draft(row))

    hidden = "Masih ada ibu hamil belum memeriksakan kehamilan sesuai jadwal"
    assert hidden in content["problems"]
    # Seven of nine would tell of the two others.
    hidden = "Masih ada anak 0–23 bulan belum ditimbang setiap bulan"
    assert hidden in content["problems"]
    told = " ".join(content["analysis"])
    assert "3 ibu hamil" not in told
    assert "9 anak" in told


def test_a_problem_changed_by_hand_is_left_to_whoever_wrote_it():
    ours = "2 dari 34 ibu hamil belum memiliki jaminan kesehatan"
    phrase = "Masih ada ibu hamil belum memiliki jaminan kesehatan"

    assert public_problem(ours, "jaminan_ibu", 32, 34) == phrase
    assert public_problem("Jaminan kurang", "jaminan_ibu", 32, 34) == "Jaminan kurang"
    assert public_problem(ours, "", 0, None) == ours


def test_a_village_with_hardly_anybody_publishes_no_share(village, rds):
    figures = {"households": (2, 2), "ibu_hamil": (1, 1), "anc": (0, 1)}
    row = make_discussion(
        village, by=rds, quarter=make_quarter(village, figures=figures)
    )
    assert public_sentences_of(material_at(row)) == []


# --- announcing ----------------------------------------------------------------------


def test_it_is_announced_with_date_and_by_whom_and_taken_back(
    page, finished, village, rds, client
):
    url = page_of("publish", finished)
    form = page.get(url).context["form"]
    assert "confirmed" not in form.fields
    page.post(url, {"analysis": "Ayah perlu diundang."})

    row = finished.publications.get()
    assert (row.given_by, row.content["analysis"]) == (rds, ["Ayah perlu diundang."])
    shown = page.get(page_of("discussion", finished)).content.decode()
    assert "oleh rds" in shown or "oleh Rds" in shown

    page.post(page_of("publication_withdraw", finished))
    row.refresh_from_db()
    assert row.withdrawn_by == rds
    assert (
        "Belum ada yang diumumkan" in client.get(public_url(village)).content.decode()
    )


def test_the_name_of_a_registered_person_must_be_looked_at(page, finished, village):
    make_child(
        make_household(village, head_name="Soeparman Wijaya"),
        name="Ahmad Fauzi",
        born_on=date(2025, 3, 1),
    )
    url = page_of("publish", finished)
    words = "Achmad Fauzi anak Pak Suparman Wijaya belum ditimbang; 2 rumah tangga."

    refused = page.post(url, {"analysis": words})

    told = refused.content.decode()
    assert "“Achmad Fauzi” sama dengan nama orang yang tercatat" in told
    assert "Suparman Wijaya" in told
    assert "menyebut kurang dari 5 orang" in told
    assert words in told
    assert not finished.publications.exists()
    page.post(url, {"analysis": words, "confirmed": "on"})
    assert finished.publications.exists()


def test_an_empty_announcement_is_refused(page, finished):
    answer = page.post(page_of("publish", finished), {"analysis": " "})

    assert "Tulis sedikitnya satu kalimat bagi warga." in answer.content.decode()


def test_names_are_found_in_any_spelling_and_places_are_none(village):
    household = make_household(village, head_name="Melati")
    make_child(household, name="Siti Aminah", born_on=date(2025, 3, 1))
    village.posyandus.create(name="Melati")
    village.officials.create(
        position="bidan", name="Dewi Anggraeni, A.Md.Keb.", starts_on=date(2024, 1, 1)
    )

    assert names_in(village, ["Posyandu Melati dan anak melati"]) == []
    assert names_in(village, ["Ibu Sitti Aminah", "Bidan Dewi Anggraeni hadir"]) == [
        "Dewi Anggraeni",
        "Sitti Aminah",
    ]
    assert names_in(village, [""]) == []
    assert doubts_about(village, ["Semua anak sehat"]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tinggal 3 keluarga tanpa jamban", ["3 keluarga"]),
        ("dua orang ayah", ["dua orang"]),
        ("12 rumah tangga; 14 anak; 1.000 HPK", []),
        ("anak 0–23 bulan, 4 kali", []),
    ],
)
def test_small_counts_of_people_are_pointed_out(text, found):
    assert small_counts_in([text]) == found


# --- poster --------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("a3", 842)])
def test_the_poster_stands_on_one_sheet_with_the_way_to_the_page(
    page, shown, village, paper, width
):
    pdf = page.get(page_of("poster", shown, paper)).content

    words = pages.text(pdf)
    for expected in (
        "Cegah stunting bersama",
        "Desa Sukamaju, tahun 2026",
        "Tanggal dan tempat diumumkan kemudian",
        "Keadaan desa kita",
        "Masalah yang paling penting",
        "Jalan keluar yang akan dibahas",
        public_url(village),
        "Halaman 1 dari 1",
    ):
        assert expected in words
    assert "Wahyuningsih" not in words
    sheet = pypdfium2.PdfDocument(pdf)[0]
    assert round(sheet.get_width()) == width


def test_a_poster_of_another_size_is_not_there(page, shown):
    assert page.get(page_of("poster", shown, "a9")).status_code == 404


# --- the stage board -----------------------------------------------------------------


def test_stage_2_waits_until_it_is_announced_before_the_rembuk(
    village, finished, rds, quarter
):
    row = discussion_in(village, 2026)
    assert lacks_discussion(village, row, None) == [
        "Hasil diskusi belum diumumkan kepada warga"
    ]
    acts.publish(finished, {"analysis": []}, by=rds)
    assert lacks_discussion(village, row, None) == []

    meeting = make_meeting(village, quarter, by=rds)
    meeting.held_on = date(2026, 1, 5)
    assert lacks_discussion(village, row, meeting) == [
        "Hasil diskusi baru diumumkan sesudah rembuk"
    ]


def test_stage_2_tells_what_an_open_discussion_lacks(village, rds):
    row = make_discussion(village, by=rds)

    assert lacks_discussion(village, row, None)[-1] == "Diskusi RDS belum diselesaikan"
