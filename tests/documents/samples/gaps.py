"""A letter to an office, and the sheets of two families."""

from .village import KOP, KPM_AND_HEAD, STATE, document


def surat_permohonan(**changes):
    row = {
        "names": "Siti Aminah (hamil 7 bulan), Ahmad Fauzan (8 bulan)",
        "head": "Slamet Widodo",
        "place": "Krajan, RT 02 RW 01",
        "services": "Akses air bersih, Jamban",
    }
    return {
        "document": document(
            "Surat permohonan layanan Desa Sukamaju Triwulan II Tahun 2026",
            "Surat permohonan layanan Sukamaju Triwulan II Tahun 2026",
        ),
        "kop": KOP,
        "letter": {
            "number": "",
            "attachment": "1 (satu) daftar",
            "subject": "Permohonan layanan bagi sasaran 1.000 HPK Desa Sukamaju",
            "place": "Sukamaju",
            "date": None,
            "to": "Kepala Dinas Pekerjaan Umum dan Penataan Ruang",
            "opening": [
                "Berdasarkan pemantauan layanan rumah tangga 1.000 hari pertama "
                "kehidupan di Desa Sukamaju pada Triwulan II Tahun 2026 (data per 30 "
                "Juni 2026), masih terdapat 1.204 sasaran pada 40 rumah tangga yang "
                "belum menerima layanan berikut dengan lengkap:"
            ],
            "closing": [
                "Kami mohon bantuan Bapak/Ibu untuk membantu penyediaan air minum yang "
                "aman sebagaimana daftar terlampir.",
                "Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.",
            ],
        },
        "office": "Dinas Pekerjaan Umum dan Penataan Ruang",
        "period": "Triwulan II Tahun 2026",
        "unit": "rumah tangga",
        "services": [
            {"name": "Jamban", "count": 31},
            {"name": "Akses air bersih", "count": 12},
        ],
        "rows": [row] * 40,
        "state": STATE,
        "signed_at": {"place": "Sukamaju", "date": None},
        "signatures": KPM_AND_HEAD,
    } | changes


def layanan_keluarga(**changes):
    rows = [
        {
            "name": "Satu rumah",
            "stage": "",
            "service": "Jamban",
            "where": "Kantor desa (diteruskan ke Dinas PUPR)",
        },
        {
            "name": "Siti Aminah",
            "stage": "hamil 7 bulan",
            "service": "Dapat & konsumsi pil Fe",
            "where": "Bidan desa, posyandu, atau puskesmas",
        },
    ]
    return {
        "document": document(
            "Layanan yang belum diterima keluarga Desa Sukamaju",
            "Layanan yang belum diterima keluarga Sukamaju",
        ),
        "kop": KOP,
        "period": "Triwulan II Tahun 2026",
        "as_of": "2026-06-30",
        "families": [
            {"head": "Slamet Widodo", "place": "Krajan, RT 02 RW 01", "rows": rows},
            {"head": "Tri Wahyuni", "place": "Gunungsari", "rows": rows * 8},
        ],
        "signed_at": {"place": "Sukamaju", "date": None},
        "signatures": KPM_AND_HEAD[1:],
    } | changes
