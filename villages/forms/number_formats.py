"""How the village writes the numbers of its documents."""

from django import forms

from villages.models import NumberFormat
from villages.models.number_format import DEFAULTS
from villages.numbering import InvalidFormat, parse_format

Kind = NumberFormat.Kind
BY_HAND = "Kosongkan bila nomornya diambil dari buku agenda surat dan diketik sendiri."
ONE_SERIES = "Dipakai juga oleh berita acara diskusi RDS, dalam urutan yang sama."


class NumberFormatsForm(forms.Form):
    """One format for each kind of document; only the berita acara must have one."""

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        rows = {row.kind: row.pattern for row in village.number_formats.all()}
        for kind in Kind:
            default = DEFAULTS.get(kind, "")
            self.fields[kind.value] = forms.CharField(
                label=kind.label,
                max_length=80,
                required=bool(default),
                initial=rows.get(kind.value, default),
                help_text=ONE_SERIES if default else BY_HAND,
                error_messages={"required": f"Tulis formatnya, misalnya {default}."},
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "spellcheck": "false"}
                ),
            )

    def clean(self):
        data = super().clean()
        for kind in Kind:
            try:
                if text := data.get(kind.value):
                    parse_format(text)
            except InvalidFormat as error:
                self.add_error(kind.value, str(error))
        return data

    @property
    def changes(self):
        """Kind → format, of those typed anew."""
        return {kind: self.cleaned_data[kind] for kind in self.changed_data}
