"""Doubles on the pages: warned of, listed, told apart, merged and separated."""

from datetime import timedelta
from uuid import uuid4

import pytest

from households import actions
from households.ages import add_months
from households.models import (
    ChildRecord,
    Household,
    Merge,
    Person,
    PossibleDouble,
    Pregnancy,
)
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_person,
    make_pregnancy,
    make_statement,
)
from tests.households.pages import at, queries_of, text_of

pytestmark = pytest.mark.django_db
NIK = "3307051203200001"


@pytest.fixture
def double(household, child):
    """Ahmad a second time."""
    return make_child(household, child.born_on, name="Achmad")


@pytest.fixture
def pair(village, double):
    actions.find_doubles(village)
    return PossibleDouble.objects.get()


class TestWarning:
    def typed(self, village, **fields):
        day = village.today() - timedelta(days=20)
        first = {"name": "Ahmad", "sex": "L", "born_on": day, "uuid": uuid4()}
        return {**first, "registered_on": village.today(), **fields}

    def check(self, client, village, kind="anak", **fields):
        url = at(village, "doubles_check", kind)
        return client.post(url, self.typed(village, **fields))

    def add(self, client, village, household, **fields):
        url = at(village, "child_add", household.pk)
        return client.post(url, self.typed(village, **fields))

    def test_while_typing_whoever_is_there_is_shown(self, as_kpm, village, child):
        page = self.check(as_kpm, village, born_on=child.born_on, name="Achmad")
        words = "Ahmad , anak 8 bulan, Dusun Krajan: tanggal lahir sama, nama mirip"
        assert words in text_of(page)

    @pytest.mark.parametrize("typed", [{"name": ""}, {"born_on": "31/31"}, {"nik": 7}])
    def test_half_typed_fields_warn_of_nobody(self, as_kpm, village, child, typed):
        page = self.check(as_kpm, village, **typed)
        assert text_of(page) == ""

    def test_a_nik_of_another_village_says_no_name(self, as_kpm, village, neighbour):
        home = make_household(neighbour)
        make_child(home, village.today(), name="Rahasia", nik=NIK)
        page = text_of(self.check(as_kpm, village, nik=NIK))
        assert "NIK ini tercatat di desa lain, minta perpindahan." in page
        assert "Rahasia" not in page
        assert neighbour.name not in page

    def test_nothing_is_saved_before_it_is_acknowledged(
        self, as_kpm, village, household, child
    ):
        page = self.add(as_kpm, village, household, born_on=child.born_on)
        assert "Mungkin sudah terdaftar" in text_of(page)
        assert Person.objects.filter(is_child=True).count() == 1
        told = {"born_on": child.born_on, "not_double": child.uuid}
        assert self.add(as_kpm, village, household, **told).status_code == 302
        assert Person.objects.filter(is_child=True).count() == 2

    def test_who_was_not_shown_is_not_acknowledged(
        self, as_kpm, village, household, child
    ):
        told = {"born_on": child.born_on, "not_double": uuid4(), "confirmed": "on"}
        page = self.add(as_kpm, village, household, **told)
        assert page.status_code == 200
        assert 'value="Ahmad"' in page.content.decode()

    def test_the_same_mother_warns_whatever_the_name(self, as_kpm, village, household):
        mother = make_person(household, name="Siti")
        day = add_months(village.today(), -3)
        make_child(household, day, name="Zaki", mother=mother)
        page = self.check(as_kpm, village, born_on=day, mother=mother.pk)
        assert "ibu sama" in text_of(page)

    def test_a_woman_is_warned_of_by_her_nik(self, as_kpm, village, pregnancy):
        Person.objects.filter(pk=pregnancy.woman_id).update(nik=NIK)
        page = self.check(as_kpm, village, "ibu", nik=NIK, name="Sitti")
        assert "NIK sama" in text_of(page)

    def test_a_household_is_warned_of_by_card_and_head(self, as_kpm, village):
        make_household(village, head_name="Karto", kk_number=NIK, rt="01")
        dusun = village.dusuns.first().pk
        url = at(village, "doubles_check", "rumah-tangga")
        by_card = {"head_name": "Lain", "kk_number": NIK}
        by_head = {"head_name": "Kartho", "dusun": dusun, "rt": "01"}
        assert "nomor KK sama" in text_of(as_kpm.post(url, by_card))
        assert "kepala keluarga sama" in text_of(as_kpm.post(url, by_head))
        apart = {**by_head, "rt": "02"}
        assert text_of(as_kpm.post(url, apart)) == ""

    def test_a_correction_of_something_else_does_not_ask(
        self, as_kpm, village, child, double
    ):
        page = self.check(
            as_kpm, village, uuid=child.uuid, name="Ahmad", born_on=child.born_on
        )
        assert text_of(page) == ""

    def test_told_apart_once_is_not_asked_again(
        self, as_kpm, village, kpm, child, pair
    ):
        actions.tell_apart(pair, by=kpm, reason="kembar")
        page = self.check(
            as_kpm, village, uuid=child.uuid, name="Ahmadi", born_on=child.born_on
        )
        assert text_of(page) == ""

    def test_a_delivery_asks_for_a_newborn_registered_before(
        self, as_kpm, village, pregnancy, today
    ):
        woman = pregnancy.woman
        make_child(woman.household, today, name="Bayi", mother=woman)
        url = at(village, "pregnancy_deliver", pregnancy.pk)
        data = {"ended_on": today, "outcome": "lahir hidup", "version": 1}
        data |= {"bayi1-name": "Zaki", "bayi1-sex": "L"}
        assert "ibu sama" in text_of(as_kpm.post(url, data))


