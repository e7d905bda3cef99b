"""Many savers, workers, finalisations and kills at once: afterwards nothing is wrong.

By day a small crowd; `make nightly` sends 5,000 saves, ten finalisations, five kills.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import product
from signal import SIGKILL
from subprocess import PIPE

import pytest
from django.db.models import Sum

from households.models import Quarter
from scorecard import actions
from scorecard.checks import ChecksOpen
from scorecard.parity import differences
from scorecard.reading import area_scorecard, scorecard_of
from tests.cast import make_village
from tests.scorecard.stories import (
    TW1,
    TW2,
    explain_all,
    family,
    quarter_of,
)
from tests.servers.worker import eventually
from villages.quarters import Triwulan

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
RUNNING = Triwulan(2025, 4)  # every save marks it, and it never becomes final


@dataclass(frozen=True)
class Crowd:
    villages: int
    savers: int
    saves: int  # of each saver
    finals: int
    kills: int


BY_DAY = Crowd(villages=2, savers=3, saves=60, finals=2, kills=1)
BY_NIGHT = Crowd(villages=5, savers=5, saves=1000, finals=10, kills=5)
CROWD = BY_NIGHT if os.environ.get("EXAMPLES") == "nightly" else BY_DAY


def saved() -> int:
    """How many changes of facts have been committed."""
    return Quarter.objects.of(RUNNING).aggregate(all=Sum("touched"))["all"]


STEPS = {
    "berjalan": actions.verify,
    "diverifikasi": actions.validate,
    "divalidasi": actions.finalise,
}


def finalise_in_the_crowd(village, quarter):
    """All steps; a step is tried anew where a save brought a new open check."""
    while not (row := quarter_of(village, quarter)).is_final:
        explain_all(row)
        with suppress(ChecksOpen):
            STEPS[row.state](row, by=None)


def kill_one_that_computes(start):
    doomed = start("hang", stdout=PIPE)
    doomed.stdout.readline()
    doomed.send_signal(SIGKILL)
    doomed.wait()


def test_a_crowd_of_savers_and_workers_leaves_nothing_wrong(village, start):
    villages = [village]
    villages += [make_village(f"33070520{n + 1:02}") for n in range(1, CROWD.villages)]
    for place, month in product(villages, range(1, 5)):
        family(place, date(2024, month, 3))
    before = saved()
    workers = [start("compute") for _ in range(2)]
    savers = [start("save", seed, CROWD.saves) for seed in range(CROWD.savers)]
    finals = list(product((TW1, TW2), villages))[: CROWD.finals]
    step = CROWD.savers * CROWD.saves // (2 * CROWD.finals)
    for number, (quarter, place) in enumerate(finals):
        enough = before + step * number // 2
        eventually(lambda enough=enough: saved() > enough, within=600)
        if number < CROWD.kills:
            kill_one_that_computes(start)
        finalise_in_the_crowd(place, quarter)
    assert [saver.wait(3000) for saver in savers] == [0] * CROWD.savers
    for worker in workers:
        worker.communicate("", timeout=600)

    actions.drain(wait=True)

    assert not Quarter.objects.stale().exists()
    assert list(differences()) == []
    assert Quarter.objects.filter(state="final").count() == CROWD.finals
    parts = [scorecard_of(place, TW2).village.due for place in villages]
    assert area_scorecard("00", TW2).village.due == sum(parts)
