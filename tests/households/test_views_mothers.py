from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from households.models import (
    Pregnancy,
)
from tests.households.pages import (
    at,
    text_of,
)

pytestmark = pytest.mark.django_db


class TestMothers:
    def post(self, client, village, household, **fields):
        values = {
            "uuid": uuid4(),
            "name": "Siti",
            "due_on": village.today() + timedelta(days=90),
            "registered_on": village.today(),
            "insurance": "v",
            **fields,
        }
        return client.post(at(village, "pregnancy_add", household.pk), values)

    def test_a_new_woman_is_registered_with_her_pregnancy(
        self, as_kpm, village, household
    ):
        response = self.post(as_kpm, village, household)
        page = text_of(as_kpm.get(response.url))
        assert "Ibu Siti" in page
        assert "Hamil 6 bulan" in page
        assert "Jaminan kesehatan ya sejak" in page

    def test_the_hpl_follows_from_the_hpht(self, as_kpm, village, household):
        lmp = village.today() - timedelta(days=100)
        self.post(as_kpm, village, household, due_on="", lmp_on=lmp)
        assert Pregnancy.objects.get().due_on == lmp + timedelta(days=280)

    def test_an_hpl_far_off_is_refused(self, as_kpm, village, household):
        due_on = village.today() + timedelta(days=400)
        page = self.post(as_kpm, village, household, due_on=due_on)
        assert "lebih dari 42 minggu lagi" in text_of(page)

    def test_a_known_woman_is_chosen(self, as_kpm, village, household, pregnancy):
        Pregnancy.objects.update(
            ended_on=village.today() - timedelta(days=300), outcome="lahir hidup"
        )
        values = {"woman": pregnancy.woman.pk, "name": ""}
        self.post(as_kpm, village, household, **values)
        assert pregnancy.woman.pregnancies.count() == 2

    def test_a_second_open_pregnancy_is_refused(
        self, as_kpm, village, household, pregnancy
    ):
        values = {"woman": pregnancy.woman.pk, "name": ""}
        page = self.post(as_kpm, village, household, **values)
        assert "masih tercatat hamil" in text_of(page)

    def test_what_must_be_filled_is_not_called_optional(
        self, as_kpm, village, household
    ):
        page = as_kpm.get(at(village, "pregnancy_add", household.pk))
        assert "Nama ibu NIK" in text_of(page)
        assert "HPHT (boleh kosong)" in text_of(page)
        assert "HPL (boleh kosong)" not in text_of(page)
        answer = self.post(as_kpm, village, household, name="")
        assert "Nama ibu : Belum diisi." in text_of(answer)

    def test_a_woman_of_six_years_is_refused(self, as_kpm, village, household):
        born_on = village.today() - timedelta(days=6 * 366)
        page = self.post(as_kpm, village, household, born_on=born_on)
        assert "ibu berumur 6 tahun" in text_of(page)

    def test_correcting_her_name_corrects_the_woman(self, as_kpm, village, pregnancy):
        url = at(village, "pregnancy_change", pregnancy.pk)
        data = {**as_kpm.get(url).context["form"].initial, "name": "Siti Aminatun"}
        data = {k: "" if v is None else v for k, v in data.items()}
        response = as_kpm.post(url, data)
        assert response.status_code == 302, text_of(response)
        pregnancy.woman.refresh_from_db()
        assert pregnancy.woman.name == "Siti Aminatun"


class TestDelivery:
    def post(self, client, village, pregnancy, **fields):
        values = {
            "uuid": uuid4(),
            "version": pregnancy.version,
            "ended_on": village.today(),
            "outcome": "lahir hidup",
            **{f"bayi{number}-uuid": uuid4() for number in (1, 2, 3)},
            **fields,
        }
        return client.post(at(village, "pregnancy_deliver", pregnancy.pk), values)

    def test_twins_are_two(self, as_kpm, village, pregnancy):
        values = {"bayi1-name": "Adi", "bayi1-sex": "L", "bayi1-birth_weight_kg": "2,4"}
        values |= {"bayi2-name": "Ani", "bayi2-sex": "P"}
        self.post(as_kpm, village, pregnancy, **values)
        names = pregnancy.newborns.order_by("pk").values_list("name", "birth_weight_kg")
        assert list(names) == [("Adi", Decimal("2.4")), ("Ani", None)]

    def test_pressing_twice_registers_the_children_once(
        self, as_kpm, village, pregnancy
    ):
        values = {"bayi1-name": "Adi", "bayi1-sex": "L", "bayi1-uuid": uuid4()}
        for _ in range(2):
            response = self.post(as_kpm, village, pregnancy, **values)
            assert response.status_code == 302
        assert pregnancy.newborns.count() == 1

    def test_a_live_birth_needs_its_child(self, as_kpm, village, pregnancy):
        page = self.post(as_kpm, village, pregnancy, **{"bayi1-name": ""})
        assert "Nama bayi belum diisi." in text_of(page)
        assert "Belum tersimpan: periksa isian bayi di bawah." in text_of(page)
        assert "Nama bayi (boleh kosong)" not in text_of(page)
        pregnancy.refresh_from_db()
        assert pregnancy.ended_on is None

    def test_before_the_pregnancy_is_refused(self, as_kpm, village, pregnancy):
        day = pregnancy.due_on - timedelta(days=290)
        values = {"ended_on": day, "outcome": "keguguran"}
        page = self.post(as_kpm, village, pregnancy, **values)
        assert "mendahului kehamilan" in text_of(page)

    def test_a_stillbirth_asks_for_no_child(self, as_kpm, village, pregnancy):
        response = self.post(as_kpm, village, pregnancy, outcome="lahir mati")
        assert response.status_code == 302
        assert not pregnancy.newborns.exists()
