"""Formulir 1 beside the year before: numbers and words."""

from scorecard.comparison import Change, by_dusun, changes


def test_a_change_is_said_in_words():
    said = [Change(now, before).words for now, before in ((5, 3), (2, 3), (4, 4))]

    assert said == ["naik 2", "turun 1", "tetap"]


def test_without_a_year_before_a_count_is_new():
    one = Change(4, None)

    assert (one.difference, one.words) == (None, "baru")


def test_a_count_that_did_not_exist_a_year_ago_was_none():
    assert changes({"a": 3}, {})["a"] == Change(3, 0)


def test_without_a_year_before_nothing_is_compared():
    assert changes({"a": 3}, None)["a"] == Change(3, None)


def test_a_dusun_is_known_again_by_its_name():
    now = [{"dusun": "Krajan", "anak": 3}, {"dusun": "Baru", "anak": 1}]
    before = [{"dusun": "Lama", "anak": 2}, {"dusun": "Krajan", "anak": 4}]

    assert by_dusun(now, before) == [
        ("Krajan", {"anak": Change(3, 4)}),
        ("Baru", {"anak": Change(1, None)}),
        ("Lama (dahulu)", {"anak": Change(0, 2)}),
    ]
