"""Numbers, days, states and charts as pages write them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone

from villages.charts import Moment, Share
from villages.icons import ICONS
from villages.quarters import Triwulan
from villages.templatetags import kpm


def render(source, **context):
    return Template("{% load kpm %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ v|percent }}", Decimal("76.16"), "76,16 %"),
        ("{{ v|percent }}", None, "–"),
        ("{{ v|percent:0 }}", Decimal("76.5"), "77 %"),
        ("{{ v|whole }}", 1234, "1.234"),
        ("{{ v|whole }}", 0, "0"),
        ("{{ v|whole }}", None, "–"),
        ("{{ v|decimal }}", Decimal("7.8"), "7,8"),
        ("{{ v|decimal:2 }}", -2.31, "−2,31"),
        ("{{ v|decimal }}", "", "–"),
        ("{{ v|signed }}", Decimal("4.21"), "+4,2"),
        ("{{ v|signed }}", Decimal("-1"), "−1,0"),
        ("{{ v|points }}", Decimal("4.00"), "naik 4 poin"),
        ("{{ v|points }}", Decimal("-1.50"), "turun 1,5 poin"),
        ("{{ v|points }}", Decimal(20), "naik 20 poin"),
        ("{{ v|points }}", Decimal(0), "tetap"),
        ("{{ v|points }}", None, ""),
        ("{{ v|rupiah }}", 1250000, "Rp1.250.000"),
        ("{{ v|rupiah }}", None, "–"),
        ("{{ v|day }}", date(2026, 11, 21), "21 November 2026"),
        ("{{ v|day }}", None, "–"),
        ("{{ v|month }}", date(2026, 6, 1), "Juni 2026"),
        ("{{ v|clock }}", time(10, 42), "10.42"),
        ("{{ v|yes_no }}", "v", "ya"),
        ("{{ v|yes_no }}", "x", "tidak"),
        ("{{ v|yes_no }}", "", "belum ditanya"),
        ("{{ v|yes_no }}", None, "belum ditanya"),
        ("{{ v|masked }}", "", "–"),
    ],
)
def test_values_are_written_the_indonesian_way(source, value, shown):
    assert render(source, v=value) == shown


def test_instant_is_written_in_the_zone_that_is_active():
    late = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo("Asia/Jayapura")):
        assert render("{{ v|instant }}", v=late) == "22 November 2026, 01.30"
        assert render("{{ v|day }}", v=late) == "22 November 2026"


def test_list_never_shows_a_whole_nik():
    nik = "3307052111260001"
    assert nik not in render("{{ v|masked }}", v=nik)


@pytest.mark.parametrize("name", kpm.STATE_MARKS)
def test_every_state_has_a_word_and_a_shape_of_its_own(name):
    html = render("{% state v %}", v=name)
    assert name in html
    assert kpm.STATE_MARKS[name] in html
    assert len(set(kpm.STATE_MARKS.values())) == len(kpm.STATE_MARKS)


def test_state_says_when():
    html = render('{% state "tersimpan" "tersimpan 10.42" %}')
    assert "tersimpan 10.42" in html


def test_colours_of_the_mat_differ_in_shape():
    shapes = {path for _, _, path in kpm.MATS.values()}
    assert len(shapes) == len(kpm.MATS)
    assert "tidak diukur" in render('{% mat "" %}')


@pytest.mark.parametrize("name", ["Y", "T", "TS"])
def test_letters_explain_themselves(name):
    html = render("{% letter v %}", v=name)
    assert f">{name}</abbr>" in html
    assert kpm.LETTERS[name] in html


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_silent_to_a_screen_reader(name):
    assert 'aria-hidden="true"' in render("{% icon v %}", v=name)


def test_progress_says_how_far():
    html = render('{% progress 38 60 "tercatat" %}')
    assert 'width="633"' in html
    assert "<strong>38</strong> dari 60 tercatat" in " ".join(html.split())


def test_big_number_has_its_meaning_beside_it():
    html = render(
        '{% figure p 214 281 change="naik 4 poin" url="/mengapa/" unvisited=12 %}',
        p=Decimal("76.16"),
    )
    for text in ("76,16 %", "214 dari 281", "naik 4 poin", "Mengapa", "12 sasaran"):
        assert text in html


def test_big_number_of_nothing_due_is_a_dash_and_no_bar():
    html = render("{% figure p 0 0 %}", p=None)
    assert "–" in html
    assert "<svg" not in html


def test_bars_carry_title_description_and_the_same_numbers_in_a_table():
    shares = [
        Share("Gizi", Decimal("29.63"), 8, 27, "/gizi/"),
        Share("PAUD", None),
        Share("Air", Decimal(100), 140, 140),
    ]
    html = render('{% chart_bars shares "paket" title="Paket" %}', shares=shares)
    assert html.count("<title") == html.count("<desc") == 3
    assert html.index("Gizi") < html.index("Air") < html.index("PAUD")
    assert '<a href="/gizi/">Gizi</a>' in html
    assert "<table" in html
    assert "strip-target" not in html


def test_bars_draw_the_target_where_there_is_one():
    html = render('{% chart_bars shares "a" target=80 %}', shares=[])
    assert "80,00 %" in html


def test_line_carries_every_quarter_in_words_and_in_a_table():
    moments = [
        Moment(Triwulan(2026, 1), Decimal("72")),
        Moment(Triwulan(2026, 2), Decimal("76.16"), is_final=False),
    ]
    html = render('{% chart_line moments "tren" %}', moments=moments)
    assert "TW1 2026: 72,00 %; TW2 2026: 76,16 %" in html
    assert "line-open" in html
    assert "<table" in html


def test_geometry_never_carries_a_decimal_comma():
    shares = [Share("Gizi", Decimal("29.63"), 8, 27)]
    html = render('{% chart_bars shares "a" target=33 %}', shares=shares)
    assert 'width="296"' in html
    assert "M330 0V40" in html
