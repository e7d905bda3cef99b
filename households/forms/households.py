"""Registering and correcting a household, and its dated facts."""

from django import forms

from households.models import Statement
from households.plausible import (
    Span,
    change_problems,
    registration_problems,
)
from villages.widgets import Choices, YesNoField

from .doubles import doubles_of_household
from .entering import (
    EntryForm,
    NameField,
    TextField,
    ask_reason,
    day_field,
    kk_field,
)

Column = Statement.Column
QUESTIONS = {  # as a family is asked
    Column.WATER: "Sumber air minumnya aman?",
    Column.LATRINE: "Punya jamban yang layak?",
    Column.VULNERABLE: "Rumah tangga miskin atau rentan?",
    Column.CERTIFICATE: "Sudah punya akta lahir?",
    Column.INSURANCE: "Punya jaminan kesehatan (BPJS/KIS/lainnya)?",
}


class HouseholdForm(EntryForm):
    """Particulars of a household; `answers` asks the facts of registration too."""

    head_name = NameField(label="Nama kepala keluarga")
    dusun = forms.ModelChoiceField(
        None, label="Dusun", empty_label="Pilih dusun", widget=forms.Select
    )
    rt = TextField(label="RT", max_length=5, required=False)
    rw = TextField(label="RW", max_length=5, required=False)
    address = TextField(label="Alamat", max_length=200, required=False)
    kk_number = kk_field(help_text="16 angka, seperti pada Kartu Keluarga.")
    registered_on = day_field("Tanggal daftar")
    water = YesNoField(label=QUESTIONS[Column.WATER])
    latrine = YesNoField(label=QUESTIONS[Column.LATRINE])
    vulnerable = YesNoField(label=QUESTIONS[Column.VULNERABLE])

    def __init__(self, data=None, *, household=None, village, **kwargs):
        self.household = household
        first = {"registered_on": village.today()}
        super().__init__(
            data, village=village, initial=_of(household) or first, **kwargs
        )
        self.fields["dusun"].queryset = village.dusuns.all()
        dusuns = list(village.dusuns.all()[:2])
        if len(dusuns) == 1 and not household:
            self.initial["dusun"] = dusuns[0]
        if household:
            for name in ("dusun", "water", "latrine", "vulnerable"):
                del self.fields[name]
        ask_reason(self, household)

    def problems(self, data):
        return registration_problems(data["registered_on"], self.today)

    doubles_kind = "rumah-tangga"

    def find_doubles(self, data):
        return doubles_of_household(self.village, data, household=self.household)


def _of(household):
    if household is None:
        return {}
    names = ("uuid", "version", "head_name", "rt", "rw", "address")
    names += ("kk_number", "registered_on")
    return {name: getattr(household, name) for name in names}


class FactForm(EntryForm):
    """One fact of the register anew, from a day on."""

    value = forms.ChoiceField(
        label="Jawaban", widget=Choices, choices=[("v", "Ya"), ("x", "Tidak")]
    )
    on = day_field("Berlaku sejak")

    def __init__(self, data=None, *, about, column, village, **kwargs):
        self.about, self.column = about, column
        first = {"on": village.today(), **kwargs.pop("initial", {})}
        super().__init__(data, village=village, initial=first, **kwargs)
        self.fields["value"].label = QUESTIONS[column]

    def problems(self, data):
        return _on(change_problems(data["on"], _span(self.about), self.today))


class PosyanduFactForm(EntryForm):
    """Which posyandu a target goes to, from a day on."""

    posyandu = forms.ModelChoiceField(
        None, label="Posyandu", required=False, empty_label="Tanpa posyandu"
    )
    on = day_field("Berlaku sejak")

    def __init__(self, data=None, *, about, column, village, **kwargs):
        self.about, self.column = about, column
        first = {"on": village.today(), **kwargs.pop("initial", {})}
        super().__init__(data, village=village, initial=first, **kwargs)
        self.fields["posyandu"].queryset = village.posyandus.all()

    def problems(self, data):
        return _on(change_problems(data["on"], _span(self.about), self.today))


class MoveForm(EntryForm):
    """To which dusun of the village a household moved, and when."""

    dusun = forms.ModelChoiceField(None, label="Pindah ke dusun", empty_label=None)
    on = day_field("Sejak")

    def __init__(self, data=None, *, about, village, **kwargs):
        self.about = about
        first = {"on": village.today(), "dusun": about.dusun_id}
        super().__init__(data, village=village, initial=first, **kwargs)
        self.fields["dusun"].queryset = village.dusuns.all()

    def problems(self, data):
        return _on(change_problems(data["on"], _span(self.about), self.today))


def _span(about):
    exited_on = getattr(about, "exited_on", None)
    return Span(about.registered_on, exited_on, getattr(about, "exit_reason", ""))


def _on(problems):
    """The same problems at the field as it is called here."""
    return [type(one)("on", one.sentence, one.remedy) for one in problems]


class SearchForm(forms.Form):
    """A name, a NIK or a nomor KK; posted, so that no address keeps it."""

    words = forms.CharField(
        label="Cari nama, NIK, nomor KK atau nomor KIA",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def clean_words(self):
        return " ".join(self.cleaned_data["words"].split())
