"""The page behind the QR code: is this paper one of ours?"""

from datetime import date

from django.shortcuts import render
from django.utils import timezone

from rembuk.forms.checking import FileToCheckForm, FingerprintForm
from rembuk.verification import find, find_decree, fingerprint_of
from villages.access import public


@public("whoever holds a berita acara may ask whether it is genuine; no person named")
def document_check(request):
    if request.method == "POST":
        form, asked = FingerprintForm(), FileToCheckForm(request.POST, request.FILES)
        sha256 = fingerprint_of(asked.cleaned_data["file"]) if asked.is_valid() else ""
    else:
        asked = FileToCheckForm()
        form = FingerprintForm(request.GET if "sidik" in request.GET else None)
        sha256 = form.cleaned_data["sidik"] if form.is_valid() else ""
    match = find(sha256) if sha256 else None
    context = {"form": form, "upload": asked, "sha256": sha256, "match": match}
    if match:
        with timezone.override(match.berita_acara.village.zone):
            return render(request, "rembuk/document_check.html", context | _of(match))
    if sha256 and (decree := find_decree(sha256)):
        with timezone.override(decree.appointment.village.zone):
            more = {"decree": decree, "village": decree.appointment.village}
            return render(request, "rembuk/document_check.html", context | more)
    return render(request, "rembuk/document_check.html", context)


def _of(match):
    row = match.berita_acara
    return {
        "berita_acara": row,
        "village": row.village,
        "held_on": date.fromisoformat(row.content["meeting"]["date"]),
        "signatures": row.signatures.all(),
        "correction": row.corrections.settled().first(),
    }
