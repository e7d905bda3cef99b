"""What is asked before two rows are made where there may be one; and the merge."""

from django import forms

from households.doubles import like_household, like_individual
from households.duplicates import Individual
from households.merging import BOTH, MINE, THEIRS
from households.models import Person
from villages.widgets import Choices

from .entering import TextField, kk_field, nik_field

# --- while typing: what is there already ---


def doubles_of_person(village, data, *, is_child, person=None, delivery=None):
    """Who may be registered already as the one of the form; of a correction only
    when what tells a person was changed."""
    mother = data.get("mother")
    typed = Individual(
        pk=person.pk if person else None,
        name=data.get("name") or "",
        nik=data.get("nik") or "",
        born_on=data.get("born_on"),
        mother=mother.pk if mother else None,
        delivery=person.birth_pregnancy_id if person else getattr(delivery, "pk", None),
        is_child=is_child,
    )
    if person and _as_it_was(person, typed):
        return []
    return like_individual(village, typed)


def _as_it_was(person, typed):
    known = (person.name, person.nik, person.born_on, person.mother_id)
    return known == (typed.name, typed.nik, typed.born_on, typed.mother)


def doubles_of_household(village, data, *, household=None):
    """Which household may be registered already as the one of the form."""
    typed = {
        "head_name": data.get("head_name") or "",
        "kk": data.get("kk_number") or "",
        "dusun": getattr(data.get("dusun"), "pk", None),
        "rt": data.get("rt") or "",
    }
    if household is None:
        return like_household(village, **typed)
    typed["dusun"] = household.dusun_id
    known = (household.head_name, household.kk_number, household.rt)
    if known == (typed["head_name"], typed["kk"], typed["rt"]):
        return []
    return like_household(village, **typed, pk=household.pk)


class TypedForm(forms.Form):
    """What is typed so far; a field that cannot be read yet is left out."""

    name = TextField(required=False)
    nik = nik_field()
    born_on = forms.DateField(required=False)
    mother = forms.ModelChoiceField(None, required=False)
    woman = forms.ModelChoiceField(None, required=False)
    head_name = TextField(required=False)
    kk_number = kk_field()
    dusun = forms.ModelChoiceField(None, required=False)
    rt = TextField(required=False)

    def __init__(self, data, *, village):
        super().__init__(data)
        women = Person.objects.in_village(village).women()
        self.fields["mother"].queryset = self.fields["woman"].queryset = women
        self.fields["dusun"].queryset = village.dusuns.all()

    def read(self):
        """The fields that can be read."""
        self.is_valid()
        return self.cleaned_data


# --- merging ---


class MergeForm(forms.Form):
    """One choice for every part, month and fact on which two rows differ."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    seal = forms.CharField(widget=forms.HiddenInput)
    note = TextField(label="Catatan", max_length=300, required=False)

    def __init__(self, data=None, *, asked, **kwargs):
        super().__init__(data, **kwargs)
        self.asked = list(asked)
        for one in self.asked:
            self.fields[one.name] = forms.ChoiceField(
                label=one.label,
                choices=one.choices,
                initial=one.first,
                widget=Choices,
                help_text=one.help,
            )

    def choices(self):
        """Whose stays, by the name of the part, month or fact."""
        return {one.name: self.cleaned_data[one.name] for one in self.asked}

    def group(self, name):
        """The bound fields of one section of the page."""
        return [self[one.name] for one in self.asked if one.group == name]

    @property
    def parts(self):
        return self.group("isian")

    @property
    def months(self):
        return self.group("bulan")

    @property
    def facts(self):
        return self.group("fakta")


class SeparateForm(forms.Form):
    """With whom goes what was written down after the merge."""

    def __init__(self, data=None, *, later, names):
        super().__init__(data)
        self.later = dict(later)
        for key, label in self.later.items():
            self.fields[key] = forms.ChoiceField(
                label=label,
                choices=[(MINE, f"Tetap pada {names[0]}"), (THEIRS, names[1])],
                initial=MINE,
                widget=Choices,
            )

    def to_loser(self):
        """The keys of the rows that go with the one who was merged."""
        return {key for key in self.later if self.cleaned_data[key] == THEIRS}


class ReasonForm(forms.Form):
    """Why two are not one."""

    reason = TextField(
        label="Mengapa keduanya berbeda?",
        max_length=300,
        help_text="Misalnya: kembar, atau dua orang dengan nama yang sama.",
        error_messages={
            "required": "Tuliskan mengapa keduanya berbeda, misalnya: kembar."
        },
    )


FACT_CHOICES = (BOTH, MINE, THEIRS)
