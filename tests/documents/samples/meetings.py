"""A rembuk: its invitation, attendance, minutes and berita acara."""

from .reports import laporan_konvergensi
from .village import KOP, document

MEETING = {
    "name": "Rembuk Stunting Desa Sukamaju Tahun 2026",
    "day": "Senin",
    "date": "2026-06-22",
    "date_words": "dua puluh dua bulan Juni tahun dua ribu dua puluh enam",
    "start": "09.00",
    "end": "12.30",
    "zone": "WIB",
    "place": "Balai Desa Sukamaju",
    "agenda": [
        "Pemaparan hasil pemantauan Triwulan II Tahun 2026",
        "Pembahasan masalah prioritas",
        "Kesepakatan usulan untuk RKP Desa Tahun 2027",
    ],
}
AGENDA = [
    {
        "time": "09.00–09.10",
        "text": "Pengisian daftar hadir dan pembukaan",
        "owner": "Pimpinan rembuk",
    },
    {
        "time": "09.10–09.35",
        "text": "Pemaparan hasil pemantauan triwulan kedua tahun 2026",
        "owner": "KPM",
    },
    {"time": "09.35–10.20", "text": "Pembahasan masalah prioritas", "owner": ""},
]
LETTER = {
    "number": "005/117/VI/2026",
    "attachment": "1 (satu) berkas",
    "subject": "Undangan Rembuk Stunting",
    "place": "Sukamaju",
    "date": "2026-06-15",
    "to": [
        "Ketua BPD Desa Sukamaju",
        "Ketua Rumah Desa Sehat",
        "Bidan Desa dan kader posyandu",
    ],
    "opening": "Sehubungan dengan penyusunan RKP Desa Tahun 2027, kami mengundang "
    "Bapak/Ibu untuk hadir dalam musyawarah yang akan diselenggarakan pada:",
    "closing": "Demikian undangan ini kami sampaikan. Atas perhatian dan kehadiran "
    "Bapak/Ibu, kami ucapkan terima kasih.",
    "cc": ["Camat Kaliwiro", "Arsip"],
}
MINUTES = {
    "items": [
        {
            "topic": "Pembukaan",
            "lines": [
                "Kepala Desa membuka rembuk dan menyampaikan tujuan pertemuan.",
                "Bidan desa mengingatkan bahwa 6 anak berada pada warna merah tikar "
                "pertumbuhan.",
            ],
        },
        {
            "topic": "Pembahasan usulan",
            "lines": [
                "Dusun Krajan mengusulkan jamban bagi 3 rumah tangga.",
                "Wakil PKK meminta kelas ibu hamil diadakan setiap bulan.",
            ],
        },
    ],
    "conclusions": [
        "Tiga usulan disepakati menjadi prioritas.",
        "RDS memantau pelaksanaannya setiap triwulan.",
    ],
}
PEOPLE = [
    {"name": name, "sex": sex, "unsur": unsur, "position": position}
    for name, sex, unsur, position in [
        ("Slamet Riyadi", "L", "Pemerintah desa", "Kepala Desa"),
        ("Siti Nurhayati", "P", "KPM", "Kader Pembangunan Manusia"),
        ("Dewi Anggraeni Kusumaningtyas", "P", "Bidan desa", "Bidan"),
        ("Bambang Supriyadi", "L", "BPD", "Ketua BPD"),
        ("Wahyuningsih", "P", "PKK", "Ketua TP PKK Desa"),
        ("Muhammad Ma'ruf", "L", "Tokoh masyarakat, Dusun Krajan", ""),
        ("Nur'aini", "P", "Guru PAUD", "Guru PAUD Melati"),
    ]
]


def proposals(count=3):
    kinds = [
        {
            "problem": "3 rumah tangga sasaran belum memiliki jamban yang layak",
            "package": "AIR",
            "kind": "Sensitif",
            "activity": "Pembangunan jamban keluarga bagi rumah tangga 1.000 HPK",
            "location": "Dusun Krajan RT 02/RW 01",
            "volume": "3 rumah tangga; 3 unit jamban",
            "cost": 13_500_000,
            "funding": "DD",
            "implementer": "Kasi Kesejahteraan",
            "code": "2.4.06",
        },
        {
            "problem": "Hanya 8 dari 27 ibu hamil mengikuti kelas ibu hamil",
            "package": "GIZI",
            "kind": "Spesifik",
            "activity": "Kelas ibu hamil bulanan dengan konseling gizi dan PMT",
            "location": "Posyandu Melati dan Posyandu Mawar",
            "volume": "34 ibu hamil; 12 kali",
            "cost": 24_000_000,
            "funding": "DD",
            "implementer": "Bidan desa, kader posyandu",
            "code": "2.2.02",
        },
        {
            "problem": "31 anak belum mengikuti kelas pengasuhan",
            "package": "PAUD",
            "kind": "Sensitif",
            "activity": "Kelas pengasuhan (BKB) bagi orang tua anak 0–23 bulan",
            "location": "Semua dusun",
            "volume": "97 orang tua; 12 kali",
            "cost": 9_600_000,
            "funding": "ADD",
            "implementer": "Kader BKB",
            "code": "2.2.06",
        },
    ]
    return [{"no": n + 1} | kinds[n % 3] for n in range(count)]


