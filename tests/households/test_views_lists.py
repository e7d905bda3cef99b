from datetime import timedelta
from uuid import uuid4

import pytest

from households.ages import add_months
from households.models import (
    Household,
    Person,
)
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_statement,
)
from tests.households.pages import (
    at,
    make_many,
    queries_of,
    text_of,
)
from villages.models import Posyandu

pytestmark = pytest.mark.django_db


class TestList:
    def test_two_and_two_hundred_cost_the_same(self, as_kpm, village):
        url = at(village, "household_list")
        make_many(village, 2)
        few = queries_of(as_kpm, url)
        make_many(village, 198)
        assert queries_of(as_kpm, url) == few

    def test_every_household_is_listed_once_and_no_address_holds_a_name(
        self, as_kpm, village
    ):
        for number in range(60):
            make_household(village, head_name=f"Kepala {number % 7}")
        seen, url = [], at(village, "household_list")
        while url:
            page = as_kpm.get(url)
            seen += [household.pk for household in page.context["households"]]
            key = page.context["following"]
            url = f"{at(village, 'household_list')}?setelah={key}" if key else None
            assert "Kepala" not in (url or "")
        assert len(seen) == len(set(seen)) == 60

    def test_the_register_is_not_called_the_thousand_days(self, as_kpm, village):
        make_household(village)  # neither a pregnancy nor a child under two
        page = as_kpm.get(at(village, "household_list")).text
        assert "1 rumah tangga terdaftar" in page
        assert "rumah tangga 1.000 HPK" not in page

    def test_numbers_are_masked(self, as_kpm, village):
        make_household(village, kk_number="3307052001123456")
        page = as_kpm.get(at(village, "household_list")).content.decode()
        assert "3307052001123456" not in page
        assert "3307••••••••3456" in page


class TestAccess:
    def test_rds_reads_names_and_no_numbers(self, client, rds, village, child):
        Person.objects.filter(pk=child.pk).update(nik="3307051203200001")
        Household.objects.update(kk_number="3307052001123456")
        client.force_login(rds)
        for url in (
            at(village, "child", child.pk),
            at(village, "household", child.household_id),
            at(village, "household_list"),
        ):
            page = client.get(url).content.decode()
            assert "Karto" in page or "Ahmad" in page
            assert "3307051203200001" not in page
            assert "Nomor KK" not in page

    def test_rds_changes_nothing(self, client, rds, village, child, month):
        client.force_login(rds)
        for url in (
            at(village, "child_month", child.pk, month),
            at(village, "household_add"),
            at(village, "child_change", child.pk),
            at(village, "posyandu_day"),
            at(village, "verification"),
        ):
            assert client.get(url).status_code == 403

    def test_a_child_of_the_neighbour_is_not_found(self, as_kpm, village, neighbour):
        child = make_child(make_household(neighbour), add_months(village.today(), -3))
        month = village.today().replace(day=1)
        for name, *args in (
            ("child", child.pk),
            ("child_month", child.pk, month),
            ("child_change", child.pk),
            ("child_fact", child.pk, "akta_lahir"),
            ("household", child.household_id),
            ("child_paud", child.pk, month.year),
        ):
            assert as_kpm.get(at(village, name, *args)).status_code == 404
            assert as_kpm.get(at(neighbour, name, *args)).status_code == 404

    def test_the_uuid_of_a_neighbour_opens_nothing(self, as_kpm, village, neighbour):
        theirs = make_household(neighbour)
        values = {
            "uuid": theirs.uuid,
            "head_name": "Karto",
            "dusun": village.dusuns.first().pk,
            "registered_on": village.today(),
        }
        response = as_kpm.post(at(village, "household_add"), values)
        assert str(theirs.pk) not in response.headers.get("Location", "").split("/")
        assert village.households.count() <= 1

    def test_a_dusun_of_the_neighbour_cannot_be_chosen(
        self, as_kpm, village, neighbour
    ):
        values = {
            "uuid": uuid4(),
            "head_name": "Karto",
            "dusun": neighbour.dusuns.first().pk,
            "registered_on": village.today(),
        }
        as_kpm.post(at(village, "household_add"), values)
        assert not Household.objects.exists()


