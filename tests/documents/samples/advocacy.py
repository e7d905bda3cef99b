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
        "letter": {
            "number": "005/RDS/VI/2026",
            "attachment": "1 (satu) berkas",
            "subject": "Penyampaian Berita Acara Rembuk Stunting",
            "place": "Sukamaju",
            "date": "2026-06-25",
            "to": "Kepala Desa Sukamaju",
            "opening": [
                "Bersama ini kami sampaikan Berita Acara Nomor 01/RS/2026 tentang "
                "Rembuk Stunting Desa Sukamaju Tahun 2026 yang dilaksanakan pada "
                "tanggal 22 Juni 2026. Rembuk menyepakati 4 usulan kegiatan pencegahan "
                "stunting dengan perkiraan biaya seluruhnya Rp\u00a060.600.000:"
            ],
            "closing": [
                "Kami mohon usulan tersebut dibahas dalam musyawarah desa penyusunan "
                "RKP Desa Tahun 2027, yang disusun mulai Juli dan ditetapkan paling "
                "lambat akhir September, serta dianggarkan dalam APB Desa Tahun 2027. "
                "Perkembangan setiap usulan, termasuk yang tidak dapat diterima "
                "beserta alasannya, kami mohon disampaikan kembali kepada Rumah Desa "
                "Sehat.",
                "Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.",
            ],
        },
        "proposals": rows,
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
