"""What a rembuk may take over from the diskusi RDS and the MAD before it."""

from dataclasses import dataclass
from datetime import date

from .discussion import discussion_in
from .mad import finished_mad_of
from .models import Proposal

Origin = Proposal.Origin


@dataclass(frozen=True, slots=True)
class Offer:
    """The results of one discussion; `left` of them the rembuk does not hold yet."""

    origin: str
    held_on: date | None
    problems: tuple[dict, ...]  # uuid, package, indicator, text, received, due
    activities: tuple[dict, ...]  # uuid, problem (a uuid), the cells of a Proposal
    left: int

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return "Diskusi RDS" if self.origin == Origin.RDS else "MAD"

    @property
    def words(self) -> str:
        """What it brings."""
        return f"{len(self.problems)} masalah dan {len(self.activities)} kegiatan"


def offers_for(meeting) -> list[Offer]:
    """What the year's finished discussions offer a rembuk that is still open."""
    found = [_of_rds(meeting), _of_mad(meeting)]
    return [offer for offer in found if offer]


def offer_from(meeting, origin) -> Offer | None:
    """The results of one origin, or None where it has none."""
    return next((one for one in offers_for(meeting) if one.origin == origin), None)


def taken_by(meeting) -> set[str]:
    """Sources of which the rembuk holds a row that nobody removed."""
    rows = meeting.carried.select_related("problem", "proposal")
    return {
        str(row.source)
        for row in rows
        if (row.problem or row.proposal).removed_at is None
    }


def _of_rds(meeting):
    found = discussion_in(meeting.village, meeting.year)
    if found is None or found.meeting.is_open:
        return None
    problems = [_problem(row) for row in found.meeting.problems.all()]
    rows = found.meeting.proposals.select_related("problem")
    activities = [_activity(row) for row in rows]
    return _offer(meeting, Origin.RDS, found.meeting.held_on, problems, activities)


def _offer(meeting, origin, held_on, problems, activities):
    sources = {row["uuid"] for row in (*problems, *activities)}
    left = len(sources - taken_by(meeting))
    return Offer(origin, held_on, tuple(problems), tuple(activities), left)


CELLS = ("nature", "activity", "location", "volume", "cost_rupiah", "source")
CELLS += ("executor", "activity_code")


def _problem(row):
    keys = ("package", "indicator", "text", "received", "due")
    return {"uuid": str(row.uuid)} | {key: getattr(row, key) for key in keys}


RECKONED = ("service", "targets", "unit_rupiah")  # what the cost is made of


def _activity(row):
    cells = {key: getattr(row, key) for key in (*CELLS, *RECKONED)}
    return {"uuid": str(row.uuid), "problem": str(row.problem.uuid), **cells}


def _of_mad(meeting):
    village = meeting.village
    mad = finished_mad_of(village, meeting.year)
    if mad is None:
        return None
    activities = [
        {"uuid": str(row.uuid), "problem": str(row.problem.uuid)}
        | {key: getattr(row, key) for key in CELLS}
        | {"cost_rupiah": row.shares[village.code]}
        for row in mad.activities.select_related("problem")
        if village.code in row.shares
    ]
    wanted = {row["problem"] for row in activities}
    problems = [
        _mad_problem(row)
        for row in mad.problems.all()
        if village.code in row.village_codes or str(row.uuid) in wanted
    ]
    return _offer(meeting, Origin.MAD, mad.held_on, problems, activities)


def _mad_problem(row):
    keys = ("package", "indicator", "text")
    cells = {key: getattr(row, key) for key in keys}
    return {"uuid": str(row.uuid), **cells, "received": None, "due": None}
