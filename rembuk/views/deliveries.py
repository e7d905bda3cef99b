"""Pelaksanaan: the year's list, one activity, its photos, its recap."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk.actions.deliveries import (
    realise_deliveries,
    record_delivery,
    restore_delivery,
)
from rembuk.advocacy import STATE, in_force, standing_of
from rembuk.deliveries import SERVICE_LABELS, place_of, recap_of
from rembuk.delivery_papers import recap_pdf, recap_xlsx
from rembuk.forms.deliveries import DeliveryForm, DeliveryPhotoForm, beyond_line
from rembuk.models import Delivery, DeliveryPhoto, Proposal
from villages import pictures
from villages.access import Permission, requires
from villages.actions import typed
from villages.actions.realisation import BeyondLine
from villages.quarters import Triwulan
from villages.views.saving import form_page

FIRST_YEAR = 2018
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.VIEW_MEETING)
def delivery_list(request, village, year=None):
    year = _sensible(village, year or village.today().year)
    known = village.deliveries.dates("ended_on", "year")
    context = {
        "recap": recap_of(village, year),
        "years": sorted({*(d.year for d in known), village.today().year, year})[::-1],
        "groups": [Delivery._meta.get_field(g).verbose_name for g in Delivery.GROUPS],
    }
    return render(request, "rembuk/delivery_list.html", context)


def _sensible(village, year):
    if not FIRST_YEAR <= year <= village.today().year + 1:
        raise Http404
    return year


def _crumbs(village, *more):
    page = reverse("rembuk:delivery_list", args=[village.code])
    return [{"label": "Pelaksanaan", "url": page}, *more]


def _row(village, delivery_id):
    rows = village.deliveries.select_related(
        "proposal__meeting", "budget_line", "dusun", "recorded_by"
    )
    row = get_object_or_404(rows, pk=delivery_id)
    row.village = village
    return row


def _page_of(delivery):
    return reverse("rembuk:delivery", args=[delivery.village.code, delivery.pk])


@requires(Permission.VIEW_MEETING)
def delivery(request, village, delivery_id):
    row = _row(village, delivery_id)
    may = request.access.may(Permission.TRACK_PROPOSAL)
    context = {
        "delivery": row,
        "service": SERVICE_LABELS.get(row.service, ""),
        "place": place_of(row),
        "photos": row.photos.all(),
        "may_be_done": may and row.proposal and _is_budgeted(row.proposal),
        "crumbs": _crumbs(village),
    }
    return render(request, "rembuk/delivery.html", context)


def _is_budgeted(proposal):
    return standing_of(proposal).state == STATE.APB


# --- writing down --------------------------------------------------------------------


@requires(Permission.EDIT_DELIVERY)
def delivery_add(request, village):
    return _form_page(request, village, None, Delivery(village=village))


@requires(Permission.EDIT_DELIVERY)
def delivery_of_proposal(request, village, proposal_id):
    """A new one that starts from what the rembuk and the APB Desa say."""
    rows = Proposal.objects.filter(meeting__village=village)
    proposal = get_object_or_404(rows.select_related("problem"), pk=proposal_id)
    if in_force(proposal.meeting) is None:
        raise Http404
    budgeted = standing_of(proposal).budgeted
    blank = Delivery(
        village=village,
        proposal=proposal,
        budget_line=budgeted.budget_line if budgeted else None,
        activity=proposal.activity,
        place=proposal.location,
        executor=proposal.executor,
        source=proposal.source,
        package=proposal.problem.package,
        service=proposal.problem.indicator,
    )
    return _form_page(request, village, None, blank)


@requires(Permission.EDIT_DELIVERY)
def delivery_edit(request, village, delivery_id):
    row = _row(village, delivery_id)
    return _form_page(request, village, row, row)


def _form_page(request, village, row, instance):
    form = DeliveryForm(request.POST or None, instance=instance, village=village)

    def save():
        data = form.cleaned_data
        keys = {"uuid": data["uuid"], "version": data["version"], "by": request.user}
        return record_delivery(village, row, form.values, **keys)

    def page():
        return form_page(
            request,
            form,
            save,
            template="rembuk/delivery_form.html",
            done=lambda saved: "Pelaksanaan tersimpan.",
            url=_page_of,
            row=row,
            heading="Ubah pelaksanaan" if row else "Catat pelaksanaan",
            crumbs=_crumbs(village),
            back_url=_crumbs(village)[0]["url"],
        )

    try:
        return page()
    except BeyondLine as refused:
        form.add_error("cost_rupiah", beyond_line(refused.line, refused.left))
        return page()


@requires(Permission.EDIT_DELIVERY)
@require_POST
def delivery_remove(request, village, delivery_id):
    row = _row(village, delivery_id)
    typed.remove(row, village=village, by=request.user)
    undo = reverse("rembuk:delivery_restore", args=[village.code, row.pk])
    messages.success(request, f"{row} dihapus.", extra_tags=undo)
    return redirect("rembuk:delivery_list_of_year", village.code, row.ended_on.year)


@requires(Permission.EDIT_DELIVERY)
@require_POST
def delivery_restore(request, village, delivery_id):
    rows = Delivery.everything.filter(village=village).exclude(removed_at=None)
    row = get_object_or_404(rows, pk=delivery_id)
    row.village = village
    try:
        restore_delivery(row, by=request.user)
    except BeyondLine as refused:
        messages.warning(request, beyond_line(refused.line, refused.left))
        return redirect("rembuk:delivery_list", village.code)
    messages.success(request, f"{row} dikembalikan.")
    return redirect(_page_of(row))


@requires(Permission.EDIT_BUDGET)
@require_POST
def delivery_realise(request, village, line_id, year, number):
    """Take what a line's activities cost over into its realisation."""
    line = get_object_or_404(village.budget_lines, pk=line_id, year=year)
    if not 1 <= number <= 4:
        raise Http404
    try:
        realise_deliveries(line, Triwulan(year, number), by=request.user)
    except BeyondLine as refused:
        messages.warning(request, beyond_line(refused.line, refused.left))
    else:
        messages.success(request, f"Realisasi TW{number} {line.name} tersimpan.")
    return redirect("rembuk:delivery_list_of_year", village.code, year)


