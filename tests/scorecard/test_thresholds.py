"""Both sides of every number in the wording of Formulir 3A and 3B."""

from datetime import date, timedelta

import pytest

from tests.scorecard.readings import READINGS
from tests.scorecard.worked_rows import (
    change,
    child,
    child_seen,
    home,
    mother,
    mother_seen,
    on,
)
from tests.scorecard.worked_targets import as_book

pytestmark = pytest.mark.parametrize("read", READINGS)
END = date(2024, 3, 31)
SINCE = on("2023-11-01")


def letters_of(read, *rows):
    book = as_book([home("h1", on("2017-01-02")), *rows])
    found = read(book, 2024, 1)
    assert len(found["letters"]) <= 1
    return next(iter(found["letters"].values()), None)


def ago(days):
    return END - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "visits", "letter"),
    [
        (0, 3, "TS"),
        (1, 3, "TS"),
        (2, 0, "T"),
        (2, 1, "Y"),
        (6, 1, "Y"),
        (7, 1, "T"),
        (7, 2, "Y"),
        (27, 2, "Y"),
        (28, 2, "T"),
        (28, 3, "Y"),
        (90, 3, "Y"),
    ],
)
def test_childbed_visits_due_grow_with_the_days(read, days, visits, letter):
    end = ago(days)
    woman = mother("i1", "h1", SINCE, hpl=end, tanggal_melahirkan=end)
    seen = mother_seen("i1", end, nifas=visits)
    assert letters_of(read, woman, seen)["nifas"] == letter


@pytest.mark.parametrize(
    ("delivered", "is_target"), [("2023-11-20", True), ("2023-11-19", False)]
)
def test_childbed_ends_with_the_forty_second_day(read, delivered, is_target):
    end = on(delivered)
    woman = mother("i1", "h1", on("2023-08-01"), hpl=end, tanggal_melahirkan=end)
    assert (letters_of(read, woman) is not None) is is_target


@pytest.mark.parametrize(("days", "letter"), [(84, "T"), (85, "Y"), (183, "Y")])
def test_from_week_twenty_eight_two_months_are_needed(read, days, letter):
    woman = mother("i1", "h1", SINCE, hpl=END + timedelta(days=days))
    seen = mother_seen("i1", on("2024-02-10"), v="pemeriksaan_kehamilan konseling_gizi")
    found = letters_of(read, woman, seen)
    assert (found["anc"], found["kelas_ibu"]) == (letter, letter)


@pytest.mark.parametrize(
    ("born", "letter"), [("2023-05-31", "T"), ("2023-06-01", "Y"), ("2022-06-01", "T")]
)
def test_campak_is_asked_from_ten_months_on(read, born, letter):
    baby = child("a1", "h1", on("2023-11-01"), tanggal_lahir=on(born))
    seen = child_seen("a1", on("2024-02-10"), v="imunisasi_dasar")
    assert letters_of(read, baby, seen)["imunisasi"] == letter


@pytest.mark.parametrize(
    ("day", "letter"),
    [
        ("2023-12-09", "T"),
        ("2023-12-10", "Y"),
        ("2024-01-01", "Y"),
        ("2023-12-31", "Y"),
    ],
)
def test_an_old_statement_counts_when_made_at_ten_months(read, day, letter):
    baby = child("a1", "h1", SINCE, tanggal_lahir=on("2023-02-10"))
    seen = child_seen("a1", on(day), v="imunisasi_dasar campak")
    assert letters_of(read, baby, seen)["imunisasi"] == letter


@pytest.mark.parametrize(("days", "letter"), [(59, "TS"), (60, "T"), (61, "T")])
def test_a_certificate_is_due_sixty_days_after_birth(read, days, letter):
    baby = child("a1", "h1", ago(days), tanggal_lahir=ago(days))
    assert letters_of(read, baby)["akta"] == letter


