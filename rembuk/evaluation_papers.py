"""The papers of an evaluation: its minutes, and the daftar hadir to sign."""

from villages import letters, typeset
from villages.kop import kop_images, kop_of

from .content import BLANK, attendance_rows, document_of, meeting_part, person
from .documents import BLANK_ROWS
from .evaluation import name_of_evaluation, read_content
from .evaluation_word import notulen_evaluasi


def minutes_pdf(meeting) -> bytes:
    """Notulen evaluasi triwulan; DRAF on every page while the meeting is open."""
    content = read_content(meeting)
    images = kop_images(meeting.village) | _pictures(meeting, content)
    return typeset.pdf("notulen_evaluasi", _minutes(meeting, content), images)


def minutes_docx(meeting) -> bytes:
    """The same, without its photos, for the village office to adapt."""
    data = _minutes(meeting, read_content(meeting))
    return letters.docx(notulen_evaluasi, data, kop_images(meeting.village))


def _minutes(meeting, content):
    kept = None if meeting.is_open else meeting.evaluation.content_sha256
    return content | {
        "document": _document(meeting, "Notulen", draft=meeting.is_open, sidik=kept),
        "leader": content["leader"] or BLANK,
        "secretary": content["secretary"] or BLANK,
        "signed_at": _signed_at(meeting),
        "signatures": [
            _signer("Pimpinan evaluasi", content["leader"]),
            _signer("Notulis", content["secretary"]),
        ],
    }


def attendance_pdf(meeting) -> bytes:
    """Daftar hadir: who is listed already, and empty rows to write in and sign."""
    data = {
        "document": _document(meeting, "Daftar Hadir", draft=False, sidik=None),
        "kop": kop_of(meeting.village),
        "meeting": meeting_part(meeting)
        | {"name": name_of_evaluation(meeting), "agenda": []},
        "attendance": attendance_rows(meeting),
        "blank": max(BLANK_ROWS - meeting.attendances.count(), 5),
        "signed_at": _signed_at(meeting),
        "signatures": [_signer("Pimpinan evaluasi", meeting.leader)],
    }
    return typeset.pdf("daftar_hadir", data, kop_images(meeting.village))


def _document(meeting, kind, *, draft, sidik):
    title = f"{kind} {name_of_evaluation(meeting)}"
    head = document_of(title, f"{kind} Evaluasi {meeting.quarter}", meeting.held_on)
    return head | {"draft": draft, "fingerprint": sidik}


def _signed_at(meeting):
    day = meeting.held_on
    return {
        "place": meeting.village.name,
        "date": day.isoformat() if day else None,
    }


def _signer(role, text):
    return {"intro": "", "role": role, "name": person(text)["name"] if text else None}


def _pictures(meeting, content):
    """The stored photos that the content names."""
    wanted = {one["image"]: one["sha256"] for one in content["photos"]}
    stored = meeting.village.attachments.filter(sha256__in=wanted.values())
    files = {attachment.sha256: attachment for attachment in stored}
    return {name: _bytes(files[sha]) for name, sha in wanted.items() if sha in files}


def _bytes(attachment):
    with attachment.file.open("rb") as file:
        return file.read()
