"""The copy of a family's data, with months enough for a second page."""

from .village import KOP, document


def salinan_data(**changes):
    months = [
        [
            "Maret 2026",
            "12 Maret 2026",
            "status gizi: Normal; berat (kg): 7,8; akses air bersih: ya; jamban: tidak",
        ]
    ] * 40
    return {
        "document": document(
            "Salinan Data Keluarga", "Salinan data keluarga, Desa Sukamaju"
        ),
        "kop": KOP,
        "head": "Slamet Widodo",
        "asked": {
            "name": "Siti Aminah",
            "relation": "Ibu",
            "on": "2026-11-22",
            "by": "Rahmat Hidayat",
        },
        "purpose": "Data ini dipakai desa untuk memantau layanan.",
        "parts": [
            {
                "title": "Ahmad Fauzan, anak",
                "facts": [["Nama", "Ahmad Fauzan"], ["NIK", "–"]],
                "tables": [
                    {
                        "title": "Catatan bulanan anak",
                        "headings": ["Bulan", "Diperiksa", "Yang dicatat"],
                        "rows": months,
                    },
                    {
                        "title": "PAUD",
                        "headings": ["Bulan", "Keikutsertaan"],
                        "rows": [["Juni 2026", "mengikuti"]],
                    },
                ],
            }
        ],
    } | changes
