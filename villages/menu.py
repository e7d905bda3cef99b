"""Lainnya: every page of a village that is not in the bar, in groups.

A new page gets one line here; whoever may not open it does not see it.
"""

from dataclasses import dataclass

from django.urls import reverse

from .access import Permission as P


@dataclass(frozen=True)
class Link:
    """One page: who may open it, its name, what it is for, and its URL name."""

    permission: P
    title: str
    detail: str
    view: str
    args: tuple = ()
    is_of_village: bool = True  # its address begins with the village


# How a village is set up: only who sets it up sees these, and first.
SETTINGS = (
    (
        "Akun dan jejak",
        (
            Link(
                P.MANAGE_ACCOUNTS,
                "Akun dan penugasan",
                "Siapa boleh masuk, dan sebagai apa",
                "villages:account_list",
            ),
            Link(
                P.VIEW_JOURNAL,
                "Jejak perubahan",
                "Siapa mengubah apa, dan siapa melihat dari luar desa",
                "villages:journal",
            ),
        ),
    ),
    (
        "Wilayah dan fasilitas",
        (
            Link(
                P.EDIT_VILLAGE,
                "Dusun",
                "Tempat tinggal keluarga sasaran",
                "villages:row_list",
                ("dusun",),
            ),
            Link(
                P.EDIT_VILLAGE,
                "Posyandu",
                "Tempat sasaran ditimbang dan diukur",
                "villages:row_list",
                ("posyandu",),
            ),
            Link(
                P.EDIT_VILLAGE,
                "Daftar fasilitas",
                "Menambah dan mengubah, bagian kedua Formulir 1",
                "villages:row_list",
                ("fasilitas",),
            ),
            Link(
                P.EDIT_VILLAGE,
                "Kependudukan",
                "Penduduk dan kelahiran setahun, untuk memeriksa kelengkapan sasaran",
                "villages:row_list",
                ("kependudukan",),
            ),
        ),
    ),
    (
        "Surat dan tanda tangan",
        (
            Link(
                P.EDIT_VILLAGE,
                "Pejabat penanda tangan",
                "Kepala Desa, ketua BPD, bidan, dan lainnya",
                "villages:row_list",
                ("pejabat",),
            ),
            Link(
                P.EDIT_VILLAGE,
                "Kop surat",
                "Alamat dan logo pada semua dokumen",
                "villages:letterhead",
            ),
            Link(
                P.EDIT_VILLAGE,
                "Penomoran dokumen",
                "Format nomor berita acara, undangan, surat dan SK",
                "villages:number_formats",
            ),
        ),
    ),
)
# What is used most often stands first.
GROUPS = (
    (
        "Keluarga dan anak",
        (
            Link(
                P.VIEW_REGISTER,
                "Cari",
                "Orang dan keluarga: nama dalam ejaan apa pun, NIK, KK, nomor KIA",
                "households:search",
            ),
            Link(
                P.VIEW_REGISTER,
                "Sasaran",
                "Daftar keluarga dengan ibu hamil atau anak di bawah dua tahun",
                "households:household_list",
            ),
            Link(
                P.VIEW_REGISTER,
                "Pertumbuhan anak",
                "Siapa perlu diukur ulang, dirujuk, atau diperhatikan",
                "households:growth_watch",
            ),
            Link(
                P.VIEW_REGISTER,
                "Genap 2 tahun",
                "Anak yang mulai dipantau lewat PAUD",
                "households:grown_list",
            ),
            Link(
                P.EDIT_REGISTER,
                "Menunggu NIK",
                "Bayi dan ibu yang NIK-nya belum dicatat",
                "households:nik_list",
            ),
            Link(
                P.EDIT_REGISTER,
                "Perpindahan",
                "Keluarga yang pindah dari dan ke desa lain",
                "households:transfer_list",
            ),
            Link(
                P.EDIT_REGISTER,
                "Mungkin ganda",
                "Yang tercatat dua kali: bandingkan, gabungkan, pisahkan lagi",
                "households:double_list",
            ),
        ),
    ),
    (
        "Kegiatan dan tindak lanjut",
        (
            Link(
                P.VIEW_ACTIVITY,
                "Kegiatan KPM",
                "Sosialisasi, kelas, konseling ayah, kunjungan, koordinasi, inovasi",
                "villages:activity_list",
            ),
            Link(
                P.VIEW_MEETING,
                "Temuan dan tindakan",
                "Yang disimpan RDS saat telaah, dengan penanggung jawabnya",
                "scorecard:finding_list",
            ),
            Link(
                P.VIEW_MEETING,
                "Pelaksanaan kegiatan",
                "Apa yang dilaksanakan, sasaran yang dijangkau, biaya, sumber dana",
                "rembuk:delivery_list",
            ),
            Link(
                P.VIEW_MEETING,
                "Janji",
                "Yang disepakati tiap tahun: ditepati, berjalan, tidak dilanjutkan",
                "rembuk:promise_list",
            ),
        ),
    ),
    (
        "Laporan dan berkas",
        (
            Link(
                P.VIEW_DOCUMENTS,
                "Dokumen",
                "Laporan konvergensi, formulir, dan berita acara",
                "rembuk:document_list",
            ),
            Link(
                P.VIEW_DOCUMENTS,
                "Unduh daftar",
                "Setiap daftar desa sebagai XLSX atau CSV",
                "households:list_out_index",
            ),
            Link(
                P.EXCHANGE_WORKBOOK,
                "Buku kerja (Excel)",
                "Masukkan atau unduh semua data desa",
                "households:workbook",
            ),
        ),
    ),
    (
        "Rapat desa",
        (
            Link(
                P.VIEW_MEETING,
                "Tahapan",
                "Apa berikutnya tahun ini, siapa, sampai kapan, dan apa yang kurang",
                "rembuk:stage_board",
            ),
            Link(
                P.VIEW_MEETING,
                "Diskusi RDS",
                "Analisis, masalah, peluang, alternatif; diumumkan sebelum rembuk",
                "rembuk:discussion_list",
            ),
            Link(
                P.VIEW_MEETING,
                "Rembuk stunting",
                "Masalah, usulan, dan berita acara",
                "rembuk:meeting_list",
            ),
            Link(
                P.VIEW_MEETING,
                "Advokasi usulan",
                "Penyerahan berita acara, lalu RKP Desa, APB Desa, realisasi",
                "rembuk:advocacy",
            ),
            Link(
                P.VIEW_MEETING,
                "Evaluasi triwulan RDS",
                "Janji yang lalu, capaian, tikar pertumbuhan, janji baru",
                "rembuk:evaluation_list",
            ),
        ),
    ),
    (
        "Dana desa",
        (
            Link(
                P.VIEW_BUDGET,
                "Anggaran",
                "APB Desa untuk pencegahan stunting",
                "villages:budget",
            ),
            Link(
                P.VIEW_BUDGET,
                "Kebutuhan dan anggaran",
                "Biaya layanan yang masih kurang, di samping yang dianggarkan",
                "scorecard:need_now",
            ),
        ),
    ),
    (
        "Setahun sekali",
        (
            Link(
                P.VIEW_DOCUMENTS,
                "Pemetaan sosial dan Formulir 1",
                "Sekali setahun: dusun demi dusun, lalu dibekukan",
                "scorecard:mapping_now",
            ),
            Link(
                P.VIEW_REGISTER,
                "Peta sosial",
                "Sketsa dusun dengan rumah dan paket yang belum lengkap",
                "scorecard:sketch_list",
            ),
            Link(
                P.VIEW_SCORECARD,
                "Fasilitas dan layanannya",
                "Siapa memberi layanan apa, dan apa yang tidak ada",
                "villages:facility_now",
            ),
        ),
    ),
    (
        "Lembaga dan SK",
        (
            Link(
                P.VIEW_DOCUMENTS,
                "Rumah Desa Sehat",
                "Sekretariat, pengurus harian, anggota dan unsurnya",
                "villages:rds",
            ),
            Link(
                P.VIEW_DOCUMENTS,
                "Surat Keputusan",
                "SK KPM dan SK RDS",
                "villages:appointment_list",
            ),
        ),
    ),
    (
        "Bantuan",
        (
            Link(
                P.VIEW_SCORECARD,
                "Panduan",
                "Cara memakai KPM, langkah demi langkah",
                "villages:guide_list",
                is_of_village=False,
            ),
        ),
    ),
)


def groups_for(access, bar):
    """[(title, [{title, detail, url}])] of what the person may open in the village.

    What stands in the person's bar is not repeated.
    """
    shown = []
    for title, links in SETTINGS + GROUPS:
        rows = [_row(link, access) for link in links if access.may(link.permission)]
        rows = [row for row in rows if row["url"] not in bar]
        if rows:
            shown.append((title, rows))
    return shown


def _row(link, access):
    place = [access.place.code] if link.is_of_village else []
    url = reverse(link.view, args=[*place, *link.args])
    return {"title": link.title, "detail": link.detail, "url": url}
