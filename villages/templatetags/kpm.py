"""How pages write numbers, days and states, and draw charts."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone

from villages import charts, nik, wording
from villages.icons import ICONS
from villages.wording import NOTHING

register = template.Library()

STATE_MARKS = {  # a shape each, so that no state is told by colour alone
    "belum": "○",
    "tersimpan": "✓",
    "menunggu": "◔",
    "ditolak": "✕",
    "peringatan": "!",
    "final": "■",
}
LETTERS = {
    "Y": "diterima lengkap",
    "T": "seharusnya diterima, belum",
    "TS": "tidak sesuai: belum waktunya atau bukan haknya",
}
SCORE_MARKS = {"baik": "●", "perhatian": "▲", "segera": "■"}
MATS = {  # colour of the growth mat: word and shape
    "H": ("hijau", "hijau", "M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16z"),
    "K": ("kuning", "kuning", "M10 2l9 16H1z"),
    "M": ("merah", "merah", "M2 2h16v16H2z"),
    "TD": ("kosong", "tidak diukur", "M3 9h14v2H3z"),
}


@register.filter
def percent(value, places=2):
    """76 as '76,00 %'; None (nothing was due) as '–'."""
    if value is None or value == "":
        return NOTHING
    return f"{wording.number_text(Decimal(value), int(places))} %"


@register.filter
def whole(value):
    """1234 as '1.234'; None as '–'."""
    return NOTHING if value in (None, "") else wording.number_text(int(value))


@register.filter
def decimal(value, places=None):
    """7.8 as '7,8', −2.31 with a true minus sign; None as '–'."""
    if value in (None, ""):
        return NOTHING
    digits = None if places is None else int(places)
    return wording.number_text(Decimal(str(value)), digits)


@register.filter
def signed(value, places=1):
    """A change: 4.2 as '+4,2', −1 as '−1,0'."""
    text = decimal(value, places)
    return f"+{text}" if value and value > 0 else text


@register.filter
def points(value):
    """A change of a share in words: 'naik 4 poin', 'turun 1,5 poin', 'tetap'."""
    if value is None:
        return ""
    if not value:
        return "tetap"
    way = "naik" if value > 0 else "turun"
    size = wording.number_text(abs(Decimal(value)).normalize())
    return f"{way} {size} poin"


@register.filter
def rupiah(value):
    """1250000 as 'Rp1.250.000'; None as '–'."""
    return wording.rupiah(None if value in (None, "") else int(value))


@register.filter
def day(value):
    """A date as '21 November 2026'; an instant by its day in the current zone."""
    return NOTHING if value in (None, "") else wording.long_date(_day_of(value))


@register.filter
def month(value):
    """A date as its month: 'November 2026'."""
    return NOTHING if value in (None, "") else wording.month_and_year(_day_of(value))


@register.filter
def clock(value):
    """An instant as '10.42' in the current zone."""
    return NOTHING if value in (None, "") else f"{_local(value):%H.%M}"


@register.filter
def instant(value):
    """An instant as '21 November 2026, 10.42' in the current zone."""
    return NOTHING if value in (None, "") else f"{day(value)}, {clock(value)}"


@register.filter
def masked(value):
    """A NIK or KK number with its middle hidden, as lists show it; none as '–'."""
    return nik.mask(value) if value else NOTHING


@register.filter
def yes_no(value):
    """'v' and 'x' (or true and false) in words; anything else states nothing."""
    answers = {"v": "ya", "x": "tidak", True: "ya", False: "tidak"}
    return answers.get(value, "belum ditanya")


@register.inclusion_tag("partials/icon.html")
def icon(name):
    """A small drawing beside a word; it says nothing of its own."""
    return {"path": ICONS.get(name, ICONS["lainnya"])}


@register.inclusion_tag("partials/state.html")
def state(name, text=""):
    """A state as shape and word: {% state "tersimpan" "tersimpan 10.42" %}."""
    return {"name": name, "mark": STATE_MARKS[name], "text": text or name}


@register.inclusion_tag("partials/letter.html")
def letter(value):
    """Y, T or TS, told apart by shape as well as colour."""
    return {"letter": value, "meaning": LETTERS[value]}


@register.inclusion_tag("partials/mat.html")
def mat(code):
    """What was seen on the growth mat, by H, K, M or TD (blank: not measured)."""
    name, text, path = MATS[code or "TD"]
    return {"name": name, "text": text, "path": path}


@register.inclusion_tag("partials/score.html")
def score(index, z, klass):
    """A z-score in words with its class, marked by how much the class asks for."""
    mark = SCORE_MARKS[klass.tone]
    return {"index": index, "z": z, "name": klass, "tone": klass.tone, "mark": mark}


@register.inclusion_tag("partials/progress.html")
def progress(done, total, noun="tercatat"):
    """How far along: {% progress 38 60 "tercatat" %}."""
    return {
        "done": done,
        "total": total,
        "noun": noun,
        "width": charts.part(done, total),
    }


@register.inclusion_tag("partials/figure.html")
def figure(percent, received, due, **more):
    """A share as a big number with its meaning.

    Also: noun, heading, change, url (of "mengapa"), as_of, unvisited.
    """
    width = None if percent is None else charts.units(percent)
    shown = {"percent": percent, "received": received, "due": due, "width": width}
    return {"noun": "layanan diterima", **shown, **more}


@register.inclusion_tag("partials/chart_bars.html")
def chart_bars(shares, id, title="", noun="layanan", heading="", target=None):
    """Shares as horizontal bars, the widest gap first; `id` is unique on the page."""
    line_at = None if target is None else Decimal(target)
    chart = charts.bars(shares, target=line_at)
    return {
        "chart": chart,
        "id": id,
        "title": title,
        "noun": noun,
        "heading": heading or title,
    }


@register.inclusion_tag("partials/chart_line.html")
def chart_line(moments, id, title=""):
    """A share over the quarters, oldest left; `id` is unique on the page."""
    return {"chart": charts.line(moments), "id": id, "title": title}


def _local(value):
    """An instant in the current zone; a time of day or a naive instant as it is."""
    is_aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if is_aware else value


def _day_of(value):
    local = _local(value)
    return (
        local.date() if isinstance(local, datetime) else date.fromisoformat(str(local))
    )
