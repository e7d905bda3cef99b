"""Moving: one person to another household, and families from village to village.

A move is always allowed, also in a final quarter: it acts on those that are not.
"""

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from households.models import (
    AlreadyAnswered,
    ChildRecord,
    Household,
    Membership,
    Merge,
    Person,
    PossibleDouble,
    Pregnancy,
    PregnancyRecord,
    Quarter,
    Residence,
    Statement,
    Transfer,
)
from households.models.merge import Kind
from households.plausible import Problem, Span, change_problems
from households.waking import wake_on_commit
from households.whereabouts import MovedAway
from villages import audit
from villages.actions.saving import given_uuid, overwrite, saved_with
from villages.models import AuditEntry

from .register import register_household
from .saving import refuse, today_of, touch, villages_of_households, villages_of_people

State = Transfer.State
POSYANDU = Statement.Column.POSYANDU


# --- inside the village ---


@transaction.atomic
def move_person(person, *, by, household, on, version=None, today=None):
    """Let a person belong to another household of the village from a day on.

    Raises Implausible, StaleVersion.
    """
    today = today_of(person.household, today)
    span = Span(person.registered_on, person.exited_on, person.exit_reason)
    refuse([*change_problems(on, span, today), *_same_home(person, household)])
    touch(villages_of_people(person), since=on, dated=[], today=today)
    before = person.household
    _join(person, household, on, by=by, version=version)
    _note_home(person, before, household, on, by=by)
    return person


def _same_home(person, household):
    if household.pk == person.household_id:
        yield Problem(
            "household", f"{person} sudah tinggal di sana.", "Pilih keluarga lain."
        )


def _join(person, household, on, *, by, version=None):
    """Belong to the household from the day on; the records of those days follow."""
    Membership.objects.update_or_create(
        person=person, from_on=on, defaults={"household": household}
    )
    newest = person.memberships.select_related("household").order_by("from_on").last()
    overwrite(person, {"household_id": newest.household_id}, version=version, by=by)
    person.household = newest.household
    later = person.memberships.filter(from_on__gt=on).order_by("from_on").first()
    for records in (
        ChildRecord.objects.filter(child=person),
        PregnancyRecord.objects.filter(pregnancy__woman=person),
    ):
        records = records.filter(visited_on__gte=on)
        if later:
            records = records.filter(visited_on__lt=later.from_on)
        records.update(household=household)


def _note_home(person, before, household, on, *, by):
    """A village reads no name of the family that stayed in the other."""
    changes = {f"household {on}": [before.pk, household.pk]}
    if before.village_id != household.village_id:
        changes = {"desa": [str(before.village), str(household.village)]}
    audit.wrote(
        AuditEntry.Act.CHANGE,
        person,
        village=household.village,
        by=by,
        changes=changes,
    )


# --- to another village ---


@transaction.atomic
def offer_transfer(household, *, by, to_village, person=None, uuid=None):
    """Offer a household, or one person of it, to another village.

    A known uuid returns the saved offer. Raises Implausible, MovedAway.
    """
    saved = saved_with(household.transfers, uuid)
    if saved:
        return saved
    refuse(_offer_problems(household, person, to_village))
    _hold_home(household, household.village_id)
    transfer = Transfer(
        household=household,
        person=person,
        from_village=household.village,
        to_village=to_village,
        recorded_by=by,
        **given_uuid(Transfer, uuid),
    )
    try:
        with transaction.atomic():
            transfer.save()
    except IntegrityError:  # somebody else was offering it at this moment
        refuse(_offer_problems(household, person, to_village))
        raise
    _note_state(transfer, "", village=household.village, by=by)
    return transfer


def _offer_problems(household, person, to_village):
    if to_village.pk == household.village_id:
        yield Problem(
            "to_village",
            "Keluarga ini sudah tinggal di desa itu.",
            "Untuk pindah di dalam desa, pakai “Pindah dusun”.",
        )
    offers = Transfer.objects.open().filter(household=household, person=person)
    for offer in offers.select_related("to_village"):
        yield Problem(
            "to_village",
            f"Sudah ditawarkan ke {offer.to_village} dan belum dijawab.",
            "Tarik dahulu tawaran itu bila tujuannya lain.",
        )


def _hold_home(household, village_id):
    """Lock the household's row while it is offered; it must still be here."""
    rows = Household.objects.filter(pk=household.pk, village=village_id)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(no_key=True)
    if rows.first() is None:
        raise MovedAway


@transaction.atomic
def withdraw_transfer(transfer, *, by):
    """Take an offer back. Raises AlreadyAnswered."""
    transfer.answer(State.WITHDRAWN, by=by)
    _note_state(transfer, State.OFFERED, village=transfer.from_village, by=by)
    return transfer


@transaction.atomic
def refuse_transfer(transfer, *, by, reason=""):
    """Send an offer back; nothing moved. Raises AlreadyAnswered."""
    transfer.answer(State.REFUSED, by=by, reason=reason)
    for village in (transfer.from_village, transfer.to_village):
        _note_state(transfer, State.OFFERED, village=village, by=by)
    return transfer


