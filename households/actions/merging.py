"""What a merge does to the rows: each step is noted, so that it can be taken back."""

from datetime import date

from django.core.exceptions import ValidationError

from households.merging import BOTH, MINE, THEIRS, household_of
from households.models import (
    ChildRecord,
    Household,
    Membership,
    Person,
    Pregnancy,
    PregnancyRecord,
    Statement,
    WorkbookKey,
)
from households.models.entry import NEVER_COUNTED, ExitReason
from households.plausible import Problem
from households.whereabouts import homes_on
from households.workbook.stored import PREFIXES

from .journal import Journal, dump
from .saving import refuse

KEYS = {
    Household: (WorkbookKey.Kind.HOUSEHOLD,),
    Pregnancy: (WorkbookKey.Kind.PREGNANCY,),
    Person: (WorkbookKey.Kind.WOMAN, WorkbookKey.Kind.CHILD),
}


class Merging:
    """One merge on its way into the database."""

    def __init__(self, pair, choices, *, by, today):
        self.pair, self.choices, self.by, self.today = pair, choices, by, today
        self.journal = Journal()
        self.before = [dump(pair.survivor), dump(pair.loser)]

    def told(self):
        """What the journal keeps."""
        return {
            "survivor": self.before[0],
            "loser": self.before[1],
            "choices": self.choices,
            "steps": self.journal.steps,
            "there": {
                str(field): [row.pk for row in [*both[0], *both[1]]]
                for field, both in self.pair.hanging.items()
            },
        }

    def chosen(self, name, otherwise):
        """Whose of a part, month or fact stays."""
        return self.choices.get(name) or otherwise

    def takes(self, part) -> bool:
        """Whether the loser's value of a part stays."""
        return self.chosen(part.name, self.pair.first_choice(part)) == THEIRS

    def run(self):
        """All steps; each is noted in the journal."""
        values = self._values()
        self._refuse(values)
        self._choose_facts()
        self._let_follow()
        self._settle_facts(values["registered_on"])
        self._settle_place(values["registered_on"])
        if self.pair.model is Person:
            self._bring_home()
        self._keep_keys()
        self._end(values)

    def _values(self):
        """What the survivor's row says afterwards."""
        pair, values = self.pair, {}
        for part in pair.parts:
            source = pair.loser if self.takes(part) else pair.survivor
            values |= {column: getattr(source, column) for column in part.columns}
        born_on = values.get("born_on")
        since = pair.registered_on
        is_child = getattr(pair.survivor, "is_child", False)
        values["registered_on"] = max(since, born_on) if is_child else since
        if not pair.survivor.is_verified and pair.loser.is_verified:
            values["verified_at"] = pair.loser.verified_at
            values["verified_by_id"] = pair.loser.verified_by_id
        return values

    def _refuse(self, values):
        refuse(
            [
                *self._broken(values),
                *self._after_exit(values),
                *self._before_home(values),
            ]
        )

    def _before_home(self, values):
        """Nobody is registered before the household he belongs to."""
        if self.pair.model is not Person:
            return
        home = Household.objects.get(pk=values["household_id"])
        if home.registered_on > values["registered_on"]:
            yield Problem(
                "place",
                f"{home} baru terdaftar sesudah orang ini.",
                "Pilih rumah tangga yang lain, atau gabungkan dahulu kedua rumah "
                "tangganya.",
            )

    def _broken(self, values):
        """What the table itself would refuse, in its own words."""
        row = self.pair.model(**{**self.before_values(), **values})
        try:
            row.validate_constraints()
        except ValidationError as refusal:
            for message in refusal.messages:
                yield Problem("", message, "Pilih isian yang cocok satu sama lain.")

    def before_values(self):
        """The survivor's columns as they are."""
        survivor = self.pair.survivor
        columns = [field.attname for field in survivor._meta.concrete_fields]
        return {name: getattr(survivor, name) for name in columns}

    def _after_exit(self, values):
        left_on = values.get("exited_on")
        if not left_on or values["exit_reason"] in NEVER_COUNTED:
            return
        rows = [row for row in self.pair.lone_months() if _day_of(row) > left_on]
        if rows:
            yield Problem(
                "exit",
                "Ada catatan sesudah tanggal keluar yang dipilih.",
                "Pilih yang masih menjadi sasaran.",
            )

    # --- what hangs on them ---

    def _choose_facts(self):
        for column, (mine, theirs) in self.pair.facts.items():
            choice = self.chosen(f"fakta-{column}", BOTH)
            dropped = {MINE: theirs, THEIRS: mine}.get(choice, [])
            self.journal.set_aside(dropped)
            self._forget(dropped)

    def _forget(self, rows):
        """Rows that were set aside hang on nobody any more."""
        gone = {(type(row), row.pk) for row in rows}
        for field, both in self.pair.hanging.items():
            self.pair.hanging[field] = tuple(
                [row for row in side if (type(row), row.pk) not in gone]
                for side in both
            )
        self.pair.__dict__.pop("meetings", None)

    def _let_follow(self):
        """Of two in one place one is set aside; the loser's others go over."""
        for rows in _by_table(self._not_kept()):
            self.journal.set_aside(rows)
            self._forget(rows)
        for field, (_, theirs) in self.pair.hanging.items():
            if field.model is not self.pair.place:
                self.journal.change(theirs, **{field.attname: self.pair.survivor.pk})

    def _not_kept(self):
        for one in self.pair.meetings:
            is_theirs = self.chosen(one.key, MINE) == THEIRS
            yield one.mine if is_theirs else one.theirs

    def _settle_facts(self, registered_on):
        """What was asked on another day than that of registration is a change."""
        about = [field for field in self.pair.fields if field.model is Statement][0]
        rows = Statement.objects.filter(**{about.attname: self.pair.survivor.pk})
        taken = {
            (row.column, row.stated_on)
            for row in rows
            if row.origin == Statement.Origin.CHANGE
        }
        asked = [
            row
            for row in rows
            if row.origin == Statement.Origin.REGISTRATION
            and row.stated_on != registered_on
        ]
        doubled = [row for row in asked if (row.column, row.stated_on) in taken]
        self.journal.set_aside(doubled)
        later = [row for row in asked if (row.column, row.stated_on) not in taken]
        self.journal.change(later, origin=Statement.Origin.CHANGE)

    def _settle_place(self, registered_on):
        """One history of where it lived, from the first registration on."""
        pair = self.pair
        if pair.place is None:
            return
        mine, theirs = pair.rows(pair.place)
        part = next(part for part in pair.parts if part.name == "place")
        stays = mine
        if self.takes(part):
            stays = theirs
            self.journal.set_aside(mine)
            about = "person_id" if pair.model is Person else "household_id"
            self.journal.change(theirs, **{about: pair.survivor.pk})
        first = min(stays, key=lambda row: row.from_on, default=None)
        if first and first.from_on != registered_on:
            self.journal.change([first], from_on=registered_on)

    def _bring_home(self):
        """Each record stands where the person lived on its day."""
        stays = stays_of(self.pair.survivor)
        for rows in (
            ChildRecord.objects.filter(child=self.pair.survivor),
            PregnancyRecord.objects.filter(pregnancy__woman=self.pair.survivor),
        ):
            for home, some in by_home(rows, stays).items():
                self.journal.change(some, household_id=home)

    def _keep_keys(self):
        """Files that know either of them find the survivor."""
        survivor, loser = self.pair.survivor, self.pair.loser
        village = household_of(survivor).village
        for kind in KEYS[self.pair.model]:
            keys = village.workbook_keys.filter(kind=kind)
            if self._is_in_workbook(kind):
                for row in (survivor, loser):
                    if not keys.filter(object_id=row.pk).exists():
                        key = f"{PREFIXES[kind]}-{row.uuid.hex[:12]}"
                        self._make_key(village, kind, key, row)
            theirs = keys.filter(object_id=loser.pk)
            self.journal.change(theirs, object_id=survivor.pk, is_alias=True)

    def _is_in_workbook(self, kind):
        if kind == WorkbookKey.Kind.WOMAN:
            return not self.pair.survivor.is_child
        return kind != WorkbookKey.Kind.CHILD or self.pair.survivor.is_child

    def _make_key(self, village, kind, key, row):
        if not village.workbook_keys.filter(kind=kind, key=key).exists():
            self.journal.make(
                WorkbookKey(village=village, kind=kind, key=key, object_id=row.pk)
            )

    def _end(self, values):
        survivor, loser = self.pair.survivor, self.pair.loser
        gone = {"merged_into_id": survivor.pk, "version": loser.version + 1}
        if self.pair.model is not Household:
            gone |= {"exited_on": self.today, "exit_reason": ExitReason.MERGED.value}
        self.journal.change([loser], **gone)
        self.journal.change([survivor], **values, version=survivor.version + 1)


def _day_of(row) -> date:
    return getattr(row, "visited_on", None) or row.month


def stays_of(person):
    """[(from when, household)] of a person, earliest first."""
    rows = Membership.objects.filter(person=person).order_by("from_on")
    return list(rows.values_list("from_on", "household_id"))


def by_home(records, stays):
    """Records that stand elsewhere than their person lived, by where he lived."""
    found = {}
    for row in records:
        home = homes_on(stays, row.visited_on) if stays else row.household_id
        if home != row.household_id:
            found.setdefault(home, []).append(row)
    return found


def _by_table(rows):
    found = {}
    for row in rows:
        found.setdefault(type(row), {})[row.pk] = row
    return [list(some.values()) for some in found.values()]
