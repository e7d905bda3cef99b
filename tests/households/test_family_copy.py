"""A family gets all that is kept of it as one readable file; others get nothing."""

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from households import actions
from households.family_copy import Asked, copy_pdf, copy_xlsx
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy_record,
    make_statement,
)
from tests.documents.pages import text
from tests.households.pages import at, text_of
from villages.models import AuditEntry

pytestmark = pytest.mark.django_db
ASKED = {"name": "Siti Aminah", "relation": "Ibu", "file_format": "pdf"}


@pytest.fixture
def full(household, child, pregnancy, kpm, today):
    """A family of which everything is known, with a correction."""
    actions.correct_person(child, by=kpm, name="Ahmad Fauzi")
    make_child_record(child, today, weight_kg="7.8", mat="H", water="v")
    make_pregnancy_record(pregnancy, today, status="K", muac_cm="22.5")
    make_statement(household, "air_aman", household.registered_on)
    child.paud_months.create(month=today.replace(day=1), mark="v")
    return household


def asked(household, by):
    return Asked("Siti Aminah", "Ibu", household.village.today(), by)


def test_the_pdf_tells_everything_in_words(full, village, kpm):
    told = " ".join(text(copy_pdf(village, full, asked(full, kpm))).split())
    for words in (
        "Diminta oleh : Siti Aminah",
        "Ahmad Fauzi, anak",
        "berat (kg): 7,8",
        "LiLA (cm): 22,5",
        "Sumber air minum aman",
        "Kehamilan, HPL",
        "Ahmad → Ahmad Fauzi",
        "Siapa mengubah dan siapa melihat",
    ):
        assert words in told, words


def test_the_workbook_tells_the_same(full, kpm):
    book = CalamineWorkbook.from_filelike(io.BytesIO(copy_xlsx(full, asked(full, kpm))))
    cells = str([book.get_sheet_by_name(n).to_python() for n in book.sheet_names])
    for words in ("Siti Aminah", "Ahmad Fauzi", "berat (kg): 7,8", "PAUD"):
        assert words in cells, words


def test_equal_data_give_equal_bytes(full, village, kpm):
    one, other = (copy_pdf(village, full, asked(full, kpm)) for _ in range(2))
    assert one == other


def test_nothing_of_another_family_stands_in_it(full, village, kpm):
    other = make_household(village, head_name="Wagiman")
    make_child(other, full.registered_on, name="Budi")
    told = text(copy_pdf(village, full, asked(full, kpm)))
    assert "Wagiman" not in told
    assert "Budi" not in told


def test_a_family_just_registered_has_a_copy(village, household, kpm):
    assert "Karto" in text(copy_pdf(village, household, asked(household, kpm)))


class TestPage:
    @pytest.mark.parametrize("kind", ["pdf", "xlsx"])
    def test_who_asked_is_written_down(self, as_kpm, village, full, kpm, kind):
        url = at(village, "family_copy", full.pk)
        assert "Pasal 7 UU 27/2022" in text_of(as_kpm.get(url))
        response = as_kpm.post(url, ASKED | {"file_format": kind})
        assert f"salinan-data-keluarga.{kind}" in response["Content-Disposition"]
        entry = AuditEntry.objects.get(act="read")
        assert entry.by == kpm
        assert entry.changes == {"peminta": [None, "Siti Aminah (Ibu)"]}

    def test_nobody_gets_it_without_a_name(self, as_kpm, village, full):
        url = at(village, "family_copy", full.pk)
        response = as_kpm.post(url, ASKED | {"name": ""})
        assert "Belum tersimpan" in text_of(response)
        assert not AuditEntry.objects.filter(act="read").exists()

    def test_who_may_not_see_numbers_gets_no_copy(self, client, rds, village, full):
        client.force_login(rds)
        assert client.get(at(village, "family_copy", full.pk)).status_code == 403

    def test_a_family_that_left_is_copied_by_its_new_village(
        self, as_kpm, village, neighbour, full, kpm
    ):
        offer = actions.offer_transfer(full, by=kpm, to_village=neighbour)
        dusun = neighbour.dusuns.get()
        actions.accept_transfer(offer, by=kpm, dusun=dusun)
        url = at(village, "family_copy", full.pk)
        assert as_kpm.post(url, ASKED).status_code == 404
        full.refresh_from_db()
        assert "Sukamaju" in text(copy_pdf(neighbour, full, asked(full, kpm)))
        assert full.registered_on < village.today() - timedelta(days=300)