class TestList:
    def test_a_pair_leads_to_its_comparison(self, as_kpm, village, pair):
        page = as_kpm.get(at(village, "double_list"))
        assert "Tanggal lahir sama, nama mirip" in text_of(page)
        both = (pair.first_id, pair.second_id)
        assert at(village, "merge_preview", "orang", *both) in page.content.decode()

    def test_it_is_found_anew_on_demand(self, as_kpm, village, double):
        as_kpm.post(at(village, "double_list"))
        assert PossibleDouble.objects.count() == 1
        double.delete()
        as_kpm.post(at(village, "double_list"))
        assert PossibleDouble.objects.count() == 0

    def test_told_apart_needs_a_reason_and_stays(self, as_kpm, village, pair):
        url = at(village, "double_dismiss", pair.pk)
        assert "Tuliskan mengapa" in text_of(as_kpm.post(url, {"reason": " "}))
        as_kpm.post(url, {"reason": "kembar"})
        as_kpm.post(at(village, "double_list"))
        page = as_kpm.get(at(village, "double_list"))
        assert page.context["pairs"] == []
        assert "kembar" in text_of(page)

    def test_told_apart_by_mistake_is_asked_again(self, as_kpm, village, kpm, pair):
        actions.tell_apart(pair, by=kpm, reason="kembar")
        as_kpm.post(at(village, "double_dismiss", pair.pk), {"again": "1"})
        page = as_kpm.get(at(village, "double_list"))
        assert len(page.context["pairs"]) == 1

    def test_two_and_two_hundred_cost_the_same(self, as_kpm, village, household):
        url = at(village, "double_list")
        self.make_pairs(village, household, 2)
        few = queries_of(as_kpm, url)
        self.make_pairs(village, household, 198)
        assert queries_of(as_kpm, url) == few

    def make_pairs(self, village, household, number):
        for _ in range(number):
            day = village.today() - timedelta(days=Person.objects.count() + 1)
            for name in ("Ahmad", "Achmad"):
                make_child(household, day, registered_on=village.today(), name=name)
        actions.find_doubles(village)

    def test_the_neighbours_pair_is_not_found(self, as_kpm, neighbour, pair):
        assert as_kpm.get(at(neighbour, "double_list")).status_code == 404
        url = at(neighbour, "double_dismiss", pair.pk)
        assert as_kpm.get(url).status_code == 404


