"""Which of the unverified rows are shown."""

from django import forms

from households.unverified import TITLES, Chosen

from .entering import day_field


class FilterForm(forms.Form):
    """Dusun, kind and since when; it stands in the address and names nobody."""

    dusun = forms.ModelChoiceField(
        None, label="Dusun", required=False, empty_label="Semua dusun"
    )
    jenis = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua jenis"), *TITLES.items()]
    )
    sejak = day_field("Didaftarkan sejak", required=False)

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dusun"].queryset = village.dusuns.all()

    def chosen(self):
        """The part of the village that was asked for."""
        data = self.cleaned_data
        dusun = data["dusun"].pk if data["dusun"] else None
        return Chosen(dusun, data["jenis"], data["sejak"])
