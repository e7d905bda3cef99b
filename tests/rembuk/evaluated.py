"""An evaluation for tests, made by the verbs that the pages use."""

from datetime import date, time

from rembuk import actions
from rembuk.actions.evaluation import open_evaluation
from tests.rembuk.meetings import add_people

PEOPLE = [
    ("Wahyuningsih", "P", "rds", "Ketua RDS"),
    ("Siti Nurhayati", "P", "kpm", "KPM"),
    ("Bambang Supriyadi", "L", "pemdes", "Kasi Kesejahteraan"),
]


def make_evaluation(village, quarter, *, by, **fields):
    """An evaluation just opened, its village and quarter at hand."""
    meeting = open_evaluation(village, quarter, by=by, **fields)
    meeting.village = village
    return meeting


def make_promise(village, **fields):
    """A promise whose day is the end of July 2026."""
    fields = {
        "text": "Kelas ayah setiap bulan",
        "owner": "Bidan desa",
        "made_on": date(2026, 4, 20),
        "due_on": date(2026, 7, 31),
    } | fields
    return village.promises.create(**fields)


def fill_in(meeting, *, by):
    """All that an evaluation needs to be finished."""
    values = {
        "held_on": date(2026, 7, 21),
        "starts_at": time(13, 0),
        "ends_at": time(15, 0),
        "place": "Rumah Desa Sehat Sukamaju",
        "leader": "Wahyuningsih (Ketua RDS)",
        "secretary": "Siti Nurhayati (KPM)",
        "minutes": "Janji yang lalu\nKetua RDS membacakan janji satu per satu.",
        "agreement": "Kunjungan rumah didahulukan.",
    }
    actions.change_meeting(meeting, values, version=None, by=by)
    add_people(meeting, PEOPLE, by=by)
    make_promise(
        meeting.village,
        meeting=meeting,
        text="Timbangan posyandu ditera",
        made_on=date(2026, 7, 21),
        due_on=date(2026, 10, 31),
    )
    village = meeting.village
    meeting = village.meetings.select_related("quarter").get(pk=meeting.pk)
    meeting.village = village
    return meeting
