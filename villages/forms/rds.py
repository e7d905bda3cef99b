"""Rumah Desa Sehat and its members."""

from django import forms

from villages.models import Rds, RdsMember
from villages.widgets import Choices, DateInput

from .appointments import SEXES
from .row import RowForm


class RdsForm(RowForm):
    class Meta:
        model = Rds
        fields = ["formed_on", "address"]
        widgets = {"formed_on": DateInput()}
        labels = {"formed_on": "Tanggal musyawarah desa yang membentuknya"}
        help_texts = {"address": "Misalnya Balai Desa, atau Poskesdes Dusun Krajan."}

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.village = village

    def clean_formed_on(self):
        day = self.cleaned_data["formed_on"]
        if day > self.village.today():
            raise forms.ValidationError("Tanggal ini belum tiba. Periksa tahunnya.")
        return day


class MemberForm(RowForm):
    class Meta:
        model = RdsMember
        fields = ["name", "sex", "element", "office", "starts_on", "ends_on"]
        widgets = {
            "sex": Choices(),
            "starts_on": DateInput(),
            "ends_on": DateInput(),
        }
        labels = {"starts_on": "Menjadi anggota sejak"}
        help_texts = {
            "office": "Ketua sampai bendahara adalah pengurus harian.",
            "ends_on": "Kosongkan selama masih menjadi anggota.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sex"].choices = SEXES
