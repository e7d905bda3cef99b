"""Diskusi terarah RDS: its four outputs, what it lacks, and what leaves the village."""

from dataclasses import dataclass

from households.packages import Package
from rembuk.analysis import (
    card_of,
    material_of,
    public_problem,
    public_sentences_of,
    sentences_of,
)
from scorecard.need import PRICE_CODE, PRICED
from villages.wording import rupiah

from .content import lines, quarter_words
from .models import Attendance, Meeting, Release
from .models.discussion import Resource
from .readiness import Missing, outrun

KIND = Meeting.Kind.RDS


def discussion_in(village, year):
    """The village's discussion of a planning year, or None."""
    rows = village.discussions.select_related("meeting__quarter")
    found = rows.filter(year=year).first()
    if found:
        found.village = found.meeting.village = village
    return found


# --- the four outputs ----------------------------------------------------------------


def material_at(discussion) -> dict:
    """The figures it rests on: frozen once it is finished, else as they are now."""
    if discussion.content:
        return discussion.content["material"]
    return material_of(discussion.village, discussion.meeting.quarter)


def analysis_of(discussion, material) -> list[str]:
    """The analysis in sentences: as the RDS wrote it, else as the figures say it."""
    return lines(discussion.analysis) or sentences_of(material)


def opportunities_of(rows) -> list[dict]:
    """Opportunities in the order of their kinds, as plain values."""
    order = list(Resource)
    return [
        {"kind": row.get_kind_display(), "text": row.text, "owner": row.owner}
        for row in sorted(rows, key=lambda row: (order.index(row.kind), row.pk))
    ]


@dataclass(frozen=True, slots=True)
class UnitCosts:
    """What one of each service costs by the village's own list of a year."""

    words: dict[str, str]  # by the code of the service

    def of(self, problem) -> str:
        """Return what the problem's service costs, "" where nobody knows."""
        return self.words.get(PRICE_CODE.get(problem.indicator, ""), "")


def unit_costs_of(village, year) -> UnitCosts:
    """Return the village's costs in words, one query."""
    known = {row.service: row for row in village.unit_costs.filter(year=year)}
    return UnitCosts(
        {
            code: f"{service.label} {rupiah(known[code].amount_rupiah)} untuk satu "
            f"{'rumah tangga' if service.package is Package.AIR else 'sasaran'}"
            for code, service in PRICED.items()
            if code in known
        }
    )


# --- what is lacking -----------------------------------------------------------------


def missing_from_discussion(meeting) -> list[Missing]:
    """All that keeps the discussion from being finished, in the order of the page."""
    return [
        *outrun(meeting.quarter),
        *_of_the_outputs(meeting),
        *_of_the_day(meeting),
        *_of_the_people(meeting),
    ]


def _of_the_outputs(meeting):
    if not meeting.problems.exists():
        yield Missing("Belum ada masalah yang diurutkan", "masalah")
    if not meeting.opportunities.exists():
        yield Missing("Belum ada peluang atau sumber daya", "peluang")
    if not meeting.proposals.exists():
        yield Missing("Belum ada alternatif kegiatan", "usulan")


def _of_the_day(meeting):
    if meeting.held_on is None:
        yield Missing("Tanggal diskusi belum diisi", "waktu")
    elif meeting.held_on > meeting.village.today():
        yield Missing("Tanggal diskusi belum tiba", "waktu")
    if not meeting.place:
        yield Missing("Tempat diskusi belum diisi", "waktu")
    if not meeting.leader:
        yield Missing("Pimpinan diskusi belum diisi", "pimpinan")


def _of_the_people(meeting):
    if not meeting.attendances.filter(element=Attendance.Element.RDS).exists():
        yield Missing("Belum ada unsur Rumah Desa Sehat dalam daftar hadir", "hadir")


# --- what others may see -------------------------------------------------------------


def released_content(discussion) -> dict:
    """What the MAD would see: aggregates, problems, alternatives; no person."""
    material, meeting = material_at(discussion), discussion.meeting
    card = card_of(material)
    mapping = material["mapping"] or {"as_of": None, "total": {}}
    return {
        "code": discussion.village.code,
        "village": discussion.village.name,
        "year": discussion.year,
        "period": quarter_words(meeting),
        "as_of": material["as_of"],
        "held_on": meeting.held_on.isoformat() if meeting.held_on else None,
        "analysis": analysis_of(discussion, material),
        "counts": {"households": card.households, **card.population},
        "convergence": {
            "ibu_hamil": _pair(card.groups["ibu_hamil"]),
            "anak": _pair(card.groups["anak"]),
        },
        "mapping": mapping["total"],
        "problems": _problems(meeting),
        "opportunities": opportunities_of(meeting.opportunities.all()),
        "activities": _activities(meeting),
    }


def _pair(figure) -> list[int]:
    return [figure.received, figure.due]


def _problems(meeting):
    keys = ("package", "indicator", "text", "received", "due")
    return [
        {"uuid": str(row.uuid)} | {key: getattr(row, key) for key in keys}
        for row in meeting.problems.all()
    ]


def _activities(meeting):
    keys = ("nature", "activity", "location", "volume", "cost_rupiah", "source")
    keys += ("executor", "activity_code")
    return [
        {"uuid": str(row.uuid), "problem": str(row.problem.uuid)}
        | {key: getattr(row, key) for key in keys}
        for row in meeting.proposals.select_related("problem")
    ]


def public_content(discussion, analysis: list[str]) -> dict:
    """What residents would read: typed words, and no small count of the scorecard."""
    meeting = discussion.meeting
    proposals = meeting.proposals.select_related("problem")
    return {
        "year": discussion.year,
        "period": quarter_words(meeting),
        "held_on": meeting.held_on.isoformat() if meeting.held_on else None,
        "analysis": analysis,
        "problems": [
            public_problem(row.text, row.indicator, row.received or 0, row.due)
            for row in meeting.problems.all()
        ],
        "activities": [
            {
                "activity": row.activity,
                "location": row.location,
                "cost_rupiah": row.cost_rupiah,
            }
            for row in proposals
        ],
        "opportunities": opportunities_of(meeting.opportunities.all()),
    }


def public_draft(discussion) -> list[str]:
    """The analysis for residents as the figures say it."""
    return public_sentences_of(material_at(discussion))


def texts_in(content: dict) -> list[str]:
    """Every text that somebody typed into what is shown to others."""
    rows = [*content["problems"], *content["activities"], *content["opportunities"]]
    texts = list(content["analysis"])
    for row in rows:
        values = [row] if isinstance(row, str) else row.values()
        texts += [value for value in values if isinstance(value, str)]
    return texts


def releases_in(area, year):
    """What the villages of a kecamatan released for a planning year, by code."""
    rows = Release.objects.in_force().filter(
        discussion__village__district=area, discussion__year=year
    )
    return rows.order_by("discussion__village__code")
