"""The quality list: each line is found, and is mended or explained."""

from datetime import date
from decimal import Decimal

import pytest

from scorecard import actions
from scorecard.checks import ChecksOpen, checks_of, refuse_if_open
from tests.cast import make_child, make_household, make_pregnancy, make_pregnancy_record
from tests.scorecard.stories import TW2, explain_all, family, quarter_of, save, visit

pytestmark = pytest.mark.django_db
EARLY = date(2025, 1, 2)


def found(village):
    actions.drain()
    return {check.code: check for check in checks_of(quarter_of(village, TW2))}


def woman(village, due_on, registered_on=EARLY, **fields):
    household = save(village, make_household, village, None, EARLY, since=EARLY)
    return save(
        village,
        make_pregnancy,
        household,
        due_on,
        registered_on,
        since=EARLY,
        dated=[],
        **fields,
    )


def test_an_overdue_delivery_is_explained_and_later_must_be_mended(village):
    late, overdue = woman(village, date(2025, 6, 1)), woman(village, date(2025, 5, 1))
    woman(village, date(2025, 6, 20))
    checks = found(village)
    assert checks["hpl_14"].uuids == (str(late.uuid),)
    assert checks["hpl_42"].uuids == (str(overdue.uuid),)
    explain_all(quarter_of(village, TW2))
    with pytest.raises(ChecksOpen, match="42 hari"):
        refuse_if_open(quarter_of(village, TW2))


def test_two_open_pregnancies_of_one_woman_must_be_mended(village):
    first = woman(village, date(2025, 9, 1))
    second = save(
        village,
        make_pregnancy,
        first.woman.household,
        date(2025, 10, 1),
        EARLY,
        first.woman,
        since=EARLY,
    )
    check = found(village)["hamil_ganda"]
    assert set(check.uuids) == {str(first.uuid), str(second.uuid)}
    assert check.must_mend


def test_what_was_known_late_is_found(village):
    known = date(2025, 5, 2)
    mother = woman(village, date(2025, 7, 1), known)
    household = save(village, make_household, village, None, EARLY, since=EARLY)
    child = save(
        village, make_child, household, date(2025, 1, 5), known, since=EARLY, dated=[]
    )
    newborn = save(
        village, make_child, household, date(2025, 5, 1), known, since=EARLY, dated=[]
    )
    uuids = found(village)["terlambat_terdaftar"].uuids
    assert set(uuids) == {str(mother.uuid), str(child.uuid)}
    assert str(newborn.uuid) not in uuids


def test_a_status_against_its_measure_is_found(village):
    mother = woman(village, date(2025, 9, 1))
    day = date(2025, 4, 7)
    save(
        village,
        make_pregnancy_record,
        mother,
        day,
        since=day,
        status="N",
        muac_cm=Decimal("22.9"),
    )
    child = family(village, date(2024, 9, 5))
    visit(village, child, day, nutrition="N", mat="H", height_cm=Decimal("60"))
    huge = family(village, date(2024, 9, 5))
    visit(village, huge, day, weight_kg=Decimal("25"))
    checks = found(village)
    assert checks["lila"].uuids == (str(mother.uuid),)
    assert checks["status_zscore"].uuids == (str(child.uuid),)
    assert checks["tikar_stunting"].uuids == (str(child.uuid),)
    assert checks["zscore_ditandai"].uuids == (str(huge.uuid),)


def test_children_of_one_day_and_alike_names_may_be_one(village):
    household = save(village, make_household, village, None, EARLY, since=EARLY)
    born = date(2024, 9, 5)
    for name in ("Moh. Rizki", "Rizky", "Siti"):
        save(village, make_child, household, born, EARLY, since=EARLY, name=name)
    assert len(found(village)["ganda"].uuids) == 2


def test_a_clean_village_has_nothing_to_mend(village, admin_desa):
    child = family(village)
    child.verified_at, child.verified_by = child.received_at, admin_desa
    child.save()
    visit(village, child, date(2025, 4, 7), weighing="v")
    assert found(village) == {}
    refuse_if_open(quarter_of(village, TW2))


def test_a_quarter_not_computed_yet_can_be_checked(village):
    woman(village, date(2025, 5, 1))

    checks = checks_of(quarter_of(village, TW2))

    assert all(check.title for check in checks)
