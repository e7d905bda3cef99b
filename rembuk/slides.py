"""What the projector shows: one finding a page, counts only, nobody's data.

Each slide is a key (its address), a template and what stands in it.
"""

from dataclasses import dataclass, field

import segno
from django.conf import settings
from django.urls import reverse

from households.packages import Package
from scorecard.overview import overview_of
from scorecard.summary import summary_of
from villages.charts import Moment, Share
from villages.wording import number_text, rupiah, weekday_name

from .agenda import agenda_of
from .content import lines, name_of
from .models import Attendance, Meeting
from .promises import Fate, years_of

ROWS = 5  # proposals a page: more cannot be read from the last row
SQUARES = 200  # more are not counted by eye: a bar then
ACROSS, SIDE, GAP = 20, 40, 6


@dataclass(frozen=True, slots=True)
class Slide:
    """One page of the presentation."""

    key: str
    kind: str
    title: str
    shown: dict = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"rembuk/slides/{self.kind}.html"


def slides_of(meeting) -> list[Slide]:
    """All pages, in the order of a rembuk."""
    return [
        _welcome(meeting),
        _agenda(meeting),
        *_figures(meeting),
        *_problems(meeting),
        *_proposals(meeting),
        *_promises(meeting),
        _decision(meeting),
        Slide("penutup", "closing", "Terima kasih", {"plan_year": meeting.year + 1}),
    ]


# --- welcome and agenda --------------------------------------------------------------


def sign_in_url(desk) -> str:
    """The address behind the QR code."""
    return f"{settings.PUBLIC_URL}{reverse('rembuk:sign_in', args=[desk.token])}"


def qr_of(text) -> dict:
    """A QR code as one path of an SVG, with its quiet zone: {side, path}."""
    code = segno.make(text, error="m", micro=False)
    dark = [
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(code.matrix_iter(border=4))
        for x, module in enumerate(row)
        if module
    ]
    return {"side": code.symbol_size(border=4)[0], "path": "".join(dark)}


def _welcome(meeting):
    desk = meeting.desks.filter(closed_at=None).first()
    shown = {"weekday": weekday_name(meeting.held_on) if meeting.held_on else ""}
    if desk and desk.is_open:
        url = sign_in_url(desk)
        phones = meeting.attendances.count()
        shown |= {"url": url, "qr": qr_of(url), "listed": phones}
    return Slide("selamat-datang", "welcome", name_of(meeting), shown)


def _agenda(meeting):
    return Slide("acara", "agenda", "Susunan acara", {"agenda": agenda_of(meeting)})


# --- figures -------------------------------------------------------------------------


def _figures(meeting):
    found = overview_of(meeting.village, meeting.quarter.triwulan)
    whole = found.scorecard.village
    if not whole.due:
        return
    sentences = summary_of(found, meeting.village.title)
    moments = [
        Moment(quarter, figure.percent, quarter in found.final)
        for quarter, figure in found.trend
    ]
    shown = {
        "percent": whole.percent,
        "told": sentences[1],
        "moments": moments,
        "period": meeting.quarter,
    }
    yield Slide("capaian", "figure", "Tingkat konvergensi desa", shown)
    yield _packages(found.scorecard)


def _packages(scorecard):
    shares = [
        Share(package.label, figure.percent, figure.received, figure.due)
        for package, figure in scorecard.packages.items()
        if figure.due
    ]
    weakest = min(shares, key=lambda share: share.percent)
    missed = number_text(weakest.due - weakest.received)
    told = f"{weakest.label}: {missed} layanan belum diterima."
    shown = {"weakest": weakest, "told": told, "shares": shares}
    return Slide("paket", "packages", "Paket yang paling perlu dikejar", shown)


# --- problems and proposals ----------------------------------------------------------


def _problems(meeting):
    problems = list(meeting.problems.all())
    for number, problem in enumerate(problems, start=1):
        shown = {
            "problem": problem,
            "package": Package(problem.package).label,
            "place": f"Masalah {number} dari {len(problems)}",
        }
        if problem.due:
            missed = problem.due - problem.received
            shown |= {"missed": missed, "chart": squares(problem.received, missed)}
        yield Slide(f"masalah-{problem.pk}", "problem", problem.text, shown)


def squares(received, missed) -> dict | None:
    """A square for each who received and each who did not; None for too many."""
    total = received + missed
    if total > SQUARES:
        return None
    step = SIDE + GAP
    places = [(n % ACROSS * step, n // ACROSS * step) for n in range(total)]
    drawn = [f"M{x + 3} {y + 3}h{SIDE - 6}v{SIDE - 6}h-{SIDE - 6}z" for x, y in places]
    return {
        "received": "".join(drawn[:received]),
        "missed": "".join(drawn[received:]),
        "width": min(total, ACROSS) * step,
        "height": -(-total // ACROSS) * step,
    }


def _proposals(meeting):
    rows = list(meeting.proposals.select_related("problem"))
    total = sum(row.cost_rupiah for row in rows)
    pages = [rows[n : n + ROWS] for n in range(0, len(rows), ROWS)]
    for number, page in enumerate(pages, start=1):
        title = "Usulan kegiatan"
        if len(pages) > 1:
            title = f"{title} ({number} dari {len(pages)})"
        shown = {
            "rows": enumerate(page, start=ROWS * (number - 1) + 1),
            "count": len(rows),
            "total": rupiah(total),
            "is_last": number == len(pages),
        }
        yield Slide(f"usulan-{number}", "proposals", title, shown)


# --- promises, decision --------------------------------------------------------------


def _promises(meeting):
    earlier = [
        year
        for year in years_of(meeting.village, meeting.village.today())
        if year.year < meeting.year
    ]
    if not earlier:
        return
    year = earlier[0]
    counts = [(fate, count) for fate, count in year.counts]
    most = max(count for _, count in counts)
    shown = {
        "year": year.year,
        "bars": [(fate, count, 1000 * count // most) for fate, count in counts],
        "words": year.words[:ROWS],
        "total": len(year.words),
        "kept": dict(counts)[Fate.KEPT],
    }
    yield Slide("janji", "promises", f"Janji tahun {year.year}", shown)


def _decision(meeting):
    agreements = lines(meeting.agreement)
    voters = meeting.attendances.exclude(element=Attendance.Element.UNDANGAN).count()
    by_vote = meeting.decision == Meeting.Decision.VOTE
    votes = [
        ("setuju", meeting.votes_for or 0),
        ("tidak setuju", meeting.votes_against or 0),
        ("abstain", meeting.votes_abstained or 0),
    ]
    shown = {
        "agreements": agreements,
        "votes": votes if by_vote else (),
        "voters": voters,
        "way": meeting.get_decision_display(),
    }
    return Slide("keputusan", "decision", "Kesepakatan", shown)
