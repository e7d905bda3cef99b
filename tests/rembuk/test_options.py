"""Activities for a problem: volume × unit cost, and one press to propose them."""

import pytest
from django.db import IntegrityError, transaction

from rembuk.activities import ACTIVITIES, PRESCHOOL
from rembuk.models import Proposal
from rembuk.options import Offer
from scorecard.need import PRICED
from tests.rembuk.meetings import add_proposal, make_meeting, url
from tests.scorecard.counted_village import QUARTER, counted
from villages.budget import ACTIVITIES as CODES

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(village, rds):
    """About a village in which three homes have no latrine."""
    counted(village, children=4)
    quarter = village.quarters.get(year=QUARTER.year, number=QUARTER.number)
    return make_meeting(village, quarter, by=rds)


@pytest.fixture
def problem(meeting):
    return meeting.problems.create(
        rank=9, package="AIR", indicator="jamban_anak", text="3 anak tanpa jamban"
    )


def price(village, amount=2_500_000, code="jamban_ibu"):
    return village.unit_costs.create(
        year=QUARTER.year, service=code, amount_rupiah=amount, source="RAB desa"
    )


def option_of(meeting, problem):
    return Offer(meeting).of(problem)[0]


def test_every_service_has_an_activity_with_a_known_code():
    assert set(ACTIVITIES) == {*PRICED, PRESCHOOL}
    for offered in ACTIVITIES.values():
        assert {one.code for one in offered} <= set(dict(CODES))
        assert {one.nature for one in offered} <= set(Proposal.Nature.values)


def test_the_cost_is_who_lacks_it_times_the_villages_price(page, meeting, problem):
    price(meeting.village)

    option = option_of(meeting, problem)
    shown = page.get(url("option_list", meeting, problem.pk)).content.decode()

    assert (option.targets, option.rupiah) == (3, 7_500_000)
    assert "3 rumah tangga × Rp2.500.000" in " ".join(shown.split())
    assert "Rp7.500.000" in shown
    assert "2.4.13" in shown


def test_one_press_makes_it_a_proposal_that_can_be_edited(page, meeting, problem):
    price(meeting.village)
    address = url("option_take", meeting, problem.pk, "jamban_ibu-1")
    data = {"uuid": "0b0a3a54-7d58-4c53-9f3e-8a4f5d1f8c11"}

    page.post(address, data)
    page.post(address, data)

    row = meeting.proposals.get()
    assert (row.targets, row.unit_rupiah, row.cost_rupiah) == (3, 2_500_000, 7_500_000)
    assert (row.activity_code, row.service) == ("2.4.13", "jamban_ibu")
    assert row.volume == "3 rumah tangga"
    assert page.get(url("proposal_edit", meeting, row.pk)).status_code == 200
    assert (
        "sudah diusulkan"
        in page.get(url("option_list", meeting, problem.pk)).content.decode()
    )


def test_without_a_price_the_form_comes_filled_in_but_for_the_cost(
    page, meeting, problem
):
    answer = page.post(url("option_take", meeting, problem.pk, "jamban_ibu-1"), {})
    shown = page.get(answer.url).content.decode()

    assert "Stimulan jamban keluarga sehat" in shown
    assert not meeting.proposals.exists()


def test_rds_is_told_who_fills_in_the_price(page, meeting, problem):
    shown = page.get(url("option_list", meeting, problem.pk)).content.decode()

    assert "diisi oleh admin desa" in shown
    assert "Simpan biaya satuan" not in shown


def test_admin_desa_fills_in_the_price_there(client, meeting, problem, admin_desa):
    client.force_login(admin_desa)
    address = url("option_price", meeting, problem.pk, "jamban_ibu")
    shown = client.get(url("option_list", meeting, problem.pk)).content.decode()

    wrong = client.post(address, {"amount_rupiah": "-5", "source": "RAB"})
    client.post(address, {"amount_rupiah": "2.500.000", "source": "RAB"})

    assert "Simpan biaya satuan" in shown
    assert "di bawah nol" in wrong.content.decode()
    assert meeting.village.unit_costs.get().amount_rupiah == 2_500_000


def test_a_problem_of_the_people_is_offered_its_whole_package(meeting):
    own = meeting.problems.create(rank=9, package="PAUD", text="PAUD jauh")

    services = {option.service for option in Offer(meeting).of(own)}

    assert services == {"pengasuhan", PRESCHOOL}


def test_months_of_paud_have_no_unit_cost(page, meeting):
    own = meeting.problems.create(
        rank=9, package="PAUD", indicator="paud", text="5 bulan layanan"
    )

    option = option_of(meeting, own)
    shown = page.get(url("option_list", meeting, own.pk)).content.decode()

    assert (option.service, option.rupiah) == (PRESCHOOL, None)
    assert "dihitung dalam bulan layanan" in shown


def test_an_option_that_is_none_is_not_found(page, meeting, problem):
    answer = page.post(url("option_take", meeting, problem.pk, "kapal-1"))

    assert answer.status_code == 404


# --- the cost of a proposal is its product -------------------------------------------

FORM = {
    "activity": "Jamban",
    "nature": "sensitif",
    "location": "Krajan",
    "volume": "3 rumah tangga",
    "service": "jamban_ibu",
    "source": "dd",
    "executor": "KSM",
    "origin": "rembuk",
}


def post(page, meeting, problem, **values):
    return page.post(url("proposal_add", meeting, problem.pk), FORM | values)


def test_targets_times_unit_cost_fill_in_the_cost(page, meeting, problem):
    post(page, meeting, problem, targets="3", unit_rupiah="2.500.000")

    assert meeting.proposals.get().cost_rupiah == 7_500_000


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"cost_rupiah": "-5"}, "tanpa tanda kurang dan tanpa sen"),
        ({"cost_rupiah": "100,50"}, "tanpa tanda kurang dan tanpa sen"),
        ({"cost_rupiah": "9999999999999"}, "banyaknya angka nol"),
        ({"unit_rupiah": "-5", "targets": "3"}, "tanpa tanda kurang dan tanpa sen"),
        ({"unit_rupiah": "1,5", "targets": "3"}, "tanpa tanda kurang dan tanpa sen"),
        ({"unit_rupiah": "100", "targets": "-3"}, "Tulis bilangan bulat"),
        ({"unit_rupiah": "100", "targets": "3,5"}, "Tulis bilangan bulat"),
        ({"unit_rupiah": "100", "targets": "100001"}, "tidak mungkin di satu desa"),
        ({"unit_rupiah": "999999999999", "targets": "3"}, "banyaknya angka nol"),
        ({}, "Tulis perkiraan biaya, atau isi"),
        (
            {"unit_rupiah": "100", "targets": "3", "cost_rupiah": "400"},
            "3 × Rp100 = Rp300, bukan Rp400",
        ),
        ({"cost_rupiah": "1", "service": "kapal"}, "Pilih layanan dari daftarnya"),
    ],
)
def test_a_cost_that_cannot_be_is_refused_with_the_way_out(
    page, meeting, problem, values, said
):
    answer = post(page, meeting, problem, **values)

    assert said in answer.content.decode()
    assert "Krajan" in answer.content.decode()
    assert not meeting.proposals.exists()


def test_the_row_itself_refuses_another_cost_than_its_product(meeting, problem, rds):
    row = add_proposal(meeting, by=rds, problem=problem)

    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.proposals.filter(pk=row.pk).update(targets=2, unit_rupiah=7)
