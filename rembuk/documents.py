"""The papers of a meeting: of its rows while it is open, of frozen content then.

Nothing here stores anything; `actions` keeps what must stand for good.
"""

from django.conf import settings
from django.urls import reverse

from villages import letters, typeset
from villages.kop import kop_images, kop_of
from villages.models import Official
from villages.officials import in_office, signature
from villages.wording import long_date

from .content import (
    attendance_rows,
    content_of,
    document_of,
    invited_lines,
    letter_of,
    meeting_part,
    minutes_of,
    name_of,
    person,
    signed_at,
)
from .decided import decided_of
from .models import Signature

BLANK_ROWS = 25  # of a daftar hadir to write in by hand: two pages


def verify_url(sha256) -> str:
    """The public page that says whether a document with this fingerprint is ours."""
    address = reverse("rembuk:document_check")
    return f"{settings.PUBLIC_URL}{address}?sidik={sha256}"


# --- berita acara --------------------------------------------------------------------


def draft_pdf(berita_acara) -> bytes:
    """DRAF on every page, from the rows as they are now."""
    content = content_of(berita_acara)
    data = _with_document(content, draft=True, fingerprint=None)
    return typeset.pdf("berita_acara", data, _pictures(berita_acara, content))


def unsigned_pdf(berita_acara) -> bytes:
    """The frozen content with room to sign by hand."""
    return _frozen_pdf(berita_acara, berita_acara.content["signatures"], {})


def signed_pdf(berita_acara) -> bytes:
    """The frozen content with what each party did to sign it."""
    signatures = list(berita_acara.signatures.select_related("file"))
    return _frozen_pdf(
        berita_acara,
        _signed(berita_acara, signatures),
        {
            _hand(signature): _bytes_of(signature.file)
            for signature in signatures
            if signature.file and signature.manner == Signature.Manner.SCREEN
        },
    )


def _frozen_pdf(berita_acara, signatures, hands):
    content, sha256 = berita_acara.content, berita_acara.content_sha256
    url = verify_url(sha256)
    data = _with_document(content, draft=False, fingerprint=sha256)
    data |= {"signatures": signatures, "verify_url": url}
    pictures = _pictures(berita_acara, content) | hands
    return typeset.pdf("berita_acara", data, pictures | {"qr": typeset.qr(url)})


def _with_document(content, **changes):
    return content | {"document": content["document"] | changes}


def _signed(berita_acara, signatures):
    by_party = {signature.party: signature for signature in signatures}
    return [
        _signed_by(expected, by_party[expected["party"]], berita_acara.village)
        for expected in berita_acara.content["signatures"]
        if expected["party"] in by_party
    ]


def _done(signature, village):
    """How a party signed: its name, and the note in place of a signature."""
    day = long_date(signature.signed_at.astimezone(village.zone).date())
    if signature.manner == Signature.Manner.INK:
        note = f"Tanda tangan basah, {day}. Sidik pindaian {signature.file.sha256[:16]}"
    else:
        note = f"Ditandatangani di layar, {day}"
    return {"name": signature.name, "note": note, "image": _hand(signature)}


def _signed_by(expected, signature, village):
    """Whoever signs in the place of the one expected has not his NIP."""
    same = signature.name == expected["name"]
    kept = {key: v for key, v in expected.items() if same or key != "under"}
    return kept | _done(signature, village)


def _hand(signature):
    return f"tanda-tangan-{signature.party}"


def _pictures(berita_acara, content):
    """The stored files that the content names, under the names it gives them."""
    wanted = content["images"]
    stored = berita_acara.village.attachments.filter(sha256__in=wanted.values())
    files = {attachment.sha256: attachment for attachment in stored}
    return {name: _bytes_of(files[sha]) for name, sha in wanted.items() if sha in files}


def _bytes_of(attachment):
    with attachment.file.open("rb") as file:
        return file.read()


# --- papers of the day ---------------------------------------------------------------


def paper_pdf(name, meeting) -> bytes:
    """One of PAPERS, by the name of its template."""
    return typeset.pdf(name, PAPERS[name](meeting), kop_images(meeting.village))


def paper_docx(name, meeting) -> bytes:
    """The same paper for the village office to adapt."""
    layout = getattr(letters, name)
    return letters.docx(layout, PAPERS[name](meeting), kop_images(meeting.village))


def invitation_pdf(meeting) -> bytes:
    """Undangan: a letter for each receiver, one after the other."""
    return paper_pdf("undangan", meeting)


def attendance_pdf(meeting) -> bytes:
    """Daftar hadir: who is listed already, and empty rows to write in and sign."""
    return paper_pdf("daftar_hadir", meeting)


def minutes_pdf(meeting) -> bytes:
    """Notulen."""
    return paper_pdf("notulen", meeting)


def _invitation(meeting):
    letter = letter_of(meeting)
    return _paper(meeting, "Undangan") | {
        "letters": [letter | {"to": [to]} for to in invited_lines(meeting)] or [letter],
        "signatures": [_head(meeting)],
    }


def _invited(meeting):
    """Who gets a letter, to be ticked off by whoever brings it."""
    return _paper(meeting, "Daftar Undangan") | {
        "invited": [
            {
                "name": row.name,
                "unsur": row.get_element_display(),
                "position": row.position,
            }
            for row in meeting.invitations.all()
        ],
        "signed_at": signed_at(meeting),
        "signatures": [_head(meeting)],
    }


def _attendance(meeting):
    return _paper(meeting, "Daftar Hadir") | {
        "attendance": attendance_rows(meeting),
        "blank": max(BLANK_ROWS - meeting.attendances.count(), 5),
        "signed_at": signed_at(meeting),
        "signatures": [_head(meeting)],
    }


def _minutes(meeting):
    return _paper(meeting, "Notulen") | {
        "minutes": minutes_of(meeting),
        **decided_of(meeting),
        "leader": meeting.leader or "–",
        "secretary": meeting.secretary or "–",
        "present": meeting.attendances.count(),
        "signed_at": signed_at(meeting),
        "signatures": [
            _named("Pimpinan rapat", meeting.leader),
            _named("Notulis", meeting.secretary),
        ],
    }


PAPERS = {
    "undangan": _invitation,
    "daftar_undangan": _invited,
    "daftar_hadir": _attendance,
    "notulen": _minutes,
}


def _paper(meeting, kind):
    title = f"{kind} {name_of(meeting)}"
    name = f"{kind} Rembuk {meeting.year}"
    head = {"draft": False, "fingerprint": None}
    return {
        "document": document_of(title, name, meeting.held_on) | head,
        "kop": kop_of(meeting.village),
        "meeting": meeting_part(meeting),
    }


def _named(role, text):
    return {"intro": "", "role": role, "name": person(text)["name"] if text else None}


def _head(meeting):
    village = meeting.village
    there = in_office(village, meeting.held_on or village.today())
    return signature(there.get(Official.Position.KADES), village.head_title)
