"""Diskusi RDS, its poster, and the MAD."""

from .meetings import MEETING, PEOPLE
from .village import KOP, document

LEADER = {"name": "Wahyuningsih", "position": "Ketua RDS"}
WRITER = {"name": "Siti Nurhayati", "position": "KPM"}
SIGNERS = [
    {"intro": "", "role": "Pimpinan diskusi", "name": "Wahyuningsih"},
    {"intro": "", "role": "Notulis", "name": None},
    {"intro": "Mengetahui,", "role": "Kepala Desa Sukamaju", "name": "Slamet Riyadi"},
]
ANALYSIS = [
    "Di Desa Sukamaju ada 118 rumah tangga dengan ibu hamil atau anak di bawah dua "
    "tahun.",
    "Dari layanan yang seharusnya mereka terima, 83 persen sudah diterima.",
    "Tidak ada layanan parenting di desa ini.",
]
PROBLEMS = [
    {
        "text": "31 dari 97 orang tua belum mengikuti kelas pengasuhan setiap bulan",
        "package": "Pendidikan anak usia dini dan pengasuhan",
        "villages": "Sukamaju, Sukamundur",
    },
    {
        "text": "Masih ada ibu hamil tinggal di rumah tanpa jamban yang layak",
        "package": "Air bersih dan sanitasi",
        "villages": "Sukamaju",
    },
]
OPPORTUNITIES = [
    {
        "kind": "Tenaga dan keahlian",
        "text": "Guru PAUD siap mengisi kelas pengasuhan",
        "owner": "PAUD Melati",
    },
    {"kind": "Program OPD", "text": "Program jamban sehat", "owner": "Dinas PUPR"},
]
ACTIVITIES = [
    {
        "activity": "Kelas pengasuhan orang tua setiap bulan",
        "problem": PROBLEMS[0]["text"],
        "kind": "Sensitif",
        "location": "Semua dusun",
        "volume": "97 orang tua; 12 kali",
        "cost": 9_600_000,
        "funding": "DD",
        "implementer": "Kader BKB",
        "rest": 1_600_000,
        "shares": [
            {"village": "Sukamaju", "amount": 4_000_000},
            {"village": "Sukamundur", "amount": 4_000_000},
        ],
    }
]


def ba_diskusi(**changes):
    name = "Diskusi Terarah RDS Desa Sukamaju Tahun 2026"
    return {
        "document": document(f"Berita Acara {name}", "BA Diskusi RDS 02/RS/2026"),
        "kop": KOP,
        "name": name,
        "number": "02/RS/2026",
        "plan_year": 2027,
        "meeting": MEETING | {"name": name, "agenda": []},
        "period": "Triwulan I Tahun 2026",
        "as_of": "2026-03-31",
        "leader": LEADER,
        "secretary": WRITER,
        "speakers": [{"name": "Dewi Anggraeni", "position": "Bidan Desa"}],
        "present": [{"unsur": "Rumah Desa Sehat", "count": 4}],
        "present_total": 4,
        "guests": 1,
        "analysis": ANALYSIS,
        "problems": PROBLEMS,
        "opportunities": OPPORTUNITIES,
        "activities": ACTIVITIES,
        "total_rupiah": 9_600_000,
        "attendance": PEOPLE,
        "minutes": {
            "items": [{"topic": "Pembukaan", "lines": ["Ketua RDS membuka diskusi."]}],
            "conclusions": [],
        },
        "photos": [],
        "signed_at": {"place": "Sukamaju", "date": "2026-05-12"},
        "signatures": SIGNERS,
    } | changes


def ba_mad(**changes):
    name = "Musyawarah Antar Desa Kecamatan Kaliwiro Tahun 2026"
    return {
        "document": document(f"Berita Acara {name}", "BA MAD 01/MAD/2026"),
        "kop": KOP,
        "name": name,
        "number": "01/MAD/2026",
        "plan_year": 2027,
        "meeting": MEETING | {"name": name, "agenda": []},
        "leader": LEADER,
        "secretary": WRITER,
        "speakers": [{"name": "Diah Retnowati", "position": "Dinas Kesehatan"}],
        "villages": [
            {"village": "Sukamaju", "period": "Triwulan I Tahun 2026"},
            {"village": "Sukamundur", "period": "Triwulan I Tahun 2026"},
        ],
        "analysis": ["2 desa melepas hasil diskusinya: Sukamaju, Sukamundur."],
        "table": [
            {
                "label": "Tingkat konvergensi",
                "cells": ["83,33 %", "81,08 %"],
                "whole": "82,23 %",
            },
            {"label": "Anak 0-23 bulan", "cells": ["97", "–"], "whole": "97 (1 desa)"},
        ],
        "problems": PROBLEMS,
        "opportunities": OPPORTUNITIES,
        "activities": ACTIVITIES,
        "total_rupiah": 9_600_000,
        "agreements": ["Setiap desa memasukkan bagiannya dalam RKP Desa."],
        "attendance": PEOPLE,
        "signed_at": {"place": "Kaliwiro", "date": "2026-05-25"},
        "signatures": SIGNERS[:2],
    } | changes


def poster_diskusi(**changes):
    name = "Hasil diskusi pencegahan stunting Desa Sukamaju 2026"
    return {
        "document": document(name, name),
        "kop": KOP,
        "village": "Desa Sukamaju",
        "plan_year": 2027,
        "sheet": "a4",
        "url": "https://kpm.example.id/publik/diskusi/3307052001/2026/",
        "content": {
            "year": 2026,
            "period": "Triwulan I Tahun 2026",
            "analysis": ANALYSIS,
            "problems": [one["text"] for one in PROBLEMS],
            "activities": [
                {
                    "activity": one["activity"],
                    "location": one["location"],
                    "cost_rupiah": one["cost"],
                }
                for one in ACTIVITIES
            ],
        },
        "rembuk": {
            "day": "Senin, 22 Juni 2026",
            "time": "pukul 09.00",
            "place": "Balai Desa Sukamaju",
        },
    } | changes
