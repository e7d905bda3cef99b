"""Two secretaries at once lose nothing: minutes, problems, proposals, attendance."""

import uuid

import pytest

from rembuk import actions
from rembuk.actions.minutes import type_minutes
from rembuk.models import Meeting
from tests.at_once import at_once, refused
from tests.cast import make_user, make_village
from tests.rembuk.meetings import add_proposal, make_meeting, make_quarter
from villages.models.entry import StaleVersion
from villages.models.posting import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hers():
    return make_user("siti", (Role.RDS, "3307052001"))


@pytest.fixture
def his():
    return make_user("budi", (Role.KPM, "3307052001"))


@pytest.fixture
def meeting(hers):
    village = make_village()
    return make_meeting(village, make_quarter(village), by=hers)


def typing(meeting, title, lines, by):
    """A secretary who types line after line, each saved before the next."""

    def act():
        base = ""
        for line in lines:
            mine = f"{base}\n{line}" if base else f"{title}\n{line}"
            found = type_minutes(meeting, base, mine, by=by)
            base = "\n".join([title, *found.parts[title]])

    return act


def lines_of(name):
    return [f"{name} mengatakan hal ke-{number}." for number in range(1, 13)]


def test_minutes_typed_by_two_in_one_part_hold_every_line(meeting, hers, his):
    told = at_once(
        typing(meeting, "Usulan", lines_of("Siti"), hers),
        typing(meeting, "Usulan", lines_of("Budi"), his),
    )

    assert refused(told) == []
    said = Meeting.objects.get(pk=meeting.pk).minutes.splitlines()
    assert sorted(said[1:]) == sorted([*lines_of("Siti"), *lines_of("Budi")])


def test_minutes_typed_by_two_in_two_parts_stand_in_their_order(meeting, hers, his):
    told = at_once(
        typing(meeting, "Masalah", lines_of("Siti"), hers),
        typing(meeting, "Usulan", lines_of("Budi"), his),
    )

    assert refused(told) == []
    parts = Meeting.objects.get(pk=meeting.pk).minutes.split("\n\n")
    assert sorted(parts) == [
        "\n".join(["Masalah", *lines_of("Siti")]),
        "\n".join(["Usulan", *lines_of("Budi")]),
    ]


def adding(meeting, by):
    """A secretary who adds six problems, four proposals and six people."""

    def act():
        for number in range(6):
            values = {"text": f"Masalah {by} {number}", "package": "KIA"}
            actions.add(meeting.problems, values, uuid=uuid.uuid4(), by=by)
            values = {"name": f"Peserta {by} {number}", "sex": "P", "element": "pkk"}
            actions.add(meeting.attendances, values, uuid=uuid.uuid4(), by=by)
        for number in range(4):
            add_proposal(meeting, by=by, activity=f"Usulan {by} {number}")

    return act


def test_rows_added_by_two_are_all_there_with_a_place_each(meeting, hers, his):
    before = meeting.problems.count()

    told = at_once(adding(meeting, hers), adding(meeting, his))

    assert refused(told) == []
    assert meeting.attendances.count() == 12
    for rows, count in ((meeting.problems, before + 12), (meeting.proposals, 8)):
        ranks = list(rows.values_list("rank", flat=True))
        assert ranks == list(range(1, count + 1))


def test_one_form_posted_twice_at_once_is_one_row(meeting, hers):
    values = {"name": "Kasmini", "sex": "P", "element": "masyarakat"}
    identity = uuid.uuid4()

    def act():
        actions.add(meeting.attendances, values, uuid=identity, by=hers)

    told = at_once(act, act, act)

    assert refused(told) == []
    assert meeting.attendances.count() == 1


def test_of_two_who_change_one_row_the_second_is_told(meeting, hers, his):
    problem = meeting.problems.first()

    def says(text, by):
        row = meeting.problems.get(pk=problem.pk)

        def act():
            actions.change(row, {"text": text}, version=problem.version, by=by)

        return act

    told = at_once(says("Dari Siti", hers), says("Dari Budi", his))

    (stale,) = refused(told)
    assert isinstance(stale, StaleVersion)
    assert meeting.problems.first().text == stale.saved.text
