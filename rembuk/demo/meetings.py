"""The demo's rembuk: one with its disahkan berita acara, one still being prepared."""

from datetime import date, time

from households.models import Quarter
from rembuk import actions
from rembuk.invitees import proposed
from rembuk.models import Meeting, Signature
from rembuk.models.berita_acara import REQUIRED
from rembuk.ranking import gaps_of
from scorecard.reading import scorecard_of
from villages.models import Village
from villages.models.posting import Role
from villages.quarters import Triwulan

from .accounts import login_of
from .advocating import advocate, hold_earlier
from .day import prepare_day
from .deciding import decide_today, judge
from .places import VillagePlan

PEOPLE_NAME = "Haji Sumarsono"
# (name, sex, unsur, address, position); officials come from the village's plan.
GUESTS = (
    (PEOPLE_NAME, "L", "tokoh", "Dusun Krajan", "Tokoh masyarakat"),
    ("Kasmini", "P", "masyarakat", "Dusun Gunungsari", ""),
    ("Tri Handoko", "L", "masyarakat", "Dusun Karanganyar", ""),
    ("Darsih Utami", "P", "kader", "Posyandu Melati", "Ketua kader"),
    ("Suparmi Rahayu", "P", "kader", "Posyandu Anggrek", "Kader"),
    ("Nining Handayani", "P", "paud", "PAUD Tunas Harapan", "Kepala PAUD"),
    ("Titik Susanti", "P", "pkk", "", "Ketua TP PKK Desa"),
    ("Fajar Nugroho", "L", "karang_taruna", "", "Ketua Karang Taruna"),
    ("Ratna Kartikasari", "P", "undangan", "Kecamatan Mekarsari", "Pendamping desa"),
)
# What is proposed against a gap: the indicators it mends, and the line of the table.
PROPOSALS = (
    (
        ("jamban_anak", "jamban_ibu"),
        "sensitif",
        "Stimulan pembangunan jamban keluarga sehat",
        "Dusun Gunungsari",
        "12 rumah tangga; 12 unit",
        30_000_000,
        "dd",
        "Kelompok swadaya masyarakat Gunungsari",
        "2.4.13",
        "rds",
    ),
    (
        ("pengasuhan",),
        "sensitif",
        "Kelas pengasuhan orang tua bersama PAUD, setiap bulan",
        "Semua dusun",
        "60 orang tua; 12 kali",
        9_600_000,
        "dd",
        "Kader BKB dan guru PAUD",
        "2.2.06",
        "rds",
    ),
    (
        ("kelas_ibu", "konseling_anak", "fe"),
        "spesifik",
        "Kelas ibu hamil dan konseling gizi yang mengundang ayah",
        "Poskesdes Sukamaju",
        "18 ibu hamil, 60 pasang orang tua; 12 kali",
        14_400_000,
        "dd",
        "Bidan desa dan kader posyandu",
        "2.2.02",
        "rembuk",
    ),
    (
        ("timbang", "ukur", "imunisasi", "anc", "nifas"),
        "spesifik",
        "Penjemputan sasaran yang tidak hadir di posyandu",
        "Dusun Karanganyar dan Dusun Gunungsari",
        "25 anak; 12 bulan",
        6_000_000,
        "add",
        "Kader posyandu",
        "2.2.02",
        "rembuk",
    ),
    (
        ("akta", "jaminan_anak", "jaminan_ibu"),
        "sensitif",
        "Pelayanan akta lahir dan jaminan kesehatan keliling",
        "Balai Desa Sukamaju",
        "20 anak; 2 kali",
        2_500_000,
        "apbd",
        "Dinas Dukcapil dan Dinas Sosial",
        "4.4.02",
        "rembuk",
    ),
)
AGREEMENTS = (
    "Usulan kegiatan pada tabel di bawah ditetapkan sebagai usulan prioritas untuk "
    "RKP Desa tahun berikutnya.",
    "Pemerintah Desa mendahulukan rumah tangga 1.000 HPK yang belum memiliki jamban.",
    "Bidan desa mengundang para ayah dalam setiap kelas ibu hamil dan konseling gizi.",
    "RDS melaporkan perkembangan usulan setiap tiga bulan.",
)
MINUTES = (
    "Pembukaan\n"
    "Kepala Desa membuka rembuk dan menyampaikan pentingnya 1.000 hari pertama.\n\n"
    "Pembahasan\n"
    "KPM memaparkan scorecard konvergensi dan tiga kesenjangan terbesar.\n"
    "Kader Posyandu Anggrek menyampaikan bahwa separuh rumah di Gunungsari belum "
    "memiliki jamban.\n"
    "Ketua BPD meminta agar pengadaan jamban didahulukan dan dikerjakan warga.\n\n"
    "Keputusan\n"
    "Peserta menyepakati usulan secara mufakat."
)


