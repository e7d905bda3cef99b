"""The sheet of one child for the family."""

from datetime import date, timedelta
from decimal import Decimal

from households.family_sheet import drawn
from households.growth import Measurement, grow
from households.growth_chart import Index, Measured, chart

from .village import KOP, document

BORN = date(2025, 8, 12)
VISITS = [(31, "4.3", "53.1"), (62, "5.2", "56.8"), (92, "5.9", "59.4")]
VISITS += [(123, "6.3", "61.2"), (153, "6.4", "62.5"), (184, "64", "63.4")]


def grafik_pertumbuhan():
    charts = [chart(index, "L", _measured()) for index in (Index.LENGTH, Index.WEIGHT)]
    return {
        "document": document("Grafik Pertumbuhan Anak", "Grafik pertumbuhan"),
        "kop": KOP,
        "child": {
            "nama": "Ahmad Fauzan",
            "sex": "Laki-laki",
            "born_on": BORN.isoformat(),
            "age": "6 bulan",
            "mother": "Siti Aminah",
        },
        "printed_on": "2026-02-14",
        "last": "12 Februari 2026 (umur 6 bulan): berat 6,4 kg, panjang 63,4 cm",
        "says": [
            "Panjang badan kurang dari anak seumurnya (pendek).",
            "Berat yang terakhir perlu ditimbang ulang sebelum dapat dinilai.",
        ],
        "charts": [drawn(one) for one in charts],
        "next": {"month": "Maret 2026", "posyandu": "Melati"},
    }


def _measured():
    for days, kg, cm in VISITS:
        taken = Measurement("L", days, Decimal(kg), Decimal(cm), "telentang")
        yield Measured(BORN + timedelta(days=days), days, Decimal(kg), grow(taken))
