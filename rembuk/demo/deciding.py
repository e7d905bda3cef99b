"""How the demo's rembuk decide: points given together, options taken, minutes begun."""

from rembuk import actions
from rembuk.actions import deciding
from rembuk.actions.minutes import type_minutes
from rembuk.models import Sorting
from rembuk.options import Offer

GIVEN = ("gawat", "mudah", "biaya", "dukungan")
# Values of the problems or proposals in their order, for the criteria of GIVEN.
VALUES = ((3, 4, 3, 4), (5, 3, 2, 5), (4, 4, 4, 3), (2, 5, 5, 2), (4, 2, 3, 4))
MINUTES = (
    (
        "Pengisian daftar hadir dan pembukaan",
        "Kepala Desa membuka rembuk pukul 09.10.\nDoa dipimpin tokoh agama.",
    ),
    (
        "Pembahasan masalah prioritas dan pilihan kegiatan",
        "KPM memaparkan lima layanan yang paling banyak belum diterima.\n"
        "Ketua TP PKK: para ayah perlu diundang sendiri, jangan dititipkan.\n"
        "Nilai tiap masalah disepakati bersama, lalu diurutkan menurut skor.",
    ),
)


def judge(meeting, part="masalah", *, by):
    """Give every row its values and let the score decide the order."""
    rows = meeting.problems.all() if part == "masalah" else meeting.proposals.all()
    typed = {
        deciding.point_name(row.pk, key): (None, value)
        for row, values in zip(rows, VALUES, strict=False)
        for key, value in zip(GIVEN, values, strict=True)
    }
    deciding.give_points(meeting, part, typed, by=by)
    deciding.sort_by(meeting, part, Sorting.By.POINTS, by=by)


def decide_today(meeting, *, by):
    """Judge the problems, propose what their options offer, begin minutes and votes."""
    judge(meeting, by=by)
    offer, taken = Offer(meeting), set()
    for problem in meeting.problems.all():
        option = next((one for one in offer.of(problem) if one.cost), None)
        if option and option.rupiah and option.service not in taken:
            taken.add(option.service)
            values = option.values | {"problem": problem}
            actions.add(meeting.proposals, values, by=by)
    text = "\n\n".join("\n".join(part) for part in MINUTES)
    type_minutes(meeting, "", text, by=by)
    for row, count in zip(meeting.proposals.all()[:2], (5, 4), strict=False):
        name = f"s-{row.pk}-for"
        deciding.count_votes(meeting, {name: (None, count)}, by=by)
