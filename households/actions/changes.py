"""Changing what the register says: dated facts, corrections, and leaving it."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from households.models import Household, Person, Pregnancy, Residence, Statement
from households.models.entry import NEVER_COUNTED
from households.plausible import (
    Problem,
    Span,
    change_problems,
    child_problems,
    exit_problems,
    registration_problems,
    woman_problems,
)
from households.plausible_births import NIFAS_DAYS, pregnancy_problems
from households.plausible_measures import Child
from villages import audit
from villages.actions.saving import given_uuid, note_change, overwrite
from villages.models import AuditEntry
from villages.models.entry import StaleVersion

from .deliver import facts_of
from .register import (
    HOUSEHOLD_FIELDS,
    PERSON_FIELDS,
    PREGNANCY_FIELDS,
    birth_measure_problems,
)
from .saving import (
    refuse,
    refuse_if_merged,
    today_of,
    touch,
    villages_of_households,
    villages_of_people,
)


def household_of(about):
    """The household a row of the register belongs to now."""
    if isinstance(about, Household):
        return about
    return person_of(about).household


def person_of(target):
    """The person a target is about."""
    return target.woman if isinstance(target, Pregnancy) else target


def span_of(about):
    """From when to when a row of the register holds."""
    if isinstance(about, Household):
        return Span(about.registered_on)
    return Span(about.registered_on, about.exited_on, about.exit_reason)


def villages_of(about):
    """Ids of every village the figures of which a row can change."""
    if isinstance(about, Household):
        return villages_of_households(about)
    return villages_of_people(person_of(about))


# --- dated facts ---


@transaction.atomic
def change_fact(
    about,
    *,
    by,
    column,
    on,
    value="",
    posyandu=None,
    uuid=None,
    version=None,
    today=None,
):
    """State a fact of a household, pregnancy or child anew from a day on.

    `column` is a Statement.Column; a second change of the same day corrects the
    first. With a version, 0 for a change not made yet, a change that somebody else
    made meanwhile is not overwritten. Raises Implausible, QuarterFinal, StaleVersion.
    """
    household = household_of(about)
    today = today_of(household, today)
    refuse_if_merged(about)
    refuse(change_problems(on, span_of(about), today))
    lived = villages_of(about)
    if column == _POSYANDU:
        refuse(_arrival_problems(lived, on))
    touch(lived, since=on, dated=[on], today=today)
    subject = {Household: "household", Pregnancy: "pregnancy", Person: "child"}
    same_day = {
        subject[type(about)]: about,
        "column": column,
        "stated_on": on,
        "origin": Statement.Origin.CHANGE,
    }
    saved = Statement.objects.filter(**same_day).first()
    old = _told(saved)
    if saved and (saved.value, saved.posyandu) == (value, posyandu):
        return saved
    is_mine = saved and saved.recorded_by_id == by.pk
    if saved and not is_mine and version not in (None, saved.version):
        raise StaleVersion(saved)
    row = saved or Statement(**same_day, **given_uuid(Statement, uuid))
    row.value, row.posyandu, row.recorded_by = value, posyandu, by
    row.version = saved.version + 1 if saved else 1
    row.save()
    _note(about, {f"{column} {on}": [old, _told(row)]}, by=by)
    return row


_POSYANDU = Statement.Column.POSYANDU


def _arrival_problems(lived, on):
    """A dusun or posyandu of this village says nothing of the days before."""
    if not lived.villages_on(on) <= lived.here:
        yield Problem(
            "stated_on",
            "Pada tanggal itu keluarga ini masih tinggal di desa lain.",
            "Pilih tanggal sesudah kedatangannya.",
        )


def _told(statement):
    if statement is None:
        return None
    if statement.column == _POSYANDU:
        return statement.posyandu_id
    return statement.value


def _note(about, changes, *, by, reason=""):
    village = household_of(about).village
    act = AuditEntry.Act.CHANGE
    audit.wrote(act, about, village=village, by=by, changes=changes, reason=reason)


@transaction.atomic
def move_household(household, *, by, dusun, on, today=None):
    """Move a household to another dusun of its village from a day on.

    A move acts on the quarters that are not final. Raises Implausible.
    """
    today = today_of(household, today)
    lived = villages_of(household)
    refuse(change_problems(on, Span(household.registered_on), today))
    refuse(_arrival_problems(lived, on))
    touch(lived, since=on, dated=[], today=today)
    old = household.residences.filter(from_on=on).first()
    row = old or Residence(household=household, from_on=on)
    before = old.dusun_id if old else household.dusun_id
    row.village, row.dusun = household.village, dusun
    row.save()
    newest = household.residences.order_by("from_on").last()
    household.dusun = newest.dusun
    household.save(update_fields=["dusun"])
    _note(household, {f"dusun {on}": [before, dusun.pk]}, by=by)
    return row


# --- corrections: the value was wrong from the beginning ---


@transaction.atomic
def correct_household(household, *, by, version=None, reason="", today=None, **values):
    """Correct a household's particulars. Raises Implausible, StaleVersion."""
    today = today_of(household, today)
    new = values.get("registered_on", household.registered_on)
    refuse([*registration_problems(new, today), *_members_before(household, new)])
    _touch_registration(household, new, today=today)
    _correct(household, values, HOUSEHOLD_FIELDS, version=version, by=by, reason=reason)
    return household


