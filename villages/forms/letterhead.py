"""Kop surat: what stands on top of every paper of the village."""

import re

from django import forms

from villages.forms.lists import VillageRowForm
from villages.models import Letterhead
from villages.pictures import UnreadablePicture, logo_from

_PHONE = re.compile(r"[0-9+() .,/-]{5,30}")
_WEBSITE = re.compile(
    r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w./~-]*)?", re.IGNORECASE | re.ASCII
)


class LetterheadForm(VillageRowForm):
    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="PNG atau JPG, paling besar 2 MB. Kosongkan bila tidak diganti.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )

    class Meta:
        model = Letterhead
        fields = ["address", "postal_code", "phone", "email", "website"]
        labels = {"address": "Alamat kantor"}
        widgets = {
            "postal_code": forms.TextInput(attrs={"inputmode": "numeric"}),
            "phone": forms.TextInput(attrs={"inputmode": "tel"}),
        }
        help_texts = {"website": "Misalnya sukamaju.desa.id"}

    def clean_postal_code(self):
        code = self.cleaned_data["postal_code"].strip()
        if code and not (len(code) == 5 and code.isascii() and code.isdigit()):
            raise forms.ValidationError("Kode pos terdiri atas 5 angka.")
        return code

    def clean_phone(self):
        phone = self.cleaned_data["phone"].strip()
        if phone and not _PHONE.fullmatch(phone):
            raise forms.ValidationError(
                "Tulis nomor telepon dengan angka, misalnya (0286) 321456."
            )
        return phone

    def clean_website(self):
        typed = self.cleaned_data["website"].strip()
        website = re.sub(r"^https?://", "", typed, flags=re.IGNORECASE).rstrip("/")
        if website and not _WEBSITE.fullmatch(website):
            raise forms.ValidationError(
                "Tulis alamat laman tanpa spasi, misalnya sukamaju.desa.id."
            )
        return website

    def clean_logo(self):
        upload = self.cleaned_data["logo"]
        if upload is None:
            return None
        try:
            return logo_from(upload)
        except UnreadablePicture as error:
            raise forms.ValidationError(str(error)) from error
