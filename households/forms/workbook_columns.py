"""How the columns of a printed form or an OpenSID export are read."""

from django import forms

from households.workbook.layouts import FIELDS, Kind
from villages.wording import InvalidDate, parse_date

KEEP_OUT = ("", "Jangan daftarkan, laporkan saja")


class DayField(forms.CharField):
    """A day in any spelling of ours; `date` inputs send 2026-06-12."""

    widget = forms.DateInput(
        attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"
    )

    def clean(self, value):
        text = super().clean(value)
        try:
            return parse_date(text)
        except InvalidDate as refusal:
            raise forms.ValidationError(str(refusal)) from None


class LayoutForm(forms.Form):
    """One sheet: whether it is read, of which day, and what its columns are."""

    is_read = forms.BooleanField(
        label="Baca lembar ini",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    day = DayField(error_messages={"required": "Isi tanggal kunjungan."})
    dusun = forms.ChoiceField(
        label="Sasaran yang belum terdaftar",
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, data, *, layout, village):
        self.layout, self.village = layout, village
        initial = {"is_read": layout["is_read"], "day": layout["day"]}
        initial |= {"dusun": layout["dusun"]}
        initial |= {f"c{i}": name for i, name in enumerate(layout["columns"])}
        prefix = f"s{layout['index']}"
        super().__init__(data, initial=initial, prefix=prefix)
        self._name_the_day()
        names = village.dusuns.order_by("name").values_list("name", flat=True)
        self.fields["dusun"].choices = [
            KEEP_OUT,
            *((name, f"Daftarkan sasaran baru di dusun {name}") for name in names),
        ]
        self._add_columns()

    def _name_the_day(self):
        day = self.fields["day"]
        day.label = "Tanggal kunjungan atau hari posyandu"
        day.help_text = (
            "Lembar ini hanya menyebut bulan. Dipakai untuk semua barisnya; sasaran "
            "yang bulan itu sudah dicatat tetap pada tanggalnya."
        )
        if self.layout["kind"] == Kind.PAUD:
            day.label = "Tanggal dalam tahun lembar ini"
            day.help_text = "Yang dipakai tahunnya; bulannya menurut judul kolom."

    def _add_columns(self):
        fields = FIELDS[Kind(self.layout["kind"])]
        choices = [("", "(tidak dibaca)")]
        choices += [(name, label) for name, (label, _) in fields.items()]
        for index, _ in enumerate(self.layout["columns"]):
            heading = self.layout["names"][index] or "tanpa judul"
            self.fields[f"c{index}"] = forms.ChoiceField(
                label=f"Kolom {index + 1}: {heading}",
                choices=choices,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @property
    def columns(self):
        """Each column with what it holds, for the page."""
        for index, samples in enumerate(self.layout["samples"]):
            yield self[f"c{index}"], ", ".join(samples) or "kosong"

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > self.village.today() and self.layout["kind"] != Kind.PAUD:
            raise forms.ValidationError(
                "Tanggal ini belum terjadi. Isi hari ini atau sebelumnya."
            )
        return day

    def clean(self):
        taken = [self.cleaned_data.get(f"c{i}") for i in self._places()]
        for index, name in enumerate(taken):
            if name and name in taken[:index]:
                self.add_error(
                    f"c{index}",
                    f"Sudah dipilih untuk kolom {taken.index(name) + 1}. "
                    "Pilih satu saja.",
                )
        if self.cleaned_data.get("is_read") and "nama" not in taken:
            self.add_error("c0", "Pilih kolom mana yang memuat nama.")
        return self.cleaned_data

    def _places(self):
        return range(len(self.layout["columns"]))

    @property
    def decided(self):
        """The layout as the person wants it."""
        cells = self.cleaned_data
        return self.layout | {
            "is_read": cells["is_read"],
            "day": cells["day"].isoformat(),
            "dusun": cells["dusun"],
            "columns": [cells[f"c{i}"] for i in self._places()],
        }
