"""Sheets to carry to a posyandu without a signal: its people, and what is known."""

from datetime import date

import pytest

from scorecard.documents import formulir_2a, formulir_2b, formulir_2c
from tests.cast import make_child, make_household, make_pregnancy, make_statement
from tests.documents.pages import text
from tests.scorecard.test_pages import page, read
from villages.models import Posyandu, Village

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 1)
MONTH = date(2026, 1, 1)


@pytest.fixture
def place(village):
    return Village.objects.select_related("district__parent").get(pk=village.pk)


@pytest.fixture
def melati(place):
    """A posyandu with a mother and two children; one child goes elsewhere."""
    melati = Posyandu.objects.create(village=place, name="Melati")
    home = make_household(place, registered_on=date(2025, 3, 1))
    make_statement(home, "air_aman", date(2025, 3, 1))
    make_statement(home, "jamban_layak", date(2025, 3, 1), "x")
    child = make_child(home, date(2025, 3, 1), name="Ahmad")
    older = make_child(home, date(2022, 3, 1), home.registered_on, name="Eka")
    woman = home.people.create(name="Siti", sex="P", registered_on=home.registered_on)
    mother = make_pregnancy(home, date(2026, 6, 1), woman=woman)
    for one in (child, older, mother):
        make_statement(one, "posyandu", date(2025, 3, 1), "", posyandu=melati)
    make_statement(child, "akta_lahir", date(2025, 9, 1))
    make_child(home, date(2025, 3, 1), name="Lain")
    return melati


def row_of(document, name):
    (row,) = [row for row in document.sheets[0].rows if name in row]
    return row


def test_only_its_own_people_stand_on_it(place, melati):
    chosen = {"today": TODAY, "blank": True, "posyandu": melati}
    sheets = [
        formulir_2a(place, MONTH, **chosen),
        formulir_2b(place, MONTH, **chosen),
        formulir_2c(place, 2026, **chosen),
    ]
    names = [[row[2] for row in one.sheets[0].rows] for one in sheets]
    assert names == [["Siti"], ["Ahmad"], ["Eka"]]


def test_what_lasts_is_filled_in_and_the_month_is_blank(place, melati):
    form = formulir_2b(place, MONTH, today=TODAY, blank=True, posyandu=melati)
    row = row_of(form, "Ahmad")
    assert set(row[8:14]) == {""}
    assert row[14:] == ["v", "x", "v", "", ""]


def test_the_paper_names_the_posyandu(place, melati):
    form = formulir_2b(place, MONTH, today=TODAY, blank=True, posyandu=melati)
    words = text(form.render("pdf"))
    assert "Posyandu" in words
    assert "Melati" in words
    assert form.stem.startswith("formulir-2b-kosong-melati-")


def test_the_page_gives_the_sheet_of_a_posyandu(client, village, kpm, melati):
    url = page("form_download", village, form="2b", file_format="pdf")
    asked = f"{url}?isi=kosong&posyandu={melati.pk}"
    assert read(client, kpm, asked).content.startswith(b"%PDF")


@pytest.mark.parametrize("number", ["x", "99999", "²"])
def test_a_posyandu_that_is_none_is_not_found(client, village, kpm, number):
    url = page("form_download", village, form="2b", file_format="pdf")
    assert read(client, kpm, f"{url}?posyandu={number}").status_code == 404
