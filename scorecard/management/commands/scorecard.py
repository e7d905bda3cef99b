"""`scorecard KODE TAHUN TRIWULAN [--as-of YYYY-MM-DD] [--json]`."""

import json
from dataclasses import replace
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from scorecard.actions import drain, touch_moved
from scorecard.fresh import UnknownPlace, fresh_scorecard, known_place
from scorecard.reading import scorecard_at
from scorecard.tables import Scorecard
from villages.codes import InvalidCode, parse_code
from villages.quarters import (
    AsOfBeforeQuarter,
    InvalidQuarter,
    QuarterNotBegun,
    Triwulan,
)

REFUSALS = (
    AsOfBeforeQuarter,
    InvalidCode,
    InvalidQuarter,
    QuarterNotBegun,
    UnknownPlace,
)


class Command(BaseCommand):
    help = "Scorecard konvergensi satu desa atau wilayah, dihitung saat ini juga."

    def add_arguments(self, parser):
        parser.add_argument("kode", help="kode desa atau wilayah; 00 untuk nasional")
        parser.add_argument("tahun", type=int)
        parser.add_argument("triwulan", type=int)
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, kode, tahun, triwulan, as_of, json: bool, **options):
        try:
            found = compute(parse_code(kode), Triwulan(tahun, triwulan), as_of)
        except REFUSALS as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(as_text(found) if not json else as_json(found))


def compute(code: str, quarter: Triwulan, given: date | None) -> Scorecard:
    """Up to a given day from the facts; else as stored, after computing what waits."""
    day = known_place(code, quarter, given)
    if given is not None:
        return fresh_scorecard(code, quarter, given)
    touch_moved()
    drain(code, quarter, wait=True)
    found = scorecard_at(code, quarter)
    return found if found.as_of else replace(found, as_of=day)


def as_json(found: Scorecard) -> str:
    return json.dumps(found.as_json(), indent=2, ensure_ascii=False)


def as_text(found: Scorecard) -> str:
    """Tabel 3 and the convergence, for reading on a terminal."""
    lines = [
        f"{found.code} {found.quarter}, {found.state}, per {found.as_of}",
        f"Rumah tangga 1.000 HPK: {found.households}",
        *(f"{name}: {count}" for name, count in found.population.items()),
    ]
    for row in found.tabel_3:
        lines.append(f"{_share(row.figure):>20}  {row.wording}")
    lines.append(f"{_share(found.village):>20}  Tingkat konvergensi")
    lines.append(f"Tidak dikunjungi: {found.unvisited}")
    return "\n".join(lines)


def _share(figure) -> str:
    percent = "–" if figure.percent is None else f"{figure.percent} %"
    return f"{figure.received}/{figure.due} {percent}".replace(".", ",")
