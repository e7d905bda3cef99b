"""The upload of a workbook."""

from django import forms

from households.workbook.reading import LARGEST


class UploadForm(forms.Form):
    """One file; what is in it is judged in the preview."""

    file = forms.FileField(
        label="Berkas buku kerja",
        help_text="Berkas .xlsx, atau .zip berisi CSV. Paling besar 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.zip"}),
        error_messages={
            "required": "Pilih berkasnya dahulu.",
            "empty": "Berkas ini kosong. Pilih berkas yang berisi.",
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                "Berkas lebih besar dari 20 MB. Bagi menjadi beberapa berkas, misalnya "
                "satu per tahun."
            )
        if not file.name.lower().endswith((".xlsx", ".zip")):
            raise forms.ValidationError(
                "Ini bukan .xlsx atau .zip. Buka di Excel atau LibreOffice, simpan "
                "sebagai .xlsx tanpa makro, lalu unggah lagi."
            )
        return file
