"""Tindakan tersimpan: what was found, who sees to it, until when; what came of it."""

from datetime import timedelta

from django import forms

from scorecard.models import Finding
from villages.forms.row import RowForm
from villages.widgets import DateInput

YEARS_AHEAD = 3


class FindingForm(RowForm):
    class Meta:
        model = Finding
        fields = ["text", "owner", "due_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "due_on": DateInput()}
        help_texts = {"owner": "Misalnya: bidan desa, kader posyandu Melati."}
        error_messages = {
            "text": {"required": "Tuliskan apa yang ditemukan dan tindakannya."},
            "owner": {"required": "Tuliskan siapa yang menanganinya."},
            "due_on": {"required": "Pilih paling lambat kapan."},
        }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        is_new_day = "due_on" in self.changed_data or not self.instance.pk
        if is_new_day and day < self.today:
            raise forms.ValidationError(
                "Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."
            )
        if day > self.today + timedelta(days=366 * YEARS_AHEAD):
            raise forms.ValidationError("Tahun ini terlalu jauh. Periksa tanggalnya.")
        return day


class OutcomeForm(forms.Form):
    """What came of a finding."""

    outcome = forms.ChoiceField(
        label="Hasilnya",
        choices=Finding.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasilnya: selesai atau tidak dilanjutkan."},
    )
    outcome_note = forms.CharField(
        label="Catatan hasil",
        max_length=300,
        required=False,
        help_text="Misalnya: jamban di Krajan selesai dibangun 12 Maret.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        data = super().clean()
        is_dropped = data.get("outcome") == Finding.Outcome.DROPPED
        if is_dropped and not data.get("outcome_note"):
            self.add_error("outcome_note", "Tuliskan mengapa tidak dilanjutkan.")
        return data
