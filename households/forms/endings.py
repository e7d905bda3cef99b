"""How a pregnancy ends, with its newborns, and how a target leaves the register."""

from django import forms

from households.models.entry import ExitReason
from households.plausible import Problem, Span, exit_problems
from households.plausible_births import (
    LIVE,
    MISCARRIAGE,
    STILLBIRTH,
    PregnancyFacts,
    pregnancy_doubts,
    pregnancy_problems,
)
from households.plausible_measures import Child
from villages.widgets import Choices

from .doubles import doubles_of_person
from .entering import EntryForm, NameField, day_field, measure_field
from .targets import BIRTH_FIELDS, SEXES, birth_doubts, birth_problems


class DeliveryForm(EntryForm):
    """How a pregnancy ended, and on which day."""

    ended_on = day_field("Tanggal melahirkan")
    outcome = forms.ChoiceField(
        label="Hasil",
        widget=Choices,
        choices=[(one, one.capitalize()) for one in (LIVE, STILLBIRTH, MISCARRIAGE)],
    )

    def __init__(self, data=None, *, pregnancy, village, **kwargs):
        self.pregnancy = pregnancy
        first = {
            "ended_on": village.today(),
            "outcome": LIVE,
            "version": pregnancy.version,
        }
        super().__init__(data, village=village, initial=first, **kwargs)

    def _facts(self, data):
        return PregnancyFacts(
            self.pregnancy.due_on,
            self.pregnancy.registered_on,
            self.pregnancy.lmp_on,
            data["ended_on"],
            data["outcome"],
        )

    def problems(self, data):
        return pregnancy_problems(self._facts(data), self.today)

    def find_doubts(self, data):
        return pregnancy_doubts(self._facts(data), self.today)

    def find_doubles(self, data):
        """Her newborn may have been registered before the delivery was told."""
        if data["outcome"] != LIVE:
            return []
        newborn = {"born_on": data["ended_on"], "mother": self.pregnancy.woman}
        return doubles_of_person(
            self.village, newborn, is_child=True, delivery=self.pregnancy
        )


class NewbornForm(EntryForm):
    """One child of the delivery; the second and third are for twins."""

    name = NameField(
        label="Nama bayi",
        required=False,
        help_text="Belum punya nama? Tulis misalnya Bayi Ny. Siti; nama dapat diubah.",
    )
    sex = forms.ChoiceField(
        label="Jenis kelamin", widget=Choices, choices=SEXES, required=False
    )
    birth_weight_kg = measure_field("Berat lahir", "kg", 3)
    birth_length_cm = measure_field("Panjang lahir", "cm", 2)

    def __init__(self, *args, is_first, is_live=True, **kwargs):
        self.is_first, self.is_live = is_first, is_live
        super().__init__(*args, **kwargs)
        for name in ("name", "sex"):  # of a child born alive they are asked for
            self.fields[name].widget.has_blank = True

    @property
    def is_typed(self):
        """Whether anything of this child was typed."""
        names = ("name", "sex", *BIRTH_FIELDS)
        return any(self[name].value() not in ("", None) for name in names)

    @property
    def is_asked(self):
        """Whether the child counts: the first living one must, others if typed."""
        return self.is_live and (self.is_first or self.is_typed)

    def problems(self, data):
        if not self.is_asked:
            return
        if not data["name"]:
            yield Problem("name", "Nama bayi belum diisi.", "")
        if not data["sex"]:
            yield Problem("sex", "Jenis kelamin bayi belum dipilih.", "")
        yield from birth_problems(Child(data["sex"] or "L", 0, 0), data)

    def find_doubts(self, data):
        if not self.is_asked:
            return []
        return birth_doubts(Child(data["sex"], 0, 0), data)


def newborn_forms(data, *, village, is_live=True):
    """Up to three newborns, each with its own prefix and uuid."""
    return [
        NewbornForm(
            data,
            village=village,
            prefix=f"bayi{number}",
            is_first=number == 1,
            is_live=is_live,
        )
        for number in (1, 2, 3)
    ]


class ExitForm(EntryForm):
    """Why and when a target leaves the register."""

    reason = forms.ChoiceField(
        label="Alasan",
        widget=Choices,
        choices=[
            (ExitReason.MOVED.value, "Pindah"),
            (ExitReason.DIED.value, "Meninggal"),
            (ExitReason.WRONG.value, "Salah data"),
        ],
    )
    on = day_field("Tanggal keluar")

    def __init__(self, data=None, *, target, village, **kwargs):
        self.target = target
        first = {"on": village.today(), "version": target.version}
        super().__init__(data, village=village, initial=first, **kwargs)

    def problems(self, data):
        span = Span(self.target.registered_on, data["on"], data["reason"])
        names = {"exited_on": "on", "exit_reason": "reason"}
        return [
            Problem(names[one.field], one.sentence, one.remedy)
            for one in exit_problems(span, self.today)
        ]
