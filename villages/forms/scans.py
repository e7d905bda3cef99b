"""A field that takes a scan or photo and gives what is kept of it."""

from django import forms

from villages.pictures import PHOTO_PIXELS
from villages.scans import UnusableScan, checked

ACCEPTED = "application/pdf,image/jpeg,image/png"


class ScanField(forms.FileField):
    """Its value is (content, type, name), None when nothing was chosen."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def __init__(self, *, pixels=PHOTO_PIXELS, **kwargs):
        super().__init__(**kwargs)
        self.pixels = pixels

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return checked(upload, self.pixels)
        except UnusableScan as error:
            raise forms.ValidationError(str(error)) from error


class ScanForm(forms.Form):
    """The scan of a paper that was signed."""

    scan = ScanField(
        label="Pindaian SK yang sudah ditandatangani",
        help_text="PDF, JPG atau PNG, paling besar 10 MB. Foto dengan telepon cukup, "
        "asal tulisannya terbaca.",
    )
