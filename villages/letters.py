"""The letters of a village as DOCX: the data of their PDFs, laid out in blocks.

A layout is a function of the data that `typeset.pdf` takes for the same paper; an app
further right may bring its own to `docx`. Only what may still be changed leaves as
DOCX: drafts and letters. What was settled stands in its PDF alone.
"""

from datetime import date

from . import typeset, word
from .wording import long_date, number_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOTS = "…………………………"


def docx(layout, data, images=None) -> bytes:
    """The paper as DOCX: `docx(notulen, data, images)` beside
    `typeset.pdf("notulen", data, images)`. Raises typeset.ImageUnreadable.
    """
    said = typeset.plain(data)
    logo = (images or {}).get("logo")
    return word.docx(said["document"], said.get("kop"), layout(said), logo)


# --- what the papers of a meeting share ----------------------------------------------


def day_of(iso, dots=DOTS) -> str:
    """A day as letters write it; dots to write on where it is not known."""
    return long_date(date.fromisoformat(iso[:10])) if iso else dots


def hours(meeting) -> str:
    """From when to when: "pukul 09.00 WIB s.d. selesai"."""
    zone, end = meeting["zone"], meeting.get("end")
    return (
        f"pukul {meeting['start']} {zone} s.d. {f'{end} {zone}' if end else 'selesai'}"
    )


def meeting_pairs(meeting) -> list[tuple[str, str]]:
    """Acara, hari, waktu, tempat."""
    return [
        ("Acara", meeting["name"]),
        ("Hari, tanggal", f"{meeting['day']}, {day_of(meeting['date'])}"),
        ("Waktu", hours(meeting)),
        ("Tempat", meeting["place"]),
    ]


def letter_head(letter) -> list:
    """Nomor, lampiran and perihal beside place and day; below them whom it is for."""
    pairs = [
        ("Nomor", letter.get("number") or ""),
        ("Lampiran", letter.get("attachment") or "–"),
        ("Perihal", letter["subject"]),
    ]
    at = word.Text(f"{letter['place']}, {day_of(letter['date'])}", align="right")
    to = [letter["to"]] if isinstance(letter["to"], str) else letter["to"]
    return [
        word.Beside([word.Pairs(pairs, label_mm=20)], [at]),
        word.Text("Kepada Yth.", above_pt=10),
        word.Text(to[0]) if len(to) == 1 else word.Items(to),
        word.Text("di tempat"),
        word.Text("Dengan hormat,", first=True, above_pt=8),
    ]


def _said(text):
    return word.Text(text, align="both", first=True)


def paragraphs(texts) -> list:
    """Paragraphs of a letter; one text stands for itself."""
    return [_said(text) for text in ([texts] if isinstance(texts, str) else texts)]


def copies(letter) -> list:
    """Tembusan, when there are any."""
    cc = letter.get("cc") or []
    return [word.Text("Tembusan:"), word.Items(cc)] if cc else []


def signed(data) -> list:
    """The signatures of the paper, below place and day."""
    at = data.get("signed_at")
    words = f"{at['place']}, {day_of(at['date'])}" if at else ""
    return [word.Signatures(data["signatures"], words)]


def signed_right(data) -> list:
    """The signatures of a letter: the one who writes stands at the right."""
    at = data.get("signed_at")
    words = f"{at['place']}, {day_of(at['date'])}" if at else ""
    return [word.Signatures([None, *data["signatures"]], words)]


def minutes_blocks(minutes) -> list:
    """Jalannya rapat and kesimpulan."""
    blocks = [word.Heading("Jalannya rapat")]
    if not minutes["items"]:
        blocks.append(word.Text("Tidak ada catatan."))
    for item in minutes["items"]:
        blocks.append(word.Text(item["topic"], bold=True))
        blocks.append(word.Items(item["lines"], ["–"] * len(item["lines"])))
    blocks.append(word.Heading("Kesimpulan"))
    if minutes["conclusions"]:
        return [*blocks, word.Items(minutes["conclusions"])]
    return [*blocks, word.Text("Tidak ada kesimpulan.")]


def decided_blocks(data) -> list:
    """How it was decided what comes first: points with their arithmetic, and votes."""
    blocks = []
    for part in data.get("points") or ():
        title = f"{part['title']} menurut skor (bobot × nilai)"
        lines = [_scored(part["criteria"], row) for row in part["rows"]]
        blocks += [word.Text(title, bold=True), word.Items(lines)]
        blocks.append(word.Text(part["standing"]))
    if votes := data.get("votes"):
        blocks.append(word.Text("Hasil pemungutan suara atas usulan", bold=True))
        blocks.append(word.Items([_voted(one) for one in votes]))
    return blocks


