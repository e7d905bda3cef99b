"""Kop surat of the demo: an address, a drawn emblem, NIP of one official, formats."""

import io

from PIL import Image, ImageDraw

from villages import pictures
from villages.models import Letterhead, NumberFormat, Village

from .places import SUKAMAJU, VillagePlan

SHIELD = [(20, 16), (180, 16), (180, 140), (100, 232), (20, 140)]
INNER = [(34, 30), (166, 30), (166, 134), (100, 210), (34, 134)]
HILLS = [(34, 120), (72, 74), (100, 106), (132, 64), (166, 120), (166, 134)]
FORMATS = {
    NumberFormat.Kind.INVITATION: "005/{nomor:03}/DS/{bulan_romawi}/{tahun}",
    NumberFormat.Kind.DECREE: "141/{nomor}/KEP/{tahun}",
}
NIP = {"sekdes": "198103072009061004", "bidan": "198809142011012007"}


def set_letterhead(village: Village, plan: VillagePlan, *, by) -> None:
    """What stands on top of its papers, and how it numbers its letters."""
    slug = plan.name.lower().replace(" ", "")
    Letterhead.objects.create(
        village=village,
        address=plan.office,
        postal_code=plan.postal_code,
        website=f"{slug}.example",
        logo=pictures.keep(
            emblem(), village=village, name="logo.png", content_type="image/png", by=by
        ),
    )
    NumberFormat.objects.bulk_create(
        NumberFormat(village=village, kind=kind, pattern=pattern)
        for kind, pattern in FORMATS.items()
    )


def nip_of(plan: VillagePlan, position: str) -> str:
    """The NIP of the two civil servants of Sukamaju; nobody else has one."""
    return NIP.get(position, "") if plan.code == SUKAMAJU.code else ""


def emblem() -> bytes:
    """A shield with hills and a river, drawn here: no real emblem is used."""
    sheet = Image.new("RGBA", (200, 248), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sheet)
    draw.polygon(SHIELD, fill="#1d5c4f")
    draw.polygon(INNER, fill="#f4e7b0")
    draw.polygon([*HILLS, (100, 210), (34, 134)], fill="#3f8f5a")
    draw.line([(44, 150), (80, 160), (120, 148), (156, 156)], fill="#2f6fb0", width=9)
    draw.ellipse((84, 38, 116, 70), fill="#d9952f")
    written = io.BytesIO()
    sheet.save(written, "PNG", optimize=True)
    return written.getvalue()
