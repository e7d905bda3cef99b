"""Inputs of the monthly forms."""

from decimal import Decimal

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms

from villages.widgets import (
    Choices,
    DateInput,
    DecimalInput,
    MultipleChoices,
    RupiahInput,
    TimeInput,
    WholeInput,
    YesNoField,
)


class MonthForm(forms.Form):
    visited_on = forms.DateField(label="Tanggal periksa", widget=DateInput)
    weight = forms.DecimalField(
        label="Berat", help_text="Tanpa sepatu.", widget=DecimalInput(suffix="kg")
    )
    pills = forms.IntegerField(required=False, widget=WholeInput)
    cost = forms.IntegerField(required=False, widget=RupiahInput)
    begins_at = forms.TimeField(required=False, widget=TimeInput)
    weighed = YesNoField(label="Ditimbang")
    mat = forms.ChoiceField(
        label="Hasil tikar", choices=[("H", "Hijau"), ("M", "Merah")], widget=Choices
    )
    groups = forms.MultipleChoiceField(
        required=False, choices=[("a", "Kader"), ("b", "PKK")], widget=MultipleChoices
    )


GOOD = {"visited_on": "2026-06-03", "weight": "7,8", "weighed": "v", "mat": "H"}


def page(**data):
    return as_crispy_form(MonthForm({**GOOD, **data}))


@pytest.mark.parametrize("typed", ["7,8", "7.8", " 7,80 "])
def test_weight_is_read_with_comma_or_point(typed):
    form = MonthForm({**GOOD, "weight": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["weight"] == Decimal("7.8")


def test_weight_is_written_with_a_comma():
    html = str(MonthForm(initial={"weight": Decimal("7.8")})["weight"])
    assert 'value="7,8"' in html
    assert 'inputmode="decimal"' in html
    assert "kg" in html


def test_what_is_no_number_is_refused_and_kept_as_typed():
    html = page(weight="tujuh koma 8")
    assert 'value="tujuh koma 8"' in html
    assert "field-error" in html


@pytest.mark.parametrize("typed", ["1250000", "1.250.000", "Rp 1.250.000"])
def test_money_is_read_with_dots_and_rp(typed):
    form = MonthForm({**GOOD, "cost": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["cost"] == 1250000
    assert 'value="1.250.000"' in str(form["cost"])


def test_money_that_is_none_is_refused_and_kept_as_typed():
    form = MonthForm({**GOOD, "cost": "sejuta"})
    assert not form.is_valid()
    assert 'value="sejuta"' in str(form["cost"])


def test_count_has_the_numeric_keyboard():
    form = MonthForm({**GOOD, "pills": " 90 "})
    assert form.is_valid()
    assert form.cleaned_data["pills"] == 90
    assert 'inputmode="numeric"' in str(form["pills"])


def test_empty_optional_numbers_state_nothing():
    form = MonthForm(GOOD)
    assert form.is_valid()
    assert form.cleaned_data["pills"] is None
    assert form.cleaned_data["cost"] is None


@pytest.mark.parametrize(("stated", "chosen"), [("v", "v"), ("x", "x"), ("", "blank")])
def test_yes_no_shows_what_was_stated(stated, chosen):
    html = str(MonthForm(initial={"weighed": stated})["weighed"])
    assert html.count("checked") == 1
    assert f'id="id_weighed_{chosen}" checked' in html


def test_question_never_asked_is_shown_as_not_asked():
    assert 'id="id_weighed_blank" checked' in str(MonthForm()["weighed"])


def test_yes_no_takes_no_fourth_answer():
    assert not MonthForm({**GOOD, "weighed": "ya"}).is_valid()


def test_dates_and_times_use_the_phones_own_picker():
    html = str(MonthForm(initial={"begins_at": "09:30"}))
    assert 'type="date"' in html
    assert 'type="time"' in html


def test_bound_date_keeps_the_form_the_picker_understands():
    assert 'value="2026-06-03"' in str(MonthForm(GOOD)["visited_on"])


def test_choices_are_labels_of_real_inputs():
    html = str(MonthForm(GOOD)["mat"])
    assert html.count('type="radio"') == html.count("<label") == 2
    assert 'value="H" id="id_mat_0" checked' in html
    assert 'type="checkbox"' in str(MonthForm(GOOD)["groups"])


def test_summary_of_mistakes_leads_to_each_field():
    html = page(visited_on="", weight="")
    assert 'href="#div_id_visited_on"' in html
    assert 'href="#div_id_weight"' in html
    assert 'id="div_id_weight"' in html


def test_good_form_shows_no_summary():
    assert "error-summary" not in page()


def test_help_and_mistake_are_announced_with_their_field():
    html = page(weight="")
    assert 'aria-describedby="id_weight_helptext id_weight_error"' in html
    assert 'id="id_weight_helptext"' in html
    assert 'id="id_weight_error"' in html


def test_only_optional_fields_are_marked_and_never_the_switches():
    html = page()
    assert html.count("(boleh kosong)") == 4
