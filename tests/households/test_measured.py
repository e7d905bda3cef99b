"""A child's growth as a story: what is compared, what is asked to be repeated."""

from datetime import date
from decimal import Decimal

import pytest

from households.growth_watch import Call, watch
from households.measured import (
    gain_of,
    gains_of,
    growth_of,
    growths_of,
    stories_of,
    story_of,
    village_stories,
)
from households.models import ChildRecord
from tests.cast import make_child, make_child_record, make_household, make_village

pytestmark = pytest.mark.django_db
D = Decimal
BORN = date(2026, 1, 10)
TODAY = date(2026, 8, 20)


@pytest.fixture
def household(village):
    return make_household(village, registered_on=date(2020, 1, 1))


@pytest.fixture
def child(household):
    return make_child(
        household,
        BORN,
        name="Ahmad",
        birth_weight_kg=D("3.1"),
        birth_length_cm=D("49.5"),
    )


def measured(child, day, kg=None, cm=None, **fields):
    fields.setdefault("position", "telentang" if cm else "")
    return make_child_record(
        child, day, weight_kg=kg and D(kg), height_cm=cm and D(cm), **fields
    )


def a_year(child):
    """Months of weighing; in the newest two the gain is too small."""
    measured(child, date(2026, 5, 14), "6.5", "62")
    measured(child, date(2026, 6, 15), "7.0", "64")
    measured(child, date(2026, 7, 14), "7.1")
    measured(child, date(2026, 8, 14), "7.1", "67.5")


def test_the_story_begins_with_the_birth(child):
    a_year(child)

    story = story_of(child, child.records.order_by("-month"))

    assert story.visits[0].record is None
    assert (story.visits[0].kg, story.visits[0].cm) == (D("3.1"), D("49.5"))
    assert [one.day.month for one in story.visits] == [1, 5, 6, 7, 8]
    assert story.newest[0] is story.last
    assert [one.gain.letter for one in story.visits] == ["", "", "N", "T", "T"]
    assert story.not_gained == 2
    assert story.last_weighed is story.last


def test_a_measure_is_told_as_it_was_read(child):
    measured(child, date(2026, 5, 14), "7.000", "62.50")

    last = story_of(child, ChildRecord.objects.all()).last

    assert (str(last.kg), str(last.cm)) == ("7", "62.5")


def test_a_visit_without_measures_is_no_part_of_it(child):
    record = measured(child, date(2026, 5, 14))

    story = story_of(child, [record])

    assert story.of(record) is None
    assert len(story.visits) == 1


def test_a_child_never_measured_has_an_empty_story(household):
    story = story_of(make_child(household, BORN), [])

    assert (story.last, story.last_weighed, story.scores_now) == (None, None, [])
    assert story.not_gained == 0


def test_birth_measures_that_cannot_be_are_left_out(household):
    child = make_child(household, BORN, birth_weight_kg=D("0.001"))

    assert story_of(child, []).visits == []


def test_the_scores_of_now_are_the_newest_of_each_index(child):
    a_year(child)
    measured(child, date(2026, 9, 14), "7.4")

    names = [name for name, _, _ in story_of(child, child.records.all()).scores_now]

    assert names == ["PB/U", "BB/U", "BB/PB", "IMT/U"]


def test_what_is_typed_is_compared_with_the_newest_earlier_weighing(
    child, django_assert_num_queries
):
    a_year(child)
    typed = {"visited_on": date(2026, 9, 14), "weight_kg": D("7.6"), "height_cm": None}
    typed |= {"position": "", "oedema": ""}

    with django_assert_num_queries(1):
        gain = gain_of(child, typed, growth_of(child, typed))

    assert (gain.letter, gain.grams, gain.since) == ("N", 500, date(2026, 8, 14))


def test_nothing_weighed_is_not_compared(child):
    typed = {"visited_on": TODAY, "weight_kg": None, "height_cm": D(66)}
    typed |= {"position": "", "oedema": ""}

    assert gain_of(child, typed, growth_of(child, typed)) is None


def test_all_children_of_a_village_are_reckoned_as_one_by_one(
    village, household, child
):
    a_year(child)
    other = make_child(household, date(2023, 6, 1), name="Budi", sex="P")
    measured(other, date(2026, 8, 14), "14.2", "96.5", position="berdiri")

    by_name = {one.child.name: one for one in village_stories(village, TODAY)}

    assert list(by_name) == ["Ahmad", "Budi"]
    for story in by_name.values():
        for visit in story.visits:
            if visit.record:
                assert visit.growth == growth_of(story.child, vars(visit.record))
    pairs = [(one.child, vars(one)) for one in ChildRecord.objects.order_by("pk")]
    assert growths_of(pairs) == [growth_of(*pair) for pair in pairs]


