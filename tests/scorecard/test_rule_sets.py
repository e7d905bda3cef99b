"""A new rule set is one file; it reaches running quarters, never final ones."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from hypothesis import given

from households.packages import Who
from scorecard import actions, engine
from scorecard.documents import area_figures
from scorecard.explain import explain
from scorecard.fresh import fresh_scorecard
from scorecard.matrices import matrix_of
from scorecard.models import AreaQuarter
from scorecard.parity import differences
from scorecard.reading import area_scorecard, scorecard_of, trend_of
from scorecard.rules import (
    RULE_SETS,
    found_in,
    joint_name,
    rules_for,
    rules_named,
)
from scorecard.rules.hpk_2018 import RULES as HPK_2018
from tests.cast import make_village
from tests.scorecard import later_rules
from tests.scorecard.engine_readings import taken_back
from tests.scorecard.later_rules.hpk_uji import RULES as HPK_UJI
from tests.scorecard.stories import (
    TW1,
    TW2,
    TW3,
    family,
    make_final,
    quarter_of,
    visit,
)
from tests.scorecard.test_pages import read, words
from tests.scorecard.third_dates import moment_of
from tests.scorecard.third_reading import TODAY
from tests.scorecard.village_checks import patient
from tests.scorecard.villages_at_random import cases
from tests.scorecard.workbook_rows import load
from villages.models import Area
from villages.quarters import Triwulan

LATER = datetime(2025, 12, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def second_rules():
    """Bring in a folder with one more rule set, as the product finds its own."""
    more = found_in(later_rules.__name__, later_rules.__path__)
    RULE_SETS.update(more)
    yield HPK_UJI
    for name in more:
        del RULE_SETS[name]


@pytest.fixture
def told(village):
    """Three quarters of a weighed child: TW1 running, TW2 final, TW3 running."""
    child = family(village)
    for quarter in (TW1, TW2, TW3):
        for month in quarter.months:
            visit(village, child, month.replace(day=6), weight_kg="8", home_visit="v")
    actions.drain()
    make_final(village, TW2)
    actions.drain()
    return child


def recomputed():
    """Let the worker find what a new rule set makes stale, and compute it."""
    actions.touch_moved(LATER)
    actions.drain()


# --- which rule set judges a quarter -------------------------------------------------


def test_a_file_in_the_folder_is_a_rule_set():
    assert found_in(later_rules.__name__, later_rules.__path__) == {"hpk-uji": HPK_UJI}
    assert RULE_SETS["hpk-2018"] is HPK_2018


def test_the_quarter_decides_its_rule_set(second_rules):
    assert rules_for(TW1) is HPK_2018
    assert rules_for(TW2) is rules_for(TW2.shift(40)) is second_rules
    assert rules_for(Triwulan(1990, 1)) is HPK_2018  # before the first of all


def test_no_two_rule_sets_begin_together(second_rules):
    assert len({rules.valid_from for rules in RULE_SETS.values()}) == len(RULE_SETS)


def test_sums_of_several_rule_sets_name_them_all(second_rules):
    joint = joint_name(["hpk-uji", "", "hpk-2018 + hpk-uji"])
    assert joint == "hpk-2018 + hpk-uji"
    found = rules_named(joint)
    codes = [indicator.code for indicator in found.indicators]
    assert len(codes) == len(set(codes)) == 19
    wordings = {indicator.code: indicator.wording for indicator in found.indicators}
    assert wordings["timbang"] == "Anak ditimbang"  # the newest
    assert found.name == joint
    assert joint_name([]) == ""


# --- what a new rule set changes -----------------------------------------------------


@pytest.mark.django_db
def test_a_final_quarter_stays_as_its_rule_set_made_it(village, told, second_rules):
    before = scorecard_of(village, TW2)
    snapshot = quarter_of(village, TW2).snapshots.get()
    people = matrix_of(village, TW2, Who.CHILD).people

    recomputed()
    actions.rebuild("00")

    assert quarter_of(village, TW2).rule_set == "hpk-2018"
    after = scorecard_of(village, TW2)
    assert after == before
    assert (after.rule_set, after.sha256) == ("hpk-2018", snapshot.sha256)
    assert matrix_of(village, TW2, Who.CHILD).people == people
    kept = quarter_of(village, TW2).snapshots.get()
    assert kept.is_intact
    assert kept.content == snapshot.content
    assert list(differences()) == []


@pytest.mark.django_db
def test_a_running_quarter_takes_the_new_rules_and_says_so(village, told, second_rules):
    assert scorecard_of(village, TW3).rule_set == "hpk-2018"  # until it is computed

    recomputed()

    found = scorecard_of(village, TW3)
    assert found.rule_set == quarter_of(village, TW3).rule_set == "hpk-uji"
    assert found.figure("kunjungan_semua").received == 1
    assert found.village.due == 5
    (person,) = matrix_of(village, TW3, Who.CHILD).people
    assert {code: one.value for code, one in person.letters.items()} == {
        "ukur": "T",
        "kunjungan_semua": "Y",
        "timbang": "Y",
        "akta": "T",
        "jamban_anak": "T",
    }
    assert scorecard_of(village, TW1).rule_set == "hpk-2018"
    assert list(differences()) == []


@pytest.mark.django_db
def test_letters_wait_under_the_rules_that_made_them(village, told, second_rules):
    (person,) = matrix_of(village, TW3, Who.CHILD).people
    assert len(person.letters) == 10
    assert list(differences()) == []


@pytest.mark.django_db
def test_a_reopened_quarter_is_computed_with_the_rules_of_its_date(
    village, told, second_rules
):
    first = quarter_of(village, TW2).snapshots.get()
    actions.reopen(quarter_of(village, TW2), by=None, reason="Salah catat")
    actions.drain()
    assert scorecard_of(village, TW2).rule_set == "hpk-uji"

    second = make_final(village, TW2)

    assert (first.rule_set, second.rule_set) == ("hpk-2018", "hpk-uji")
    assert len(second.content["targets"][0]["letters"]) == 5
    assert list(differences()) == []


@pytest.mark.django_db
def test_an_area_adds_up_villages_of_both_rule_sets(
    village, neighbour, told, second_rules
):
    family(neighbour)
    recomputed()

    found = area_scorecard("3307", TW2)
    parts = [scorecard_of(place, TW2) for place in (village, neighbour)]
    assert [part.rule_set for part in parts] == ["hpk-2018", "hpk-uji"]
    assert found.rule_set == "hpk-2018 + hpk-uji"
    assert found.village.due == sum(part.village.due for part in parts)
    assert AreaQuarter.objects.get(area_code="00", number=2).rule_set == found.rule_set
    fresh = fresh_scorecard("3307", TW2, None)
    assert (fresh.rule_set, fresh.village) == (found.rule_set, found.village)
    assert fresh_scorecard("3307", TW3, None).rule_set == "hpk-uji"
    assert list(differences()) == []


@pytest.mark.django_db
def test_the_trend_counts_each_quarter_by_its_own_rules(village, told, second_rules):
    recomputed()

    trend = dict(trend_of(village.code, TW3))

    for quarter in (TW1, TW2, TW3):
        assert trend[quarter] == scorecard_of(village, quarter).village


# --- where it is printed -------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "name"), [(2, "hpk-2018"), (3, "hpk-uji")])
def test_pages_print_the_rule_set_of_the_quarter(
    client, village, told, second_rules, pendamping, number, name
):
    recomputed()
    at = {"year": 2025, "number": number}

    def shown(view, **place):
        url = reverse(f"scorecard:{view}", kwargs={**place, **at})
        return words(read(client, pendamping, url))

    assert f"Kaidah {name}" in shown("scorecard", village_code=village.code)
    assert f"Kaidah {name}" in shown("area", area_code="330705")
    why = shown("explain", village_code=village.code, code="timbang")
    assert f"Kaidah {name}" in why
    matrix = shown("matrix", village_code=village.code, kind="anak")
    assert ("Kunjungan rumah semua anak" in matrix) == (name == "hpk-uji")


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["3a", "3b", "bantu"])
@pytest.mark.parametrize("file_format", ["pdf", "xlsx"])
def test_documents_print_any_rule_set(
    client, village, told, second_rules, kpm, form, file_format
):
    recomputed()
    client.force_login(kpm)
    name = "count_form" if form == "bantu" else "form_download"
    args = [village.code, 2025, 3, form, file_format]

    assert client.get(reverse(f"scorecard:{name}", args=args)).status_code == 200


@pytest.mark.django_db
def test_downloads_have_a_column_for_every_indicator(village, told, second_rules):
    recomputed()

    _, content = area_figures(Area.objects.get(code="330705"), TW3, "csv")

    assert "kunjungan_semua diterima" in content.decode("utf-8-sig")


# --- both calculations read any table ------------------------------------------------


@pytest.mark.django_db
@patient
@given(case=cases())
def test_engine_and_evaluator_agree_on_another_rule_set(case):
    moment = moment_of(case.year, case.quarter, case.as_of, TODAY)
    quarter = Triwulan(case.year, case.quarter)
    with taken_back():
        RULE_SETS[HPK_UJI.name] = HPK_UJI
        village = make_village("3307059999", dusuns=())
        targets = load(village, case.book).targets
        rows = engine.read_letters([village.pk], quarter, moment.as_of, HPK_UJI)
        judged = [
            (kind, target.pk, explain(target, quarter, moment.as_of, HPK_UJI))
            for (kind, _), target in targets.items()
        ]
        del RULE_SETS[HPK_UJI.name]
    found = {
        (
            "ibu" if row["pregnancy_id"] else "anak",
            row["pregnancy_id"] or row["child_id"],
        ): (
            row["due"],
            row["received"],
        )
        for row in rows
    }
    expected = {(kind, pk): (one.due, one.received) for kind, pk, one in judged if one}
    assert found == expected
