"""Who signs for the village: the officials of a day, and the words of a signature."""

from datetime import date

from .models import Official, Village


def in_office(village: Village, day: date) -> dict[str, Official]:
    """The officials in office on a day, by position; the newest of two."""
    rows = village.officials.order_by("starts_on")
    return {
        row.position: row
        for row in rows
        if row.starts_on <= day and (row.ends_on or day) >= day
    }


def signature(official: Official | None, role: str, intro: str = "") -> dict:
    """A place to sign as `signatures` in lib.typ has it; a line where none is known."""
    return {
        "intro": intro,
        "role": role,
        "name": official.name if official else None,
        **under(official),
    }


def under(official: Official | None) -> dict[str, str]:
    """What stands below the name: the NIP of a civil servant."""
    return {"under": f"NIP {official.nip_text}"} if official and official.nip else {}