@pytest.mark.parametrize(
    ("day", "letter"), [("2023-09-30", "T"), ("2023-10-01", "Y"), ("2024-03-31", "Y")]
)
def test_a_length_counts_for_six_calendar_months(read, day, letter):
    baby = child("a1", "h1", on("2023-09-01"), tanggal_lahir=on("2023-08-20"))
    seen = child_seen("a1", on(day), v="pengukuran")
    assert letters_of(read, baby, seen)["ukur"] == letter


@pytest.mark.parametrize(
    ("born", "people"),
    [
        ("2022-04-01", (1, 0)),
        ("2022-03-31", (0, 1)),
        ("2017-04-01", (0, 1)),
        ("2017-03-31", (0, 0)),
    ],
)
def test_a_child_grows_out_of_its_group_on_the_day(read, born, people):
    row = child("a1", "h1", on("2023-11-01"), tanggal_lahir=on(born))
    book = as_book([home("h1", on("2017-01-02")), row])
    found = read(book, 2024, 1)["population"]
    assert (found["anak"], found["anak_2_6"]) == people


@pytest.mark.parametrize(("day", "letter"), [("2023-12-31", "T"), ("2024-01-01", "Y")])
def test_a_month_is_at_risk_when_the_status_stood_before_its_first_day(
    read, day, letter
):
    woman = mother("i1", "h1", SINCE, hpl=on("2024-06-10"))
    finding = mother_seen("i1", on(day), status_kehamilan="K", v="pil_fe")
    # Visited in February alone, and found well: March is none.
    well = mother_seen(
        "i1", on("2024-02-01"), v="kunjungan_rumah", status_kehamilan="N"
    )
    assert letters_of(read, woman, finding, well)["kunjungan_ibu"] == letter


@pytest.mark.parametrize(
    ("cells", "due"),
    [
        ({}, False),
        ({"status_kehamilan": "K", "lila_cm": 22}, False),
        ({"jumlah_pil_fe": 0}, False),
        ({"jumlah_pil_fe": 30}, True),
        ({"konseling_suami": "x"}, True),
        ({"nifas": 0}, True),
        ({"jamban": "v"}, True),
    ],
)
def test_what_makes_the_month_of_registration_active(read, cells, due):
    woman = mother("i1", "h1", on("2024-03-02"), hpl=on("2024-06-10"))
    found = letters_of(read, woman, mother_seen("i1", on("2024-03-10"), **cells))
    assert (found["fe"] != "TS") is due


@pytest.mark.parametrize(
    ("cells", "due"),
    [
        ({}, False),
        ({"edema": "v"}, False),
        ({"status_gizi": "GB", "tikar": "M", "posisi": "telentang"}, False),
        ({"berat_kg": 7}, True),
        ({"tinggi_cm": 65}, True),
        ({"akta_lahir": "x"}, True),
    ],
)
def test_what_makes_a_childs_month_of_registration_active(read, cells, due):
    baby = child("a1", "h1", on("2024-03-02"), tanggal_lahir=on("2023-08-20"))
    found = letters_of(read, baby, child_seen("a1", on("2024-03-10"), **cells))
    assert (found["timbang"] != "TS") is due


def test_leaving_counts_from_the_day_of_the_exit(read):
    for day, stays in ((END, False), (END + timedelta(days=1), True)):
        row = child(
            "a1",
            "h1",
            SINCE,
            tanggal_lahir=on("2023-08-20"),
            tanggal_keluar=day,
            alasan_keluar="meninggal",
        )
        assert (letters_of(read, row) is not None) is stays


def test_places_are_those_of_the_as_of_date(read):
    rows = [
        home("h1", SINCE, dusun="Krajan"),
        child("a1", "h1", SINCE, tanggal_lahir=on("2023-08-20"), posyandu="Mawar"),
        change("rumah_tangga", "h1", END, "dusun", "Sumber"),
        change("anak", "a1", on("2024-02-01"), "posyandu", "Melati"),
        change("anak", "a1", END, "posyandu", ""),
        change("anak", "a1", END + timedelta(days=1), "posyandu", "Mawar"),
    ]
    found = read(as_book(rows), 2024, 1)
    assert (set(found["dusun"]), set(found["posyandu"])) == ({"Sumber"}, {""})