def _members_before(household, registered_on):
    first = household.people.order_by("registered_on").first()
    if first and first.registered_on < registered_on:
        yield Problem(
            "registered_on",
            f"{first} sudah terdaftar sebelum tanggal itu.",
            "Pilih tanggal yang tidak sesudah pendaftaran anggotanya.",
        )


@transaction.atomic
def correct_person(person, *, by, version=None, reason="", today=None, **values):
    """Correct a person; a birth date reaches every quarter since the registration.

    Raises Implausible, QuarterFinal (for a registration date), StaleVersion.
    """
    today = today_of(person.household, today)
    refuse(_person_problems(person, values, today))
    new = values.get("registered_on", person.registered_on)
    _touch_registration(person, new, today=today)
    _correct(person, values, PERSON_FIELDS, version=version, by=by, reason=reason)
    return person


def _person_problems(person, values, today):
    value = {**own_values(person, PERSON_FIELDS), **values}
    if not person.is_child:
        return woman_problems(value["born_on"], today)
    mother = values.get("mother", person.mother)
    return [
        *child_problems(
            value["born_on"],
            value["registered_on"],
            today,
            household_registered_on=known_since(person),
            mother_born_on=mother.born_on if mother else None,
        ),
        *birth_measure_problems(Child(value["sex"], 0, 0), value),
    ]


def known_since(person):
    """Whoever moved here alone may be registered before the household he joined."""
    return min(person.household.registered_on, person.registered_on)


def own_values(row, fields):
    """The row's own values by field name."""
    return {name: getattr(row, name) for name in fields}


@transaction.atomic
def correct_pregnancy(pregnancy, *, by, version=None, reason="", today=None, **values):
    """Correct the dates, outcome or number of a pregnancy.

    Raises Implausible, QuarterFinal, StaleVersion.
    """
    today = today_of(pregnancy.woman.household, today)
    dated = {pregnancy.ended_on, values.get("ended_on", pregnancy.ended_on)}
    new = values.get("registered_on", pregnancy.registered_on)
    refuse(_pregnancy_problems(pregnancy, values, today))
    _touch_registration(
        pregnancy, new, today=today, dated=dated if len(dated) > 1 else ()
    )
    _correct(pregnancy, values, PREGNANCY_FIELDS, version=version, by=by, reason=reason)
    return pregnancy


def _pregnancy_problems(pregnancy, values, today):
    household_since = known_since(pregnancy.woman)
    changed = Pregnancy(**own_values(pregnancy, _DATES))
    for name, value in values.items():
        setattr(changed, name, value)
    return [
        *pregnancy_problems(facts_of(changed), today),
        *registration_problems(
            changed.registered_on, today, household_registered_on=household_since
        ),
    ]


_DATES = ("due_on", "lmp_on", "registered_on", "ended_on", "outcome", "live_births")


