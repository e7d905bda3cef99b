"""What a berita acara says, as plain values: drawn up from rows, then frozen.

The keys are those of templates/documents/berita_acara.typ; `images` names pictures by
the SHA-256 of their stored file, `scorecard` says which figures were looked at.
"""

import hashlib

from households.models import Quarter
from households.packages import Package
from scorecard.reading import scorecard_of
from villages.codes import zone_label
from villages.kop import kop_images, kop_of
from villages.officials import in_office, signature, under
from villages.wording import date_in_words, long_date, weekday_name

from .agenda import agenda_of
from .decided import decided_of
from .models import Attendance, Meeting, Party, Proposal
from .models.berita_acara import REQUIRED

BLANK = "…………"  # in a draft, where something is still to be filled in
ROMAN = ("I", "II", "III", "IV")
STATES = {  # what the convergence report prints of a quarter
    Quarter.State.RUNNING: "sementara",
    Quarter.State.VERIFIED: "sementara",
    Quarter.State.VALIDATED: "tervalidasi",
    Quarter.State.FINAL: "final",
}
TARGETS = (
    ("households", "Rumah tangga 1.000 HPK"),
    ("ibu_hamil", "Ibu hamil"),
    ("kek_resti", "– di antaranya KEK/risiko tinggi"),
    ("anak", "Anak 0–23 bulan"),
    ("anak_gizi", "– di antaranya gizi kurang, gizi buruk atau stunting"),
    ("anak_2_6", "Anak > 2–6 tahun"),
)
ROLES = {
    Party.RDS: ("", "Wakil Rumah Desa Sehat"),
    Party.PEOPLE: ("", "Wakil Masyarakat"),
    Party.KADES: ("Mengetahui,", "Kepala Desa"),
    Party.BPD: ("", "Ketua BPD"),
    Party.KPM: ("", "Kader Pembangunan Manusia"),
    Party.BIDAN: ("", "Bidan Desa"),
}


