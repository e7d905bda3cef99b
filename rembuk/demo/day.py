"""The demo's rembuk of today: invited by unsur, and half the hall has signed in."""

from datetime import time, timedelta

from rembuk import actions
from rembuk.invitees import proposed

# Who typed himself on his phone, and who was typed: some unsur are still missed.
BY_PHONE = (
    ("Titik Susanti", "P", "pkk", "Ketua TP PKK Desa", ""),
    ("Fajar Nugroho", "L", "karang_taruna", "Ketua Karang Taruna", ""),
    ("Nining Handayani", "P", "paud", "Kepala PAUD Tunas Harapan", ""),
    ("Tri Handoko", "L", "masyarakat", "", ""),
    ("Sri Mulyati", "P", "undangan", "Kader posyandu", "Desa Karangrejo"),
)
TYPED = (
    ("Haji Mansur Effendi", "L", "bpd", "Ketua BPD"),
    ("Wahyu Tri Lestari", "P", "rds", "Ketua RDS"),
    ("Siti Nurjanah", "P", "kpm", "KPM"),
)
LEFT_OUT = ("karang_taruna", "peduli")  # nobody thought of them yet


def prepare_day(meeting, *, by):
    """Today's rembuk, an hour after its desk was opened."""
    village = meeting.village
    today = village.today()
    values = {
        "held_on": today,
        "starts_at": time(9, 0),
        "place": f"Balai Desa {village.name}",
        "letter_number": f"005/{60 + today.month}/{today.year}",
        "letter_on": today - timedelta(days=7),
        "letter_copies": "Arsip",
    }
    actions.change_meeting(meeting, values, version=None, by=by)
    chosen = [one for one in proposed(meeting) if one.element not in LEFT_OUT]
    actions.invite(meeting, chosen, by=by)
    actions.adopt_agenda(meeting, by=by)
    keys = ("name", "sex", "element", "position", "home_village")
    for person in TYPED:
        line = dict(zip(keys, person, strict=False))
        actions.add(meeting.attendances, line, by=by)
    desk = actions.open_desk(meeting, by=by)
    for person in BY_PHONE:
        actions.sign_in(desk, dict(zip(keys, person, strict=True)))
