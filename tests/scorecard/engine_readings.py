"""The engine and the evaluator as readings: a workbook in, the command's JSON out.

Each writes the workbook into a village of its own, reads, and takes it all back.
"""

import itertools
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from households.models import Quarter
from scorecard import engine
from scorecard.convergence import Convergence, letters, of_masks
from scorecard.evaluator import Evaluation
from scorecard.explain import explain
from scorecard.reading import scorecard_of
from scorecard.rules import Group
from scorecard.rules.hpk_2018 import RULES as HPK_2018
from scorecard.tables import COLOURS
from tests.cast import make_village
from tests.scorecard.third_dates import moment_of
from tests.scorecard.third_reading import TODAY
from tests.scorecard.workbook_rows import load
from villages.quarters import Triwulan

_codes = itertools.count(3307052001)
KINDS = {"ibu": "ibu", "anak": "anak"}


def by_engine(book, year, quarter, as_of=None, today: date = TODAY):
    """Facts → letters → figures stored, and read as the pages read them."""
    moment = moment_of(year, quarter, as_of, today)
    with _village(book) as (village, targets):
        triwulan = Triwulan(year, quarter)
        engine.store_villages([village.pk], triwulan, moment.as_of)
        Quarter.objects.create(
            village=village, year=year, number=quarter, as_of=moment.as_of
        )
        found = scorecard_of(village, triwulan).as_json()
        rows = village.target_quarters.exclude(kind="paud")
        keys = {(kind, row.pk): key for (kind, key), row in targets.items()}
        found["letters"] = {
            (row.kind, keys[row.kind, row.pregnancy_id or row.child_id]): _shown(row)
            for row in rows
        }
    return found


def _shown(row):
    return _letters(row.kind, row.due, row.received)


def _letters(kind, due, received):
    own = {
        i.code
        for i in HPK_2018.indicators
        if i.who == ("ibu_hamil" if kind == "ibu" else "anak")
    }
    every = letters(due, received, HPK_2018)
    return {code: letter.value for code, letter in every.items() if code in own}


@contextmanager
def taken_back():
    """What is written inside is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _village(book):
    """A village of the workbook that is gone afterwards."""
    with taken_back():
        village = make_village(str(next(_codes)), dusuns=())
        yield village, load(village, book).targets


def by_evaluator(book, year, quarter, as_of=None, today: date = TODAY):
    """Every target judged alone, and added up here."""
    moment = moment_of(year, quarter, as_of, today)
    with _village(book) as (_, targets):
        judged = {
            key: explain(target, Triwulan(year, quarter), moment.as_of)
            for key, target in targets.items()
        }
        homes = {key: _home(target, moment.as_of) for key, target in targets.items()}
    return _added_up(
        {key: one for key, one in judged.items() if one is not None}, homes, moment
    )


def _home(target, as_of):
    person = getattr(target, "woman", target)
    household = person.memberships.order_by("-from_on").first().household
    dusun = household.residences.filter(from_on__lte=as_of).order_by("-from_on").first()
    said = target.statements.filter(column="posyandu", stated_on__lte=as_of)
    posyandu = said.order_by("-stated_on", "-origin").first()
    name = posyandu.posyandu.name if posyandu and posyandu.posyandu else ""
    return household.pk, dusun.dusun.name if dusun else "", name


def _added_up(judged: dict[tuple, Evaluation], homes, moment):
    mothers = {k: e for k, e in judged.items() if k[0] == "ibu"}
    children = {k: e for k, e in judged.items() if e.group is Group.CHILD}
    older = [e for e in judged.values() if e.group is Group.PRESCHOOL]
    both = mothers | children
    groups = {"ibu_hamil": _sum(mothers.values()), "anak": _sum(children.values())}
    indicators = {
        indicator.code: _pair(_indicator(both.values(), indicator))
        for indicator in HPK_2018.indicators
    }
    paud = sum((e.paud for e in older), Convergence())
    indicators |= {"konseling_anak_laki": _fathers(children), "paud": _pair(paud)}
    colours = [
        {"H": "hijau", "K": "kuning", "M": "merah"}.get(e.mat, "tidak_diukur")
        for e in children.values()
    ]
    return {
        "as_of": moment.as_of.isoformat(),
        "rule_set": HPK_2018.name,
        "state": "berjalan",
        "households": len({homes[key][0] for key in both}),
        "population": {
            "ibu_hamil": len(mothers),
            "kek_resti": sum(e.is_at_risk for e in mothers.values()),
            "anak": len(children),
            "anak_gizi": sum(e.is_at_risk for e in children.values()),
            "anak_2_6": len(older),
        },
        "tikar": {colour: colours.count(colour) for colour in COLOURS},
        "indicators": indicators,
        "paud_unmarked": sum(e.paud_unmarked for e in older),
        "unvisited": sum(not e.is_visited for e in both.values()),
        "groups": {name: one.as_json() for name, one in groups.items()},
        "village": sum(groups.values(), Convergence()).as_json(),
        "dusun": _parts(both, homes, 1),
        "posyandu": _parts(both, homes, 2),
        "letters": {
            key: _letters(key[0], one.due, one.received) for key, one in both.items()
        },
    }


def _sum(evaluations):
    return sum((e.convergence for e in evaluations), Convergence())


def _pair(figure):
    return {"received": figure.received, "due": figure.due}


def _indicator(evaluations, indicator):
    bit = HPK_2018.bit(indicator.code)
    return sum(
        (of_masks(e.due & bit, e.received & bit) for e in evaluations), Convergence()
    )


def _fathers(children):
    due = [e for e in children.values() if e.due & HPK_2018.bit("konseling_anak")]
    return {"received": sum(e.father_came for e in due), "due": len(due)}


def _parts(both, homes, place):
    found = {}
    for key, one in both.items():
        name = homes[key][place]
        found[name] = found.get(name, Convergence()) + one.convergence
    return {name: _pair(figure) for name, figure in sorted(found.items()) if figure.due}
