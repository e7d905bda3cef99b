"""A rembuk takes over what the discussions before it found, and nothing twice."""

import pytest
from django.db import IntegrityError, transaction

from rembuk import actions
from rembuk.actions import mad as mad_acts
from rembuk.actions.taking import take_over
from rembuk.models import Carried, MeetingSettled
from rembuk.taking import offers_for
from tests.cast import make_user
from tests.rembuk.discussions import (
    fill_mad,
    finished_discussion,
    make_discussion,
    released_discussion,
)
from tests.rembuk.meetings import make_meeting, make_quarter, url
from villages.models.posting import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(village, quarter, rds):
    return finished_discussion(village, by=rds, quarter=quarter)


@pytest.fixture
def rembuk(village, quarter, rds):
    """A rembuk that nothing was chosen for."""
    row = actions.open_meeting(village, quarter, gaps=[], by=rds)
    row.village = village
    return row


def test_in_one_press_problems_and_alternatives_come_in(page, finished, rembuk):
    shown = page.get(url("meeting", rembuk)).content.decode()
    assert "menghasilkan 3 masalah dan 1 kegiatan; 4 belum ada" in shown

    answer = page.post(url("take_over", rembuk, "rds"), follow=True)

    assert "4 hasil masuk ke rembuk ini." in answer.content.decode()
    assert "Ambil hasil" not in answer.content.decode()
    assert rembuk.problems.count() == 3
    proposal = rembuk.proposals.get()
    assert (proposal.origin, proposal.cost_rupiah) == ("rds", 9_600_000)
    assert proposal.problem.indicator == finished.meeting.problems.first().indicator


def test_pressed_twice_it_adds_nothing(page, finished, rembuk):
    page.post(url("take_over", rembuk, "rds"))
    answer = page.post(url("take_over", rembuk, "rds"), follow=True)

    assert "Semua hasilnya sudah ada" in answer.content.decode()
    assert (rembuk.problems.count(), rembuk.proposals.count()) == (3, 1)
    row = rembuk.carried.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Carried.objects.create(
            meeting=rembuk, origin="rds", source=row.source, problem=row.problem
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Carried.objects.filter(pk=row.pk).update(problem=None, proposal=None)


def test_a_problem_that_the_rembuk_discusses_anyway_is_not_doubled(
    village, quarter, finished, rds
):
    meeting = make_meeting(village, quarter, by=rds)  # with the same three gaps
    meeting.village = village

    take_over(meeting, "rds", by=rds)

    assert meeting.problems.count() == 3
    assert meeting.proposals.get().problem in meeting.problems.all()


def test_what_was_removed_comes_back_and_the_changed_stays_changed(
    finished, rembuk, rds
):
    take_over(rembuk, "rds", by=rds)
    proposal = rembuk.proposals.get()
    values = {"cost_rupiah": 1_000_000}
    actions.change(proposal, values, version=None, by=rds)
    actions.remove(proposal, by=rds)
    assert [offer.left for offer in offers_for(rembuk)] == [1]

    take_over(rembuk, "rds", by=rds)

    assert rembuk.proposals.get().cost_rupiah == 1_000_000


def test_an_open_discussion_offers_nothing(village, quarter, rembuk, rds):
    make_discussion(village, by=rds, quarter=quarter)

    assert offers_for(rembuk) == []
    assert take_over(rembuk, "rds", by=rds) == 0


def test_a_settled_rembuk_takes_nothing_over(finished, ready, rds, village):
    actions.settle(ready.berita_acaras.get(), by=rds)
    ready.village = village

    with pytest.raises(MeetingSettled):
        take_over(ready, "rds", by=rds)


def test_the_mad_comes_with_the_share_of_the_village(
    page, village, neighbour, rembuk, kecamatan
):
    other = make_user("rds_lain", (Role.RDS, neighbour.code))
    for one, by in ((village, kecamatan), (neighbour, other)):
        quarter = make_quarter(one, number=1)
        released_discussion(one, by=by, quarter=quarter)
    mad = mad_acts.open_mad(village.district, 2026, by=kecamatan)
    fill_mad(mad, by=kecamatan, codes=[village.code, neighbour.code])
    assert [offer.origin for offer in offers_for(rembuk)] == ["rds"]
    mad_acts.finish_mad(mad, by=kecamatan)

    page.post(url("take_over", rembuk, "mad"))

    proposal = rembuk.proposals.get()
    assert (proposal.origin, proposal.cost_rupiah) == ("mad", 4_000_000)
    assert proposal.problem.text == "Kelas pengasuhan kurang"
    with pytest.raises(mad_acts.MadRefused, match="sudah diambil Rembuk"):
        mad_acts.reopen_mad(mad, by=kecamatan)


def test_only_a_rembuk_takes_over(page, finished):
    keys = finished.meeting
    assert page.post(url("take_over", keys, "rds")).status_code == 404
