"""Notulen evaluasi triwulan as DOCX: the data of its PDF, laid out in blocks."""

from decimal import Decimal

from villages import word
from villages.letters import day_of, meeting_pairs, minutes_blocks, signed
from villages.wording import number_text, percent_text, rupiah

NO = ("No", 10, "center")
PROMISES = (
    NO,
    ("Janji", 52, "left"),
    ("Penanggung jawab", 35, "left"),
    ("Paling lambat", 30, "left"),
)
AHEAD = (NO, ("Janji", 87, "left"), ("Penanggung jawab", 38, "left"), PROMISES[3])
FATE = ("Hasil", 38, "left")
FINDINGS = (NO, ("Temuan dan tindakan", 52, "left"), *PROMISES[2:], FATE)
RATIOS = (
    ("Diterima", 24, "right"),
    ("Seharusnya", 29, "right"),
    ("%", 20, "right"),
    ("Sebelumnya", 30, "right"),
    ("Perubahan", 28, "right"),
)
COUNTS = (("Triwulan ini", 31, "right"), ("Sebelumnya", 31, "right"))
GROWTH = (
    ("Menurut hasil ukur (di bawah −2 SD)", 67, "left"),
    ("Anak", 20, "right"),
    ("Diukur", 20, "right"),
    ("%", 24, "right"),
    ("Sebelumnya", 34, "right"),
)
DELIVERIES = (
    NO,
    ("Kegiatan", 55, "left"),
    ("Dijangkau dan hasil", 42, "left"),
    ("Sumber dana", 29, "left"),
    ("Biaya", 29, "right"),
)
PEOPLE = (
    NO,
    ("Nama", 50, "left"),
    ("L/P", 12, "center"),
    ("Unsur/Alamat", 53, "left"),
    ("Jabatan", 40, "left"),
)


def notulen_evaluasi(data) -> list:
    """Its blocks, in the order of templates/documents/notulen_evaluasi.typ."""
    title = f"{data['village']}, {data['quarter']}".upper()
    return [
        word.Title("NOTULEN EVALUASI TRIWULAN RUMAH DESA SEHAT", [title]),
        word.Pairs(meeting_pairs(data["meeting"]) + _who(data)),
        *_promises(data["promises"]),
        *_recap(data["recap"]),
        word.Heading("C. Temuan yang tersimpan"),
        _kept(FINDINGS, data["findings"], "state", "Tidak ada temuan yang tersimpan."),
        *_deliveries(data),
        word.Heading("E. Jalannya rapat"),
        *minutes_blocks(data["minutes"] | {"conclusions": data["conclusions"]})[1:],
        word.Heading("F. Janji sampai evaluasi berikutnya"),
        _kept(AHEAD, data["new_promises"], None, "Belum ada janji."),
        *signed(data),
        *_people(data),
    ]


def _who(data):
    guests = data["guests"]
    count = sum(one["count"] for one in data["present"])
    told = f"{number_text(count)} peserta"
    told += f" dan {number_text(guests)} tamu undangan" if guests else ""
    of_unsur = [
        f"{one['unsur']} {number_text(one['count'])}" for one in data["present"]
    ]
    present = f"{told}: {', '.join(of_unsur)}" if of_unsur else told
    second = data.get("second_reason")
    return [
        ("Pimpinan", data["leader"]),
        ("Notulis", data["secretary"]),
        ("Hadir", present),
        *([("Evaluasi kedua", second)] if second else []),
    ]


def _kept(columns, rows, state, none_words):
    """Promises or findings; `state` is the key of what became of them, or None."""
    cells = [
        [str(number), row["text"], row["owner"], day_of(row["due_on"])]
        + ([row["told"] or row[state]] if state else [])
        for number, row in enumerate(rows, start=1)
    ]
    return word.Table(columns, cells, none_words=none_words)


def _promises(promises):
    none_words = "Belum ada janji sebelum evaluasi ini."
    told = [word.Text(f"Hasilnya: {promises['told']}.")] if promises["rows"] else []
    rows = _kept((*PROMISES, FATE), promises["rows"], "fate", none_words)
    return [word.Heading("A. Janji yang lalu"), *told, rows]


# --- the quarter ---------------------------------------------------------------------


def _recap(recap):
    before = f"Pembanding: {recap['before']}."
    return [
        word.Heading("B. Capaian triwulan"),
        word.Text(f"Keadaan: {recap['standing']}. {before}"),
        _ratios("Tingkat konvergensi", recap["convergence"]),
        _ratios("Paket layanan", recap["packages"]),
        _ratios("Tingkat capaian layanan", recap["services"]),
        _counts("Tikar pertumbuhan, anak 0–23 bulan", recap["mats"]),
        word.Table(GROWTH, [_growth(row) for row in recap["growth"]]),
        _counts("Sasaran", recap["people"]),
    ]


def _percent(figure):
    said = figure["percent"]
    return percent_text(None if said is None else Decimal(said))


def _ratios(title, rows):
    cells = [
        [
            row["label"],
            number_text(row["now"]["received"]),
            number_text(row["now"]["due"]),
            _percent(row["now"]),
            _percent(row["before"]),
            row["change"] or "–",
        ]
        for row in rows
    ]
    return word.Table(((title, 34, "left"), *RATIOS), cells)


def _counts(title, rows):
    cells = [
        [row["label"], number_text(row["now"]), number_text(row["before"])]
        for row in rows
    ]
    return word.Table(((title, 103, "left"), *COUNTS), cells)


def _growth(row):
    now = row["now"]
    return [
        f"{row['label']}, {row['index']}",
        number_text(now["affected"]),
        number_text(now["measured"]),
        _percent(now),
        _percent(row["before"]),
    ]


# --- what was done, and who was there ------------------------------------------------


def _deliveries(data):
    spent = data["spent"]
    told = (
        f"Terpakai dalam triwulan ini {rupiah(spent['total'])}: "
        f"{rupiah(spent['budget'])} realisasi APB Desa untuk pencegahan stunting dan "
        f"{rupiah(spent['outside'])} di luar APB Desa. Biaya kegiatan yang dibayar APB "
        "Desa sudah termasuk dalam realisasinya."
    )
    cells = [
        [
            str(number),
            f"{row['activity']}\n{row['days']}, {row['place']}",
            "\n".join(filter(None, (row["reached"] or "–", row["output"]))),
            row["source"],
            rupiah(row["cost"]),
        ]
        for number, row in enumerate(data["deliveries"], start=1)
    ]
    none_words = "Tidak ada kegiatan yang selesai dalam triwulan ini."
    return [
        word.Heading("D. Pelaksanaan dan dana"),
        word.Text(told),
        word.Table(DELIVERIES, cells, none_words=none_words),
    ]


def _people(data):
    if not data["attendance"]:
        return []
    cells = [
        [str(number), one["name"], one["sex"], one["unsur"], one["position"]]
        for number, one in enumerate(data["attendance"], start=1)
    ]
    name = data["meeting"]["name"].upper()
    return [
        word.NewPage(),
        word.Title("LAMPIRAN DAFTAR HADIR", [name]),
        word.Table(PEOPLE, cells),
    ]
