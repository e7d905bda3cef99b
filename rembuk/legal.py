"""Dasar hukum with which a rembuk's list begins; the meeting may change its own."""

LEGAL_BASIS = (
    "Undang-Undang Nomor 6 Tahun 2014 tentang Desa sebagaimana telah diubah terakhir "
    "dengan Undang-Undang Nomor 3 Tahun 2024;",
    "Peraturan Presiden Nomor 72 Tahun 2021 tentang Percepatan Penurunan Stunting;",
    "Peraturan Menteri Dalam Negeri Nomor 114 Tahun 2014 tentang Pedoman Pembangunan "
    "Desa;",
    "Peraturan Menteri Dalam Negeri Nomor 20 Tahun 2018 tentang Pengelolaan Keuangan "
    "Desa;",
    "Peraturan Menteri Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi Nomor 21 "
    "Tahun 2020 tentang Pedoman Umum Pembangunan Desa dan Pemberdayaan Masyarakat "
    "Desa.",
)
