"""A third, independent reading of rule set hpk-2018, to hold the other two against.

Written sentence by sentence from the wording of Formulir 2A-2C, 3A, 3B and 4,
for clarity and not for speed; it imports neither the rule table nor the engine.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.scorecard.third_dates import (
    Moment,
    Month,
    completed_months,
    first_day,
    last_day,
    moment_of,
)
from tests.scorecard.third_letters import (
    CHILD,
    MOTHER,
    Quarter,
    at_risk,
    konseling_anak_laki,
)
from tests.scorecard.third_register import (
    Statement,
    Target,
    Workbook,
    as_known,
    cell,
    newest,
    read_register,
    rows,
)

# A day after everything that the test villages know.
TODAY = date(2026, 1, 1)

Letters = dict[tuple[str, str], dict[str, str]]
Figure = dict[str, int]
COLOURS = {"H": "hijau", "K": "kuning", "M": "merah"}


def scorecard(
    book: Workbook,
    year: int,
    quarter: int,
    *,
    as_of: date | None = None,
    today: date = TODAY,
) -> dict[str, Any]:
    """What `manage.py scorecard` prints for a village, and every target's letters.

    Raises QuarterRefused for a quarter that has not begun, or an as-of date
    before its first day.
    """
    moment = moment_of(year, quarter, as_of, today)
    targets, _ = read_register(as_known(book, moment.as_of))
    judged = [target for target in targets if target.is_judged(moment)]
    older = [t for t in targets if t.is_child_of(range(24, 84), moment.as_of)]
    letters = {target.key: letters_of(target, moment) for target in judged}
    return {
        "as_of": moment.as_of.isoformat(),
        "rule_set": "hpk-2018",
        "state": "berjalan",
        "households": len({target.row["id_rt"] for target in judged}),
        "population": population(judged, older, moment),
        "tikar": growth_mat(judged, moment),
        "indicators": indicators(judged, older, letters, book, moment),
        "paud_unmarked": paud_unmarked(older, book, moment),
        "unvisited": sum(not target.in_quarter(moment) for target in judged),
        **convergence(judged, letters, moment),
        "letters": letters,
    }


def letters_of(target: Target, moment: Moment) -> dict[str, str]:
    rules = MOTHER if target.kind == "ibu" else CHILD
    quarter = Quarter(target, moment)
    return {code: rule(quarter) for code, rule in rules.items()}


def count(letters: Iterable[str]) -> Figure:
    """Received and due of a heap of letters: a ratio of sums at every level."""
    heap = list(letters)
    return {"received": heap.count("Y"), "due": len(heap) - heap.count("TS")}


def percent(figure: Figure) -> str | None:
    """Half up to two decimals; nothing due has none, neither 0 nor 100."""
    if figure["due"] == 0:
        return None
    share = Decimal(100 * figure["received"]) / figure["due"]
    return str(share.quantize(Decimal("0.01"), ROUND_HALF_UP))


def convergence(
    judged: list[Target], letters: Letters, moment: Moment
) -> dict[str, Any]:
    """The groups, the village, and the village's parts that had something due."""
    heaps: dict[str, list[str]] = {"ibu": [], "anak": []}
    dusun: dict[str, list[str]] = defaultdict(list)
    posyandu: dict[str, list[str]] = defaultdict(list)
    for target in judged:
        own = list(letters[target.key].values())
        heaps[target.kind] += own
        dusun[target.household.dusun(moment.as_of)] += own
        posyandu[target.posyandu(moment.as_of)] += own
    return {
        "groups": {
            "ibu_hamil": with_percent(heaps["ibu"]),
            "anak": with_percent(heaps["anak"]),
        },
        "village": with_percent(heaps["ibu"] + heaps["anak"]),
        "dusun": _with_something_due(dusun),
        "posyandu": _with_something_due(posyandu),
    }


def with_percent(letters: list[str]) -> dict[str, Any]:
    figure = count(letters)
    return {**figure, "percent": percent(figure)}


def _with_something_due(parts: dict[str, list[str]]) -> dict[str, Figure]:
    figures = {name: count(letters) for name, letters in parts.items()}
    return {name: figure for name, figure in figures.items() if figure["due"]}


def indicators(
    judged: list[Target],
    older: list[Target],
    letters: Letters,
    book: Workbook,
    moment: Moment,
) -> dict[str, Figure]:
    """The 8 + 10 + 1 rows of Tabel 3, and the fathers' own row."""
    figures = {
        code: count(own[code] for own in letters.values() if code in own)
        for code in [*MOTHER, *CHILD]
    }
    figures["konseling_anak_laki"] = count(
        konseling_anak_laki(Quarter(target, moment))
        for target in judged
        if target.kind == "anak"
    )
    marks = [mark for _, _, mark in child_months(older, book, moment)]
    received = marks.count("v")
    figures["paud"] = {"received": received, "due": received + marks.count("x")}
    return figures


def child_months(
    older: list[Target], book: Workbook, moment: Moment
) -> Iterator[tuple[Target, Month, str]]:
    """Each older child in each month of the quarter begun by now, and its mark.

    Only months at whose end the child was registered and two years old.
    """
    marks = {
        (row["id_anak"], row["tahun"], row["bulan"]): cell(row, "hadir")
        for row in rows(book, "paud")
    }
    for target in older:
        for month in moment.months:
            end = last_day(month)
            known = target.registered <= end
            old_enough = completed_months(target.born, end) >= 24
            if first_day(month) <= moment.as_of and known and old_enough:
                yield target, month, marks.get((target.key[1], *month), "")


def paud_unmarked(older: list[Target], book: Workbook, moment: Moment) -> int:
    """Ended months without a mark, so that silence does not look like attendance."""
    return sum(
        mark == "" and last_day(month) <= moment.as_of
        for _, month, mark in child_months(older, book, moment)
    )


def population(
    judged: list[Target], older: list[Target], moment: Moment
) -> dict[str, int]:
    """Tabel 1: the women delivered lately among the pregnant."""
    women = [target for target in judged if target.kind == "ibu"]
    children = [target for target in judged if target.kind == "anak"]
    return {
        "ibu_hamil": len(women),
        "kek_resti": sum(at_risk(woman, moment.as_of) for woman in women),
        "anak": len(children),
        "anak_gizi": sum(at_risk(child, moment.as_of) for child in children),
        "anak_2_6": len(older),
    }


def growth_mat(judged: list[Target], moment: Moment) -> dict[str, int]:
    """Tabel 2: the newest colour of the quarter; TD is no colour."""
    colours = {"hijau": 0, "kuning": 0, "merah": 0, "tidak_diukur": 0}
    for target in judged:
        if target.kind == "anak":
            colours[_colour(target, moment)] += 1
    return colours


def _colour(target: Target, moment: Moment) -> str:
    seen: list[Statement] = [
        said
        for said in target.recorded("tikar")
        if said.value in COLOURS and moment.has(said.day)
    ]
    last = newest(seen, moment.as_of)
    return COLOURS[last.value] if last else "tidak_diukur"
