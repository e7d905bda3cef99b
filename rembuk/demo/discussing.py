"""The demo's diskusi RDS of two planning years, and this year's MAD."""

from datetime import date, datetime, time, timedelta

from households.models import Quarter
from rembuk import actions
from rembuk.actions import discussion as acts
from rembuk.actions import mad as mad_acts
from rembuk.discussion import public_content, public_draft
from rembuk.mad import common_problems, released_to
from rembuk.models import Meeting, Publication, Release
from rembuk.ranking import gaps_of
from scorecard.reading import scorecard_of
from villages.models import User, Village
from villages.models.posting import Role

from .accounts import login_of
from .places import VillagePlan

GAPS = 5
KEYS = ("nature", "activity", "location", "volume", "cost_rupiah", "source")
KEYS += ("executor", "activity_code")
# Against which gaps (by the beginning of the indicator), and the cells of the table.
ALTERNATIVES = (
    (
        "jamban",
        "sensitif",
        "Stimulan pembangunan jamban keluarga sehat",
        "Dusun yang paling tertinggal",
        "12 rumah tangga; 12 unit",
        30_000_000,
        "dd",
        "Kelompok swadaya masyarakat",
        "2.4.13",
    ),
    (
        "pengasuhan",
        "sensitif",
        "Kelas pengasuhan orang tua bersama PAUD, setiap bulan",
        "Semua dusun",
        "60 orang tua; 12 kali",
        9_600_000,
        "dd",
        "Kader BKB dan guru PAUD",
        "2.2.06",
    ),
    (
        "konseling",
        "spesifik",
        "Konseling gizi yang mengundang ayah, lewat pertemuan RT",
        "Semua posyandu",
        "60 pasang orang tua; 12 kali",
        7_200_000,
        "dd",
        "Bidan desa dan kader posyandu",
        "2.2.02",
    ),
    (
        "",
        "spesifik",
        "Penjemputan sasaran yang tidak hadir di posyandu",
        "Semua posyandu",
        "25 anak; 12 bulan",
        6_000_000,
        "add",
        "Kader posyandu",
        "2.2.02",
    ),
)
OPPORTUNITIES = (
    ("tenaga", "Guru PAUD siap mengisi kelas pengasuhan sebulan sekali", "PAUD desa"),
    ("dana", "Sisa anggaran posyandu tahun ini belum terpakai", "Bendahara desa"),
    ("sarana", "Balai dusun dapat dipakai tanpa sewa", "Kepala dusun"),
    ("lembaga", "Karang Taruna mau menjemput ibu hamil", "Karang Taruna"),
    ("program", "Program jamban sehat masih membuka usulan", "Dinas PUPR"),
)
EARLIER_ANALYSIS = (
    "Sebagian rumah sasaran belum mempunyai sambungan air bersih, terutama di dusun "
    "yang jauh dari mata air.",
    "Anak dengan berat badan kurang belum mendapat makanan tambahan secara teratur.",
    "Orang tua jarang mengikuti kelas pengasuhan karena jadwalnya pagi hari.",
)
EARLIER = (
    ("AIR", "Rumah sasaran belum mempunyai sambungan air bersih"),
    ("GIZI", "Anak dengan berat badan kurang belum mendapat makanan tambahan"),
)
EARLIER_ACTIVITY = (
    "sensitif",
    "Sambungan air bersih bagi rumah sasaran",
    "Dusun yang jauh dari mata air",
    "14 rumah tangga; 14 sambungan",
    42_000_000,
    "dd",
    "Pengelola air bersih desa",
    "2.4.12",
)
MINUTES = (
    "Pembukaan\nKetua RDS membuka diskusi.\n\nPembahasan\nKPM membacakan angka "
    "triwulan.\nPeserta mengurutkan masalah dan mencari jalan keluarnya."
)
MAD_PEOPLE = (
    ("Diah Retnowati", "P", "opd", "Dinas Kesehatan", "Kepala bidang"),
    ("Yoga Prasetya", "L", "opd", "Dinas PUPR", "Kepala seksi"),
    ("Ratna Kartikasari", "P", "pendamping", "Kecamatan Mekarsari", "Pendamping desa"),
)
BEFORE_REMBUK, ANNOUNCED_AFTER, MAD_AFTER = 15, 3, 6  # days


def discuss(villages: list[Village], plans: tuple[VillagePlan, ...]) -> None:
    """Both discussions of the first village, one of each other, and their MAD."""
    first, plan = villages[0], plans[0]
    newest = _settled(first)
    earlier = first.meetings.rembuks().order_by("year").first()
    if earlier.year < newest.year:
        _discuss_earlier(first, plan, earlier)
    held_on = newest.held_on - timedelta(days=BEFORE_REMBUK)
    for village, one in zip(villages, plans, strict=True):
        _discuss(village, one, newest.quarter.triwulan, held_on)
    _join(villages, plans, newest.year, held_on + timedelta(days=MAD_AFTER))


def _settled(village) -> Meeting:
    """The rembuk that the discussions go before."""
    rows = village.meetings.rembuks().exclude(held_on=None)
    return rows.select_related("quarter").order_by("-year", "held_on").first()


# --- one village ---------------------------------------------------------------------


def _discuss(village, plan, triwulan, held_on):
    by = login_of(plan, Role.RDS)
    quarter = Quarter.objects.of(triwulan).get(village=village)
    gaps = gaps_of(scorecard_of(village, triwulan))[:GAPS]
    row = acts.open_discussion(village, quarter, gaps=gaps, by=by)
    for beginning, *cells in ALTERNATIVES:
        rows = row.meeting.problems.filter(indicator__startswith=beginning)
        if problem := rows.first():
            _propose(row, problem, cells, by)
    _finish(row, plan, held_on, by)
    acts.release(row, by=by)
    _date_back(Release, row, held_on + timedelta(days=1))


