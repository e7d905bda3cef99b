"""Two that are one count once: after a merge, and twice again after it is undone."""

from datetime import date

import pytest

from households import actions as register
from households.models import PossibleDouble
from scorecard import actions
from scorecard.checks import checks_of
from scorecard.explain import explain
from scorecard.models import HousePoint, Sketch, Snapshot, TargetQuarter
from scorecard.parity import differences
from scorecard.reading import scorecard_of
from tests.cast import make_child, make_household
from tests.scorecard.stories import (
    TODAY,
    TW1,
    TW2,
    family,
    make_final,
    quarter_of,
    save,
    visit,
)

pytestmark = pytest.mark.django_db
BORN, LATER = date(2024, 9, 5), date(2025, 1, 9)


@pytest.fixture
def twice(village):
    """One child under two rows: weighed in April under the one, in May under both."""
    one = family(village, BORN)
    one.name = "Ahmad"
    one.save(update_fields=["name", "name_key"])
    other = save(
        village, make_child, one.household, BORN, LATER, since=LATER, name="Achmad"
    )
    visit(village, one, date(2025, 4, 7), weighing="v")
    visit(village, one, date(2025, 5, 7), weighing="x")
    visit(village, other, date(2025, 5, 8), weighing="v")
    visit(village, other, date(2025, 6, 7), weighing="v")
    actions.drain()
    return one, other


def children(village, quarter):
    letters = TargetQuarter.objects.filter(village=village, year=2025)
    return letters.filter(number=quarter.number, kind="anak").count()


def weighed(village):
    figure = scorecard_of(village, TW2).figure("timbang")
    return figure.received, figure.due


@pytest.mark.parametrize(("may", "result"), [("pertama", (0, 1)), ("kedua", (1, 1))])
def test_the_survivor_counts_with_the_records_that_were_chosen(
    village, kpm, twice, may, result
):
    assert (children(village, TW2), weighed(village)) == (2, (0, 2))

    merge = register.merge(
        *twice, by=kpm, choices={"childrecord-2025-05-01": may}, today=TODAY
    )
    actions.drain()
    assert (children(village, TW2), weighed(village)) == (1, result)
    assert explain(twice[1], TW2, TW2.last_day) is not None  # as it was read before
    twice[1].refresh_from_db()
    assert explain(twice[1], TW2, TW2.last_day) is None

    register.unmerge(merge, by=kpm, today=TODAY)
    actions.drain()
    assert (children(village, TW2), weighed(village)) == (2, (0, 2))
    assert list(differences()) == []


def test_a_final_quarter_is_left_as_it_was_printed(village, kpm, admin_desa, twice):
    said = {"check_code": "ganda", "text": "Akan digabung bulan depan."}
    quarter_of(village, TW1).explanations.create(**said)
    make_final(village, TW1, by=admin_desa)
    before = list(TargetQuarter.objects.filter(number=1).order_by("pk").values())
    sealed = Snapshot.objects.get().sha256

    merge = register.merge(*twice, by=kpm, today=TODAY)
    actions.drain()
    register.unmerge(merge, by=kpm, today=TODAY)
    actions.drain()

    assert Snapshot.objects.get().sha256 == sealed
    assert Snapshot.objects.get().is_intact
    after = list(TargetQuarter.objects.filter(number=1).order_by("pk").values())
    assert after == before
    assert quarter_of(village, TW1).is_final
    assert list(differences()) == []


def test_the_checks_ask_the_pairs_of_the_list(village, kpm, twice):
    def found():
        checks = {one.code: one for one in checks_of(quarter_of(village, TW2))}
        return set(checks["ganda"].uuids) if "ganda" in checks else set()

    assert found() == {str(one.uuid) for one in twice}
    register.find_doubles(village)
    pair = PossibleDouble.objects.get()
    register.tell_apart(pair, by=kpm, reason="kembar")
    assert found() == set()


def test_the_place_on_the_sketch_goes_along_and_comes_back(village, kpm):
    homes = [make_household(village, head_name="Karto") for _ in range(2)]
    sketch = Sketch.objects.create(dusun=homes[0].dusun)
    point = {"sketch": sketch, "number": 1, "x": 10, "y": 10}
    HousePoint.objects.create(household=homes[1], **point)

    merge = register.merge(*homes, by=kpm, today=TODAY)
    assert HousePoint.objects.get().household == homes[0]

    register.unmerge(merge, by=kpm, today=TODAY)
    assert HousePoint.objects.get().household == homes[1]
