"""Papers of the village office: SK, the recap of activities, one innovation."""

from .village import KOP, document

MEMBERS = [
    {"name": name, "sex": sex, "first": unsur, "second": position}
    for name, sex, unsur, position in [
        ("Wahyu Tri Lestari", "P", "Tokoh masyarakat", "Ketua"),
        ("Dewi Anggraeni Kusumaningtyas", "P", "Unit layanan kesehatan", "Sekretaris"),
        ("Bambang Supriyadi", "L", "LPMD", "Bendahara"),
        ("Nur'aini", "P", "Guru PAUD", "Anggota"),
        ("Fajar Nugroho", "L", "Karang Taruna", "Anggota"),
    ]
]


def surat_keputusan(**changes):
    return {
        "document": document("Keputusan Kepala Desa", "SK RDS 141/9/KEP/2026"),
        "kop": KOP,
        "authority": "Kepala Desa Sukamaju",
        "number": "141/9/KEP/2026",
        "about": "Pembentukan Rumah Desa Sehat Desa Sukamaju",
        "considering": [
            "bahwa pencegahan stunting dikerjakan oleh banyak pihak di desa, sehingga "
            "perlu wadah bersama;",
            "bahwa musyawarah desa telah menyepakati susunan pengurus dan anggotanya;",
            "bahwa berdasarkan pertimbangan dalam huruf a dan huruf b, perlu "
            "menetapkan Keputusan Kepala Desa.",
        ],
        "legal_basis": [
            "Undang-Undang Nomor 6 Tahun 2014 tentang Desa;",
            "Peraturan Presiden Nomor 72 Tahun 2021 tentang Percepatan Penurunan "
            "Stunting.",
        ],
        "noticing": ["Hasil musyawarah Desa Sukamaju tanggal 22 Juni 2026."],
        "decisions": [
            "Membentuk Rumah Desa Sehat Desa Sukamaju dengan susunan sebagaimana "
            "tercantum dalam Lampiran Keputusan ini.",
            "Rumah Desa Sehat mengevaluasi pelaksanaan usulan setiap tiga bulan.",
            "Keputusan ini berlaku mulai tanggal 5 Juli 2026.",
        ],
        "settled": {"place": "Sukamaju", "date": "2026-07-05"},
        "signature": {
            "intro": "",
            "role": "Kepala Desa Sukamaju",
            "name": "Slamet Riyadi",
        },
        "copies": ["Camat Kaliwiro;", "Badan Permusyawaratan Desa;"],
        "annex": {
            "title": "Susunan Pengurus Harian dan Anggota Rumah Desa Sehat",
            "columns": ["Unsur", "Jabatan"],
            "people": MEMBERS,
        },
    } | changes


SIGNERS = [
    {"intro": "Mengetahui,", "role": "Kepala Desa Sukamaju", "name": "Slamet Riyadi"},
    {"intro": "Yang membuat,", "role": "Kader Pembangunan Manusia", "name": None},
]


def inovasi(**changes):
    return {
        "document": document("Inovasi Desa Sukamaju", "Inovasi Desa Sukamaju"),
        "kop": KOP,
        "name": "Arisan jamban dusun Krajan",
        "pairs": [
            ["Tempat", "Balai dusun, Dusun Krajan"],
            ["Tanggal", "14 Mei 2026"],
            ["Orang yang dijangkau", "18 laki-laki dan 22 perempuan"],
            ["Kontak", "Bambang Supriyadi, Ketua RT 02"],
        ],
        "parts": [
            ["Masalah", "Tiga rumah tangga sasaran belum memiliki jamban yang layak."],
            ["Solusi", "Warga mengumpulkan iuran dan membangun satu jamban sebulan."],
            ["Hasil", "Dalam empat bulan ketiga rumah tangga itu sudah berjamban."],
        ],
        "signed_at": {"place": "Sukamaju", "date": "2026-07-05"},
        "signatures": SIGNERS,
    } | changes


KINDS = [
    "Sosialisasi",
    "Sosialisasi tikar pertumbuhan",
    "Kelas",
    "Konseling ayah atau suami",
    "Kunjungan rumah",
    "Koordinasi",
    "Inovasi",
    "Jumlah",
]


def rekap_kegiatan(**changes):
    return {
        "document": document("Rekapitulasi Kegiatan KPM", "Rekapitulasi Kegiatan 2026"),
        "kop": KOP,
        "village": "Desa Sukamaju",
        "year": 2026,
        "rows": [
            {
                "label": kind,
                "cells": [
                    {"times": n % 3, "men": n * 4 % 11, "women": n * 7 % 1031}
                    for n in range(place, place + 13)
                ],
            }
            for place, kind in enumerate(KINDS)
        ],
        "signed_at": {"place": "Sukamaju", "date": "2026-07-05"},
        "signatures": SIGNERS,
    } | changes


def contoh_kop(**changes):
    head = {
        "intro": "",
        "role": "Kepala Desa Sukamaju",
        "name": "Slamet Riyadi",
        "under": "NIP 19780512 200501 1 003",
    }
    return {
        "document": document("Contoh kop surat Desa Sukamaju", "Contoh kop surat"),
        "kop": KOP,
        "signed_at": {"place": "Sukamaju", "date": "2026-07-05"},
        "signatures": [head],
    } | changes
