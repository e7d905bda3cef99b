"""Papers of a diskusi RDS: its berita acara, and the poster for residents."""

from django.conf import settings
from django.urls import reverse

from households.packages import Package
from villages import typeset
from villages.kop import kop_images, kop_of
from villages.wording import long_date, weekday_name

from .content import (
    attendance_rows,
    counted,
    document_of,
    funding_of,
    lines,
    meeting_part,
    minutes_of,
    officials_on,
    person,
    quarter_words,
    signed_at,
)
from .discussion import analysis_of, material_at, opportunities_of

SHEETS = {"a4": "a4", "a3": "a3"}
PHOTOS = "foto-{}"


# --- berita acara --------------------------------------------------------------------


def minutes_of_discussion(discussion) -> bytes:
    """BA diskusi RDS; DRAF on every page while the discussion is open."""
    data = content_of_discussion(discussion)
    images = kop_images(discussion.village)
    for number, photo in enumerate(_photos(discussion), start=1):
        with photo.file.file.open("rb") as file:
            images[PHOTOS.format(number)] = file.read()
    return typeset.pdf("ba_diskusi", data, images)


def _photos(discussion):
    return discussion.meeting.photos.select_related("file")


def content_of_discussion(discussion) -> dict:
    """All that its berita acara says."""
    meeting, village = discussion.meeting, discussion.village
    name = f"Diskusi Terarah RDS {village.title} Tahun {discussion.year}"
    material = material_at(discussion)
    proposals = list(meeting.proposals.select_related("problem"))
    attendances = list(meeting.attendances.all())
    present, guests = counted(attendances)
    return {
        "document": document_of(
            f"Berita Acara {name}",
            f"BA Diskusi RDS {discussion.number or discussion.year}",
            meeting.held_on,
        )
        | {"draft": meeting.is_open, "fingerprint": None},
        "kop": kop_of(village),
        "name": name,
        "number": discussion.number,
        "plan_year": discussion.year + 1,
        "meeting": meeting_part(meeting) | {"name": name, "agenda": []},
        "period": quarter_words(meeting),
        "as_of": material["as_of"],
        "leader": person(meeting.leader),
        "secretary": person(meeting.secretary),
        "speakers": [person(line) for line in lines(meeting.speakers)],
        "present": present,
        "present_total": len(attendances) - guests,
        "guests": guests,
        "analysis": analysis_of(discussion, material),
        "problems": _problems(meeting),
        "opportunities": opportunities_of(meeting.opportunities.all()),
        "activities": [activity_row(one, one.problem.text) for one in proposals],
        "total_rupiah": sum(one.cost_rupiah for one in proposals),
        "attendance": attendance_rows(meeting),
        "minutes": minutes_of(meeting) if meeting.minutes.strip() else None,
        "photos": [
            {"image": PHOTOS.format(number), "caption": photo.caption}
            for number, photo in enumerate(_photos(discussion), start=1)
        ],
        "signed_at": signed_at(meeting),
        "signatures": _signatures(meeting),
    }


def _problems(meeting):
    return [
        {"text": row.text, "package": Package(row.package).label}
        for row in meeting.problems.all()
    ]


def activity_row(row, problem) -> dict:
    """One alternative activity as a table prints it."""
    return {
        "problem": problem,
        "activity": row.activity,
        "kind": row.get_nature_display(),
        "package": row.problem.package,
        "location": row.location,
        "volume": row.volume,
        "cost": row.cost_rupiah,
        "funding": funding_of(row),
        "implementer": row.executor,
    }


def _signatures(meeting):
    """Whoever led and wrote; the Kepala Desa has seen it."""
    kades = officials_on(meeting).get("kades")
    return [
        signature_of("", "Pimpinan diskusi", meeting.leader),
        signature_of("", "Notulis", meeting.secretary),
        {
            "intro": "Mengetahui,",
            "role": f"Kepala Desa {meeting.village.name}",
            "name": kades,
        },
    ]


def signature_of(intro, role, text):
    name = person(text)["name"] if text else None
    return {"intro": intro, "role": role, "name": name}


# --- poster --------------------------------------------------------------------------


def page_for_residents(discussion) -> str:
    """The address of the public page, whole."""
    keys = [discussion.village.code, discussion.year]
    return f"{settings.PUBLIC_URL}{reverse('rembuk:public_discussion', args=keys)}"


def rembuk_after(discussion) -> dict | None:
    """When and where the year's rembuk is; None while no day is set."""
    rows = discussion.village.meetings.rembuks().filter(year=discussion.year)
    meeting = rows.exclude(held_on=None).order_by("held_on").first()
    if meeting is None:
        return None
    day = meeting.held_on
    at = f"pukul {meeting.starts_at:%H.%M}" if meeting.starts_at else ""
    return {
        "day": f"{weekday_name(day)}, {long_date(day)}",
        "time": at,
        "place": meeting.place,
    }


def poster_of(discussion, publication, sheet) -> bytes:
    """The poster: exactly what was announced, and when the rembuk is."""
    village, url = discussion.village, page_for_residents(discussion)
    title = f"Hasil diskusi pencegahan stunting {village.title} {discussion.year}"
    day = publication.given_at.astimezone(village.zone).date()
    data = {
        "document": document_of(title, title, day)
        | {"draft": False, "fingerprint": None},
        "kop": kop_of(village),
        "village": village.title,
        "plan_year": discussion.year + 1,
        "sheet": SHEETS[sheet],
        "content": publication.content,
        "rembuk": rembuk_after(discussion),
        "url": url,
    }
    images = kop_images(village) | {"qr": typeset.qr(url)}
    return typeset.pdf("poster_diskusi", data, images)
