"""Evaluasi triwulan RDS: what it opens with, looks at, and ends with.

One dict of plain values tells all of it. The page and the minutes of an open
evaluation are drawn from the rows as they are; a finished one keeps its own.
"""

from households.models import Quarter
from scorecard.diagnosis import prevalences_of
from scorecard.lift import change
from scorecard.overview import overview_of
from scorecard.reading import scorecard_of
from scorecard.summary import summary_of
from villages.kop import kop_of
from villages.quarters import Triwulan
from villages.templatetags.kpm import points
from villages.wording import long_date

from .content import (
    ROMAN,
    STATES,
    attendance_rows,
    counted,
    lines,
    meeting_part,
    minutes_of,
)
from .deliveries import delivered, spent_in
from .delivery_papers import row_of
from .due import evaluation_day
from .models import Meeting, Promise
from .promises import MARKS, Fate, fate_of_promise, told_of

PEOPLE = (
    ("households", "Rumah tangga 1.000 HPK"),
    ("ibu_hamil", "Ibu hamil"),
    ("kek_resti", "Ibu hamil KEK atau risiko tinggi"),
    ("anak", "Anak 0–23 bulan"),
    ("anak_gizi", "Anak gizi kurang, gizi buruk atau stunting"),
    ("unvisited", "Sasaran yang tidak dikunjungi"),
)
MATS = (
    ("hijau", "Hijau"),
    ("kuning", "Kuning"),
    ("merah", "Merah"),
    ("tidak_diukur", "Tidak diukur"),
)
# Of the last promises: what needs a word first.
ORDER = (Fate.LATE, Fate.UNDER_WAY, Fate.KEPT, Fate.DROPPED)


def evaluations_of(village):
    """The village's evaluations, the newest quarter first."""
    rows = village.meetings.filter(kind=Meeting.Kind.EVALUATION)
    return rows.select_related("quarter", "evaluation").order_by(
        "-quarter__year", "-quarter__number", "-pk"
    )


def finished_quarters(village) -> set[Triwulan]:
    """The quarters that have a finished evaluation."""
    rows = evaluations_of(village).exclude(finished_on=None)
    pairs = rows.values_list("quarter__year", "quarter__number")
    return {Triwulan(*pair) for pair in pairs}


def known_quarters(village) -> set[Triwulan]:
    """The quarters that have figures to look at."""
    rows = village.quarters.exclude(as_of=None)
    return {Triwulan(*pair) for pair in rows.values_list("year", "number")}


def recent_quarters(village, count) -> list[Triwulan]:
    """The running quarter and those before it, the newest first."""
    running = Triwulan.of(village.today())
    return [running.shift(-back) for back in range(count)]


def name_of_evaluation(meeting) -> str:
    """Return "Evaluasi Triwulan III Tahun 2026 Desa Sukamaju"."""
    return f"Evaluasi {quarter_name(meeting.quarter)} {meeting.village.title}"


def quarter_name(quarter) -> str:
    """Return "Triwulan III Tahun 2026", as documents write it."""
    return f"Triwulan {ROMAN[quarter.number - 1]} Tahun {quarter.year}"


def content_of(meeting) -> dict:
    """Return all that the evaluation looks at, from the rows as they are now."""
    village, quarter = meeting.village, meeting.quarter.triwulan
    present, guests = counted(meeting.attendances.all())
    return {
        "kop": kop_of(village),
        "village": village.title,
        "meeting": meeting_part(meeting)
        | {"name": name_of_evaluation(meeting), "agenda": []},
        "quarter": quarter_name(quarter),
        "second_reason": meeting.second_reason,
        "leader": meeting.leader,
        "secretary": meeting.secretary,
        "present": present,
        "guests": guests,
        "promises": promises_part(last_promises(meeting), _day_of(meeting)),
        "recap": recap_part(village, quarter),
        "findings": [_finding(row, _day_of(meeting)) for row in findings_of(meeting)],
        **deliveries_part(village, quarter),
        "new_promises": [_new(row) for row in meeting.promises.all()],
        "minutes": minutes_of(meeting),
        "conclusions": lines(meeting.agreement),
        "attendance": attendance_rows(meeting),
        "photos": [
            {"image": f"foto-{number}", "caption": photo.caption, "sha256": sha}
            for number, (photo, sha) in enumerate(_photos(meeting), start=1)
        ],
    }


def read_content(meeting) -> dict:
    """Return what a finished evaluation kept; of an open one what stands now."""
    kept = getattr(meeting, "evaluation", None)
    return kept.content if kept and kept.content else content_of(meeting)


def _day_of(meeting):
    return meeting.held_on or meeting.village.today()


def _photos(meeting):
    rows = meeting.photos.select_related("file")
    return [(photo, photo.file.sha256) for photo in rows]


# --- last promises -------------------------------------------------------------------


def previous_of(meeting) -> Meeting | None:
    """Return the last finished evaluation before this one."""
    rows = evaluations_of(meeting.village).exclude(pk=meeting.pk)
    rows = rows.exclude(finished_on=None)
    if meeting.held_on:
        rows = rows.filter(held_on__lte=meeting.held_on)
    return rows.order_by("-held_on", "-pk").first()


