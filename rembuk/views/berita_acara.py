"""The berita acara: looked at as a draft, settled, signed, ratified, downloaded."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk import actions, documents
from rembuk.content import content_of
from rembuk.forms.signing import ReasonForm, SignatureForm
from rembuk.models import Party, Signature, SignaturesMissing, WrongState
from rembuk.models.berita_acara import REQUIRED
from rembuk.pages import address_of, crumbs_of, rembuk_in
from rembuk.readiness import MeetingIncomplete, missing_from
from rembuk.views.meetings import stages_of
from villages.access import Permission, requires
from villages.fingerprints import fingerprint
from villages.views.files import docx_answer, pdf_answer

# --- a draft -------------------------------------------------------------------------


@requires(Permission.SETTLE_MEETING)
def settle(request, village, year, meeting_id):
    meeting = rembuk_in(village, year, meeting_id)
    row = meeting.berita_acaras.first()
    row.village = village
    if not row.is_draft:
        return redirect(page_of(row))
    if request.method == "POST":
        return _settled(request, meeting, row)
    content = content_of(row)
    context = {
        "meeting": meeting,
        "content": content,
        "expected": fingerprint(content),
        "missing": missing_from(meeting),
        "crumbs": crumbs_of(meeting),
    }
    return render(request, "rembuk/berita_acara_settle.html", context)


def _settled(request, meeting, row):
    try:
        expected = request.POST.get("expected")
        row = actions.settle(row, expected=expected, by=request.user)
    except (MeetingIncomplete, actions.ContentChanged) as refusal:
        messages.warning(request, str(refusal))
        code = meeting.village.code
        return redirect("rembuk:settle", code, meeting.year, meeting.pk)
    except WrongState:
        messages.info(request, "Berita acara ini sudah ditetapkan sebelumnya.")
    else:
        messages.success(request, f"Ditetapkan dengan nomor {row.number}.")
    return redirect(page_of(row))


@requires(Permission.VIEW_DOCUMENTS)
def draft(request, village, year, meeting_id):
    meeting = rembuk_in(village, year, meeting_id)
    row = meeting.berita_acaras.first()
    if not row.is_draft:
        return redirect(page_of(row))
    return pdf_answer(documents.draft_pdf(row), f"Draf Berita Acara {meeting}.pdf")


PAPERS = {
    "undangan": "Undangan",
    "daftar-undangan": "Daftar undangan",
    "daftar-hadir": "Daftar hadir",
    "notulen": "Notulen",
}


@requires(Permission.VIEW_DOCUMENTS)
def paper(request, village, year, meeting_id, paper_name, file_format="pdf"):
    if paper_name not in PAPERS:
        raise Http404
    meeting = rembuk_in(village, year, meeting_id)
    if not meeting.is_open:
        messages.info(
            request,
            "Undangan, daftar hadir dan notulen sudah menjadi lampiran berita acara.",
        )
        return redirect(address_of(meeting))
    template, title = paper_name.replace("-", "_"), PAPERS[paper_name]
    if file_format == "docx":
        content = documents.paper_docx(template, meeting)
        return docx_answer(content, f"{title} {meeting}.docx")
    return pdf_answer(documents.paper_pdf(template, meeting), f"{title} {meeting}.pdf")


# --- a settled one -------------------------------------------------------------------


def page_of(row):
    """The page of a settled berita acara, of the meeting while it is a draft."""
    if row.is_draft:
        return address_of(row.meeting)
    return reverse("rembuk:berita_acara", args=[row.village.code, row.pk])


def _row(village, berita_acara_id):
    rows = village.berita_acaras.settled().select_related(
        "meeting__quarter", "unsigned_file", "signed_file", "corrects", "settled_by"
    )
    row = get_object_or_404(rows, pk=berita_acara_id)
    row.village = row.meeting.village = village
    return row


@requires(Permission.VIEW_DOCUMENTS)
def berita_acara(request, village, berita_acara_id):
    row = _row(village, berita_acara_id)
    signatures = {s.party: s for s in row.signatures.select_related("recorded_by")}
    expected = [Party(s["party"]) for s in row.content["signatures"]]
    parties = list(dict.fromkeys([*expected, *map(Party, signatures)]))
    waiting = [p for p in REQUIRED if p not in signatures]
    context = {
        "berita_acara": row,
        "meeting": row.meeting,
        "stages": stages_of(row, waiting),
        "parties": [(p, signatures.get(p), p in REQUIRED) for p in parties],
        "may_ratify": row.takes_signatures and not waiting,
        "correction": row.corrections.first(),
        "may_correct": not row.meeting.is_open,
        "verify_url": documents.verify_url(row.content_sha256),
        "crumbs": crumbs_of(row.meeting),
    }
    return render(request, "rembuk/berita_acara.html", context)


@requires(Permission.SETTLE_MEETING)
def sign(request, village, berita_acara_id):
    row = _row(village, berita_acara_id)
    signed = set(row.signatures.values_list("party", flat=True))
    expected = {Party(s["party"]): s["name"] or "" for s in row.content["signatures"]}
    parties = [party for party in expected if party not in signed]
    if not row.takes_signatures or not parties:
        return redirect(page_of(row))
    inked = row.signatures.filter(manner=Signature.Manner.INK)
    form = SignatureForm(
        request.POST or None,
        request.FILES or None,
        parties=parties,
        has_scan=inked.exists(),
        initial=_next_signer(request, expected, parties),
    )
    if form.is_valid():
        return _signed(request, row, form)
    context = {"berita_acara": row, "form": form, "names": expected.items()}
    context |= {"back_url": page_of(row), "crumbs": crumbs_of(row.meeting)}
    return render(request, "rembuk/signature_form.html", context)


def _next_signer(request, expected, parties):
    asked = request.GET.get("pihak")
    party = next((p for p in parties if p == asked), parties[0])
    return {"party": party, "name": expected[party], "manner": "layar"}


def _signed(request, row, form):
    data = form.cleaned_data
    try:
        signature = actions.sign(
            row,
            party=data["party"],
            name=data["name"],
            manner=data["manner"],
            scan=form.kept,
            by=request.user,
        )
    except (WrongState, actions.ScanMissing) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Tanda tangan {signature} tersimpan.")
    return redirect(page_of(row))


@requires(Permission.SETTLE_MEETING)
@require_POST
def ratify(request, village, berita_acara_id):
    row = _row(village, berita_acara_id)
    try:
        actions.ratify(row, by=request.user)
    except SignaturesMissing as refusal:
        messages.warning(request, str(refusal))
    except WrongState:
        messages.info(request, "Berita acara ini tidak dapat disahkan lagi.")
    else:
        messages.success(request, f"{row} disahkan.")
    return redirect(page_of(row))


@requires(Permission.SETTLE_MEETING)
def cancel(request, village, berita_acara_id):
    row = _row(village, berita_acara_id)
    if not row.may_be_cancelled:
        return redirect(page_of(row))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.cancel(row, reason=form.cleaned_data["reason"], by=request.user)
        except WrongState as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"{row} dibatalkan; nomornya tidak dipakai lagi.")
        return redirect(page_of(row))
    context = {"berita_acara": row, "form": form, "back_url": page_of(row)}
    context["crumbs"] = crumbs_of(row.meeting)
    return render(request, "rembuk/berita_acara_cancel.html", context)


@requires(Permission.SETTLE_MEETING)
@require_POST
def correct(request, village, berita_acara_id):
    row = _row(village, berita_acara_id)
    actions.correct(row, by=request.user)
    messages.success(
        request,
        f"Draf perbaikan dibuka. Ubah yang keliru, lalu tetapkan; {row} tetap "
        "tersimpan.",
    )
    return redirect(address_of(row.meeting))


@requires(Permission.VIEW_DOCUMENTS)
def download(request, village, berita_acara_id, file_name):
    row = _row(village, berita_acara_id)
    files = {"asli": row.unsigned_file, "bertanda-tangan": row.signed_file}
    return _stored(files.get(file_name))


@requires(Permission.VIEW_DOCUMENTS)
def scan(request, village, berita_acara_id, signature_id):
    row = _row(village, berita_acara_id)
    ink = row.signatures.filter(manner=Signature.Manner.INK).select_related("file")
    return _stored(get_object_or_404(ink, pk=signature_id).file)


def _stored(attachment):
    """The very bytes that were kept. Raises Http404."""
    if attachment is None:
        raise Http404
    return FileResponse(
        attachment.file.open("rb"),
        filename=attachment.name,
        content_type=attachment.content_type,
    )
