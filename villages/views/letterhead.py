"""Kop surat: typed once, seen as it prints."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from villages import actions, audit, documents, pictures
from villages.access import Permission, requires
from villages.appointments import vacant_offices
from villages.forms.letterhead import LetterheadForm
from villages.kop import kop_of
from villages.models import AuditEntry, Letterhead


@requires(Permission.EDIT_VILLAGE)
def letterhead_edit(request, village):
    row = Letterhead.objects.filter(village=village).first()
    form = LetterheadForm(
        request.POST or None, request.FILES or None, instance=row, village=village
    )
    if form.is_valid():
        letterhead = actions.save_row(form, village, by=request.user)
        if logo := form.cleaned_data["logo"]:
            letterhead.put_logo(_stored_logo(logo, village, request.user))
        messages.success(request, "Kop surat tersimpan.")
        return redirect("villages:letterhead", village.code)
    context = {
        "form": form,
        "letterhead": row,
        "kop": kop_of(village),
        "vacant": vacant_offices(village, village.today()),
    }
    return render(request, "villages/letterhead_form.html", context)


def _stored_logo(content, village, user):
    return pictures.keep(
        content,
        village=village,
        name="logo.png",
        content_type="image/png",
        by=user,
    )


@requires(Permission.EDIT_VILLAGE)
@require_POST
def logo_remove(request, village):
    row = get_object_or_404(Letterhead, village=village, logo__isnull=False)
    before = row.logo.sha256
    row.put_logo(None)
    changes = {"logo": [before, None]}
    audit.wrote(
        AuditEntry.Act.CHANGE, row, village=village, by=request.user, changes=changes
    )
    messages.success(request, "Kop surat kini tanpa logo. Dokumen lama tidak berubah.")
    return redirect("villages:letterhead", village.code)


@requires(Permission.VIEW_SCORECARD)
def logo(request, village):
    letterhead = get_object_or_404(Letterhead, village=village, logo__isnull=False)
    return FileResponse(letterhead.logo.file, content_type="image/png")


@requires(Permission.EDIT_VILLAGE)
def letterhead_sample(request, village):
    headers = {"Content-Disposition": 'inline; filename="Contoh kop surat.pdf"'}
    content = documents.sample_pdf(village)
    return HttpResponse(content, content_type="application/pdf", headers=headers)
