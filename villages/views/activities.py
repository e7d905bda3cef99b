"""Kegiatan KPM: the log, one activity, its photo, its recap."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from villages import documents, pictures
from villages.access import Permission, requires
from villages.actions import typed
from villages.activities import (
    NoPeriod,
    Period,
    after,
    periods_of,
    recap_of,
    tally_of,
)
from villages.forms.activities import FOR_EXAMPLE, ActivityForm, LogFilter
from villages.models import Activity
from villages.views.saving import form_page

PAGE = 25
KINDS = [(kind, FOR_EXAMPLE[kind]) for kind in Activity.Kind]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# --- the log -------------------------------------------------------------------------


@requires(Permission.VIEW_ACTIVITY)
def activity_list(request, village):
    form = LogFilter(request.GET or None, village=village, periods=periods_of(village))
    chosen = _chosen(form)
    found = _found(village, chosen)
    rows = list(_following(request, village, found)[: PAGE + 1])
    context = {
        "form": form,
        "is_filtered": any(chosen.values()),
        "activities": rows[:PAGE],
        "tally": tally_of(found.order_by()),
        "following": _query(chosen, rows[PAGE - 1]) if len(rows) > PAGE else "",
        "is_later": "setelah" in request.GET,
        "first": _query(chosen),
        "year": village.today().year,
    }
    return render(request, "villages/activity_list.html", context)


def _chosen(form):
    """What the filter says; what it does not know says nothing."""
    form.is_valid()
    data = getattr(form, "cleaned_data", {})
    return {name: data.get(name) or "" for name in ("jenis", "periode", "dusun")}


def _found(village, chosen):
    rows = village.activities.kept().select_related("dusun", "file")
    if chosen["jenis"]:
        rows = rows.filter(kind=chosen["jenis"])
    if chosen["dusun"]:
        rows = rows.filter(dusun=chosen["dusun"])
    if chosen["periode"]:
        period = Period.parse(chosen["periode"])
        rows = rows.between(period.first, period.last)
    return rows


def _following(request, village, found):
    """What stands below the last one that was shown; all when none is named."""
    last = request.GET.get("setelah", "")
    row = village.activities.filter(pk=int(last)).first() if last.isdigit() else None
    return after(found, row) if row else found


def _query(chosen, last=None):
    """The filter as an address, of the page that follows one activity or the first."""
    dusun = chosen["dusun"].pk if chosen["dusun"] else ""
    pairs = chosen | {"dusun": dusun, "setelah": last.pk if last else ""}
    return f"?{urlencode({name: value for name, value in pairs.items() if value})}"


def _crumbs(village, *more):
    page = reverse("villages:activity_list", args=[village.code])
    return [{"label": "Kegiatan", "url": page}, *more]


# --- one activity --------------------------------------------------------------------


def _kept(village, activity_id):
    rows = village.activities.kept().select_related("dusun", "file", "recorded_by")
    row = get_object_or_404(rows, pk=activity_id)
    row.village = village
    return row


def _page_of(activity):
    return reverse("villages:activity", args=[activity.village.code, activity.pk])


@requires(Permission.VIEW_ACTIVITY)
def activity(request, village, activity_id):
    context = {"activity": _kept(village, activity_id), "crumbs": _crumbs(village)}
    return render(request, "villages/activity.html", context)


@requires(Permission.EDIT_ACTIVITY)
def activity_choose(request, village):
    """Which kind: each asks what fits it."""
    context = {"kinds": KINDS, "crumbs": _crumbs(village)}
    return render(request, "villages/activity_choose.html", context)


@requires(Permission.EDIT_ACTIVITY)
def activity_add(request, village, activity_kind):
    if activity_kind not in Activity.Kind:
        raise Http404
    blank = Activity(village=village, kind=activity_kind, held_on=village.today())
    form = ActivityForm(
        request.POST or None, request.FILES or None, instance=blank, village=village
    )

    def save():
        return _added(village, form, by=request.user)

    return _form_page(request, form, save, crumbs=_crumbs(village))


@transaction.atomic
def _added(village, form, *, by):
    uuid = form.cleaned_data["uuid"]
    values = form.values | _file_values(village, form, by)
    return typed.add(village.activities, values, village=village, uuid=uuid, by=by)


@requires(Permission.EDIT_ACTIVITY)
def activity_edit(request, village, activity_id):
    row = _kept(village, activity_id)
    here = {"label": str(row), "url": _page_of(row)}
    form = ActivityForm(
        request.POST or None, request.FILES or None, instance=row, village=village
    )

    def save():
        return _changed(village, row, form, by=request.user)

    return _form_page(request, form, save, row=row, crumbs=_crumbs(village, here))


@transaction.atomic
def _changed(village, row, form, *, by):
    values = form.values | _file_values(village, form, by)
    version = form.cleaned_data["version"]
    return typed.change(row, values, version=version, village=village, by=by)


def _file_values(village, form, by):
    """The field `file`, when a new one came or the old one goes."""
    if not (upload := form.cleaned_data["upload"]):
        return {"file": None} if form.cleaned_data.get("drop_file") else {}
    content, content_type, name = upload
    name = name.replace("pindaian", "foto" if name.endswith("jpg") else "berkas")
    kept = pictures.keep(
        content, village=village, name=name, content_type=content_type, by=by
    )
    return {"file": kept}


def _form_page(request, form, save, **context):
    return form_page(
        request,
        form,
        save,
        template="villages/activity_form.html",
        done=lambda row: f"{row} tersimpan.",
        url=_page_of,
        heading=Activity.Kind(form.instance.kind).label,
        **context,
    )


@requires(Permission.EDIT_ACTIVITY)
@require_POST
def activity_remove(request, village, activity_id):
    row = _kept(village, activity_id)
    typed.remove(row, village=village, by=request.user)
    undo = reverse("villages:activity_restore", args=[village.code, row.pk])
    messages.success(request, f"{row} dihapus.", extra_tags=undo)
    return redirect("villages:activity_list", village.code)


@requires(Permission.EDIT_ACTIVITY)
@require_POST
def activity_restore(request, village, activity_id):
    row = get_object_or_404(village.activities.exclude(removed_at=None), pk=activity_id)
    row.village = village
    typed.restore(row, village=village, by=request.user)
    messages.success(request, f"{row} dikembalikan.")
    return redirect(_page_of(row))


# --- files ---------------------------------------------------------------------------


@requires(Permission.VIEW_ACTIVITY)
def activity_file(request, village, activity_id):
    kept = _kept(village, activity_id).file
    if kept is None:
        raise Http404
    return FileResponse(
        kept.file.open("rb"), filename=kept.name, content_type=kept.content_type
    )


@requires(Permission.VIEW_ACTIVITY)
def innovation(request, village, activity_id):
    """One page about an innovation, for other villages."""
    row = _kept(village, activity_id)
    if not row.is_innovation:
        raise Http404
    name = f"{documents.file_stem(row)}.pdf"
    return _download(documents.innovation_pdf(row), "application/pdf", name)


@requires(Permission.VIEW_ACTIVITY)
def activity_recap(request, village, year):
    context = {
        "recap": recap_of(village, _sensible(year, village)),
        "months": documents.MONTHS,
        "years": [int(period.key) for period in periods_of(village)["Tahun"]],
        "crumbs": _crumbs(village),
    }
    return render(request, "villages/activity_recap.html", context)


@requires(Permission.VIEW_ACTIVITY)
def activity_recap_file(request, village, year, file_format):
    recap = recap_of(village, _sensible(year, village))
    stem = f"Rekap kegiatan KPM {village.name} {year}"
    if file_format == "pdf":
        content = documents.recap_pdf(village, recap)
        return _download(content, "application/pdf", f"{stem}.pdf")
    if file_format != "xlsx":
        raise Http404
    of_year = Period.of_year(year)
    rows = village.activities.kept().between(of_year.first, of_year.last)
    rows = rows.select_related("dusun").order_by("held_on", "pk")
    content = documents.recap_xlsx(village, recap, rows)
    return _download(content, XLSX, f"{stem}.xlsx")


def _sensible(year, village):
    """A year of the log. Raises Http404."""
    try:
        Period.parse(str(year))
    except NoPeriod:
        raise Http404 from None
    if year > village.today().year:
        raise Http404
    return year


def _download(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
