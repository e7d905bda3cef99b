"""A posyandu day: children or mothers on one sheet, saved row by row or as a whole."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from households import actions
from households.forms.days import DayForm
from households.forms.sheets import SHEETS, SheetRow, proposes_kek
from households.known import of_posyandu
from households.measured import gains_of, growths_of, scores
from households.models import ChildRecord, PregnancyRecord, QuarterFinal
from households.packages import COLUMNS, Who
from households.people import age_of, short_day, stage_of
from households.tasklist import children_on, mothers_on
from villages.access import Permission, requires
from villages.models.entry import StaleVersion
from villages.quarters import Triwulan
from villages.templatetags.kpm import clock

NOUNS = {Who.CHILD: "anak", Who.MOTHER: "ibu"}


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
    """The children of a posyandu: measures, mat, counselling."""
    return _grid(request, village, posyandu_id, day, SHEETS["anak"])


@requires(Permission.EDIT_REGISTER)
def posyandu_sheet(request, village, posyandu_id, day, kind):
    """The mothers, or Formulir 2A or 2B in the order of the paper."""
    return _grid(request, village, posyandu_id, day, _sheet(kind))


@requires(Permission.EDIT_REGISTER)
@require_POST
def posyandu_row(request, village, posyandu_id, day, kind, target_pk):
    """Save one row; the answer is the row as it stands now."""
    posyandu = get_object_or_404(village.posyandus, pk=posyandu_id)
    sheet = _sheet(kind)
    target = get_object_or_404(_targets(village, day, sheet.who), pk=target_pk)
    record = target.records.filter(month=day.replace(day=1)).first()
    row = _Row(sheet, target, day, record, request.POST)
    final = save_rows(sheet, [row], village, request.user)
    if final:
        row.refuse(final)
    tell_growth(sheet, [row])
    context = {"row": row, "sheet": sheet, "base": _base(village, posyandu, day, sheet)}
    status = 422 if row.state == "ditolak" else 200
    return render(request, "households/posyandu_row.html", context, status=status)


def _sheet(kind):
    if kind not in SHEETS:
        raise Http404
    return SHEETS[kind]


def _grid(request, village, posyandu_id, day, sheet):
    posyandu = get_object_or_404(village.posyandus, pk=posyandu_id)
    if day > village.today():
        return redirect("households:posyandu_day", village.code)
    rows = rows_of(village, posyandu, day, sheet, request.POST or None)
    final, refused = "", []
    if request.method == "POST":
        final = save_rows(sheet, rows, village, request.user)
        refused = [row for row in rows if row.state == "ditolak"]
        if not refused and not final:
            done = sum(row.is_saved_now for row in rows)
            messages.success(request, f"{done} {NOUNS[sheet.who]} tersimpan.")
            return redirect(request.path)
    tell_growth(sheet, rows)
    return render(
        request,
        "households/posyandu_grid.html",
        {
            "posyandu": posyandu,
            "day": day,
            "sheet": sheet,
            "base": _base(village, posyandu, day, sheet),
            "noun": NOUNS[sheet.who],
            "rows": rows,
            "final": final,
            "refused": refused,
            "kept": sum(row.is_saved_now for row in rows),
            "done": sum(row.is_recorded for row in rows),
            "tabs": _tabs(village, posyandu, day, sheet),
            "quarter": Triwulan.of(day),
            "crumbs": [
                {
                    "label": "Posyandu",
                    "url": reverse("households:posyandu_day", args=[village.code]),
                }
            ],
        },
    )


def _base(village, posyandu, day, sheet):
    """What stands before a row's number in its address."""
    place = [village.code, posyandu.pk, day, sheet.kind]
    return reverse("households:posyandu_sheet", args=place)


def _tabs(village, posyandu, day, sheet):
    """(title, address, whether it is open) of the sheets of a day."""
    return [
        (one.title, sheet_url(village, posyandu, day, one.kind), one is sheet)
        for one in SHEETS.values()
    ]


def sheet_url(village, posyandu, day, kind):
    """Where a sheet of a posyandu's day is."""
    place = [village.code, posyandu.pk, day]
    if kind == "anak":
        return reverse("households:posyandu_grid", args=place)
    return reverse("households:posyandu_sheet", args=[*place, kind])


