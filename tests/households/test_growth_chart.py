import gzip
from datetime import date, timedelta
from decimal import Decimal

import pytest

from households.growth import Measurement, grow
from households.growth_chart import BOTTOM, LEFT, RIGHT, TOP, Index, Measured, chart
from households.standards import Standard, by_day

D = Decimal
BORN = date(2024, 1, 10)


def seen(days, kg="8", cm="70", sex="L", position="telentang"):
    growth = grow(Measurement(sex, days, D(kg), D(cm), position))
    return Measured(BORN + timedelta(days=days), days, D(kg), growth)


@pytest.mark.parametrize("index", list(Index))
@pytest.mark.parametrize("days", [200, 900])
def test_seven_curves_never_cross_and_stay_in_the_plot(index, days):
    drawn = chart(index, "P", [seen(days, "10", "80", "P")])

    assert [curve.name for curve in drawn.curves] == [
        *("−3", "−2", "−1", "0", "+1", "+2", "+3")
    ]
    assert [curve.style for curve in drawn.curves] == [3, 2, 1, 0, 1, 2, 3]
    ends = [curve.ends_at for curve in drawn.curves]
    assert ends == sorted(ends, reverse=True)
    assert len(set(ends)) == 7
    for curve in drawn.curves:
        for x, y in (point for run in curve.runs for point in run):
            assert LEFT <= x <= RIGHT
            assert TOP <= y <= BOTTOM


def test_the_middle_curve_passes_through_the_median():
    median = by_day(Standard.LENGTH_FOR_AGE, "L", 365).median
    drawn = chart(Index.LENGTH, "L", [seen(365, cm=str(median))])

    (point,) = drawn.points
    middle = next(curve for curve in drawn.curves if curve.score == 0)
    nearest = min(middle.runs[0], key=lambda at: abs(at[0] - point.x))

    assert abs(nearest[1] - point.y) <= 3
    assert point.score == 0


def test_under_two_the_chart_ends_at_24_months():
    drawn = chart(Index.LENGTH, "L", [seen(730, cm="85")])

    assert drawn.columns[-1].label == "24"
    assert drawn.step_at is None
    assert [len(curve.runs) for curve in drawn.curves] == [1] * 7


def test_from_day_731_it_reaches_60_months_and_shows_where_standing_begins():
    lying = seen(700, "11", "85")
    drawn = chart(Index.LENGTH, "L", [lying, seen(731, "11", "85", position="berdiri")])

    assert drawn.columns[-1].label == "60"
    assert drawn.columns[-1].at == RIGHT
    assert drawn.points[0].x < drawn.step_at <= drawn.points[1].x
    # The curve steps down there by what a standing child is shorter.
    before, after = drawn.curves[3].runs
    assert after[0][1] > before[-1][1]


def test_weight_for_age_has_no_step():
    drawn = chart(Index.WEIGHT, "L", [seen(800, "11", "85")])

    assert drawn.step_at is None
    assert [len(curve.runs) for curve in drawn.curves] == [1] * 7


def test_a_lying_child_over_two_is_drawn_as_it_would_stand():
    drawn = chart(Index.LENGTH, "L", [seen(800, "11", "85", position="telentang")])

    assert drawn.last.value == D("84.3")


def test_weight_for_length_shows_only_how_the_child_is_measured_now():
    both = [seen(700, "11", "85"), seen(800, "11.5", "86", position="berdiri")]

    assert len(chart(Index.WEIGHT_FOR_LENGTH, "L", both[:1]).points) == 1
    assert len(chart(Index.WEIGHT_FOR_LENGTH, "L", both).points) == 1
    assert chart(Index.WEIGHT_FOR_LENGTH, "L", both).columns[0].label == ""
    assert chart(Index.WEIGHT_FOR_LENGTH, "L", both[:1]).scale == "panjang/tinggi (cm)"


def test_bmi_is_kg_by_square_metre():
    drawn = chart(Index.BMI, "L", [seen(365, "9", "75")])

    assert drawn.last.value == 16
    assert drawn.scale == "umur (bulan)"
    assert (drawn.index.unit, drawn.index.label) == ("kg/m²", "IMT menurut umur")


def test_what_lies_below_minus_two_or_is_flagged_is_marked():
    stunted, flagged = seen(365, "8", "68"), seen(395, "78", "75")

    points = chart(Index.WEIGHT, "L", [stunted, flagged]).points
    lengths = chart(Index.LENGTH, "L", [stunted]).points

    assert [one.is_flagged for one in points] == [False, True]
    assert points[1].y == TOP  # held inside the plot
    assert lengths[0].is_low


def test_the_line_joins_what_stands_and_leaves_out_what_is_to_be_repeated():
    one, other = seen(200), seen(230, "8.2", "71")
    slip = seen(260, "78", "72")

    assert chart(Index.WEIGHT, "L", [one]).line == ""
    joined = chart(Index.WEIGHT, "L", [one, other])
    assert joined.line.startswith(f"M{joined.points[0].x} {joined.points[0].y}l")
    assert chart(Index.WEIGHT, "L", [one, other, slip]).line == joined.line


def test_half_a_year_without_a_measure_parts_the_line():
    kgs = {10: "3.6", 210: "8", 411: "9.8", 440: "10"}
    measured = [seen(days, kg) for days, kg in kgs.items()]

    drawn = chart(Index.WEIGHT, "L", measured)

    assert [len(run) for run in drawn.lines] == [2, 2]
    assert drawn.line.count("M") == 2


def test_five_years_of_points_are_drawn_smaller():
    assert chart(Index.LENGTH, "L", [seen(900, "12", "86")]).is_crowded
    assert not chart(Index.LENGTH, "L", [seen(300)]).is_crowded
    assert not chart(Index.WEIGHT_FOR_LENGTH, "L", [seen(900, "12", "86")]).is_crowded


def test_what_has_no_score_is_not_drawn():
    too_old = Measured(BORN, 1900, D(18), grow(Measurement("L", 1900, D(18), D(108))))

    empty = chart(Index.LENGTH, "L", [too_old])

    assert empty.points == ()
    assert empty.last is None
    assert empty.columns[-1].label == "24"


@pytest.mark.parametrize("index", list(Index))
def test_the_curves_of_a_chart_pack_into_a_kilobyte(index):
    drawn = chart(index, "L", [seen(900, "12", "86")])

    assert len(gzip.compress("".join(c.path for c in drawn.curves).encode())) < 1024
