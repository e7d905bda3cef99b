from decimal import Decimal

import pytest
from django.urls import reverse

from villages.budget import FieldTotal, table_5
from villages.models import AuditEntry, BudgetLine

LINE = {
    "year": 2026,
    "activity_code": "2.2.02",
    "name": "Penyelenggaraan Posyandu",
    "source": "dd",
    "amount_rupiah": "30.000.000",
    "is_stunting": "on",
}


@pytest.fixture
def office(client, admin_desa):
    client.force_login(admin_desa)
    return client


def add(office, village, **changes):
    return office.post(
        reverse("villages:budget_line_add", args=[village.code]), LINE | changes
    )


def make_line(village, code, amount, is_stunting=True, **fields):
    return BudgetLine.objects.create(
        village=village,
        year=2026,
        activity_code=code,
        name=code,
        amount_rupiah=amount,
        is_stunting=is_stunting,
        **fields,
    )


def test_table_5_follows_from_the_lines_of_dana_desa(village):
    make_line(village, "2.2.02", 30_000_000)
    make_line(village, "2.3.10", 170_000_000, is_stunting=False)
    make_line(village, "4.4.01", 5_000_000)
    make_line(village, "2.2.02", 9_000_000, source="add")

    development, empowerment = table_5(village, 2026)

    assert development == FieldTotal("Pembangunan Desa", 200_000_000, 30_000_000)
    assert development.percent == Decimal("15.00")
    assert empowerment.percent == Decimal("100.00")


def test_table_5_of_a_year_without_lines_is_nothing_of_nothing(village):
    assert [row.percent for row in table_5(village, 2026)] == [None, None]


def test_a_line_is_typed_with_dots_between_thousands(office, village):
    add(office, village)

    assert village.budget_lines.get().amount_rupiah == 30_000_000
    assert AuditEntry.objects.get().changes["amount_rupiah"] == [None, 30_000_000]


@pytest.mark.parametrize("amount", ["-5", "1,5", "banyak"])
def test_an_amount_that_is_no_whole_rupiah_is_refused(office, village, amount):
    answer = add(office, village, amount_rupiah=amount)

    assert not village.budget_lines.exists()
    assert amount in answer.content.decode()


@pytest.mark.parametrize("code", ["posyandu", "2", "2.x"])
def test_a_code_that_is_none_is_refused_with_an_example(office, village, code):
    answer = add(office, village, activity_code=code)

    assert "misalnya 2.2.02" in answer.content.decode()


def test_a_local_code_is_taken(office, village):
    add(office, village, activity_code="2.2.90")

    assert village.budget_lines.get().activity_code == "2.2.90"


def test_bpd_reads_the_budget_and_changes_nothing(client, village, bpd):
    client.force_login(bpd)

    assert (
        client.get(reverse("villages:budget", args=[village.code])).status_code == 200
    )
    assert add(client, village).status_code == 403


def test_a_removed_line_stays_in_the_journal(office, village):
    line = make_line(village, "2.2.02", 5)

    office.post(reverse("villages:budget_line_remove", args=[village.code, line.pk]))

    assert not village.budget_lines.exists()
    assert AuditEntry.objects.get().changes["amount_rupiah"] == [5, None]
