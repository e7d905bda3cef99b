"""`scorecard`, `recompute` and `parity`, without a server, worker or Redis."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from households.models import Quarter
from scorecard import actions
from scorecard.models import AreaQuarter, Figure
from scorecard.reading import area_scorecard, scorecard_of
from tests.scorecard.stories import TW1, TW2, family, make_final, visit

pytestmark = pytest.mark.django_db
LEVELS = ["3307052001", "330705", "3307", "33", "00"]


def weighed(village, quarter):
    return scorecard_of(village, quarter).figure("timbang").received


def run(*args, **options):
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_the_scorecard_command_computes_what_waits(village):
    child = family(village)
    visit(village, child, date(2025, 4, 6), weight_kg="7")
    found = json.loads(run("scorecard", village.code, "2025", "2", "--json"))
    assert found["as_of"] == "2025-06-30"
    assert found["state"] == "berjalan"
    assert found["population"]["anak"] == 1
    assert found["indicators"]["timbang"] == {"received": 0, "due": 1}
    assert found["dusun"] == {"Krajan": found["posyandu"][""]}


@pytest.mark.parametrize("code", LEVELS)
def test_the_scorecard_command_up_to_a_given_day_stores_nothing(village, code):
    child = family(village)
    visit(village, child, date(2025, 4, 6), weight_kg="7")
    actions.drain()
    found = json.loads(
        run("scorecard", code, "2025", "2", "--as-of", "2025-04-30", "--json")
    )
    assert found["as_of"] == "2025-04-30"
    assert found["indicators"]["timbang"] == {"received": 1, "due": 1}
    assert weighed(village, TW2) == 0


def test_the_scorecard_of_an_empty_village_has_nothing_due(village):
    found = json.loads(run("scorecard", village.code, "2025", "2", "--json"))
    assert found["as_of"] == "2025-06-30"
    assert found["village"] == {"received": 0, "due": 0, "percent": None}
    assert found["dusun"] == {}
    assert "–" in run("scorecard", village.code, "2025", "2")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("3307052001", "2099", "1"), "belum dimulai"),
        (("3307052001", "2025", "2", "--as-of", "2025-03-31"), "sebelum TW2"),
        (("3307052001", "2025", "5"), "bukan triwulan"),
        (("33070", "2025", "1"), "bukan kode"),
        (("9999999999", "2025", "1"), "bukan kode"),
        (("3307059999", "2025", "1"), "bukan kode"),
        (("3307052099", "2025", "1"), "tidak ada dalam daftar"),
    ],
)
def test_the_scorecard_command_refuses_what_has_no_answer(village, arguments, message):
    with pytest.raises(CommandError, match=message):
        run("scorecard", *arguments)


def test_recompute_rebuilds_everything_but_what_is_final(village):
    child = family(village)
    visit(village, child, date(2025, 2, 6), weight_kg="7")
    actions.drain()
    make_final(village, TW1)
    actions.drain()
    AreaQuarter.objects.all().delete()
    Figure.objects.exclude(area_code=village.code, number=1).delete()
    village.target_quarters.exclude(number=1).delete()
    Quarter.objects.exclude(state="final").delete()
    run("recompute")
    assert scorecard_of(village, TW2).population["anak"] == 1
    assert area_scorecard("00", TW2).population["anak"] == 1
    run("parity")


def test_parity_lists_what_does_not_follow(village):
    family(village)
    actions.drain()
    assert "cocok" in run("parity")
    Figure.objects.filter(area_code="33", number=2, measure="timbang").update(due=7)
    Figure.objects.filter(area_code=village.code, number=3).delete()
    village.target_quarters.filter(number=1).update(received=0, due=1)
    out = StringIO()
    with pytest.raises(CommandError, match="selisih"):
        call_command("parity", stdout=out)
    for words in ("33 TW2 2025 timbang", "TW3 2025: angka", "TW1 2025: huruf"):
        assert words in out.getvalue()
