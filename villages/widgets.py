"""Inputs for a thumb: big switches, a numeric keyboard, the decimal comma."""

from django import forms

from villages.wording import number_text, parse_decimal, parse_rupiah

YES_NO = (("v", "Ya"), ("x", "Tidak"), ("", "Belum ditanya"))


class Choices(forms.RadioSelect):
    """One of a few, as a row of large buttons; works without JavaScript."""

    template_name = "widgets/choices.html"
    option_template_name = "widgets/choice.html"

    def __deepcopy__(self, memo):
        return forms.Widget.__deepcopy__(self, memo)  # the answers are as in the field


class MultipleChoices(forms.CheckboxSelectMultiple):
    """Several of a few, as large buttons that stay pressed."""

    template_name = "widgets/choices.html"
    option_template_name = "widgets/choice.html"


class YesNo(Choices):
    """Ya, Tidak or Belum ditanya: 'v', 'x' or '' as in the monthly forms."""

    template_name = "widgets/yes_no.html"
    has_blank = True  # its own third answer says "boleh kosong"

    def __init__(self, attrs=None, choices=YES_NO):
        super().__init__(attrs, choices)


class FixedChoiceField(forms.ChoiceField):
    """One of a few answers that are alike in every form: they are not copied with it,
    which took half of the time of making a monthly form."""

    def __deepcopy__(self, memo):
        return forms.Field.__deepcopy__(self, memo)


class YesNoField(FixedChoiceField):
    """A question of the monthly forms; not asked is an answer."""

    widget = YesNo

    def __init__(self, **kwargs):
        super().__init__(**{"choices": YES_NO, "required": False, **kwargs})


class DecimalInput(forms.TextInput):
    """A number with the decimal comma, as people write it; `suffix` names the unit."""

    template_name = "widgets/number.html"
    inputmode = "decimal"

    def __init__(self, attrs=None, *, suffix="", prefix=""):
        defaults = {"inputmode": self.inputmode, "autocomplete": "off"}
        super().__init__({**defaults, **(attrs or {})})
        self.suffix, self.prefix = suffix, prefix

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"].update(suffix=self.suffix, prefix=self.prefix)
        return context

    def format_value(self, value):
        """A point becomes a comma; what is no number is shown as it was typed."""
        return None if value in (None, "") else str(value).replace(".", ",")

    def value_from_datadict(self, data, files, name):
        typed = super().value_from_datadict(data, files, name)
        return typed if typed is None else _read(parse_decimal, typed)


class WholeInput(DecimalInput):
    """A count: digits only."""

    inputmode = "numeric"

    def format_value(self, value):
        return None if value in (None, "") else str(value)

    def value_from_datadict(self, data, files, name):
        typed = forms.TextInput.value_from_datadict(self, data, files, name)
        return typed if typed is None else typed.strip()


class RupiahInput(DecimalInput):
    """Whole rupiah; dots between thousands are read and written."""

    inputmode = "numeric"

    def __init__(self, attrs=None):
        super().__init__(attrs, prefix="Rp")

    def format_value(self, value):
        text = "" if value is None else str(value)
        return number_text(int(text)) if text.isdecimal() else text or None

    def value_from_datadict(self, data, files, name):
        typed = forms.TextInput.value_from_datadict(self, data, files, name)
        return typed if typed is None else _read(parse_rupiah, typed)


class DateInput(forms.DateInput):
    """The phone's own calendar; a browser without one takes 21/11/2026."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", **(attrs or {})}, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """Hours and minutes by the phone's own clock."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


def _read(parse, typed):
    """The number it states; what states none is left for the field to refuse."""
    try:
        return str(parse(typed))
    except ValueError:
        return typed.strip()
