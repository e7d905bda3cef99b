"""The admin desa verifies in bulk, and what was verified is corrected with a reason."""

from datetime import timedelta

import pytest

from households import actions
from tests.cast import make_child, make_household, make_pregnancy
from tests.households.pages import at, text_of
from villages.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_admin(client, admin_desa):
    client.force_login(admin_desa)
    return client


def ticked(response, kind):
    page = response.content.decode()
    return [
        part.split('value="')[1].split('"')[0]
        for part in page.split("<input")
        if f'name="{kind}"' in part and " checked" in part
    ]


class TestFilters:
    def test_one_dusun_one_kind_and_since_a_day(self, as_admin, village, today):
        krajan, sidomulyo = village.dusuns.all()
        old, new = today - timedelta(days=300), today - timedelta(days=3)
        here = make_household(village, krajan, head_name="Karto", registered_on=old)
        make_child(here, new, name="Ahmad", registered_on=new)
        make_household(village, sidomulyo, head_name="Wagiman", registered_on=new)
        url = at(village, "verification")

        def shown(**chosen):
            page = text_of(as_admin.get(url, chosen))
            names = ("Karto", "Ahmad", "Wagiman")
            return [name for name in names if name in page]

        assert shown() == ["Karto", "Ahmad", "Wagiman"]
        assert shown(dusun=krajan.pk) == ["Karto", "Ahmad"]
        assert shown(jenis="anak") == ["Ahmad"]
        assert shown(sejak=new) == ["Ahmad", "Wagiman"]
        assert shown(dusun=sidomulyo.pk, jenis="rt", sejak=today) == []

    def test_a_filter_stays_after_verifying(self, as_admin, village, child):
        url = f"{at(village, 'verification')}?jenis=anak"
        response = as_admin.post(url, {"anak": [child.pk]})
        assert response.url == url

    def test_a_filter_that_cannot_be_read_says_so(self, as_admin, village, child):
        page = text_of(as_admin.get(at(village, "verification"), {"sejak": "kemarin"}))
        assert "Tanggal ini tidak ada" in page
        assert "Ahmad" in page


class TestWarnings:
    def test_what_is_doubted_is_not_ticked(self, as_admin, village, household, today):
        doubted = make_child(
            household, today - timedelta(days=90), nik="3307051501100001", sex="P"
        )
        sure = make_child(household, today - timedelta(days=20), name="Budi")
        response = as_admin.get(at(village, "verification"))
        assert "NIK adalah untuk laki-laki" in text_of(response)
        assert ticked(response, "anak") == [str(sure.pk)]
        doubted.refresh_from_db()
        assert not doubted.is_verified

    def test_two_that_may_be_one_are_told(self, as_admin, village, household, today):
        for name in ("Moh. Rizki", "Mohamad Rizky"):
            make_child(household, today - timedelta(days=40), name=name)
        page = text_of(as_admin.get(at(village, "verification")))
        assert page.count("Mungkin sudah terdaftar") == 2

    def test_a_family_without_members_and_a_late_registration_are_told(
        self, as_admin, village, household, today
    ):
        make_household(village, registered_on=today)
        make_child(household, today - timedelta(days=200), registered_on=today)
        page = text_of(as_admin.get(at(village, "verification")))
        assert "Belum ada ibu hamil atau anak" in page
        assert "200 hari sesudah lahir" in page

    def test_an_overdue_pregnancy_is_told(self, as_admin, village, household, today):
        make_pregnancy(household, today - timedelta(days=60))
        response = as_admin.get(at(village, "verification"))
        assert ticked(response, "ibu") == []

    def test_a_nik_that_is_none_is_told(self, as_admin, village, household, today):
        make_child(household, today, nik="0000000000000000")
        assert ticked(as_admin.get(at(village, "verification")), "anak") == []


class TestCorrections:
    @pytest.fixture
    def verified(self, village, household, child, admin_desa):
        actions.verify(village, [household, child], by=admin_desa)
        return child

    def typed(self, child, **more):
        return {
            "name": "Ahmad Fauzi",
            "sex": child.sex,
            "born_on": child.born_on,
            "registered_on": child.registered_on,
            "version": child.version,
            **more,
        }

    def test_a_correction_without_a_reason_is_refused(self, as_kpm, village, verified):
        url = at(village, "child_change", verified.pk)
        response = as_kpm.post(url, self.typed(verified))
        assert "Alasan perbaikan" in text_of(response)
        verified.refresh_from_db()
        assert verified.name == "Ahmad"

    def test_a_correction_keeps_old_value_who_when_and_why(
        self, as_kpm, village, verified, kpm
    ):
        url = at(village, "child_change", verified.pk)
        as_kpm.post(url, self.typed(verified, reason="Sesuai akta"))
        entry = AuditEntry.objects.filter(act="change").get()
        assert entry.changes == {"name": ["Ahmad", "Ahmad Fauzi"]}
        assert (entry.by, entry.reason) == (kpm, "Sesuai akta")
        assert entry.at is not None

    def test_the_history_of_a_household_stands_on_its_page(
        self, as_kpm, village, household, verified
    ):
        url = at(village, "household_change", household.pk)
        typed = {
            "head_name": "Karto Utomo",
            "registered_on": household.registered_on,
            "version": household.version,
            "reason": "Nama lengkap menurut KK",
        }
        page = text_of(as_kpm.post(url, typed, follow=True))
        assert "Riwayat perubahan" in page
        assert "Nama lengkap menurut KK" in page
        assert "Karto → menjadi Karto Utomo" in page

    def test_what_waits_is_corrected_without_a_reason(
        self, as_kpm, village, child, kpm
    ):
        url = at(village, "child_change", child.pk)
        as_kpm.post(url, self.typed(child))
        child.refresh_from_db()
        assert child.name == "Ahmad Fauzi"

    def test_no_way_leads_past_the_reason(self, verified, kpm):
        with pytest.raises(actions.Implausible, match="alasan"):
            actions.correct_person(verified, by=kpm, name="Ahmad Fauzi")
        with pytest.raises(actions.AlreadyVerified):
            actions.delete_unverified(verified, by=kpm)
