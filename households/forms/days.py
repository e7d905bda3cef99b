"""A posyandu day: which one, and one row per child."""

from uuid import uuid4

from django import forms

from households.models import ChildRecord
from households.plausible import future_problems
from households.plausible_measures import Child, measure_doubts
from villages.widgets import YesNoField

from .entering import day_field, measure_field, trimmed


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


class RowForm(forms.Form):
    """What is measured and asked at a posyandu, for one child."""

    CELLS = (
        "weight_kg",
        "height_cm",
        "mat",
        "mother_counselling",
        "father_counselling",
    )
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    weight_kg = measure_field("Berat", "kg", 3)
    height_cm = measure_field("Panjang/tinggi", "cm", 2)
    mat = forms.ChoiceField(
        label="Tikar", choices=[("", ""), *ChildRecord.Mat.choices], required=False
    )
    mother_counselling = YesNoField(label="Konseling ibu")
    father_counselling = YesNoField(label="Konseling ayah")

    def __init__(self, data=None, *, child, day, **kwargs):
        self.child, self.day = child, day
        super().__init__(data, **kwargs)

    @classmethod
    def values_of(cls, record):
        """What stands in the row before anybody types."""
        if record is None:
            return {"uuid": uuid4(), "version": ""}
        names = ("uuid", "version", *cls.CELLS)
        return {name: trimmed(getattr(record, name)) for name in names}

    def shown(self, name):
        """The text of one cell: as typed, else as saved."""
        bound = self[name]
        value = bound.value()
        text = bound.field.widget.format_value(value)
        return text[0] if isinstance(text, list) else text or ""

    def has_changed(self):
        return bool(set(self.changed_data) - {"uuid", "version"})

    def sentences(self):
        """Each mistake with the name of its column."""
        return [
            f"{self.fields[name].label}: {error}"
            for name, errors in self.errors.items()
            for error in errors
        ]

    def doubts_of(self, record):
        """What is asked once more of the measures that were saved."""
        child = Child.of(self.child.sex, self.child.born_on, record.visited_on)
        doubts = measure_doubts(
            record.weight_kg,
            record.height_cm,
            child,
            position=record.position,
            has_oedema=record.oedema == "v",
        )
        return [str(doubt) for doubt in doubts]
