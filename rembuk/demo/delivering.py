"""The demo's pelaksanaan: what was carried out each quarter, from which money."""

from dataclasses import dataclass
from datetime import date

from rembuk.actions.deliveries import record_delivery
from villages.actions.realisation import realise
from villages.models import Village
from villages.models.posting import Role
from villages.quarters import Triwulan

from .accounts import login_of
from .places import VillagePlan

ROUNDED_TO = 50_000
WATER = "Sambungan air bersih"
WATER_RUPIAH = 40_750_000  # what its proposal is told to have cost


@dataclass(frozen=True)
class Done:
    """One activity so many quarters ago. `days` are (month of the quarter, day).

    `line` begins the name of its budget line, of which `share` hundredths of the
    quarter's realisation were spent; `programme` and `cost` stand instead of them.
    """

    ago: int
    days: tuple[tuple[int, int], tuple[int, int]]
    activity: str
    aim: tuple[str, str]  # package, service
    reached: tuple[int, int, int, int, int]  # as in Delivery.GROUPS
    place: str
    output: str
    executor: str
    line: str = ""
    share: int = 100
    programme: str = ""
    cost: int = 0
    dusun: str = ""
    proposal: str = ""


PMT = "PMT pemulihan"
CLASSES = "Kelas ibu hamil"
EVERY = (
    Done(
        4,
        ((0, 7), (2, 18)),
        "Kelas ibu hamil dan konseling gizi di posyandu",
        ("GIZI", "kelas_ibu"),
        (22, 0, 0, 0, 30),
        "Semua posyandu",
        "9 pertemuan",
        "Bidan desa dan kader posyandu",
        line=CLASSES,
        share=80,
    ),
    Done(
        4,
        ((1, 12), (1, 13)),
        "Pelayanan akta lahir keliling",
        ("SOS", "akta"),
        (0, 17, 5, 0, 0),
        "Balai Desa Sukamaju",
        "22 akta lahir terbit",
        "Dinas Dukcapil",
        programme="Dinas Dukcapil: jemput bola akta lahir",
        cost=3_500_000,
    ),
    Done(
        3,
        ((0, 19), (2, 20)),
        "Pipa induk dan bak penampung air",
        ("AIR", "air_anak"),
        (0, 0, 0, 0, 0),
        "Dusun Gunungsari",
        "1 bak penampung, 420 meter pipa",
        "Pengelola air bersih desa",
        line=WATER,
        dusun="Gunungsari",
        proposal=WATER,
    ),
    Done(
        3,
        ((0, 12), (2, 27)),
        "Makanan tambahan pemulihan bagi anak berat badan kurang",
        ("GIZI", "konseling_anak"),
        (0, 14, 0, 0, 14),
        "Semua posyandu",
        "60 hari makan",
        "Kader posyandu dan bidan desa",
        line=PMT,
        share=90,
        proposal="Makanan tambahan",
    ),
    Done(
        2,
        ((0, 14), (2, 11)),
        "Sambungan air bersih ke enam rumah",
        ("AIR", "air_anak"),
        (2, 7, 0, 6, 0),
        "Dusun Gunungsari",
        "6 sambungan",
        "Pengelola air bersih desa",
        line=WATER,
        dusun="Gunungsari",
        proposal=WATER,
    ),
    Done(
        2,
        ((1, 6), (1, 8)),
        "Pelatihan kader mengukur panjang badan",
        ("KIA", "ukur"),
        (0, 0, 0, 0, 18),
        "Poskesdes Sukamaju",
        "18 kader terlatih",
        "Puskesmas",
        programme="Dinas Kesehatan: pelatihan antropometri kader",
        cost=6_200_000,
    ),
    Done(
        2,
        ((0, 7), (2, 25)),
        "Kelas ibu hamil yang mengundang suami",
        ("GIZI", "kelas_ibu"),
        (19, 0, 0, 0, 16),
        "Semua posyandu",
        "9 pertemuan, 16 suami hadir",
        "Bidan desa dan kader posyandu",
        line=CLASSES,
        share=85,
    ),
    Done(
        1,
        ((0, 6), (1, 28)),
        "Sambungan air bersih ke delapan rumah",
        ("AIR", "air_anak"),
        (3, 9, 2, 8, 0),
        "Dusun Gunungsari",
        "8 sambungan",
        "Pengelola air bersih desa",
        line=WATER,
        dusun="Gunungsari",
        proposal=WATER,
    ),
    Done(
        1,
        ((0, 13), (2, 21)),
        "Stimulan jamban keluarga, tahap pertama",
        ("AIR", "jamban_anak"),
        (1, 5, 0, 5, 0),
        "Dusun Krajan",
        "5 jamban selesai",
        "Kelompok swadaya masyarakat",
        line="Stimulan jamban",
        dusun="Krajan",
    ),
    Done(
        1,
        ((1, 11), (1, 11)),
        "Pembagian telur bagi anak gizi kurang",
        ("GIZI", "kunjungan_anak"),
        (0, 12, 0, 0, 0),
        "Posyandu Anggrek",
        "12 anak, 30 butir setiap anak",
        "TP PKK Desa",
        programme="Dinas Ketahanan Pangan: satu hari satu telur",
        cost=1_080_000,
    ),
)