def test_a_correction_reaches_every_measurement(village, child):
    a_year(child)
    before = [one.growth.z_tbu for one in village_stories(village, TODAY)[0].visits]
    child.born_on = date(2025, 12, 10)
    child.save()

    after = [one.growth.z_tbu for one in village_stories(village, TODAY)[0].visits]

    assert all(b > a for b, a in zip(before[1:], after[1:], strict=True) if b and a)


@pytest.mark.parametrize("number", [2, 40])
def test_a_village_takes_two_queries_whatever_its_size(
    village, household, django_assert_num_queries, number
):
    for _ in range(number):
        measured(make_child(household, BORN), date(2026, 5, 14), "6.5", "62")

    with django_assert_num_queries(2):
        assert len(village_stories(village, TODAY)) == number


def test_who_left_lives_elsewhere_is_grown_or_unborn_is_not_watched(village, household):
    make_child(household, BORN, exited_on=date(2026, 3, 1), exit_reason="pindah")
    make_child(household, date(2021, 8, 20))
    make_child(household, date(2026, 8, 21), registered_on=date(2026, 8, 21))
    there = make_village("3307052002", "Lain", dusuns=["Wetan"])
    make_child(make_household(there), BORN)
    make_child(household, date(2021, 8, 21), name="Hampir lima")

    assert [one.child.name for one in village_stories(village, TODAY)] == [
        "Hampir lima"
    ]


def test_stories_of_nobody_are_none():
    assert stories_of([], []) == {}


def test_the_gains_of_a_posyandu_day_take_one_query(
    household, child, django_assert_num_queries
):
    a_year(child)
    others = [make_child(household, BORN) for _ in range(9)]
    for one in others:
        measured(one, date(2026, 7, 14), "6.5")
        measured(one, date(2026, 8, 14), "6.9")
    never = measured(make_child(household, BORN), date(2026, 8, 14), cm="66")
    august = ChildRecord.objects.filter(month=date(2026, 8, 1))
    august = list(august.select_related("child"))

    with django_assert_num_queries(1):
        found = gains_of([(record.child, record) for record in august])

    letters = [found[one.pk].letter for one in august if one.pk in found]
    assert sorted(letters) == ["N"] * 9 + ["T"]
    assert never.pk not in found


def test_nobody_weighed_takes_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert gains_of([]) == {}


# --- who is called -------------------------------------------------------------------


def called(village, day=TODAY, **chosen):
    groups = watch(village, day, **chosen)
    return [call for call, rows in groups.items() for _ in rows]


def test_a_flagged_measure_is_repeated_before_anything_else(village, child):
    a_year(child)
    measured(child, date(2026, 9, 14), "7.6", "98")

    assert called(village, date(2026, 9, 20)) == [Call.REPEAT]


def test_two_small_gains_in_a_row_are_referred_while_they_are_new(village, child):
    a_year(child)

    assert called(village) == [Call.REFER]
    assert called(village, date(2026, 10, 1)) != [Call.REFER]


@pytest.mark.parametrize(
    ("kg", "cm", "fields", "call"),
    [
        ("7.5", "66", {}, Call.WELL),
        ("7.0", "62.5", {}, Call.LOOK),  # pendek
        ("6.5", "59.5", {}, Call.ACT),  # sangat pendek
        ("7.5", "66", {"oedema": "v"}, Call.ACT),
    ],
)
def test_the_classes_decide_what_is_asked(village, household, kg, cm, fields, call):
    child = make_child(household, date(2026, 2, 14))
    measured(child, date(2026, 8, 14), kg, cm, **fields)

    assert called(village) == [call]


def test_who_was_never_measured_is_invited(village, household):
    make_child(household, BORN)

    assert called(village) == [Call.UNKNOWN]
    assert Call.UNKNOWN.advice == "Ajak ke posyandu."


def test_one_dusun_alone_can_be_watched(village, household, child):
    elsewhere = village.dusuns.exclude(pk=household.dusun_id).get()

    assert len(called(village, dusun=household.dusun_id)) == 1
    assert called(village, dusun=elsewhere.pk) == []
