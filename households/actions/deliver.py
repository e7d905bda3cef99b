"""A delivery ends a pregnancy and registers the newborns in the same step."""

from dataclasses import dataclass
from dataclasses import replace as with_changes
from decimal import Decimal

from django.db import transaction

from households.models import Statement
from households.plausible import Problem
from households.plausible_births import LIVE, PregnancyFacts, delivery_problems
from villages import audit
from villages.actions.saving import note_change, overwrite

from .register import PREGNANCY_FIELDS, register_child
from .saving import refuse, today_of, touch, villages_of_people


@dataclass(frozen=True)
class Newborn:
    """One live-born child of a delivery; the NIK comes later ("menunggu NIK")."""

    name: str
    sex: str
    birth_weight_kg: Decimal | None = None
    birth_length_cm: Decimal | None = None
    uuid: object = None


def facts_of(pregnancy):
    """The dates of a saved pregnancy, for the rules."""
    return PregnancyFacts(
        due_on=pregnancy.due_on,
        registered_on=pregnancy.registered_on,
        lmp_on=pregnancy.lmp_on,
        ended_on=pregnancy.ended_on,
        outcome=pregnancy.outcome,
        live_births=pregnancy.live_births,
    )


@transaction.atomic
def deliver(
    pregnancy,
    *,
    by,
    ended_on,
    outcome=LIVE,
    newborns=(),
    registered_on=None,
    version=None,
    today=None,
):
    """End a pregnancy and register its newborns (twins are two). Returns the children.

    The children are registered on `registered_on`, today when None. A repeated post
    returns the children of the first. Raises Implausible, QuarterFinal, StaleVersion.
    """
    today = today_of(pregnancy.woman.household, today)
    live = len(newborns) if outcome == LIVE else 0
    ended = {"ended_on": ended_on, "outcome": outcome, "live_births": live}
    facts = with_changes(facts_of(pregnancy), **ended)
    refuse([*delivery_problems(facts, today), *_newborn_problems(outcome, newborns)])
    villages = villages_of_people(pregnancy.woman)
    touch(villages, since=ended_on, dated=[ended_on], today=today)
    pregnancy.refresh_from_db(fields=["ended_on", "outcome", "live_births", "version"])
    before = audit.values_of(pregnancy, PREGNANCY_FIELDS)
    if before == {**before, **ended, "ended_on": ended_on.isoformat()}:
        return list(pregnancy.newborns.order_by("pk"))
    refuse(_delivered_already(pregnancy))
    overwrite(pregnancy, ended, version=version, by=by)
    village = pregnancy.woman.household.village
    note_change(pregnancy, before, PREGNANCY_FIELDS, village=village, by=by)
    return [
        _register(pregnancy, newborn, registered_on or today, by=by, today=today)
        for newborn in newborns[:live]
    ]


def _newborn_problems(outcome, newborns):
    if outcome == LIVE and not newborns:
        yield Problem(
            "newborns", "Bayi yang lahir hidup belum diisi.", "Isi nama dan kelaminnya."
        )


def _delivered_already(pregnancy):
    if pregnancy.ended_on:
        yield Problem(
            "ended_on",
            "Akhir kehamilan ini sudah dicatat.",
            "Perbaiki lewat “Ubah data kehamilan” bila keliru.",
        )


def _register(pregnancy, newborn, registered_on, *, by, today):
    return register_child(
        pregnancy.woman.household,
        by=by,
        name=newborn.name,
        sex=newborn.sex,
        born_on=pregnancy.ended_on,
        registered_on=registered_on,
        mother=pregnancy.woman,
        birth_pregnancy=pregnancy,
        birth_weight_kg=newborn.birth_weight_kg,
        birth_length_cm=newborn.birth_length_cm,
        posyandu=_posyandu_of(pregnancy),
        uuid=newborn.uuid,
        today=today,
    )


def _posyandu_of(pregnancy):
    """The mother's newest posyandu: her child goes where she went."""
    stated = pregnancy.statements.filter(column=Statement.Column.POSYANDU)
    newest = stated.order_by("stated_on", "origin").select_related("posyandu").last()
    return newest.posyandu if newest else None
