from zoneinfo import ZoneInfo

import pytest

from villages.codes import (
    NATION,
    WIB,
    WIT,
    WITA,
    InvalidCode,
    Level,
    UnknownProvince,
    VillageKind,
    ancestor_at,
    ancestors,
    contains,
    format_code,
    level_name,
    level_of,
    parent_of,
    parse_code,
    prefix_of,
    village_kind,
    zone_label,
    zone_of,
)
from villages.models import Area

VILLAGE = "3307052001"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("33.07.05.2001", VILLAGE),
        (" 3307052001\n", VILLAGE),
        ("33.07.05", "330705"),
        ("33.07", "3307"),
        ("33", "33"),
        ("00", NATION),
    ],
)
def test_a_code_is_read_with_and_without_dots(text, code):
    assert parse_code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "330",
        "33.0",
        "33.07.05.201",
        "33.07.05.20011",
        "33.07.05.",
        "33..07",
        "33-07",
        "33 07",
        "3a",
        "３３",  # full-width digits
        "33.07.05.4001",  # no such kind of village
        "33.07.05.0001",
        "0001",  # nothing lies below the nation's own code
    ],
)
def test_what_is_no_code_is_refused_with_the_way_to_write_one(text):
    with pytest.raises(InvalidCode, match="Tulis 2 angka"):
        parse_code(text)


@pytest.mark.parametrize("code", ["00", "33", "3307", "330705", VILLAGE])
def test_a_formatted_code_reads_back_as_itself(code):
    assert parse_code(format_code(code)) == code


def test_a_village_code_is_shown_with_dots():
    assert format_code(VILLAGE) == "33.07.05.2001"
    with pytest.raises(InvalidCode):
        format_code("33070")


def test_the_length_of_a_code_tells_its_level():
    codes = ["00", "33", "3307", "330705", VILLAGE]
    assert [level_of(code) for code in codes] == list(Level)
    assert [level_of(code).label for code in codes] == [
        "Nasional",
        "Provinsi",
        "Kabupaten/Kota",
        "Kecamatan",
        "Desa/Kelurahan",
    ]


@pytest.mark.parametrize("code", ["", "330", "33.07", "３３"])
def test_a_level_is_asked_only_of_stored_codes(code):
    with pytest.raises(InvalidCode):
        level_of(code)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("00", "Nasional"),
        ("33", "Provinsi"),
        ("3307", "Kabupaten"),
        ("3371", "Kota"),
        ("330705", "Kecamatan"),
        ("3307051001", "Kelurahan"),
        (VILLAGE, "Desa"),
        ("5103013001", "Desa adat"),
    ],
)
def test_a_place_is_called_by_its_kind(code, name):
    assert level_name(code) == name


def test_only_a_village_has_a_kind():
    assert village_kind(VILLAGE) is VillageKind.DESA
    for code in ("330705", "3307059001"):
        with pytest.raises(InvalidCode):
            village_kind(code)


def test_ancestors_go_from_the_nation_down():
    assert ancestors(VILLAGE) == ("00", "33", "3307", "330705")
    assert ancestors("33") == ("00",)
    assert ancestors("00") == ()


def test_the_parent_is_the_area_next_above():
    assert parent_of(VILLAGE) == "330705"
    assert parent_of("33") == "00"
    assert parent_of("00") is None


def test_the_ancestor_at_a_level_may_be_the_place_itself():
    assert ancestor_at(VILLAGE, Level.NATION) == "00"
    assert ancestor_at(VILLAGE, Level.REGENCY) == "3307"
    assert ancestor_at("3307", Level.REGENCY) == "3307"
    with pytest.raises(ValueError, match="above DISTRICT"):
        ancestor_at("3307", Level.DISTRICT)


def test_an_area_contains_itself_and_what_lies_in_it():
    assert contains("3307", VILLAGE)
    assert contains(VILLAGE, VILLAGE)
    assert contains("00", "33")
    assert contains("00", "00")
    assert not contains("3308", VILLAGE)
    assert not contains(VILLAGE, "330705")
    assert not contains("33", "00")
    assert (prefix_of("00"), prefix_of("33")) == ("", "33")


@pytest.mark.parametrize(
    ("provinces", "zone", "label"),
    [
        ([*range(11, 37), 61, 62], WIB, "WIB"),
        ([51, 52, 53, 63, 64, 65, *range(71, 77)], WITA, "WITA"),
        ([81, 82, *range(91, 97)], WIT, "WIT"),
    ],
)
def test_the_province_decides_the_zone(provinces, zone, label):
    assert {zone_of(f"{province}07052001") for province in provinces} == {zone}
    assert {zone_label(str(province)) for province in provinces} == {label}


def test_the_nation_keeps_the_capital_s_zone():
    assert zone_of("00") == ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize("code", ["37", "99", "10", "54", "66", "77", "83", "97"])
def test_a_province_without_a_known_zone_is_refused(code):
    with pytest.raises(UnknownProvince, match="dua angka pertama"):
        zone_of(code)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("DKI JAKARTA", "DKI Jakarta"),
        ("KABUPATEN PANGKAJENE DAN KEPULAUAN", "Kabupaten Pangkajene dan Kepulauan"),
        ("Kabupaten Siau", "Kabupaten Siau"),
    ],
)
def test_a_name_in_capitals_is_printed_as_it_is_written(name, title):
    assert Area(code="3307", name=name, level=Level.REGENCY).title == title
