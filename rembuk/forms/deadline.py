"""The day of the rembuk, set by the kabupaten for its villages."""

from datetime import date

from django import forms

from rembuk.models import Deadline
from villages.forms.row import RowForm
from villages.wording import MONTHS

COMMON_YEAR = 2025  # 29 February would be missing in three years of four


class DeadlineForm(RowForm):
    month = forms.TypedChoiceField(
        label="Bulan", coerce=int, choices=list(enumerate(MONTHS, start=1))
    )

    class Meta:
        model = Deadline
        fields = ["day", "month", "decree"]

    def clean(self):
        data = super().clean()
        day, month = data.get("day"), data.get("month")
        if day and month:
            try:
                date(COMMON_YEAR, month, day)
            except ValueError:
                self.add_error(
                    "day", "Tanggal ini tidak ada setiap tahun. Pilih tanggal lain."
                )
        return data
