"""What an import keeps: keys, dates, households of the day, and the way back out."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from households.models import (
    ChildRecord,
    Household,
    Membership,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Quarter,
    QuarterFinal,
    Statement,
    WorkbookKey,
)
from households.workbook import importing
from households.workbook.examining import Look
from households.workbook.importing import save
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_statement,
)
from tests.households.workbooks import (
    exported,
    read_and_looked_through,
    sample,
    told,
    xlsx,
)
from villages.models import AuditEntry


def quarters():
    return list(Quarter.objects.order_by("pk").values_list("pk", "touched"))


def test_export_gives_the_imported_workbook_back(village):
    found = save(village, xlsx(sample()))
    assert found.problems == []
    assert told(exported(village)) == told(sample())


def test_a_second_import_of_the_same_file_changes_nothing(village):
    save(village, xlsx(sample()))
    before, lines = quarters(), AuditEntry.objects.count()
    again = save(village, xlsx(sample()))
    assert again.changes == 0
    assert again.counts["ibu_hamil"] == {"created": 0, "updated": 0, "unchanged": 3}
    assert quarters() == before
    assert AuditEntry.objects.count() == lines


def test_the_rows_of_the_register_are_what_the_file_says(village):
    save(village, xlsx(sample()))
    ahmad = Person.objects.get(name="Ahmad")
    siti = Person.objects.get(name="Siti Aminah")
    assert siti.pregnancies.count() == 2
    assert (ahmad.mother, ahmad.birth_pregnancy.ended_on) == (siti, date(2025, 3, 28))
    assert ahmad.is_child
    assert not siti.is_child
    assert ahmad.household == siti.household
    assert str(ahmad.household.dusun) == "Krajan"
    assert Household.objects.get(head_name="Wagiman").dusun.name == "Tegalrejo"
    record = ChildRecord.objects.get()
    assert (record.month, record.weight_kg) == (date(2025, 5, 1), Decimal("4.35"))
    assert record.household == ahmad.household
    stated = Statement.objects.filter(child=ahmad).order_by("stated_on", "column")
    assert [(s.column, s.value, s.origin, s.posyandu_id is None) for s in stated] == [
        ("akta_lahir", "x", 0, True),
        ("jaminan_kesehatan", "v", 0, True),
        ("posyandu", "", 0, False),
        ("posyandu", "", 1, True),
    ]


def test_dusun_and_posyandu_of_the_file_are_created_and_listed(village):
    found = save(village, xlsx(sample()))
    assert (found.dusuns, found.posyandus) == (["Sumber", "Tegalrejo"], ["Mawar"])
    assert village.posyandus.get().name == "Mawar"


def test_a_dusun_is_the_same_however_it_is_spelled(village):
    book = sample()
    book["rumah_tangga"][0]["dusun"] = "  KRAJAN "
    assert save(village, xlsx(book)).dusuns == ["Sumber", "Tegalrejo"]
    assert village.dusuns.filter(name__iexact="krajan").count() == 1


def test_a_delivery_without_outcome_is_a_live_birth(village):
    book = sample()
    del book["ibu_hamil"][0]["hasil"]
    save(village, xlsx(book))
    assert Pregnancy.objects.get(ended_on__isnull=False).outcome == "lahir hidup"


def test_a_second_import_updates_what_its_keys_name(village):
    save(village, xlsx(sample()))
    book = sample()
    book["anak"][0] |= {"nama": "Ahmad Fauzi", "akta_lahir": "v", "posyandu": None}
    book["bulanan_anak"][0] |= {"tanggal_periksa": date(2025, 5, 20), "tikar": "H"}
    book["perubahan"][0]["nilai"] = "x"
    found = save(village, xlsx(book))
    assert (found.changes, Person.objects.filter(is_child=True).count()) == (3, 2)
    assert told(exported(village)) == told(book)
    child = Person.objects.get(name="Ahmad Fauzi")
    assert (child.version, child.records.get().version) == (2, 2)


def test_a_column_that_is_not_there_leaves_the_old_value(village):
    save(village, xlsx(sample()))
    rows = [
        {k: v for k, v in row.items() if k not in ("alamat", "air_aman")}
        for row in sample()["rumah_tangga"]
    ]
    assert save(village, xlsx({"rumah_tangga": rows})).changes == 0


def test_an_empty_cell_takes_the_old_value_away(village):
    save(village, xlsx(sample()))
    book = sample()
    book["rumah_tangga"][0] |= {"alamat": None, "air_aman": None}
    headings = {"rumah_tangga": list(sample()["rumah_tangga"][0])}
    assert save(village, xlsx(book, headings)).changes == 1
    assert told(exported(village)) == told(book)


def test_rows_that_are_not_in_a_second_file_are_left_alone(village):
    save(village, xlsx(sample()))
    save(village, xlsx({"rumah_tangga": sample()["rumah_tangga"][:1]}))
    assert told(exported(village)) == told(sample())


def test_a_mark_made_blank_is_taken_back(village):
    save(village, xlsx(sample()))
    book = sample()
    book["paud"][0]["hadir"] = None
    assert save(village, xlsx(book)).counts["paud"]["updated"] == 1
    assert PaudMonth.objects.get().mark == "-"


def test_a_later_registration_moves_what_it_stated(village):
    book = sample()
    save(village, xlsx(book))
    book["rumah_tangga"][1]["tanggal_daftar"] = date(2025, 1, 20)
    book["anak"][1] |= {"tanggal_daftar": date(2025, 2, 5), "akta_lahir": "v"}
    save(village, xlsx(book))
    assert told(exported(village)) == told(book)
    home = Household.objects.get(head_name="Wagiman")
    assert home.residences.order_by("from_on").first().from_on == date(2025, 1, 20)
    child = Person.objects.get(name="Lestari")
    assert child.memberships.get().from_on == date(2025, 2, 5)


def test_a_child_put_into_another_household_takes_its_records_along(village):
    book = sample()
    save(village, xlsx(book))
    book["anak"][0]["id_rt"] = "rt2"
    book["rumah_tangga"][1]["kepala_keluarga"] = "Wagiman Sr."
    save(village, xlsx(book))
    home = Household.objects.get(head_name="Wagiman Sr.")
    child = Person.objects.get(name="Ahmad")
    assert (child.household, child.records.get().household) == (home, home)
    assert told(exported(village)) == told(book)


def test_a_woman_who_was_pregnant_in_two_households_moved_between(village):
    book = sample()
    book["ibu_hamil"][1]["id_rt"] = "rt2"
    save(village, xlsx(book))
    siti = Person.objects.get(name="Siti Aminah")
    stays = Membership.objects.filter(person=siti).order_by("from_on")
    assert [s.household.head_name for s in stays] == ["Suparman", "Wagiman"]
    assert stays[1].from_on == date(2026, 5, 10)
    homes = PregnancyRecord.objects.values_list("household__head_name", flat=True)
    assert set(homes) == {"Suparman"}
    assert told(exported(village)) == told(book)
    assert save(village, xlsx(book)).changes == 0


def test_a_later_pregnancy_in_another_file_is_of_the_same_woman(village):
    book = sample()
    second = book["ibu_hamil"].pop(1)
    save(village, xlsx(book))
    save(village, xlsx({"ibu_hamil": [second]}))
    assert Person.objects.get(name="Siti Aminah").pregnancies.count() == 2


def test_a_key_whose_row_was_deleted_on_a_page_makes_it_anew(village):
    save(village, xlsx(sample()))
    Person.objects.get(name="Lestari").delete()
    found = save(village, xlsx(sample()))
    assert found.counts["anak"]["created"] == 1
    assert found.counts["paud"]["created"] == 2
    assert told(exported(village)) == told(sample())


def test_a_facility_without_key_is_known_by_year_kind_and_name(village):
    book = {"fasilitas": [{"jenis": "paud", "nama": "PAUD Melati", "paud_3_6": "v"}]}
    save(village, xlsx(book))
    assert village.facilities.get().year == village.today().year
    assert save(village, xlsx(book)).changes == 0


def test_keys_of_one_village_say_nothing_in_another(village, neighbour):
    save(village, xlsx(sample()))
    found = save(neighbour, xlsx(sample()))
    assert found.counts["anak"]["created"] == 2
    assert WorkbookKey.objects.filter(village=neighbour).count() == 9
    assert told(exported(neighbour)) == told(sample())


# --- rows that were made on a page ---


@pytest.fixture
def typed(village):
    """A household, a pregnancy and a child that no file knows."""
    home = make_household(village)
    woman = make_pregnancy(home, date(2026, 8, 1), date(2026, 1, 5)).woman
    child = make_child(home, date(2025, 3, 1))
    make_statement(home, "jamban_layak", date(2025, 1, 1), "x", origin=0)
    make_statement(child, "akta_lahir", date(2025, 6, 1))
    make_child_record(child, date(2025, 7, 10), mat="H", weight_kg=Decimal("7.5"))
    return woman


def test_rows_made_on_a_page_are_exported_under_keys_that_import_knows(village, typed):
    book = exported(village)
    before = exported(village)
    assert save(village, xlsx(book)).changes == 0
    assert not WorkbookKey.objects.exists()
    book["anak"][0]["nama"] = "Nama Baru"
    assert save(village, xlsx(book)).changes == 1
    assert Person.objects.filter(is_child=True).count() == 1
    assert exported(village)["anak"][0] == before["anak"][0] | {"nama": "Nama Baru"}


def test_a_mother_chosen_on_a_page_stays(village, typed):
    Person.objects.filter(is_child=True).update(mother=typed)
    book = exported(village)
    book["anak"][0]["nama"] = "Nama Baru"
    save(village, xlsx(book))
    assert Person.objects.get(name="Nama Baru").mother == typed


def test_a_woman_made_on_a_page_gets_her_next_pregnancy_from_a_file(village, typed):
    book = exported(village)
    row = book["ibu_hamil"][0]
    row |= {"tanggal_keluar": date(2026, 2, 1), "alasan_keluar": "pindah"}
    book["ibu_hamil"].append(
        {name: row[name] for name in ("id_orang", "id_rt", "nama")}
        | {"id_ibu": "i2", "hpl": date(2026, 12, 9)}
        | {"tanggal_daftar": date(2026, 3, 1)}
    )
    save(village, xlsx(book))
    assert typed.pregnancies.count() == 2


# --- the guarding row and the journal ---


def test_an_import_touches_every_quarter_from_the_first_day_on(village):
    save(village, xlsx({"rumah_tangga": sample()["rumah_tangga"]}))
    touched = Quarter.objects.order_by("year", "number")
    assert (touched[0].year, touched[0].number, touched[0].touched) == (2025, 1, 1)
    today = village.today()
    assert touched.last().year == today.year


def test_a_corrected_visit_touches_no_quarter_before_it(village):
    save(village, xlsx(sample()))
    book = sample()
    book["bulanan_anak"][0]["tikar"] = "H"
    save(village, xlsx(book))
    touched = {
        (q.year, q.number): q.touched for q in village.quarters.filter(year=2025)
    }
    assert touched == {(2025, 1): 1, (2025, 2): 2, (2025, 3): 2, (2025, 4): 2}


def test_a_quarter_closed_meanwhile_rolls_everything_back(village, admin_desa):
    job = read_and_looked_through(village, xlsx(sample()))
    village.quarters.create(
        year=2025,
        number=1,
        state="final",
        final_at="2026-01-01T00:00Z",
        final_by=admin_desa,
    )
    with pytest.raises(QuarterFinal), transaction.atomic():
        importing.apply(job, Look(job).book)
    assert not Household.objects.exists()
    assert not village.dusuns.filter(name="Sumber").exists()


def test_each_changed_person_gets_one_line_in_the_journal(village, kpm):
    save(village, xlsx(sample()), by=kpm)
    made = AuditEntry.objects.filter(act="create")
    assert set(made.values_list("by", flat=True)) == {kpm.pk}
    assert made.filter(subject="households.person").count() == 4
    book = sample()
    book["anak"][0]["nama"] = "Ahmad Fauzi"
    book["bulanan_anak"][0]["tikar"] = "H"
    save(village, xlsx(book), by=kpm)
    line = AuditEntry.objects.filter(act="change").get()
    assert line.subject_id == Person.objects.get(name="Ahmad Fauzi").pk
    assert line.changes == {
        "nama": ["Ahmad", "Ahmad Fauzi"],
        "bulanan_anak 2025-05-01: tikar": ["K", "H"],
    }


def test_rows_remember_who_brought_them(village, kpm):
    save(village, xlsx(sample()), by=kpm)
    assert Person.objects.get(name="Ahmad").recorded_by == kpm
    assert ChildRecord.objects.get().recorded_by == kpm


def test_the_number_of_queries_does_not_depend_on_the_rows(
    village, django_assert_max_num_queries
):
    book = sample()
    for number in range(60):
        book["anak"].append(
            book["anak"][1] | {"id_anak": f"n{number}", "nama": f"Anak {number}"}
        )
    with django_assert_max_num_queries(190):
        save(village, xlsx(book))
