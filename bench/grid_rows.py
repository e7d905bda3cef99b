"""The sheet of a posyandu, 60 children by 10 columns, against a modelformset."""

from dataclasses import replace
from itertools import groupby

from django.db import transaction
from django.forms import modelformset_factory
from django.template import engines
from django.utils.datastructures import MultiValueDict

from bench.measuring import (
    Row,
    in_turns,
    processor_seconds,
    ratio,
    row_of,
    seconds,
)
from bench.saving_rows import VILLAGES, cells, children_now
from households.actions import Month, record_child_months
from households.forms.sheets import SHEETS
from households.models import ChildRecord, Statement
from households.views.posyandu import rows_of, save_rows
from villages.models import Posyandu, User

CHILDREN, COLUMNS = 60, 10
ROUNDS = 7
SHEET = replace(SHEETS["2b"], columns=SHEETS["2b"].columns[:COLUMNS])
LOOP = """{% for row in rows %}
{% include "households/posyandu_row.html" %}
{% endfor %}"""
TABLE = """{{ forms.management_form }}<table>{% for form in forms %}<tr>
{% for field in form.hidden_fields %}{{ field }}{% endfor %}
{% for field in form.visible_fields %}<td>{{ field }}{{ field.errors }}</td>{% endfor %}
</tr>{% endfor %}</table>"""


def rows() -> list[Row]:
    """Render and save both in turns, on the same sixty records.

    A formset commits row by row, unless the view around it says otherwise.
    """
    day = Day()
    ours, theirs = in_turns(ROUNDS, day.render_sheet, day.render_formset)
    saved, formset, at_once = in_turns(
        ROUNDS, day.save_sheet, day.save_formset, day.save_formset_at_once
    )
    what = f"sheet of {CHILDREN} × {COLUMNS}: a modelformset ÷ ours"
    return [
        ratio(f"{what}, render", theirs, ours, reach=3.5, is_floor=True),
        ratio(f"{what}, save", formset, saved, reach=10, is_floor=True),
        ratio("the same, the formset in one transaction", at_once, saved),
        row_of("rendering the sheet", [1000 * one for one in ours], unit="ms"),
        row_of("saving the sheet", [1000 * one for one in saved], unit="ms"),
    ]


def sixty_of_one_village():
    """Children without a record yet, of the first village that has enough of them."""
    for _, mine in groupby(
        children_now(VILLAGES), key=lambda one: one.household.village
    ):
        children = list(mine)
        if len(children) >= CHILDREN:
            return children[:CHILDREN]
    raise AssertionError(f"no village has {CHILDREN} children left")


class Day:
    """Sixty children of one posyandu, each with a record of the running month."""

    def __init__(self):
        children = sixty_of_one_village()
        self.village = children[0].household.village
        self.user = User.objects.create(username="bench-grid", name="Bench")
        self.day = self.village.today()
        self.posyandu = Posyandu.objects.create(village=self.village, name="Bench")
        Statement.objects.bulk_create(
            Statement(
                child=child,
                column="posyandu",
                stated_on=self.day,
                posyandu=self.posyandu,
            )
            for child in children
        )
        months = [Month(one, self.day, cells(one.pk)) for one in children]
        record_child_months(months, village=self.village, by=self.user)
        self.pens = 0

    # --- ours ---

    def render_sheet(self):
        return processor_seconds(self._render_sheet)

    def _render_sheet(self):
        found = rows_of(self.village, self.posyandu, self.day, SHEET, None)
        told = {"village": self.village, "base": "/", "sheet": SHEET, "rows": found}
        return engines["django"].from_string(LOOP).render(told)

    def save_sheet(self):
        data = {}
        for row in rows_of(self.village, self.posyandu, self.day, SHEET, None):
            typed = {"uuid": str(row.uuid), "version": str(row.version), **row.typed}
            typed["weight_kg"] = self._next_weight()
            data |= {f"{row.prefix}-{name}": text for name, text in typed.items()}
        return seconds(lambda: self._save_sheet(data))

    def _save_sheet(self, data):
        found = rows_of(self.village, self.posyandu, self.day, SHEET, data)
        save_rows(SHEET, found, self.village, self.user)
        if any(row.state == "ditolak" for row in found):
            raise AssertionError([row.problems for row in found])

    def _next_weight(self):
        """Another one than the round before, so that every row has to be saved."""
        self.pens += 1
        return f"7,{self.pens % 97:02}"

    # --- a modelformset ---

    def _formset(self, data=None):
        make = modelformset_factory(ChildRecord, fields=SHEET.names, extra=0)
        mine = ChildRecord.objects.filter(
            child__statements__posyandu=self.posyandu, month=self.day.replace(day=1)
        )
        return make(data, queryset=mine.order_by("pk"))

    def render_formset(self):
        return processor_seconds(self._render_formset)

    def _render_formset(self):
        return engines["django"].from_string(TABLE).render({"forms": self._formset()})

    def save_formset(self):
        typed = self._typed()
        return seconds(lambda: self._save_formset(typed))

    def save_formset_at_once(self):
        typed = self._typed()
        return seconds(lambda: transaction.atomic(self._save_formset)(typed))

    def _typed(self):
        found = self._formset()
        data = {
            "form-TOTAL_FORMS": str(CHILDREN),
            "form-INITIAL_FORMS": str(CHILDREN),
        }
        for form in found:
            for field in form:
                data[field.html_name] = "" if field.value() is None else field.value()
            data[f"{form.prefix}-weight_kg"] = self._next_weight().replace(",", ".")
        return MultiValueDict({name: [value] for name, value in data.items()})

    def _save_formset(self, typed):
        found = self._formset(typed)
        if not found.is_valid():
            raise AssertionError(found.errors)
        found.save()
