"""What other systems got wrong about these figures, each a regression here."""

from decimal import Decimal

import pytest

from tests.scorecard.readings import READINGS
from tests.scorecard.worked_rows import child, child_seen, home, mother, mother_seen, on
from tests.scorecard.worked_targets import as_book

pytestmark = pytest.mark.parametrize("read", READINGS)
EVERY_SERVICE = (
    "imunisasi_dasar penimbangan pengukuran konseling_ibu air_bersih jamban "
    "akta_lahir jaminan_kesehatan pengasuhan"
)


def first_quarter(read, *rows, **kwargs):
    return read(as_book(list(rows)), 2024, 1, **kwargs)


def letters(found, kind, key):
    return found["letters"][(kind, key)]


def a_home(key="h1", **cells):
    return home(key, on("2023-01-02"), **cells)


def a_child(key="a1", born="2023-08-10", **cells):
    return child(key, "h1", on("2023-11-01"), tanggal_lahir=on(born), **cells)


def a_mother(key="i1", **cells):
    return mother(key, "h1", on("2023-12-01"), hpl=on("2024-06-10"), **cells)


def every_month(seen, key, **cells):
    days = ("2024-01-10", "2024-02-10", "2024-03-10")
    return [seen(key, on(day), **cells) for day in days]


def test_a_normal_pregnancy_is_owed_no_home_visit(read):
    visits = every_month(
        mother_seen, "i1", status_kehamilan="N", v="kunjungan_rumah pil_fe"
    )
    december = mother_seen("i1", on("2023-12-10"), status_kehamilan="N", v="pil_fe")
    found = first_quarter(read, a_home(), a_mother(), december, *visits)
    assert letters(found, "ibu", "i1")["kunjungan_ibu"] == "TS"
    assert found["indicators"]["kunjungan_ibu"] == {"received": 0, "due": 0}
    assert found["population"]["kek_resti"] == 0


@pytest.mark.parametrize(("campak", "letter"), [("v", "Y"), ("x", "T"), ("", "T")])
def test_campak_is_not_inverted(read, campak, letter):
    seen = child_seen("a1", on("2024-03-10"), v="imunisasi_dasar", campak=campak)
    found = first_quarter(read, a_home(), a_child(born="2023-03-10"), seen)
    assert letters(found, "anak", "a1")["imunisasi"] == letter


def test_a_newborn_of_no_months_inherits_nothing_from_the_child_before(read):
    newborn = child("a2", "h1", on("2024-03-31"), tanggal_lahir=on("2024-03-31"))
    visits = every_month(child_seen, "a1", v=EVERY_SERVICE)
    found = first_quarter(read, a_home(), a_child(), *visits, newborn)
    assert letters(found, "anak", "a1")["pengasuhan"] == "Y"
    own = letters(found, "anak", "a2")
    assert {own[code] for code in ("pengasuhan", "timbang", "akta")} == {"TS"}
    assert own["jaminan_anak"] == "T"


def test_later_entries_do_not_change_an_old_quarter(read):
    rows = [
        a_home(),
        a_mother(),
        a_child(),
        *every_month(mother_seen, "i1", x="pil_fe"),
    ]
    later = [
        mother_seen("i1", on("2024-04-10"), v="pemeriksaan_kehamilan", nifas=3),
        mother_seen("i1", on("2024-05-10"), v="pemeriksaan_kehamilan pil_fe"),
        child_seen("a1", on("2024-04-10"), v=EVERY_SERVICE, status_gizi="S"),
    ]
    assert first_quarter(read, *rows, *later) == first_quarter(read, *rows)


def test_three_monthly_records_are_enough_in_the_first_quarter(read):
    visits = every_month(child_seen, "a1", v=EVERY_SERVICE)
    found = first_quarter(read, a_home(), a_child(), *visits)
    assert found["groups"]["anak"] == {"received": 9, "due": 9, "percent": "100.00"}


def test_a_fathers_counselling_is_counted(read):
    came = child_seen("a1", on("2024-02-10"), v="konseling_ayah")
    found = first_quarter(read, a_home(), a_child(), a_child("a2"), came)
    figures = found["indicators"]
    assert figures["konseling_anak_laki"] == {"received": 1, "due": 2}
    assert figures["konseling_anak"] == {"received": 0, "due": 2}


def test_a_target_without_a_visit_stays_in_the_denominator(read):
    found = first_quarter(read, a_home(), a_mother(), a_child())
    assert found["unvisited"] == 2
    assert found["groups"]["ibu_hamil"]["due"] == 6
    assert found["groups"]["anak"]["due"] == 9
    assert found["village"]["percent"] == "0.00"


def test_age_is_taken_in_the_quarter_and_not_today(read):
    visits = every_month(child_seen, "a1", v=EVERY_SERVICE)
    rows = [a_home(), a_child(born="2023-06-01"), *visits]
    found = first_quarter(read, *rows)
    # Nine months in March, long grown up today: no campak asked, none missed.
    assert letters(found, "anak", "a1")["imunisasi"] == "Y"
    assert (found["population"]["anak"], found["population"]["anak_2_6"]) == (1, 0)
    later = read(as_book(rows), 2025, 3)
    assert (later["population"]["anak"], later["population"]["anak_2_6"]) == (0, 1)


def test_a_visit_belongs_to_its_day_and_not_to_its_entry(read):
    # Entered last, and long after: still the visits of January to March.
    rows = [a_home(), a_mother(), mother_seen("i1", on("2024-04-02"), x="pil_fe")]
    rows += reversed(every_month(mother_seen, "i1", v="pil_fe"))
    assert letters(first_quarter(read, *rows), "ibu", "i1")["fe"] == "Y"
    second = read(as_book(rows), 2024, 2, as_of=on("2024-04-30"))
    assert letters(second, "ibu", "i1")["fe"] == "T"


def test_each_posyandu_has_its_own_figures(read):
    served = [
        a_child("a1", posyandu="Mawar"),
        *every_month(child_seen, "a1", v=EVERY_SERVICE),
    ]
    others = [a_child("a2", posyandu="Melati"), a_child("a3", posyandu="")]
    found = first_quarter(read, a_home(), *served, *others)
    # Water and latrine are the household's: a1's records give them to all.
    assert found["posyandu"] == {
        "Mawar": {"received": 9, "due": 9},
        "Melati": {"received": 2, "due": 9},
        "": {"received": 2, "due": 9},
    }


def test_a_percent_of_nothing_is_not_nought(read):
    found = first_quarter(read, a_home(), a_mother())
    assert found["groups"]["anak"] == {"received": 0, "due": 0, "percent": None}
    assert found["groups"]["ibu_hamil"]["percent"] == "0.00"


def test_households_are_those_of_the_targets_and_counted_once(read):
    rows = [a_home(), a_home("h2"), a_home("h3"), a_mother(), a_child(), a_child("a2")]
    rows.append(child("a3", "h2", on("2023-06-01"), tanggal_lahir=on("2019-06-01")))
    found = first_quarter(read, *rows)
    assert found["households"] == 1
    assert found["population"]["anak_2_6"] == 1


def test_a_weight_is_a_weighing_and_pills_are_pills_without_a_tick(read):
    weights = every_month(child_seen, "a1", berat_kg=Decimal("7.8"), x="penimbangan")
    pills = every_month(mother_seen, "i1", jumlah_pil_fe=30, x="konseling_gizi")
    found = first_quarter(read, a_home(), a_mother(), a_child(), *weights, *pills)
    assert letters(found, "anak", "a1")["timbang"] == "Y"
    assert letters(found, "ibu", "i1")["fe"] == "Y"
