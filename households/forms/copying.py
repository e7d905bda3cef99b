"""Who asks for a copy of a family's data."""

from django import forms

from villages.widgets import Choices

from .entering import EntryForm, NameField, TextField

PDF, XLSX = "pdf", "xlsx"


class CopyForm(EntryForm):
    """The person who asks, and how he or she reads it."""

    name = NameField(label="Diminta oleh")
    relation = TextField(
        label="Hubungan dengan keluarga",
        max_length=60,
        help_text="Misalnya: ibu, kepala keluarga, atau wali. Periksa dahulu KTP-nya.",
    )
    file_format = forms.ChoiceField(
        label="Bentuk",
        widget=Choices,
        choices=[(PDF, "PDF, siap dicetak"), (XLSX, "Excel")],
        initial=PDF,
    )
