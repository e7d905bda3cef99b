"""The invented kecamatan and its three villages, as data."""

from dataclasses import dataclass

# No kabupaten has the number 99, so nobody's village is meant.
AREAS = (
    ("00", "INDONESIA"),
    ("33", "JAWA TENGAH"),
    ("3399", "KABUPATEN SUKARAYA"),
    ("339901", "Mekarsari"),
)


@dataclass(frozen=True)
class DusunPlan:
    """A dusun: the posyandu its families go to, the day of the month, and what of
    water and latrines it has (shares of households)."""

    name: str
    posyandu: str
    day: int
    water: float
    latrine: float


@dataclass(frozen=True)
class VillagePlan:
    """One village; `care` lifts or lowers how regularly services are given."""

    code: str
    name: str
    care: float
    dusuns: tuple[DusunPlan, ...]
    officials: dict[str, str]
    office: str
    postal_code: str
    budget_scale: float


SUKAMAJU = VillagePlan(
    code="3399012001",
    name="Sukamaju",
    care=1.0,
    dusuns=(
        DusunPlan("Krajan", "Melati", 6, 0.97, 0.95),
        DusunPlan("Sidomulyo", "Mawar", 10, 0.95, 0.91),
        DusunPlan("Karanganyar", "Kenanga", 13, 0.88, 0.86),
        DusunPlan("Gunungsari", "Anggrek", 17, 0.80, 0.48),
    ),
    officials={
        "kades": "Sutarman Hadiwijaya",
        "sekdes": "Rini Kusumawati",
        "bpd": "Haji Mansur Effendi",
        "kpm": "Siti Nurjanah",
        "rds": "Wahyu Tri Lestari",
        "bidan": "Dewi Anggraeni, A.Md.Keb.",
    },
    office="Jalan Raya Sukamaju Nomor 12",
    postal_code="59901",
    budget_scale=1.0,
)
KARANGREJO = VillagePlan(
    code="3399012002",
    name="Karangrejo",
    care=0.93,
    dusuns=(
        DusunPlan("Lor", "Cempaka", 7, 0.92, 0.84),
        DusunPlan("Kidul", "Dahlia", 11, 0.90, 0.80),
        DusunPlan("Wetan", "Flamboyan", 15, 0.70, 0.66),
    ),
    officials={
        "kades": "Ngatijan Prawiro",
        "sekdes": "Budi Harsono",
        "bpd": "Sumiyati Rahayu",
        "kpm": "Lilis Suryani",
        "rds": "Endah Puspitasari",
        "bidan": "Ika Wahyuningsih, A.Md.Keb.",
    },
    office="Jalan Masjid Nomor 3",
    postal_code="59902",
    budget_scale=0.8,
)
TIRTOSARI = VillagePlan(
    code="3399012003",
    name="Tirtosari",
    care=1.04,
    dusuns=(
        DusunPlan("Sumberan", "Teratai", 5, 0.98, 0.93),
        DusunPlan("Kalisari", "Seroja", 9, 0.96, 0.90),
        DusunPlan("Bendungan", "Sakura", 14, 0.94, 0.83),
        DusunPlan("Ngablak", "Wijayakusuma", 18, 0.86, 0.78),
    ),
    officials={
        "kades": "Yuliati Prabandari",
        "sekdes": "Edi Santosa",
        "bpd": "Kyai Abdul Ghofur",
        "kpm": "Nur Khasanah",
        "rds": "Tutik Hariyani",
        "bidan": "Maya Permatasari, A.Md.Keb.",
    },
    office="Jalan Bendungan Nomor 1",
    postal_code="59903",
    budget_scale=1.15,
)
VILLAGES = (SUKAMAJU, KARANGREJO, TIRTOSARI)

# (kode kegiatan, uraian, sumber dana, rupiah, khusus pencegahan stunting)
BUDGET = (
    ("2.1.01", "Insentif guru PAUD dan TK milik desa", "dd", 36_000_000, True),
    ("2.2.02", "PMT pemulihan dan penyuluhan di posyandu", "dd", 48_600_000, True),
    ("2.2.02", "Kelas ibu hamil dan insentif kader posyandu", "dd", 31_200_000, True),
    ("2.2.03", "Pelatihan KPM dan kader kesehatan", "dd", 9_750_000, True),
    (
        "2.2.09",
        "Alat ukur panjang badan dan timbangan posyandu",
        "dd",
        14_000_000,
        True,
    ),
    ("2.3.11", "Rabat beton jalan lingkungan", "dd", 214_000_000, False),
    ("2.3.14", "Talud jalan usaha tani", "dd", 96_500_000, False),
    ("2.4.12", "Sambungan air bersih ke rumah tangga", "dd", 42_000_000, True),
    ("2.4.13", "Stimulan jamban keluarga sehat", "dd", 30_000_000, True),
    ("4.2.03", "Kebun gizi dan ternak ayam keluarga", "dd", 18_500_000, True),
    ("4.2.01", "Bantuan alat pertanian kelompok tani", "dd", 64_000_000, False),
    ("4.4.01", "Penyuluhan gizi bagi kelompok perempuan", "dd", 7_200_000, True),
    ("1.4.02", "Rembuk stunting desa", "add", 6_400_000, True),
)
