"""Where names stand in what meetings wrote: told to who erases a family."""

from django.urls import reverse

from scorecard.mentions import WHO, Place, stands_in, texts_in
from villages.wording import long_date

from .models import Meeting
from .pages import address_of

# What a part of a meeting is called, and the columns it holds.
COLUMNS = {
    "notulen": ("minutes",),
    "kesepakatan": ("agreement",),
    "pimpinan dan narasumber": ("leader", "secretary", "speakers", "people_name"),
    "waktu dan tempat": ("place",),
    "undangan": ("letter_to", "letter_copies"),
}
# The same, of its rows: what they are called, their relation, their columns.
ROWS = {
    "daftar hadir": ("attendances", ("name", "address", "position")),
    "yang diundang": ("invitations", ("name", "position")),
    "acara": ("agenda_items", ("text", "owner")),
    "masalah": ("problems", ("text",)),
    "usulan": ("proposals", ("activity", "location", "volume", "executor")),
    "peluang": ("opportunities", ("text", "owner")),
    "foto": ("photos", ("caption",)),
}
FROZEN = {
    Meeting.Kind.REMBUK: "Buat perbaikan dari halaman berita acaranya: naskah baru "
    "tanpa nama itu, yang menyebut nomor yang lama.",
    Meeting.Kind.RDS: "Buka kembali diskusinya, selama hasilnya tidak diumumkan, tidak "
    "dilepas ke MAD, dan belum diambil rembuk.",
    Meeting.Kind.EVALUATION: "Notulen yang sudah selesai tidak berubah; tulis "
    "pembetulannya dalam evaluasi berikutnya.",
}


def of_meetings(village, pattern):
    """Rembuk, discussions and evaluations: minutes, people and what they decided."""
    related = [name for name, _ in ROWS.values()]
    rows = village.meetings.select_related("quarter", "discussion")
    for meeting in rows.prefetch_related(*related, "berita_acaras"):
        if parts := tuple(_parts(meeting, pattern)):
            meeting.village = village
            is_frozen = not _is_open(meeting)
            remedy = FROZEN[meeting.kind] if is_frozen else f"{WHO} di sana."
            yield Place(str(meeting), parts, address_of(meeting), remedy, is_frozen)


def _is_open(meeting):
    """As the meeting says itself, from the rows at hand."""
    if not meeting.is_rembuk:
        return meeting.is_open
    return any(one.is_draft for one in meeting.berita_acaras.all())


def _stated(held, columns, rows, pattern):
    """What the parts of a meeting are called that say it: its columns and its rows."""
    for label, names in columns.items():
        if stands_in(held, names, pattern):
            yield label
    for label, (name, names) in rows.items():
        if any(stands_in(row, names, pattern) for row in getattr(held, name).all()):
            yield label


def _parts(meeting, pattern):
    yield from _stated(meeting, COLUMNS, ROWS, pattern)
    discussion = getattr(meeting, "discussion", None)
    if discussion and stands_in(discussion, ("analysis",), pattern):
        yield "analisis"


def of_berita_acaras(village, pattern):
    """What was settled, word for word."""
    rows = village.berita_acaras.exclude(content=None)
    for row in rows.prefetch_related("signatures"):
        signed = any(stands_in(one, ("name",), pattern) for one in row.signatures.all())
        if signed or stands_in(row, ("content", "cancel_reason"), pattern):
            url = reverse("rembuk:berita_acara", args=[village.code, row.pk])
            remedy = FROZEN[Meeting.Kind.REMBUK]
            yield Place(str(row), (row.get_state_display().lower(),), url, remedy, True)


