"""Papers: how long a berita acara takes from its rows to its bytes."""

from bench.measuring import Row, row_of, seconds
from rembuk.documents import draft_pdf
from tests.rembuk.meetings import add_people, add_proposal, complete, make_meeting
from villages.models import User, Village
from villages.quarters import Triwulan

ROUNDS = 15
GUESTS, PROPOSALS = 25, 5


def pdf_row(quarter: Triwulan) -> Row:
    """A rembuk with a full daftar hadir, drawn up from the village's own scorecard."""
    user = User.objects.create(username="bench-rds", name="Bench")
    village = Village.objects.order_by("pk").first()
    row = village.quarters.of(quarter).get()
    meeting = complete(make_meeting(village, row, by=user), by=user)
    guests = [(f"Warga {n}", "LP"[n % 2], "tokoh", "") for n in range(GUESTS)]
    add_people(meeting, guests, by=user)
    for _ in range(PROPOSALS):
        add_proposal(meeting, by=user)
    minutes = meeting.berita_acaras.get()
    draft_pdf(minutes)  # fonts and templates are read once
    times = [1000 * seconds(lambda: draft_pdf(minutes)) for _ in range(ROUNDS)]
    return row_of("berita acara as PDF, warm", times, unit="ms", reach=150)