def berita_acara(**changes):
    agreed = proposals()
    return {
        "document": document(
            "Berita Acara Rembuk Stunting Desa Sukamaju Tahun 2026",
            "Berita Acara 03/RS/2026",
        ),
        "kop": KOP,
        "village": "Sukamaju",
        "year": 2026,
        "plan_year": 2027,
        "number": "03/RS/2026",
        "corrects": None,
        "meeting": MEETING,
        "legal_basis": [
            "Undang-Undang Nomor 6 Tahun 2014 tentang Desa;",
            "Peraturan Presiden Nomor 72 Tahun 2021 tentang Percepatan Penurunan "
            "Stunting;",
            "Peraturan Menteri Dalam Negeri Nomor 20 Tahun 2018 tentang Pengelolaan "
            "Keuangan Desa.",
        ],
        "present": [
            {"unsur": "Pemerintah desa", "count": 9},
            {"unsur": "BPD", "count": 5},
            {"unsur": "Kader posyandu dan KPM", "count": 12},
            {"unsur": "Tokoh masyarakat dan wakil sasaran", "count": 21},
        ],
        "present_total": 47,
        "material": {
            "quarter": "Triwulan II Tahun 2026",
            "targets": [
                {"label": "Rumah tangga 1.000 HPK", "value": 118},
                {"label": "Ibu hamil", "value": 34},
                {"label": "Anak 0–23 bulan", "value": 97},
            ],
            "convergence": laporan_konvergensi()["table4"]["rows"],
            "problems": [
                {"problem": p["problem"], "package": p["package"]} for p in agreed
            ],
            "inputs": [
                {"source": "RDS", "proposal": agreed[0]["activity"]},
                {"source": "MAD", "proposal": agreed[2]["activity"]},
            ],
        },
        "leader": {"name": "Slamet Riyadi", "position": "Kepala Desa"},
        "secretary": {"name": "Siti Nurhayati", "position": "KPM"},
        "resource_persons": [
            {"name": "dr. Ratna Kartikasari", "position": "Puskesmas Kaliwiro"},
            {"name": "Dewi Anggraeni Kusumaningtyas", "position": "Bidan desa"},
        ],
        "agreements": [
            "Menetapkan tiga usulan kegiatan prioritas pencegahan stunting.",
            "Menyampaikan usulan tersebut kepada Kepala Desa dan BPD sebagai bahan "
            "RKP Desa Tahun 2027.",
            "RDS mengevaluasi pelaksanaannya setiap tiga bulan.",
        ],
        "proposals": agreed,
        "proposals_cost": sum(p["cost"] for p in agreed),
        "decision": {"method": "mufakat"},
        "signed_at": {"place": "Sukamaju", "date": "2026-06-22"},
        "signatures": [
            {"intro": "", "role": "Wakil Rumah Desa Sehat", "name": "Wahyuningsih"},
            {"intro": "", "role": "Wakil Masyarakat", "name": "Muhammad Ma'ruf"},
            {"intro": "Mengetahui,", "role": "Kepala Desa Sukamaju", "name": None},
        ],
        "verify_url": "https://kpm.example.id/publik/dokumen/4f1c9a2b773011ce/",
        "annexes": {
            "attendance": PEOPLE,
            "minutes": MINUTES,
            "letter": LETTER,
            "letter_signatures": [
                {"intro": "", "role": "Kepala Desa Sukamaju", "name": "Slamet Riyadi"}
            ],
            "photos": [{"image": "foto-1", "caption": "Pembahasan usulan di balai"}],
        },
    } | changes


def daftar_undangan(**changes):
    return {
        "document": document("Daftar Undangan", "Daftar Undangan Rembuk 2026"),
        "kop": KOP,
        "meeting": MEETING,
        "invited": [
            {
                "name": "Titik Susanti",
                "unsur": "PKK",
                "position": "Ketua TP PKK Desa",
            },
            {
                "name": "Wakil ibu hamil Dusun Krajan",
                "unsur": "Masyarakat / rumah tangga 1.000 HPK",
                "position": "Rumah tangga 1.000 HPK",
            },
        ],
        "signed_at": {"place": "Sukamaju", "date": "2026-06-15"},
        "signatures": [
            {"intro": "", "role": "Kepala Desa Sukamaju", "name": "Slamet Riyadi"}
        ],
    } | changes


def undangan(**changes):
    return {
        "document": document("Undangan Rembuk Stunting", "Undangan Rembuk Stunting"),
        "kop": KOP,
        "meeting": MEETING | {"agenda": AGENDA},
        "letters": [LETTER, LETTER | {"to": ["Titik Susanti (Ketua TP PKK Desa)"]}],
        "signatures": [
            {"intro": "", "role": "Kepala Desa Sukamaju", "name": "Slamet Riyadi"}
        ],
    } | changes


def notulen(**changes):
    return {
        "document": document("Notulen Rembuk Stunting", "Notulen Rembuk Stunting"),
        "kop": KOP,
        "meeting": MEETING,
        "minutes": MINUTES,
        "leader": "Slamet Riyadi",
        "secretary": "Siti Nurhayati",
        "present": 47,
        "signed_at": {"place": "Sukamaju", "date": "2026-06-22"},
        "signatures": [
            {"intro": "", "role": "Pimpinan rapat", "name": "Slamet Riyadi"},
            {"intro": "", "role": "Notulis", "name": "Siti Nurhayati"},
        ],
    } | changes


def daftar_hadir(**changes):
    return {
        "document": document("Daftar Hadir Rembuk", "Daftar Hadir Rembuk Stunting"),
        "kop": KOP,
        "meeting": MEETING,
        "attendance": PEOPLE,
        "blank": 18,
        "signed_at": {"place": "Sukamaju", "date": None},
        "signatures": [
            {"intro": "", "role": "Kepala Desa Sukamaju", "name": "Slamet Riyadi"}
        ],
    } | changes
