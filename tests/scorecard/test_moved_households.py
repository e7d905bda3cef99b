"""A household that moved counts, with its whole history, where it is on the day.

On random villages: the engine in both villages and the evaluator of each person say
what the third reading says of two workbooks, one without the moved households and one
of them alone.
"""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households import actions
from households.models import Quarter
from scorecard import engine
from scorecard.explain import explain
from scorecard.reading import scorecard_of
from tests.cast import make_village
from tests.scorecard import third_reading
from tests.scorecard.engine_readings import taken_back
from tests.scorecard.third_dates import moment_of
from tests.scorecard.third_register import rows
from tests.scorecard.village_checks import patient
from tests.scorecard.villages_at_random import cases
from tests.scorecard.workbook_rows import load
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
THERE = "Wetan"
OF_THE_VILLAGE = {"dusun", "posyandu"}


def split(book, gone):
    """Two workbooks: of who stayed, and of who moved, as the new village has them."""
    keys = {"ibu_hamil": "id_ibu", "anak": "id_anak"}
    moved = {("rumah_tangga", key) for key in gone}
    for sheet, key in keys.items():
        moved |= {(sheet, r[key]) for r in rows(book, sheet) if r["id_rt"] in gone}
    owners = {
        "rumah_tangga": ("rumah_tangga", "id_rt"),
        "ibu_hamil": ("ibu_hamil", "id_ibu"),
        "anak": ("anak", "id_anak"),
        "bulanan_ibu": ("ibu_hamil", "id_ibu"),
        "bulanan_anak": ("anak", "id_anak"),
        "paud": ("anak", "id_anak"),
    }
    here, there = dict(book), dict(book)
    for sheet, (kind, key) in owners.items():
        found = rows(book, sheet)
        here[sheet] = [row for row in found if (kind, row[key]) not in moved]
        there[sheet] = [row for row in found if (kind, row[key]) in moved]
    changes = rows(book, "perubahan")
    here["perubahan"] = [r for r in changes if (r["jenis"], r["id"]) not in moved]
    there["perubahan"] = [
        row
        for row in changes
        if (row["jenis"], row["id"]) in moved and row["kolom"] not in OF_THE_VILLAGE
    ]
    there["rumah_tangga"] = [r | {"dusun": THERE} for r in there["rumah_tangga"]]
    for sheet in keys:
        there[sheet] = [row | {"posyandu": ""} for row in there[sheet]]
    return here, there


def move(household, neighbour, day):
    offer = actions.offer_transfer(household, by=None, to_village=neighbour)
    return actions.accept_transfer(
        offer, by=None, dusun=neighbour.dusuns.get(), today=day
    ).moved_on


def read(village, quarter, moment, targets):
    """What the engine says of a village, with its letters by the workbook's keys."""
    engine.store_villages([village.pk], quarter, moment.as_of)
    at = {"year": quarter.year, "number": quarter.number}
    Quarter.objects.filter(village=village, **at).delete()
    Quarter.objects.create(village=village, as_of=moment.as_of, **at)
    found = scorecard_of(village, quarter).as_json()
    keys = {(kind, row.pk): key for (kind, key), row in targets.items()}
    found["letters"] = {
        (row.kind, keys[row.kind, row.pregnancy_id or row.child_id]): (
            row.due,
            row.received,
        )
        for row in village.target_quarters.exclude(kind="paud")
    }
    return found


@patient
@given(case=cases(), chosen=st.integers(1, 127), place=st.integers(-60, 60))
def test_every_reading_follows_a_household_that_moved(case, chosen, place):
    quarter = Triwulan(case.year, case.quarter)
    moment = moment_of(case.year, case.quarter, case.as_of, third_reading.TODAY)
    homes = [row["id_rt"] for row in rows(case.book, "rumah_tangga")]
    with taken_back():
        village = make_village(dusuns=())
        neighbour = make_village("3307052002", "Sukamundur", dusuns=[THERE])
        loaded = load(village, case.book)
        day = moment.as_of + timedelta(days=place)
        gone = {
            key
            for number, key in enumerate(homes)
            if chosen >> number & 1
            and move(loaded.households[key], neighbour, day) <= moment.as_of
        }
        found = [
            read(one, quarter, moment, loaded.targets) for one in (village, neighbour)
        ]
        judged = {
            key: explain(target, quarter, moment.as_of)
            for key, target in loaded.targets.items()
        }
    for one, book in zip(found, split(case.book, gone), strict=True):
        expected = third_reading.scorecard(
            book, case.year, case.quarter, as_of=case.as_of
        )
        letters = one.pop("letters")
        assert letters.keys() == expected.pop("letters").keys()
        assert one == expected
        for key, masks in letters.items():
            assert (judged[key].due, judged[key].received) == masks
