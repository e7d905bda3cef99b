"""One believable set of data for every template, without a single row."""

from .advocacy import surat_penyampaian, tanda_terima
from .discussion import ba_diskusi, ba_mad, poster_diskusi
from .evaluation import notulen_evaluasi, rekap_pelaksanaan
from .family import salinan_data
from .forms import (
    format_bantu,
    formulir_1,
    formulir_2a,
    formulir_2b,
    formulir_2c,
    formulir_3a,
    formulir_3b,
    peta_sosial,
)
from .gaps import layanan_keluarga, surat_permohonan
from .growth import grafik_pertumbuhan
from .meetings import (
    PEOPLE,
    berita_acara,
    daftar_hadir,
    daftar_undangan,
    notulen,
    proposals,
    undangan,
)
from .office import contoh_kop, inovasi, rekap_kegiatan, surat_keputusan
from .reports import laporan_konvergensi, laporan_setahun, rekap_konvergensi
from .village import ANAK, HASH, IBU, PAUD

__all__ = [
    "ANAK",
    "HASH",
    "IBU",
    "PAUD",
    "PEOPLE",
    "ba_diskusi",
    "ba_mad",
    "berita_acara",
    "contoh_kop",
    "daftar_hadir",
    "daftar_undangan",
    "format_bantu",
    "formulir_1",
    "formulir_2a",
    "formulir_2b",
    "formulir_2c",
    "formulir_3a",
    "formulir_3b",
    "grafik_pertumbuhan",
    "inovasi",
    "laporan_konvergensi",
    "laporan_setahun",
    "layanan_keluarga",
    "notulen",
    "notulen_evaluasi",
    "peta_sosial",
    "poster_diskusi",
    "proposals",
    "rekap_kegiatan",
    "rekap_konvergensi",
    "rekap_pelaksanaan",
    "salinan_data",
    "surat_keputusan",
    "surat_penyampaian",
    "surat_permohonan",
    "tanda_terima",
    "undangan",
]
