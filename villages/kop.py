"""Kop surat: what stands on top of every document of a village."""

from .models import Letterhead


def kop_of(village) -> dict:
    """What the templates print on top: {"lines": [three], "address": text}."""
    district = village.district
    regency = district.parent
    return {
        "lines": [
            f"PEMERINTAH {regency.title}".upper(),
            district.title.upper(),
            village.title.upper(),
        ],
        "address": _address(_letterhead(village)),
    }


def kop_images(village) -> dict[str, bytes]:
    """{"logo": bytes} of the village's own logo; empty when there is none."""
    letterhead = _letterhead(village)
    if letterhead is None or letterhead.logo is None:
        return {}
    with letterhead.logo.file.open("rb") as file:
        return {"logo": file.read()}


def place_of(village) -> dict[str, str]:
    """Header of the forms: {"kabupaten", "kecamatan", "desa"}, bare names."""
    district = village.district
    return {
        "kabupaten": district.parent.bare_name,
        "kecamatan": district.bare_name,
        "desa": village.name,
    }


def _letterhead(village):
    rows = Letterhead.objects.select_related("logo")
    return rows.filter(village=village).first()


def _address(letterhead) -> str:
    if letterhead is None:
        return ""
    postal = f"Kode Pos {letterhead.postal_code}" if letterhead.postal_code else ""
    phone = f"Telepon {letterhead.phone}" if letterhead.phone else ""
    website = letterhead.website
    parts = [letterhead.address, postal, phone, letterhead.email, website]
    return ", ".join(part for part in parts if part)
