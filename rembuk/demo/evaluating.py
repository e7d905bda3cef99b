"""What the RDS needs beside the records: population, days of entry, findings kept."""

from datetime import datetime, time, timedelta

from households.models import ChildRecord, PaudMonth, PregnancyRecord
from villages.actions import typed
from villages.actions.closing import close
from villages.codes import zone_of
from villages.models import Village, VillageYear
from villages.models.posting import Role
from villages.quarters import Triwulan

from .accounts import login_of
from .places import VillagePlan

EVERY_LATE = 14  # one record of so many was entered a month and more after the visit
EVENING = time(19, 30)  # when a KPM types in what she wrote down
PEOPLE_PER_INFANT = 48
BIRTH_RATE = "15.80"
# (text, owner, quarters ago, outcome, what came of it)
FINDINGS = (
    (
        "Kelas ibu hamil belum menjangkau Gunungsari; jadwalkan sebulan sekali di sana",
        "Bidan desa",
        2,
        "selesai",
        "Kelas berjalan setiap Rabu kedua di balai dusun.",
    ),
    (
        "Beberapa rumah di Krajan belum punya jamban; usulkan ke Dinas PUPR",
        "Kasi Kesejahteraan",
        1,
        "",
        "",
    ),
    (
        "Ayah jarang ikut konseling gizi; undang lewat pertemuan RT",
        "KPM dan ketua RT",
        1,
        "",
        "",
    ),
)


def tell_population(village: Village) -> None:
    """About as many people as let expect the infants that are registered."""
    people = village.households.filter(people__is_child=True).distinct().count()
    VillageYear.objects.create(
        village=village,
        year=village.today().year,
        population=people * PEOPLE_PER_INFANT // 2,
        population_source="Profil Desa (contoh)",
        crude_birth_rate=BIRTH_RATE,
        birth_rate_source="BPS provinsi (contoh)",
    )


def date_entries(village: Village) -> None:
    """Records were entered on the evening of the visit, a few much later."""
    zone = zone_of(village.code)
    for model, target, said in (
        (ChildRecord, "child", "visited_on"),
        (PregnancyRecord, "pregnancy__woman", "visited_on"),
        (PaudMonth, "child", "month"),  # marked on the first evening
    ):
        rows = list(model.objects.filter(**{f"{target}__household__village": village}))
        for number, row in enumerate(rows):
            days = 40 if number % EVERY_LATE == 0 else 0
            day = getattr(row, said) + timedelta(days=days)
            row.recorded_at = datetime.combine(day, EVENING, zone)
        model.objects.bulk_update(rows, ["recorded_at"], batch_size=500)


def keep_findings(village: Village, plan: VillagePlan) -> None:
    """What earlier evaluations found: one closed, two still open."""
    rds, today = login_of(plan, Role.RDS), village.today()
    for text, owner, ago, outcome, note in FINDINGS:
        quarter = Triwulan.of(today).shift(-ago)
        values = {
            "text": text,
            "owner": owner,
            "year": quarter.year,
            "number": quarter.number,
            "due_on": today + timedelta(days=30 * (3 - ago)),
        }
        row = typed.add(village.findings, values, village=village, by=rds)
        if outcome:
            close(row, outcome, note, by=rds)
