"""Rows written again in one statement, each only as it was read."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households import actions
from households.actions.rewriting import rewrite
from households.models import ChildRecord
from tests.cast import make_child, make_child_record, make_household
from tests.households.acting import TODAY
from villages.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 12)


@pytest.fixture
def records(village):
    """Of three children, each with a weight and an empty height."""
    household = make_household(village, registered_on=date(2025, 10, 1))
    children = [make_child(household, date(2025, 10, 9)) for _ in range(3)]
    return [
        make_child_record(child, DAY, weight_kg=Decimal(number))
        for number, child in enumerate(children, 6)
    ]


def kept():
    rows = ChildRecord.objects.order_by("pk")
    return list(rows.values_list("weight_kg", "height_cm", "mat", "version"))


def test_every_row_gets_its_own_values_in_one_statement(
    records, django_assert_num_queries
):
    first, second, third = records
    first.weight_kg, second.height_cm, third.mat = None, Decimal("70.25"), "M"
    with django_assert_num_queries(1):
        rewrite(records, ["weight_kg", "height_cm", "mat"])
    assert kept() == [
        (None, None, "", 2),
        (Decimal(7), Decimal("70.25"), "", 2),
        (Decimal(8), None, "M", 2),
    ]
    assert [record.version for record in records] == [2, 2, 2]


def test_a_row_that_somebody_else_saved_is_left_as_it_is(records):
    first, second, third = records
    ChildRecord.objects.filter(pk=second.pk).update(mat="K", version=2)
    for record in records:
        record.mat = "H"
    assert rewrite(records, ["mat"]) == [first, third]
    assert [mat for _, _, mat, _ in kept()] == ["H", "K", "H"]
    assert second.version == 1


def test_a_row_that_is_gone_is_not_made_again(records):
    gone = records[0]
    ChildRecord.objects.filter(pk=gone.pk).delete()
    assert gone not in rewrite(records, ["mat"])
    assert ChildRecord.objects.count() == 2


def test_a_day_of_changes_costs_the_same_for_one_and_for_three(village, kpm, records):
    def change(number, mat):
        read = ChildRecord.objects.select_related("child__household__village")
        rows = [
            actions.Month(one.child, DAY, {"mat": mat}, str(one.uuid), one.version)
            for one in read.order_by("pk")[:number]
        ]
        with CaptureQueriesContext(connection) as queries:
            actions.record_child_months(rows, village=village, by=kpm, today=TODAY)
        return len(queries)

    assert change(1, "H") == change(3, "K")
    assert [(mat, version) for _, _, mat, version in kept()] == [
        ("K", 3),
        ("K", 2),
        ("K", 2),
    ]
    assert AuditEntry.objects.filter(act="change").count() == 4
