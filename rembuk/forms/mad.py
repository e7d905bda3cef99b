"""MAD: its parts, its problems and activities, and who was there."""

from django import forms

from rembuk.models import (
    Mad,
    MadActivity,
    MadAttendance,
    MadOpportunity,
    MadProblem,
    Proposal,
)
from villages.budget import ACTIVITIES
from villages.forms.row import RowForm
from villages.widgets import (
    Choices,
    DateInput,
    MultipleChoices,
    RupiahInput,
    TimeInput,
)

from .discussion import ONE_A_LINE, OpportunityForm
from .lists import MOST_RUPIAH, RUPIAH_WORDS, SEXES, PackageField


class MadDayForm(RowForm):
    class Meta:
        model = Mad
        fields = ["held_on", "starts_at", "ends_at", "place"]
        widgets = {
            "held_on": DateInput(),
            "starts_at": TimeInput(),
            "ends_at": TimeInput(),
        }
        help_texts = {"ends_at": "Kosongkan bila belum selesai."}


class MadPeopleForm(RowForm):
    class Meta:
        model = Mad
        fields = ["leader", "secretary", "speakers"]
        widgets = {"speakers": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "leader": "Nama dan jabatan, misalnya Hendro Sasongko (Ketua BKAD).",
            "speakers": "OPD atau ahli, satu orang setiap baris, dengan jabatannya.",
        }


class MadAnalysisForm(RowForm):
    class Meta:
        model = Mad
        fields = ["analysis"]
        widgets = {"analysis": forms.Textarea(attrs={"rows": 12})}
        help_texts = {
            "analysis": f"{ONE_A_LINE} Kosongkan untuk kembali memakai kalimat yang "
            "disusun dari hasil yang dilepas desa."
        }


class MadAgreementForm(RowForm):
    class Meta:
        model = Mad
        fields = ["agreement"]
        widgets = {"agreement": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"agreement": "Satu butir kesepakatan setiap baris."}


class MadProblemForm(RowForm):
    package = PackageField()
    village_codes = forms.MultipleChoiceField(
        label="Desa yang mengalami",
        widget=MultipleChoices(),
        error_messages={"required": "Pilih sedikitnya satu desa."},
    )

    class Meta:
        model = MadProblem
        fields = ["text", "package", "village_codes"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village_codes"].choices = villages
        self.initial["village_codes"] = self.instance.village_codes


class MadOpportunityForm(OpportunityForm):
    class Meta(OpportunityForm.Meta):
        model = MadOpportunity


class MadActivityForm(RowForm):
    """A joint activity; each village has a field of its own for what it bears."""

    class Meta:
        model = MadActivity
        fields = [
            "activity",
            "nature",
            "location",
            "volume",
            "cost_rupiah",
            "source",
            "executor",
            "activity_code",
        ]
        widgets = {
            "activity": forms.Textarea(attrs={"rows": 2}),
            "nature": Choices(choices=Proposal.Nature.choices),
            "cost_rupiah": RupiahInput(),
            "activity_code": forms.Select(
                choices=[
                    ("", "Belum ditentukan"),
                    *[(code, f"{code} {name}") for code, name in ACTIVITIES],
                ]
            ),
        }
        error_messages = {
            "cost_rupiah": {"invalid": RUPIAH_WORDS, "min_value": RUPIAH_WORDS}
        }

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nature"].choices = Proposal.Nature.choices
        self.villages = villages
        for code, name in villages:
            self.fields[f"share_{code}"] = forms.IntegerField(
                label=f"Bagian {name}",
                required=False,
                min_value=0,
                widget=RupiahInput(),
                help_text="Kosongkan bila tidak ikut; tulis 0 bila ikut tanpa biaya.",
                error_messages={"invalid": RUPIAH_WORDS, "min_value": RUPIAH_WORDS},
            )
            self.initial[f"share_{code}"] = self.instance.shares.get(code)

    @property
    def shares(self):
        """Rupiah by the code of each village that takes part."""
        typed = {
            code: self.cleaned_data.get(f"share_{code}") for code, _ in self.villages
        }
        return {code: amount for code, amount in typed.items() if amount is not None}

    def clean_cost_rupiah(self):
        cost = self.cleaned_data["cost_rupiah"]
        if cost > MOST_RUPIAH:
            raise forms.ValidationError(
                "Biaya lebih dari Rp999.999.999.999 tidak mungkin. Periksa banyaknya "
                "angka nol."
            )
        return cost

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if not self.shares:
            raise forms.ValidationError(
                "Isi bagian sedikitnya satu desa; tulis 0 bila desa ikut tanpa biaya."
            )
        if sum(self.shares.values()) > data["cost_rupiah"]:
            raise forms.ValidationError(
                "Jumlah bagian desa melebihi perkiraan biaya seluruhnya. Kecilkan "
                "bagiannya, atau naikkan perkiraan biayanya."
            )
        return data

    @property
    def values(self):
        return super().values | {"shares": self.shares}


class MadAttendanceForm(RowForm):
    class Meta:
        model = MadAttendance
        fields = ["name", "sex", "element", "institution", "position"]
        widgets = {"sex": Choices()}
        help_texts = {
            "institution": "Misalnya Desa Sukamaju, BKAD Mekarsari, Dinas PUPR."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sex"].choices = SEXES


class MadAttendanceLineForm(MadAttendanceForm):
    """One line of the quick list: wholly blank is nothing."""

    class Meta(MadAttendanceForm.Meta):
        widgets = {"sex": forms.Select}
        help_texts = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["element"].choices = [("", "–"), *MadAttendance.Element.choices]
        self.fields["sex"].choices = [("", "–"), ("L", "L"), ("P", "P")]

    @property
    def is_filled(self):
        """Whether anything was typed into the line."""
        names = (self.add_prefix(name) for name in self._meta.fields)
        return any((self.data.get(name) or "").strip() for name in names)

    def has_changed(self):
        return self.is_filled
