"""Every problem is named by sheet, row and column, and then nothing is saved."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from households.models import Household, Person, Quarter
from households.workbook.importing import ImportRefused, examine, save
from tests.households.workbooks import sample, xlsx


def changed(sheet, number, **cells):
    """The sample with some cells of its row `number` (1 is the first) replaced."""
    book = sample()
    book[sheet][number - 1] |= cells
    return book


def added(sheet, **cells):
    book = sample()
    book[sheet].append(cells)
    return book


def places(found):
    return [(p.sheet, p.row, p.column) for p in found.problems]


VISIT = {"id_ibu": "i1", "tanggal_periksa": date(2025, 2, 20)}
WRONG = {  # what is wrong → (sheet, changes of a row, where it is reported)
    "a NIK of fifteen digits": ("anak", 1, {"nik": "330705550595001"}, "nik"),
    "a NIK with a letter": ("anak", 1, {"nik": "33070555059500O1"}, "nik"),
    "a KK of three digits": ("rumah_tangga", 1, {"no_kk": "123"}, "no_kk"),
    "a birth in the future": (
        "anak",
        2,
        {"tanggal_lahir": date(2199, 1, 1), "tanggal_daftar": date(2199, 1, 1)},
        "tanggal_lahir",
    ),
    "a registration before birth": (
        "anak",
        2,
        {"tanggal_lahir": date(2025, 2, 2)},
        "tanggal_daftar",
    ),
    "a child before its household": (
        "anak",
        2,
        {"tanggal_daftar": date(2024, 12, 31)},
        "tanggal_daftar",
    ),
    "a mother before her household": (
        "ibu_hamil",
        3,
        {"tanggal_daftar": date(2024, 12, 31), "hpl": date(2025, 3, 1), "hpht": None},
        "tanggal_daftar",
    ),
    "an unknown household": ("anak", 2, {"id_rt": "rt9"}, "id_rt"),
    "an unknown mother": ("anak", 1, {"id_ibu": "i9"}, "id_ibu"),
    "an outcome without date": ("ibu_hamil", 2, {"hasil": "lahir mati"}, None),
    "a delivery before the pregnancy": (
        "ibu_hamil",
        1,
        {"tanggal_melahirkan": date(2024, 6, 1)},
        "tanggal_melahirkan",
    ),
    "an exit without reason": ("ibu_hamil", 3, {"alasan_keluar": None}, None),
    "a reason without exit": ("ibu_hamil", 3, {"tanggal_keluar": None}, None),
    "an exit before registration": (
        "ibu_hamil",
        3,
        {"tanggal_keluar": date(2026, 4, 1)},
        "tanggal_keluar",
    ),
    "two open pregnancies": (
        "ibu_hamil",
        1,
        {"tanggal_melahirkan": None, "hasil": None, "jumlah_lahir_hidup": None},
        None,
    ),
    "a weight of 0": ("bulanan_anak", 1, {"berat_kg": 0}, "berat_kg"),
    "a weight of 78 kg": ("bulanan_anak", 1, {"berat_kg": 78}, "berat_kg"),
    "a weight of 150 kg": ("bulanan_anak", 1, {"berat_kg": 150}, "berat_kg"),
    "a weight in letters": ("bulanan_anak", 1, {"berat_kg": "enam"}, "berat_kg"),
    "a LiLA of two places": ("bulanan_ibu", 1, {"lila_cm": Decimal("23.45")}, None),
    "a visit before birth": (
        "bulanan_anak",
        1,
        {"tanggal_periksa": date(2025, 3, 1)},
        "tanggal_periksa",
    ),
    "a visit before registration": (
        "bulanan_ibu",
        1,
        {"tanggal_periksa": date(2025, 1, 4)},
        "tanggal_periksa",
    ),
    "a visit in the future": (
        "bulanan_ibu",
        1,
        {"tanggal_periksa": date(2199, 1, 1)},
        "tanggal_periksa",
    ),
    "a date that is none": ("anak", 2, {"tanggal_lahir": "31/02/2023"}, None),
    "a word for a date": ("anak", 2, {"tanggal_lahir": "kemarin"}, None),
    "half a pill": ("bulanan_ibu", 1, {"jumlah_pil_fe": Decimal("1.5")}, None),
    "a tick that is none": ("bulanan_ibu", 1, {"air_bersih": "mungkin"}, None),
    "a status that is none": ("bulanan_anak", 1, {"status_gizi": "gemuk"}, None),
    "a sex that is none": ("anak", 2, {"jenis_kelamin": "Q"}, "jenis_kelamin"),
    "an empty required cell": ("anak", 2, {"nama": None}, "nama"),
    "a name that cannot be printed": ("anak", 2, {"nama": "Ani 😀"}, "nama"),
    "a name of 301 letters": ("anak", 2, {"nama": "A" * 301}, "nama"),
    "PAUD under two years": ("paud", 1, {"id_anak": "a1", "bulan": 1}, "bulan"),
    "PAUD before registration": ("paud", 1, {"tahun": 2024, "bulan": 6}, "bulan"),
    "PAUD in the future": ("paud", 1, {"tahun": 2190}, "bulan"),
    "a month that is none": ("paud", 1, {"bulan": 13}, "bulan"),
    "a month 0": ("paud", 1, {"bulan": 0}, "bulan"),
    "a column that cannot change": ("perubahan", 1, {"kolom": "akta_lahir"}, "kolom"),
    "a change to nothing": ("perubahan", 1, {"nilai": None}, "nilai"),
    "a change to a word": ("perubahan", 1, {"nilai": "rusak"}, "nilai"),
    "a change before registration": (
        "perubahan",
        1,
        {"tanggal": date(2025, 1, 4)},
        "tanggal",
    ),
    "a change of nobody": ("perubahan", 1, {"id": "rt9"}, "id"),
    "a facility of no kind": ("fasilitas", 1, {"jenis": "warung"}, "jenis"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_wrong_cell_is_named_and_nothing_is_saved(village, case):
    sheet, number, cells, column = case
    with pytest.raises(ImportRefused) as refused:
        save(village, xlsx(changed(sheet, number, **cells)))
    found = refused.value.examination
    told = [p for p in found.problems if p.sheet == sheet]
    assert told
    assert column is None or column in [p.column for p in told]
    assert all(p.problem and p.remedy for p in found.problems)
    assert Household.objects.count() == Person.objects.count() == 0
    assert Quarter.objects.count() == 0


def test_a_problem_says_row_value_and_remedy(village):
    found = examine(village, xlsx(changed("bulanan_anak", 1, berat_kg=78)))
    (problem,) = found.as_dict()["problems"]
    assert problem["sheet"] == "bulanan_anak"
    assert problem["row"] == 2
    assert problem["column"] == "berat_kg"
    assert problem["value"] == "78"
    assert problem["problem"].startswith("Berat 78 kg tidak mungkin")
    assert problem["remedy"] == "Maksud Anda 7,8 kg?"


DOUBLED = {
    "a key": ("rumah_tangga", sample()["rumah_tangga"][0], "id_rt"),
    "a second record in a month": ("bulanan_ibu", VISIT, "tanggal_periksa"),
    "two rows for a month": (
        "paud",
        {"id_anak": "a2", "tahun": 2026, "bulan": 1, "hadir": "x"},
        "bulan",
    ),
    "two changes of a day": (
        "perubahan",
        sample()["perubahan"][0] | {"nilai": "x"},
        "kolom",
    ),
}


@pytest.mark.parametrize("case", DOUBLED.values(), ids=DOUBLED)
def test_a_row_told_twice_is_named(village, case):
    sheet, row, column = case
    found = examine(village, xlsx(added(sheet, **row)))
    rows = len(sample()[sheet])
    assert places(found) == [(sheet, rows + 2, column)]


def test_a_record_after_the_exit_is_named(village):
    visit = {"id_ibu": "i3", "tanggal_periksa": date(2026, 8, 2)}
    found = examine(village, xlsx(added("bulanan_ibu", **visit)))
    assert places(found) == [("bulanan_ibu", 4, "tanggal_periksa")]


def test_two_identity_numbers_of_one_woman_are_named(village):
    found = examine(village, xlsx(changed("ibu_hamil", 1, nik="3307055505950002")))
    assert places(found) == [("ibu_hamil", 2, "nik")]


def test_a_second_spelling_of_a_name_is_only_doubted(village):
    found = save(village, xlsx(changed("ibu_hamil", 1, nama="Siti Aminah binti Ali")))
    assert [w.column for w in found.warnings] == ["nama"]


def test_a_missing_required_column_is_named_once_whatever_hangs_on_it(village):
    book = sample()
    for row in book["rumah_tangga"]:
        del row["tanggal_daftar"]
    found = examine(village, xlsx(book))
    assert places(found) == [("rumah_tangga", 1, "tanggal_daftar")]


def test_wrong_headings_are_named(village):
    book = {"rumah_tangga": [{"nomor": "1", "kampung": "Krajan"}]}
    found = examine(village, xlsx(book))
    assert {p.column for p in found.problems} == {
        "id_rt",
        "dusun",
        "kepala_keluarga",
        "tanggal_daftar",
    }
    assert {w.column for w in found.warnings} == {"nomor", "kampung"}


def test_a_heading_told_twice_is_named(village):
    headings = {"paud": ["id_anak", "tahun", "bulan", "hadir", "hadir"]}
    found = examine(village, xlsx(sample(), headings))
    assert places(found) == [("paud", 1, "hadir")]


def test_an_unknown_column_is_reported_and_ignored(village):
    found = save(village, xlsx(changed("anak", 1, catatan="suka susu")))
    assert [(w.sheet, w.row, w.column) for w in found.warnings] == [
        ("anak", 1, "catatan")
    ]


def test_a_fact_dated_in_a_final_quarter_is_named(village, closed):
    found = examine(village, xlsx(sample()))
    assert ("rumah_tangga", 2, "tanggal_daftar") in places(found)
    assert ("bulanan_ibu", 2, "tanggal_periksa") in places(found)
    assert ("bulanan_anak", 2, "tanggal_periksa") not in places(found)


@pytest.fixture
def closed(village, admin_desa):
    """TW1 2025 of the village, final."""
    from django.utils import timezone

    return village.quarters.create(
        year=2025,
        number=1,
        state="final",
        final_at=timezone.now(),
        final_by=admin_desa,
    )


def test_a_name_may_be_corrected_though_its_quarter_is_final(village, admin_desa):
    save(village, xlsx(sample()))
    village.quarters.filter(year=2025, number=1).update(
        state="final", final_at="2026-01-01T00:00Z", final_by=admin_desa
    )
    book = changed("anak", 1, nama="Ahmad Fauzi", nik="3307052803250001")
    assert save(village, xlsx(book)).changes == 1
    found = examine(village, xlsx(changed("anak", 1, akta_lahir="v")))
    assert places(found) == [("anak", 2, "akta_lahir")]


def test_doubts_block_nothing(village):
    book = changed("anak", 1, nik="3307052803200001")
    book["bulanan_anak"][0]["berat_kg"] = Decimal("14.5")
    found = save(village, xlsx(book))
    assert {w.column for w in found.warnings} >= {"nik", "berat_kg"}
    assert Person.objects.get(name="Ahmad").nik == "3307052803200001"


def test_a_number_that_two_persons_carry_is_doubted(village):
    book = changed("anak", 1, nik="3307055505950001")
    found = examine(village, xlsx(book))
    assert "NIK ini juga dipakai orang lain di desa ini." in {
        w.problem for w in found.warnings
    }


# --- only the good rows ---


def test_the_good_rows_can_be_saved_and_those_that_hang_on_bad_ones_are_not(village):
    book = changed("rumah_tangga", 1, no_kk="123")
    found = save(village, xlsx(book), only_good=True)
    assert places(found) == [("rumah_tangga", 2, "no_kk")]
    assert list(village.households.values_list("head_name", flat=True)) == ["Wagiman"]
    assert set(Person.objects.values_list("name", flat=True)) == {"Dewi", "Lestari"}
    # Row rt1, its two pregnancies, its child, three records and two changes.
    assert found.left_out == 1 + 2 + 1 + 3 + 2


def test_good_rows_never_end_with_two_open_pregnancies(village):
    book = changed("ibu_hamil", 1, tanggal_lahir=date(2020, 1, 1))
    book["ibu_hamil"][1]["tanggal_lahir"] = None
    save(village, xlsx(book), only_good=True)
    assert not Person.objects.filter(name="Siti Aminah").exists()


def test_a_stored_fact_that_a_changed_row_contradicts_is_told_at_that_row(village):
    save(village, xlsx(sample()))
    row = sample()["anak"][0] | {
        "tanggal_lahir": date(2025, 5, 20),
        "tanggal_daftar": date(2025, 5, 21),
        "id_ibu": None,
    }
    found = examine(village, xlsx({"anak": [row]}))
    assert {p.sheet for p in found.problems} == {"anak"}
    assert any("10 Mei 2025" in p.problem for p in found.problems)


def test_what_was_there_before_is_not_blamed_on_the_file(village):
    save(village, xlsx(sample()))
    child = Person.objects.get(name="Lestari")
    Person.objects.filter(pk=child.pk).update(
        registered_on=child.registered_on - timedelta(days=100)
    )
    found = examine(village, xlsx({"fasilitas": sample()["fasilitas"]}))
    assert found.problems == []
