"""A promise: what, which office, until when; and what came of it."""

from django import forms

from rembuk.models import Promise
from villages.forms.row import RowForm, refuse_unprintable_text
from villages.widgets import Choices, DateInput

from .nameless import refuse_names


class PromiseForm(RowForm):
    class Meta:
        model = Promise
        fields = ["text", "owner", "made_on", "due_on"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "made_on": DateInput(),
            "due_on": DateInput(),
        }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_made_on(self):
        day = self.cleaned_data["made_on"]
        if day > self.today:
            raise forms.ValidationError("Tanggal ini belum tiba. Periksa tanggalnya.")
        return day

    def clean(self):
        data = super().clean()
        made, due = data.get("made_on"), data.get("due_on")
        if made and due and due < made:
            self.add_error("due_on", "Batas waktunya mendahului tanggal janjinya.")
        refuse_names(self, self.instance.village, "text", "owner")
        return data


class FateForm(forms.Form):
    """Kept, or dropped with the reason."""

    outcome = forms.ChoiceField(
        label="Hasilnya",
        widget=Choices,
        choices=[("ditepati", "Ditepati"), ("batal", "Tidak dilanjutkan")],
    )
    outcome_note = forms.CharField(
        label="Catatan",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca warga. Jangan menulis nama orang.",
    )

    def clean(self):
        data = super().clean()
        refuse_unprintable_text(self, data)
        if data.get("outcome") == "batal" and not data.get("outcome_note"):
            self.add_error("outcome_note", "Tulis mengapa janji ini tidak dilanjutkan.")
        return data
