"""The sheets and columns of the workbook, as data.

`field` names the attribute of the model that keeps the cell, where one does.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a cell holds, which decides how it is read and written."""

    TEXT = "teks"
    KEY = "kunci"
    PLACE = "nama dusun atau posyandu"
    NIK = "NIK"
    KK = "nomor KK"
    DATE = "tanggal"
    DECIMAL = "angka"
    WHOLE = "bilangan bulat"
    YES_NO = "v atau x"
    CHOICE = "pilihan"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, and whether it must be there.

    `may_be_blank` is a required column whose cells may be empty. `spellings` maps
    each accepted writing, in lower case, to the value that is kept.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    may_be_blank: bool = False
    field: str = ""
    longest: int = 300
    places: int = 0
    highest: int = 32767
    spellings: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def must_be_filled(self) -> bool:
        """Whether an empty cell is a problem."""
        return self.required and not self.may_be_blank

    @property
    def allowed(self) -> str:
        """The values a person may choose from: "H, K, M atau TD"."""
        *most, last = dict.fromkeys(self.spellings.values())
        return f"{', '.join(most)} atau {last}" if most else last


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its columns, and those that tell its rows apart."""

    name: str
    label: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...]

    def column(self, name: str) -> Column:
        """Return the column of that name. Raises KeyError."""
        return _BY_NAME[self.name][name]

    @property
    def names(self) -> tuple[str, ...]:
        """The headings, in the order they are written."""
        return tuple(column.name for column in self.columns)


def _text(
    name: str, field: str = "", longest: int = 300, required: bool = False
) -> Column:
    return Column(name, Kind.TEXT, required, field=field, longest=longest)


def _key(name: str, required: bool = False) -> Column:
    return Column(name, Kind.KEY, required, longest=100)


def _place(name: str, required: bool = False) -> Column:
    return Column(name, Kind.PLACE, required, longest=80)


def _date(name: str, field: str = "", required: bool = False) -> Column:
    return Column(name, Kind.DATE, required, field=field)


def _whole(name: str, field: str, highest: int, required: bool = False) -> Column:
    return Column(name, Kind.WHOLE, required, field=field, highest=highest)


def _decimal(name: str, field: str, places: int, highest: int) -> Column:
    return Column(name, Kind.DECIMAL, field=field, places=places, highest=highest)


def _yes_no(name: str, field: str = "") -> Column:
    return Column(name, Kind.YES_NO, field=field)


def _choice(
    name: str,
    field: str,
    values: str,
    also: str = "",
    required: bool = False,
    may_be_blank: bool = False,
) -> Column:
    """`values` are "a|b"; `also` further writings, "written=a|written=b"."""
    spellings = {value.lower(): value for value in values.split("|")}
    for pair in filter(None, also.split("|")):
        written, value = pair.split("=")
        spellings[written] = value
    return Column(
        name, Kind.CHOICE, required, may_be_blank, field=field, spellings=spellings
    )


_EXIT = (
    _date("tanggal_keluar", "exited_on"),
    _choice(
        "alasan_keluar",
        "exit_reason",
        "pindah|meninggal|salah data|digabung",
        "salah_data=salah data|wafat=meninggal|meninggal dunia=meninggal",
    ),
)

HOUSEHOLDS = Sheet(
    "rumah_tangga",
    "Rumah tangga",
    (
        _key("id_rt", required=True),
        _place("dusun", required=True),
        _text("rt", "rt", 5),
        _text("rw", "rw", 5),
        _text("alamat", "address", 200),
        Column("no_kk", Kind.KK, field="kk_number"),
        _text("kepala_keluarga", "head_name", required=True),
        _yes_no("rentan"),
        _yes_no("air_aman"),
        _yes_no("jamban_layak"),
        _date("tanggal_daftar", "registered_on", required=True),
    ),
    ("id_rt",),
)
PREGNANCIES = Sheet(
    "ibu_hamil",
    "Ibu hamil",
    (
        _key("id_ibu", required=True),
        _key("id_orang"),
        _key("id_rt", required=True),
        _place("posyandu"),
        _text("no_kia", "kia_number", 30),
        _text("nama", required=True),
        Column("nik", Kind.NIK),
        _date("tanggal_lahir"),
        _date("hpht", "lmp_on"),
        _date("hpl", "due_on", required=True),
        _date("tanggal_daftar", "registered_on", required=True),
        _date("tanggal_melahirkan", "ended_on"),
        _choice(
            "hasil",
            "outcome",
            "lahir hidup|lahir mati|keguguran",
            "lahir_hidup=lahir hidup|lahir_mati=lahir mati|hidup=lahir hidup"
            "|mati=lahir mati|abortus=keguguran",
        ),
        _whole("jumlah_lahir_hidup", "live_births", 9),
        _yes_no("jaminan_kesehatan"),
        *_EXIT,
    ),
    ("id_ibu",),
)
CHILDREN = Sheet(
    "anak",
    "Anak",
    (
        _key("id_anak", required=True),
        _key("id_rt", required=True),
        _key("id_ibu"),
        _place("posyandu"),
        _text("no_kia", "kia_number", 30),
        _text("nama", "name", required=True),
        Column("nik", Kind.NIK, field="nik"),
        _choice(
            "jenis_kelamin",
            "sex",
            "L|P",
            "laki-laki=L|laki laki=L|laki=L|lk=L|perempuan=P|pr=P|wanita=P",
            required=True,
        ),
        _date("tanggal_lahir", "born_on", required=True),
        _decimal("berat_lahir_kg", "birth_weight_kg", 3, 99),
        _decimal("panjang_lahir_cm", "birth_length_cm", 2, 999),
        _date("tanggal_daftar", "registered_on", required=True),
        _yes_no("akta_lahir"),
        _yes_no("jaminan_kesehatan"),
        *_EXIT,
    ),
    ("id_anak",),
)
PREGNANCY_RECORDS = Sheet(
    "bulanan_ibu",
    "Catatan bulanan ibu hamil (2A)",
    (
        _key("id_ibu", required=True),
        _date("tanggal_periksa", "visited_on", required=True),
        _choice(
            "status_kehamilan",
            "status",
            "N|R|K",
            "normal=N|risti=R|resti=R|risiko tinggi=R|kek=K",
        ),
        _decimal("lila_cm", "muac_cm", 1, 999),
        _yes_no("pemeriksaan_kehamilan", "checkup"),
        _yes_no("pil_fe", "iron"),
        _whole("jumlah_pil_fe", "iron_pills", 999),
        _yes_no("konseling_suami", "husband_counselling"),
        _whole("nifas", "nifas_visits", 99),
        _yes_no("konseling_gizi", "counselling"),
        _yes_no("kunjungan_rumah", "home_visit"),
        _yes_no("air_bersih", "water"),
        _yes_no("jamban", "latrine"),
        _yes_no("jaminan_kesehatan", "insurance"),
    ),
    ("id_ibu", "bulan_periksa"),
)
CHILD_RECORDS = Sheet(
    "bulanan_anak",
    "Catatan bulanan anak (2B)",
    (
        _key("id_anak", required=True),
        _date("tanggal_periksa", "visited_on", required=True),
        _choice(
            "status_gizi",
            "nutrition",
            "N|GK|GB|S|GK+S|GB+S",
            "s+gk=GK+S|s+gb=GB+S|normal=N|gizi kurang=GK|kurang=GK|gizi buruk=GB"
            "|buruk=GB|stunting=S|gizi kurang dan stunting=GK+S"
            "|gizi buruk dan stunting=GB+S",
        ),
        _choice(
            "tikar",
            "mat",
            "H|K|M|TD",
            "hijau=H|kuning=K|merah=M|tidak diukur=TD|tidak_diukur=TD",
        ),
        _yes_no("imunisasi_dasar", "immunisation"),
        _yes_no("campak", "measles"),
        _yes_no("penimbangan", "weighing"),
        _decimal("berat_kg", "weight_kg", 3, 99),
        _yes_no("pengukuran", "measuring"),
        _decimal("tinggi_cm", "height_cm", 2, 999),
        _choice("posisi", "position", "telentang|berdiri", "terlentang=telentang"),
        _yes_no("edema", "oedema"),
        _yes_no("konseling_ayah", "father_counselling"),
        _yes_no("konseling_ibu", "mother_counselling"),
        _yes_no("kunjungan_rumah", "home_visit"),
        _yes_no("air_bersih", "water"),
        _yes_no("jamban", "latrine"),
        _yes_no("akta_lahir", "birth_certificate"),
        _yes_no("jaminan_kesehatan", "insurance"),
        _yes_no("pengasuhan", "parenting"),
    ),
    ("id_anak", "bulan_periksa"),
)
PAUD = Sheet(
    "paud",
    "PAUD (2C)",
    (
        _key("id_anak", required=True),
        _whole("tahun", "", 2200, required=True),
        _whole("bulan", "", 12, required=True),
        _choice(
            "hadir",
            "mark",
            "-|v|x",
            "√=v|✓=v|✔=v|ya=v|y=v|1=v|true=v|tidak=x|t=x|0=x|false=x",
            required=True,
            may_be_blank=True,
        ),
    ),
    ("id_anak", "tahun", "bulan"),
)
CHANGES = Sheet(
    "perubahan",
    "Perubahan sesudah pendaftaran",
    (
        _choice(
            "jenis",
            "",
            "rumah_tangga|ibu_hamil|anak",
            "rumah tangga=rumah_tangga|ibu hamil=ibu_hamil",
            required=True,
        ),
        _key("id", required=True),
        _date("tanggal", required=True),
        _choice(
            "kolom",
            "",
            "air_aman|jamban_layak|rentan|akta_lahir|jaminan_kesehatan|dusun|posyandu",
            "akte_lahir=akta_lahir|akta lahir=akta_lahir|akte lahir=akta_lahir"
            "|air aman=air_aman|jamban layak=jamban_layak"
            "|jaminan kesehatan=jaminan_kesehatan",
            required=True,
        ),
        Column("nilai", Kind.PLACE, required=True, may_be_blank=True, longest=80),
    ),
    ("jenis", "id", "tanggal", "kolom"),
)
FACILITIES = Sheet(
    "fasilitas",
    "Fasilitas (Formulir 1 b)",
    (
        _key("id_fasilitas"),
        _whole("tahun", "year", 2200),
        _choice(
            "jenis",
            "kind",
            "poskesdes|polindes|posyandu|puskesmas|rs|bidan|dokter|paud|tk|lainnya",
            "pustu=puskesmas|puskesmas/pustu=puskesmas|rumah sakit=rs"
            "|bidan praktek=bidan|bidan praktik=bidan|dokter praktek=dokter"
            "|dokter praktik=dokter",
            required=True,
        ),
        _text("nama", "name", 120, required=True),
        _place("dusun"),
        _yes_no("periksa_hamil", "antenatal_care"),
        _yes_no("pil_fe", "iron_pills"),
        _yes_no("nifas", "postnatal_care"),
        _yes_no("imunisasi", "immunisation"),
        _yes_no("timbang", "weighing"),
        _yes_no("ukur", "measuring"),
        _yes_no("konseling", "counselling"),
        _yes_no("parenting", "parenting"),
        _yes_no("paud_3_6", "preschool"),
    ),
    ("id_fasilitas",),
)
SHEETS = (
    HOUSEHOLDS,
    PREGNANCIES,
    CHILDREN,
    PREGNANCY_RECORDS,
    CHILD_RECORDS,
    PAUD,
    CHANGES,
    FACILITIES,
)
RECORDS = (PREGNANCY_RECORDS, CHILD_RECORDS, PAUD)  # told of a target month by month
REGISTER = tuple(sheet for sheet in SHEETS if sheet not in RECORDS)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
_BY_NAME = {
    sheet.name: {column.name: column for column in sheet.columns} for sheet in SHEETS
}
# Which dated facts of the register each kind of target has.
CHANGEABLE = {
    HOUSEHOLDS.name: ("air_aman", "jamban_layak", "rentan", "dusun"),
    PREGNANCIES.name: ("jaminan_kesehatan", "posyandu"),
    CHILDREN.name: ("akta_lahir", "jaminan_kesehatan", "posyandu"),
}
# What the register sheets state on the day of registration.
STATED = {
    HOUSEHOLDS.name: ("air_aman", "jamban_layak", "rentan"),
    PREGNANCIES.name: ("jaminan_kesehatan", "posyandu"),
    CHILDREN.name: ("akta_lahir", "jaminan_kesehatan", "posyandu"),
}
