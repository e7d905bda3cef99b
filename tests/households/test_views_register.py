from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from households.models import (
    Household,
    Person,
)
from tests.cast import (
    make_child,
    make_household,
)
from tests.households.pages import (
    at,
    make_final,
    text_of,
)
from villages.models import AuditEntry
from villages.quarters import Triwulan
from villages.wording import long_date

pytestmark = pytest.mark.django_db


class TestRegistering:
    def post(self, client, village, **fields):
        values = {
            "uuid": uuid4(),
            "head_name": "Pak Karto",
            "dusun": village.dusuns.first().pk,
            "registered_on": village.today(),
            "water": "v",
            **fields,
        }
        return client.post(at(village, "household_add"), values)

    def test_a_household_leads_to_its_page(self, as_kpm, village):
        response = self.post(as_kpm, village)
        household = Household.objects.get()
        assert response.url == at(village, "household", household.pk)
        page = as_kpm.get(response.url)
        assert "Keluarga Pak Karto" in text_of(page)
        assert "Sumber air minum aman ya sejak" in text_of(page)

    def test_pressing_twice_registers_once(self, as_kpm, village):
        uuid = uuid4()
        kk = "3307052001123456"
        first = self.post(as_kpm, village, uuid=uuid, kk_number=kk)
        second = self.post(as_kpm, village, uuid=uuid, kk_number=kk)
        assert first.url == second.url
        assert Household.objects.count() == 1

    def test_a_refused_date_keeps_everything_typed(self, as_kpm, village):
        tomorrow = village.today() + timedelta(days=1)
        page = self.post(
            as_kpm, village, registered_on=tomorrow, address="Jalan Mawar 3"
        )
        assert "belum terjadi" in text_of(page)
        assert "Isi tanggal hari ini atau sebelumnya." in text_of(page)
        assert 'value="Pak Karto"' in page.content.decode()
        assert 'value="Jalan Mawar 3"' in page.content.decode()
        assert not Household.objects.exists()

    def test_a_final_quarter_says_its_way_out(self, as_kpm, village):
        day = Triwulan.of(village.today()).first_day - timedelta(days=1)
        make_final(village, day)
        page = self.post(as_kpm, village, registered_on=day)
        assert "sudah final" in text_of(page)
        assert "Minta admin desa membukanya kembali" in text_of(page)

    def test_a_sign_without_a_glyph_is_refused_by_name(self, as_kpm, village):
        page = self.post(as_kpm, village, head_name="Karto 😀")
        assert "GRINNING FACE" in text_of(page)

    @pytest.mark.parametrize(("letters", "saved"), [(300, 1), (301, 0)])
    def test_a_name_has_up_to_300_letters(self, as_kpm, village, letters, saved):
        self.post(as_kpm, village, head_name="a" * letters)
        assert Household.objects.count() == saved

    @pytest.mark.parametrize("kk", ["330705200112345", "33070520011234567", "abc"])
    def test_a_kk_of_the_wrong_length_is_refused(self, as_kpm, village, kk):
        page = self.post(as_kpm, village, kk_number=kk)
        assert "Nomor KK" in text_of(page)
        assert f'value="{kk}"' in page.content.decode()
        assert not Household.objects.exists()

    def test_a_kk_known_already_is_asked_about(self, as_kpm, village, household):
        Household.objects.update(kk_number="3307052001123456")
        page = self.post(as_kpm, village, kk_number="3307052001123456")
        assert "Keluarga Karto , Dusun Krajan: nomor KK sama" in text_of(page)
        told = {"kk_number": "3307052001123456", "not_double": household.uuid}
        self.post(as_kpm, village, **told)
        assert Household.objects.count() == 2

    def test_no_dusun_yet_says_what_to_do(self, as_kpm, village):
        village.dusuns.all().delete()
        page = as_kpm.get(at(village, "household_add"))
        assert "Minta admin desa menambahkan dusun" in text_of(page)


