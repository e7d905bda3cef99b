"""What the stages before the rembuk wait for: the diskusi RDS and the MAD."""

from .discussion import missing_from_discussion
from .mad import finished_mad_of
from .models import Mad, Proposal, Release


def lacks_discussion(village, discussion, rembuk) -> list[str]:
    """Nothing once it is finished and was announced before the rembuk."""
    if discussion is None:
        return _lacks_any(village, rembuk)
    meeting = discussion.meeting
    if meeting.is_open:
        lacking = [one.text for one in missing_from_discussion(meeting)]
        return [*lacking, "Diskusi RDS belum diselesaikan"]
    shown = discussion.publications.order_by("pk")
    first = shown.first()
    if first is None or not any(row.withdrawn_at is None for row in shown):
        return ["Hasil diskusi belum diumumkan kepada warga"]
    day = first.given_at.astimezone(village.zone).date()
    if rembuk and rembuk.held_on and day > rembuk.held_on:
        return ["Hasil diskusi baru diumumkan sesudah rembuk"]
    return []


def _lacks_any(village, rembuk):
    """Where it was held on paper, the rembuk has proposals that came of it."""
    if _has_proposals_of(rembuk, Proposal.Origin.RDS):
        return []
    formed = hasattr(village, "rds")
    lacking = [] if formed else ["Rumah Desa Sehat belum dibentuk"]
    return [*lacking, "Hasil diskusi RDS belum dicatat"]


def _has_proposals_of(rembuk, origin) -> bool:
    return rembuk is not None and rembuk.proposals.filter(origin=origin).exists()


def lacks_mad(village, year, rembuk) -> list[str]:
    """Nothing once a finished MAD holds the village's results; it may be left out."""
    if finished_mad_of(village, year) or _has_proposals_of(rembuk, Proposal.Origin.MAD):
        return []
    mad = Mad.objects.filter(area=village.district, year=year).first()
    if mad is None or not mad.is_open:
        return ["Boleh dilewati"]
    rows = Release.objects.in_force().filter(discussion__village=village)
    if rows.filter(discussion__year=year).exists():
        return ["MAD belum diselesaikan kecamatan"]
    return ["Boleh dilewati", "Hasil diskusi belum dilepas ke MAD"]
