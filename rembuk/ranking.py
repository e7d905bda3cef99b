"""From figures to problems: which services most people of the village still miss."""

from dataclasses import dataclass

from households.packages import Package
from scorecard.convergence import Convergence
from scorecard.tables import PAUD, Scorecard

# What is said of those who miss an indicator: "3 dari 34 … belum memiliki jamban".
PHRASES = {
    "anc": "ibu hamil belum memeriksakan kehamilan sesuai jadwal",
    "fe": "ibu hamil belum mendapat dan minum tablet tambah darah setiap bulan",
    "nifas": "ibu bersalin belum mendapat layanan nifas lengkap",
    "kelas_ibu": "ibu hamil belum mengikuti konseling gizi atau kelas ibu hamil",
    "kunjungan_ibu": "ibu hamil KEK/risiko tinggi belum dikunjungi setiap bulan",
    "air_ibu": "ibu hamil tinggal di rumah tanpa air minum yang aman",
    "jamban_ibu": "ibu hamil tinggal di rumah tanpa jamban yang layak",
    "jaminan_ibu": "ibu hamil belum memiliki jaminan kesehatan",
    "imunisasi": "anak 0–23 bulan belum mendapat imunisasi dasar lengkap",
    "timbang": "anak 0–23 bulan belum ditimbang setiap bulan",
    "ukur": "anak 0–23 bulan belum diukur panjang/tinggi badannya",
    "konseling_anak": "orang tua anak 0–23 bulan belum mengikuti konseling gizi "
    "setiap bulan",
    "kunjungan_anak": "anak gizi kurang, gizi buruk atau stunting belum dikunjungi "
    "setiap bulan",
    "air_anak": "anak 0–23 bulan tinggal di rumah tanpa air minum yang aman",
    "jamban_anak": "anak 0–23 bulan tinggal di rumah tanpa jamban yang layak",
    "akta": "anak 0–23 bulan belum memiliki akta kelahiran",
    "jaminan_anak": "anak 0–23 bulan belum memiliki jaminan kesehatan",
    "pengasuhan": "orang tua anak 0–23 bulan belum mengikuti kelas pengasuhan "
    "setiap bulan",
    PAUD: "bulan layanan PAUD anak > 2–6 tahun belum diikuti",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One indicator that somebody misses, as the meeting reads it out."""

    indicator: str
    package: Package
    figure: Convergence

    @property
    def text(self) -> str:
        """The problem in one sentence: "19 dari 27 ibu hamil belum …"."""
        figure = self.figure
        return f"{figure.missed} dari {figure.due} {PHRASES[self.indicator]}"


def gaps_of(scorecard: Scorecard) -> list[Gap]:
    """The gaps, most missed services first; of equals the lower share first."""
    packages = {i.code: i.package for i in scorecard.rules.indicators}
    packages[PAUD] = Package.PAUD
    found = [
        Gap(code, package, scorecard.figure(code)) for code, package in packages.items()
    ]
    missed = [gap for gap in found if gap.figure.missed]
    return sorted(missed, key=lambda g: (-g.figure.missed, g.figure.percent))