def _scored(criteria, row):
    names = [one["name"].lower() for one in criteria]
    told = "; ".join(
        f"{name} {cell}" for name, cell in zip(names, row["cells"], strict=True)
    )
    score = "belum lengkap" if row["score"] is None else row["score"]
    return f"{row['text']}: {told}. Skor {score}. {row.get('note') or ''}".strip()


def _voted(one):
    return (
        f"{one['activity']}: {one['agree']} setuju, {one['against']} tidak setuju, "
        f"{one['abstain']} abstain."
    )


# --- the papers of a meeting ---------------------------------------------------------


def undangan(data) -> list:
    """Undangan; one letter for each receiver where several are given."""
    blocks = []
    for letter in data.get("letters") or [data["letter"]]:
        if blocks:
            blocks.append(word.NewPage(with_kop=True))
        blocks += _invitation(data, letter)
    return blocks


def _invitation(data, letter):
    meeting = data["meeting"]
    agenda = agenda_lines(meeting)
    head = word.Text("Agenda:", indent_mm=10)
    return [
        *letter_head(letter),
        *paragraphs(letter["opening"]),
        word.Pairs(meeting_pairs(meeting), indent_mm=10),
        *([head, word.Items(agenda, indent_mm=10)] if agenda else []),
        *paragraphs(letter["closing"]),
        *signed_right(data),
        *copies(letter),
    ]


def agenda_lines(meeting) -> list[str]:
    """The agenda: "09.00–09.10 Pembukaan (Pimpinan rembuk)"; or as it was given."""
    return [
        one if isinstance(one, str) else _agenda_line(**one)
        for one in meeting.get("agenda") or []
    ]


def _agenda_line(time, text, owner):
    who = f"({owner})" if owner else ""
    return " ".join(filter(None, [time, text, who]))


INVITED = (
    ("No", 11, "center"),
    ("Nama", 56, "left"),
    ("Unsur", 36, "left"),
    ("Jabatan", 36, "left"),
    ("Diterima", 27, "left"),
)


def daftar_undangan(data) -> list:
    """Daftar undangan, to be ticked off by whoever brings the letters."""
    rows = [
        [str(n), one["name"], one["unsur"], one["position"], ""]
        for n, one in enumerate(data["invited"], start=1)
    ]
    return [
        word.Title("DAFTAR UNDANGAN", [data["meeting"]["name"].upper()]),
        word.Pairs(meeting_pairs(data["meeting"])),
        word.Table(INVITED, rows, tall_mm=8),
        *signed_right(data),
    ]


ATTENDANCE = (
    ("No", 11, "center"),
    ("Nama", 45, "left"),
    ("L/P", 11, "center"),
    ("Unsur/Alamat", 34, "left"),
    ("Jabatan", 30, "left"),
    ("Tanda Tangan", 34, "left"),
)


def daftar_hadir(data) -> list:
    """Daftar hadir, with empty rows to write in."""
    people = data["attendance"] + [{}] * data.get("blank", 0)
    keys = ("name", "sex", "unsur", "position")
    rows = [
        [str(number), *(one.get(key) or "" for key in keys), f"{number}."]
        for number, one in enumerate(people, start=1)
    ]
    return [
        word.Title("DAFTAR HADIR", [data["meeting"]["name"].upper()]),
        word.Pairs(meeting_pairs(data["meeting"])),
        word.Table(ATTENDANCE, rows, tall_mm=10),
        *signed_right(data),
    ]


def notulen(data) -> list:
    """Notulen."""
    meeting = data["meeting"]
    agenda = agenda_lines(meeting)
    more = [
        ("Pimpinan rapat", data["leader"]),
        ("Notulis", data["secretary"]),
        ("Jumlah hadir", f"{number_text(data['present'])} orang"),
    ]
    return [
        word.Title("NOTULEN", [meeting["name"].upper()]),
        word.Pairs(meeting_pairs(meeting) + more),
        *([word.Heading("Agenda"), word.Items(agenda)] if agenda else []),
        *minutes_blocks(data["minutes"]),
        *decided_blocks(data),
        *signed(data),
    ]


PROPOSALS = (
    ("No", 11, "center"),
    ("Kegiatan", 50, "left"),
    ("Sasaran dan volume", 36, "left"),
    ("Kode", 17, "left"),
    ("Biaya (Rp)", 29, "right"),
    ("Sumber", 22, "left"),
)


