from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villages.codes import WIB, WIT, WITA
from villages.quarters import (
    AsOfBeforeQuarter,
    InvalidQuarter,
    QuarterNotBegun,
    Triwulan,
    as_of,
)

TW2 = Triwulan(2026, 2)


def test_a_quarter_knows_its_days_and_names():
    assert TW2.first_day == date(2026, 4, 1)
    assert TW2.last_day == date(2026, 6, 30)
    assert TW2.months == (date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1))
    assert (TW2.label, str(TW2), TW2.key) == ("TW2 2026", "TW2 2026", "2026-2")
    assert Triwulan(2026, 1).last_day == date(2026, 3, 31)
    assert Triwulan(2026, 4).months[2] == date(2026, 12, 1)


@given(st.dates(date(1900, 1, 1), date(9998, 12, 31)))
def test_every_day_lies_in_exactly_the_quarter_of_it(day):
    quarter = Triwulan.of(day)
    assert day in quarter
    assert day.replace(day=1) in quarter.months
    assert Triwulan.parse(quarter.key) == quarter


def test_the_days_around_a_quarter_lie_outside():
    assert TW2.first_day - timedelta(days=1) not in TW2
    assert TW2.last_day + timedelta(days=1) not in TW2


@pytest.mark.parametrize("text", ["", "2026", "2026-0", "2026-5", "26-1", "2026-2x"])
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(InvalidQuarter, match="misalnya 2026-2"):
        Triwulan.parse(text)


@pytest.mark.parametrize("pair", [(2026, 0), (2026, 5), (1899, 1), (9999, 1)])
def test_a_quarter_out_of_range_cannot_be_made(pair):
    with pytest.raises(InvalidQuarter):
        Triwulan(*pair)


def test_neighbours_cross_the_year():
    assert Triwulan(2026, 4).next == Triwulan(2027, 1)
    assert Triwulan(2027, 1).previous == Triwulan(2026, 4)
    assert TW2.shift(-7) == Triwulan(2024, 3)
    assert Triwulan(2026, 4) < Triwulan(2027, 1)


def test_a_span_of_quarters_includes_both_ends():
    assert Triwulan(2025, 4).through(TW2) == (
        Triwulan(2025, 4),
        Triwulan(2026, 1),
        TW2,
    )
    assert TW2.through(TW2) == (TW2,)
    assert TW2.through(Triwulan(2025, 4)) == ()


@pytest.mark.parametrize(
    ("zone", "utc_hour"),
    [(WIB, 16), (WITA, 15), (WIT, 14)],
)
def test_the_deadline_is_the_last_minute_in_the_village_s_zone(zone, utc_hour):
    assert TW2.deadline(zone) == datetime(2026, 6, 30, utc_hour, 59, tzinfo=UTC)


def test_an_entry_is_late_from_midnight_on():
    assert not TW2.is_late(datetime(2026, 6, 30, 23, 59, 59, tzinfo=WIB), WIB)
    assert TW2.is_late(datetime(2026, 7, 1, 0, 0, tzinfo=WIB), WIB)
    assert not TW2.is_late(datetime(2026, 7, 1, 0, 0, tzinfo=WIT), WIB)


@pytest.mark.parametrize(
    ("today", "asked", "expected"),
    [
        (date(2026, 5, 10), None, date(2026, 5, 10)),
        (date(2026, 4, 1), None, date(2026, 4, 1)),
        (date(2026, 9, 1), None, date(2026, 6, 30)),
        (date(2026, 5, 10), date(2026, 6, 1), date(2026, 5, 10)),  # after today
        (date(2026, 9, 1), date(2026, 8, 1), date(2026, 6, 30)),  # after the end
        (date(2026, 9, 1), date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 9, 1), date(2026, 5, 5), date(2026, 5, 5)),
    ],
)
def test_the_as_of_date_is_capped_to_today_and_the_quarter_s_end(
    today, asked, expected
):
    assert as_of(TW2, today, asked) == expected


def test_a_quarter_not_begun_has_no_as_of_date():
    with pytest.raises(QuarterNotBegun, match="mulai 1 April 2026"):
        as_of(TW2, date(2026, 3, 31))
    with pytest.raises(QuarterNotBegun):
        as_of(TW2, date(2026, 3, 31), date(2026, 5, 1))


def test_an_as_of_date_before_the_quarter_is_refused():
    with pytest.raises(AsOfBeforeQuarter, match="31 Maret 2026 terletak sebelum TW2"):
        as_of(TW2, date(2026, 5, 10), date(2026, 3, 31))
