"""A posyandu day: which posyandu, and when."""

from django import forms

from households.plausible import future_problems

from .entering import day_field


class DayForm(forms.Form):
    """Which posyandu, and on which day."""

    posyandu = forms.ModelChoiceField(None, label="Posyandu", empty_label=None)
    day = day_field("Tanggal")

    def __init__(self, data=None, *, village):
        self.today = village.today()
        super().__init__(data, initial={"day": self.today})
        self.fields["posyandu"].queryset = village.posyandus.all()

    def clean_day(self):
        day = self.cleaned_data["day"]
        for problem in future_problems("day", "Tanggal", day, self.today):
            raise forms.ValidationError(str(problem))
        return day
