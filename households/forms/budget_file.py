"""The upload of an APB Desa."""

from django import forms

from households.workbook.reading import LARGEST
from villages.models import BudgetLine

YEARS = range(2015, 2101)


class BudgetFileForm(forms.Form):
    """One file of one year; what is in it is judged in the preview."""

    file = forms.FileField(
        label="Berkas APB Desa",
        help_text="Ekspor APB Desa dari aplikasi keuangan desa (.xlsx), dengan judul "
        "kolom seperti Kode Rekening, Uraian, Anggaran dan Sumber Dana.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Pilih berkasnya dahulu.",
            "empty": "Berkas ini kosong. Pilih berkas yang berisi.",
        },
    )
    year = forms.IntegerField(
        label="Tahun anggaran",
        min_value=YEARS[0],
        max_value=YEARS[-1],
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    source = forms.ChoiceField(
        label="Sumber dana bila tidak tertulis di berkas",
        choices=BudgetLine.Source,
        initial=BudgetLine.Source.DD,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                "Berkas lebih besar dari 20 MB. Unggah APB Desa satu tahun saja."
            )
        if not file.name.lower().endswith((".xlsx", ".csv")):
            raise forms.ValidationError(
                "Ini bukan .xlsx. Buka di Excel atau LibreOffice, simpan sebagai .xlsx "
                "tanpa makro, lalu unggah lagi."
            )
        return file
