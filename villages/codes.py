"""Area codes of the Ministry of Home Affairs: what a code says by itself.

A code is PP.KK.CC.DDDD: provinsi, kabupaten/kota, kecamatan, desa. It is shown
with dots and stored as digits alone. The nation has the code "00".
"""

import re
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

NATION = "00"

_WRITTEN = re.compile(r"(\d\d)(?:\.?(\d\d)(?:\.?(\d\d)(?:\.?(\d{4}))?)?)?", re.ASCII)


class InvalidCode(ValueError):
    """The text is not an area code; the message says so in Indonesian."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” bukan kode wilayah. Tulis 2 angka (provinsi), 4 angka "
            "(kabupaten/kota), 6 angka (kecamatan) atau 10 angka (desa), "
            "misalnya 33.07.05.2001."
        )


class UnknownProvince(ValueError):
    """No time zone is known for the province of the code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"Provinsi {code[:2]} belum dikenal, sehingga zona waktunya tidak "
            "diketahui. Periksa dua angka pertama kode wilayah."
        )


class Level(IntEnum):
    """A level of government; larger means smaller places."""

    NATION = 0
    PROVINCE = 1
    REGENCY = 2
    DISTRICT = 3
    VILLAGE = 4

    @property
    def label(self) -> str:
        """The level in Indonesian: "Kabupaten/Kota"."""
        return _LEVEL_LABELS[self]


_LEVEL_LABELS = {
    Level.NATION: "Nasional",
    Level.PROVINCE: "Provinsi",
    Level.REGENCY: "Kabupaten/Kota",
    Level.DISTRICT: "Kecamatan",
    Level.VILLAGE: "Desa/Kelurahan",
}
_LEVEL_BY_LENGTH = {
    2: Level.PROVINCE,
    4: Level.REGENCY,
    6: Level.DISTRICT,
    10: Level.VILLAGE,
}
_LENGTH_BY_LEVEL = {level: length for length, level in _LEVEL_BY_LENGTH.items()}


class VillageKind(StrEnum):
    """What a village is, by the first digit of DDDD (Permendagri 58/2021)."""

    KELURAHAN = "1"
    DESA = "2"
    DESA_ADAT = "3"

    @property
    def label(self) -> str:
        """The kind in Indonesian: "Desa adat"."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    VillageKind.KELURAHAN: "Kelurahan",
    VillageKind.DESA: "Desa",
    VillageKind.DESA_ADAT: "Desa adat",
}
_KIND_DIGITS = frozenset(kind.value for kind in VillageKind)


def parse_code(text: str) -> str:
    """Return the digits of a code written with or without its dots.

    Spaces around it are ignored. Raises InvalidCode for anything else than a
    whole code of some level, and for a village of no known kind.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if not match:
        raise InvalidCode(text)
    code = "".join(part for part in match.groups() if part)
    _refuse_unknown_kind(code, text)
    return code


def _refuse_unknown_kind(code: str, text: str) -> None:
    nested_nation = code.startswith(NATION) and code != NATION
    unknown_kind = len(code) == 10 and code[6] not in _KIND_DIGITS
    if nested_nation or unknown_kind:
        raise InvalidCode(text)


def format_code(code: str) -> str:
    """Return a stored code with its dots: "33.07.05.2001". Raises InvalidCode."""
    match = _WRITTEN.fullmatch(code)
    if not match:
        raise InvalidCode(code)
    return ".".join(part for part in match.groups() if part)


def level_of(code: str) -> Level:
    """Return the level of a stored code. Raises InvalidCode for another length."""
    if code == NATION:
        return Level.NATION
    if not (code.isascii() and code.isdigit() and len(code) in _LEVEL_BY_LENGTH):
        raise InvalidCode(code)
    return _LEVEL_BY_LENGTH[len(code)]


def village_kind(code: str) -> VillageKind:
    """Return what a 10-digit code names. Raises InvalidCode for any other code."""
    if level_of(code) is not Level.VILLAGE or code[6] not in _KIND_DIGITS:
        raise InvalidCode(code)
    return VillageKind(code[6])


def level_name(code: str) -> str:
    """Return what the place of a code is called: "Kota", "Kecamatan", "Kelurahan".

    KK of a kabupaten counts from 01, of a kota from 71 (Permendagri 58/2021).
    """
    level = level_of(code)
    if level is Level.REGENCY:
        return "Kota" if code[2:] >= "71" else "Kabupaten"
    if level is Level.VILLAGE:
        return village_kind(code).label
    return level.label


def ancestors(code: str) -> tuple[str, ...]:
    """Return the codes of all areas above, the nation first, the code left out."""
    level = level_of(code)
    if level is Level.NATION:
        return ()
    between = (code[: _LENGTH_BY_LEVEL[Level(n)]] for n in range(1, level))
    return (NATION, *between)


def parent_of(code: str) -> str | None:
    """Return the code of the area next above; None for the nation."""
    above = ancestors(code)
    return above[-1] if above else None


def ancestor_at(code: str, level: Level) -> str:
    """Return the code of the area of this level that holds the code, or is it.

    Raises ValueError when the code itself stands above the level.
    """
    lineage = (*ancestors(code), code)
    if level >= len(lineage):
        raise ValueError(f"{code} lies above {level.name}")
    return lineage[level]


def prefix_of(code: str) -> str:
    """Return what every stored code inside the area begins with; "" for all."""
    return "" if code == NATION else code


def contains(area: str, code: str) -> bool:
    """Whether the place lies in the area; an area contains itself.

    The nation contains everything and lies in nothing but itself.
    """
    if code == NATION:
        return area == NATION
    return code.startswith(prefix_of(area))


WIB = ZoneInfo("Asia/Jakarta")
WITA = ZoneInfo("Asia/Makassar")
WIT = ZoneInfo("Asia/Jayapura")

_ZONE_LABELS = {WIB: "WIB", WITA: "WITA", WIT: "WIT"}
_ZONE_PROVINCES = (
    (WIB, (range(11, 37), range(61, 63))),
    (WITA, (range(51, 54), range(63, 66), range(71, 77))),
    (WIT, (range(81, 83), range(91, 97))),
)
ZONES = (WIB, WITA, WIT)


def provinces_in(zone: ZoneInfo) -> list[str]:
    """Return the two digits of every province number that has the zone."""
    spans = dict(_ZONE_PROVINCES)[zone]
    return [str(province) for span in spans for province in span]


def zone_of(code: str) -> ZoneInfo:
    """Return the time zone of a place by its province (Keppres 41/1987).

    WIB 11–36, 61, 62; WITA 51–53, 63–65, 71–76; WIT 81, 82, 91–96. The nation
    keeps the capital's zone, WIB. Raises UnknownProvince for other numbers.
    """
    if level_of(code) is Level.NATION:
        return WIB
    province = int(code[:2])
    for zone, spans in _ZONE_PROVINCES:
        if any(province in span for span in spans):
            return zone
    raise UnknownProvince(code)


def zone_label(code: str) -> str:
    """Return the zone's name as printed behind a time: "WIB", "WITA" or "WIT"."""
    return _ZONE_LABELS[zone_of(code)]
