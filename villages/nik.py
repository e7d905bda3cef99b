"""NIK and KK numbers: what sixteen digits say, and how to show them safely.

A NIK is PPKKCC + DDMMYY + NNNN: the place of first registration, the birth date
(the day plus 40 for women) and a serial number. It may rightly differ from the
true birth date or address, so a difference is only ever a warning.
"""

import re
from dataclasses import dataclass
from datetime import date

from .wording import long_date

MALE, FEMALE = "L", "P"

_LENGTH = 16
_HIDDEN = "•" * 8
_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+", re.ASCII)


class InvalidNumber(ValueError):
    """The text cannot be a NIK or KK; the message says why and how to mend it."""


class InvalidNik(InvalidNumber):
    """The text cannot be a NIK."""


class InvalidKK(InvalidNumber):
    """The text cannot be the number of a Kartu Keluarga."""


@dataclass(frozen=True, slots=True)
class NikFacts:
    """What a NIK claims about its holder.

    `region` is the six-digit kecamatan code of first registration, `born_on` the
    birth date or None when the digits are no date, `sex` "L" or "P".
    """

    region: str
    born_on: date | None
    sex: str


def parse_nik(text: str) -> str:
    """Return the 16 digits of a NIK; spaces are ignored. Raises InvalidNik."""
    return _sixteen_digits(text, "NIK", "KTP atau KK", InvalidNik)


def parse_kk(text: str) -> str:
    """Return the 16 digits of a KK number; spaces are ignored. Raises InvalidKK."""
    return _sixteen_digits(text, "Nomor KK", "Kartu Keluarga", InvalidKK)


def _sixteen_digits(
    text: str, name: str, paper: str, refusal: type[InvalidNumber]
) -> str:
    number = _SPACES.sub("", text)
    if not number:
        raise refusal(f"{name} kosong. Isi 16 angka seperti pada {paper}.")
    if not _DIGITS.fullmatch(number):
        raise refusal(
            f"{name} hanya boleh berisi angka. Hapus huruf atau tanda baca, lalu "
            f"isi 16 angka seperti pada {paper}."
        )
    if len(number) != _LENGTH:
        wrong = "kurang" if len(number) < _LENGTH else "lebih"
        raise refusal(
            f"{name} harus 16 angka; yang diisi {len(number)} angka, {wrong} "
            f"{abs(_LENGTH - len(number))}. Periksa kembali pada {paper}."
        )
    return number


def decode_nik(nik: str, today: date) -> NikFacts:
    """Return what a NIK claims. Raises InvalidNik.

    The two digits of the year are read as the latest century in which the birth
    date does not lie after today.
    """
    number = parse_nik(nik)
    day = int(number[6:8])
    sex, day = (FEMALE, day - 40) if day > 40 else (MALE, day)
    born_on = _latest_date(day, int(number[8:10]), int(number[10:12]), today)
    return NikFacts(region=number[:6], born_on=born_on, sex=sex)


def _latest_date(day: int, month: int, year: int, today: date) -> date | None:
    century = today.year - today.year % 100
    for start in (century, century - 100):
        try:
            candidate = date(start + year, month, day)
        except ValueError:
            continue
        if candidate <= today:
            return candidate
    return None


def nik_warnings(nik: str, born_on: date | None, sex: str) -> list[str]:
    """Return Indonesian sentences where a NIK disagrees with what is known.

    Empty when all agrees. None as birth date or "" as sex means not known, and is
    not compared. A warning never refuses: a NIK may be right and still differ.
    Raises InvalidNik when the text is no NIK at all.
    """
    number = parse_nik(nik)
    day = int(number[6:8])
    claimed_sex = FEMALE if day > 40 else MALE
    digits = f"{day - 40 if day > 40 else day:02}{number[8:12]}"
    warnings = []
    if born_on and digits != born_on.strftime("%d%m%y"):
        warnings.append(
            f"NIK memuat tanggal lahir {digits[:2]}-{digits[2:4]}-{digits[4:]}, "
            f"sedangkan yang diisi {long_date(born_on)}. Periksa kembali; bila NIK "
            "pada KTP atau KK memang demikian, biarkan."
        )
    if sex and sex != claimed_sex:
        warnings.append(
            f"NIK adalah untuk {_SEX_WORDS[claimed_sex]}, sedangkan jenis kelamin "
            f"yang diisi {_SEX_WORDS[sex]}. Periksa kembali keduanya."
        )
    return warnings


_SEX_WORDS = {MALE: "laki-laki", FEMALE: "perempuan"}


def mask(number: str) -> str:
    """Return a NIK or KK fit for lists: "3307••••••••0001".

    Only the kabupaten and the serial number stay; kecamatan and date are hidden.
    "" (no number yet) stays "". Anything of another length is hidden wholly.
    """
    if len(number) != _LENGTH:
        return "•" * len(number)
    return number[:4] + _HIDDEN + number[12:]
