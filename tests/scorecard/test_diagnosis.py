"""Telaah RDS: growth, dusun by package, entry, denominators; nobody's name."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from households.models import ChildRecord
from scorecard.convergence import total
from scorecard.diagnosis import (
    denominator_of,
    packages_by_dusun,
    prevalences_of,
)
from scorecard.overview import overview_of
from tests.cast import make_child, make_child_record, make_household
from tests.scorecard.counted_village import QUARTER, counted, settle
from tests.scorecard.test_pages import page, queries, read, words
from villages.models import VillageYear

pytestmark = pytest.mark.django_db
NOVEMBER = date(2025, 11, 7)


def weighed(village, *measures):
    """Boys of exactly one year, each with one measurement of November."""
    home = make_household(village)
    for number, (kg, cm) in enumerate(measures):
        child = make_child(home, date(2024, 11, 7), name=f"Anak {number}", sex="L")
        make_child_record(child, NOVEMBER, weight_kg=kg, height_cm=cm)
    settle(village)


def prevalence(village, name):
    found = prevalences_of(village, QUARTER)
    return next(one for one in found if one.name.startswith(name))


def test_stunting_counts_who_is_below_minus_two(village):
    # Boys of 12 months, WHO 2006: −2 SD of length is 71.0 cm, the median 75.7 cm.
    weighed(village, ("9.6", "75.7"), ("8.5", "69.0"), ("9.0", "71.5"))
    found = prevalence(village, "Stunting")
    assert (found.affected, found.measured, found.flagged) == (1, 3, 0)
    assert found.percent == Decimal("33.3")


def test_an_implausible_score_is_left_out_and_said(village):
    weighed(village, ("9.6", "75.7"), ("9.6", "45.0"))
    found = prevalence(village, "Stunting")
    assert (found.affected, found.measured, found.flagged) == (0, 1, 1)


def test_the_newest_score_of_each_index_counts(village):
    weighed(village, ("9.6", "69.0"))
    child = village.households.get().people.get(is_child=True)
    make_child_record(child, date(2025, 12, 7), weight_kg="9.9", height_cm=None)
    settle(village)
    assert prevalence(village, "Stunting").affected == 1
    assert prevalence(village, "Berat").measured == 1


def test_nobody_measured_is_no_percent(village):
    counted(village, children=1)
    ChildRecord.objects.update(weight_kg=None, height_cm=None)
    assert prevalence(village, "Wasting").percent is None


def test_the_packages_of_the_dusun_add_up_to_the_village(village):
    counted(village, children=4)
    other = make_household(village, dusun=village.dusuns.last(), head_name="Pak Lor")
    make_child(other, date(2025, 2, 3))
    settle(village)
    scorecard = overview_of(village, QUARTER).scorecard
    by_dusun = packages_by_dusun(village, QUARTER, scorecard.rules)
    assert len(by_dusun) == 2
    for package, figure in scorecard.packages.items():
        assert total(sums[package] for sums in by_dusun.values()) == figure
    for name, sums in by_dusun.items():
        assert total(sums.values()) == scorecard.dusun[name]


def test_expected_infants_follow_from_births(village):
    counted(village, children=2)
    make_child(village.households.first(), date(2024, 12, 31), name="Sudah setahun")
    settle(village)
    as_of = QUARTER.last_day
    unknown = denominator_of(village, QUARTER, as_of)
    assert (unknown.registered, unknown.percent) == (2, None)
    VillageYear.objects.create(
        village=village,
        year=2024,
        population=250,
        population_source="Profil Desa",
        crude_birth_rate="16",
        birth_rate_source="BPS",
    )
    found = denominator_of(village, QUARTER, as_of)
    assert (found.expected, found.percent) == (4, 50)
    assert found.source == "2024: Profil Desa, BPS"


def test_a_village_without_people_has_no_year(village):
    with pytest.raises(IntegrityError), transaction.atomic():
        VillageYear.objects.create(
            village=village, year=2025, population=0, crude_birth_rate=1
        )


def test_the_page_names_nobody_and_says_each_level(client, bpd, village):
    counted(village)
    told = words(read(client, bpd, page("diagnosis", village)))
    for heading in ("1. Layanan mana", "2. Dusun mana", "3. Siapa yang belum"):
        assert heading in told
    for name in ("Siti Aminah", "Ahmad Fauzan", "Putri Ayu"):
        assert name not in told


def test_the_page_says_what_was_monitored_of_what_was_due(client, rds, village):
    counted(village, children=3)
    told = words(read(client, rds, page("diagnosis", village)))
    assert "<strong>50,0 %</strong><br>2 dari 4" in told  # of each month
    assert "<strong>50,0 %</strong><br>6 dari 12" in told  # and of the quarter


def test_the_page_asks_as_often_for_two_targets_as_for_many(client, rds, village):
    counted(village)
    few = queries(client, rds, page("diagnosis", village))
    counted(village, children=20)
    assert queries(client, rds, page("diagnosis", village)) == few


def test_an_empty_village_is_told_so(client, rds, village):
    told = words(read(client, rds, page("diagnosis", village)))
    assert "Belum ada yang dapat ditelaah" in told
