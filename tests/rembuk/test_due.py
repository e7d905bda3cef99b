"""What is due between the rembuk and the budget, and what is late."""

from datetime import date

import pytest

from rembuk import due
from rembuk.models import Deadline
from villages.models import Area

WAITING = ["", "rpjm", "rkp", "realisasi", "ditolak"]


@pytest.mark.parametrize(
    ("day", "words", "is_late"),
    [
        (date(2026, 6, 30), "disusun mulai 1 Juli 2026: kawal 2 usulan", False),
        (date(2026, 7, 1), "paling lambat 30 September 2026: 2 usulan", False),
        (date(2026, 9, 30), "sedang disusun", False),
        (date(2026, 10, 1), "(30 September 2026) sudah lewat: 2 usulan", True),
    ],
)
def test_the_rkp_desa_is_drafted_from_july_and_fixed_by_30_september(
    day, words, is_late
):
    first, _ = due.notices(2026, WAITING, day)

    assert first.text.startswith(("RKP Desa 2027", "Batas penetapan RKP Desa 2027"))
    assert words in first.text
    assert first.is_late is is_late


def test_the_apb_desa_waits_for_what_stands_in_the_rkp_desa():
    second = due.notices(2026, WAITING, date(2026, 11, 22))[1]

    assert "APB Desa 2027 sedang disusun" in second.text
    assert "31 Desember 2026: 1 usulan" in second.text


def test_nothing_is_due_when_every_proposal_came_to_its_end():
    assert due.notices(2026, ["realisasi", "ditolak", "apb"], date(2027, 3, 1)) == []


def test_the_rembuk_is_due_on_30_june(village):
    assert due.rembuk_day(village, 2026) == date(2026, 6, 30)


def test_a_kabupaten_sets_its_own_day(village):
    Deadline.objects.create(area=village.district.parent, month=5, day=15)

    assert due.rembuk_day(village, 2026) == date(2026, 5, 15)


def test_the_day_of_another_kabupaten_does_not_hold(village):
    other = Area.objects.create(code="3404", name="Kabupaten Lain", level=2)
    Deadline.objects.create(area=other, month=5, day=15)

    assert due.rembuk_day(village, 2026) == date(2026, 6, 30)
