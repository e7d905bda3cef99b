"""What a person writes about a quarter: explanations, and why it is opened again."""

from django import forms

from scorecard.models import Explanation


class ExplanationForm(forms.ModelForm):
    """Why something of the quality list stays as it is."""

    class Meta:
        model = Explanation
        fields = ["text"]
        labels = {"text": "Penjelasan"}
        help_texts = {"text": "Misalnya: keluarga sedang di luar kota sampai Januari."}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"text": {"required": "Tuliskan penjelasannya."}}


class ReopenForm(forms.Form):
    """A final quarter is opened again only with a reason, which is kept."""

    reason = forms.CharField(
        label="Alasan membuka kembali",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tuliskan alasan membuka kembali triwulan ini."},
    )
