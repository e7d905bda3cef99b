"""Every field for money takes whole rupiah alone, and says so."""

from importlib import import_module

import pytest
from django.core.exceptions import ValidationError

from rembuk.views.affording import AmountForm
from villages.forms.row import RowForm
from villages.widgets import RupiahInput

for _name in ("advocacy", "deliveries", "lists", "mad"):
    import_module(f"rembuk.forms.{_name}")
for _name in ("villages.forms.lists", "scorecard.forms.need"):
    import_module(_name)


def every_form(form=RowForm):
    for one in form.__subclasses__():
        yield one
        yield from every_form(one)


FIELDS = [
    pytest.param(field, id=f"{form.__name__}.{name}")
    for form in (*every_form(), AmountForm)
    for name, field in form.base_fields.items()
    if name.endswith("rupiah")
]


def test_all_fields_for_money_are_known():
    assert len(FIELDS) >= 7


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("typed", ["-5", "−5", "1,5", "1.50", "1e6", "dua juta"])
def test_negative_and_broken_rupiah_are_refused_in_plain_words(field, typed):
    assert isinstance(field.widget, RupiahInput)
    read = field.widget.value_from_datadict({"uang": typed}, {}, "uang")

    with pytest.raises(ValidationError) as refused:
        field.clean(read)

    assert (
        "1.250.000" in refused.value.messages[0]
        or "13.500.000" in (refused.value.messages[0])
    )


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("typed", ["1250000", "1.250.000", "Rp 1.250.000,00"])
def test_whole_rupiah_are_read_with_and_without_dots(field, typed):
    read = field.widget.value_from_datadict({"uang": typed}, {}, "uang")

    assert field.clean(read) == 1_250_000
