"""Numbers, money, dates and times as Indonesian documents write and read them."""

import re
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

NOTHING = "–"  # printed where there is no value

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_OTHER_MONTH_SPELLINGS = {
    "pebruari": 2,
    "peb": 2,
    "agt": 8,
    "ags": 8,
    "sept": 9,
    "nopember": 11,
    "nop": 11,
}
_UNITS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
_LARGEST = 10**15 - 1


class InvalidDate(ValueError):
    """The text is no date; the message says how to write one."""

    def __init__(self, text: str, why: str = "bukan tanggal") -> None:
        super().__init__(
            f"“{text}” {why}. Tulis misalnya 12 Juni 2024, 12/06/2024 atau 2024-06-12."
        )


class InvalidNumeral(ValueError):
    """The text is no decimal number; the message says how to write one."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” bukan angka. Tulis angka saja, tanpa satuan dan tanpa titik "
            "ribuan, misalnya 7,8."
        )


class InvalidMoney(ValueError):
    """The text is no amount of whole rupiah; the message says how to write one."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” bukan jumlah rupiah. Tulis rupiah bulat, misalnya 1.250.000."
        )


def spell(number: int) -> str:
    """Return a whole number in words (terbilang): 2026 "dua ribu dua puluh enam".

    Negative numbers begin with "minus". Raises ValueError from a quadrillion on.
    """
    if abs(number) > _LARGEST:
        raise ValueError(f"{number} is too large to spell")
    if number < 0:
        return f"minus {spell(-number)}"
    return _below_thousand(number) if number < 1000 else _from_thousand(number)


def _from_thousand(number: int) -> str:
    scale, name = next(pair for pair in _SCALES if number >= pair[0])
    count, rest = divmod(number, scale)
    head = "seribu" if (count, scale) == (1, 1000) else f"{spell(count)} {name}"
    return f"{head} {spell(rest)}" if rest else head


def _below_thousand(number: int) -> str:
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        return _with_rest(f"{_UNITS[number // 10]} puluh", number % 10)
    if number < 200:
        return _with_rest("seratus", number - 100)
    return _with_rest(f"{_UNITS[number // 100]} ratus", number % 100)


def _with_rest(head: str, rest: int) -> str:
    return f"{head} {_below_thousand(rest)}" if rest else head


def spell_rupiah(rupiah: int) -> str:
    """Return an amount in words: "dua juta lima ratus ribu rupiah"."""
    return f"{spell(rupiah)} rupiah"


def month_name(month: int) -> str:
    """Return the name of month 1 to 12: "Juni"."""
    return MONTHS[date(2000, month, 1).month - 1]


def month_and_year(day: date) -> str:
    """Return the month a day lies in: "Juni 2026"."""
    return f"{month_name(day.month)} {day.year}"


def weekday_name(day: date) -> str:
    """Return the name of the weekday: "Sabtu"."""
    return WEEKDAYS[day.weekday()]


def long_date(day: date) -> str:
    """Return a date as documents write it: "21 November 2026"."""
    return f"{day.day} {month_and_year(day)}"


def date_in_words(day: date) -> str:
    """Return a date as a berita acara opens with it.

    "Sabtu, tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam"
    """
    return (
        f"{weekday_name(day)}, tanggal {spell(day.day)} bulan "
        f"{month_name(day.month)} tahun {spell(day.year)}"
    )


def clock(moment: time) -> str:
    """Return a time of day, hours 00 to 23: "pukul 09.30"."""
    return f"pukul {moment:%H.%M}"


def number_text(value: Decimal | int, places: int | None = None) -> str:
    """Return a number with decimal comma and thousands dots: "1.250,5".

    `places` rounds half up to so many decimals; None keeps those it has. A
    negative number has a minus sign, not a hyphen: "−2,31"; zero has none.
    """
    exact = Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(exact):,f}".translate(str.maketrans(",.", ".,"))
    return f"−{text}" if exact < 0 else text


def rupiah(amount: int | None) -> str:
    """Return an amount of money: "Rp1.250.000"; None is "–" (not stated)."""
    if amount is None:
        return NOTHING
    sign = "−" if amount < 0 else ""
    return f"{sign}Rp{number_text(abs(amount))}"


def percent_text(percent: Decimal | None) -> str:
    """Return a share with two decimals: "87,50 %"; None is "–" (nothing was due)."""
    return NOTHING if percent is None else f"{number_text(percent, 2)} %"


_SPELLED_DATE = re.compile(r"(\d{1,2})[ -]([A-Za-z]+)\.?[ -](\d{2,4})", re.ASCII)
_NUMERIC_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2,4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def parse_date(text: str) -> date:
    """Return the day of "12 Juni 2024", "12/06/2024" (day first) or "2024-06-12".

    Months may be shortened to three letters and spelled the old way ("Nopember").
    Raises InvalidDate for anything else, for a day the calendar lacks, and for a
    year of two digits.
    """
    plain = " ".join(text.split())
    if match := _ISO_DATE.fullmatch(plain):
        year, month, day = match.groups()
        return _calendar_day(text, year, int(month), day)
    if match := _NUMERIC_DATE.fullmatch(plain):
        return _calendar_day(text, match[4], int(match[3]), match[1])
    if match := _SPELLED_DATE.fullmatch(plain):
        return _calendar_day(text, match[3], _month_number(text, match[2]), match[1])
    raise InvalidDate(text)


def _month_number(text: str, word: str) -> int:
    low = word.lower()
    if low in _OTHER_MONTH_SPELLINGS:
        return _OTHER_MONTH_SPELLINGS[low]
    for number, name in enumerate(MONTHS, start=1):
        if low in (name.lower(), name.lower()[:3]):
            return number
    raise InvalidDate(text, f"memuat bulan “{word}” yang tidak dikenal")


def _calendar_day(text: str, year: str, month: int, day: str) -> date:
    if len(year) != 4:
        raise InvalidDate(text, "harus memuat tahun dengan empat angka")
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise InvalidDate(text, "tidak ada dalam kalender") from None


_DECIMAL = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,12})?", re.ASCII)


def parse_decimal(text: str) -> Decimal:
    """Return the number written with a decimal comma or point: "7,8" or "7.8".

    One of both is always the decimal sign, never a thousands separator. Raises
    InvalidNumeral for anything else, such as units, both signs, "nan" or "1e3".
    """
    plain = text.strip().replace("−", "-")
    if not _DECIMAL.fullmatch(plain):
        raise InvalidNumeral(text)
    return Decimal(plain.replace(",", "."))


_MONEY = re.compile(r"(?:Rp\.?)?(\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})(?:,(?:-|0+))?", re.I)


def parse_rupiah(text: str) -> int:
    """Return whole rupiah from "1250000", "1.250.000" or "Rp 1.250.000,00".

    Raises InvalidMoney for anything else, for sen, and for negative amounts.
    """
    match = _MONEY.fullmatch("".join(text.split()))
    if not match or not match[1].isascii():
        raise InvalidMoney(text)
    return int(match[1].replace(".", ""))
