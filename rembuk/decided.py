"""How it was decided what comes first, as notulen and berita acara print it."""

from .judging import PARTS, judgement_of
from .models import Meeting
from .voting import is_voted, votes_content


def decided_of(meeting: Meeting) -> dict:
    """Points with their arithmetic, and votes; empty where there were none."""
    proposals = meeting.proposals.all()
    return {
        "points": _points(meeting),
        "votes": [
            {"no": no, "activity": one.activity, **votes_content(one)}
            for no, one in enumerate(proposals, start=1)
            if is_voted(one)
        ],
    }


def _points(meeting):
    told = [judgement_of(meeting, part) for part in PARTS]
    return [_content(one) for one in told if one.is_begun]


def _content(told):
    return {
        "title": PARTS[told.part],
        "criteria": [{"name": one.name, "weight": one.weight} for one in told.criteria],
        "rows": [
            {
                "no": row.number,
                "text": str(row.subject),
                "cells": [cell.words for cell in row.line.cells],
                "score": row.line.score if row.line.is_complete else None,
                "rank": row.place.rank,
                "note": row.place.tie or None,
            }
            for row in told.rows
        ],
        "standing": told.standing,
    }
