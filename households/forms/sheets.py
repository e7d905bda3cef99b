"""Sheets of a posyandu: which columns each has, and one row per child or mother.

A row is no Django form: sixty forms of ten fields cost more than all else of a page.
The fields are made once and clean the text of every row.
"""

from dataclasses import dataclass, field
from functools import cache
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from households.models import ChildRecord, PregnancyRecord
from households.nutrition import muac_is_kek
from households.packages import Who
from households.plausible_measures import Child, measure_doubts, mother_doubts
from households.workbook.cells import TICKS
from villages.wording import number_text

from .entering import count_field, measure_field, trimmed

SELECT_CELL = (
    '<td data-label="{heading}" data-column="{column}">'
    '<select class="form-select" name="{name}" aria-label="{label} {whose}"{more}>'
    "{options}</select></td>"
)
TEXT_CELL = (
    '<td data-label="{heading}" data-column="{column}">'
    '<input type="text" class="form-control" inputmode="{mode}" autocomplete="off" '
    'name="{name}" value="{text}" aria-label="{label} {whose}"{more}></td>'
)
_TICK, _MARK = mark_safe(" data-tick"), mark_safe(" data-mark")
YES_NO = (("", "–"), ("v", "Ya"), ("x", "Tidak"))


class MarkField(forms.Field):
    """A cell of the paper: v, x or blank, in every spelling of a tick."""

    def to_python(self, value):
        text = (value or "").strip().lower()
        if text in ("", "-"):
            return ""
        if text not in TICKS:
            raise ValidationError("Tulis v atau x, atau kosongkan.")
        return TICKS[text]


class CodeField(forms.Field):
    """One of a few letters, such as H, K, M or TD."""

    def __init__(self, choices, **kwargs):
        self.codes = {value.lower(): value for value, _ in choices}
        self.asked = ", ".join(value for value, _ in choices)
        super().__init__(**kwargs)

    def to_python(self, value):
        text = (value or "").strip().lower()
        if text in ("", "-"):
            return ""
        if text not in self.codes:
            raise ValidationError(f"Tulis {self.asked}, atau kosongkan.")
        return self.codes[text]


@dataclass(frozen=True)
class Column:
    """One column: a column of the record, its words, and how it is typed."""

    name: str
    label: str
    field: forms.Field
    unit: str = ""
    choices: tuple = ()
    is_typed: bool = False  # a letter typed as on the paper, not chosen

    @property
    def heading(self):
        """The label with its unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    @property
    def is_choice(self):
        return bool(self.choices) and not self.is_typed

    @property
    def is_tick(self):
        """Whether one tap goes from blank to Ya to Tidak."""
        return self.choices is YES_NO and not self.is_typed

    @property
    def mode(self):
        """The keyboard a phone shows."""
        if self.choices or isinstance(self.field, MarkField | CodeField):
            return "text"
        return "decimal" if isinstance(self.field, forms.DecimalField) else "numeric"

    def cell(self, name, text, whose):
        """The table cell of one person: hundreds of them make a page."""
        options = options_of(self, text) if self.is_choice else ""
        return format_html(
            SELECT_CELL if self.is_choice else TEXT_CELL,
            column=self.name,
            heading=self.heading,
            label=self.label,
            name=name,
            text=text,
            whose=whose,
            options=options,
            mode=self.mode,
            more=_TICK if self.is_tick else _MARK if self.is_typed else "",
        )

    def text_of(self, record):
        """What stands in the cell of a saved record."""
        value = trimmed(getattr(record, self.name)) if record else ""
        return "" if value is None else str(value).replace(".", ",")

    def told(self, record):
        """The cell in words: "Berat 7,5 kg", "Konseling ibu ya"."""
        value = getattr(record, self.name)
        word = dict(self.choices).get(value, "") if value else ""
        text = word.lower() or self.text_of(record) or "–"
        return f"{self.label} {text} {self.unit if text != '–' else ''}".strip()


def _tick(name, label):
    return Column(name, label, MarkField(required=False, label=label), "", YES_NO)


def _mark(name, label):
    return Column(name, label, MarkField(required=False, label=label), "", YES_NO, True)


def _measure(name, label, unit, places):
    return Column(name, label, measure_field(label, unit, places), unit)


def _count(name, label, unit):
    return Column(name, label, count_field(label, unit), unit)


def _code(name, label, choices, is_typed):
    named = (("", "–"), *choices)
    return Column(name, label, CodeField(choices, required=False), "", named, is_typed)


@cache
def options_of(column, value):
    """The <option>s of a cell, made once for every value."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (code, " selected" if code == value else "", label)
            for code, label in column.choices
        ),
    )


@dataclass(frozen=True)
class Sheet:
    """The columns of one sheet, for whom it is, and where Enter goes."""

    kind: str
    title: str
    who: Who
    columns: tuple
    is_paper: bool = False  # its order is that of the printed form
    doubts: object = field(default=lambda target, record: [], repr=False)

    @property
    def letter(self):
        return "i" if self.who is Who.MOTHER else "a"

    @property
    def names(self):
        return tuple(column.name for column in self.columns)


def _child_doubts(child, record):
    measured = Child.of(child.sex, child.born_on, record.visited_on)
    return measure_doubts(
        record.weight_kg,
        record.height_cm,
        measured,
        position=record.position,
        has_oedema=record.oedema == "v",
    )


def _mother_doubts(mother, record):
    doubts = mother_doubts(record.status, record.muac_cm, record.iron_pills)
    if proposes_kek(record) and not record.status:
        seen = number_text(trimmed(record.muac_cm))
        doubts.append(f"LiLA {seen} cm: KEK. Catat statusnya bila benar.")
    return doubts


