"""Lists taken away: whole, streamed, without formulas, and only what one may see."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from households.lists_out import LISTS
from tests.cast import make_child, make_household
from villages.models import AuditEntry

BORN = date(2025, 3, 28)
NASTY = ["=1+1", "+62", "-1", "@nama", "\tTab", "'=x"]


def address(village, code="anak", file_format="csv"):
    return reverse("households:list_out", args=[village.code, code, file_format])


def table(answer):
    """The rows of a CSV that was sent."""
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.fixture
def family(village):
    household = make_household(village, kk_number="3307050101200001")
    make_child(household, BORN, name="Ahmad", nik="3307052803250001")
    return household


@pytest.mark.parametrize("code", [one.code for one in LISTS])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_every_list_goes_out_in_both_forms(
    client, village, family, admin_desa, code, file_format
):
    client.force_login(admin_desa)
    answer = client.get(address(village, code, file_format))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def test_the_page_leads_to_each_list_a_person_may_have(client, village, family, kpm):
    client.force_login(kpm)
    text = client.get(
        reverse("households:list_out_index", args=[village.code])
    ).content.decode()
    assert "Rumah tangga" in text
    assert "Jejak perubahan" not in text


def test_identity_numbers_go_only_to_whoever_sees_them(
    client, village, family, kpm, kades
):
    client.force_login(kpm)
    assert "3307052803250001" in table(client.get(address(village)))[1]
    client.force_login(kades)
    heading, row = table(client.get(address(village)))
    assert "NIK" not in heading
    assert "Ahmad" in row
    assert "3307052803250001" not in row
    households = table(client.get(address(village, "rumah-tangga")))
    assert "Nomor KK" not in households[0]


def test_a_list_is_refused_to_whoever_may_not_see_it(client, village, bpd, kpm):
    client.force_login(bpd)
    assert client.get(address(village)).status_code == 403
    client.force_login(kpm)
    assert client.get(address(village, "jejak")).status_code == 403
    assert client.get(address(village, "lain")).status_code == 404


def test_who_took_a_list_is_written_down(client, village, family, kpm):
    client.force_login(kpm)
    client.get(address(village))
    line = AuditEntry.objects.get(act="read")
    assert (line.by, line.reason) == (kpm, "unduh daftar anak")


@pytest.mark.parametrize("name", NASTY)
def test_no_cell_of_a_list_opens_as_a_formula(client, village, family, kpm, name):
    make_child(family, BORN, name=name)
    client.force_login(kpm)
    cells = [cell for row in table(client.get(address(village))) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    answer = client.get(address(village, "anak", "xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    kinds = {cell.data_type for row in book.active for cell in row}
    assert "f" not in kinds


@pytest.mark.parametrize("count", [2, 200])
def test_a_list_takes_the_same_queries_however_long(
    client, village, family, kpm, count, django_assert_max_num_queries
):
    for number in range(count):
        make_child(family, BORN, name=f"Anak {number}")
    client.force_login(kpm)
    with django_assert_max_num_queries(12):
        assert len(table(client.get(address(village)))) == count + 2


def test_a_neighbours_list_is_not_there(client, neighbour, kpm):
    client.force_login(kpm)
    assert client.get(address(neighbour)).status_code == 404