class TestChildren:
    def post(self, client, village, household, **fields):
        values = {
            "uuid": uuid4(),
            "name": "Ahmad",
            "sex": "L",
            "born_on": village.today() - timedelta(days=20),
            "registered_on": village.today(),
            **fields,
        }
        return client.post(at(village, "child_add", household.pk), values)

    def test_a_newborn_waits_for_its_nik(self, as_kpm, village, household):
        response = self.post(
            as_kpm, village, household, birth_weight_kg="3,1", birth_length_cm="49.5"
        )
        child = Person.objects.get(is_child=True)
        assert (child.birth_weight_kg, child.birth_length_cm) == (
            Decimal("3.1"),
            Decimal("49.5"),
        )
        assert "menunggu NIK" in text_of(as_kpm.get(response.url))

    @pytest.mark.parametrize("nik", ["33070520011234", "330705200112345678", "33a"])
    def test_a_nik_of_the_wrong_length_is_refused(
        self, as_kpm, village, household, nik
    ):
        page = self.post(as_kpm, village, household, nik=nik)
        assert "NIK" in text_of(page)
        assert not Person.objects.filter(is_child=True).exists()

    def test_a_nik_against_the_birth_date_warns_and_never_refuses(
        self, as_kpm, village, household
    ):
        values = {"nik": "3307051203200001", "uuid": uuid4()}
        page = self.post(as_kpm, village, household, **values)
        assert "NIK memuat tanggal lahir 12-03-20" in text_of(page)
        assert "Sudah saya periksa" in text_of(page)
        self.post(as_kpm, village, household, confirmed="on", **values)
        assert Person.objects.get(is_child=True).nik == values["nik"]

    def test_a_nik_of_another_village_names_neither_person_nor_village(
        self, as_kpm, village, household, neighbour, today
    ):
        elsewhere = make_household(neighbour)
        nik = f"330705{today - timedelta(days=20):%d%m%y}0001"
        make_child(elsewhere, today, name="Rahasia", nik=nik)
        page = self.post(as_kpm, village, household, nik=nik)
        assert "tercatat di desa lain" in text_of(page)
        assert "Rahasia" not in text_of(page)
        assert neighbour.name not in text_of(page)

    def test_a_twin_entry_of_the_same_birth_date_is_asked_about(
        self, as_kpm, village, household, today
    ):
        make_child(household, today - timedelta(days=20), name="Achmad")
        page = self.post(as_kpm, village, household)
        assert "tanggal lahir sama, nama mirip" in text_of(page)
        assert Person.objects.filter(is_child=True).count() == 1

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("born_on", 1, "belum terjadi"),
            ("registered_on", -30, "mendahului tanggal lahir"),
            ("registered_on", 1, "belum terjadi"),
        ],
    )
    def test_dates_that_cannot_be_are_refused(
        self, as_kpm, village, household, field, value, words
    ):
        day = village.today() + timedelta(days=value)
        page = self.post(as_kpm, village, household, **{field: day})
        assert words in text_of(page)
        assert not Person.objects.filter(is_child=True).exists()

    def test_a_birth_weight_of_32_kg_is_asked_back(self, as_kpm, village, household):
        page = self.post(as_kpm, village, household, birth_weight_kg="32")
        assert "Maksud Anda 3,2 kg?" in text_of(page)

    def test_a_correction_keeps_old_and_new(self, as_kpm, village, child):
        url = at(village, "child_change", child.pk)
        form = as_kpm.get(url).context["form"]
        data = {**form.initial, "name": "Ahmad Fauzi"}
        data = {k: "" if v is None else v for k, v in data.items()}
        assert as_kpm.post(url, data).status_code == 302
        changes = AuditEntry.objects.latest("pk").changes
        assert changes == {"name": ["Ahmad", "Ahmad Fauzi"]}

    def test_the_slower_correction_is_shown_both_values(self, as_kpm, village, child):
        url = at(village, "child_change", child.pk)
        data = {**as_kpm.get(url).context["form"].initial, "name": "Ahmad Fauzi"}
        data = {k: "" if v is None else v for k, v in data.items()}
        Person.objects.filter(pk=child.pk).update(name="Ahmad Faruq", version=2)
        page = as_kpm.post(url, data)
        assert page.status_code == 409
        assert "Ahmad Fauzi" in text_of(page)
        assert "Ahmad Faruq" in text_of(page)
        child.refresh_from_db()
        assert child.name == "Ahmad Faruq"

    def test_leaving_is_undone_with_one_press(self, as_kpm, village, child, today):
        data = {"reason": "pindah", "on": today, "version": 1, "uuid": uuid4()}
        page = as_kpm.post(at(village, "child_exit", child.pk), data, follow=True)
        undo = at(village, "child_return", child.pk)
        said = f"{child.name} tercatat keluar: pindah, {long_date(today)}."
        assert said in text_of(page)
        assert f'action="{undo}"' in page.content.decode()
        as_kpm.post(undo)
        child.refresh_from_db()
        assert child.exited_on is None

    def test_one_that_nobody_verified_can_be_deleted(self, as_kpm, village, child):
        as_kpm.post(at(village, "child_remove", child.pk))
        assert not Person.objects.filter(pk=child.pk).exists()