def carry_out(village: Village, plan: VillagePlan) -> None:
    """Write down what every ended quarter saw."""
    _finish_the_water(village, plan)
    for done in EVERY:
        quarter = Triwulan.of(village.today()).shift(-done.ago)
        values = _values(village, done, quarter)
        record_delivery(village, None, values, by=login_of(plan, Role.PERANGKAT))


def _values(village, done, quarter):
    (first_month, first_day), (last_month, last_day) = done.days
    first, last = quarter.months[first_month], quarter.months[last_month]
    package, service = done.aim
    line, cost = _money(village, done, quarter)
    proposals = [
        proposal
        for meeting in village.meetings.rembuks().exclude(held_on=None)
        for proposal in meeting.proposals.all()
        if done.proposal and proposal.activity.startswith(done.proposal)
    ]
    groups = ("mothers", "children", "preschoolers", "households", "others")
    return {
        "activity": done.activity,
        "package": package,
        "service": service,
        "started_on": first.replace(day=first_day),
        "ended_on": last.replace(day=last_day),
        "place": done.place,
        "dusun": village.dusuns.filter(name=done.dusun).first(),
        "executor": done.executor,
        "budget_line": line,
        "source": line.source if line else "opd",
        "programme": done.programme,
        "cost_rupiah": cost,
        "output": done.output,
        "proposal": proposals[0] if proposals else None,
        **dict(zip(groups, done.reached, strict=True)),
    }


def _money(village, done, quarter):
    if done.programme:
        return None, done.cost
    line = _line(village, quarter.year, done.line)
    spent = line.realisations.filter(number=quarter.number).first()
    cost = spent.amount_rupiah * done.share // 100 if spent else 0
    return line, cost // ROUNDED_TO * ROUNDED_TO


def _line(village, year, name):
    return village.budget_lines.get(year=year, name__startswith=name)


def _finish_the_water(village, plan):
    """Its realisation comes to what the proposal is told to have cost."""
    last = Triwulan.of(village.today()).previous
    line = _line(village, last.year, WATER)
    if not date(last.year, 8, 28) <= village.today():
        return
    rows = {row.number: row for row in line.realisations.all()}
    row = rows.pop(last.number, None)
    left = WATER_RUPIAH - sum(one.amount_rupiah for one in rows.values())
    if row and row.amount_rupiah < left <= line.amount_rupiah:
        by = login_of(plan, Role.ADMIN_DESA)
        realise(line, last.number, left, uuid=None, version=row.version, by=by)
