"""What was spent of budget lines, quarter by quarter."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.villages.test_budget import make_line
from villages.actions.realisation import BeyondLine, realise
from villages.budget import spending_of, year_total
from villages.models import AuditEntry
from villages.models.entry import StaleVersion


@pytest.fixture
def office(client, admin_desa):
    client.force_login(admin_desa)
    return client


@pytest.fixture
def line(village):
    made = make_line(village, "2.2.02", 30_000_000)
    made.year = village.today().year - 1  # all of its quarters are over
    made.save()
    return made


def page_of(village, line, number=1):
    return reverse("villages:realisation_edit", args=[village.code, line.pk, number])


def spend(office, village, line, amount, number=1, **data):
    return office.post(page_of(village, line, number), {"amount_rupiah": amount} | data)


def error(answer):
    return str(answer.context["form"].errors)


def test_what_a_quarter_spent_is_kept_and_written_down(office, village, line):
    spend(office, village, line, "7.500.000")

    assert line.realisations.get().amount_rupiah == 7_500_000
    assert AuditEntry.objects.get().changes["amount_rupiah"] == [None, 7_500_000]


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("-5", "di bawah nol"),
        ("1,5", "rupiah utuh"),
        ("1.000,50", "rupiah utuh"),
        ("banyak", "rupiah utuh"),
        ("", "0 bila belum ada belanja"),
    ],
)
def test_what_is_no_whole_rupiah_is_refused(office, village, line, amount, said):
    assert said in error(spend(office, village, line, amount))
    assert not line.realisations.exists()


def test_all_quarters_together_do_not_go_beyond_the_line(office, village, line):
    spend(office, village, line, "20.000.000")

    answer = spend(office, village, line, "10.000.001", number=2)

    assert "Melebihi anggaran" in error(answer)
    assert "Rp10.000.000" in error(answer)
    assert line.realisations.count() == 1
    assert spend(office, village, line, "10.000.000", number=2).status_code == 302


def test_a_race_past_the_form_does_not_go_beyond_either(line, admin_desa):
    with pytest.raises(BeyondLine):
        realise(line, 1, 30_000_001, uuid=None, version=None, by=admin_desa)


def test_a_quarter_that_has_not_begun_spends_nothing(office, village, line):
    line.year = village.today().year + 1
    line.save()

    assert "belum dimulai" in error(spend(office, village, line, "1"))


def test_there_is_no_fifth_quarter(office, village, line):
    assert office.get(page_of(village, line, 5)).status_code == 404


def test_somebody_who_was_faster_is_not_overwritten(office, village, line):
    spend(office, village, line, "5")

    answer = spend(office, village, line, "6")
    assert answer.status_code == 409
    assert line.realisations.get().amount_rupiah == 5

    spend(office, village, line, "6", version=1)
    assert line.realisations.get().amount_rupiah == 6


def test_a_changed_row_tells_who_has_an_old_version(line, admin_desa):
    realise(line, 1, 5, uuid=None, version=None, by=admin_desa)
    realise(line, 1, 6, uuid=None, version=1, by=admin_desa)

    with pytest.raises(StaleVersion):
        realise(line, 1, 7, uuid=None, version=1, by=admin_desa)


def test_the_same_form_sent_twice_is_kept_once(line, admin_desa):
    first = realise(line, 1, 5, uuid=None, version=None, by=admin_desa)

    again = realise(line, 1, 5, uuid=first.uuid, version=None, by=admin_desa)

    assert again == first


def test_a_line_keeps_at_least_what_was_spent(office, village, line):
    spend(office, village, line, "20.000.000")
    fields = {
        "year": line.year,
        "activity_code": "2.2.02",
        "name": "Posyandu",
        "source": "dd",
        "amount_rupiah": "19.999.999",
    }

    page = reverse("villages:budget_line_edit", args=[village.code, line.pk])
    answer = office.post(page, fields)

    assert "sudah terpakai Rp20.000.000" in error(answer)


def test_a_line_of_which_something_was_spent_is_not_removed(office, village, line):
    spend(office, village, line, "1")
    page = reverse("villages:budget_line_remove", args=[village.code, line.pk])

    answer = office.post(page, follow=True)

    assert "tidak dihapus" in answer.content.decode()
    assert village.budget_lines.exists()
    spend(office, village, line, "0", version=1)
    office.post(page)
    assert not village.budget_lines.exists()


def test_bpd_records_nothing(client, village, bpd, line):
    client.force_login(bpd)

    assert spend(client, village, line, "1").status_code == 403


def test_the_year_adds_up_what_is_for_stunting(village):
    line = make_line(village, "2.2.02", 30_000_000)
    road = make_line(village, "2.3.11", 70_000_000, is_stunting=False)
    line.realisations.create(number=1, amount_rupiah=6_000_000)
    line.realisations.create(number=3, amount_rupiah=9_000_000)
    road.realisations.create(number=1, amount_rupiah=50_000_000)

    rows = spending_of(village.budget_lines.filter(year=2026))
    total = year_total(rows)

    assert (rows[0].spent, rows[0].left) == (15_000_000, 15_000_000)
    assert (total.budget.total_rupiah, total.budget.percent) == (100_000_000, 30)
    assert total.quarters == ((1, 6_000_000), (2, 0), (3, 9_000_000), (4, 0))
    assert total.spent.percent == 50


def test_the_page_asks_as_much_for_many_lines_as_for_few(
    office, village, django_assert_max_num_queries
):
    year = village.today().year
    page = reverse("villages:budget_of_year", args=[village.code, year])
    counts = []
    for count in (2, 198):
        for number in range(count):
            made = make_line(village, f"2.2.{number:02}", 5)
            made.year = year
            made.save()
            made.realisations.create(number=1, amount_rupiah=1)
        with django_assert_max_num_queries(40) as asked:
            office.get(page)
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "fields",
    [
        {"number": 5, "amount_rupiah": 1},
        {"number": 0, "amount_rupiah": 1},
        {"number": 2, "amount_rupiah": -1},
        {"number": 1, "amount_rupiah": 1},
    ],
    ids=["fifth", "none", "negative", "twice"],
)
def test_the_database_refuses_what_cannot_be(line, fields):
    line.realisations.create(number=1, amount_rupiah=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        line.realisations.create(**fields)