def hold_meetings(village: Village, plan: VillagePlan) -> list[Meeting]:
    """A rembuk about a final quarter and one of the year before, not yet settled."""
    rds = login_of(plan, Role.RDS)
    discussed = _discussed(Triwulan.of(village.today()))
    held_on = date(discussed.year, 3 * discussed.number + 2, 20)

    def fill(meeting, day):
        _fill(meeting, plan, day, by=rds)

    newest = _open(village, discussed, by=rds)
    fill(newest, held_on)
    return [newest, hold_earlier(village, plan, fill)]


def settle_meetings(
    village: Village, plan: VillagePlan, meetings: list[Meeting]
) -> None:
    """Their berita acara and what came of them; then a draft about the newest quarter.

    The discussions went before, so that theirs are the first numbers of a year.
    """
    rds, kades = login_of(plan, Role.RDS), login_of(plan, Role.KADES)
    for meeting in meetings:
        _sign(meeting, plan, rds=rds, kades=kades)
    advocate(village, plan)
    second = _open(
        village,
        Triwulan.of(village.today()).previous,
        second_reason="RKP Desa perlu diubah setelah capaian triwulan terakhir.",
        by=rds,
    )
    prepare_day(second, by=rds)
    decide_today(second, by=rds)


def _discussed(running: Triwulan) -> Triwulan:
    """Of the final quarters the earliest of a year, in time for its RKP Desa."""
    final = running.shift(-4).through(running.shift(-2))
    return min((quarter for quarter in final if quarter.number < 4), key=_order)


def _order(quarter: Triwulan) -> int:
    return quarter.number


def _open(village, triwulan, *, second_reason="", by) -> Meeting:
    quarter = Quarter.objects.of(triwulan).get(village=village)
    gaps = gaps_of(scorecard_of(village, triwulan))[:5]
    return actions.open_meeting(
        village, quarter, gaps=gaps, second_reason=second_reason, by=by
    )


def _fill(meeting: Meeting, plan: VillagePlan, held_on: date, *, by) -> None:
    officials = plan.officials
    values = {
        "held_on": held_on,
        "starts_at": time(9, 0),
        "ends_at": time(12, 15),
        "place": f"Balai Desa {plan.name}",
        "leader": f"{officials['kades']} (Kepala Desa)",
        "secretary": f"{officials['kpm']} (KPM)",
        "speakers": f"{officials['bidan']} (Bidan Desa)",
        "people_name": PEOPLE_NAME,
        "agreement": "\n".join(AGREEMENTS),
        "minutes": MINUTES,
        "letter_number": f"005/{40 + held_on.month}/{held_on.year}",
        "letter_on": held_on.replace(day=12),
    }
    actions.change_meeting(meeting, values, version=None, by=by)
    actions.invite(meeting, proposed(meeting), by=by)
    for person in (*_office(officials), *GUESTS):
        keys = ("name", "sex", "element", "address", "position")
        actions.add(meeting.attendances, dict(zip(keys, person, strict=True)), by=by)
    for proposal in _proposals(meeting):
        actions.add(meeting.proposals, proposal, by=by)
    judge(meeting, by=by)


def _office(officials):
    return (
        (officials["kades"], "L", "pemdes", "", "Kepala Desa"),
        (officials["sekdes"], "P", "pemdes", "", "Sekretaris Desa"),
        (officials["bpd"], "L", "bpd", "", "Ketua BPD"),
        (officials["rds"], "P", "rds", "", "Ketua RDS"),
        (officials["kpm"], "P", "kpm", "", "KPM"),
        (officials["bidan"], "P", "nakes", "Poskesdes Sukamaju", "Bidan desa"),
    )


def _proposals(meeting: Meeting):
    """The lines that answer a problem the scorecard found."""
    keys = (
        *("nature", "activity", "location", "volume", "cost_rupiah", "source"),
        *("executor", "activity_code", "origin"),
    )
    for indicators, *cells in PROPOSALS:
        problem = meeting.problems.filter(indicator__in=indicators).first()
        if problem:
            yield {"problem": problem, **dict(zip(keys, cells, strict=True))}


def _sign(meeting: Meeting, plan: VillagePlan, *, rds, kades) -> None:
    berita_acara = actions.settle(meeting.berita_acaras.get(), by=kades)
    names = plan.officials | {"masyarakat": PEOPLE_NAME}
    for party in REQUIRED:
        actions.sign(
            berita_acara,
            party=party,
            name=names[party],
            manner=Signature.Manner.SCREEN,
            by=kades if party == "kades" else rds,
        )
    actions.ratify(berita_acara, by=kades)
