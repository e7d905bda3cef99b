"""The few drawings beside the words of the menu: strokes on a grid of 24."""

ICONS = {
    "tugas": "M4 6l2 2 3-4M4 13l2 2 3-4M4 20l2 2 3-4M13 6h7M13 13h7M13 20h7",
    "sasaran": "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-7 7-7s7 3 7 7"
    "M17 12a3 3 0 1 0 0-6M18 15c3 .4 4 3 4 6",
    "posyandu": "M3 20h18M5 20V9h14v11M8 9a4 4 0 0 1 8 0M12 9l2-2M9 14h6",
    "scorecard": "M4 21V11h4v10M10 21V4h4v17M16 21v-7h4v7M2 21h20",
    "lainnya": "M4 6h16M4 12h16M4 18h16",
    "verifikasi": "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM8 12l3 3 5-6",
    "anggaran": "M3 7h18v12H3zM3 11h18M7 15h4M6 7V4h12v3",
    "pengaturan": "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4M4 12h12",
    "ringkasan": "M4 5h16M4 10h16M4 15h10M4 20h7",
    "temuan": "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
    "rapat": "M3 4h14v10H9l-4 4v-4H3zM20 8h1v10h-2v3l-3-3h-5",
    "janji": "M6 22V3M6 4h12l-3 4 3 4H6",
    "dokumen": "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7",
    "rembuk": "M5 6a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM19 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"
    "M5 22a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 4h6c3 0 6 2 6 6M17 13c-2 6-6 7-10 7",
    "wilayah": "M12 22s7-7 7-12a7 7 0 0 0-14 0c0 5 7 12 7 12z"
    "M12 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "kelengkapan": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v9l6 6",
    "perbandingan": "M3 6h10M3 12h17M3 18h7M3 3v18",
    "kinerja": "M3 17l6-6 4 4 8-9M15 6h6v6",
    "unduhan": "M12 3v12M7 10l5 5 5-5M4 21h16",
    "mad": "M12 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM5 21a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
    "M19 21a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM11 8l-5 7M13 8l5 7M8 18h8",
    "pengguna": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-7 8-7s8 3 8 7",
    "penugasan": "M5 6h14v15H5zM9 6V3h6v3M12 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"
    "M8 18c0-2 2-3 4-3s4 1 4 3",
    "tempat": "M3 11l9-8 9 8M6 9v12h12V9M10 21v-6h4v6",
    "cetak": "M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z",
    "tambah": "M12 5v14M5 12h14",
    "kanan": "M9 5l7 7-7 7",
    "kiri": "M15 5l-7 7 7 7",
    "bawah": "M5 9l7 7 7-7",
    "ubah": "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
    "peringatan": "M12 3l10 18H2zM12 10v5M12 17v2",
}
