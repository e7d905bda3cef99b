"""Diskusi RDS and MAD for tests, made by the verbs that the pages use."""

from datetime import date, time

from django.urls import reverse

from rembuk import actions
from rembuk.actions import discussion as acts
from rembuk.actions import mad as mad_acts
from rembuk.ranking import gaps_of
from scorecard.reading import scorecard_of
from tests.rembuk.meetings import add_people, add_proposal, change, make_quarter

HELD_ON = date(2026, 5, 12)


def make_discussion(village, *, by, quarter=None, gaps=3):
    """A discussion just opened from the scorecard."""
    quarter = quarter or make_quarter(village)
    found = gaps_of(scorecard_of(village, quarter.triwulan))[:gaps]
    return acts.open_discussion(village, quarter, gaps=found, by=by)


def add_opportunity(discussion, *, by, **values):
    values = {
        "kind": "tenaga",
        "text": "Guru PAUD siap mengisi kelas pengasuhan",
        "owner": "PAUD Melati",
    } | values
    return actions.add(discussion.meeting.opportunities, values, by=by)


def fill(discussion, *, by):
    """All that must be there before it can be finished."""
    meeting = discussion.meeting
    change(
        meeting,
        by,
        held_on=HELD_ON,
        starts_at=time(9, 0),
        place="Sekretariat RDS",
        leader="Wahyuningsih (Ketua RDS)",
        secretary="Siti Nurhayati (KPM)",
    )
    add_people(meeting, [("Wahyuningsih", "P", "rds", "Ketua RDS")], by=by)
    add_proposal(meeting, by=by)
    add_opportunity(discussion, by=by)
    return again(discussion)


def again(discussion):
    """The rows as they are stored now."""
    found = type(discussion).objects.select_related("meeting__quarter")
    row = found.get(pk=discussion.pk)
    row.village = row.meeting.village = discussion.village
    return row


def finished_discussion(village, *, by, **more):
    row = fill(make_discussion(village, by=by, **more), by=by)
    return again(acts.finish_discussion(row, by=by))


def released_discussion(village, *, by, **more):
    row = finished_discussion(village, by=by, **more)
    acts.release(row, by=by)
    return row


def fill_mad(mad, *, by, codes):
    """All that must be there before it can be finished, beside the villages."""
    mad_acts.change_mad(
        mad,
        {
            "held_on": date(2026, 5, 25),
            "starts_at": time(9, 0),
            "place": "Aula Kecamatan Kaliwiro",
            "leader": "Hendro Sasongko (Ketua BKAD)",
            "secretary": "Ratna Kartikasari",
            "speakers": "Diah Retnowati (Dinas Kesehatan)",
        },
        version=None,
        by=by,
    )
    problem = mad_acts.add_row(
        mad.problems,
        {"package": "PAUD", "text": "Kelas pengasuhan kurang", "village_codes": codes},
        by=by,
    )
    mad_acts.add_row(
        mad.opportunities,
        {"kind": "program", "text": "Pelatihan kader BKB", "owner": "DPPKB"},
        by=by,
    )
    add_activity(mad, problem, by=by, shares=dict.fromkeys(codes, 4_000_000))
    mad_acts.add_row(
        mad.attendances,
        {
            "name": "Diah Retnowati",
            "sex": "P",
            "element": "opd",
            "institution": "Dinas Kesehatan",
        },
        by=by,
    )
    mad.refresh_from_db()
    return mad


def add_activity(mad, problem, *, by, **values):
    values = {
        "problem": problem,
        "nature": "sensitif",
        "activity": "Pelatihan bersama kader BKB",
        "location": "Aula kecamatan",
        "volume": "30 kader; 2 hari",
        "cost_rupiah": 15_000_000,
        "source": "dd",
        "executor": "BKAD",
        "activity_code": "2.2.06",
        "shares": {},
    } | values
    return mad_acts.add_row(mad.activities, values, by=by)


def page_of(name, discussion, *more):
    """The address of one of a discussion's pages."""
    keys = [discussion.village.code, discussion.year, discussion.meeting_id, *more]
    return reverse(f"rembuk:{name}", args=keys)


def of_mad(name, mad, *more):
    """The address of one of a MAD's pages."""
    return reverse(f"rembuk:{name}", args=[mad.area.code, mad.year, *more])


def a_discussion(village, user):
    """A value for every number in an address of a discussion or a MAD."""
    row = make_discussion(village, by=user, quarter=make_quarter(village, number=3))
    chance = add_opportunity(row, by=user)
    mad = mad_acts.open_mad(village.district, 2026, by=user)
    fill_mad(mad, by=user, codes=[village.code])
    return {
        "opportunity_id": chance.pk,
        "origin": "rds",
        "mad_problem_id": mad.problems.get().pk,
        "mad_opportunity_id": mad.opportunities.get().pk,
        "mad_activity_id": mad.activities.get().pk,
        "mad_attendance_id": mad.attendances.get().pk,
    }
