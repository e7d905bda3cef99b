"""A posyandu day: all its children on one sheet, saved row by row or as a whole."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from households import actions
from households.forms.days import DayForm, RowForm
from households.known import answers_of
from households.measured import growth_of, scores
from households.models import ChildRecord, QuarterFinal, Statement
from households.models.entry import StaleVersion
from households.people import age_of
from households.tasklist import children_on
from villages.access import Permission, requires
from villages.templatetags.kpm import clock
from villages.wording import month_name


@requires(Permission.EDIT_REGISTER)
def posyandu_day(request, village):
    """Choose the posyandu and the day."""
    form = DayForm(request.GET if "posyandu" in request.GET else None, village=village)
    if form.is_valid():
        data = form.cleaned_data
        return redirect(
            "households:posyandu_grid", village.code, data["posyandu"].pk, data["day"]
        )
    return render(
        request,
        "households/posyandu_day.html",
        {"form": form, "has_posyandu": village.posyandus.exists()},
    )


@requires(Permission.EDIT_REGISTER)
def posyandu_grid(request, village, posyandu_id, day):
    posyandu = get_object_or_404(village.posyandus, pk=posyandu_id)
    if day > village.today():
        return redirect("households:posyandu_day", village.code)
    rows = _rows(village, posyandu, day, request.POST or None)
    final = ""
    if request.method == "POST":
        final = _save_rows(rows, village, request.user)
        refused = [row for row in rows if row.state == "ditolak"]
        if not refused and not final:
            done = sum(row.state == "tersimpan" for row in rows)
            messages.success(request, f"{done} anak tersimpan.")
            return redirect(request.path)
    return render(
        request,
        "households/posyandu_grid.html",
        {
            "posyandu": posyandu,
            "day": day,
            "rows": rows,
            "final": final,
            "done": sum(row.record is not None for row in rows),
            "crumbs": [
                {
                    "label": "Posyandu",
                    "url": reverse("households:posyandu_day", args=[village.code]),
                }
            ],
        },
    )


@requires(Permission.EDIT_REGISTER)
@require_POST
def posyandu_row(request, village, posyandu_id, day, child_id):
    """Save one row; the answer is the row as it stands now."""
    posyandu = get_object_or_404(village.posyandus, pk=posyandu_id)
    mine = children_on(village, day)
    child = get_object_or_404(mine, pk=child_id)
    row = _Row(child, day, _record(child, day), request.POST)
    final = _save_rows([row], village, request.user)
    if final:
        row.refuse(final)
    context = {"row": row, "posyandu": posyandu, "day": day}
    status = 422 if row.state == "ditolak" else 200
    return render(request, "households/posyandu_row.html", context, status=status)


def _record(child, day):
    return child.records.filter(month=day.replace(day=1)).first()


class _Row:
    """One child of the day: its form, its record and its state."""

    mats = [("", "–"), *ChildRecord.Mat.choices]
    answers = [("", "–"), ("v", "Ya"), ("x", "Tidak")]

    def __init__(self, child, day, record, data):
        self.child, self.day, self.record = child, day, record
        self.age = age_of(child, day)
        self.problems, self.doubts, self.saved = [], [], None
        self.state, self.text = "belum", "belum"
        is_posted = data is not None and f"{self.prefix}-uuid" in data
        self.form = self._form(data if is_posted else None, record)
        if record:
            self.state = "tersimpan"
            self.text = f"tercatat {record.visited_on.day} {_month(record.visited_on)}"

    @property
    def prefix(self):
        return f"a{self.child.pk}"

    def _form(self, data, record):
        return RowForm(
            data,
            prefix=self.prefix,
            child=self.child,
            day=self.day,
            initial=RowForm.values_of(record),
        )

    @property
    def cells(self):
        """What stands in each cell, as it was typed or saved."""
        return {name: self.form.shown(name) for name in self.form.fields}

    @property
    def names(self):
        """The names of the row's inputs, so that a row sends itself alone."""
        return ",".join(self.form.add_prefix(name) for name in self.form.fields)

    @property
    def scores(self):
        """z-scores of what was saved."""
        return scores(growth_of(self.child, vars(self.record))) if self.record else []

    @property
    def is_filled(self):
        """Whether anything was typed in the row, or changed in what was saved."""
        return self.form.is_bound and self.form.has_changed()

    def refuse(self, *sentences):
        self.state, self.text = "ditolak", "ditolak"
        self.problems += sentences

    def month(self):
        """The row as the action takes it."""
        data = self.form.cleaned_data
        visited_on = self.record.visited_on if self.record else self.day
        cells = {name: data[name] for name in RowForm.CELLS}
        return actions.Month(
            self.child, visited_on, cells, data["uuid"], data["version"]
        )

    def told(self, month):
        """Show what became of the row."""
        refusal = month.refusal
        if isinstance(refusal, (StaleVersion, actions.MonthRecorded)):
            self.saved = refusal.saved
            self.refuse("Baris ini sudah disimpan orang lain; tidak ada yang ditimpa.")
            self.form = self._form(self._typed_over(refusal.saved), refusal.saved)
        elif refusal:
            self.refuse(*(str(problem) for problem in refusal.problems))
        else:
            self.record = month.record
            self.state, self.text = "tersimpan", f"tersimpan {clock(timezone.now())}"
            self.form = self._form(None, month.record)
            self.doubts = self.form.doubts_of(month.record)

    def _typed_over(self, saved):
        """What was typed, made to change what was saved in the meantime."""
        data = self.form.data.copy()
        data[f"{self.prefix}-uuid"] = str(saved.uuid)
        data[f"{self.prefix}-version"] = str(saved.version)
        return data


def _month(day):
    return month_name(day.month)


def _rows(village, posyandu, day, data):
    """The children who go to the posyandu on the day; queries do not grow with them."""
    children = list(children_on(village, day).order_by("name", "pk"))
    answers = answers_of(children=[child.pk for child in children])
    mine = [
        child
        for child in children
        if answers.value(("child", child.pk), Statement.Column.POSYANDU, day)
        == posyandu.pk
    ]
    records = ChildRecord.objects.filter(child__in=mine, month=day.replace(day=1))
    saved = {record.child_id: record for record in records}
    return [_Row(child, day, saved.get(child.pk), data) for child in mine]


def _save_rows(rows, village, by):
    """Save what was filled in; "" or the sentence of a final quarter."""
    pairs = []
    for row in rows:
        if not row.is_filled:
            continue
        if row.form.is_valid():
            pairs.append((row, row.month()))
        else:
            row.refuse(*row.form.sentences())
    try:
        actions.record_child_months(
            [month for _, month in pairs], village=village, by=by
        )
    except QuarterFinal as refusal:
        return str(refusal)
    for row, month in pairs:
        row.told(month)
    return ""
