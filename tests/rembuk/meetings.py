"""Rembuk for tests, made by the verbs that the pages use. All names are invented."""

from datetime import date, time

from django.urls import reverse

from households.models import Quarter
from rembuk import actions
from rembuk.models import Attendance, Party, Proposal, Signature
from rembuk.ranking import gaps_of
from scorecard.models import Figure
from scorecard.reading import scorecard_of

FIGURES = {
    "households": (118, 118),
    "ibu_hamil": (34, 34),
    "kek_resti": (4, 4),
    "anak": (97, 97),
    "anak_gizi": (11, 11),
    "anc": (30, 34),
    "kelas_ibu": (8, 27),
    "jamban_ibu": (31, 34),
    "timbang": (90, 97),
    "pengasuhan": (66, 97),
    "akta": (95, 95),
}
PEOPLE = [
    ("Slamet Riyadi", "L", "pemdes", "Kepala Desa"),
    ("Wahyuningsih", "P", "rds", "Ketua RDS"),
    ("Muhammad Ma'ruf", "L", "tokoh", ""),
    ("Bambang Supriyadi", "L", "bpd", "Ketua BPD"),
    ("Nur'aini", "P", "paud", "Guru PAUD Melati"),
    ("Ratna Kartikasari", "P", "undangan", "Pendamping desa"),
]


def make_quarter(village, year=2026, number=2, figures=FIGURES):
    """A quarter with stored figures, as if computed from facts."""
    quarter, _ = Quarter.objects.get_or_create(
        village=village,
        year=year,
        number=number,
        defaults={"as_of": date(year, 3 * number, 30)},
    )
    Figure.objects.bulk_create(
        Figure(
            area_code=village.code,
            parent_code=village.code[:6],
            year=year,
            number=number,
            measure=measure,
            received=received,
            due=due,
        )
        for measure, (received, due) in figures.items()
    )
    return quarter


def make_meeting(village, quarter, *, by, **fields):
    """A rembuk opened from the scorecard with its three largest gaps."""
    gaps = gaps_of(scorecard_of(village, quarter.triwulan))[:3]
    return actions.open_meeting(village, quarter, gaps=gaps, by=by, **fields)


def change(meeting, by, **values):
    """Save fields of the meeting as it is now."""
    return actions.change_meeting(meeting, values, version=None, by=by)


def complete(meeting, *, by):
    """Fill in all that a berita acara needs."""
    change(
        meeting,
        by,
        held_on=date(2026, 6, 22),
        starts_at=time(9, 0),
        ends_at=time(12, 30),
        place="Balai Desa Sukamaju",
        leader="Slamet Riyadi (Kepala Desa)",
        secretary="Siti Nurhayati (KPM)",
        people_name="Muhammad Ma'ruf",
        speakers="dr. Ratna Kartikasari (Puskesmas Kaliwiro)",
        agreement="Menetapkan usulan kegiatan prioritas.\nRDS memantau pelaksanaannya.",
        minutes="Pembukaan\nKepala Desa membuka rembuk.\n\nUsulan\nDusun Krajan "
        "mengusulkan jamban.",
    )
    add_people(meeting, PEOPLE, by=by)
    add_proposal(meeting, by=by)
    meeting.refresh_from_db()
    return meeting


def add_people(meeting, people, *, by):
    for name, sex, element, position in people:
        values = {"name": name, "sex": sex, "element": element, "position": position}
        actions.add(meeting.attendances, values, by=by)


def add_proposal(meeting, *, by, **values):
    """A proposal under the meeting's first problem, unless told otherwise."""
    values = {
        "problem": meeting.problems.first(),
        "nature": Proposal.Nature.SENSITIVE,
        "activity": "Kelas pengasuhan bagi orang tua anak 0–23 bulan",
        "location": "Semua dusun",
        "volume": "97 orang tua; 12 kali",
        "cost_rupiah": 9_600_000,
        "source": "dd",
        "executor": "Kader BKB",
        "activity_code": "2.2.06",
    } | values
    return actions.add(meeting.proposals, values, by=by)


def sign_all(berita_acara, *, by, manner=Signature.Manner.SCREEN, scan=None):
    """The signatures that must be there."""
    for party in Signature.REQUIRED:
        actions.sign(
            berita_acara,
            party=party,
            name=NAMES[party],
            manner=manner,
            scan=scan if party == Party.RDS else None,
            by=by,
        )


NAMES = {
    Party.RDS: "Wahyuningsih",
    Party.PEOPLE: "Muhammad Ma'ruf",
    Party.KADES: "Slamet Riyadi",
}
GUEST = Attendance.Element.UNDANGAN


def url(name, meeting, *more):
    """The address of one of a meeting's pages."""
    keys = [meeting.village.code, meeting.year, meeting.pk, *more]
    return reverse(f"rembuk:{name}", args=keys)
