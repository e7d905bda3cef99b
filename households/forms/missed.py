"""A visit in vain: its day and its reason."""

from django import forms

from households.ages import last_of_month
from households.models import NotReached
from villages.widgets import Choices

from .entering import EntryForm, day_field


class MissedForm(EntryForm):
    """When somebody came, and why nobody was reached."""

    visited_on = day_field("Tanggal datang")
    reason = forms.ChoiceField(
        label="Mengapa tidak bertemu?",
        widget=Choices,
        choices=[(one, one.label.capitalize()) for one in NotReached.Reason],
        error_messages={
            "required": "Pilih sebabnya.",
            "invalid_choice": "Pilih salah satu sebab.",
        },
    )

    @classmethod
    def posted(cls, data, month, village):
        """The form of one press: the day is today, or the last of an ended month."""
        data = data.copy()
        if not data.get("visited_on"):
            data["visited_on"] = min(village.today(), last_of_month(month)).isoformat()
        return cls(data, village=village)

    def sentences(self):
        """Each mistake as a sentence, for a press that shows no form."""
        return [error for errors in self.errors.values() for error in errors]

    @classmethod
    def of(cls, row, data, village):
        """The form that corrects a row."""
        names = ("visited_on", "reason", "uuid", "version")
        return cls(
            data, village=village, initial={name: getattr(row, name) for name in names}
        )
