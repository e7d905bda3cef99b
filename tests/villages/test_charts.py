"""Geometry of the charts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villages.charts import (
    BAR_UNITS,
    PLOT_BOTTOM,
    PLOT_TOP,
    Moment,
    Share,
    bars,
    line,
    part,
    units,
)
from villages.quarters import Triwulan

percents = st.decimals(min_value=0, max_value=100, places=2)


def share(label, received, due):
    percent = Decimal(100 * received) / due if due else None
    return Share(label, percent, received, due)


def labels(chart):
    return [bar.share.label for bar in chart.bars]


def quarters(*figures):
    return [
        Moment(Triwulan(2025 + index // 4, index % 4 + 1), figure)
        for index, figure in enumerate(figures)
    ]


def test_widest_gap_stands_first():
    chart = bars([share("PAUD", 9, 10), share("GIZI", 3, 10), share("AIR", 10, 10)])
    assert labels(chart) == ["GIZI", "PAUD", "AIR"]


def test_of_equal_gaps_the_one_that_misses_more_services_stands_first():
    chart = bars([share("kecil", 1, 2), share("besar", 50, 100)])
    assert labels(chart) == ["besar", "kecil"]


def test_rows_without_anything_due_stand_last_and_have_no_bar():
    chart = bars([share("kosong", 0, 0), share("penuh", 5, 5)])
    assert labels(chart) == ["penuh", "kosong"]
    assert chart.bars[1].width == 0


def test_missing_is_what_was_due_and_not_received():
    assert bars([share("KIA", 214, 281)]).bars[0].missing == 67


def test_target_line_stands_only_where_a_target_was_set():
    assert bars([]).target_at is None
    assert bars([], target=Decimal(80)).target_at == 800


@given(percents)
def test_bar_grows_with_its_percent_and_stays_on_the_chart(percent):
    assert 0 <= units(percent) <= BAR_UNITS
    assert abs(units(percent) - percent * 10) <= Decimal("0.5")


@pytest.mark.parametrize("percent", ["-0.01", "100.01"])
def test_share_outside_nought_to_hundred_is_not_drawn(percent):
    with pytest.raises(ValueError, match="cannot be drawn"):
        units(Decimal(percent))


def test_progress_of_nothing_expected_is_empty():
    assert part(0, 0) == 0
    assert part(38, 60) == 633
    assert part(60, 60) == BAR_UNITS


def test_more_done_than_expected_is_not_drawn():
    with pytest.raises(ValueError, match="61 of 60"):
        part(61, 60)


def test_quarter_without_figure_breaks_the_line():
    chart = line(quarters(Decimal(40), Decimal(50), None, Decimal(60), Decimal(70)))
    assert len(chart.strokes) == 2
    assert chart.points[2].y is None
    assert all(stroke.startswith("M") for stroke in chart.strokes)


def test_single_figure_is_a_point_without_a_stroke():
    chart = line(quarters(Decimal(40)))
    assert chart.strokes == ()
    assert chart.points[0].shows_value


def test_chart_of_no_quarter_has_only_its_levels():
    chart = line([])
    assert (chart.points, chart.strokes) == ((), ())
    assert [level.percent for level in chart.levels] == [0, 50, 100]


def test_chart_of_quarters_without_any_figure_writes_no_value():
    chart = line(quarters(None, None))
    assert not any(point.shows_value for point in chart.points)


def test_first_and_last_figure_are_written_and_each_year_once():
    chart = line(quarters(None, Decimal(1), Decimal(2), None, Decimal(3), None))
    assert [p.shows_value for p in chart.points] == [0, 1, 0, 0, 1, 0]
    assert [p.shows_year for p in chart.points] == [1, 0, 0, 0, 1, 0]


def test_figure_near_the_top_is_written_below_its_point():
    low, high = line(quarters(Decimal(10), Decimal(100))).points
    assert low.value_y < low.y
    assert high.value_y > high.y


@given(st.lists(st.none() | percents, max_size=12))
def test_points_run_left_to_right_inside_the_plot(figures):
    chart = line(quarters(*figures))
    xs = [point.x for point in chart.points]
    assert xs == sorted(set(xs))
    assert all(chart.left <= x <= chart.right for x in xs)
    assert all(
        PLOT_TOP <= point.y <= PLOT_BOTTOM
        for point in chart.points
        if point.y is not None
    )