def lines(text) -> list[str]:
    """The lines somebody typed, without blank ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def content_of(berita_acara) -> dict:
    """The whole content of a berita acara, from the rows as they are now."""
    meeting, village = berita_acara.meeting, berita_acara.village
    number = berita_acara.number or None
    return {
        "document": document_of(
            f"Berita Acara {name_of(meeting)}",
            f"Berita Acara {number or '(draf)'}",
            meeting.held_on,
        ),
        "kop": kop_of(village),
        "village": village.name,
        "village_title": village.title,
        "year": meeting.year,
        "plan_year": meeting.year + 1,
        "number": number,
        "corrects": _corrected(berita_acara.corrects),
        "meeting": meeting_part(meeting),
        "legal_basis": lines(meeting.legal_basis),
        **_present(meeting),
        **_material(meeting),
        "leader": person(meeting.leader),
        "secretary": person(meeting.secretary),
        "resource_persons": [person(line) for line in lines(meeting.speakers)],
        "agreements": lines(meeting.agreement),
        **_proposals(meeting),
        "decision": _decision(meeting),
        "signed_at": signed_at(meeting),
        "signatures": _signatures(meeting),
        "annexes": _annexes(meeting),
        "images": _images(meeting),
    }


def name_of(meeting) -> str:
    """What the meeting is called: "Rembuk Stunting Desa Sukamaju Tahun 2026"."""
    return f"Rembuk Stunting {meeting.village.title} Tahun {meeting.year}"


def document_of(title, name, day):
    """The head of every document of a meeting."""
    return {"title": title, "name": name, "date": day.isoformat() if day else None}


def _corrected(old):
    if old is None:
        return None
    return {"number": old.number, "date": old.content["meeting"]["date"]}


def meeting_part(meeting) -> dict:
    """When, where and what about; dots where it is not known yet."""
    day = meeting.held_on
    return {
        "name": name_of(meeting),
        "day": weekday_name(day) if day else BLANK,
        "date": day.isoformat() if day else None,
        "date_words": date_in_words(day).partition("tanggal ")[2] if day else BLANK,
        "start": f"{meeting.starts_at:%H.%M}" if meeting.starts_at else BLANK,
        "end": f"{meeting.ends_at:%H.%M}" if meeting.ends_at else None,
        "zone": zone_label(meeting.village.code),
        "place": meeting.place or BLANK,
        "agenda": [line.as_json() for line in agenda_of(meeting)],
    }


def quarter_words(meeting) -> str:
    """The quarter as documents write it: "Triwulan II Tahun 2026"."""
    quarter = meeting.quarter
    return f"Triwulan {ROMAN[quarter.number - 1]} Tahun {quarter.year}"


def signed_at(meeting) -> dict:
    """Place and day above the signatures."""
    day = meeting.held_on
    return {
        "place": meeting.village.name,
        "date": day.isoformat() if day else None,
    }


def person(text) -> dict:
    """Somebody typed as "Slamet Riyadi (Kepala Desa)"; dots where nobody is known."""
    name, bracket, position = text.strip().removesuffix(")").rpartition(" (")
    if not bracket or not text.strip().endswith(")"):
        return {"name": text.strip() or BLANK, "position": None}
    return {"name": name, "position": position}


# --- who was there -------------------------------------------------------------------


def counted(attendances) -> tuple[list[dict], int]:
    """Participants by unsur in the order of the list of unsur, and the guests apart."""
    counts = dict.fromkeys(Attendance.Element, 0)
    for attendance in attendances:
        counts[Attendance.Element(attendance.element)] += 1
    guests = counts.pop(Attendance.Element.UNDANGAN)
    present = [{"unsur": e.label, "count": n} for e, n in counts.items() if n]
    return present, guests


def _present(meeting):
    present, guests = counted(meeting.attendances.all())
    total = sum(row["count"] for row in present)
    return {"present": present, "present_total": total, "guests": guests}


def attendance_rows(meeting) -> list[dict]:
    """The daftar hadir as it is printed."""
    return [
        {
            "name": row.name,
            "sex": row.sex,
            "unsur": ", ".join(
                filter(None, [row.get_element_display(), row.address, row.home_village])
            ),
            "position": row.position,
        }
        for row in meeting.attendances.all()
    ]


# --- what was looked at --------------------------------------------------------------


def _material(meeting):
    card = scorecard_of(meeting.village, meeting.quarter.triwulan)
    convergence = [
        {"target": label, **figure.as_json()}
        for label, figure in (
            ("Ibu hamil", card.groups["ibu_hamil"]),
            ("Anak 0–23 bulan", card.groups["anak"]),
            ("Total", card.village),
        )
    ]
    targets = [{"label": label, "value": card.count(key)} for key, label in TARGETS]
    return {
        "material": {
            "quarter": f"{quarter_words(meeting)} ({_standing(card)})",
            "targets": targets,
            "convergence": convergence,
            "problems": _problems(meeting),
            "inputs": _inputs(meeting),
        },
        "scorecard": {
            "quarter": card.quarter.key,
            "state": STATES[card.state],
            "as_of": card.as_of.isoformat() if card.as_of else None,
            "rule_set": card.rule_set,
            "sha256": card.sha256 or None,
        },
    }


def _standing(card) -> str:
    state = f"data {STATES[card.state]}"
    return f"{state} per {long_date(card.as_of)}" if card.as_of else state


def _problems(meeting):
    return [
        {"problem": problem.text, "package": Package(problem.package).label}
        for problem in meeting.problems.all()
    ]


def _inputs(meeting):
    sources = {Proposal.Origin.RDS: "RDS", Proposal.Origin.MAD: "MAD"}
    return [
        {"source": sources[proposal.origin], "proposal": proposal.activity}
        for proposal in meeting.proposals.all()
        if proposal.origin in sources
    ]


# --- what was agreed -----------------------------------------------------------------


def _proposals(meeting):
    proposals = list(meeting.proposals.select_related("problem"))
    rows = [_proposal(no, one) for no, one in enumerate(proposals, start=1)]
    total = sum(proposal.cost_rupiah for proposal in proposals)
    return {"proposals": rows, "proposals_cost": total}


def _proposal(number, proposal):
    return {
        "no": number,
        "problem": proposal.problem.text,
        "package": proposal.problem.package,
        "kind": proposal.get_nature_display(),
        "activity": proposal.activity,
        "location": proposal.location,
        "volume": proposal.volume,
        "cost": proposal.cost_rupiah,
        "funding": funding_of(proposal),
        "implementer": proposal.executor,
        "code": proposal.activity_code or None,
    }


def funding_of(proposal) -> str:
    """Sumber dana as it is printed: DD, ADD, PAD, APBD or Lainnya."""
    label = proposal.get_source_display()
    return label if proposal.source == "lainnya" else proposal.source.upper()


def _decision(meeting):
    if meeting.decision == Meeting.Decision.CONSENSUS:
        return {"method": "mufakat"}
    return {
        "method": "voting",
        "agree": meeting.votes_for or 0,
        "against": meeting.votes_against or 0,
        "abstain": meeting.votes_abstained or 0,
    }


# --- who signs -----------------------------------------------------------------------


def signers_of(meeting) -> dict[Party, str]:
    """Who is expected to sign for each party; "" where nobody is known."""
    extra = [party for party in Party if party in meeting.also_signs]
    names = officials_on(meeting) | {"masyarakat": meeting.people_name}
    return {party: names.get(party, "") for party in (*REQUIRED, *extra)}


def officials_on(meeting) -> dict[str, str]:
    """Names of the officials in office on the day of the meeting, by position."""
    return {position: row.name for position, row in _officials_on(meeting).items()}


def _officials_on(meeting):
    return in_office(meeting.village, meeting.held_on or meeting.village.today())


def _signatures(meeting):
    officials = _officials_on(meeting)
    return [
        {
            "party": party,
            **role_of(party, meeting.village),
            "name": name or None,
            **under(officials.get(party)),
        }
        for party, name in signers_of(meeting).items()
    ]


def role_of(party, village) -> dict:
    """The words above a signature."""
    intro, role = ROLES[party]
    if party == Party.KADES:
        role = village.head_title
    return {"intro": intro, "role": role}


# --- annexes -------------------------------------------------------------------------


def _annexes(meeting):
    head = _officials_on(meeting).get(Party.KADES)
    photos = enumerate(meeting.photos.all(), start=1)
    return {
        "attendance": attendance_rows(meeting),
        "minutes": minutes_of(meeting) if meeting.minutes.strip() else None,
        "letter": letter_of(meeting) if meeting.letter_on else None,
        "letter_signatures": [signature(head, meeting.village.head_title)],
        "photos": [{"image": f"foto-{n}", "caption": p.caption} for n, p in photos],
        **decided_of(meeting),
    }


def minutes_of(meeting) -> dict:
    """The notulen: paragraphs of which the first line is the topic."""
    items = []
    for paragraph in "\n".join(
        line.strip() for line in meeting.minutes.splitlines()
    ).split("\n\n"):
        said = lines(paragraph)
        if len(said) > 1:
            items.append({"topic": said[0], "lines": said[1:]})
        elif said and items:
            items[-1]["lines"].append(said[0])
        elif said:
            items.append({"topic": "Pembahasan", "lines": said})
    return {"items": items, "conclusions": lines(meeting.agreement)}


def letter_of(meeting) -> dict:
    """The invitation."""
    day = meeting.letter_on or meeting.village.today()
    return {
        "number": meeting.letter_number or BLANK,
        "attachment": "–",
        "subject": "Undangan Rembuk Stunting",
        "place": meeting.village.name,
        "date": day.isoformat(),
        "to": invited_lines(meeting) or lines(meeting.letter_to) or [BLANK],
        "opening": "Sehubungan dengan penyusunan Rencana Kerja Pemerintah Desa "
        f"(RKP Desa) Tahun {meeting.year + 1}, kami mengundang Bapak/Ibu untuk hadir "
        "dalam rembuk stunting yang akan diselenggarakan pada:",
        "closing": "Demikian undangan ini kami sampaikan. Atas perhatian dan "
        "kehadiran Bapak/Ibu, kami ucapkan terima kasih.",
        "cc": lines(meeting.letter_copies),
    }


def invited_lines(meeting) -> list[str]:
    """Everybody invited as a letter names him: "Titik Susanti (Ketua TP PKK)"."""
    return [addressed(row) for row in meeting.invitations.all()]


def addressed(invitation) -> str:
    """The receiver of one letter."""
    if not invitation.position:
        return invitation.name
    return f"{invitation.name} ({invitation.position})"


def _images(meeting):
    logo = kop_images(meeting.village)
    found = {name: hashlib.sha256(raw).hexdigest() for name, raw in logo.items()}
    photos = meeting.photos.select_related("file")
    for number, photo in enumerate(photos, start=1):
        found[f"foto-{number}"] = photo.file.sha256
    return found
