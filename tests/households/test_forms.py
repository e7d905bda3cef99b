from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from households.forms.endings import newborn_forms
from households.forms.entering import trimmed
from households.forms.households import FactForm, HouseholdForm, SearchForm
from households.forms.months import ChildMonthForm, MotherMonthForm
from households.forms.sheets import SHEETS, SheetRow
from households.forms.targets import ChildForm, PregnancyForm
from households.models import ChildRecord, PregnancyRecord
from tests.cast import make_child, make_household, make_person, make_pregnancy

TODAY = date(2026, 6, 15)
pytestmark = pytest.mark.django_db


def posted(**values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data[name] = str(value)
    return data


@pytest.fixture
def household(village):
    return make_household(village, registered_on=date(2025, 1, 1))


@pytest.fixture
def child(household):
    return make_child(household, date(2025, 10, 10))


def child_month(village, child, **cells):
    return ChildMonthForm(
        posted(visited_on=TODAY, **cells),
        target=child,
        month=TODAY.replace(day=1),
        village=village,
        today=TODAY,
    )


def test_every_column_of_formulir_2b_is_asked(village, child):
    form = child_month(village, child)
    columns = {field.name for field in ChildRecord._meta.get_fields()}
    own = {"id", "uuid", "version", "recorded_at", "received_at", "recorded_by"}
    assert columns - own - {"child", "household", "month"} == set(form.stored())
    drawn = {field.name for _, fields in form.cards for field in fields}
    assert drawn | {row[0] for row in form.known} | {"visited_on"} == set(form.stored())


def test_every_column_of_formulir_2a_is_asked(village, household):
    pregnancy = make_pregnancy(
        household, date(2026, 6, 1), ended_on=date(2026, 6, 1), outcome="lahir hidup"
    )
    form = MotherMonthForm(
        target=pregnancy, month=TODAY.replace(day=1), village=village, today=TODAY
    )
    columns = {field.name for field in PregnancyRecord._meta.get_fields()}
    own = {"id", "uuid", "version", "recorded_at", "received_at", "recorded_by"}
    assert columns - own - {"pregnancy", "household", "month"} == set(form.stored())
    drawn = {field.name for _, fields in form.cards for field in fields}
    assert drawn | {row[0] for row in form.known} | {"visited_on"} == set(form.stored())


def test_nifas_is_asked_only_after_the_delivery(village, household):
    pregnancy = make_pregnancy(household, date(2026, 9, 1))
    form = MotherMonthForm(
        target=pregnancy, month=TODAY.replace(day=1), village=village, today=TODAY
    )
    assert "Nifas" not in [title for title, _ in form.cards]


@pytest.mark.parametrize(
    ("typed", "kg"), [("7,8", "7.8"), ("7.8", "7.8"), (" 7,85 ", "7.85"), ("", None)]
)
def test_a_weight_is_read_with_comma_or_point(village, child, typed, kg):
    form = child_month(village, child, weight_kg=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["weight_kg"] == (kg and Decimal(kg))


@pytest.mark.parametrize("typed", ["7.8.1", "1e1", "7,8555", "inf", "-", "7 kg", "٧"])
def test_what_is_no_weight_is_refused(village, child, typed):
    form = child_month(village, child, weight_kg=typed)
    assert "weight_kg" in form.errors


@pytest.mark.parametrize("name", ["mat", "nutrition", "weighing", "position"])
def test_a_code_the_form_does_not_offer_is_refused(village, child, name):
    assert name in child_month(village, child, **{name: "Z"}).errors


def test_a_stored_number_loses_its_idle_zeros():
    assert str(trimmed(Decimal("7.800"))) == "7.8"
    assert str(trimmed(Decimal("10.000"))) == "10"
    assert str(trimmed(Decimal("0.000"))) == "0"
    assert trimmed("v") == "v"


def test_a_doubt_is_shown_once_and_then_believed(village, child):
    form = child_month(village, child, weight_kg="16")
    assert not form.is_valid()
    assert "confirmed" in [field.name for field in form.questions]
    assert "periksa sekali lagi" in form.error_title
    form = child_month(village, child, weight_kg="16", confirmed="on")
    assert form.is_valid()


def test_no_doubt_hides_what_is_refused(village, child):
    form = child_month(village, child, weight_kg="78", confirmed="on")
    assert "weight_kg" in form.errors


def household_form(village, **values):
    typed = {"head_name": "Karto", "dusun": village.dusuns.first().pk}
    typed |= {"registered_on": TODAY, **values}
    return HouseholdForm(posted(**typed), village=village, today=TODAY)


def test_spaces_of_a_name_are_tidied(village):
    form = household_form(village, head_name="  Pak   Karto ")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["head_name"] == "Pak Karto"


@pytest.mark.parametrize("name", ["   ", "", "Karto\u200b", "李", "Karto\x07"])
def test_a_name_that_cannot_be_printed_is_refused(village, name):
    assert "head_name" in household_form(village, head_name=name).errors


def test_the_spaces_of_a_number_are_no_digits(village):
    form = household_form(village, kk_number="3307 0520 0112 3456")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["kk_number"] == "3307052001123456"


@pytest.mark.parametrize("day", ["31/02/2026", "kemarin", "2026-13-01", "0000-00-00"])
def test_a_day_the_calendar_lacks_is_refused(village, day):
    assert "registered_on" in household_form(village, registered_on=day).errors


def test_the_only_dusun_is_chosen_already(neighbour):
    form = HouseholdForm(village=neighbour)
    assert form.initial["dusun"] == neighbour.dusuns.get()


def test_a_correction_asks_no_facts(village, household):
    form = HouseholdForm(village=village, household=household)
    assert not {"water", "latrine", "vulnerable", "dusun"} & set(form.fields)
    assert form.initial["version"] == household.version


def test_a_mother_of_another_household_cannot_be_chosen(village, household):
    stranger = make_person(make_household(village))
    form = ChildForm(
        posted(
            name="Adi",
            sex="L",
            born_on=TODAY,
            registered_on=TODAY,
            mother=stranger.pk,
        ),
        household=household,
        village=village,
        today=TODAY,
    )
    assert "mother" in form.errors


def test_a_pregnancy_needs_hpl_or_hpht(village, household):
    form = PregnancyForm(
        posted(name="Siti", registered_on=TODAY),
        household=household,
        village=village,
        today=TODAY,
    )
    assert "Isi HPL, atau HPHT" in str(form.errors["due_on"])


def test_a_fact_is_asked_in_the_words_of_the_family(village, household):
    form = FactForm(about=household, column="air_aman", village=village)
    assert form.fields["value"].label == "Sumber air minumnya aman?"


def test_a_second_newborn_left_empty_is_no_child(village):
    forms = newborn_forms(
        posted(**{"bayi1-name": "Adi", "bayi1-sex": "L"}), village=village
    )
    assert [form.is_valid() and form.is_asked for form in forms] == [True, False, False]


def test_a_second_newborn_half_filled_is_asked_for_the_rest(village):
    forms = newborn_forms(
        posted(**{"bayi1-name": "Adi", "bayi1-sex": "L", "bayi2-name": "Ani"}),
        village=village,
    )
    assert [form.is_valid() for form in forms] == [True, False, True]
    assert "sex" in forms[1].errors


def test_a_row_as_it_was_saved_has_not_changed():
    record = ChildRecord(weight_kg=Decimal("7.800"), mat="H", version=3)
    data = posted(
        **{
            "a7-uuid": record.uuid,
            "a7-version": 3,
            "a7-weight_kg": "7,8",
            "a7-mat": "H",
        }
    )
    assert not SheetRow(SHEETS["anak"], 7, record, data).is_filled
    data["a7-mat"] = "K"
    assert SheetRow(SHEETS["anak"], 7, record, data).is_filled


def test_search_words_are_tidied():
    form = SearchForm({"words": "  siti   aminah "})
    assert form.is_valid()
    assert form.cleaned_data["words"] == "siti aminah"
