"""A village whose quarter is final, and all that quarter prints, to compare."""

import json
from datetime import date
from types import SimpleNamespace

from households import actions
from households.packages import Who
from scorecard.documents import convergence_report, formulir_3
from scorecard.matrices import matrix_of
from scorecard.models import Figure, Snapshot, TargetQuarter
from scorecard.reading import scorecard_of
from tests.cast import make_child, make_household, make_statement
from tests.scorecard.counted_village import (
    QUARTER,
    counted,
    finalised,
    preschooler,
    settle,
)
from villages.codes import ancestors

IN = date(2025, 11, 20)  # a day of the final quarter
NOW = date(2026, 2, 1)
TWIN = date(2025, 2, 3)


def closed(village, neighbour, kpm, admin_desa):
    """The worked village with one of everything that can be changed, made final."""
    mother, child = counted(village)
    poor = village.households.get(head_name="Pak Tani 1")
    gone = make_child(poor, date(2025, 3, 1), name="Sudah Pindah")
    double = make_child(child.household, TWIN, name="Achmad Fauzan")
    actions.exit_target(gone, by=kpm, on=IN, reason="pindah", today=NOW)
    missed = actions.miss(
        poor.people.get(name="Putri Ayu 1"),
        by=kpm,
        visited_on=IN,
        reason="tidak ada",
        today=NOW,
    )
    change = actions.change_fact(
        poor, by=kpm, column="jamban_layak", on=IN, value="x", today=NOW
    )
    big = preschooler(village, "v", "x")
    settle(village)
    snapshot = finalised(village, kpm=kpm, admin=admin_desa)
    return SimpleNamespace(
        village=village,
        neighbour=neighbour,
        kpm=kpm,
        admin=admin_desa,
        home=child.household,
        poor=poor,
        mother=mother,
        child=child,
        double=double,
        gone=gone,
        missed=missed,
        change=change,
        big=big,
        snapshot=snapshot,
    )


def printed(village, *, names=True) -> dict:
    """All that the final quarter says: snapshot, letters, figures and forms."""
    snapshot = Snapshot.objects.get(quarter__village=village)
    forms = [formulir_3(village, QUARTER, who).data for who in (Who.MOTHER, Who.CHILD)]
    forms.append(convergence_report(village, QUARTER).data)
    matrices = [matrix_of(village, QUARTER, who) for who in (Who.MOTHER, Who.CHILD)]
    places = (village.code, *ancestors(village.code))
    told = {
        "seal": [snapshot.sha256, snapshot.is_intact, snapshot.reopened_at],
        "content": snapshot.content,
        "scorecard": scorecard_of(village, QUARTER).as_json(),
        "letters": _rows(TargetQuarter, village=village),
        "figures": _rows(Figure, area_code__in=places),
        "reckoned": [
            {p.uuid: [letter.value for letter in p.letters.values()] for p in m.people}
            for m in matrices
        ],
    }
    if names:
        told |= {"names": snapshot.names, "forms": forms}
    return json.loads(json.dumps(told, default=str, sort_keys=True))


def _rows(model, **of):
    rows = model.objects.filter(year=QUARTER.year, number=QUARTER.number, **of)
    kept = [{k: v for k, v in row.items() if k != "id"} for row in rows.values()]
    return sorted(map(str, kept))


def another_home(village, name="Pak Baru"):
    """A household to move into, registered before the quarter."""
    home = make_household(village, head_name=name)
    make_statement(home, "air_aman", home.registered_on, origin=0)
    return home