@transaction.atomic
def accept_transfer(transfer, *, by, dusun=None, household=None, today=None, **address):
    """Take the family, or the person, in: it lives here from today on.

    `dusun` and `address` (rt, rw, address) say where; a person may join a `household`
    that is here already. Raises AlreadyAnswered; then nothing moved.
    """
    today = today or transfer.to_village.today()
    moved = transfer.person or transfer.household
    lived = _lived(moved)
    day = max(today, _newest_day(moved))
    villages = {*lived, transfer.from_village_id, transfer.to_village_id}
    Quarter.objects.touch(villages, since=day, today=day)
    wake_on_commit()
    transfer.answer(State.ACCEPTED, by=by, moved_on=day)
    moved.refresh_from_db()
    if _village_of(moved) != transfer.from_village_id:
        raise AlreadyAnswered(transfer)
    if transfer.person:
        home = household or _new_home(transfer, dusun, day, by=by, **address)
        _take_person(transfer, home, day, by=by)
    else:
        _take_household(transfer, dusun, day, by=by, **address)
    _note_state(transfer, State.OFFERED, village=transfer.from_village, by=by)
    return transfer


def _lived(moved):
    is_person = isinstance(moved, Person)
    return villages_of_people(moved) if is_person else villages_of_households(moved)


def _newest_day(moved):
    """The day since which it is where it is: another zone may be a day ahead."""
    is_person = isinstance(moved, Person)
    stays = moved.memberships if is_person else moved.residences
    return stays.order_by("from_on").values_list("from_on", flat=True).last()


def _village_of(moved):
    home = moved.household if isinstance(moved, Person) else moved
    return home.village_id


def _take_household(transfer, dusun, day, *, by, **address):
    household, village = transfer.household, transfer.to_village
    homes = [household, *_merged_into(household)]
    place = {"village_id": village.pk, "dusun_id": dusun.pk, **_blank_address(address)}
    for home in homes:
        Residence.objects.update_or_create(
            household=home,
            from_on=day,
            defaults={"village": village, "dusun": dusun},
        )
        overwrite(home, place, version=None, by=by)
    household.refresh_from_db()
    members = Person.objects.filter(household__in=homes)
    _take_merges(transfer, homes, members)
    for other in Transfer.objects.open().filter(
        person__in=members, from_village=transfer.from_village
    ):
        other.answer(State.WITHDRAWN, by=by)
    _leave_posyandu(members, day, by=by)
    changes = {"desa": [str(transfer.from_village), str(village)]}
    audit.wrote(
        AuditEntry.Act.CHANGE, household, village=village, by=by, changes=changes
    )


def _take_merges(transfer, homes, people):
    """What was merged, and may be taken back, goes along; no pair of doubles does."""
    pregnancies = Pregnancy.objects.filter(woman__in=people)
    for kind, rows in (
        (Kind.HOUSEHOLD, homes),
        (Kind.PERSON, people),
        (Kind.PREGNANCY, pregnancies),
    ):
        ids = [row.pk for row in rows]
        mine = {"village": transfer.from_village, "kind": kind}
        Merge.objects.filter(**mine, survivor_id__in=ids).update(
            village=transfer.to_village
        )
        pair = Q(first_id__in=ids) | Q(second_id__in=ids)
        PossibleDouble.objects.filter(pair, **mine).delete()


def _merged_into(household):
    """Households that were merged into this one; they live where it lives."""
    losers = Merge.objects.standing().filter(
        kind=Kind.HOUSEHOLD, survivor_id=household.pk
    )
    return Household.objects.filter(pk__in=losers.values("loser_id"))


def _blank_address(address):
    """The old address stays behind, whatever is not given of the new one."""
    return {"rt": "", "rw": "", "address": "", **address}


def _new_home(transfer, dusun, day, *, by, **address):
    return register_household(
        transfer.to_village,
        by=by,
        dusun=dusun,
        head_name=transfer.person.name,
        registered_on=day,
        today=day,
        **address,
    )


def _take_person(transfer, household, day, *, by):
    person = transfer.person
    before = person.household
    _take_merges(transfer, [], [person])
    _join(person, household, day, by=by)
    _leave_posyandu([person], day, by=by)
    _note_home(person, before, household, day, by=by)


def _leave_posyandu(people, day, *, by):
    """From the day on they belong to none: the old village's posyandu stays there."""
    subjects = [
        ("child", Person.objects.filter(pk__in=[p.pk for p in people], is_child=True)),
        ("pregnancy", Pregnancy.objects.filter(woman__in=people)),
    ]
    for name, targets in subjects:
        for target in targets.filter(statements__column=POSYANDU).distinct():
            Statement.objects.update_or_create(
                **{name: target},
                column=POSYANDU,
                stated_on=day,
                origin=Statement.Origin.CHANGE,
                defaults={"posyandu": None, "value": "", "recorded_by": by},
            )


def _note_state(transfer, before, *, village, by):
    """One line in the village's journal; it names nobody."""
    changes = {"state": [str(before), str(transfer.state)]}
    act = AuditEntry.Act.STATE
    audit.wrote(act, transfer, village=village, by=by, changes=changes)
