"""Signatures, and the reason of a cancellation."""

from django import forms

from rembuk.drawing import UnreadableDrawing, png_of
from rembuk.models import Signature
from villages.forms.scans import ScanField
from villages.glyphs import UnprintableText, refuse_unprintable
from villages.widgets import Choices


class SignatureForm(forms.Form):
    """Who signs for whom, on screen or in ink."""

    party = forms.ChoiceField(label="Mewakili", widget=Choices())
    name = forms.CharField(label="Nama", max_length=120)
    manner = forms.ChoiceField(
        label="Cara menandatangani",
        choices=[("layar", "Di layar"), ("basah", "Basah, di kertas")],
        widget=Choices(),
    )
    drawing = forms.CharField(widget=forms.HiddenInput, required=False)
    scan = ScanField(
        label="Pindaian lembar yang ditandatangani",
        required=False,
        help_text="Untuk tanda tangan basah: PDF, JPG atau PNG, paling besar 10 MB. "
        "Satu pindaian cukup untuk semua tanda tangan di lembar yang sama.",
    )

    def __init__(self, *args, parties, has_scan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(p.value, p.label) for p in parties]
        self.has_scan = has_scan

    def clean_name(self):
        name = self.cleaned_data["name"]
        try:
            refuse_unprintable(name)
        except UnprintableText as error:
            raise forms.ValidationError(str(error)) from error
        return name

    def clean_drawing(self):
        try:
            return png_of(self.cleaned_data["drawing"])
        except UnreadableDrawing as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        data = super().clean()
        is_ink = data.get("manner") == Signature.Manner.INK
        if is_ink and "scan" in data and not data["scan"] and not self.has_scan:
            self.add_error(
                "scan",
                "Pilih pindaian lembar yang sudah ditandatangani, atau pilih “Di "
                "layar”.",
            )
        return data

    @property
    def kept(self):
        """(content, type, name) of the file that goes with the signature, or None."""
        if self.cleaned_data["manner"] == Signature.Manner.INK:
            return self.cleaned_data["scan"]
        drawing = self.cleaned_data["drawing"]
        return (drawing, "image/png", "tanda-tangan.png") if drawing else None


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        min_length=5,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"min_length": "Tulis alasan yang dapat dipahami orang lain."},
    )