class TestMerging:
    def preview(self, client, village, one, other, kind="orang", **data):
        url = at(village, "merge_preview", kind, one.pk, other.pk)
        page = client.get(url)
        if not data:
            return page
        form = page.context["form"]
        posted = {name: form[name].value() or "" for name in form.fields}
        return client.post(url, posted | data)

    def test_the_preview_shows_both_sides_of_every_field(
        self, as_kpm, village, child, double
    ):
        make_statement(child, "akta_lahir", child.registered_on, "x", origin=0)
        make_statement(double, "akta_lahir", double.registered_on, "v", origin=0)
        month = child.born_on.replace(day=28)
        for one, kg in ((child, "4.1"), (double, "4.2")):
            make_child_record(one, month, weighing="v", weight_kg=kg)
        page = text_of(self.preview(as_kpm, village, child, double))
        for words in ("Achmad", "berat (kg): 4,1", "berat (kg): 4,2", "Akta lahir"):
            assert words in page
        assert "Sama pada keduanya" in page

    def test_merging_leads_to_the_survivor(self, as_kpm, village, child, double):
        response = self.preview(as_kpm, village, child, double, name="kedua")
        assert response.url == at(village, "child", child.pk)
        child.refresh_from_db()
        double.refresh_from_db()
        assert child.name == "Achmad"
        assert (double.merged_into, double.exit_reason) == (child, "digabung")

    def test_the_address_of_the_merged_shows_the_survivor(
        self, as_kpm, village, child, double, kpm
    ):
        actions.merge(child, double, by=kpm)
        page = as_kpm.get(at(village, "child", double.pk))
        assert page.context["child"] == child

    def test_pressing_twice_merges_once(self, as_kpm, village, child, double):
        form_uuid = uuid4()
        self.preview(as_kpm, village, child, double, uuid=form_uuid)
        url = at(village, "merge_preview", "orang", child.pk, double.pk)
        assert as_kpm.post(url, {"uuid": form_uuid}).status_code in (302, 404)
        assert Merge.objects.count() == 1

    def test_what_changed_since_the_preview_is_shown_first(
        self, as_kpm, village, child, double
    ):
        page = self.preview(as_kpm, village, child, double, seal="lama")
        assert page.status_code == 409
        assert "baru saja diubah orang lain" in text_of(page)
        assert not Merge.objects.exists()

    def test_women_merged_lead_to_their_two_pregnancies(
        self, as_kpm, village, household, pregnancy
    ):
        other = make_person(household, name="Sitti Aminah")
        twice = make_pregnancy(household, pregnancy.due_on, woman=other)
        response = self.preview(as_kpm, village, pregnancy.woman, other, note="sama")
        both = (pregnancy.pk, twice.pk)
        assert response.url == at(village, "merge_preview", "kehamilan", *both)

    def test_a_merged_household_leaves_the_list(self, as_kpm, village, household):
        other = make_household(village, head_name="Kartho")
        make_child(other, village.today(), name="Zaki")
        self.preview(as_kpm, village, household, other, "rumah-tangga", note="satu")
        page = as_kpm.get(at(village, "household_list"))
        assert [home.pk for home in page.context["households"]] == [household.pk]
        assert Person.objects.get(name="Zaki").household == household
        url = at(village, "household", other.pk)
        assert as_kpm.get(url).url == at(village, "household", household.pk)

    def test_two_open_pregnancies_of_two_women_say_what_to_do(
        self, as_kpm, village, household, pregnancy
    ):
        other = make_pregnancy(household, pregnancy.due_on)
        page = self.preview(as_kpm, village, pregnancy, other, "kehamilan", note="x")
        assert "Gabungkan dahulu kedua ibunya" in text_of(page)

    def test_the_neighbours_rows_are_not_merged(
        self, as_kpm, village, neighbour, child
    ):
        theirs = make_child(make_household(neighbour), child.born_on)
        url = at(village, "merge_preview", "orang", child.pk, theirs.pk)
        assert as_kpm.get(url).status_code == 404