def _touch_registration(row, registered_on, *, today, dated=()):
    """Mark from the first registration on; a registration moved is itself dated."""
    days = {day for day in dated if day}
    if registered_on != row.registered_on:
        days |= {registered_on, row.registered_on}
    since = min({registered_on, row.registered_on, *days})
    touch(villages_of(row), since=since, dated=days, today=today)


def _unexplained(row, reason):
    """What was verified is corrected with a reason: it stands beside the old value."""
    if getattr(row, "is_verified", False) and not reason.strip():
        yield Problem(
            "reason",
            "Data ini sudah diverifikasi.",
            "Tuliskan alasan perbaikannya.",
        )


def _correct(row, values, fields, *, version, by, reason):
    refuse_if_merged(row)
    refuse(_unexplained(row, reason))
    before = audit.values_of(row, fields)
    old_day, new_day = row.registered_on, values.get("registered_on")
    overwrite(row, values, version=version, by=by)
    if new_day and new_day != old_day:
        _move_registration(row, old_day, new_day)
    village = household_of(row).village
    note_change(row, before, fields, village=village, by=by, reason=reason)


def _move_registration(row, old_day, new_day):
    """What was stated on the day of registration was stated on the corrected day."""
    asked = row.statements.filter(origin=Statement.Origin.REGISTRATION)
    asked.update(stated_on=new_day)
    if isinstance(row, Household):
        row.residences.filter(from_on=old_day).update(from_on=new_day)
    if isinstance(row, Person):
        row.memberships.filter(from_on=old_day).update(from_on=new_day)


# --- leaving the register ---


@transaction.atomic
def exit_target(target, *, by, on, reason, version=None, today=None):
    """End a target (a Pregnancy or a child) on a day; it is never deleted.

    "salah data" and "digabung" take it out from the beginning. Raises Implausible,
    QuarterFinal, StaleVersion.
    """
    today = today_of(household_of(target), today)
    span = Span(target.registered_on, on, reason)
    refuse(exit_problems(span, today))
    dated = {on, target.exited_on} - {None}
    _leave(target, on, reason, dated=dated, by=by, version=version, today=today)
    return target


@transaction.atomic
def cancel_exit(target, *, by, version=None, today=None):
    """Take a target back that was ended by mistake. Raises QuarterFinal."""
    if target.exited_on:
        today = today_of(household_of(target), today)
        dated = {target.exited_on}
        _leave(target, None, "", dated=dated, by=by, version=version, today=today)
    return target


@transaction.atomic
def exit_household(household, *, by, on, reason, today=None):
    """End every target that a household still has, in one step. Returns them.

    Raises Implausible, QuarterFinal; then none has left.
    """
    today = today_of(household, today)
    targets = [
        *household.people.filter(is_child=True, exited_on=None),
        *Pregnancy.objects.filter(woman__household=household, exited_on=None).filter(
            Q(ended_on=None) | Q(ended_on__gte=on - timedelta(days=NIFAS_DAYS))
        ),
    ]
    for target in targets:
        exit_target(target, by=by, on=on, reason=reason, today=today)
    return targets


def _leave(target, on, reason, *, dated, by, version, today):
    refuse_if_merged(target)
    is_whole = {reason, target.exit_reason} & set(NEVER_COUNTED)
    since = min({target.registered_on} if is_whole else dated)
    touch(villages_of(target), since=since, dated=dated, today=today)
    before = audit.values_of(target, _EXIT)
    values = {"exited_on": on, "exit_reason": reason}
    overwrite(target, values, version=version, by=by)
    village = household_of(target).village
    note_change(target, before, _EXIT, village=village, by=by)


_EXIT = ("exited_on", "exit_reason")


@transaction.atomic
def correct_mother(
    pregnancy, *, by, hers, version=None, reason="", today=None, **values
):
    """Correct a pregnancy and what is known of its woman (`hers`) in one step.

    Raises Implausible, QuarterFinal, StaleVersion; then neither is changed.
    """
    correct_pregnancy(
        pregnancy, by=by, version=version, reason=reason, today=today, **values
    )
    woman = pregnancy.woman
    if any(getattr(woman, name) != value for name, value in hers.items()):
        correct_person(woman, by=by, reason=reason, today=today, **hers)
    return pregnancy
