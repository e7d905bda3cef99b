"""Two rows side by side, with all that hangs on each: what a merge would decide.

The first is the survivor. Nothing here writes; `actions.merge` does what was chosen.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from django.db.models import UniqueConstraint

from households.models import (
    ChildRecord,
    Household,
    Membership,
    NotReached,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Residence,
    Statement,
    Transfer,
)
from households.models.merge import kind_of

MINE, THEIRS, BOTH = "pertama", "kedua", "keduanya"  # as the forms post it
MONTHLY = (ChildRecord, PregnancyRecord, PaudMonth)
# Where a row lives is chosen as a whole: the one history or the other.
PLACES = {Person: Membership, Household: Residence}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of the row on which both may differ; its columns go together."""

    name: str
    label: str
    columns: tuple[str, ...]


PARTS = {
    Household: (
        Part("head_name", "Kepala keluarga", ("head_name",)),
        Part("kk_number", "Nomor KK", ("kk_number",)),
        Part("place", "Dusun", ("dusun_id",)),
        Part("rt", "RT", ("rt",)),
        Part("rw", "RW", ("rw",)),
        Part("address", "Alamat", ("address",)),
    ),
    Person: (
        Part("name", "Nama", ("name",)),
        Part("sex", "Jenis kelamin", ("sex",)),
        Part("born_on", "Tanggal lahir", ("born_on",)),
        Part("nik", "NIK", ("nik",)),
        Part("kia_number", "Nomor KIA", ("kia_number",)),
        Part("mother", "Ibu", ("mother_id", "birth_pregnancy_id")),
        Part("birth_weight_kg", "Berat lahir", ("birth_weight_kg",)),
        Part("birth_length_cm", "Panjang lahir", ("birth_length_cm",)),
        Part("place", "Rumah tangga", ("household_id",)),
        Part("exit", "Keluar dari register", ("exited_on", "exit_reason")),
    ),
    Pregnancy: (
        Part("kia_number", "Nomor KIA", ("kia_number",)),
        Part("lmp_on", "HPHT", ("lmp_on",)),
        Part("due_on", "HPL", ("due_on",)),
        Part("end", "Akhir kehamilan", ("ended_on", "outcome", "live_births")),
        Part("exit", "Keluar dari register", ("exited_on", "exit_reason")),
    ),
}


@dataclass(frozen=True)
class Meeting:
    """Rows of both sides that cannot both stay: records of one month, or the like."""

    mine: object
    theirs: object

    @property
    def key(self) -> str:
        """What the form calls the choice."""
        row = self.theirs
        day = getattr(row, "month", None) or row.pk
        return f"{row._meta.model_name}-{day}"


