import pytest

from tests.scorecard import worked_targets as worked
from tests.scorecard.readings import READINGS

pytestmark = pytest.mark.parametrize("read", READINGS)
EVERY = [pytest.param(target, id=target.key) for target in worked.TARGETS]
RUNNING = [pytest.param(t, id=t.key) for t in worked.TARGETS if t.mid]


def judge(read, as_of):
    return read(worked.worked_book(), worked.YEAR, worked.QUARTER, as_of=as_of)


def differences(found, target, *, mid=False):
    """Only what differs, with the reason for what was expected."""
    reasons = target.reasons(mid=mid)
    return {
        code: f"{found.get(code)} instead of {letter}: {reasons[code]}"
        for code, letter in target.letters(mid=mid).items()
        if found.get(code) != letter
    }


@pytest.mark.parametrize("target", EVERY)
def test_a_target_worked_by_hand_has_its_letters(read, target):
    found = judge(read, worked.END)["letters"][(target.kind, target.key)]
    assert not differences(found, target), target.story
    assert set(found) == set(target.letters())


@pytest.mark.parametrize("target", RUNNING)
def test_a_target_worked_by_hand_has_its_letters_while_the_quarter_runs(read, target):
    found = judge(read, worked.MID)["letters"][(target.kind, target.key)]
    assert not differences(found, target, mid=True), target.story


def test_nobody_else_has_letters(read):
    letters = judge(read, worked.END)["letters"]
    assert set(letters) == set(worked.expected_letters())
    assert not set(letters) & set(worked.NOT_COUNTED)


def test_the_figures_beside_the_letters_are_those_counted_by_hand(read):
    found = judge(read, worked.END)
    found |= {
        code: found["indicators"][code] for code in ("paud", "konseling_anak_laki")
    }
    assert {key: found[key] for key in worked.EXPECTED_END} == worked.EXPECTED_END


def test_the_village_is_the_sum_of_the_letters_worked_by_hand(read):
    letters = [
        letter
        for own in worked.expected_letters().values()
        for letter in own.values()
        if letter != "TS"
    ]
    village = judge(read, worked.END)["village"]
    assert (village["received"], village["due"]) == (letters.count("Y"), len(letters))


def test_the_published_example_gives_the_published_figures(read):
    found = read(
        worked.published_example(), worked.PUBLISHED_YEAR, worked.PUBLISHED_QUARTER
    )
    figures = {
        code: (found["indicators"][code]["received"], found["indicators"][code]["due"])
        for code in worked.PUBLISHED
    }
    assert figures == worked.PUBLISHED
    assert found["groups"]["ibu_hamil"] == worked.PUBLISHED_GROUP
    assert found["population"]["ibu_hamil"] == 34
    assert found["population"]["kek_resti"] == 2
