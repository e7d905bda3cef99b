"""What was spent of a budget line in one quarter."""

from django import forms

from villages.budget import spent_beside
from villages.models import Realisation
from villages.quarters import Triwulan
from villages.widgets import RupiahInput
from villages.wording import long_date, rupiah

from .row import RowForm

WHOLE_RUPIAH = {
    "invalid": "Tulis rupiah utuh tanpa koma dan sen, misalnya 1.250.000.",
    "min_value": "Jumlah uang tidak boleh di bawah nol. Tulis misalnya 1.250.000.",
}


class RealisationForm(RowForm):
    class Meta:
        model = Realisation
        fields = ["amount_rupiah"]
        widgets = {"amount_rupiah": RupiahInput()}
        help_texts = {
            "amount_rupiah": "Yang dibelanjakan pada triwulan ini saja, bukan sejak "
            "Januari. Tulis 0 bila belum ada belanja."
        }
        error_messages = {
            "amount_rupiah": WHOLE_RUPIAH
            | {"required": "Tulis jumlahnya; 0 bila belum ada belanja."}
        }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_amount_rupiah(self):
        amount = self.cleaned_data["amount_rupiah"]
        row = self.instance
        left = row.line.amount_rupiah - spent_beside(row.line, row.number)
        if amount > left:
            raise forms.ValidationError(beyond(row.line, left))
        return amount

    def clean(self):
        quarter = Triwulan(self.instance.line.year, self.instance.number)
        if quarter.first_day > self.today:
            raise forms.ValidationError(
                f"{quarter} belum dimulai. Realisasinya dapat dicatat mulai "
                f"{long_date(quarter.first_day)}."
            )
        return super().clean()


def beyond(line, left):
    """Why an amount is refused that the line does not hold."""
    return (
        f"Melebihi anggaran: baris ini {rupiah(line.amount_rupiah)} dan sisanya untuk "
        f"triwulan ini {rupiah(left)}. Periksa jumlahnya, atau ubah dahulu anggaran "
        "baris ini bila APB Desa sudah diubah."
    )