def last_promises(meeting) -> list[Promise]:
    """Return what was promised before: still open, or closed since the last time."""
    before = previous_of(meeting)
    since = before.held_on if before else meeting.quarter.triwulan.first_day
    rows = meeting.village.promises.exclude(meeting=meeting)
    rows = rows.filter(made_on__lte=_day_of(meeting))
    return list(rows.filter(closed_on=None) | rows.filter(closed_on__gte=since))


def promises_part(promises, day) -> dict:
    """Return the promises with their fates, and the fates counted in words."""
    rows = [_promise(row, day) for row in promises]
    rows.sort(key=lambda row: [fate.value for fate in ORDER].index(row["fate"]))
    counts = [(fate, sum(r["fate"] == fate.value for r in rows)) for fate in Fate]
    told = ", ".join(f"{count} {fate.value}" for fate, count in counts if count)
    return {"rows": rows, "told": told}


def _promise(row, day):
    fate = fate_of_promise(row, day)
    return {
        "pk": row.pk,
        "text": row.text,
        "owner": row.owner,
        "due_on": row.due_on.isoformat(),
        "fate": fate.value,
        "mark": MARKS[fate],
        "told": told_of(row),
        "is_open": row.closed_on is None,
    }


def _new(row):
    return {
        "pk": row.pk,
        "text": row.text,
        "owner": row.owner,
        "due_on": row.due_on.isoformat(),
    }


# --- figures -------------------------------------------------------------------------


def recap_part(village, quarter) -> dict:
    """Return the quarter beside the one before it: services, convergence, growth."""
    found = overview_of(village, quarter)
    now, before = found.scorecard, scorecard_of(village, quarter.previous)
    return {
        "before": quarter_name(quarter.previous),
        "standing": _standing(now),
        "state": now.state,
        "as_of": now.as_of.isoformat() if now.as_of else None,
        "rule_set": now.rule_set,
        "sha256": now.sha256 or None,
        "summary": summary_of(found, village.title) if found.has_data else [],
        "convergence": [
            _pair("Ibu hamil", now.groups["ibu_hamil"], before.groups["ibu_hamil"]),
            _pair("Anak 0–23 bulan", now.groups["anak"], before.groups["anak"]),
            _pair("Tingkat konvergensi desa", now.village, before.village),
        ],
        "packages": [
            _pair(package.label, figure, before.packages[package])
            for package, figure in now.packages.items()
        ],
        "services": [
            _pair(row.wording, row.figure, before.figure(row.code))
            for row in now.tabel_3
            if row.number is not None
        ],
        "mats": [_counts(m, label, now.tikar, before.tikar) for m, label in MATS],
        "people": [
            {"label": label, "now": now.count(key), "before": before.count(key)}
            for key, label in PEOPLE
        ],
        "growth": _growth(village, quarter),
    }


def _standing(card) -> str:
    state = f"data {STATES[Quarter.State(card.state)]}"
    return f"{state} per {long_date(card.as_of)}" if card.as_of else state


def _pair(label, now, before):
    return {
        "label": label,
        "now": now.as_json(),
        "before": before.as_json(),
        "change": points(change(now, before)),  # in words
    }


def _counts(key, label, now, before):
    return {"key": key, "label": label, "now": now[key], "before": before[key]}


def _growth(village, quarter):
    pairs = zip(
        prevalences_of(village, quarter),
        prevalences_of(village, quarter.previous),
        strict=True,
    )
    return [
        {
            "label": now.name,
            "index": now.index,
            "now": _share(now),
            "before": _share(before),
        }
        for now, before in pairs
    ]


def _share(one):
    percent = one.percent
    return {
        "affected": one.affected,
        "measured": one.measured,
        "percent": None if percent is None else str(percent),
    }


# --- findings and what was done ------------------------------------------------------


def findings_of(meeting):
    """Findings of the quarter, and older ones that were still open in it."""
    rows = meeting.village.findings.known_in(meeting.quarter.triwulan)
    return rows.order_by("closed_on", "due_on", "pk")


def _finding(row, day):
    told = ""
    if row.closed_on:
        told = f"{row.get_outcome_display().capitalize()} {long_date(row.closed_on)}"
        told = f"{told}: {row.outcome_note}" if row.outcome_note else told
    late = Fate.LATE if row.is_late(day) else Fate.UNDER_WAY
    return {
        "pk": row.pk,
        "text": row.text,
        "owner": row.owner,
        "due_on": row.due_on.isoformat(),
        "state": row.outcome or late.value,
        "mark": {"selesai": "final", "batal": "ditolak"}.get(row.outcome)
        or MARKS[late],
        "told": told,
        "is_open": row.closed_on is None,
    }


def deliveries_part(village, quarter) -> dict:
    """Return what ended in the quarter, and its money; nothing is counted twice."""
    found = list(delivered(village, quarter.first_day, quarter.last_day))
    spent = spent_in(village, quarter, found)
    return {
        "deliveries": [row_of(one) | {"pk": one.pk} for one in found],
        "spent": {
            "budget": spent.budget,
            "outside": spent.outside,
            "total": spent.total,
        },
    }


def next_day(meeting):
    """Until when new promises run unless somebody says otherwise."""
    return max(evaluation_day(meeting.quarter.triwulan.next), _day_of(meeting))
