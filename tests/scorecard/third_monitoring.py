"""What was monitored of what was due in a month, read from a workbook alone.

From the wording "complete = targets with a record ÷ targets due one": month by month,
whoever was of the group on the month's last day and was known before it began, or has
a record. It imports neither the engine nor the task list.
"""

from collections import Counter
from datetime import date

from tests.scorecard.third_dates import (
    Moment,
    Month,
    days_after,
    first_day,
    last_day,
    moment_of,
)
from tests.scorecard.third_reading import TODAY
from tests.scorecard.third_register import (
    Target,
    Workbook,
    as_known,
    cell,
    read_register,
    rows,
    says_something,
)


def monitored(
    book: Workbook, year: int, quarter: int, as_of: date | None
) -> dict[tuple[int, str], tuple[int, int]]:
    """(month, group) → (recorded, due); what has nothing due is left out."""
    moment = moment_of(year, quarter, as_of, TODAY)
    targets, _ = read_register(as_known(book, moment.as_of))
    marked = marks(book)
    due: Counter = Counter()
    recorded: Counter = Counter()
    for month in moment.months:
        if first_day(month) > moment.as_of:
            continue
        for target in targets:
            group = group_of(target, month, moment)
            if group is None:
                continue
            seen = is_seen(target, group, month, marked)
            if seen or group == "paud" or target.registered < first_day(month):
                due[month[1], group] += 1
                recorded[month[1], group] += seen
    return {key: (recorded[key], count) for key, count in due.items()}


def marks(book: Workbook) -> set[tuple[str, Month]]:
    return {
        (row["id_anak"], (row["tahun"], row["bulan"]))
        for row in rows(book, "paud")
        if cell(row, "hadir")
    }


def group_of(target: Target, month: Month, moment: Moment) -> str | None:
    day = min(last_day(month), moment.as_of)
    if target.is_child_of(range(24), day):
        return "anak"
    if target.is_child_of(range(24, 84), day):
        return "paud"
    if target.is_pregnant(day) or is_in_childbed(target, month, day):
        return "ibu"
    return None


def is_in_childbed(target: Target, month: Month, day: date) -> bool:
    """Delivered by the day, and the 42 days reach into the month."""
    if target.kind != "ibu" or not target.in_register(day):
        return False
    if not target.delivered(day):
        return False
    return days_after(target.row["tanggal_melahirkan"], 42) >= first_day(month)


def is_seen(target: Target, group: str, month: Month, marked) -> bool:
    if group == "paud":
        return (target.row["id_anak"], month) in marked
    return any(map(says_something, target.in_month(month)))
