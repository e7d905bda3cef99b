from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests.cast import make_household, make_user
from villages.models import Area, Village
from villages.models.posting import Role
from villages.regions import InvalidList, import_regions

LISTS = {
    "provinces.csv": ["code,name", "33,JAWA TENGAH"],
    "regencies.csv": ["code,province_code,name", "33.07,33,KABUPATEN WONOSOBO"],
    "districts.csv": ["code,regency_code,name", "33.07.05,33.07,Kaliwiro"],
    "villages.csv": [
        "code,district_code,name",
        "33.07.05.2001,33.07.05,Sukamaju",
        "33.07.05.1002,33.07.05,Kaliwiro",
    ],
}


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path, LISTS)


def write(folder, lists):
    for name, lines in lists.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def without_village(code):
    lines = [line for line in LISTS["villages.csv"] if not line.startswith(code)]
    return LISTS | {"villages.csv": lines}


@pytest.mark.django_db
def test_the_list_becomes_areas_and_villages_under_each_other(folder):
    counts = import_regions(folder)

    assert counts["created"] == 6  # the nation is not in the files
    village = Village.objects.get(code="3307052001")
    lineage = [
        village.district,
        village.district.parent,
        village.district.parent.parent,
    ]
    assert [area.code for area in lineage] == ["330705", "3307", "33"]
    assert lineage[-1].parent.code == "00"
    assert Village.objects.get(code="3307051002").kind == "Kelurahan"


@pytest.mark.django_db
def test_the_second_run_changes_nothing(folder):
    import_regions(folder)

    counts = import_regions(folder)

    assert dict(+counts) == {"unchanged": 6}


@pytest.mark.django_db
def test_a_new_name_is_taken_over(folder):
    import_regions(folder)
    renamed = [line.replace("Sukamaju", "Suka Maju") for line in LISTS["villages.csv"]]

    counts = import_regions(write(folder, LISTS | {"villages.csv": renamed}))

    assert counts["updated"] == 1
    assert Village.objects.get(code="3307052001").name == "Suka Maju"


@pytest.mark.django_db
def test_a_code_the_list_lost_is_kept_with_an_end_date(folder):
    import_regions(folder)

    counts = import_regions(write(folder, without_village("33.07.05.1002")))

    assert counts["ended"] == 1
    assert Village.objects.get(code="3307051002").ended_on is not None


@pytest.mark.django_db
def test_a_replaced_village_keeps_its_register_and_postings_under_the_new_code(folder):
    import_regions(folder)
    village = Village.objects.get(code="3307052001")
    village.dusuns.create(name="Krajan")
    household = make_household(village, registered_on=date(2025, 1, 1))
    user = make_user("kpm", (Role.KPM, "3307052001"))
    lists = without_village("33.07.05.2001")
    lists["villages.csv"].append("33.07.05.2010,33.07.05,Sukamaju Baru")
    write(folder, lists)
    (folder / "pengganti.csv").write_text("old,new\n33.07.05.2001,33.07.05.2010\n")

    first, second = import_regions(folder), import_regions(folder)

    household.refresh_from_db()
    assert household.village.code == "3307052010"
    assert household.village.name == "Sukamaju Baru"
    assert user.postings.get().area_code == "3307052010"
    assert Village.objects.get(code="3307052001").successor_code == "3307052010"
    assert (first["replaced"], second["replaced"]) == (1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "lines", "words"),
    [
        ("villages.csv", ["code,name", "33.07.05.9001,X"], "villages.csv baris 2"),
        ("villages.csv", ["code,name", "33.07.06.2001,X"], "330706"),
        ("districts.csv", ["code,name", "33.07,X"], "kecamatan"),
        ("regencies.csv", ["code,name", "33.07,"], "nama"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_saved(folder, name, lines, words):
    write(folder, LISTS | {name: lines})

    with pytest.raises(InvalidList, match=words):
        import_regions(folder)

    assert not Area.objects.exists()


@pytest.mark.django_db
def test_a_missing_file_is_said_on_the_command_line(tmp_path):
    with pytest.raises(CommandError, match=r"provinces\.csv"):
        call_command("import_regions", str(tmp_path))
