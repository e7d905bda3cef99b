"""BA MAD: what the villages of a kecamatan discussed and will do together."""

from households.packages import Package
from villages import typeset
from villages.codes import zone_label
from villages.wording import date_in_words, weekday_name

from .content import BLANK, document_of, funding_of, lines, person
from .discussion import opportunities_of
from .discussion_paper import signature_of
from .mad import analysis_of_mad, released_to, side_by_side


def minutes_of_mad(mad) -> bytes:
    """BA MAD; DRAF on every page while it is open."""
    return typeset.pdf("ba_mad", content_of_mad(mad))


def content_of_mad(mad) -> dict:
    """All that it says."""
    released = released_to(mad)
    names = {one["code"]: one["village"] for one in released}
    activities = list(mad.activities.select_related("problem"))
    name = f"Musyawarah Antar Desa Kecamatan {mad.area.bare_name} Tahun {mad.year}"
    return {
        "document": document_of(
            f"Berita Acara {name}", f"BA MAD {mad.number or mad.year}", mad.held_on
        )
        | {"draft": mad.is_open, "fingerprint": None},
        "kop": _kop(mad.area),
        "name": name,
        "number": mad.number,
        "plan_year": mad.year + 1,
        "meeting": _meeting(mad, name),
        "leader": person(mad.leader),
        "secretary": person(mad.secretary),
        "speakers": [person(line) for line in lines(mad.speakers)],
        "villages": [
            {"village": one["village"], "period": one["period"]} for one in released
        ],
        "analysis": analysis_of_mad(mad, released),
        "table": [
            {"label": one.label, "cells": list(one.cells), "whole": one.whole}
            for one in side_by_side(released)
        ],
        "problems": [_problem(row, names) for row in mad.problems.all()],
        "opportunities": opportunities_of(mad.opportunities.all()),
        "activities": [_activity(row, names) for row in activities],
        "total_rupiah": sum(row.cost_rupiah for row in activities),
        "agreements": lines(mad.agreement),
        "attendance": _people(mad),
        "signed_at": {"place": mad.area.bare_name, "date": _iso(mad.held_on)},
        "signatures": [
            signature_of("", "Pimpinan musyawarah", mad.leader),
            signature_of("", "Notulis", mad.secretary),
        ],
    }


def _iso(day):
    return day.isoformat() if day else None


def _kop(area):
    lines_of = [f"PEMERINTAH {area.parent.title}".upper(), area.title.upper()]
    return {"lines": [*lines_of, "BADAN KERJA SAMA ANTAR DESA"], "address": ""}


def _meeting(mad, name):
    day = mad.held_on
    return {
        "name": name,
        "day": weekday_name(day) if day else BLANK,
        "date": _iso(day),
        "date_words": date_in_words(day).partition("tanggal ")[2] if day else BLANK,
        "start": f"{mad.starts_at:%H.%M}" if mad.starts_at else BLANK,
        "end": f"{mad.ends_at:%H.%M}" if mad.ends_at else None,
        "zone": zone_label(mad.area.code),
        "place": mad.place or BLANK,
        "agenda": [],
    }


def villages_in_words(codes, names) -> str:
    """The villages of a row by name; a code nobody knows any more stands as it is."""
    return ", ".join(names.get(code, code) for code in codes)


def _problem(row, names):
    return {
        "text": row.text,
        "package": Package(row.package).label,
        "villages": villages_in_words(row.village_codes, names),
    }


def _activity(row, names):
    return {
        "activity": row.activity,
        "problem": row.problem.text,
        "kind": row.get_nature_display(),
        "location": row.location,
        "volume": row.volume,
        "cost": row.cost_rupiah,
        "funding": funding_of(row),
        "implementer": row.executor,
        "rest": row.rest_rupiah,
        "shares": [
            {"village": names.get(code, code), "amount": amount}
            for code, amount in row.shares.items()
        ],
    }


def _people(mad):
    return [
        {
            "name": row.name,
            "sex": row.sex,
            "unsur": f"{row.get_element_display()}, {row.institution}",
            "position": row.position,
        }
        for row in mad.attendances.all()
    ]
