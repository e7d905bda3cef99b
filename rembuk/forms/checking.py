"""The public question whether a document is genuine."""

from django import forms

from rembuk.verification import NotAFingerprint, read_fingerprint


class FingerprintForm(forms.Form):
    sidik = forms.CharField(
        label="Sidik",
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "off",
            }
        ),
    )

    def clean_sidik(self):
        try:
            return read_fingerprint(self.cleaned_data["sidik"])
        except NotAFingerprint as error:
            raise forms.ValidationError(str(error)) from error


class FileToCheckForm(forms.Form):
    file = forms.FileField(
        label="Berkas",
        help_text="Berkas hanya dibaca untuk menghitung sidiknya, lalu dibuang.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg"}),
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > 20 * 1024 * 1024:
            raise forms.ValidationError(
                "Berkas lebih besar dari 20 MB, jadi bukan dokumen dari sini."
            )
        return upload
