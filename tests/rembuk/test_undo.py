"""What is removed from a rembuk comes back with one press."""

import uuid

import pytest

from rembuk import actions
from rembuk.models import MeetingSettled
from tests.rembuk.meetings import add_proposal, url

pytestmark = pytest.mark.django_db


def undo_of(answer, meeting, part, row):
    """The address behind "Batalkan", which the page must offer."""
    address = url("row_restore", meeting, part, row.pk)
    assert f'action="{address}"' in answer.content.decode()
    return address


@pytest.mark.parametrize(
    ("name", "part", "rows"),
    [
        ("problem", "masalah", "problems"),
        ("attendance", "hadir", "attendances"),
        ("proposal", "usulan", "proposals"),
    ],
)
def test_a_removed_row_comes_back_in_its_place(page, ready, name, part, rows):
    before = list(getattr(ready, rows).all())
    row = before[-1]

    answer = page.post(url(f"{name}_remove", ready, row.pk), follow=True)
    assert row not in getattr(ready, rows).all()
    page.post(undo_of(answer, ready, part, row))

    assert list(getattr(ready, rows).all()) == before


def test_a_proposal_brings_its_problem_back(page, meeting, rds):
    problem = meeting.problems.first()
    proposal = add_proposal(meeting, by=rds)
    actions.remove(proposal, by=rds)
    actions.remove(problem, by=rds)

    page.post(url("row_restore", meeting, "usulan", proposal.pk))

    assert proposal in meeting.proposals.all()
    assert problem in meeting.problems.all()


def test_a_form_of_a_removed_row_sent_again_makes_a_new_one(page, meeting):
    data = {"uuid": str(uuid.uuid4()), "text": "Air sungai keruh", "package": "AIR"}
    page.post(url("problem_add", meeting), data)
    first = meeting.problems.last()
    page.post(url("problem_remove", meeting, first.pk))

    page.post(url("problem_add", meeting), data)

    assert meeting.problems.last().text == "Air sungai keruh"
    assert meeting.problems.last() != first


def test_nothing_comes_back_into_a_settled_rembuk(page, ready, rds):
    person = ready.attendances.last()
    actions.remove(person, by=rds)
    actions.add(
        ready.attendances,
        {"name": "Wakil", "sex": "L", "element": person.element},
        by=rds,
    )
    actions.settle(ready.berita_acaras.get(), by=rds)

    with pytest.raises(MeetingSettled):
        actions.restore(person, by=rds)


def test_a_part_that_does_not_exist_is_not_found(page, meeting):
    assert page.post(url("row_restore", meeting, "janji", 1)).status_code == 404
