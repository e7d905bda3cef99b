"""When a dusun was done, and on which day the year's Formulir 1 is frozen."""

from django import forms

from villages.forms.row import refuse_unprintable_text
from villages.widgets import DateInput


class DusunDoneForm(forms.Form):
    """All houses of a dusun are visited; what could not be is explained."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    done_on = forms.DateField(label="Selesai dikunjungi pada", widget=DateInput())
    note = forms.CharField(
        label="Keterangan",
        max_length=300,
        required=False,
        help_text="Wajib bila ada rumah tangga yang belum dikunjungi, tanpa nama "
        "orang. Misalnya: dua keluarga bekerja di luar kota sampai panen.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        data = super().clean()
        refuse_unprintable_text(self, data)
        return data


class FreezeForm(forms.Form):
    """The day on which the register is read, and why it is frozen once more."""

    as_of = forms.DateField(label="Keadaan per tanggal", widget=DateInput())
    reason = forms.CharField(
        label="Alasan membekukan lagi",
        max_length=300,
        required=False,
        help_text="Misalnya: dua rumah tangga di Krajan terlambat didaftarkan.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, is_again, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_again:
            del self.fields["reason"]

    def clean(self):
        data = super().clean()
        refuse_unprintable_text(self, data)
        return data
