"""A budget line is not lowered below what activities and proposals take from it."""

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.budget_changes import plan_of
from households.budget_sheet import Line
from rembuk.actions import advocacy
from rembuk.actions.deliveries import record_delivery
from tests.at_once import at_once
from tests.cast import make_user, make_village
from tests.households.budget_files import a_file
from tests.rembuk.delivered import S, budgeted, make_delivery, make_line
from villages.actions.realisation import BeyondLine
from villages.claims import claims_on
from villages.models import BudgetLine
from villages.models.posting import Role


@pytest.fixture
def office(client, admin_desa):
    client.force_login(admin_desa)
    return client


def lower(office, line, amount):
    """The office's form, filled as a browser does; what it says."""
    page = reverse("villages:budget_line_edit", args=[line.village.code, line.pk])
    fields = ("year", "activity_code", "name", "source")
    typed = {name: getattr(line, name) for name in fields}
    typed |= {"amount_rupiah": amount, "is_stunting": "on"}
    return office.post(page, typed, follow=True).content.decode()


def remove(office, line):
    page = reverse("villages:budget_line_remove", args=[line.village.code, line.pk])
    return office.post(page, follow=True).content.decode()


def amount_of(line):
    return BudgetLine.objects.get(pk=line.pk).amount_rupiah


# --- the form ------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_line_below_its_activities_is_refused_with_their_names_and_sums(
    office, village
):
    line = make_line(village)
    make_delivery(village, budget_line=line)
    make_delivery(
        village, budget_line=line, activity="Pelatihan kader", cost_rupiah=4_000_000
    )

    said = lower(office, line, "6.399.999")

    assert (
        "Baris ini membiayai 2 kegiatan di Pelaksanaan, seluruhnya Rp6.400.000: Kelas "
        "pengasuhan (Rp2.400.000); Pelatihan kader (Rp4.000.000). Tulis paling sedikit "
        "Rp6.400.000, atau di Pelaksanaan kurangi dahulu biayanya atau pilih baris "
        "lain."
    ) in said
    assert 'value="6.399.999"' in said  # what was typed stays
    assert amount_of(line) == 10_000_000
    assert "tersimpan" in lower(office, line, "6.400.000")
    assert amount_of(line) == 6_400_000


@pytest.mark.django_db
def test_activities_that_were_removed_cost_nothing_or_have_another_line_claim_nothing(
    office, village, kades
):
    line, other = make_line(village), make_line(village)
    make_delivery(village, budget_line=line).become_removed(by=kades)
    make_delivery(village, budget_line=line, cost_rupiah=0)
    make_delivery(village, budget_line=other)

    lower(office, line, "1")

    assert amount_of(line) == 1


@pytest.mark.django_db
def test_a_line_below_its_proposals_is_refused_until_their_step_is_taken_back(
    office, village, rds
):
    proposal, line = budgeted(village, by=rds)

    said = lower(office, line, "9.599.999")

    assert f"1 usulan rembuk, seluruhnya Rp9.600.000: {proposal.activity}" in said
    assert "di Advokasi hapus dahulu langkah APB Desa-nya" in said
    advocacy.undo_step(proposal.steps.get(state=S.APB), by=rds)
    lower(office, line, "9.599.999")
    assert amount_of(line) == 9_599_999


@pytest.mark.django_db
def test_a_rejected_proposal_no_longer_claims_the_line(office, village, rds):
    proposal, line = budgeted(village, by=rds)
    values = {"taken_on": date(2026, 9, 1), "note": "Dananya dialihkan"}
    advocacy.take_step(proposal, S.REJECTED, values, by=rds)

    lower(office, line, "1")

    assert amount_of(line) == 1


@pytest.mark.django_db
def test_of_many_activities_five_are_named_and_the_rest_counted(village):
    line = make_line(village, amount_rupiah=100)
    for number in range(7):
        make_delivery(
            village, budget_line=line, activity=f"Kelas {number}", cost_rupiah=1
        )

    (claims,) = claims_on([line])[line.pk]

    assert str(claims).endswith("Kelas 4 (Rp1); 2 lainnya")
    assert claims.total_rupiah == 7


@pytest.mark.django_db
def test_a_line_that_pays_for_something_is_not_removed(office, village):
    line = make_line(village)
    row = make_delivery(village, budget_line=line)

    said = remove(office, line)

    assert "tidak dihapus: membiayai 1 kegiatan di Pelaksanaan" in said
    assert "Bila baris ini memang salah, di Pelaksanaan kurangi dahulu" in said
    row.delete()
    remove(office, line)
    assert not village.budget_lines.exists()


# --- the file ------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_row_of_a_file_below_its_activities_is_a_problem_and_the_rest_is_saved(
    office, village
):
    line = make_line(
        village, activity_code="2.2.02", name="Posyandu", amount_rupiah=90_000_000
    )
    make_delivery(village, budget_line=line, cost_rupiah=30_000_001)
    page = reverse("households:budget_file", args=[village.code])
    answer = office.post(
        page, {"file": a_file(), "year": 2026, "source": "dd"}, follow=True
    )

    said = answer.content.decode()
    assert "1 baris bermasalah" in said
    assert "membiayai 1 kegiatan di Pelaksanaan, seluruhnya Rp30.000.001" in said
    assert "lalu unggah lagi." in said
    job = village.jobs.get()
    office.post(
        reverse("households:budget_file_save", args=[village.code, job.uuid]),
        {"seen": answer.context["plan"].fingerprint},
    )

    assert amount_of(line) == 90_000_000
    assert village.budget_lines.count() == 3


@pytest.mark.django_db
def test_a_file_asks_as_often_for_many_lines_as_for_few(village):
    def queries():
        rows = [Line(n, f"2.2.{n:02}", f"Baris {n}", "dd", 5) for n in range(1, 40)]
        with CaptureQueriesContext(connection) as asked:
            plan_of(village, 2026, rows)
        return len(asked)

    def add(numbers):
        for n in numbers:
            line = make_line(village, activity_code=f"2.2.{n:02}", name=f"Baris {n}")
            make_delivery(village, budget_line=line)

    add([1, 2])
    few = queries()
    add(range(3, 40))
    assert queries() == few


# --- at the same time ----------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_who_lowers_a_line_and_who_spends_it_at_once_one_is_refused():
    village = make_village()
    admin = make_user("admin", (Role.ADMIN_DESA, village.code))
    for turn in range(4):
        line = make_line(village, name=f"Baris {turn}")
        spend = partial(
            record_delivery, village, None, _cost(line, 8_000_000), by=admin
        )

        told = at_once(spend, partial(_lowered, line, admin, "5.000.000"))

        cost = sum(row.cost_rupiah for row in line.deliveries.all())
        assert cost <= amount_of(line)
        assert isinstance(told[0], BeyondLine) == (amount_of(line) == 5_000_000)


def _cost(line, amount):
    return {
        "budget_line": line,
        "activity": "Kelas pengasuhan",
        "package": "PAUD",
        "started_on": date(2026, 7, 6),
        "ended_on": date(2026, 9, 21),
        "place": "Balai Desa",
        "source": "dd",
        "cost_rupiah": amount,
    }


def _lowered(line, admin, amount):
    client = Client()
    client.force_login(admin)
    return lower(client, line, amount)