def proposes_kek(record):
    """Whether the LiLA says KEK and the status does not yet."""
    cm = getattr(record, "muac_cm", None)
    return cm is not None and muac_is_kek(cm) and record.status in ("", "N")


MATS = tuple(ChildRecord.Mat.choices)
NUTRITION = tuple(ChildRecord.Nutrition.choices)
STATUS = tuple(PregnancyRecord.Status.choices)
SHEETS = {
    sheet.kind: sheet
    for sheet in (
        Sheet(
            "anak",
            "Anak",
            Who.CHILD,
            (
                _measure("weight_kg", "Berat", "kg", 3),
                _measure("height_cm", "Panjang", "cm", 2),
                _code("mat", "Tikar", MATS, is_typed=False),
                _tick("immunisation", "Imunisasi"),
                _tick("mother_counselling", "Konseling ibu"),
                _tick("father_counselling", "Konseling ayah"),
            ),
            doubts=_child_doubts,
        ),
        Sheet(
            "ibu",
            "Ibu hamil",
            Who.MOTHER,
            (
                _tick("checkup", "Periksa"),
                _tick("iron", "Pil Fe"),
                _count("iron_pills", "Jumlah pil", "tablet"),
                _measure("muac_cm", "LiLA", "cm", 1),
                _code("status", "Status", STATUS, is_typed=False),
                _tick("counselling", "Kelas ibu"),
                _tick("husband_counselling", "Suami"),
                _count("nifas_visits", "Nifas", "kali"),
            ),
            doubts=_mother_doubts,
        ),
        Sheet(
            "2a",
            "Salin 2A",
            Who.MOTHER,
            (
                _code("status", "c Status", STATUS, is_typed=True),
                _mark("checkup", "g Periksa"),
                _mark("iron", "h Pil Fe"),
                _count("nifas_visits", "i Nifas", ""),
                _mark("counselling", "j Kelas ibu"),
                _mark("home_visit", "k Kunjungan"),
                _mark("water", "l Air bersih"),
                _mark("latrine", "m Jamban"),
                _mark("insurance", "n Jaminan"),
            ),
            is_paper=True,
            doubts=_mother_doubts,
        ),
        Sheet(
            "2b",
            "Salin 2B",
            Who.CHILD,
            (
                _code("nutrition", "e Status gizi", NUTRITION, is_typed=True),
                _code("mat", "g Tikar", MATS, is_typed=True),
                _mark("immunisation", "h Imunisasi"),
                _measure("weight_kg", "i Berat", "kg", 3),
                _measure("height_cm", "j Tinggi", "cm", 2),
                _mark("father_counselling", "k Ayah"),
                _mark("mother_counselling", "k Ibu"),
                _mark("home_visit", "l Kunjungan"),
                _mark("water", "m Air bersih"),
                _mark("latrine", "n Jamban"),
                _mark("birth_certificate", "o Akta"),
                _mark("insurance", "p Jaminan"),
                _mark("parenting", "q Pengasuhan"),
            ),
            is_paper=True,
            doubts=_child_doubts,
        ),
    )
}


class SheetRow:
    """The text of one row: as it was typed, else as it is saved."""

    def __init__(self, sheet, pk, record, data=None):
        self.sheet, self.prefix, self.record = sheet, f"{sheet.letter}{pk}", record
        self.is_bound = data is not None and f"{self.prefix}-uuid" in data
        self.values, self.errors = {}, {}
        if self.is_bound:
            self.typed = {
                name: data.get(f"{self.prefix}-{name}", "").strip()
                for name in sheet.names
            }
            self.uuid = data[f"{self.prefix}-uuid"]
            self.version = data.get(f"{self.prefix}-version", "")
            self._clean()
        else:
            self.show(record)

    def show(self, record):
        """Let the row stand as a record does."""
        self.record = record
        self.typed = {one.name: one.text_of(record) for one in self.sheet.columns}
        self.uuid = record.uuid if record else uuid4()
        self.version = record.version if record else ""

    def change(self, record):
        """Let what was typed change what somebody else saved in the meantime."""
        self.uuid, self.version = record.uuid, record.version

    def _clean(self):
        for column in self.sheet.columns:
            try:
                self.values[column.name] = column.field.clean(self.typed[column.name])
            except ValidationError as refusal:
                self.errors[column.label] = refusal.messages
        try:
            UUID(str(self.uuid))
        except ValueError:
            self.uuid = uuid4()

    @property
    def is_filled(self):
        """Whether anything was typed in the row, or changed in what was saved."""
        if not self.is_bound:
            return False
        return bool(self.errors) or any(
            value != (getattr(self.record, name) if self.record else _blank(value))
            for name, value in self.values.items()
        )

    def sentences(self):
        """Each mistake with the name of its column."""
        return [
            f"{label}: {error}"
            for label, errors in self.errors.items()
            for error in errors
        ]

    def cells_of(self, whose):
        """The cells of the row, each with its label; `whose` is the person's name."""
        return [
            column.cell(f"{self.prefix}-{column.name}", text, whose)
            for column, text in zip(
                self.sheet.columns, self.typed.values(), strict=True
            )
        ]

    @property
    def names(self):
        """The names of the row's inputs, so that a row sends itself alone."""
        own = ("uuid", "version", *self.sheet.names)
        return ",".join(f"{self.prefix}-{name}" for name in own)


def _blank(value):
    """What an empty cell of the same kind holds."""
    return "" if isinstance(value, str) else None