# --- photos --------------------------------------------------------------------------


@requires(Permission.EDIT_DELIVERY)
def delivery_photo_add(request, village, delivery_id):
    row = _row(village, delivery_id)
    form = DeliveryPhotoForm(
        request.POST or None, request.FILES or None, instance=DeliveryPhoto()
    )
    return form_page(
        request,
        form,
        lambda: _keep_photo(row, form, by=request.user),
        template="rembuk/delivery_photo_form.html",
        done=lambda saved: "Foto tersimpan.",
        url=lambda saved: _page_of(row),
        delivery=row,
        crumbs=_crumbs(village, {"label": str(row), "url": _page_of(row)}),
        back_url=_page_of(row),
    )


@transaction.atomic
def _keep_photo(row, form, *, by):
    data, village = form.cleaned_data, row.village
    if saved := row.photos.filter(uuid=data["uuid"]).first():
        return saved
    file = pictures.keep(
        data["picture"],
        village=village,
        name="foto.jpg",
        content_type="image/jpeg",
        by=by,
    )
    values = {"caption": data["caption"], "file": file}
    return typed.add(row.photos, values, village=village, uuid=data["uuid"], by=by)


def _photo(village, rows, shot_id):
    rows = rows.filter(delivery__village=village, delivery__removed_at=None)
    return get_object_or_404(rows.select_related("file", "delivery"), pk=shot_id)


@requires(Permission.VIEW_MEETING)
def delivery_photo(request, village, shot_id):
    row = _photo(village, DeliveryPhoto.objects.all(), shot_id)
    return FileResponse(row.file.file.open("rb"), content_type="image/jpeg")


@requires(Permission.EDIT_DELIVERY)
@require_POST
def delivery_photo_remove(request, village, shot_id):
    row = _photo(village, DeliveryPhoto.objects.all(), shot_id)
    typed.remove(row, village=village, by=request.user)
    undo = reverse("rembuk:delivery_photo_restore", args=[village.code, row.pk])
    messages.success(request, "Foto dihapus.", extra_tags=undo)
    return redirect("rembuk:delivery", village.code, row.delivery_id)


@requires(Permission.EDIT_DELIVERY)
@require_POST
def delivery_photo_restore(request, village, shot_id):
    rows = DeliveryPhoto.everything.exclude(removed_at=None)
    row = _photo(village, rows, shot_id)
    typed.restore(row, village=village, by=request.user)
    messages.success(request, "Foto dikembalikan.")
    return redirect("rembuk:delivery", village.code, row.delivery_id)


# --- recap ---------------------------------------------------------------------------


@requires(Permission.VIEW_MEETING)
def delivery_recap(request, village, year, file_format):
    recap = recap_of(village, _sensible(village, year))
    stem = f"Rekap pelaksanaan {village.name} {year}"
    if file_format == "pdf":
        content = recap_pdf(village, recap)
        return _download(content, "application/pdf", f"{stem}.pdf")
    if file_format != "xlsx":
        raise Http404
    return _download(recap_xlsx(village, recap), XLSX, f"{stem}.xlsx")


def _download(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
