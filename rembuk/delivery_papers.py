"""The recap of a year's pelaksanaan as PDF and as XLSX."""

from villages import typeset
from villages.kop import kop_images, kop_of
from villages.models import Official
from villages.officials import in_office, signature
from villages.typeset import Column, Sheet
from villages.wording import long_date

from .deliveries import GROUP_LABELS, SERVICE_LABELS, period_of, place_of
from .models import Delivery


def recap_pdf(village, recap) -> bytes:
    """Landscape A4: the sums of each quarter, then every activity of the year."""
    title = f"Rekap Pelaksanaan {recap.year}"
    today = village.today()
    head = in_office(village, today).get(Official.Position.KADES)
    data = {
        "document": {
            "title": f"{title} {village.title}",
            "name": title,
            "draft": False,
            "fingerprint": None,
            "date": today.isoformat(),
        },
        "kop": kop_of(village),
        "village": village.title,
        "year": recap.year,
        "groups": GROUP_LABELS,
        "parts": [_part(part) for part in (*recap.quarters, recap.total)],
        "rows": [row_of(one) for one in reversed(recap.deliveries)],
        "signed_at": {"place": village.name, "date": today.isoformat()},
        "signatures": [
            signature(head, village.head_title, "Mengetahui,"),
            signature(None, "Ketua Rumah Desa Sehat"),
        ],
    }
    return typeset.pdf("rekap_pelaksanaan", data, kop_images(village))


def _part(part):
    return {
        "label": part.label,
        "times": part.times,
        "groups": part.groups,
        "cost": part.cost,
        "budget": part.spent.budget,
        "outside": part.spent.outside,
    }


def row_of(delivery) -> dict:
    """One activity as documents print it."""
    first, last = period_of(delivery)
    reached = "; ".join(f"{count} {label}" for label, count in delivery.reached)
    return {
        "days": f"{long_date(first)} – {long_date(last)}" if last else long_date(first),
        "activity": delivery.activity,
        "aim": SERVICE_LABELS.get(delivery.service) or delivery.get_package_display(),
        "place": place_of(delivery),
        "reached": reached,
        "output": delivery.output,
        "source": delivery.paid_by,
        "cost": delivery.cost_rupiah,
    }


def recap_xlsx(village, recap) -> bytes:
    """The sums of each quarter on one sheet, every activity on another."""
    return typeset.xlsx([_sums(village, recap), _list(village, recap)])


def _sums(village, recap):
    columns = [
        Column("Triwulan", width=12),
        Column("Kegiatan", kind="number", width=10),
        *(Column(label.capitalize(), kind="number") for label in GROUP_LABELS),
        Column("Biaya kegiatan", kind="rupiah", width=18),
        Column("Realisasi APB Desa", kind="rupiah", width=18),
        Column("Di luar APB Desa", kind="rupiah", width=18),
        Column("Terpakai seluruhnya", kind="rupiah", width=18),
    ]
    rows = [
        [part.label, part.times, *part.groups, part.cost]
        + [part.spent.budget, part.spent.outside, part.spent.total]
        for part in (*recap.quarters, recap.total)
    ]
    title = f"Rekap pelaksanaan pencegahan stunting {village.title} {recap.year}"
    notes = [
        "Terpakai seluruhnya = realisasi baris APB Desa untuk pencegahan stunting + "
        "biaya kegiatan tanpa baris APB Desa. Biaya kegiatan yang menyebut baris APB "
        "Desa tidak ditambahkan lagi."
    ]
    return Sheet("Per triwulan", columns, rows, titles=[title], notes=notes)


LOG = (
    Column("Mulai", kind="date", width=12),
    Column("Selesai", kind="date", width=12),
    Column("Kegiatan", width=44),
    Column("Paket", width=10),
    Column("Layanan", width=28),
    Column("Tempat", width=28),
    Column("Dusun", width=16),
    Column("Pelaksana", width=24),
    Column("Sumber dana", width=28),
    Column("Kode kegiatan", width=14),
    Column("Baris APB Desa", width=32),
    Column("Biaya", kind="rupiah", width=18),
    *(Column(label.capitalize(), kind="number") for label in GROUP_LABELS),
    Column("Hasil", width=36),
)


def _list(village, recap):
    rows = [
        [
            one.started_on,
            one.ended_on,
            one.activity,
            one.package,
            SERVICE_LABELS.get(one.service, ""),
            one.place,
            str(one.dusun or ""),
            one.executor,
            one.paid_by,
            one.budget_line.activity_code if one.budget_line else "",
            one.budget_line.name if one.budget_line else "",
            one.cost_rupiah,
            *(getattr(one, group) for group in Delivery.GROUPS),
            one.output,
        ]
        for one in reversed(recap.deliveries)
    ]
    return Sheet("Kegiatan", LOG, rows)
