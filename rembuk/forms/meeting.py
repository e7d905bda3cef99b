"""The meeting, part by part."""

from django import forms

from rembuk.models import Meeting, Party
from rembuk.models.berita_acara import REQUIRED
from rembuk.voting import TooManyVotes, voters_of
from villages.forms.row import RowForm, refuse_unprintable_text
from villages.widgets import (
    Choices,
    DateInput,
    MultipleChoices,
    TimeInput,
    WholeInput,
)


class OpenForm(forms.Form):
    """Which gaps become problems, and why there is a second rembuk."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    gaps = forms.MultipleChoiceField(
        label="Masalah yang dibahas",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        required=False,
    )
    second_reason = forms.CharField(
        label="Alasan rembuk kedua", max_length=300, required=False
    )

    def __init__(self, *args, gaps, needs_reason, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gaps"].choices = [(gap.indicator, gap.text) for gap in gaps]
        if not needs_reason:
            del self.fields["second_reason"]
        else:
            self.fields["second_reason"].required = True
            self.fields["second_reason"].error_messages["required"] = (
                "Tulis alasan mengapa tahun ini diadakan rembuk lagi."
            )

    def clean(self):
        data = super().clean()
        refuse_unprintable_text(self, data)
        return data


class DayForm(RowForm):
    class Meta:
        model = Meeting
        fields = ["held_on", "starts_at", "ends_at", "place"]
        widgets = {
            "held_on": DateInput(),
            "starts_at": TimeInput(),
            "ends_at": TimeInput(),
        }
        help_texts = {"ends_at": "Kosongkan bila belum selesai."}

    def clean(self):
        data = super().clean()
        start, end = data.get("starts_at"), data.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", "Jam selesai mendahului jam mulai.")
        return data


class PeopleForm(RowForm):
    also_signs = forms.MultipleChoiceField(
        label="Selain wakil RDS, wakil masyarakat dan Kepala Desa, ikut menandatangani",
        choices=[(p.value, p.label) for p in Party if p not in REQUIRED],
        widget=MultipleChoices(),
        required=False,
    )

    class Meta:
        model = Meeting
        fields = [
            "leader",
            "secretary",
            "people_name",
            "speakers",
            "also_signs",
            "legal_basis",
        ]
        widgets = {
            "speakers": forms.Textarea(attrs={"rows": 3}),
            "legal_basis": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {
            "leader": "Nama dan jabatan, misalnya Slamet Riyadi (Kepala Desa).",
            "people_name": "Yang menandatangani atas nama masyarakat.",
            "speakers": "Satu orang setiap baris, dengan jabatannya.",
            "legal_basis": "Satu peraturan setiap baris.",
        }


WHOLE_VOTES = {
    "invalid": "Tulis bilangan bulat, misalnya 12.",
    "min_value": "Jumlah suara tidak boleh di bawah nol. Tulis misalnya 12.",
}


class AgreementForm(RowForm):
    class Meta:
        model = Meeting
        fields = [
            "agreement",
            "decision",
            "votes_for",
            "votes_against",
            "votes_abstained",
        ]
        votes = WholeInput(suffix="orang")
        widgets = {
            "agreement": forms.Textarea(attrs={"rows": 6}),
            "decision": Choices(choices=Meeting.Decision.choices),
            "votes_for": votes,
            "votes_against": votes,
            "votes_abstained": votes,
        }
        help_texts = {
            "agreement": "Satu butir kesepakatan setiap baris.",
            "votes_for": "Isi tiga kolom suara hanya bila diadakan pemungutan suara.",
        }
        error_messages = dict.fromkeys(
            ("votes_for", "votes_against", "votes_abstained"), WHOLE_VOTES
        )

    def clean(self):
        data = super().clean()
        votes = ("votes_for", "votes_against", "votes_abstained")
        if data.get("decision") == Meeting.Decision.CONSENSUS:
            for name in votes:
                if data.get(name):
                    self.add_error(
                        name,
                        "Kosongkan jumlah suara, atau pilih pemungutan suara.",
                    )
        elif "votes_for" in data and data["votes_for"] is None:
            self.add_error("votes_for", "Tulis berapa orang yang setuju.")
        elif all(name in data for name in votes):
            self._refuse_too_many(sum(data[name] or 0 for name in votes))
        return data

    def _refuse_too_many(self, cast):
        voters = voters_of(self.instance)
        if cast > voters:
            self.add_error("votes_for", str(TooManyVotes("Keputusan", cast, voters)))


class LetterForm(RowForm):
    class Meta:
        model = Meeting
        fields = ["letter_number", "letter_on", "letter_copies"]
        widgets = {
            "letter_on": DateInput(),
            "letter_copies": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"letter_copies": "Satu tembusan setiap baris."}
