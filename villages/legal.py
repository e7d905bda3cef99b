"""What an SK begins with when it is drawn up; the village may change its own.

The regulations are those of the village (Undang-Undang Desa and what carries it out)
and of the acceleration of the decrease of stunting.
"""

from .models import Appointment

LEGAL_BASIS = (
    "Undang-Undang Nomor 6 Tahun 2014 tentang Desa sebagaimana telah diubah terakhir "
    "dengan Undang-Undang Nomor 3 Tahun 2024;",
    "Peraturan Pemerintah Nomor 43 Tahun 2014 tentang Peraturan Pelaksanaan "
    "Undang-Undang Nomor 6 Tahun 2014 tentang Desa sebagaimana telah beberapa kali "
    "diubah terakhir dengan Peraturan Pemerintah Nomor 11 Tahun 2019;",
    "Peraturan Presiden Nomor 72 Tahun 2021 tentang Percepatan Penurunan Stunting;",
    "Peraturan Menteri Dalam Negeri Nomor 111 Tahun 2014 tentang Pedoman Teknis "
    "Peraturan di Desa;",
    "Peraturan Menteri Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi Nomor 21 "
    "Tahun 2020 tentang Pedoman Umum Pembangunan Desa dan Pemberdayaan Masyarakat "
    "Desa.",
)
ABOUT = {
    Appointment.Kind.KPM: "Penetapan Kader Pembangunan Manusia",
    Appointment.Kind.RDS: "Pembentukan Rumah Desa Sehat",
}
_CONSIDERING = {
    Appointment.Kind.KPM: (
        "bahwa pencegahan stunting memerlukan warga desa yang mendata sasaran, "
        "memantau layanannya setiap bulan, dan mendampingi keluarga pada 1.000 hari "
        "pertama kehidupan;",
        "bahwa musyawarah desa telah memilih warga yang cakap dan bersedia "
        "menjalankan tugas tersebut;",
    ),
    Appointment.Kind.RDS: (
        "bahwa pencegahan stunting dikerjakan oleh banyak pihak di desa, sehingga "
        "perlu wadah bersama untuk membahas keadaan sasaran, menyusun usulan, dan "
        "mengawal pelaksanaannya;",
        "bahwa musyawarah desa telah menyepakati pembentukan Rumah Desa Sehat "
        "beserta susunan pengurus dan anggotanya;",
    ),
}
_COST = (
    "Biaya yang timbul karena Keputusan ini dibebankan pada Anggaran Pendapatan dan "
    "Belanja Desa serta sumber lain yang sah dan tidak mengikat."
)
COPIES = ("Camat {district};", "Badan Permusyawaratan Desa;", "Yang bersangkutan.")


def about(kind, village) -> str:
    """TENTANG: "Penetapan Kader Pembangunan Manusia Desa Sukamaju"."""
    return f"{ABOUT[kind]} {village.title}"


def considering(kind, village) -> list[str]:
    """Menimbang, one a line; the last one names the decision."""
    return [
        *_CONSIDERING[kind],
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf "
        f"b, perlu menetapkan Keputusan Kepala Desa tentang {about(kind, village)}.",
    ]


def decisions(kind, village) -> list[str]:
    """The diktums that a village begins with, without those that dates decide."""
    own = _of_kpm if kind == Appointment.Kind.KPM else _of_rds
    return [*own(village), _COST]


def _of_kpm(village):
    return (
        "Menetapkan nama yang tercantum dalam Lampiran Keputusan ini sebagai Kader "
        f"Pembangunan Manusia {village.title}.",
        "Kader Pembangunan Manusia bertugas mendata dan memetakan sasaran rumah tangga "
        "1.000 hari pertama kehidupan, memantau lima paket layanan setiap bulan, "
        "membantu Rumah Desa Sehat dan rembuk stunting desa, serta melaporkan hasil "
        "pemantauan kepada Kepala Desa setiap tiga bulan.",
        "Kader Pembangunan Manusia menjaga kerahasiaan data keluarga sasaran dan "
        "bertanggung jawab kepada Kepala Desa.",
    )


def _of_rds(village):
    seat = f" yang berkedudukan di {village.rds.address}" if _has_seat(village) else ""
    return (
        f"Membentuk Rumah Desa Sehat {village.title}{seat}, dengan susunan pengurus "
        "harian dan anggota sebagaimana tercantum dalam Lampiran Keputusan ini.",
        "Rumah Desa Sehat membahas hasil pemantauan layanan bagi rumah tangga 1.000 "
        "hari pertama kehidupan, menyelenggarakan diskusi terarah, menyiapkan rembuk "
        "stunting desa, mengawal usulan dalam perencanaan dan anggaran desa, serta "
        "mengevaluasi pelaksanaannya setiap tiga bulan.",
        "Rumah Desa Sehat bertanggung jawab kepada Kepala Desa dan menyampaikan "
        "hasil kerjanya dalam musyawarah desa.",
    )


def _has_seat(village):
    return hasattr(village, "rds") and bool(village.rds.address)


def first_texts(kind, village) -> dict[str, str]:
    """The fields of a new SK: one line for each point."""
    copies = [line.format(district=village.district.bare_name) for line in COPIES]
    return {
        "considering": "\n".join(considering(kind, village)),
        "legal_basis": "\n".join(LEGAL_BASIS),
        "decisions": "\n".join(decisions(kind, village)),
        "copies": "\n".join(copies),
    }
