"""What every form of a typed row does."""

from django import forms

from villages.glyphs import UnprintableText, refuse_unprintable


class RowForm(forms.ModelForm):
    """A typed row: printable text only, its uuid and its version go along."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["uuid"], self.initial["version"] = self._identity()

    def _identity(self):
        row = self.instance
        return (None, row.version) if row.pk else (row.uuid, None)

    def clean(self):
        data = super().clean()
        refuse_unprintable_text(self, data)
        return data

    @property
    def values(self):
        """The row's own fields as they were typed."""
        names = [name for name in self._meta.fields if name in self.cleaned_data]
        return {name: getattr(self.instance, name) for name in names}


def refuse_unprintable_text(form, data):
    """Name the characters that no document could print, each at its field."""
    for name, value in list(data.items()):
        if isinstance(value, str):
            try:
                refuse_unprintable(value)
            except UnprintableText as error:
                form.add_error(name, str(error))
