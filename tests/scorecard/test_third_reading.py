from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scorecard import third_reading
from tests.scorecard.readings import QUICK
from tests.scorecard.third_dates import QuarterRefused, completed_months
from tests.scorecard.village_checks import (
    in_random_villages,
    known_on,
    last_day_judged,
    patient,
    problems,
)
from tests.scorecard.villages_at_random import cases, empty_book, joined
from tests.scorecard.villages_served import fully_served, unvisited

of_every_reading = pytest.mark.parametrize("read", QUICK)
ROWS_OF_TABEL_3 = 19


def judge(read, case, book=None):
    book = case.book if book is None else book
    return read(book, case.year, case.quarter, as_of=case.as_of)


def summed(figures):
    figures = list(figures)
    return (
        sum(figure["received"] for figure in figures),
        sum(figure["due"] for figure in figures),
    )


def in_convergence(found):
    return [
        figure
        for code, figure in found["indicators"].items()
        if code not in ("paud", "konseling_anak_laki")
    ]


@of_every_reading
@in_random_villages
def test_fully_served_targets_reach_one_hundred_percent(read, case):
    book = fully_served(case.book, case.year, case.quarter, case.as_of)
    found = judge(read, case, book)
    for key, letters in found["letters"].items():
        missed = [code for code, letter in letters.items() if letter == "T"]
        assert not missed, key
    for figure in found["indicators"].values():
        assert figure["received"] == figure["due"]
    assert found["village"]["percent"] in (None, "100.00")
    assert found["paud_unmarked"] == 0


@of_every_reading
@in_random_villages
def test_received_never_exceeds_due(read, case):
    found = judge(read, case)
    parts = [*found["indicators"].values(), *found["groups"].values()]
    parts += [*found["dusun"].values(), *found["posyandu"].values(), found["village"]]
    for figure in parts:
        assert 0 <= figure["received"] <= figure["due"]
    assert len(found["indicators"]) == ROWS_OF_TABEL_3 + 1


@of_every_reading
@in_random_villages
def test_percent_is_half_up_and_nothing_due_has_none(read, case):
    found = judge(read, case)
    for figure in (*found["groups"].values(), found["village"]):
        if figure["due"] == 0:
            assert figure["percent"] is None
            continue
        share = Decimal(100 * figure["received"]) / figure["due"]
        rounded = share.quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert figure["percent"] == str(rounded)


@of_every_reading
@patient
@given(pair=cases(prefixes=("p", "q")))
def test_unrelated_people_change_nothing_and_figures_add_up(read, pair):
    one, other = (judge(read, case) for case in pair)
    both = judge(read, pair[0], joined(*(case.book for case in pair)))
    assert both["letters"] == one["letters"] | other["letters"]
    for key in ("households", "unvisited", "paud_unmarked"):
        assert both[key] == one[key] + other[key]
    for key in ("population", "tikar"):
        for name, number in both[key].items():
            assert number == one[key][name] + other[key][name]
    for code, figure in both["indicators"].items():
        alone = [found["indicators"][code] for found in (one, other)]
        assert (figure["received"], figure["due"]) == summed(alone)


@of_every_reading
@in_random_villages
def test_a_new_member_without_a_record_changes_nobody_else(read, case):
    before = judge(read, case)["letters"]
    day = last_day_judged(case)
    newcomers = [
        {
            "id_anak": f"baru-{home['id_rt']}",
            "id_rt": home["id_rt"],
            "nama": "Anak baru",
            "jenis_kelamin": "P",
            "tanggal_lahir": day,
            "tanggal_daftar": max(day, home["tanggal_daftar"]),
        }
        for home in case.book["rumah_tangga"]
    ]
    book = case.book | {"anak": case.book["anak"] + newcomers}
    after = judge(read, case, book)["letters"]
    assert {key: after[key] for key in before} == before


@of_every_reading
@in_random_villages
def test_a_village_is_the_sum_of_its_parts(read, case):
    found = judge(read, case)
    village = (found["village"]["received"], found["village"]["due"])
    assert summed(found["dusun"].values()) == village
    assert summed(found["posyandu"].values()) == village
    assert summed(found["groups"].values()) == village
    assert summed(in_convergence(found)) == village
    letters = [mark for own in found["letters"].values() for mark in own.values()]
    assert (letters.count("Y"), len(letters) - letters.count("TS")) == village


@of_every_reading
@in_random_villages
def test_parts_without_anything_due_are_not_listed(read, case):
    found = judge(read, case)
    for figure in (*found["dusun"].values(), *found["posyandu"].values()):
        assert figure["due"] > 0


@of_every_reading
@in_random_villages
def test_what_is_dated_after_the_as_of_date_changes_nothing(read, case):
    past = known_on(case.book, last_day_judged(case))
    assert judge(read, case, past) == judge(read, case)


@of_every_reading
@in_random_villages
def test_the_order_of_rows_changes_nothing(read, case):
    turned = {sheet: rows[::-1] for sheet, rows in case.book.items()}
    assert judge(read, case, turned) == judge(read, case)


