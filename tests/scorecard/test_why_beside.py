"""Mengapa angka ini? Fathers and PAUD: the months counted and missing behind them."""

from datetime import date

import pytest

from households.models import ChildRecord, PaudMonth
from scorecard.models import fingerprint
from scorecard.parity import differences as wrong
from scorecard.reasons import packed_marks, unpacked_marks
from scorecard.rules import FATHERS
from scorecard.tables import PAUD
from scorecard.why_beside import fathers_behind, preschoolers_behind
from scorecard.wording import paud_words
from tests.cast import make_child
from tests.scorecard.counted_village import (
    MONTHS,
    QUARTER,
    counted,
    finalised,
    preschooler,
    settle,
)
from tests.scorecard.test_pages import page, queries, read, words

pytestmark = pytest.mark.django_db
CAME = "Oktober: belum · November: hadir · Desember: belum"
NEVER = "Oktober: belum · November: belum · Desember: belum"
MARKED = "Oktober: mengikuti · November: tidak mengikuti · Desember: belum dicatat"
TOO_OLD = "dibuat sebelum bulan-bulan yang dihitung ikut disimpan"


@pytest.fixture
def child(village):
    """Its father came in November; another child was never visited."""
    _, served = counted(village)
    record = ChildRecord.objects.get(child=served, visited_on=MONTHS[1])
    record.father_counselling = "v"
    record.save()
    preschooler(village, "v", "x")
    return served


def behind(client, user, village, code):
    return words(read(client, user, page("explain_people", village, code=code)))


def of_child(client, user, village, child):
    url = page("person", village, kind="anak", target=child.uuid)
    return words(read(client, user, url))


def test_the_months_of_fathers_and_of_paud_are_told(client, village, kpm, child):
    fathers = behind(client, kpm, village, FATHERS)
    assert CAME in fathers.split("Ahmad Fauzan")[1]
    assert NEVER in fathers.split("Putri Ayu 1")[1].split("</li>")[0]
    assert MARKED in behind(client, kpm, village, PAUD)
    assert f"Ayah (Laki) · {CAME}" in of_child(client, kpm, village, child)


def test_a_final_quarter_tells_them_as_they_were_frozen(
    client, village, kpm, admin_desa, child
):
    before = fathers_behind(village, QUARTER), preschoolers_behind(village, QUARTER)
    finalised(village, kpm=kpm, admin=admin_desa)
    assert list(wrong()) == []
    for model in (ChildRecord, PaudMonth):
        model.objects.all().delete()

    after = fathers_behind(village, QUARTER), preschoolers_behind(village, QUARTER)
    assert [one.months for one in after] == [one.months for one in before]
    assert all(one.keeps_months for one in after)
    assert MARKED in behind(client, kpm, village, PAUD)
    assert f"Ayah (Laki) · {CAME}" in of_child(client, kpm, village, child)


def test_a_snapshot_from_before_says_that_it_keeps_no_months(
    client, village, kpm, admin_desa, child
):
    snapshot = finalised(village, kpm=kpm, admin=admin_desa)
    del snapshot.content["paud"]
    for target in snapshot.content["targets"]:
        target["reasons"].pop(FATHERS, None)
    snapshot.sha256 = fingerprint(snapshot.content)
    snapshot.save()

    for code in (FATHERS, PAUD):
        told = behind(client, kpm, village, code)
        assert TOO_OLD in told
        assert "Oktober" not in told
    assert "Ayah (Laki)" not in of_child(client, kpm, village, child)
    assert "1 dari 2 bulan mengikuti" in behind(client, kpm, village, PAUD)


def test_who_never_had_a_mark_is_told_too(village, child):
    make_child(village.households.first(), date(2022, 8, 1), name="Bagas")
    settle(village)
    found = preschoolers_behind(village, QUARTER)
    told = {row.child.name: found.months[str(row.child.uuid)] for row in found.rows}
    assert told["Bagas"].count("belum dicatat".replace(" ", "\u00a0")) == len(MONTHS)


@pytest.mark.parametrize("more", [1, 30])
def test_the_lists_ask_no_oftener_for_many(client, village, kpm, admin_desa, more):
    counted(village, children=more + 1)
    for number in range(more):
        home = village.households.first()
        make_child(home, date(2022, 5, 1), name=f"Rahma {number}")
    settle(village)
    urls = [page("explain_people", village, code=code) for code in (FATHERS, PAUD)]
    running = [queries(client, kpm, url) for url in urls]
    finalised(village, kpm=kpm, admin=admin_desa)
    final = [queries(client, kpm, url) for url in urls]
    assert (running, final) == ([19, 14], [9, 7])


@pytest.mark.parametrize("marks", ["vx-", ""])
def test_marks_are_kept_and_read_again(marks):
    months = tuple(zip((date(2025, 10, 1), date(2025, 11, 1)), marks, strict=False))
    assert unpacked_marks(packed_marks(months)) == months


def test_a_month_that_was_not_its_turn_is_told_so():
    told = paud_words(((date(2025, 10, 1), "-"),))
    assert " ".join(told.split()) == "Oktober: belum gilirannya"
