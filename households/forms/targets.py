"""Pregnant women, children, deliveries and leaving the register."""

from django import forms
from django.db.models import Q

from households.ages import hpl_from_hpht
from households.models import Person
from households.plausible import (
    Problem,
    child_doubts,
    child_problems,
    registration_problems,
    woman_doubts,
    woman_problems,
)
from households.plausible_births import (
    PregnancyFacts,
    pregnancy_doubts,
    pregnancy_problems,
)
from households.plausible_measures import (
    Child,
    length_problems,
    measure_doubts,
    weight_problems,
)
from villages.nik import nik_warnings
from villages.widgets import Choices, YesNoField

from .doubles import doubles_of_person
from .entering import (
    EntryForm,
    NameField,
    TextField,
    ask_reason,
    day_field,
    measure_field,
    nik_field,
    trimmed,
)
from .households import QUESTIONS, Column

BIRTH_FIELDS = ("birth_weight_kg", "birth_length_cm")
SEXES = [("L", "Laki-laki"), ("P", "Perempuan")]


def nik_doubts(nik, born_on, sex):
    """Where a NIK disagrees with the person; an empty one agrees."""
    return nik_warnings(nik, born_on, sex) if nik else []


class PregnancyForm(EntryForm):
    """A pregnancy of a woman known already, or of a new one; or its correction."""

    woman = forms.ModelChoiceField(
        None, label="Ibu", required=False, empty_label="Ibu baru, isi di bawah"
    )
    name = NameField(label="Nama ibu", required=False)
    nik = nik_field()
    born_on = day_field("Tanggal lahir ibu", required=False)
    lmp_on = day_field(
        "HPHT", required=False, help_text="Hari pertama haid terakhir, bila diketahui."
    )
    due_on = day_field(
        "HPL",
        required=False,
        help_text="Hari perkiraan lahir, seperti pada buku KIA. Belum tahu? Isi HPHT; "
        "HPL dihitung 280 hari sesudahnya.",
    )
    kia_number = TextField(label="Nomor KIA", max_length=30, required=False)
    registered_on = day_field("Tanggal daftar")
    posyandu = forms.ModelChoiceField(
        None, label="Posyandu", required=False, empty_label="Tanpa posyandu"
    )
    insurance = YesNoField(label=QUESTIONS[Column.INSURANCE])

    def __init__(self, data=None, *, household, pregnancy=None, village, **kwargs):
        self.household, self.pregnancy = household, pregnancy
        first = {"registered_on": village.today()}
        initial = _pregnancy_values(pregnancy) or first
        super().__init__(data, village=village, initial=initial, **kwargs)
        women = Person.objects.filter(
            household=household, sex=Person.Sex.FEMALE, is_child=False, exited_on=None
        )
        self.fields["woman"].queryset = women
        self.fields["posyandu"].queryset = village.posyandus.all()
        self.fields["due_on"].widget.has_blank = True  # it or HPHT: its help says so
        if pregnancy:
            for name in ("woman", "posyandu", "insurance"):
                del self.fields[name]
        elif not women.exists():
            del self.fields["woman"]
        self.fields["name"].required = "woman" not in self.fields
        ask_reason(self, pregnancy)

    def clean(self):
        data = self.cleaned_data
        if not data.get("due_on") and not self.errors.get("due_on"):
            self._due_from_lmp(data)
        if not data.get("woman") and not data.get("name") and "name" not in self.errors:
            self.add_error("name", "Nama ibu belum diisi.")
        return super().clean()

    def _due_from_lmp(self, data):
        if data.get("lmp_on"):
            data["due_on"] = hpl_from_hpht(data["lmp_on"])
        else:
            self.add_error("due_on", "Isi HPL, atau HPHT agar HPL dapat dihitung.")

    def _facts(self, data):
        old = self.pregnancy
        return PregnancyFacts(
            data["due_on"],
            data["registered_on"],
            data["lmp_on"],
            old.ended_on if old else None,
            old.outcome if old else "",
            old.live_births if old else None,
        )

    def _woman(self):
        return (
            self.pregnancy.woman if self.pregnancy else self.cleaned_data.get("woman")
        )

    def problems(self, data):
        woman = data.get("woman")
        born_on = woman.born_on if woman else data["born_on"]
        since = self._known_since(woman)
        return [
            *pregnancy_problems(self._facts(data), self.today),
            *registration_problems(
                data["registered_on"], self.today, household_registered_on=since
            ),
            *woman_problems(born_on, self.today),
            *self._open_problems(woman),
        ]

    def _known_since(self, woman):
        """Whoever moved here alone is older in the register than her household."""
        if woman:
            return woman.registered_on
        hers = [self.pregnancy.woman] if self.pregnancy else []
        return min(one.registered_on for one in [self.household, *hers])

    def _open_problems(self, woman):
        if woman and woman.pregnancies.open().exists():
            yield Problem(
                "woman",
                f"{woman} masih tercatat hamil.",
                "Catat dahulu persalinan atau akhir kehamilan itu.",
            )

    def find_doubts(self, data):
        doubts = [*pregnancy_doubts(self._facts(data), self.today)]
        if data.get("woman") is None:
            doubts += woman_doubts(data["born_on"], self.today)
            doubts += nik_doubts(data["nik"], data["born_on"], "P")
        return doubts

    doubles_kind = "ibu"

    def find_doubles(self, data):
        if data.get("woman"):
            return []
        return doubles_of_person(
            self.village, data, is_child=False, person=self._woman()
        )


