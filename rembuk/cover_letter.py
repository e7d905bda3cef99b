"""Surat penyampaian and tanda terima: how the berita acara reaches its receivers.

Both print what the berita acara froze; nothing here stores anything.
"""

from datetime import date

from villages import letters, typeset
from villages.kop import kop_images
from villages.wording import long_date, number_text

from .content import document_of, officials_on
from .documents import verify_url
from .models import Handover

CHAIR = "Ketua Rumah Desa Sehat"


def letter_pdf(berita_acara, receiver, handover=None) -> bytes:
    """Surat penyampaian to one receiver, with the proposals that it asks for."""
    return typeset.pdf("surat_penyampaian", *_letter(berita_acara, receiver, handover))


def letter_docx(berita_acara, receiver, handover=None) -> bytes:
    """The same letter for the office to adapt."""
    return letters.docx(
        letters.surat_penyampaian, *_letter(berita_acara, receiver, handover)
    )


def _letter(berita_acara, receiver, handover):
    content, village = berita_acara.content, berita_acara.village
    data = _head(berita_acara, "Surat Penyampaian", handover) | {
        "letter": {
            "number": handover.letter_number if handover else "",
            "attachment": "1 (satu) berkas",
            "subject": "Penyampaian Berita Acara Rembuk Stunting",
            "place": village.name,
            "date": _day(handover),
            "to": addressee_of(receiver, village),
            **_words(content),
        },
        "proposals": content["proposals"],
        "signatures": [
            {"intro": "", "role": CHAIR, "name": _officials(berita_acara).get("rds")}
        ],
    }
    return data, kop_images(village)


def _words(content) -> dict:
    year, proposals = content["plan_year"], content["proposals"]
    held_on = long_date(date.fromisoformat(content["meeting"]["date"]))
    cost = f"Rp\u00a0{number_text(content['proposals_cost'])}"
    return {
        "opening": [
            "Bersama ini kami sampaikan Berita Acara Nomor "
            f"{content['number']} tentang "
            f"{content['meeting']['name']} yang dilaksanakan pada tanggal {held_on}. "
            f"Rembuk menyepakati {len(proposals)} usulan kegiatan pencegahan stunting "
            f"dengan perkiraan biaya seluruhnya {cost}:"
        ],
        "closing": [
            "Kami mohon usulan tersebut dibahas dalam musyawarah desa penyusunan RKP "
            f"Desa Tahun {year}, yang disusun mulai Juli dan ditetapkan paling lambat "
            f"akhir September, serta dianggarkan dalam APB Desa Tahun {year}. "
            "Perkembangan setiap usulan, termasuk yang tidak dapat diterima beserta "
            "alasannya, kami mohon disampaikan kembali kepada Rumah Desa Sehat.",
            "Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.",
        ],
    }


def receipt_pdf(berita_acara, receiver, handover=None) -> bytes:
    """Tanda terima, to be signed by who gave and who received."""
    content, village = berita_acara.content, berita_acara.village
    url = verify_url(berita_acara.content_sha256)
    data = _head(berita_acara, "Tanda Terima", handover) | {
        "receiver": addressee_of(receiver, village),
        "count": len(content["proposals"]),
        "proposals_cost": content["proposals_cost"],
        "sha256": berita_acara.content_sha256,
        "verify_url": url,
        "date": _day(handover),
        "signed_at": {"place": village.name, "date": _day(handover)},
        "signatures": [
            _hand("Yang menyerahkan,", CHAIR, handover and handover.handed_by),
            _hand(
                "Yang menerima,",
                handover.position if handover else addressee_of(receiver, village),
                handover and handover.received_by,
            ),
        ],
    }
    images = kop_images(village) | {"qr": typeset.qr(url)}
    return typeset.pdf("tanda_terima", data, images)


def addressee_of(receiver, village) -> str:
    """Who the letter is for: "Kepala Desa Sukamaju"."""
    if receiver == Handover.Receiver.KADES:
        return village.head_title
    return f"Ketua Badan Permusyawaratan Desa {village.name}"


def _head(berita_acara, kind, handover):
    content = berita_acara.content
    day = handover.handed_on if handover else None
    title = f"{kind} Berita Acara {berita_acara.number}"
    head = {"draft": False, "fingerprint": None}
    return {
        "document": document_of(title, title, day) | head,
        "kop": content["kop"],
        "number": berita_acara.number,
        "held_on": content["meeting"]["date"],
        "name": content["meeting"]["name"],
    }


def _day(handover):
    return handover.handed_on.isoformat() if handover else None


def _officials(berita_acara):
    return officials_on(berita_acara.meeting)


def _hand(intro, role, name):
    return {"intro": intro, "role": role, "name": name or None}
