"""A key for a program: whose posting, what for, until when."""

from datetime import timedelta

from django import forms

from villages.access import reads_figures
from villages.models import ApiToken
from villages.postings import named, places_by_code
from villages.widgets import DateInput

LONGEST = 366  # days; who still needs it then makes a new one


class PostingChoice(forms.ModelChoiceField):
    places = {}

    def label_from_instance(self, posting):
        return named(posting, self.places)


class ApiTokenForm(forms.ModelForm):
    """Of the postings of the user that open figures today."""

    posting = PostingChoice(
        queryset=None,
        label="Penugasan",
        empty_label=None,
        help_text="Kunci membuka angka wilayah penugasan ini, tidak lebih.",
    )

    class Meta:
        model = ApiToken
        fields = ["posting", "name", "expires_on"]
        widgets = {"expires_on": DateInput()}
        help_texts = {"name": "Misalnya: dasbor Bappeda."}

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        current = user.postings.current(today)
        own = [posting for posting in current if reads_figures(posting)]
        choice = self.fields["posting"]
        choice.queryset = current.filter(pk__in=[posting.pk for posting in own])
        choice.places = places_by_code(own)
        self.fields["expires_on"].initial = today + timedelta(days=LONGEST - 1)

    def clean_expires_on(self):
        last = self.cleaned_data["expires_on"]
        if last < self.today:
            raise forms.ValidationError("Tanggal ini sudah lewat. Pilih hari nanti.")
        if last > self.today + timedelta(days=LONGEST):
            raise forms.ValidationError(
                "Kunci berlaku paling lama satu tahun. Pilih tanggal yang lebih dekat; "
                "kunci baru dapat dibuat kapan saja."
            )
        return last

    def clean(self):
        data = super().clean()
        posting, name = data.get("posting"), data.get("name")
        if posting and posting.api_tokens.filter(name=name, revoked_at=None).exists():
            self.add_error(
                "name",
                "Kunci dengan nama ini sudah ada. Pilih nama lain, atau cabut dahulu "
                "kunci yang lama.",
            )
        return data