class Pair:
    """A survivor and a loser of one kind, and every row that refers to them."""

    def __init__(self, survivor, loser):
        self.survivor, self.loser = survivor, loser
        self.model = type(survivor)
        self.kind = kind_of(survivor)

    @cached_property
    def fields(self):
        """The foreign keys that lead to such a row, but for what is only derived."""
        return [
            relation.field
            for relation in self.model._meta.related_objects
            if relation.field.db_constraint and relation.field.name != "merged_into"
        ]

    @cached_property
    def hanging(self):
        """{(table, column): (rows of the survivor, rows of the loser)}."""
        return {field: self._both(field) for field in self.fields}

    def _both(self, field):
        both = (self.survivor.pk, self.loser.pk)
        rows = field.model.objects.filter(**{f"{field.attname}__in": both})
        found = {pk: [] for pk in both}
        for row in rows.order_by("pk"):
            found[getattr(row, field.attname)].append(row)
        return found[both[0]], found[both[1]]

    def rows(self, model):
        """Both sides' rows of one table by its only way to such a row."""
        for field, both in self.hanging.items():
            if field.model is model:
                return both
        return [], []

    @property
    def place(self):
        """The table that tells where such a row lived, or None."""
        return PLACES.get(self.model)

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Rows of both of which only one can stay."""
        found = []
        for field, (mine, theirs) in self.hanging.items():
            if field.model is self.place or field.model is Transfer:
                continue
            taken = {}
            for row in mine:
                for identity in _identities(row, field):
                    taken[identity] = row
            for row in theirs:
                for identity in _identities(row, field):
                    if identity in taken:
                        found.append(Meeting(taken[identity], row))
        return found

    @property
    def months(self) -> list[Meeting]:
        """Months that both have recorded: the person chooses which one is kept."""
        both = [one for one in self.meetings if isinstance(one.mine, MONTHLY)]
        return sorted(both, key=lambda one: (one.mine.month, one.key), reverse=True)

    def lone_months(self):
        """Monthly rows that only one of the two has, newest first."""
        met = {one.mine.pk for one in self.months} | {o.theirs.pk for o in self.months}
        rows = [
            row
            for model in MONTHLY
            if self._is_of_target(model)
            for row in [*self.rows(model)[0], *self.rows(model)[1]]
            if row.pk not in met
        ]
        return sorted(rows, key=lambda row: row.month, reverse=True)

    def _is_of_target(self, model):
        return self.model is not Household and any(
            field.model is model for field in self.fields
        )

    @cached_property
    def facts(self):
        """{column: (mine, theirs)} of the dated facts that both have stated."""
        mine, theirs = self.rows(Statement)
        columns = {one.column for one in mine} & {one.column for one in theirs}
        return {
            column: (
                [one for one in mine if one.column == column],
                [one for one in theirs if one.column == column],
            )
            for column in Statement.Column.values
            if column in columns
        }

    @property
    def lone_facts(self):
        """Facts that only one of the two has stated."""
        mine, theirs = self.rows(Statement)
        return [one for one in [*mine, *theirs] if one.column not in self.facts]

    @property
    def followers(self):
        """People and pregnancies of the loser, who then belong to the survivor."""
        return [
            row
            for field, (_, theirs) in self.hanging.items()
            if field.model in (Person, Pregnancy)
            for row in theirs
        ]

    @property
    def missed_visits(self):
        """Visits that reached nobody, of the loser."""
        return self.rows(NotReached)[1]

    @property
    def parts(self):
        """The parts of such a row, without those a woman does not have."""
        return PARTS[self.model]

    def values(self, row, part):
        """What a part of a row says, as it is stored."""
        return tuple(getattr(row, column) for column in part.columns)

    def is_same(self, part) -> bool:
        """Whether both say the same."""
        return self.values(self.survivor, part) == self.values(self.loser, part)

    def first_choice(self, part) -> str:
        """The survivor's, unless it says nothing there."""
        is_blank = all(
            value in (None, "") for value in self.values(self.survivor, part)
        )
        return THEIRS if is_blank and part.name != "exit" else MINE

    @property
    def registered_on(self):
        """The earlier of the two days, though not before a chosen birth."""
        return min(self.survivor.registered_on, self.loser.registered_on)

    @cached_property
    def seal(self) -> str:
        """Changes when anything of either does: merged is what was previewed."""
        rows = [self.survivor, self.loser]
        for both in self.hanging.values():
            rows += [*both[0], *both[1]]
        told = [
            (
                row._meta.model_name,
                row.pk,
                getattr(row, "version", 0),
                str(vars_of(row)),
            )
            for row in rows
        ]
        text = json.dumps(sorted(told), default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def household_of(row):
    """The household to which a row belongs."""
    if isinstance(row, Household):
        return row
    return (row.woman if isinstance(row, Pregnancy) else row).household


def village_of(row):
    """The village in which a row is registered."""
    return household_of(row).village


def name_of(row) -> str:
    """Whom a row is about, by name."""
    if isinstance(row, Household):
        return row.head_name
    return row.woman.name if isinstance(row, Pregnancy) else row.name


def vars_of(row):
    """The columns of a row, in their order."""
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def _identities(row, field):
    """What makes the row the only one of its kind for whom it is about."""
    if field.unique:
        yield (field.name,)
    for rule in type(row)._meta.constraints:
        if isinstance(rule, UniqueConstraint) and field.name in rule.fields:
            others = [name for name in rule.fields if name != field.name]
            yield rule.name, *(getattr(row, name) for name in others)
