"""Formulir 2A and 2B of a month: one screen of a phone per person."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from households import actions
from households.ages import last_of_month
from households.due import next_due
from households.forms.months import MeasureForm, MotherMonthForm, form_for_child
from households.known import STATUS, answers_of
from households.measured import advice, gain_of, growth_of, scores
from households.models import ChildRecord, Person, Pregnancy, QuarterFinal
from households.packages import COLUMNS, Who
from households.people import age_of, stage_of
from households.tasklist import RISKS, day_of
from households.views import children
from households.views.households import crumbs_to
from households.views.saving import attempt
from households.views.tasks import chosen, record_url
from villages.access import Permission, requires
from villages.prepared import Prepared
from villages.quarters import Triwulan
from villages.views.saving import differences
from villages.wording import month_and_year

_PREGNANCY = Prepared(
    lambda village, pk: (
        Pregnancy.objects.in_village(village)
        .select_related("woman__household")
        .filter(pk=pk)
    ),
    village=-1,
    pk=-2,
)
_CHILD = Prepared(
    lambda village, pk: (
        Person.objects.in_village(village)
        .select_related("household")
        .filter(pk=pk, is_child=True)
    ),
    village=-1,
    pk=-2,
)


def _the(targets, village, pk):
    """The one with the number in the village."""
    found = targets.instances(village=village.pk, pk=pk)
    if not found:
        raise Http404
    return found[0]


@requires(Permission.EDIT_REGISTER)
def pregnancy_month(request, village, pregnancy_id, month):
    pregnancy = _the(_PREGNANCY, village, pregnancy_id)
    pregnancy.woman.household.village = village  # known, so not read again
    day = day_of(month, village.today())
    about = {
        "target": pregnancy,
        "name": pregnancy.woman.name,
        "detail": stage_of(pregnancy, day),
        "household": pregnancy.woman.household,
        "subject": ("pregnancy", pregnancy.pk),
        "page": "pregnancy",
    }
    save = actions.record_pregnancy_month
    return _month(request, village, month, about, MotherMonthForm, save)


@requires(Permission.EDIT_REGISTER)
def child_month(request, village, child_id, month):
    child = _the(_CHILD, village, child_id)
    child.household.village = village  # known, so not read again
    about = {
        "target": child,
        "name": child.name,
        "detail": age_of(child, day_of(month, village.today())),
        "household": child.household,
        "subject": ("child", child.pk),
        "page": "child",
    }
    save = actions.record_child_month
    form_class = form_for_child(child, month)
    return _month(request, village, month, about, form_class, save)


def _month(request, village, month, about, form_class, save):
    if month > village.today():
        raise Http404
    target = about["target"]
    make = partial(form_class, target=target, month=month, village=village)
    if request.method == "POST":
        form = make(request.POST)
        saved = form.is_valid() and attempt(
            form, lambda: _save(form, save, request.user)
        )
        if saved:
            return _go_on(request, village, about, form, saved)
    record = target.records.filter(month=month).first()
    if request.method != "POST":
        form = make(record=record)
    return _show(request, village, month, about, form, record)


def _save(form, save, by):
    data = form.cleaned_data
    return save(
        form.target,
        by=by,
        visited_on=data["visited_on"],
        uuid=data["uuid"],
        version=data["version"],
        **form.cells(),
    )


def _go_on(request, village, about, form, saved):
    """Say what was saved, with its warnings, and open the next who is due."""
    _tell(request, about, saved)
    if hasattr(saved, "mat"):
        sentences, _ = advice(
            growth_of(about["target"], vars(saved)), saved.nutrition, saved.mat
        )
        for sentence in sentences:
            messages.warning(request, f"{about['name']}: {sentence}")
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    following = None
    if "next" in request.POST:
        following = _next(request, village, form.month, about["target"])
    if following:
        return redirect(record_url(village, following, form.month) + query)
    if "next" in request.POST:
        url = reverse("households:task_list_of", args=[village.code, form.month])
        return redirect(url + query)
    return redirect(f"households:{about['page']}", village.code, about["target"].pk)


def _tell(request, about, saved):
    """That it is saved; and that an empty month is still on the list of tasks."""
    name, month = about["name"], month_and_year(saved.visited_on)
    if COLUMNS[_WHO[about["page"]]].has_content(vars(saved)):
        messages.success(request, f"{name} tersimpan, {month}.")
        return
    messages.warning(
        request,
        f"{name} tersimpan, tetapi belum ada layanan yang dijawab atau diukur; "
        f"masih tercantum di Tugas {month}.",
    )


def _next(request, village, month, target):
    return next_due(
        village,
        month,
        today=village.today(),
        dusun=chosen(request, "dusun"),
        posyandu=chosen(request, "posyandu"),
        but=target,
    )


def _show(request, village, month, about, form, record):
    saved = getattr(form, "conflict", None)
    context = {"saved": saved, "record": record}
    if saved:
        context["differences"] = differences(form, saved)
        form.data = form.data.copy()
        form.data["uuid"], form.data["version"] = str(saved.uuid), saved.version
    answers = answers_of(
        households=[about["household"].pk], **{_KINDS[about["page"]]: [_pk(about)]}
    )
    url = reverse(f"households:{about['page']}", args=[village.code, _pk(about)])
    crumb = {"label": about["name"], "url": url}
    context |= about | {
        "form": form,
        "month": month,
        "cards": form.cards,
        "known": _known(form, about, answers),
        "risk": RISKS.get(answers.value(about["subject"], STATUS), ""),
        "next": _next(request, village, month, about["target"]),
        "refusal": "" if form.is_bound else _refusal_of(village, month),
        "missed": _missed(about["target"], month),
        "missed_url": _missed_url(request, village, about, month),
        "crumbs": [*crumbs_to(village, about["household"]), crumb],
        "back_url": url,
    }
    if about["page"] == "child":
        context |= _measured(form, about["target"])
    status = 409 if saved else 200
    return render(request, "households/month_form.html", context, status=status)


def _refusal_of(village, month):
    """Why a month takes nothing any more, said before anything is typed."""
    quarter = Triwulan.of(month)
    if village.today() in quarter:
        return ""
    row = village.quarters.of(quarter).first()
    return str(QuarterFinal(quarter)) if row and row.is_final else ""


def _missed(target, month):
    """The newest visit of the month that did not reach her."""
    rows = target.missed_visits.filter(
        visited_on__gte=month, visited_on__lte=last_of_month(month)
    )
    return rows.order_by("-visited_on").first()


def _missed_url(request, village, about, month):
    name = f"households:{about['page']}_missed"
    url = reverse(name, args=[village.code, _pk(about), month])
    return f"{url}?{request.GET.urlencode()}" if request.GET else url


_KINDS = {"pregnancy": "pregnancies", "child": "children"}
_WHO = {"pregnancy": Who.MOTHER, "child": Who.CHILD}


def _pk(about):
    return about["target"].pk


def _known(form, about, answers):
    """What lasts: each question with what is known of it, folded when it is."""
    rows = []
    for name, column, label in form.known:
        is_household = name in ("water", "latrine")
        subject = ("household", about["household"].pk)
        answer = answers.newest(subject if is_household else about["subject"], column)
        rows.append(
            {
                "label": label,
                "answer": answer,
                "field": form[name],
                "is_open": not answer.value or bool(form[name].value()),
            }
        )
    return rows


def _measured(form, child):
    """z-scores of what stands in the form now."""
    data = form.data if form.is_bound else form.initial
    names = MeasureForm.base_fields
    return growth_context(child, {name: data.get(name, "") for name in names})


def growth_context(child, typed):
    """What the growth line shows of typed values; nothing for what cannot be read."""
    form = MeasureForm({k: "" if v is None else str(v) for k, v in typed.items()})
    form.is_valid()
    data = form.cleaned_data
    if not {"visited_on", "weight_kg", "height_cm"} <= data.keys():
        return {"scores": [], "advice": []}
    if data["visited_on"] < child.born_on:
        return {"scores": [], "advice": []}
    measured = {"position": "", "oedema": "", "nutrition": "", "mat": "", **data}
    growth = growth_of(child, measured)
    sentences, proposed = advice(growth, measured["nutrition"], measured["mat"])
    return {
        "scores": scores(growth),
        "advice": sentences,
        "proposed": dict(ChildRecord.Nutrition.choices).get(proposed, "").lower(),
        "gain": gain_of(child, measured, growth),
        "mat_seen": measured["mat"] if growth else "",
    }


@requires(Permission.EDIT_REGISTER)
@require_POST
def child_measures(request, village, child_id):
    """The growth line under the measures, as they are typed; nothing is saved."""
    child = children.fetch(village, child_id)
    context = growth_context(child, request.POST)
    return render(request, "households/growth_line.html", context)
