"""From figures to problems."""

import pytest

from households.packages import SERVICES
from rembuk.ranking import PHRASES, gaps_of
from scorecard.convergence import Convergence
from scorecard.tables import Scorecard
from villages.quarters import Triwulan


def card(**figures):
    return Scorecard(
        code="3307052001",
        quarter=Triwulan(2026, 2),
        as_of=None,
        rule_set="hpk-2018",
        state="berjalan",
        figures={name: Convergence(*pair) for name, pair in figures.items()},
    )


def test_most_missed_services_stand_first():
    found = gaps_of(card(anc=(1, 4), akta=(0, 9), fe=(2, 4)))

    assert [gap.indicator for gap in found] == ["akta", "anc", "fe"]


def test_of_equal_gaps_the_lower_share_stands_first():
    found = gaps_of(card(anc=(7, 10), akta=(0, 3)))

    assert [gap.indicator for gap in found] == ["akta", "anc"]


def test_what_nobody_misses_is_no_gap():
    assert gaps_of(card(anc=(4, 4))) == []


def test_preschool_months_are_a_gap_too():
    (gap,) = gaps_of(card(paud=(28, 40)))

    assert gap.text.startswith("12 dari 40 bulan layanan PAUD")
    assert gap.package == "PAUD"


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_its_sentence(service):
    assert service.code in PHRASES


def test_a_gap_is_read_out_in_one_sentence():
    (gap,) = gaps_of(card(jamban_ibu=(31, 34)))

    assert gap.text == "3 dari 34 ibu hamil tinggal di rumah tanpa jamban yang layak"
