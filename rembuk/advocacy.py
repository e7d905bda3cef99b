"""Advokasi: how far each proposal came, and which line of the APB Desa fits it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Sum

from villages.models import BudgetLine
from villages.wording import long_date, rupiah

from .models import BeritaAcara, Meeting, Proposal, Step

STATE = Step.State
PROPOSED = "Diusulkan"
# What may follow a state; "" is a proposal that came no further than the rembuk.
FOLLOWS: dict[str, tuple[Step.State, ...]] = {
    "": (STATE.RPJM, STATE.RKP, STATE.REJECTED),
    STATE.RPJM: (STATE.RKP, STATE.REJECTED),
    STATE.RKP: (STATE.APB, STATE.REJECTED),
    STATE.APB: (STATE.DONE, STATE.REJECTED),
    STATE.DONE: (),
    STATE.REJECTED: (),
}
ROAD = (STATE.RKP, STATE.APB, STATE.DONE)  # RPJM Desa stands on it only when taken


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal with the steps it took, the oldest first."""

    proposal: Proposal
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None

    @property
    def state(self) -> str:
        """A value of Step.State, "" before the first step."""
        return self.last.state if self.last else ""

    @property
    def label(self) -> str:
        return self.last.get_state_display() if self.last else PROPOSED

    @property
    def following(self) -> tuple[Step.State, ...]:
        """The steps that may be taken now."""
        return FOLLOWS[self.state]

    @property
    def budgeted(self) -> Step | None:
        """Its step into the APB Desa."""
        return next((s for s in self.steps if s.state == STATE.APB), None)

    @property
    def road(self) -> list[dict]:
        """Where it was and where it may still come to, for partials/stages.html."""
        taken = [
            _stop(s.get_state_display(), "selesai", s.taken_on) for s in self.steps
        ]
        first = _stop(PROPOSED, "selesai", self.proposal.meeting.held_on)
        done = {step.state for step in self.steps}
        ahead = [] if not self.following else [s for s in ROAD if s not in done]
        words = ["berjalan"] + ["nanti"] * len(ahead)
        rest = [_stop(s.label, w, None) for s, w in zip(ahead, words, strict=False)]
        return [first, *taken, *rest]


def _stop(label, state, day):
    texts = {"berjalan": "berikutnya", "nanti": "nanti"}
    text = long_date(day) if day else texts.get(state, "selesai")
    return {"label": label, "state": state, "text": text}


def in_force(meeting) -> BeritaAcara | None:
    """The newest settled berita acara of a meeting; None when it was cancelled."""
    newest = meeting.berita_acaras.settled().first()
    is_void = newest is None or newest.state == BeritaAcara.State.CANCELLED
    return None if is_void else newest


def agreed_meetings(village) -> list[tuple[Meeting, BeritaAcara]]:
    """Rembuk of the village with a berita acara in force, the newest first."""
    rows = village.meetings.rembuks()
    found = []
    for meeting in rows.prefetch_related("berita_acaras"):
        settled = [r for r in meeting.berita_acaras.all() if not r.is_draft]
        if settled and settled[0].state != BeritaAcara.State.CANCELLED:
            meeting.village = settled[0].village = village
            settled[0].meeting = meeting
            found.append((meeting, settled[0]))
    return found


def standings_of(meetings) -> list[Standing]:
    """Every proposal of the meetings with its steps, in two queries."""
    proposals = Proposal.objects.filter(meeting__in=meetings).select_related(
        "meeting", "problem"
    )
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.filter(proposal__in=proposals):
        steps.setdefault(step.proposal_id, []).append(step)
    return [Standing(one, tuple(steps.get(one.pk, ()))) for one in proposals]


def standing_of(proposal) -> Standing:
    """One proposal with its steps."""
    return Standing(proposal, tuple(proposal.steps.select_related("budget_line")))


# --- budget lines --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fit:
    """A line of the APB Desa, how well its code fits, and what of it is free."""

    line: BudgetLine
    closeness: int  # 2 the same code, 1 the same sub-bidang, 0 another
    left_rupiah: int

    @property
    def is_same(self) -> bool:
        return self.closeness == 2

    def __str__(self):
        return (
            f"{self.line.year} · {self.line.activity_code} {self.line.name} "
            f"(sisa {rupiah(self.left_rupiah)} dari {rupiah(self.line.amount_rupiah)})"
        )


def fits_of(proposal, village) -> list[Fit]:
    """Lines of the year the rembuk plans for and later, the best fit first."""
    year = proposal.meeting.year + 1
    lines = list(village.budget_lines.filter(year__gte=year))
    used = used_of(lines, besides=proposal)
    fits = [
        Fit(line, _closeness(proposal, line), line.amount_rupiah - used.get(line.pk, 0))
        for line in lines
    ]
    return sorted(fits, key=lambda fit: (-fit.closeness, fit.line.year, fit.line.pk))


def _closeness(proposal, line) -> int:
    if not proposal.activity_code:
        return 0
    if line.activity_code == proposal.activity_code:
        return 2
    return int(
        line.activity_code.split(".")[:2] == proposal.activity_code.split(".")[:2]
    )


def given_from(lines):
    """The steps by which proposals, not rejected since, were given money of lines."""
    rows = Step.objects.filter(budget_line__in=lines, state=STATE.APB)
    rows = rows.filter(proposal__removed_at=None)
    rejected = Step.objects.filter(proposal=OuterRef("proposal"), state=STATE.REJECTED)
    return rows.filter(~Exists(rejected))


def used_of(lines, *, besides=None) -> dict[int, int]:
    """Rupiah that proposals were given from each line, one proposal left out."""
    rows = given_from(lines)
    if besides is not None:
        rows = rows.exclude(proposal=besides)
    sums = rows.order_by().values("budget_line").annotate(used=Sum("amount_rupiah"))
    return {row["budget_line"]: row["used"] for row in sums}
