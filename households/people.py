"""How a mother or child is told in a line: "hamil 7 bulan", "8 bulan"."""

from households.ages import completed_months, pregnancy_months
from households.plausible_births import MISCARRIAGE, NIFAS_DAYS
from villages.wording import month_name


def age_of(child, day):
    """The age in words: months below two years, then years and months."""
    if day < child.born_on:
        return "belum lahir"
    months = completed_months(child.born_on, day)
    if months == 0:
        return f"{(day - child.born_on).days} hari"
    if months < 24:
        return f"{months} bulan"
    years, rest = divmod(months, 12)
    return f"{years} tahun {rest} bulan" if rest else f"{years} tahun"


def stage_of(pregnancy, day):
    """How far a pregnancy is: "hamil 7 bulan", "nifas, 12 hari", "selesai"."""
    ended_on = pregnancy.ended_on
    if ended_on is None or ended_on > day:
        return f"hamil {pregnancy_months(pregnancy.due_on, day)} bulan"
    days = (day - ended_on).days
    if pregnancy.outcome == MISCARRIAGE:
        return "keguguran"
    return f"nifas, {days} hari" if days <= NIFAS_DAYS else "sudah melahirkan"


def short_day(day):
    """A day of a month that everybody knows: "12 Nov"."""
    return f"{day.day} {month_name(day.month)[:3]}"


def visit_in_vain(missed):
    """A NotReached in a line: "dikunjungi 12 Nov, tidak ada di rumah"."""
    return f"dikunjungi {short_day(missed.visited_on)}, {missed.get_reason_display()}"
