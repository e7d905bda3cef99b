"""Activities that close a gap: what a village can do for each service.

Codes of activities follow Permendagri 20/2018. A service of mothers and the same of
children are closed by one activity; a service is called by the code of its unit cost.
"""

from dataclasses import dataclass

SPECIFIC, SENSITIVE = "spesifik", "sensitif"
PRESCHOOL = "paud"  # counted in months of children, so no unit cost is kept for it


@dataclass(frozen=True, slots=True)
class Activity:
    """Something the village may do: its code, its nature and who carries it out."""

    text: str
    code: str
    nature: str
    executor: str


_BIDAN = "Bidan desa dan kader posyandu"
_KADER = "Kader posyandu"
_WORKS = "Kasi Kesejahteraan dan kelompok swadaya masyarakat"
_SERVICE = "Kasi Pelayanan"
_BKB = "Kader BKB dan guru PAUD"
_PAUD = "Pengelola PAUD"

ACTIVITIES = {
    "anc": (
        Activity(
            "Periksa kehamilan bersama di posyandu dengan penjemputan ibu hamil",
            "2.2.02",
            SPECIFIC,
            _BIDAN,
        ),
        Activity(
            "Biaya perjalanan ibu hamil ke puskesmas (Desa Siaga)",
            "2.2.04",
            SPECIFIC,
            "Pengurus Desa Siaga",
        ),
    ),
    "fe": (
        Activity(
            "Pendampingan minum pil Fe dari rumah ke rumah", "2.2.02", SPECIFIC, _BIDAN
        ),
    ),
    "nifas": (
        Activity(
            "Kunjungan nifas lengkap oleh bidan dan kader", "2.2.02", SPECIFIC, _BIDAN
        ),
    ),
    "kelas_ibu": (
        Activity(
            "Kelas ibu hamil bulanan yang mengundang ayah", "2.2.02", SPECIFIC, _BIDAN
        ),
        Activity(
            "Penyuluhan gizi ibu hamil di setiap dusun", "2.2.03", SPECIFIC, _BIDAN
        ),
    ),
    "kunjungan_ibu": (
        Activity(
            "Kunjungan rumah bulanan bagi ibu KEK dan risiko tinggi",
            "2.2.02",
            SPECIFIC,
            _BIDAN,
        ),
    ),
    "air_ibu": (
        Activity(
            "Sambungan air bersih ke rumah tangga 1.000 HPK",
            "2.4.12",
            SENSITIVE,
            _WORKS,
        ),
        Activity(
            "Sumber air bersih bersama di dekat rumah sasaran",
            "2.4.11",
            SENSITIVE,
            _WORKS,
        ),
    ),
    "jamban_ibu": (
        Activity("Stimulan jamban keluarga sehat", "2.4.13", SENSITIVE, _WORKS),
        Activity(
            "Jamban bersama bagi rumah yang tidak memiliki lahan",
            "2.4.14",
            SENSITIVE,
            _WORKS,
        ),
    ),
    "jaminan_ibu": (
        Activity(
            "Pendataan dan pengurusan jaminan kesehatan keluarga sasaran",
            "4.4.02",
            SENSITIVE,
            _SERVICE,
        ),
    ),
    "imunisasi": (
        Activity(
            "Imunisasi kejar bagi anak yang belum lengkap", "2.2.02", SPECIFIC, _BIDAN
        ),
    ),
    "timbang": (
        Activity(
            "Penjemputan anak yang tidak hadir menimbang di posyandu",
            "2.2.02",
            SPECIFIC,
            _KADER,
        ),
    ),
    "ukur": (
        Activity(
            "Pengukuran panjang badan di rumah bagi yang tidak hadir",
            "2.2.02",
            SPECIFIC,
            _BIDAN,
        ),
        Activity(
            "Alat ukur panjang badan yang baku bagi posyandu",
            "2.2.09",
            SPECIFIC,
            _KADER,
        ),
    ),
    "konseling_anak": (
        Activity(
            "Konseling gizi dan pemberian makan anak bagi ayah dan ibu",
            "2.2.03",
            SPECIFIC,
            _BIDAN,
        ),
    ),
    "kunjungan_anak": (
        Activity(
            "Kunjungan rumah dan makanan tambahan bagi anak bermasalah gizi",
            "2.2.02",
            SPECIFIC,
            _BIDAN,
        ),
    ),
    "akta": (
        Activity(
            "Pelayanan akta kelahiran keliling bersama Dukcapil",
            "4.4.02",
            SENSITIVE,
            _SERVICE,
        ),
    ),
    "pengasuhan": (
        Activity("Kelas pengasuhan orang tua setiap bulan", "2.2.06", SENSITIVE, _BKB),
    ),
    PRESCHOOL: (
        Activity(
            "Dukungan biaya PAUD bagi anak keluarga kurang mampu",
            "2.1.02",
            SENSITIVE,
            _PAUD,
        ),
        Activity(
            "Hari layanan PAUD tambahan bagi anak 2–6 tahun", "2.1.01", SENSITIVE, _PAUD
        ),
    ),
}
