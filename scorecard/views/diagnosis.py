"""Telaah RDS: services, dusun, beneficiaries, growth, entry; nobody's name."""

from django.shortcuts import render

from households.packages import Package, Who
from scorecard.convergence import total
from scorecard.diagnosis import (
    denominator_of,
    packages_by_dusun,
    prevalences_of,
)
from scorecard.monitoring import entered_at, table_of
from scorecard.overview import overview_of
from scorecard.reading import letters_in
from scorecard.views.choice import asked, choices, url_of
from scorecard.views.matrix import crumbs
from scorecard.views.village import parts_by_gap
from villages.access import Permission, requires
from villages.charts import Share


@requires(Permission.VIEW_SCORECARD)
def diagnosis(request, village, year, number):
    quarter = asked(year, number)
    told = choices("diagnosis", village, quarter, village.today())
    if not told["has_begun"]:
        return render(request, "scorecard/quarter_not_begun.html", told)
    found = overview_of(village, quarter)
    context = told | {"crumbs": crumbs(village, quarter), "has_data": found.has_data}
    if found.has_data:
        context |= _levels(village, found.scorecard) | _beside(village, found.scorecard)
    return render(request, "scorecard/diagnosis.html", context)


def _levels(village, scorecard) -> dict:
    """The three levels: layanan, dusun, penerima manfaat."""
    quarter = scorecard.quarter
    dusun = packages_by_dusun(village, quarter, scorecard.rules)
    return {
        "services": [
            Share(
                f"{indicator.service.label} ({_who(indicator)})",
                figure.percent,
                figure.received,
                figure.due,
                url_of("explain", village, quarter, code=indicator.code),
            )
            for indicator in scorecard.rules.indicators
            if (figure := scorecard.figure(indicator.code)).due
        ],
        "packages": [package.label for package in Package],
        "dusun": _by_weakness(dusun),
        "posyandu": parts_by_gap(village, scorecard, "posyandu"),
        "lacking": _lacking(village, quarter),
        "targets": sum(scorecard.population[who] for who in ("ibu_hamil", "anak")),
    }


def _who(indicator) -> str:
    return "ibu" if indicator.who is Who.MOTHER else "anak"


def _by_weakness(dusun) -> list[tuple]:
    """(name, its packages, its sum), the weakest first."""
    rows = [
        (name, list(sums.values()), total(sums.values()))
        for name, sums in dusun.items()
    ]
    due = [row for row in rows if row[2].due]
    return sorted(due, key=lambda row: (row[2].percent, row[0]))


def _lacking(village, quarter) -> list[tuple[str, int]]:
    """How many targets miss nothing, one or two, three or more services."""
    missed = [
        (due & ~received).bit_count()
        for due, received in letters_in(village, quarter)
        .exclude(kind="paud")
        .values_list("due", "received")
    ]
    return [
        ("sudah menerima semuanya", sum(n == 0 for n in missed)),
        ("kurang 1–2 layanan", sum(0 < n < 3 for n in missed)),
        ("kurang 3 layanan atau lebih", sum(n > 2 for n in missed)),
    ]


def _beside(village, scorecard) -> dict:
    quarter, today = scorecard.quarter, village.today()
    as_of = scorecard.as_of or min(quarter.last_day, today)
    return {
        "scorecard": scorecard,
        "prevalences": prevalences_of(village, quarter),
        "entered": table_of(entered_at(village.code, quarter)),
        "denominator": denominator_of(village, quarter, as_of),
        "findings": [
            {"finding": row, "is_late": row.is_late(today)}
            for row in village.findings.known_in(quarter)
        ],
    }
