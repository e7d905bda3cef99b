"""How a berita acara reaches its receivers: the letter, the receipt."""

from .meetings import MEETING, proposals
from .village import HASH, KOP, document

CHAIR = {"intro": "", "role": "Ketua Rumah Desa Sehat", "name": "Wahyuningsih"}


def surat_penyampaian(**changes):
    rows = proposals(4)
    return {
        "document": document("Surat Penyampaian 01/RS/2026", "Surat Penyampaian"),
        "kop": KOP,
        "number": "01/RS/2026",
        "held_on": MEETING["date"],
        "name": MEETING["name"],
        "plan_year": 2027,
        "letter": {
            "number": "005/RDS/VI/2026",
            "attachment": "1 (satu) berkas",
            "subject": "Penyampaian Berita Acara Rembuk Stunting",
            "place": "Sukamaju",
            "date": "2026-06-25",
            "to": "Kepala Desa Sukamaju",
        },
        "proposals": rows,
        "proposals_cost": sum(row["cost"] for row in rows),
        "signatures": [CHAIR],
    } | changes


def tanda_terima(**changes):
    return {
        "document": document("Tanda Terima 01/RS/2026", "Tanda Terima"),
        "kop": KOP,
        "number": "01/RS/2026",
        "held_on": MEETING["date"],
        "name": MEETING["name"],
        "receiver": "Ketua Badan Permusyawaratan Desa Sukamaju",
        "date": "2026-06-25",
        "count": 4,
        "proposals_cost": 60_000_000,
        "sha256": HASH,
        "verify_url": "https://kpm.example.id/publik/dokumen/",
        "signed_at": {"place": "Sukamaju", "date": "2026-06-25"},
        "signatures": [
            CHAIR | {"intro": "Yang menyerahkan,"},
            {
                "intro": "Yang menerima,",
                "role": "Ketua BPD",
                "name": "Bambang Supriyadi",
            },
        ],
    } | changes