def of_what_is_shown(village, pattern):
    """What residents or the MAD read of a discussion now."""
    shown = (
        ("publications", "pengumuman kepada warga", "Tarik pengumumannya"),
        ("releases", "pelepasan ke MAD", "Tarik pelepasannya"),
    )
    for row in village.discussions.select_related("meeting"):
        row.meeting.village = village
        for name, part, remedy in shown:
            there = getattr(row, name).in_force().first()
            if there and stands_in(there, ("content",), pattern):
                remedy = f"{remedy}, buka kembali diskusinya, lalu ganti namanya."
                yield Place(str(row), (part,), address_of(row.meeting), remedy)


def of_deliveries(village, pattern):
    """Activities carried out, which residents read."""
    columns = ("activity", "place", "executor", "programme", "output")
    for row in village.deliveries.filter(removed_at=None).prefetch_related("photos"):
        photos = any(stands_in(one, ("caption",), pattern) for one in row.photos.all())
        if photos or stands_in(row, columns, pattern):
            yield Place(
                "Pelaksanaan kegiatan",
                (long_date(row.ended_on),),
                reverse("rembuk:delivery", args=[village.code, row.pk]),
                "RDS, KPM, perangkat, atau admin desa dapat menggantinya di sana.",
            )


def of_promises(village, pattern):
    """Promises, which residents read."""
    url = reverse("rembuk:promise_list", args=[village.code])
    for row in village.promises.filter(removed_at=None):
        if stands_in(row, ("text", "owner", "outcome_note"), pattern):
            part = f"dijanjikan {long_date(row.made_on)}"
            remedy = f"{WHO} dalam daftar Janji."
            if row.closed_on:
                remedy = f"{WHO} dalam daftar Janji, setelah dibuka kembali."
            yield Place("Janji", (part,), url, remedy)


def of_evaluations(village, pattern):
    """What an evaluation kept when it was finished."""
    rows = village.meetings.exclude(evaluation__content=None)
    for meeting in rows.select_related("quarter", "evaluation"):
        if stands_in(meeting.evaluation, ("content",), pattern):
            meeting.village = village
            remedy = FROZEN[Meeting.Kind.EVALUATION]
            part = ("notulen yang disimpan",)
            yield Place(str(meeting), part, address_of(meeting), remedy, True)


MAD_COLUMNS = {
    "analisis bersama": ("analysis",),
    "hasil kesepakatan": ("agreement",),
    "pimpinan dan narasumber": ("leader", "secretary", "speakers"),
    "waktu dan tempat": ("place",),
}
MAD_ROWS = {
    "daftar hadir": ("attendances", ("name", "institution", "position")),
    "masalah bersama": ("problems", ("text",)),
    "peluang bersama": ("opportunities", ("text", "owner")),
    "kegiatan bersama": ("activities", ("activity", "location", "volume", "executor")),
}
ASK_DISTRICT = "Halaman MAD hanya dibuka kecamatan (BKAD); mintalah kecamatan "


def of_mads(village, pattern):
    """The joint papers of the kecamatan, which a village reads but does not open."""
    related = [name for name, _ in MAD_ROWS.values()]
    for mad in village.district.mads.prefetch_related(*related):
        if parts := tuple(_parts_of_mad(mad, village, pattern)):
            remedy = f"{ASK_DISTRICT}menggantinya di sana."
            if not mad.is_open:
                remedy = (
                    f"{ASK_DISTRICT}membukanya kembali, selama belum ada rembuk yang "
                    "mengambil hasilnya, lalu mengganti namanya."
                )
            yield Place(str(mad), parts, "", remedy, not mad.is_open)


def _parts_of_mad(mad, village, pattern):
    yield from _stated(mad, MAD_COLUMNS, MAD_ROWS, pattern)
    released = (mad.content or {}).get("villages", [])
    own = [one for one in released if one["code"] == village.code]
    if any(pattern.search(text) for text in texts_in(own)):
        yield "hasil diskusi desa ini yang dibekukan"


SOURCES = (
    *(of_meetings, of_berita_acaras, of_evaluations, of_what_is_shown),
    *(of_deliveries, of_promises, of_mads),
)
