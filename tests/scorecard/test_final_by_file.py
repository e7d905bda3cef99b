"""No file, command or management page changes a final quarter."""

import io
import json
from datetime import date

import pytest
from django.contrib import admin
from django.core.management import call_command

from households.models import (
    ChildRecord,
    Household,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Quarter,
    Residence,
    Statement,
)
from scorecard.actions import drain
from scorecard.models import Snapshot, TargetQuarter
from tests.cast import make_child
from tests.households.workbooks import exported, xlsx
from tests.scorecard.closed_village import IN, closed, printed
from tests.scorecard.counted_village import QUARTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(village, neighbour, kpm, admin_desa):
    return closed(village, neighbour, kpm, admin_desa)


# --- by file -------------------------------------------------------------------------


ROWS = {
    "rumah_tangga": {"tanggal_daftar": IN},
    "ibu_hamil": {"tanggal_daftar": IN},
    "anak": {"tanggal_daftar": IN},
    "bulanan_ibu": {"pemeriksaan_kehamilan": "x"},
    "bulanan_anak": {"berat_kg": "9.1"},
    "paud": {"hadir": "x"},
    "perubahan": {"nilai": "v"},
}


def row_of_the_quarter(rows):
    days = ("tanggal_periksa", "tanggal")
    inside = [r for r in rows if any(r.get(day) in QUARTER for day in days if day in r)]
    return (inside or rows)[0]


@pytest.mark.parametrize("sheet", ROWS)
def test_a_file_that_changes_the_quarter_saves_nothing(world, tmp_path, sheet):
    before = printed(world.village)
    book = exported(world.village)
    row_of_the_quarter(book[sheet]).update(ROWS[sheet])
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx(book).read())
    out = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("import_workbook", world.village.code, str(path), stdout=out)

    told = json.loads(out.getvalue())["problems"]
    assert ended.value.code == 1
    assert any("sudah final" in one["problem"] for one in told), told
    assert any(one["sheet"] == sheet for one in told)
    drain()
    assert printed(world.village) == before


def test_a_file_that_corrects_names_leaves_the_quarter(world, tmp_path):
    before = printed(world.village)
    book = exported(world.village)
    for row in book["anak"]:
        row["nama"] += " Baru"
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx(book).read())

    call_command("import_workbook", world.village.code, str(path), stdout=io.StringIO())

    drain()
    assert world.village.households.filter(people__name__endswith="Baru").exists()
    assert printed(world.village) == before


# --- by the management pages ---------------------------------------------------------

FACTS = {
    *(Household, Person, Pregnancy, ChildRecord, PregnancyRecord, PaudMonth),
    *(Statement, Residence, Quarter, Snapshot, TargetQuarter),
}


def test_the_management_pages_hold_no_fact_and_no_quarter():
    assert FACTS.isdisjoint(admin.site._registry)


def test_a_village_renamed_by_the_administrator_keeps_its_figures(
    world, client, administrator
):
    before = printed(world.village, names=False)
    client.force_login(administrator)
    address = f"/admin/villages/village/{world.village.pk}/change/"
    page = client.get(address)
    assert page.status_code == 200
    form = page.context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    posted = {k: v for k, v in values.items() if v is not None} | {"name": "Sukamakmur"}
    assert client.post(address, posted).status_code == 302
    world.village.refresh_from_db()
    assert world.village.name == "Sukamakmur"
    assert printed(world.village, names=False) == before


def test_even_a_row_written_behind_its_back_leaves_it(world):
    make_child(world.home, date(2025, 5, 1), name="Terlambat")
    Quarter.objects.touch([world.village.pk], since=IN, today=world.village.today())
    drain()
    call_command("parity", stdout=io.StringIO())
    assert Snapshot.objects.get().is_intact
