"""Pelaksanaan for tests, as rows and as the form sends it. All names are invented."""

from datetime import date
from uuid import uuid4

from rembuk import actions
from rembuk.actions import advocacy as acts
from rembuk.models import Step
from tests.rembuk.meetings import complete, make_meeting, make_quarter, sign_all
from villages.models import BudgetLine

S = Step.State


def make_line(village, **fields):
    """A line of the APB Desa."""
    fields = {
        "year": 2026,
        "activity_code": "2.2.06",
        "name": "Bina Keluarga Balita",
        "amount_rupiah": 10_000_000,
    } | fields
    return BudgetLine.objects.create(village=village, **fields)


def make_delivery(village, **fields):
    """An activity of Triwulan III 2026."""
    fields = {
        "activity": "Kelas pengasuhan",
        "package": "PAUD",
        "started_on": date(2026, 7, 6),
        "ended_on": date(2026, 9, 21),
        "place": "Balai Desa",
        "source": "dd",
        "cost_rupiah": 2_400_000,
        "others": 40,
    } | fields
    return village.deliveries.create(**fields)


def typed(**fields):
    """The form as a browser sends it."""
    return {
        "uuid": str(uuid4()),
        "activity": "Kelas pengasuhan",
        "aim": "pengasuhan",
        "started_on": "2026-07-06",
        "ended_on": "2026-09-21",
        "place": "Balai Desa",
        "source": "dd",
        "cost_rupiah": "2.400.000",
        "others": "40",
    } | fields


def budgeted(village, *, by):
    """A proposal of a ratified rembuk that came into the APB Desa, and its line."""
    meeting = make_meeting(village, make_quarter(village), by=by)
    complete(meeting, by=by)
    record = actions.settle(meeting.berita_acaras.get(), by=by)
    sign_all(record, by=by)
    actions.ratify(record, by=by)
    proposal = meeting.proposals.get()
    line = make_line(village)
    for state, values in (
        (S.RKP, {"taken_on": date(2026, 7, 20)}),
        (
            S.APB,
            {
                "taken_on": date(2026, 8, 3),
                "amount_rupiah": 9_600_000,
                "budget_line": line,
            },
        ),
    ):
        acts.take_step(proposal, state, values, by=by)
    return proposal, line