@of_every_reading
@in_random_villages
def test_a_target_never_visited_stays_and_scores_no_more_than_served(read, case):
    served = fully_served(case.book, case.year, case.quarter, case.as_of)
    best = judge(read, case, served)
    for key in sorted(best["letters"])[:3]:
        found = judge(read, case, unvisited(served, key))
        assert found["population"]["ibu_hamil"] == best["population"]["ibu_hamil"]
        assert found["population"]["anak"] == best["population"]["anak"]
        assert found["unvisited"] >= best["unvisited"]
        poor, rich = found["letters"][key], best["letters"][key]
        received = {code for code, letter in poor.items() if letter == "Y"}
        assert received <= {code for code, letter in rich.items() if letter == "Y"}


@of_every_reading
@in_random_villages
def test_the_counts_of_people_fit_together(read, case):
    found = judge(read, case)
    people = found["population"]
    mothers = [key for key in found["letters"] if key[0] == "ibu"]
    children = [key for key in found["letters"] if key[0] == "anak"]
    assert people["ibu_hamil"] == len(mothers)
    assert people["anak"] == len(children) == sum(found["tikar"].values())
    assert found["households"] <= len(mothers) + len(children)
    assert found["unvisited"] <= len(mothers) + len(children)
    assert people["kek_resti"] <= len(mothers)
    assert people["anak_gizi"] <= len(children)


@of_every_reading
@in_random_villages
def test_members_of_a_household_agree_about_water_and_latrine(read, case):
    letters = judge(read, case)["letters"]
    homes = {}
    for kind, sheet in (("ibu", "ibu_hamil"), ("anak", "anak")):
        for row in case.book[sheet]:
            own = letters.get((kind, row[f"id_{kind}"]))
            if own:
                pair = (own[f"air_{kind}"], own[f"jamban_{kind}"])
                homes.setdefault(row["id_rt"], set()).add(pair)
    assert all(len(pairs) == 1 for pairs in homes.values())


@of_every_reading
def test_a_village_with_nobody_works(read):
    found = read(empty_book(), 2024, 1)
    assert found["as_of"] == "2024-03-31"
    assert found["village"] == {"received": 0, "due": 0, "percent": None}
    assert found["groups"]["anak"]["percent"] is None
    assert (found["dusun"], found["posyandu"], found["letters"]) == ({}, {}, {})
    assert set(found["population"].values()) == {0}
    assert {figure["due"] for figure in found["indicators"].values()} == {0}


def test_the_as_of_date_is_capped_by_the_quarter_and_by_today():
    def as_of(given, today):
        found = third_reading.scorecard(
            empty_book(), 2024, 1, as_of=given, today=date.fromisoformat(today)
        )
        return found["as_of"]

    assert as_of(None, "2024-02-10") == "2024-02-10"
    assert as_of(None, "2024-05-10") == "2024-03-31"
    assert as_of(date(2024, 3, 1), "2024-02-10") == "2024-02-10"
    assert as_of(date(2024, 6, 1), "2024-05-10") == "2024-03-31"
    assert as_of(date(2024, 1, 1), "2024-05-10") == "2024-01-01"


def test_a_quarter_that_has_not_begun_is_refused():
    with pytest.raises(QuarterRefused):
        third_reading.scorecard(empty_book(), 2024, 1, today=date(2023, 12, 31))
    with pytest.raises(QuarterRefused):
        third_reading.scorecard(empty_book(), 2024, 1, as_of=date(2023, 12, 31))


@pytest.mark.parametrize(
    ("born", "day", "months"),
    [
        ("2023-12-31", "2024-02-29", 2),
        ("2023-12-31", "2024-02-28", 1),
        ("2023-01-31", "2023-02-28", 1),
        ("2024-02-29", "2025-02-28", 12),
        ("2024-02-29", "2026-02-27", 23),
        ("2024-01-15", "2024-01-15", 0),
        ("2022-03-31", "2024-03-30", 23),
    ],
)
def test_a_month_is_completed_on_the_day_or_a_shorter_months_last(born, day, months):
    found = completed_months(date.fromisoformat(born), date.fromisoformat(day))
    assert found == months


@given(born=st.dates(date(2015, 1, 1), date(2024, 1, 1)), days=st.integers(0, 2600))
def test_age_never_falls_and_grows_by_one(born, days):
    day = date.fromordinal(born.toordinal() + days)
    older = date.fromordinal(day.toordinal() + 1)
    growth = completed_months(born, older) - completed_months(born, day)
    assert growth in (0, 1)


@in_random_villages
def test_random_villages_have_no_problem_that_an_import_refuses(case):
    assert problems(case.book) == []


@in_random_villages
def test_served_villages_have_no_problem_that_an_import_refuses(case):
    served = fully_served(case.book, case.year, case.quarter, case.as_of)
    assert problems(served) == []