def surat_penyampaian(data) -> list:
    """Surat penyampaian berita acara, with the proposals it hands over."""
    letter = data["letter"]
    rows = [
        [
            str(number),
            one["activity"],
            one["volume"],
            one.get("code") or "",
            number_text(one["cost"]),
            one["funding"],
        ]
        for number, one in enumerate(data["proposals"], start=1)
    ]
    return [
        *letter_head(letter),
        *paragraphs(letter["opening"]),
        word.Table(PROPOSALS, rows),
        *paragraphs(letter["closing"]),
        *signed_right(data),
    ]


# --- SK ------------------------------------------------------------------------------

ORDINALS = (
    *("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH"),
    *("KEDELAPAN", "KESEMBILAN", "KESEPULUH", "KESEBELAS", "KEDUA BELAS"),
    *("KETIGA BELAS", "KEEMPAT BELAS", "KELIMA BELAS"),
)


def surat_keputusan(data) -> list:
    """Keputusan Kepala Desa with its annex; given out while it is a draft."""
    authority, about = data["authority"], data["about"]
    number = data.get("number") or DOTS
    below = [f"NOMOR {number}", "TENTANG", about.upper(), f"{authority.upper()},"]
    return [
        word.Title(f"KEPUTUSAN {authority.upper()}", below),
        *_points("Menimbang", data["considering"], "abcdefghijklmnopqrstuvwxyz"),
        *_points("Mengingat", data["legal_basis"]),
        *_points("Memperhatikan", data["noticing"]),
        word.Text("MEMUTUSKAN:", align="center", bold=True, above_pt=8),
        word.Pairs([("Menetapkan", f"KEPUTUSAN {authority} TENTANG {about}.".upper())]),
        word.Pairs(
            list(zip(_ordinals(data["decisions"]), data["decisions"], strict=True))
        ),
        *_settled(data),
        *copies({"cc": data["copies"]}),
        word.NewPage(),
        *_annex(data, number),
    ]


def _points(label, items, marks=None):
    if not items:
        return []
    named = [f"{mark}." for mark in marks or range(1, len(items) + 1)]
    rest = named[: len(items)] + ["–"] * (len(items) - len(named))
    return [word.Text(f"{label}:", bold=True), word.Items(items, rest, indent_mm=10)]


def _ordinals(items):
    return [*ORDINALS, *(f"KE-{n}" for n in range(16, len(items) + 1))][: len(items)]


def _settled(data):
    settled, signature = data["settled"], data["signature"]
    words = f"Ditetapkan di {settled['place']}, {day_of(settled['date'])}"
    role = f"{signature['role'].upper()},"
    return [word.Signatures([None, signature | {"role": role}], words)]


def _annex(data, number):
    annex = data["annex"]
    first, second = annex["columns"]
    columns = (
        ("No", 11, "center"),
        ("Nama", 61, "left"),
        ("L/P", 12, "center"),
        (first, 43, "left"),
        (second, 38, "left"),
    )
    rows = [
        [str(n), one["name"], one["sex"], one["first"], one["second"]]
        for n, one in enumerate(annex["people"], start=1)
    ]
    head = [
        ("LAMPIRAN", f"KEPUTUSAN {data['authority']}".upper()),
        ("NOMOR", number),
        ("TANGGAL", day_of(data["settled"]["date"]).upper()),
        ("TENTANG", data["about"].upper()),
    ]
    return [
        word.Pairs(head, label_mm=24),
        word.Title(annex["title"].upper()),
        word.Table(columns, rows, none_words="Belum ada orang yang dicatat."),
        *_settled(data),
    ]


# --- a letter to one office ----------------------------------------------------------

MISSED = (
    ("No", 11, "center"),
    ("Sasaran", 40, "left"),
    ("Kepala Keluarga", 36, "left"),
    ("Alamat", 36, "left"),
    ("Layanan yang Belum Diterima", 42, "left"),
)


def surat_permohonan(data) -> list:
    """Surat permohonan layanan, with the list of those who miss it."""
    unit = data["unit"]
    services = [
        f"{one['name']}: {number_text(one['count'])} {unit}" for one in data["services"]
    ]
    rows = [
        [str(n), one["names"], one["head"], one["place"], one["services"]]
        for n, one in enumerate(data["rows"], start=1)
    ]
    return [
        *letter_head(data["letter"]),
        *paragraphs(data["letter"]["opening"]),
        word.Items(services, ["–"] * len(services), indent_mm=10),
        *paragraphs(data["letter"]["closing"]),
        *signed(data),
        word.NewPage(),
        word.Title(
            "DAFTAR SASARAN YANG BELUM MENERIMA LAYANAN",
            [data["office"], data["period"]],
        ),
        word.Table(MISSED, rows),
    ]
