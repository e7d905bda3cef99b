"""The demo's money: what the budget lines were spent on, and unit costs."""

from villages.actions.realisation import realise
from villages.models import Village
from villages.models.posting import Role
from villages.quarters import Triwulan

from .accounts import login_of
from .places import VillagePlan

# Hundredths of a line that are spent in each quarter.
SHARES = {True: (18, 24, 27, 0), False: (0, 45, 35, 0)}
YEAR_END = {True: (20, 25, 27, 24), False: (0, 50, 48, 0)}
ROUNDED_TO = 50_000
# (service, rupiah, source)
REGULATION = "Standar harga satuan kabupaten"
PLAN = "RAB kegiatan tahun lalu"
COSTS = (
    ("anc", 75_000, REGULATION),
    ("fe", 15_000, REGULATION),
    ("kelas_ibu", 120_000, PLAN),
    ("imunisasi", 25_000, REGULATION),
    ("timbang", 20_000, PLAN),
    ("ukur", 20_000, PLAN),
    ("konseling_anak", 60_000, PLAN),
    ("air_ibu", 1_850_000, "RAB sambungan air Dusun Krajan"),
    ("jamban_ibu", 4_750_000, "RAB jamban keluarga tahun lalu"),
    ("akta", 0, "Gratis di Dukcapil"),
    ("pengasuhan", 90_000, PLAN),
)


def spend(village: Village, plan: VillagePlan) -> None:
    """Spend last year's budget nearly whole and this year's as far as it has come."""
    by, now = login_of(plan, Role.ADMIN_DESA), Triwulan.of(village.today())
    for line in village.budget_lines.filter(year__gte=now.year - 1):
        shares = SHARES if line.year == now.year else YEAR_END
        for number, share in enumerate(shares[line.is_stunting], start=1):
            if Triwulan(line.year, number) < now and share:
                amount = line.amount_rupiah * share // 100 // ROUNDED_TO * ROUNDED_TO
                realise(line, number, amount, uuid=None, version=None, by=by)
    for service, amount, source in COSTS:
        village.unit_costs.create(
            year=now.year,
            service=service,
            amount_rupiah=amount,
            source=source,
            recorded_by=by,
        )