class _Row(SheetRow):
    """One child or mother of the day: what was typed, the record, and its state."""

    def __init__(self, sheet, target, day, record, data):
        self.target, self.day = target, day
        self.problems, self.saved = [], None
        self.is_saved_now, self.growth, self.gain = False, None, None
        self.state, self.text = "belum", "belum"
        super().__init__(sheet, target.pk, record, data)
        if self.is_recorded:
            self.state = "tersimpan"
            self.text = f"tercatat {short_day(record.visited_on)}"

    @property
    def is_recorded(self):
        """Whether somebody came: a colour or a status alone is no visit."""
        return self.record is not None and COLUMNS[self.sheet.who].has_content(
            vars(self.record)
        )

    @property
    def person(self):
        is_mother = self.sheet.who is Who.MOTHER
        return self.target.woman if is_mother else self.target

    @property
    def detail(self):
        tell = stage_of if self.sheet.who is Who.MOTHER else age_of
        return tell(self.target, self.day)

    @property
    def page(self):
        """The name of the person's page."""
        is_mother = self.sheet.who is Who.MOTHER
        return "households:pregnancy" if is_mother else "households:child"

    @property
    def cells(self):
        return self.cells_of(self.person.name)

    @property
    def scores(self):
        """z-scores of what was saved."""
        return scores(self.growth)

    @property
    def proposes_kek(self):
        return self.sheet.who is Who.MOTHER and proposes_kek(self.record)

    @property
    def saved_words(self):
        """What somebody else saved, cell by cell."""
        return ", ".join(column.told(self.saved) for column in self.sheet.columns)

    @property
    def doubts(self):
        """What is asked once more of what was saved just now."""
        if not self.is_saved_now:
            return []
        found = self.sheet.doubts(self.target, self.record)
        return [str(doubt) for doubt in found]

    def refuse(self, *sentences):
        self.state, self.text = "ditolak", "ditolak"
        self.problems += sentences

    def month(self):
        """The row as the action takes it."""
        visited_on = self.record.visited_on if self.record else self.day
        version = int(self.version) if str(self.version).isdecimal() else None
        return actions.Month(
            self.target, visited_on, self.values, str(self.uuid), version
        )

    def told(self, month):
        """Show what became of the row."""
        refusal = month.refusal
        if isinstance(refusal, (StaleVersion, actions.MonthRecorded)):
            self.saved = refusal.saved
            self.refuse("Baris ini sudah disimpan orang lain; tidak ada yang ditimpa.")
            self.change(refusal.saved)
        elif refusal:
            self.refuse(*(str(problem) for problem in refusal.problems))
        else:
            self.show(month.record)
            self.is_saved_now = True
            self.state, self.text = "tersimpan", f"tersimpan {clock(timezone.now())}"


def _targets(village, day, who):
    if who is Who.MOTHER:
        return mothers_on(village, day.replace(day=1), day)
    return children_on(village, day)


def rows_of(village, posyandu, day, sheet, data):
    """Those who go to the posyandu on the day; queries do not grow with them."""
    kind = "pregnancy" if sheet.who is Who.MOTHER else "child"
    targets = list(_targets(village, day, sheet.who))
    mine = of_posyandu(targets, kind, posyandu, day)
    model = PregnancyRecord if sheet.who is Who.MOTHER else ChildRecord
    records = model.objects.filter(
        month=day.replace(day=1), **{f"{kind}__in": [one.pk for one in mine]}
    )
    saved = {getattr(record, f"{kind}_id"): record for record in records}
    rows = [_Row(sheet, one, day, saved.get(one.pk), data) for one in mine]
    return sorted(rows, key=_paper_order if sheet.is_paper else _by_name)


def tell_growth(sheet, rows):
    """What was saved says: z-scores and gains, all at once; a paper has no room."""
    if sheet.who is Who.MOTHER or sheet.is_paper:
        return
    rows = [row for row in rows if row.record]
    pairs = [(row.target, vars(row.record)) for row in rows]
    gains = gains_of([(row.target, row.record) for row in rows])
    for row, growth in zip(rows, growths_of(pairs), strict=True):
        row.growth, row.gain = growth, gains.get(row.record.pk)


def _by_name(row):
    return row.person.name.lower(), row.target.pk


def _paper_order(row):
    """As the rows of the printed forms stand."""
    person = row.person
    return person.household.dusun.name, person.name.lower(), person.pk


_ACTS = {
    Who.CHILD: actions.record_child_months,
    Who.MOTHER: actions.record_pregnancy_months,
}


def save_rows(sheet, rows, village, by):
    """Save what was filled in; "" or the sentence of a final quarter."""
    pairs = []
    for row in rows:
        if not row.is_filled:
            continue
        if row.errors:
            row.refuse(*row.sentences())
        else:
            pairs.append((row, row.month()))
    try:
        _ACTS[sheet.who]([month for _, month in pairs], village=village, by=by)
    except QuarterFinal as refusal:
        return str(refusal)
    for row, month in pairs:
        row.told(month)
    return ""