def _discuss_earlier(village, plan, rembuk):
    """Last year's, whose analysis the RDS wrote itself."""
    by = login_of(plan, Role.RDS)
    row = acts.open_discussion(village, rembuk.quarter, gaps=[], by=by)
    acts.change_analysis(row, "\n".join(EARLIER_ANALYSIS), version=None, by=by)
    for package, text in EARLIER:
        values = {"package": package, "text": text}
        actions.add(row.meeting.problems, values, by=by)
    _propose(row, row.meeting.problems.first(), EARLIER_ACTIVITY, by)
    held_on = rembuk.held_on - timedelta(days=BEFORE_REMBUK)
    _finish(row, plan, held_on, by, analysis=EARLIER_ANALYSIS)


def _propose(row, problem, cells, by):
    values = {"problem": problem} | dict(zip(KEYS, cells, strict=True))
    actions.add(row.meeting.proposals, values, by=by)


def _finish(row, plan, held_on, by, analysis=()):
    names, meeting = plan.officials, row.meeting
    values = {
        "held_on": held_on,
        "starts_at": time(9, 0),
        "ends_at": time(11, 30),
        "place": "Sekretariat Rumah Desa Sehat",
        "leader": f"{names['rds']} (Ketua RDS)",
        "secretary": f"{names['kpm']} (KPM)",
        "speakers": f"{names['bidan']} (Bidan Desa)",
        "minutes": MINUTES,
    }
    actions.change_meeting(meeting, values, version=None, by=by)
    for person in (
        (names["rds"], "P", "rds", "Ketua RDS"),
        (names["kpm"], "P", "kpm", "KPM"),
        (names["bidan"], "P", "nakes", "Bidan desa"),
    ):
        keys = ("name", "sex", "element", "position")
        actions.add(meeting.attendances, dict(zip(keys, person, strict=True)), by=by)
    for kind, text, owner in OPPORTUNITIES:
        values = {"kind": kind, "text": text, "owner": owner}
        actions.add(meeting.opportunities, values, by=by)
    row = acts.finish_discussion(row, by=by)
    Meeting.objects.filter(pk=meeting.pk).update(finished_on=held_on)
    content = public_content(row, list(analysis) or public_draft(row))
    acts.publish(row, content, by=by)
    _date_back(Publication, row, held_on + timedelta(days=ANNOUNCED_AFTER))


def _date_back(kind, row, day: date):
    at = datetime.combine(day, time(10, 0), row.village.zone)
    kind.objects.filter(discussion=row).update(given_at=at)


# --- the kecamatan -------------------------------------------------------------------


def _join(villages, plans, year, held_on):
    by = User.objects.get(username="kecamatan")
    mad = mad_acts.open_mad(villages[0].district, year, by=by)
    released = released_to(mad)
    for one in common_problems(released)[:3]:
        mad_acts.take_up_problem(mad, one.key, by=by)
    for problem in mad.problems.all()[:2]:
        mad_acts.add_row(mad.activities, _activity(problem), by=by)
    values = {
        "kind": "program",
        "text": "Pelatihan kader BKB dapat dipakai bersama",
        "owner": "Dinas Pengendalian Penduduk dan KB",
    }
    mad_acts.add_row(mad.opportunities, values, by=by)
    _attend(mad, plans, by)
    values = {
        "held_on": held_on,
        "starts_at": time(9, 0),
        "ends_at": time(12, 0),
        "place": "Pendopo Kecamatan Mekarsari",
        "leader": f"{by.name} (Ketua BKAD)",
        "secretary": "Ratna Kartikasari (Pendamping desa)",
        "speakers": "Diah Retnowati (Dinas Kesehatan)\nYoga Prasetya (Dinas PUPR)",
        "agreement": "Setiap desa memasukkan bagiannya dalam RKP Desa.\n"
        "BKAD mengatur jadwal kegiatan bersama.",
    }
    mad_acts.change_mad(mad, values, version=None, by=by)
    mad_acts.finish_mad(mad, by=by)
    type(mad).objects.filter(pk=mad.pk).update(finished_on=held_on)


def _activity(problem):
    names = {
        "AIR": "Pengadaan bahan jamban bersama, langsung dari pembuatnya",
        "PAUD": "Pelatihan pengasuhan bagi kader BKB dan guru PAUD",
        "GIZI": "Pelatihan konselor gizi posyandu",
    }
    activity = names.get(problem.package, "Pertukaran kader posyandu antar desa")
    codes = {"AIR": "2.4.13", "PAUD": "2.2.06"}
    return {
        "problem": problem,
        "nature": "sensitif",
        "activity": activity,
        "location": "Semua desa yang ikut",
        "volume": f"{len(problem.village_codes)} desa; 2 kali",
        "cost_rupiah": 24_000_000,
        "source": "dd",
        "executor": "BKAD Mekarsari",
        "activity_code": codes.get(problem.package, "2.2.03"),
        "shares": dict.fromkeys(problem.village_codes, 6_000_000),
    }


def _attend(mad, plans, by):
    wakil = [
        (plan.officials["rds"], "P", "desa", f"Desa {plan.name}", "Ketua RDS")
        for plan in plans
    ]
    keys = ("name", "sex", "element", "institution", "position")
    for person in (*wakil, *MAD_PEOPLE):
        values = dict(zip(keys, person, strict=True))
        mad_acts.add_row(mad.attendances, values, by=by)
