"""What the samples share: a village, its letterhead, the wording of the services."""

KOP = {
    "lines": [
        "PEMERINTAH KABUPATEN WONOSOBO",
        "KECAMATAN KALIWIRO",
        "DESA SUKAMAJU",
    ],
    "address": "Jalan Raya Kaliwiro Km 4, Sukamaju, Kode Pos 56364",
}
PLACE = {"kabupaten": "Wonosobo", "kecamatan": "Kaliwiro", "desa": "Sukamaju"}
HASH = "4f1c9a2b773011ce8d5a0e6f2b9c4d718a3e5f60c1b2d3e4f5061728394a5b6c"
STATE = {
    "label": "tervalidasi",
    "as_of": "2026-06-30",
    "rule_set": "hpk-2018",
    "data_hash": HASH,
}


def document(title, name, *, draft=False):
    return {
        "title": title,
        "name": name,
        "draft": draft,
        "fingerprint": HASH,
        "date": "2026-07-05",
    }


IBU = [
    "Ibu hamil periksa kehamilan paling sedikit 4 kali selama kehamilan",
    "Ibu hamil mendapatkan dan minum 1 tablet tambah darah (pil FE) setiap hari "
    "minimal selama 90 hari",
    "Ibu bersalin mendapatkan layanan nifas oleh nakes dilaksanakan minimal 3 kali",
    "Ibu hamil mengikuti kegiatan konseling gizi atau kelas ibu hamil minimal 4 kali "
    "selama kehamilan",
    "Ibu hamil dengan kondisi resiko tinggi dan/atau Kekurangan Energi Kronis (KEK) "
    "mendapat kunjungan ke rumah oleh bidan Desa secara terpadu minimal 1 bulan sekali",
    "Rumah Tangga Ibu hamil memiliki sarana akses air minum yang aman",
    "Rumah Tangga Ibu hamil memiliki sarana jamban keluarga yang layak",
    "Ibu hamil memiliki jaminan layanan kesehatan",
]
ANAK = [
    "Bayi usia 12 bulan ke bawah mendapatkan imunisasi dasar lengkap",
    "Anak usia 0-23 bulan diukur berat badannya di posyandu secara rutin setiap bulan",
    "Anak usia 0-23 bulan diukur panjang/tinggi badannya oleh tenaga kesehatan "
    "terlatih minimal 2 kali dalam setahun",
    "Orang tua/pengasuh yang memiliki anak usia 0-23 bulan mengikuti kegiatan "
    "konseling gizi secara rutin minimal sebulan sekali",
    "Anak usia 0-23 bulan dengan status gizi buruk, gizi kurang, dan stunting mendapat "
    "kunjungan ke rumah secara terpadu minimal 1 bulan sekali",
    "Rumah Tangga anak usia 0-23 bulan memiliki sarana akses air minum yang aman",
    "Rumah Tangga anak usia 0-23 bulan memiliki sarana jamban yang layak",
    "Anak usia 0-23 bulan memiliki akta kelahiran",
    "Anak usia 0-23 bulan memiliki jaminan layanan kesehatan",
    "Orang tua/pengasuh yang memiliki anak usia 0-23 bulan mengikuti Kelas Pengasuhan "
    "minimal sebulan sekali",
]
PAUD = [
    "Anak usia > 2-6 tahun terdaftar dan aktif mengikuti kegiatan layanan PAUD",
]
KPM_AND_HEAD = [
    {"intro": "Mengetahui,", "role": "Kepala Desa Sukamaju", "name": "Slamet Riyadi"},
    {
        "intro": "Yang membuat,",
        "role": "Kader Pembangunan Manusia",
        "name": "Siti Nurhayati",
    },
]


def indicators(wordings):
    return [
        {
            "no": number,
            "indicator": wording,
            "received": 20 + number,
            "due": 34,
            "percent": f"{58 + number}.82",
        }
        for number, wording in enumerate(wordings, start=1)
    ]
