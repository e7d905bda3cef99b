"""The pages of moving, of waiting for a NIK and of growing out of a group."""

from datetime import timedelta

import pytest
from django.test import Client

from households import actions
from households.ages import add_months
from households.models import Household, Transfer
from tests.cast import make_child, make_household, make_pregnancy, make_user
from tests.households.pages import at, queries_of, text_of
from villages.models import AuditEntry
from villages.models.posting import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_kpm_there(client_of, neighbour):
    return client_of(make_user("kpm_sana", (Role.KPM, neighbour.code)))


@pytest.fixture
def client_of():
    def logged_in(user):
        client = Client()
        client.force_login(user)
        return client

    return logged_in


@pytest.fixture
def offer(household, child, kpm, neighbour):
    return actions.offer_transfer(household, by=kpm, to_village=neighbour)


class TestOffer:
    def test_a_family_is_offered_to_a_village_nearby(
        self, as_kpm, village, neighbour, household, kpm
    ):
        make_user("kpm_sana", (Role.KPM, neighbour.code))
        url = at(village, "household_transfer", household.pk)
        response = as_kpm.post(url, {"to_village": neighbour.pk}, follow=True)
        assert "Ditawarkan ke Desa Sukamundur" in text_of(response)
        assert Transfer.objects.get().recorded_by == kpm
        page = text_of(as_kpm.get(at(village, "household", household.pk)))
        assert "Sedang ditawarkan ke Desa Sukamundur" in page

    def test_a_village_further_off_is_found_by_its_code(
        self, as_kpm, village, neighbour, household
    ):
        make_user("kpm_sana", (Role.KPM, neighbour.code))
        url = at(village, "household_transfer", household.pk)
        as_kpm.post(url, {"code": "33.07.05.2002"})
        assert Transfer.objects.get().to_village == neighbour

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"code": ""}, "Desa tujuan belum dipilih"),
            ({"code": "99"}, "Tidak ada desa dengan kode"),
            ({"code": "sana"}, "bukan kode wilayah"),
            ({"code": "33.07.05.2001"}, "sudah tinggal di desa itu"),
        ],
    )
    def test_a_wrong_village_is_told(
        self, as_kpm, village, household, typed, said, kpm
    ):
        url = at(village, "household_transfer", household.pk)
        assert said in text_of(as_kpm.post(url, typed))
        assert not Transfer.objects.exists()

    def test_a_village_without_anybody_to_accept_is_doubted_once(
        self, as_kpm, village, neighbour, household
    ):
        url = at(village, "household_transfer", household.pk)
        typed = {"to_village": neighbour.pk}
        assert "belum punya KPM" in text_of(as_kpm.post(url, typed))
        as_kpm.post(url, {**typed, "confirmed": "on"})
        assert Transfer.objects.exists()

    def test_an_offer_is_withdrawn(self, as_kpm, village, offer):
        url = at(village, "transfer_withdraw", offer.uuid)
        assert "ditarik kembali" in text_of(as_kpm.post(url, follow=True))
        assert "sudah ditarik" in text_of(as_kpm.post(url, follow=True))