def _pregnancy_values(pregnancy):
    if pregnancy is None:
        return {}
    names = ("uuid", "version", "due_on", "lmp_on", "kia_number", "registered_on")
    woman = pregnancy.woman
    own = {"name": woman.name, "nik": woman.nik, "born_on": woman.born_on}
    return {name: getattr(pregnancy, name) for name in names} | own


class ChildForm(EntryForm):
    """A child of 0 to 6 years, or its correction; a newborn may wait for its NIK."""

    name = NameField(label="Nama anak")
    sex = forms.ChoiceField(label="Jenis kelamin", widget=Choices, choices=SEXES)
    born_on = day_field("Tanggal lahir")
    nik = nik_field(help_text="Kosongkan bila belum ada: dicatat “menunggu NIK”.")
    mother = forms.ModelChoiceField(
        None, label="Ibu", required=False, empty_label="Tidak tercatat"
    )
    birth_weight_kg = measure_field("Berat lahir", "kg", 3)
    birth_length_cm = measure_field("Panjang lahir", "cm", 2)
    kia_number = TextField(label="Nomor KIA", max_length=30, required=False)
    registered_on = day_field("Tanggal daftar")
    posyandu = forms.ModelChoiceField(
        None, label="Posyandu", required=False, empty_label="Tanpa posyandu"
    )
    certificate = YesNoField(label=QUESTIONS[Column.CERTIFICATE])
    insurance = YesNoField(label=QUESTIONS[Column.INSURANCE])

    def __init__(self, data=None, *, household, child=None, village, **kwargs):
        self.household, self.child = household, child
        initial = _child_values(child) or {"registered_on": village.today()}
        super().__init__(data, village=village, initial=initial, **kwargs)
        known = Q(household=household)
        if child and child.mother_id:
            known |= Q(pk=child.mother_id)
        self.fields["mother"].queryset = Person.objects.filter(
            known, sex=Person.Sex.FEMALE, is_child=False
        )
        self.fields["posyandu"].queryset = village.posyandus.all()
        if child:
            for name in ("posyandu", "certificate", "insurance"):
                del self.fields[name]
        ask_reason(self, child)

    def problems(self, data):
        mother, newborn = data["mother"], Child(data["sex"], 0, 0)
        return [
            *child_problems(
                data["born_on"],
                data["registered_on"],
                self.today,
                household_registered_on=self._known_since(),
                mother_born_on=mother.born_on if mother else None,
            ),
            *birth_problems(newborn, data),
        ]

    def find_doubts(self, data):
        return [
            *child_doubts(data["born_on"], self.today),
            *birth_doubts(Child(data["sex"], 0, 0), data),
            *nik_doubts(data["nik"], data["born_on"], data["sex"]),
        ]

    def _known_since(self):
        """Whoever moved here alone is older in the register than his household."""
        days = [one.registered_on for one in (self.household, self.child) if one]
        return min(days)

    doubles_kind = "anak"

    def find_doubles(self, data):
        return doubles_of_person(self.village, data, is_child=True, person=self.child)


class NikForm(EntryForm):
    """The NIK of somebody who waited for it."""

    nik = nik_field(help_text="16 angka, seperti pada Kartu Keluarga.")

    def __init__(self, data=None, *, person, village, **kwargs):
        self.person = person
        first = {"version": person.version}
        super().__init__(data, village=village, initial=first, **kwargs)
        self.fields["nik"].required = True
        self.fields["nik"].error_messages["required"] = "NIK belum diisi."

    def find_doubts(self, data):
        person = self.person
        return nik_doubts(data["nik"], person.born_on, person.sex)

    def find_doubles(self, data):
        person = self.person
        known = {"name": person.name, "born_on": person.born_on}
        known |= {"mother": person.mother, "nik": data["nik"]}
        return doubles_of_person(
            self.village, known, is_child=person.is_child, person=person
        )


def birth_problems(newborn, data):
    """What cannot be of a weight and length at birth."""
    return [
        *weight_problems(data["birth_weight_kg"], newborn, field="birth_weight_kg"),
        *length_problems(data["birth_length_cm"], newborn, field="birth_length_cm"),
    ]


def birth_doubts(newborn, data):
    """What is rare of a weight and length at birth."""
    kg, cm = data["birth_weight_kg"], data["birth_length_cm"]
    return measure_doubts(kg, cm, newborn, fields=BIRTH_FIELDS)


def _child_values(child):
    if child is None:
        return {}
    names = ("uuid", "version", "name", "sex", "born_on", "nik", "kia_number")
    names += (*BIRTH_FIELDS, "registered_on")
    values = {name: trimmed(getattr(child, name)) for name in names}
    return values | {"mother": child.mother_id}
