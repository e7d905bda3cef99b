"""What the village spends on preventing stunting: Tabel 5 of Formulir 4, realisation.

Codes of activities follow Permendagri 20/2018, lampiran (kode rekening belanja desa):
the first number of a code is its bidang.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Sum

from .models import BudgetLine

FIELDS = {
    "2": "Pembangunan Desa",
    "4": "Pemberdayaan Masyarakat Desa",
}

ACTIVITIES = (
    ("2.1.01", "Penyelenggaraan PAUD/TK milik desa"),
    ("2.1.02", "Dukungan penyelenggaraan PAUD"),
    ("2.1.03", "Penyuluhan dan pelatihan pendidikan"),
    ("2.1.05", "Pemeliharaan sarana prasarana PAUD"),
    ("2.1.06", "Pembangunan sarana prasarana PAUD"),
    ("2.2.01", "Penyelenggaraan Poskesdes/Polindes"),
    ("2.2.02", "Penyelenggaraan Posyandu (PMT, kelas ibu hamil, insentif kader)"),
    ("2.2.03", "Penyuluhan dan pelatihan kesehatan"),
    ("2.2.04", "Penyelenggaraan Desa Siaga"),
    ("2.2.06", "Pengasuhan bersama atau Bina Keluarga Balita"),
    ("2.2.08", "Pemeliharaan sarana prasarana Posyandu/Polindes"),
    ("2.2.09", "Pembangunan sarana prasarana Posyandu/Polindes"),
    ("2.4.03", "Pemeliharaan sumber air bersih milik desa"),
    ("2.4.04", "Pemeliharaan sambungan air bersih ke rumah tangga"),
    ("2.4.05", "Pemeliharaan sanitasi permukiman"),
    ("2.4.06", "Pemeliharaan jamban umum/MCK"),
    ("2.4.08", "Pemeliharaan pembuangan air limbah"),
    ("2.4.11", "Pembangunan sumber air bersih milik desa"),
    ("2.4.12", "Pembangunan sambungan air bersih ke rumah tangga"),
    ("2.4.13", "Pembangunan sanitasi permukiman"),
    ("2.4.14", "Pembangunan jamban umum/MCK"),
    ("2.4.16", "Pembangunan pembuangan air limbah"),
    ("4.2.03", "Penguatan ketahanan pangan tingkat desa"),
    ("4.4.01", "Pelatihan dan penyuluhan pemberdayaan perempuan"),
    ("4.4.02", "Pelatihan dan penyuluhan perlindungan anak"),
    ("1.4.02", "Penyelenggaraan musyawarah desa lainnya"),
)


@dataclass(frozen=True)
class FieldTotal:
    """One row of Tabel 5: a bidang, all of its Dana Desa, and what is for stunting."""

    name: str
    total_rupiah: int
    stunting_rupiah: int

    @property
    def percent(self) -> Decimal | None:
        """0.00 to 100.00, half up to 2 places; None when nothing was allocated."""
        if not self.total_rupiah:
            return None
        share = Decimal(100 * self.stunting_rupiah) / self.total_rupiah
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def table_5(village, year) -> list[FieldTotal]:
    """Dana Desa of the year per bidang, from the budget lines alone."""
    lines = village.budget_lines.filter(year=year, source=BudgetLine.Source.DD)
    return [_total(name, bidang, list(lines)) for bidang, name in FIELDS.items()]


def _total(name, bidang, lines):
    of_field = [line for line in lines if line.activity_code.startswith(f"{bidang}.")]
    return FieldTotal(
        name,
        sum(line.amount_rupiah for line in of_field),
        sum(line.amount_rupiah for line in of_field if line.is_stunting),
    )


# --- what was spent ------------------------------------------------------------------


@dataclass(frozen=True)
class Spending:
    """A budget line with what was spent of it, quarter by quarter."""

    line: BudgetLine
    quarters: tuple[tuple[int, int | None], ...]  # None: nobody told yet

    @property
    def spent(self) -> int:
        """What was spent up to now."""
        return sum(amount or 0 for _, amount in self.quarters)

    @property
    def left(self) -> int:
        """What is still there to be spent."""
        return self.line.amount_rupiah - self.spent


def spending_of(lines) -> list[Spending]:
    """The lines with their four quarters; two queries however many lines there are."""
    return [_spending(line) for line in lines.prefetch_related("realisations")]


def _spending(line):
    told = {one.number: one.amount_rupiah for one in line.realisations.all()}
    return Spending(line, tuple((number, told.get(number)) for number in (1, 2, 3, 4)))


@dataclass(frozen=True)
class YearTotal:
    """All lines of a year, of every source: what is for stunting, what was spent."""

    budget: FieldTotal
    quarters: tuple[tuple[int, int], ...]  # spent for stunting in each

    @property
    def spent(self) -> FieldTotal:
        """Of the money for stunting, what was spent."""
        spent = sum(amount for _, amount in self.quarters)
        return FieldTotal("Terpakai", self.budget.stunting_rupiah, spent)


def year_total(rows: list[Spending]) -> YearTotal:
    """Add up a year's lines."""
    stunting = [row for row in rows if row.line.is_stunting]
    budget = FieldTotal(
        "APB Desa",
        sum(row.line.amount_rupiah for row in rows),
        sum(row.line.amount_rupiah for row in stunting),
    )
    spent = Counter()
    for row in stunting:
        spent.update({number: amount or 0 for number, amount in row.quarters})
    return YearTotal(budget, tuple((number, spent[number]) for number in (1, 2, 3, 4)))


def spent_beside(line, number=None) -> int:
    """What was spent of a line in all quarters, or in all others than one."""
    rows = line.realisations.exclude(number=number)
    return rows.aggregate(sum=Sum("amount_rupiah"))["sum"] or 0