class TestAnswer:
    def test_the_receiver_sees_no_more_than_he_needs(
        self, as_kpm_there, neighbour, offer, child
    ):
        page = text_of(as_kpm_there.get(at(neighbour, "transfer_list")))
        assert "Keluarga Karto" in page
        assert "1 orang · dari Desa Sukamaju" in page
        accepting = as_kpm_there.get(at(neighbour, "transfer_accept", offer.uuid))
        for told in (page, text_of(accepting)):
            assert child.name not in told
            assert "Krajan" not in told
        home = at(neighbour, "household", offer.household_id)
        assert as_kpm_there.get(home).status_code == 404

    def test_access_changes_hands_at_acceptance(
        self, as_kpm, as_kpm_there, village, neighbour, offer, child
    ):
        url = at(neighbour, "transfer_accept", offer.uuid)
        typed = {"dusun": neighbour.dusuns.get().pk, "rt": "2"}
        response = as_kpm_there.post(url, typed, follow=True)
        assert "sekarang tercatat di desa ini" in text_of(response)
        assert "Desa Sukamaju" in text_of(response)
        child_there = at(neighbour, "child", child.pk)
        assert as_kpm_there.get(child_there).status_code == 200
        for name, pk in (("child", child.pk), ("household", offer.household_id)):
            assert as_kpm.get(at(village, name, pk)).status_code == 404
        told = text_of(as_kpm.get(at(village, "transfer_list")))
        assert "Satu keluarga diterima Desa Sukamundur" in told
        assert "Karto" not in told

    def test_a_save_of_the_old_village_finds_nothing(
        self, as_kpm, as_kpm_there, village, neighbour, offer, child, month
    ):
        url = at(neighbour, "transfer_accept", offer.uuid)
        as_kpm_there.post(url, {"dusun": neighbour.dusuns.get().pk})
        for name, *more in (
            ("child_month", month),
            ("child_fact", "akta_lahir"),
            ("child_exit",),
            ("child_change",),
            ("person_nik",),
            ("person_transfer",),
        ):
            old = at(village, name, child.pk, *more)
            assert as_kpm.post(old, {}).status_code == 404

    def test_the_dusun_is_asked(self, as_kpm_there, neighbour, offer):
        url = at(neighbour, "transfer_accept", offer.uuid)
        assert as_kpm_there.post(url, {"rt": "1"}).status_code == 200
        offer.refresh_from_db()
        assert offer.is_open

    def test_a_withdrawn_offer_is_not_accepted(
        self, as_kpm_there, neighbour, offer, kpm
    ):
        actions.withdraw_transfer(offer, by=kpm)
        for name in ("transfer_accept", "transfer_refuse"):
            url = at(neighbour, name, offer.uuid)
            told = text_of(as_kpm_there.get(url, follow=True))
            assert "sudah ditarik kembali" in told

    def test_a_refusal_says_why(self, as_kpm, as_kpm_there, village, neighbour, offer):
        url = at(neighbour, "transfer_refuse", offer.uuid)
        assert as_kpm_there.post(url, {"reason": ""}).status_code == 200
        as_kpm_there.post(url, {"reason": "Bukan warga kami"})
        told = text_of(as_kpm.get(at(village, "transfer_list")))
        assert "tawaran ke Desa Sukamundur ditolak" in told
        assert "Bukan warga kami" in told

    def test_a_stranger_finds_no_offer(self, as_kpm, village, offer):
        url = at(village, "transfer_accept", offer.uuid)
        assert as_kpm.get(url).status_code == 404

    def test_one_person_comes_to_a_family_here(
        self, as_kpm_there, neighbour, household, child, kpm
    ):
        offer = actions.offer_transfer(
            household, by=kpm, to_village=neighbour, person=child
        )
        grandmother = make_household(neighbour, head_name="Mbah Sri")
        url = at(neighbour, "transfer_accept", offer.uuid)
        assert "1 orang" in text_of(as_kpm_there.get(url))
        told = text_of(as_kpm_there.post(url, {"rt": ""}))
        assert "Pilih keluarganya" in told
        response = as_kpm_there.post(url, {"household": grandmother.pk}, follow=True)
        assert "Mbah Sri" in text_of(response)
        child.refresh_from_db()
        assert child.household == grandmother

    def test_the_list_of_families_says_that_an_offer_waits(
        self, as_kpm_there, neighbour, offer
    ):
        page = text_of(as_kpm_there.get(at(neighbour, "household_list")))
        assert "1 perpindahan dari desa lain menunggu jawaban" in page


class TestInside:
    def test_a_person_moves_to_another_family(self, as_kpm, village, child, today):
        other = make_household(village, registered_on=today - timedelta(days=50))
        url = at(village, "person_move", child.pk)
        typed = {"household": other.pk, "on": today, "version": child.version}
        assert other.head_name in text_of(as_kpm.post(url, typed, follow=True))

    def test_a_family_leaves_in_one_step(
        self, as_kpm, village, household, child, pregnancy, today
    ):
        url = at(village, "household_exit", household.pk)
        typed = {"reason": "pindah", "on": today, "version": 1}
        assert "2 sasaran tercatat keluar" in text_of(
            as_kpm.post(url, typed, follow=True)
        )