class TestFacts:
    def test_a_change_holds_from_its_day(self, as_kpm, village, household, today):
        url = at(village, "household_fact", household.pk, "jamban_layak")
        data = {"value": "v", "on": today - timedelta(days=3), "uuid": uuid4()}
        page = as_kpm.post(url, data, follow=True)
        assert "Jamban layak ya sejak" in text_of(page)

    def test_a_change_made_meanwhile_is_shown_and_stays(
        self, as_kpm, village, household, today
    ):
        make_statement(household, "jamban_layak", today, "x")
        url = at(village, "household_fact", household.pk, "jamban_layak")
        data = {"value": "v", "on": today, "uuid": uuid4()}
        page = as_kpm.post(url, data)
        assert page.status_code == 409
        assert "Punya jamban yang layak? ya tidak" in text_of(page)
        assert household.statements.get().value == "x"
        version = page.context["form"]["version"].value()
        as_kpm.post(url, {**data, "version": version})
        assert household.statements.get().value == "v"

    def test_a_column_of_somebody_else_is_not_there(self, as_kpm, village, household):
        url = at(village, "household_fact", household.pk, "akta_lahir")
        assert as_kpm.get(url).status_code == 404

    def test_a_change_before_the_registration_is_refused_at_its_field(
        self, as_kpm, village, household
    ):
        url = at(village, "household_fact", household.pk, "jamban_layak")
        day = household.registered_on - timedelta(days=1)
        page = as_kpm.post(url, {"value": "v", "on": day, "uuid": uuid4()})
        assert "mendahului tanggal daftar" in str(page.context["form"]["on"].errors)

    def test_a_posyandu_can_be_chosen_and_left(self, as_kpm, village, child, today):
        posyandu = Posyandu.objects.create(village=village, name="Melati")
        url = at(village, "child_fact", child.pk, "posyandu")
        for chosen, words in ((posyandu.pk, "Posyandu Melati"), ("", "belum dipilih")):
            data = {"posyandu": chosen, "on": today, "uuid": uuid4()}
            assert words in text_of(as_kpm.post(url, data, follow=True))

    def test_a_household_moves_to_another_dusun(
        self, as_kpm, village, household, today
    ):
        data = {"dusun": village.dusuns.last().pk, "on": today, "uuid": uuid4()}
        as_kpm.post(at(village, "household_move", household.pk), data)
        household.refresh_from_db()
        assert household.dusun == village.dusuns.last()


class TestVerification:
    def test_many_are_verified_at_once(self, client, admin_desa, village, child):
        client.force_login(admin_desa)
        url = at(village, "verification")
        assert "2 menunggu" in text_of(client.get(url))
        data = {"rt": [child.household_id], "anak": [child.pk]}
        page = client.post(url, data, follow=True)
        assert "2 data diverifikasi." in text_of(page)
        child.refresh_from_db()
        assert child.verified_by == admin_desa

    def test_rows_of_the_neighbour_are_left_alone(
        self, client, admin_desa, village, neighbour
    ):
        theirs = make_household(neighbour)
        client.force_login(admin_desa)
        client.post(at(village, "verification"), {"rt": [theirs.pk, "x"]})
        theirs.refresh_from_db()
        assert theirs.verified_at is None

    def test_two_and_two_hundred_cost_the_same(self, client, admin_desa, village):
        client.force_login(admin_desa)
        url = at(village, "verification")
        make_many(village, 2)
        few = queries_of(client, url)
        make_many(village, 198)
        assert queries_of(client, url) == few


def test_a_person_page_costs_the_same_for_two_and_for_twenty_months(
    as_kpm, village, child, today
):
    url = at(village, "child", child.pk)
    make_child_record(child, today, weight_kg="8")
    make_child_record(child, add_months(today, -1), weight_kg="7.8")
    few = queries_of(as_kpm, url)
    for back in range(2, 8):
        make_child_record(child, add_months(today, -back), weight_kg="7")
    assert queries_of(as_kpm, url) == few
