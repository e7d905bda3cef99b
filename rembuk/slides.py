"""What the projector shows: one finding a page, counts only, nobody's data.

Each slide is a key (its address), a template and what stands in it. Texts were typed by
people: a name of the village in them is left out.
"""

import re
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
from .naming import names_in
from .promises import Fate, years_of

ROWS = 5  # proposals a page: more cannot be read from the last row
SQUARES = 200  # more are not counted by eye: a bar then
ACROSS, SIDE, GAP = 20, 40, 6
SPELLINGS = 5  # of one name, looked for in what was typed


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
    """All pages, in the order of a rembuk; of another meeting the welcome alone."""
    if not meeting.is_rembuk:
        return [_welcome(meeting)]
    told = _Told.of(meeting)
    return [
        _welcome(meeting),
        _agenda(told),
        *_figures(meeting),
        *_problems(told),
        *_proposals(told),
        *_promises(told),
        _decision(meeting, told),
        Slide("penutup", "closing", "Terima kasih", {"plan_year": meeting.year + 1}),
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """What people typed, to be shown through `plain`, which names nobody."""

    agenda: list
    problems: list
    proposals: list
    agreements: list[str]
    promised: object  # the newest year before this one, or None
    names: re.Pattern[str] | None

    @classmethod
    def of(cls, meeting):
        agenda, problems = agenda_of(meeting), list(meeting.problems.all())
        proposals = list(meeting.proposals.all())
        agreements, promised = lines(meeting.agreement), _promised_before(meeting)
        texts = [
            *(text for line in agenda for text in (line.text, line.owner)),
            *(one.text for one in problems),
            *(one.activity for one in proposals),
            *(one.location for one in proposals),
            *(one.volume for one in proposals),
            *agreements,
            *(word.text for word in (promised.words if promised else ())),
        ]
        names = _names_of(meeting.village, texts)
        return cls(agenda, problems, proposals, agreements, promised, names)

    def plain(self, text) -> str:
        """The text with dots in the place of names."""
        return self.names.sub("…", text) if self.names else text


def _names_of(village, texts):
    """Every name in the texts as one pattern, the longest first; None for none.

    A name is told in one of its spellings: what is left is asked again.
    """
    names, pattern = set(), None
    for _ in range(SPELLINGS):
        found = names_in(village, texts)
        if not found:
            break
        names |= set(found)
        ordered = sorted(names, key=len, reverse=True)
        words = [r"\W+".join(map(re.escape, name.split())) for name in ordered]
        pattern = re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        texts = [pattern.sub("…", text) for text in texts]
    return pattern


def _promised_before(meeting):
    years = years_of(meeting.village, meeting.village.today())
    return next((one for one in years if one.year < meeting.year), None)


# --- welcome and agenda --------------------------------------------------------------


def heading_of(meeting) -> str:
    """What the meeting is called on the screen and on the phones."""
    if meeting.is_rembuk:
        return name_of(meeting)
    return f"{meeting.get_kind_display()}, {meeting.village.title}"


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
    return Slide("selamat-datang", "welcome", heading_of(meeting), shown)


def _agenda(told):
    rows = [
        {
            "time": line.time,
            "minutes": line.minutes,
            "text": told.plain(line.text),
            "owner": told.plain(line.owner),
        }
        for line in told.agenda
    ]
    return Slide("acara", "agenda", "Susunan acara", {"agenda": rows})


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


def _problems(told):
    for number, problem in enumerate(told.problems, start=1):
        shown = {
            "problem": problem,
            "package": Package(problem.package).label,
            "place": f"Masalah {number} dari {len(told.problems)}",
        }
        if problem.due:
            missed = problem.due - problem.received
            shown |= {"missed": missed, "chart": squares(problem.received, missed)}
        title = told.plain(problem.text)
        yield Slide(f"masalah-{problem.pk}", "problem", title, shown)


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


def _proposals(told):
    rows = told.proposals
    total = sum(row.cost_rupiah for row in rows)
    pages = [rows[n : n + ROWS] for n in range(0, len(rows), ROWS)]
    for number, page in enumerate(pages, start=1):
        title = "Usulan kegiatan"
        if len(pages) > 1:
            title = f"{title} ({number} dari {len(pages)})"
        shown = {
            "rows": [
                _row(ROWS * (number - 1) + place, row, told)
                for place, row in enumerate(page, start=1)
            ],
            "count": len(rows),
            "total": rupiah(total),
        }
        yield Slide(f"usulan-{number}", "proposals", title, shown)


def _row(number, proposal, told):
    return {
        "number": number,
        "activity": told.plain(proposal.activity),
        "location": told.plain(proposal.location),
        "volume": told.plain(proposal.volume),
        "cost_rupiah": proposal.cost_rupiah,
        "source": proposal.get_source_display(),
    }


# --- promises, decision --------------------------------------------------------------


def _promises(told):
    year = told.promised
    if year is None:
        return
    counts = year.counts
    most = max(count for _, count in counts)
    shown = {
        "year": year.year,
        "bars": [(fate, count, 1000 * count // most) for fate, count in counts],
        "words": [
            (word.fate.value, told.plain(word.text)) for word in year.words[:ROWS]
        ],
        "total": len(year.words),
        "kept": dict(counts)[Fate.KEPT],
    }
    yield Slide("janji", "promises", f"Janji tahun {year.year}", shown)


def _decision(meeting, told):
    voters = meeting.attendances.exclude(element=Attendance.Element.UNDANGAN).count()
    by_vote = meeting.decision == Meeting.Decision.VOTE
    votes = [
        ("setuju", meeting.votes_for or 0),
        ("tidak setuju", meeting.votes_against or 0),
        ("abstain", meeting.votes_abstained or 0),
    ]
    shown = {
        "agreements": [told.plain(line) for line in told.agreements],
        "votes": votes if by_vote else (),
        "voters": voters,
        "way": meeting.get_decision_display(),
    }
    return Slide("keputusan", "decision", "Kesepakatan", shown)
