"""The demo's advokasi: last year's rembuk carried out, this year's on its way."""

from datetime import date, timedelta

from households.models import Quarter
from rembuk import actions
from rembuk.actions import advocacy as acts
from rembuk.models import Handover, Meeting, Promise, Step
from villages.actions import typed
from villages.actions.closing import close
from villages.models import Village
from villages.models.posting import Role

from .accounts import login_of
from .places import VillagePlan

S = Step.State
LATE_QUARTER = 4  # last year's rembuk came late, so its proposals waited for a change
# (package, problem, nature, activity, location, volume, rupiah, source, executor, code)
EARLIER = (
    (
        "AIR",
        "Rumah sasaran belum mempunyai sambungan air bersih",
        "sensitif",
        "Sambungan air bersih bagi rumah sasaran",
        "Dusun Gunungsari",
        "14 rumah tangga; 14 sambungan",
        42_000_000,
        "dd",
        "Pengelola air bersih desa",
        "2.4.12",
    ),
    (
        "GIZI",
        "Anak dengan berat badan kurang belum mendapat makanan tambahan",
        "spesifik",
        "Makanan tambahan pemulihan selama 90 hari",
        "Semua posyandu",
        "18 anak; 90 hari",
        24_000_000,
        "dd",
        "Kader posyandu dan bidan desa",
        "2.2.02",
    ),
    (
        "PAUD",
        "Orang tua jarang mengikuti kelas pengasuhan",
        "sensitif",
        "Alat permainan edukatif bagi PAUD",
        "PAUD Tunas Harapan",
        "2 perangkat",
        12_500_000,
        "dd",
        "Pengelola PAUD",
        "2.1.06",
    ),
)
# By rank: (state, month and day of the year after the rembuk, amount, words)
EARLIER_STEPS = (
    (
        (S.RKP, (2, 9), None, "Perdes Nomor 1 tentang perubahan RKP Desa"),
        (S.APB, (3, 16), 42_000_000, "Perdes Nomor 2 tentang perubahan APB Desa"),
        (S.DONE, (8, 28), 40_750_000, "Berita acara serah terima pekerjaan"),
    ),
    (
        (S.RKP, (2, 9), None, "Perdes Nomor 1 tentang perubahan RKP Desa"),
        (S.APB, (3, 16), 24_000_000, "Perdes Nomor 2 tentang perubahan APB Desa"),
    ),
    ((S.REJECTED, (2, 9), None, "Dinas Pendidikan sudah membantu alat yang sama."),),
)
# The same of this year's, in the year of the rembuk itself.
STEPS = (
    ((S.RKP, (9, 21), None, "Perdes Nomor 7 tentang RKP Desa"),),
    (
        (S.RPJM, (7, 20), None, "Sudah ada dalam RPJM Desa"),
        (S.RKP, (9, 21), None, "Perdes Nomor 7 tentang RKP Desa"),
    ),
    (),
    (
        (
            S.REJECTED,
            (9, 21),
            None,
            "Biaya penjemputan sudah termasuk insentif kader posyandu.",
        ),
    ),
)
# (text, office, days after the rembuk until it is due, outcome, what came of it)
PROMISES = (
    (
        "Data sasaran tanpa jamban dilengkapi sebelum musyawarah desa",
        "KPM dan kepala dusun",
        30,
        Promise.Outcome.KEPT,
        "Daftarnya dibahas dalam musyawarah desa.",
    ),
    (
        "Ayah diundang lewat pertemuan RT ke kelas pengasuhan",
        "Ketua RT dan kader BKB",
        90,
        "",
        "",
    ),
    (
        "Mobil desa mengantar ibu hamil berisiko ke puskesmas",
        "Kasi Pelayanan",
        60,
        Promise.Outcome.DROPPED,
        "Puskesmas sudah menyediakan ambulans desa.",
    ),
    ("Posyandu Anggrek mendapat timbangan baru", "Kasi Kesejahteraan", 210, "", ""),
)


def hold_earlier(village: Village, plan: VillagePlan, fill) -> Meeting:
    """Last year's rembuk, filled in by `fill(meeting, held_on)`."""
    rds = login_of(plan, Role.RDS)
    this = village.meetings.order_by("year").first()
    year = this.year - 1
    quarter, _ = Quarter.objects.get_or_create(
        village=village, year=year, number=LATE_QUARTER
    )
    meeting = actions.open_meeting(village, quarter, gaps=[], by=rds)
    for package, problem, *cells in EARLIER:
        values = {"package": package, "text": problem}
        row = actions.add(meeting.problems, values, by=rds)
        names = ("nature", "activity", "location", "volume", "cost_rupiah", "source")
        names += ("executor", "activity_code")
        values = {"problem": row} | dict(zip(names, cells, strict=True))
        actions.add(meeting.proposals, values, by=rds)
    fill(meeting, date(year, 12, 15))
    return meeting


def advocate(village: Village, plan: VillagePlan) -> None:
    """Hand over both berita acara and follow their proposals up to today."""
    agreed = village.meetings.rembuks().exclude(held_on=None).order_by("year")
    for meeting, roads, later in zip(
        agreed, (EARLIER_STEPS, STEPS), (1, 0), strict=True
    ):
        _hand_over(meeting, plan)
        _promise(meeting, plan)
        for proposal, road in zip(meeting.proposals.all(), roads, strict=False):
            _follow(proposal, road, meeting.year + later, plan)


def _hand_over(meeting, plan):
    record = meeting.berita_acaras.first()
    by, names = login_of(plan, Role.RDS), plan.officials
    for receiver, position in (("kades", "Kepala Desa"), ("bpd", "Ketua BPD")):
        values = {
            "receiver": Handover.Receiver(receiver),
            "handed_on": meeting.held_on + timedelta(days=6),
            "letter_number": f"0{len(receiver)}/RDS/{meeting.held_on.year}",
            "handed_by": names["rds"],
            "received_by": names[receiver],
            "position": position,
        }
        acts.hand_over(record, values, by=by)


def _promise(meeting, plan):
    by = login_of(plan, Role.RDS)
    for text, owner, days, outcome, note in PROMISES[meeting.year % 2 :: 2]:
        values = {
            "meeting": meeting,
            "text": text,
            "owner": owner,
            "made_on": meeting.held_on,
            "due_on": meeting.held_on + timedelta(days=days),
        }
        village = meeting.village
        row = typed.add(village.promises, values, village=village, by=by)
        if outcome:
            close(row, outcome, note, by=by)


def _follow(proposal, road, year, plan):
    today = proposal.meeting.village.today()
    for state, (month, day), amount, words in road:
        taken_on = date(year, month, day)
        if taken_on > today:
            return
        key = "note" if state == S.REJECTED else "document"
        values = {"taken_on": taken_on, key: words}
        if amount:
            values["amount_rupiah"] = amount
        if state == S.APB:
            values["budget_line"] = _line(proposal, year, amount)
        acts.take_step(proposal, state, values, by=login_of(plan, Role.KADES))


def _line(proposal, year, amount):
    lines = proposal.meeting.village.budget_lines.filter(year=year)
    code = proposal.activity_code
    return lines.filter(activity_code=code, amount_rupiah__gte=amount).first()
