"""The search: by sound, by number, of one village, and never in an address."""

from datetime import timedelta

import pytest

from households import actions
from households.ages import add_months
from households.models import Household, Person, Pregnancy
from households.names import name_key
from households.search import PAGE, find
from tests.cast import make_child, make_household, make_person
from tests.households.pages import at, queries_of, text_of

pytestmark = pytest.mark.django_db
NIK, KK = "3307051203200001", "3307052001123456"


def search(client, village, words, **more):
    return client.post(at(village, "search"), {"words": words, **more})


def titles(page):
    return [line["title"] for line in page.context["lines"]]


@pytest.mark.parametrize("words", ["ahmad", "Achmad", "AKHMAT", "ahm"])
def test_a_name_is_found_in_any_spelling(as_kpm, village, child, words):
    assert titles(search(as_kpm, village, words)) == ["Ahmad"]


def test_it_says_who_somebody_is(as_kpm, village, child, pregnancy):
    page = text_of(search(as_kpm, village, "sitti"))
    assert "Siti Aminah ibu hamil" in page
    assert "Keluarga Karto, Dusun Krajan" in page
    assert "anak 8 bulan" in text_of(search(as_kpm, village, "ahmad"))
    assert "kepala keluarga" in text_of(search(as_kpm, village, "karto"))


def test_who_left_is_found_with_the_reason(as_kpm, village, child, today):
    Person.objects.filter(pk=child.pk).update(exited_on=today, exit_reason="pindah")
    assert "pindah" in text_of(search(as_kpm, village, "ahmad"))


def test_of_two_that_were_merged_the_survivor_is_found(as_kpm, village, kpm, child):
    double = make_child(child.household, child.born_on, name="Achmad")
    actions.merge(child, double, by=kpm)
    assert titles(search(as_kpm, village, "achmad")) == ["Ahmad"]


@pytest.mark.parametrize("number", [NIK, "3307 0512 0320 0001", KK, "KIA-17", "kia-17"])
def test_a_number_is_found_exactly(as_kpm, village, child, number):
    Person.objects.filter(pk=child.pk).update(nik=NIK, kia_number="KIA-17")
    Household.objects.filter(pk=child.household_id).update(kk_number=KK)
    assert len(titles(search(as_kpm, village, number))) == 1


def test_a_number_with_one_other_digit_is_not(as_kpm, village, child):
    Person.objects.filter(pk=child.pk).update(nik=NIK, kia_number="KIA-17")
    for number in (NIK[:-1] + "9", "KIA-1"):
        assert titles(search(as_kpm, village, number)) == []


def test_a_mother_is_found_by_the_number_of_her_kia_book(as_kpm, village, pregnancy):
    Pregnancy.objects.update(kia_number="KIA-9")
    assert titles(search(as_kpm, village, "KIA-9")) == ["Siti Aminah"]


@pytest.mark.parametrize("number", [NIK, KK])
def test_who_may_not_see_identity_finds_nobody_by_it(
    client, rds, village, child, number
):
    Person.objects.filter(pk=child.pk).update(nik=NIK)
    Household.objects.filter(pk=child.household_id).update(kk_number=KK)
    client.force_login(rds)
    page = search(client, village, number)
    assert titles(page) == []
    assert "tidak dapat dicari dengan akun ini" in text_of(page)


def test_the_neighbours_people_are_not_found(as_kpm, village, neighbour):
    make_child(make_household(neighbour), village.today(), name="Rahasia", nik=NIK)
    for words in ("rahasia", NIK):
        assert titles(search(as_kpm, village, words)) == []


def test_the_best_answer_comes_first(as_kpm, village, household):
    for name in ("Siti Rahmawati", "Sari Rahma", "Siti Rahma"):
        make_person(household, name=name)
    found = titles(search(as_kpm, village, "siti rahma"))
    assert found == ["Siti Rahma", "Siti Rahmawati"]


def test_pages_follow_each_other_by_a_mark_that_tells_nothing(
    as_kpm, village, household
):
    for number in range(2 * PAGE + 5):
        make_person(household, name=f"Siti {chr(97 + number % 26)}{number}")
    seen, after = [], ""
    while True:
        page = search(as_kpm, village, "siti", after=after)
        seen += titles(page)
        assert len(titles(page)) <= PAGE
        if not page.context["found"].has_more:
            break
        after = page.context["after"]
        assert "siti" not in after
    assert len(seen) == len(set(seen)) == 2 * PAGE + 5


def test_nobody_found_says_what_to_do(as_kpm, village):
    assert "Coba satu kata saja" in text_of(search(as_kpm, village, "Zzyx"))


def test_an_empty_search_shows_the_box(as_kpm, village):
    for page in (as_kpm.get(at(village, "search")), search(as_kpm, village, " ")):
        assert "Cari nama, NIK, nomor KK atau nomor KIA" in text_of(page)


def test_the_box_stands_on_the_list_and_a_link_on_the_tasks(as_kpm, village):
    for name in ("household_list", "task_list"):
        page = as_kpm.get(at(village, name)).content.decode()
        assert at(village, "search") in page


def test_two_and_two_hundred_cost_the_same(as_kpm, village, household):
    url = at(village, "search")
    for number in range(200):
        if number == 2:
            few = queries_of(as_kpm, url, {"words": "siti"})
        make_person(household, name=f"Siti {number}")
    assert queries_of(as_kpm, url, {"words": "siti"}) == few


# --- the key is there however the name was saved ---


def test_every_way_of_saving_keeps_the_key(village, kpm, household, child, today):
    woman = actions.register_pregnancy(
        household,
        by=kpm,
        name="Sitti",
        due_on=today + timedelta(days=90),
        registered_on=today,
    ).woman
    Person.objects.filter(pk=child.pk).update(name="Mochammad")
    home = actions.register_household(
        village,
        by=kpm,
        dusun=village.dusuns.first(),
        head_name="Soeharto",
        registered_on=today,
    )
    actions.correct_household(home, by=kpm, head_name="Djoko")
    actions.correct_person(woman, by=kpm, name="Sittie", reason="salah tulis")
    many = Person.objects.bulk_create(
        [Person(household=home, name="Fatimah", sex="P", registered_on=today)]
    )
    many[0].name = "Vatimah Jusuf"
    Person.objects.bulk_update(many, ["name"])
    assert_keys()


def test_the_key_is_right_after_merging_and_separating(village, kpm, child):
    double = make_child(child.household, child.born_on, name="Mohamad Achmad")
    merge = actions.merge(child, double, by=kpm, choices={"name": "kedua"})
    assert_keys()
    actions.unmerge(merge, by=kpm)
    assert_keys()


def assert_keys():
    people = list(Person.objects.values_list("name", "name_key"))
    homes = list(Household.objects.values_list("head_name", "name_key"))
    assert people
    assert [(name, key) for name, key in people + homes if key != name_key(name)] == []


def test_a_search_of_the_module_needs_no_page(village, child):
    found = find(village, "ahmad", sees_identity=False)
    assert [hit.pk for hit in found.hits] == [child.pk]
    born = add_months(village.today(), -8)
    assert Person.objects.get(pk=found.hits[0].pk).born_on == born
