"""Each template with its sample data, its images and the margins it must keep."""

import io

from PIL import Image

from tests.documents import samples
from villages import typeset

UPRIGHT = {"left": 24.8, "right": 19.8, "top": 17, "bottom": 12}
SIDEWAYS = {"left": 14.8, "right": 14.8, "top": 14, "bottom": 10}

MARGINS = {
    "laporan_konvergensi": UPRIGHT,
    "laporan_setahun": UPRIGHT,
    "rekap_konvergensi": SIDEWAYS,
    "berita_acara": UPRIGHT,
    "undangan": UPRIGHT,
    "ba_diskusi": UPRIGHT,
    "ba_mad": UPRIGHT,
    "poster_diskusi": {"left": 14, "right": 14, "top": 13, "bottom": 9},
    "notulen": UPRIGHT,
    "notulen_evaluasi": UPRIGHT,
    "daftar_hadir": UPRIGHT,
    "daftar_undangan": UPRIGHT,
    "format_bantu": UPRIGHT,
    "surat_keputusan": UPRIGHT,
    "contoh_kop": UPRIGHT,
    "inovasi": UPRIGHT,
    "rekap_kegiatan": SIDEWAYS,
    "rekap_pelaksanaan": SIDEWAYS,
    "surat_permohonan": UPRIGHT,
    "surat_penyampaian": UPRIGHT,
    "tanda_terima": UPRIGHT,
    "layanan_keluarga": UPRIGHT,
    "grafik_pertumbuhan": UPRIGHT,
    "salinan_data": UPRIGHT,
    "formulir_1": SIDEWAYS,
    "formulir_2a": SIDEWAYS,
    "formulir_2b": SIDEWAYS,
    "formulir_2c": SIDEWAYS,
    "formulir_3a": SIDEWAYS,
    "formulir_3b": SIDEWAYS,
    "peta_sosial": SIDEWAYS,
}


def data_for(template, **changes):
    return getattr(samples, template)(**changes)


def a_picture(kind="PNG", size=(60, 80)):
    out = io.BytesIO()
    Image.new("RGB", size, "#2a6").save(out, kind)
    return out.getvalue()


def images_for(template):
    if template == "inovasi":
        return {"logo": a_picture(), "foto": a_picture("JPEG", (400, 300))}
    if template in ("surat_keputusan", "tanda_terima", "poster_diskusi"):
        qr = typeset.qr("https://kpm.example.id/publik/dokumen/")
        return {"logo": a_picture(), "qr": qr}
    if template != "berita_acara":
        return {"logo": a_picture()}
    return {
        "logo": a_picture(),
        "qr": typeset.qr("https://kpm.example.id/publik/dokumen/"),
        "foto-1": a_picture("JPEG", (400, 300)),
    }


def rendered(template, data=None):
    return typeset.pdf(template, data or data_for(template), images_for(template))