class TestNik:
    NIK = "3307051503250001"

    def test_who_waits_is_listed_and_leaves_with_the_nik(
        self, as_kpm, village, child, pregnancy
    ):
        page = text_of(as_kpm.get(at(village, "nik_list")))
        assert "2 orang" in page
        assert "Ahmad" in page
        url = at(village, "person_nik", child.pk)
        prefix = f"p{child.pk}"
        typed = {f"{prefix}-nik": self.NIK, f"{prefix}-version": child.version}
        told = text_of(as_kpm.post(url, typed))
        assert "Mohon periksa sekali lagi" in told  # the birth date differs
        typed[f"{prefix}-confirmed"] = "on"
        told = text_of(as_kpm.post(url, typed, follow=True))
        assert "NIK Ahmad tersimpan" in told
        assert "1 orang" in told
        child.refresh_from_db()
        assert child.nik == self.NIK

    def test_a_nik_known_elsewhere_names_nobody(
        self, as_kpm, village, neighbour, child
    ):
        there = make_household(neighbour, head_name="Mbah Sri")
        make_child(there, child.born_on, nik=self.NIK, name="Anak Sana")
        url = at(village, "person_nik", child.pk)
        told = text_of(as_kpm.post(url, {f"p{child.pk}-nik": self.NIK}))
        assert "tercatat di desa lain, minta perpindahan" in told
        for secret in ("Anak Sana", "Sri", "Sukamundur"):
            assert secret not in told

    @pytest.mark.parametrize("typed", ["", "12345", "330705150325000A"])
    def test_a_wrong_nik_is_refused(self, as_kpm, village, child, typed):
        url = at(village, "person_nik", child.pk)
        response = as_kpm.post(url, {f"p{child.pk}-nik": typed})
        assert "Belum tersimpan" in text_of(response)
        child.refresh_from_db()
        assert child.nik == ""

    def test_the_list_asks_as_often_for_two_as_for_many(self, as_kpm, village, today):
        url = at(village, "nik_list")
        few = _with_babies(village, 2, today) or queries_of(as_kpm, url)
        many = _with_babies(village, 200, today) or queries_of(as_kpm, url)
        assert few == many

    def test_the_list_goes_on(self, as_kpm, village, today):
        _with_babies(village, 40, today)
        url, seen = at(village, "nik_list"), []
        while url:
            context = as_kpm.get(url).context
            seen += [person.pk for person in context["people"]]
            following = context["following"]
            url = following and f"{at(village, 'nik_list')}?setelah={following}"
        assert len(seen) == len(set(seen)) == 40


def _with_babies(village, number, today):
    for _ in range(number):
        household = make_household(village, registered_on=today - timedelta(days=40))
        mother = make_pregnancy(household, today).woman
        mother.nik = f"33070541018{mother.pk:05}"
        mother.save()
        make_child(household, today - timedelta(days=30), mother=mother)


class TestGrown:
    def test_a_child_of_two_years_goes_to_paud(self, as_kpm, village, household, today):
        since = {"registered_on": household.registered_on}
        two = make_child(
            household, add_months(today, -24), **(since | {"name": "Dua Tahun"})
        )
        make_child(household, add_months(today, -24) + timedelta(days=9), name="Hampir")
        make_child(household, add_months(today, -40), name="Lama", **since)
        page = text_of(as_kpm.get(at(village, "grown_list")))
        assert two.name in page
        assert "Hampir" in page
        assert "Lama" not in page

    def test_the_list_asks_as_often_for_two_as_for_many(self, as_kpm, village, today):
        url = at(village, "grown_list")

        def grow(number):
            for _ in range(number):
                home = make_household(village, registered_on=today)
                make_child(home, add_months(today, -24), registered_on=today)
            return queries_of(as_kpm, url)

        assert grow(2) == grow(200)


def test_the_lists_of_moves_ask_as_often_for_two_as_for_many(
    as_kpm, village, neighbour, kpm
):
    def offer(number):
        for home in range(number):
            household = make_household(village, head_name=f"Karto {home}")
            actions.offer_transfer(household, by=kpm, to_village=neighbour)
        return queries_of(as_kpm, at(village, "transfer_list"))

    assert offer(2) == offer(200)
    assert Household.objects.count() == 202
    assert AuditEntry.objects.filter(subject="households.transfer").count() == 202
