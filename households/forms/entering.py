"""What every form of the register has: its uuid and version, its rules, its doubts."""

import uuid
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from households.models import QuarterFinal
from villages.glyphs import UnprintableText, refuse_unprintable
from villages.nik import InvalidNumber, parse_kk, parse_nik
from villages.widgets import DateInput, DecimalInput, WholeInput
from villages.wording import InvalidNumeral, parse_decimal


def printable(text):
    """A character without a glyph would be a box on every document."""
    try:
        refuse_unprintable(text)
    except UnprintableText as refusal:
        raise ValidationError(str(refusal)) from refusal


class TextField(forms.CharField):
    """Words that can be printed; spaces around them and doubled ones go."""

    default_validators = [printable]

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class NameField(TextField):
    """A name of a person, of up to 300 letters."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "words"}
        )
        super().__init__(max_length=300, widget=widget, **kwargs)


class NumberField(forms.CharField):
    """NIK or nomor KK: sixteen digits, spaces between them allowed."""

    def __init__(self, parse, **kwargs):
        self.parse = parse
        attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 30}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        try:
            return self.parse(text) if text else ""
        except InvalidNumber as refusal:
            raise ValidationError(str(refusal)) from refusal


def nik_field(**kwargs):
    """Field of a NIK; a newborn has none yet."""
    return NumberField(parse_nik, label="NIK", **kwargs)


def kk_field(**kwargs):
    """Field of a nomor KK."""
    return NumberField(parse_kk, label="Nomor KK", **kwargs)


def day_field(label, **kwargs):
    """Field of a day, by the phone's calendar."""
    messages = {
        "required": f"{label} belum diisi.",
        "invalid": "Tanggal ini tidak ada. Tulis misalnya 21/11/2026.",
    }
    return forms.DateField(
        label=label, widget=DateInput(), error_messages=messages, **kwargs
    )


class MeasureField(forms.DecimalField):
    """A measured number, read by the one reader of written numbers."""

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return parse_decimal(str(value))
        except InvalidNumeral as refusal:
            message = self.error_messages["invalid"]
            raise ValidationError(message, code="invalid") from refusal


def measure_field(label, unit, places, **kwargs):
    """Field of a measured number; comma and point are both understood."""
    messages = {"invalid": "Tulis angka saja, misalnya 7,8."}
    return MeasureField(
        label=label,
        required=False,
        decimal_places=places,
        widget=DecimalInput(suffix=unit),
        error_messages=messages,
        **kwargs,
    )


def count_field(label, unit, **kwargs):
    """Field of a whole number."""
    return forms.IntegerField(
        label=label,
        required=False,
        widget=WholeInput(suffix=unit),
        error_messages={"invalid": "Tulis angka bulat saja, misalnya 30."},
        **kwargs,
    )


def ask_reason(form, row):
    """Ask why a row is corrected that the admin desa has verified."""
    if row is not None and row.is_verified:
        form.fields["reason"] = TextField(
            label="Alasan perbaikan",
            max_length=300,
            help_text="Data ini sudah diverifikasi: nilai lama, nama Anda, waktu, dan "
            "alasan ini disimpan.",
        )


def trimmed(value):
    """A stored number without its idle zeros: 7.800 as 7.8; anything else as it is."""
    if not isinstance(value, Decimal):
        return value
    short = value.normalize()
    return short if short.as_tuple().exponent < 0 else value.quantize(Decimal(1))


_ASK_DOUBLES = (
    "Mungkin sudah terdaftar. Buka yang ditampilkan di bawah; bila memang orang atau "
    "keluarga lain, beri tanda lalu simpan lagi."
)


class EntryForm(forms.Form):
    """A form that becomes a row: made with its uuid, changed by its version.

    `village` gives the day of today; what a rule refuses stands at its field, what it
    doubts is asked once and then believed.
    """

    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    confirmed = forms.BooleanField(
        label="Sudah saya periksa, simpan apa adanya", required=False
    )

    def __init__(self, data=None, *, village, initial=None, today=None, **kwargs):
        self.village, self.today = village, today or village.today()
        self.doubts, self.doubles = [], []
        made_with = {"uuid": uuid.uuid4(), **(initial or {})}
        super().__init__(data, initial=made_with, **kwargs)
        self.order_fields([name for name in self.fields if name != "confirmed"])

    def clean(self):
        data = super().clean()
        if not self.errors:
            self.refuse(self.problems(data))
        if not self.errors:
            self.doubts = list(self.find_doubts(data))
            self.doubles = list(self.find_doubles(data))
            if self.doubts and not data.get("confirmed"):
                self.add_error(None, [str(doubt) for doubt in self.doubts])
            if self.doubles and not self.is_told_apart:
                self.add_error(None, _ASK_DOUBLES)
        return data

    def find_doubles(self, data):
        """Who may be registered already; a form overrides it. See `doubles_kind`."""
        return ()

    doubles_kind = ""  # of whom the page asks while typing

    @property
    def doubles_key(self):
        """Names whom the page showed; an acknowledgement is of these alone."""
        return " ".join(one.key for one in self.doubles)

    @property
    def not_double(self):
        """The name of the box by which those shown are told apart."""
        return self.add_prefix("not_double")

    @property
    def is_told_apart(self):
        """Whether everybody shown was looked at and is somebody else."""
        told = self.data.get(self.not_double, "").split()
        return set(told).issuperset(self.doubles_key.split())

    def problems(self, data):
        """What is refused of the whole form; a form overrides it."""
        return ()

    def find_doubts(self, data):
        """What is asked once more; a form overrides it."""
        return ()

    def refuse(self, problems):
        """Show each problem at its field, or above the form when it has none."""
        for problem in list(problems):  # all are found before a field is refused
            field = problem.field if problem.field in self.fields else None
            self.add_error(field, str(problem))

    def refuse_final(self, refusal: QuarterFinal):
        """Show why a final quarter takes nothing, and the way out."""
        self.add_error(None, str(refusal))

    @property
    def questions(self):
        """The fields to draw: the confirmation only once something was doubted."""
        return [
            field
            for field in self.visible_fields()
            if field.name != "confirmed" or self.doubts
        ]

    @property
    def error_title(self):
        """What stands above the mistakes, or above what is only doubted."""
        asked = "Belum tersimpan. Mohon periksa sekali lagi, lalu simpan:"
        return asked if self.doubts else "Belum tersimpan. Mohon periksa:"

    def facts(self):
        """Of the cleaned data what is stored: all but the form's own fields."""
        own = {"version", "confirmed", "uuid", "reason"}
        data = self.cleaned_data
        return {name: data[name] for name in data if name not in own}
