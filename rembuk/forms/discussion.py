"""Diskusi RDS: the analysis, opportunities, and what residents read."""

from django import forms

from rembuk.models import Discussion, Meeting, Opportunity, Resource
from villages.forms.row import RowForm, refuse_unprintable_text
from villages.widgets import Choices

ONE_A_LINE = "Satu kalimat setiap baris."


class OpenForm(forms.Form):
    """Which gaps of the scorecard the discussion begins with."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    gaps = forms.MultipleChoiceField(
        label="Masalah yang dibahas",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        required=False,
    )

    def __init__(self, *args, gaps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gaps"].choices = [(gap.indicator, gap.text) for gap in gaps]


class AnalysisForm(RowForm):
    class Meta:
        model = Discussion
        fields = ["analysis"]
        widgets = {"analysis": forms.Textarea(attrs={"rows": 16})}
        help_texts = {
            "analysis": f"{ONE_A_LINE} Kosongkan untuk kembali memakai kalimat yang "
            "disusun dari angka. Jangan menulis nama orang: desa lain ikut membacanya "
            "bila hasil ini dilepas ke MAD."
        }


class PeopleForm(RowForm):
    class Meta:
        model = Meeting
        fields = ["leader", "secretary", "speakers"]
        widgets = {"speakers": forms.Textarea(attrs={"rows": 3})}
        labels = {"leader": "Pimpinan diskusi"}
        help_texts = {
            "leader": "Nama dan jabatan, misalnya Wahyu Lestari (Ketua RDS).",
            "speakers": "Satu orang setiap baris, dengan jabatannya.",
        }


RESOURCE_HELP = {
    "text": "Misalnya: guru PAUD siap mengisi kelas pengasuhan dua kali sebulan.",
    "owner": "Lembaga atau jabatannya, misalnya TP PKK Desa atau Dinas PUPR.",
}


class OpportunityForm(RowForm):
    class Meta:
        model = Opportunity
        fields = ["kind", "text", "owner"]
        widgets = {
            "kind": Choices(choices=Resource.choices),
            "text": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = RESOURCE_HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Resource.choices


class PublicationForm(forms.Form):
    """What residents read; doubts are confirmed by whoever looked at them."""

    analysis = forms.CharField(
        label="Analisis untuk warga",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"{ONE_A_LINE} Disusun dari angka; jumlah di bawah 5 orang tidak "
        "disebut. Jangan menulis nama orang atau keadaan satu keluarga.",
        error_messages={"required": "Tulis sedikitnya satu kalimat bagi warga."},
    )
    confirmed = forms.BooleanField(
        label="Saya sudah memeriksanya: tidak ada orang atau keluarga yang dikenali",
        required=False,
    )

    def clean(self):
        data = super().clean()
        refuse_unprintable_text(self, data)
        return data