class TestSeparating:
    @pytest.fixture
    def merge(self, kpm, child, double):
        return actions.merge(child, double, by=kpm)

    def test_the_journal_lists_it_and_takes_it_back(
        self, as_kpm, village, merge, double
    ):
        assert "Ahmad" in text_of(as_kpm.get(at(village, "merge_list")))
        as_kpm.post(at(village, "merge_undo", merge.pk))
        double.refresh_from_db()
        assert (double.merged_into, double.exit_reason) == (None, "")
        assert "dipisahkan lagi" in text_of(as_kpm.get(at(village, "merge_list")))

    @pytest.mark.parametrize(("choice", "owner"), [("pertama", 0), ("kedua", 1)])
    def test_what_came_later_goes_where_it_is_told(
        self, as_kpm, village, merge, child, double, choice, owner
    ):
        record = make_child_record(child, village.today(), weighing="v")
        url = at(village, "merge_undo", merge.pk)
        assert "Dicatat sesudah digabung (1)" in text_of(as_kpm.get(url))
        as_kpm.post(url, {f"childrecord-child-{record.pk}": choice})
        assert ChildRecord.objects.get().child == (child, double)[owner]

    def test_a_correction_since_the_merge_is_kept(self, kpm, merge, child):
        Person.objects.filter(pk=child.pk).update(name="Ahmad Fauzi")
        actions.unmerge(merge, by=kpm)
        child.refresh_from_db()
        assert child.name == "Ahmad Fauzi"

    def test_the_newer_of_two_merges_goes_first(
        self, as_kpm, village, kpm, merge, child, household
    ):
        third = make_child(household, child.born_on, name="Ahmat")
        newer = actions.merge(child, third, by=kpm)
        page = as_kpm.get(at(village, "merge_undo", merge.pk))
        assert "Pisahkan dahulu yang lebih baru" in text_of(page)
        with pytest.raises(actions.NotSeparable):
            actions.unmerge(merge, by=kpm)
        actions.unmerge(newer, by=kpm)
        actions.unmerge(merge, by=kpm)
        assert not Person.objects.filter(exit_reason="digabung").exists()

    def test_nobody_returns_a_merged_row_by_other_ways(
        self, as_kpm, village, kpm, merge, double
    ):
        double.refresh_from_db()
        for act in (
            lambda: actions.cancel_exit(double, by=kpm),
            lambda: actions.correct_person(double, by=kpm, name="Lain"),
        ):
            with pytest.raises(actions.Implausible, match="sudah digabung"):
                act()
        for row in (double, double.merged_into):
            with pytest.raises(actions.NotEmpty):
                actions.delete_unverified(row, by=kpm)

    def test_a_place_filled_since_keeps_the_newer(
        self, as_kpm, village, kpm, child, double
    ):
        day = village.today()
        mine = make_child_record(child, day, weighing="v")
        make_child_record(double, day, weighing="x")
        merge = actions.merge(child, double, by=kpm)
        ChildRecord.objects.all().delete()
        newer = make_child_record(double, day, weighing="v")
        as_kpm.post(at(village, "merge_undo", merge.pk))
        assert ChildRecord.objects.get() == newer
        assert mine.pk != newer.pk


def test_rds_merges_nothing(client, rds, village, pair):
    client.force_login(rds)
    for name, *args in (
        ("double_list",),
        ("double_dismiss", pair.pk),
        ("merge_preview", "orang", pair.first_id, pair.second_id),
        ("merge_list",),
    ):
        assert client.get(at(village, name, *args)).status_code == 403


def test_nothing_is_left_of_a_merge_refused(kpm, household, pregnancy):
    before = Pregnancy.objects.count(), Household.objects.count()
    with pytest.raises(actions.Implausible):
        actions.merge(pregnancy, make_pregnancy(household, pregnancy.due_on), by=kpm)
    assert (Pregnancy.objects.count() - 1, Household.objects.count()) == before
    assert not Merge.objects.exists()
