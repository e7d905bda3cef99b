"""Uji anggaran: an amount spread over the proposals, with what it lifts."""

import pytest

from rembuk.affording import Purse
from tests.rembuk.meetings import add_proposal, make_meeting, url
from tests.scorecard.counted_village import QUARTER, counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(village, rds):
    """About a village in which three homes have no latrine."""
    counted(village, children=4)
    quarter = village.quarters.get(year=QUARTER.year, number=QUARTER.number)
    meeting = make_meeting(village, quarter, by=rds)
    meeting.problems.create(
        rank=9, package="AIR", indicator="jamban_anak", text="3 anak tanpa jamban"
    )
    return meeting


@pytest.fixture
def latrines(meeting, rds):
    return add_proposal(
        meeting,
        by=rds,
        activity="Jamban keluarga",
        service="jamban_ibu",
        targets=12,
        unit_rupiah=2_500_000,
        cost_rupiah=30_000_000,
        activity_code="2.4.13",
    )


def asked(page, meeting, **query):
    return page.get(url("affording", meeting), query).content.decode()


def words(html):
    return " ".join(html.split())


def test_the_money_reaches_as_many_as_the_register_says_lack_it(meeting, latrines):
    told = Purse(meeting).afford(5_000_000)

    ((wanted, share),) = told.rows
    assert (share.wanted, share.bought, share.rupiah) == (3, 2, 5_000_000)
    assert wanted.unit == "rumah tangga"
    assert told.then.received == told.now.received + share.letters
    assert told.lift > 0


def test_the_page_shows_targets_money_lift_and_what_remains(page, meeting, latrines):
    shown = words(asked(page, meeting, rupiah="5.500.000"))

    assert "2 dari 3 rumah tangga</strong> × Rp2.500.000 = Rp5.000.000" in shown
    assert "Terpakai Rp5.000.000, sisa Rp500.000." in shown
    assert "masih memerlukan Rp2.500.000; tambah Rp2.000.000 untuk satu" in shown
    assert "konvergensi naik" in shown


def test_without_an_amount_half_of_everything_is_shown(page, meeting, latrines):
    assert "Dengan Rp3.750.000" in asked(page, meeting)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-5", "tidak boleh di bawah nol"),
        ("100,5", "rupiah utuh"),
        ("banyak", "rupiah utuh"),
        ("", "Tulis jumlah uangnya"),
        ("9.999.999.999.999", "banyaknya angka nol"),
    ],
)
def test_what_is_no_whole_rupiah_is_refused_and_stays(
    page, meeting, latrines, typed, said
):
    shown = asked(page, meeting, rupiah=typed)

    assert said in shown
    assert f'value="{typed}"' in shown or not typed
    assert "Terpakai" not in shown


def test_a_proposal_without_a_unit_cost_is_paid_whole_or_not(page, meeting, rds):
    add_proposal(meeting, by=rds, cost_rupiah=9_600_000)

    assert "Belum terbayar" in asked(page, meeting, rupiah="9599999")
    assert "Terbayar seluruhnya" in asked(page, meeting, rupiah="9600000")


def test_a_cost_beyond_its_budget_line_is_said(page, meeting, latrines):
    meeting.village.budget_lines.create(
        year=QUARTER.year, activity_code="2.4.13", name="Sanitasi", amount_rupiah=20
    )
    line = meeting.village.budget_lines.create(
        year=QUARTER.year + 1,
        activity_code="2.4.13",
        name="Sanitasi",
        amount_rupiah=25_000_000,
    )

    shown = words(asked(page, meeting))
    line.amount_rupiah = 30_000_000
    line.save()
    enough = words(asked(page, meeting))

    assert (
        f"Biaya Rp30.000.000 melebihi anggaran {QUARTER.year + 1} untuk kode 2.4.13 "
        "(Rp25.000.000) sebesar Rp5.000.000." in shown
    )
    assert "melebihi" not in enough
    assert f"Anggaran {QUARTER.year + 1} untuk kode 2.4.13: Rp30.000.000." in enough


def test_before_there_are_proposals_the_options_are_spread(page, meeting):
    meeting.village.unit_costs.create(
        year=QUARTER.year, service="jamban_ibu", amount_rupiah=1_000_000, source="RAB"
    )

    shown = words(asked(page, meeting, rupiah="2000000"))

    assert "2 dari 3 rumah tangga" in shown
    assert "Belum ada usulan: dihitung dari pilihan" in shown


def test_without_prices_and_proposals_the_way_out_is_told(page, meeting):
    assert "isi biaya satuan" in asked(page, meeting)


def test_bpd_looks_at_it_too(client, meeting, latrines, bpd):
    client.force_login(bpd)

    assert "Uji anggaran" in asked(client, meeting)


@pytest.mark.parametrize("count", [2, 60])
def test_the_page_asks_as_much_for_many_as_for_few(
    page, meeting, rds, django_assert_num_queries, count
):
    for number in range(count):
        add_proposal(meeting, by=rds, activity=f"Kegiatan {number}")

    with django_assert_num_queries(17):
        page.get(url("affording", meeting))
