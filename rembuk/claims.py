"""Who takes money from a budget line: activities carried out, and rembuk proposals."""

from collections import defaultdict

from villages.claims import Claims

from .advocacy import given_from
from .models import Delivery


def of_deliveries(lines) -> dict[int, Claims]:
    """Activities of each line and what they cost."""
    rows = Delivery.objects.filter(budget_line__in=lines, removed_at=None)
    costs = rows.order_by("ended_on", "pk").values_list(
        "budget_line", "activity", "cost_rupiah"
    )
    remedy = "di Pelaksanaan kurangi dahulu biayanya atau pilih baris lain"
    return _grouped(costs, "kegiatan di Pelaksanaan", remedy)


def of_proposals(lines) -> dict[int, Claims]:
    """Proposals that came into the APB Desa by each line, and what they were given."""
    amounts = given_from(lines).values_list(
        "budget_line", "proposal__activity", "amount_rupiah"
    )
    remedy = "di Advokasi hapus dahulu langkah APB Desa-nya dan catat ulang jumlahnya"
    return _grouped(amounts, "usulan rembuk", remedy)


def _grouped(rows, kind, remedy):
    found = defaultdict(list)
    for line, name, amount in rows:
        if amount:
            found[line].append((name, amount))
    return {line: Claims(kind, tuple(items), remedy) for line, items in found.items()}
