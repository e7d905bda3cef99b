"""The upload of a workbook."""

from django import forms

from households.workbook.reading import LARGEST


class UploadForm(forms.Form):
    """One file; what is in it is judged in the preview."""

    file = forms.FileField(
        label="Berkas",
        help_text=(
            "Buku kerja, Formulir 2A/2B/2C atau ekspor OpenSID (.xlsx), atau .zip "
            "berisi CSV. Paling besar 20 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.zip,.csv"}),
        error_messages={
            "required": "Pilih berkasnya dahulu.",
            "empty": "Berkas ini kosong. Pilih berkas yang berisi.",
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        name = file.name.lower()
        if file.size > LARGEST:
            raise forms.ValidationError(
                "Berkas lebih besar dari 20 MB. Bagi menjadi beberapa berkas, misalnya "
                "satu per tahun."
            )
        if name.endswith((".xlsm", ".xltm")):
            raise forms.ValidationError(
                "Berkas ini memuat makro. Buka di Excel atau LibreOffice, simpan "
                "sebagai .xlsx tanpa makro, lalu unggah lagi."
            )
        if not name.endswith((".xlsx", ".zip", ".csv")):
            raise forms.ValidationError(
                "Ini bukan .xlsx, .zip atau .csv. Buka di Excel atau LibreOffice, "
                "simpan sebagai .xlsx tanpa makro, lalu unggah lagi."
            )
        return file
