"""The demo's evaluations: three finished, one being filled in, and their promises."""

from datetime import date, time, timedelta

from households.models import Quarter
from rembuk import actions
from rembuk.actions.evaluation import finish_evaluation, open_evaluation
from rembuk.due import evaluation_day
from rembuk.models import Meeting, Promise
from villages.actions import typed
from villages.actions.closing import close
from villages.models import Village
from villages.models.posting import Role
from villages.quarters import Triwulan

from .accounts import login_of
from .places import VillagePlan

FINISHED = (4, 3, 2)  # quarters ago
BEING_FILLED = 1
DAYS_BEFORE = 9  # the last day for it
KEPT, DROPPED = Promise.Outcome.KEPT, Promise.Outcome.DROPPED
# For each finished evaluation: (text, owner, what came of it until the next, words)
PROMISES = (
    (
        (
            "Kader mengunjungi semua ibu hamil KEK setiap bulan",
            "Bidan desa dan kader posyandu",
            KEPT,
            "Semua dikunjungi; dicatat di buku bidan.",
        ),
        (
            "Dinding posyandu Anggrek dicat dan tikar pertumbuhan dipasang",
            "Kasi Kesejahteraan",
            KEPT,
            "Selesai sebelum posyandu bulan kedua.",
        ),
        (
            "Arisan jamban dimulai di dua RT",
            "Ketua RT dan kader kesehatan",
            DROPPED,
            "Diganti stimulan jamban dari APB Desa.",
        ),
    ),
    (
        (
            "Suami diundang ke kelas ibu hamil lewat surat Kepala Desa",
            "Sekretaris Desa",
            KEPT,
            "16 suami hadir pada triwulan berikutnya.",
        ),
        (
            "Jadwal kelas pengasuhan dipasang di setiap PAUD",
            "Kader BKB",
            "",
            "",
        ),
    ),
    (
        (
            "Lima jamban selesai sebelum musim hujan",
            "Kelompok swadaya masyarakat Krajan",
            KEPT,
            "Lima jamban selesai dan dipakai.",
        ),
        (
            "Timbangan posyandu ditera ulang bersama puskesmas",
            "Bidan desa",
            "",
            "",
        ),
        (
            "Data anak tanpa jaminan kesehatan diserahkan ke Dinas Sosial",
            "Kasi Pelayanan",
            "",
            "",
        ),
    ),
)
MINUTES = (
    "Janji yang lalu\nKetua RDS membacakan janji evaluasi sebelumnya satu per satu.\n"
    "Penanggung jawab menyampaikan hasil dan hambatannya.\n\n"
    "Capaian triwulan\nKPM memaparkan tingkat konvergensi dan capaian lima paket.\n"
    "Bidan desa menjelaskan hasil tikar pertumbuhan dan anak yang perlu diukur "
    "ulang.\n\n"
    "Pelaksanaan\nKasi Kesejahteraan melaporkan kegiatan dan dana yang terpakai.\n"
    "Peserta meminta agar kegiatan dinas juga dicatat."
)
CONCLUSIONS = (
    "Kunjungan rumah tetap didahulukan bagi ibu KEK dan anak dengan tikar merah.\n"
    "Setiap penanggung jawab melapor kepada RDS sebelum evaluasi berikutnya."
)


def review(village: Village, plan: VillagePlan) -> None:
    """Hold the evaluations of the ended quarters one after the other."""
    _date_closings(village)
    running = Triwulan.of(village.today())
    made: list[tuple] = []
    for ago, promises in zip(FINISHED, PROMISES, strict=True):
        quarter = running.shift(-ago)
        held_on = evaluation_day(quarter) - timedelta(days=DAYS_BEFORE)
        _keep(made, held_on - timedelta(days=4), plan)
        meeting = _hold(village, plan, quarter, held_on)
        made = [_promise(meeting, one, plan) for one in promises]
        _finish(meeting, plan)
    _keep(made, evaluation_day(running.shift(-2)) + timedelta(days=60), plan)
    row = Quarter.objects.of(running.shift(-BEING_FILLED)).get(village=village)
    open_evaluation(village, row, by=login_of(plan, Role.RDS))


def _date_closings(village):
    """What was closed earlier in the story was closed in its time, not today."""
    today = village.today()
    for row in village.promises.exclude(closed_on=None):
        day = row.due_on - timedelta(days=3)
        if row.made_on <= day < today:
            _date(row, day)
    for row in village.findings.exclude(closed_on=None):
        day = Triwulan(row.year, row.number).last_day + timedelta(days=11)
        if day < today:
            _date(row, day)


def _date(row, day):
    type(row).objects.filter(pk=row.pk).update(closed_on=day)


def _hold(village, plan, quarter, held_on: date) -> Meeting:
    by, names = login_of(plan, Role.RDS), plan.officials
    row = Quarter.objects.of(quarter).get(village=village)
    meeting = open_evaluation(village, row, by=by)
    values = {
        "held_on": held_on,
        "starts_at": time(13, 0),
        "ends_at": time(15, 30),
        "place": f"Rumah Desa Sehat {plan.name}",
        "leader": f"{names['rds']} (Ketua RDS)",
        "secretary": f"{names['kpm']} (KPM)",
        "minutes": MINUTES,
        "agreement": CONCLUSIONS,
    }
    actions.change_meeting(meeting, values, version=None, by=by)
    for person in (
        (names["rds"], "P", "rds", "Ketua RDS"),
        (names["kpm"], "P", "kpm", "KPM"),
        (names["bidan"], "P", "nakes", "Bidan desa"),
        (names["sekdes"], "P", "pemdes", "Sekretaris Desa"),
        ("Darsih Utami", "P", "kader", "Ketua kader Posyandu Melati"),
        ("Nining Handayani", "P", "paud", "Kepala PAUD Tunas Harapan"),
        ("Titik Susanti", "P", "pkk", "Ketua TP PKK Desa"),
        ("Haji Sumarsono", "L", "tokoh", "Tokoh masyarakat"),
    ):
        keys = ("name", "sex", "element", "position")
        actions.add(meeting.attendances, dict(zip(keys, person, strict=True)), by=by)
    return village.meetings.select_related("quarter").get(pk=meeting.pk)


def _promise(meeting, told, plan):
    text, owner, outcome, words = told
    quarter = meeting.quarter.triwulan
    values = {
        "meeting": meeting,
        "text": text,
        "owner": owner,
        "made_on": meeting.held_on,
        "due_on": evaluation_day(quarter.next),
    }
    village = meeting.village
    row = typed.add(
        village.promises, values, village=village, by=login_of(plan, Role.RDS)
    )
    return row, outcome, words


def _keep(made, day, plan):
    """Say what came of the promises that came to something."""
    for row, outcome, words in made:
        if outcome:
            close(row, outcome, words, by=login_of(plan, Role.RDS))
            _date(row, day)


def _finish(meeting, plan):
    held = finish_evaluation(meeting, by=login_of(plan, Role.RDS))
    Meeting.objects.filter(pk=held.pk).update(finished_on=held.held_on)
