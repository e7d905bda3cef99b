"""The quarter of a village in plain sentences, to be read aloud within a minute."""

from scorecard.convergence import Convergence
from scorecard.lift import Lift
from scorecard.overview import Overview
from scorecard.tables import Scorecard
from villages.quarters import Triwulan
from villages.templatetags.kpm import points
from villages.wording import number_text

NAMED = 2  # actions that are read out
ORDINALS = ("pertama", "kedua", "ketiga", "keempat")


def summary_of(found: Overview, name: str) -> list[str]:
    """Return the sentences in the order they are read; counts only, nobody's name."""
    scorecard = found.scorecard
    told = [
        _people(scorecard, name),
        _figure(scorecard, found),
        _packages(scorecard),
        _dusun(scorecard),
        _mat(scorecard),
        _risk(scorecard),
        _lifts(found.lifts),
        _unvisited(scorecard),
    ]
    return [sentence for sentence in told if sentence]


def spoken(quarter: Triwulan) -> str:
    """Return "triwulan kedua tahun 2026"."""
    return f"triwulan {ORDINALS[quarter.number - 1]} tahun {quarter.year}"


def _people(scorecard: Scorecard, name: str) -> str:
    people = scorecard.population
    return (
        f"Pada {spoken(scorecard.quarter)}, di {name} ada "
        f"{number_text(scorecard.households)} rumah tangga 1.000 HPK, dengan "
        f"{number_text(people['ibu_hamil'])} ibu hamil atau bersalin dan "
        f"{number_text(people['anak'])} anak berumur 0 sampai 23 bulan."
    )


def _figure(scorecard: Scorecard, found: Overview) -> str:
    whole = scorecard.village
    if whole.percent is None:
        return "Belum ada layanan yang seharusnya diterima pada triwulan ini."
    told = (
        f"Dari {number_text(whole.due)} layanan yang seharusnya diterima, "
        f"{number_text(whole.received)} sudah diterima dengan lengkap: tingkat "
        f"konvergensi desa {_percent(whole)}"
    )
    if found.change is None:
        return f"{told}."
    return f"{told}, {points(found.change)} dibanding {spoken(found.before)}."


def _percent(figure: Convergence) -> str:
    return f"{number_text(figure.percent, 1)} persen"


def _packages(scorecard: Scorecard) -> str:
    shares = [(p.label, one) for p, one in scorecard.packages.items() if one.due]
    if len(shares) < 2:
        return ""
    shares.sort(key=lambda pair: pair[1].percent)
    (weak, low), (strong, high) = shares[0], shares[-1]
    if low.percent == high.percent:
        return f"Kelima paket layanan sama: masing-masing {_percent(low)}."
    return (
        f"Paket yang paling perlu dikejar adalah {_lower(weak)}, baru {_percent(low)}; "
        f"yang paling baik {_lower(strong)}, {_percent(high)}."
    )


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _dusun(scorecard: Scorecard) -> str:
    shares = [(name, one) for name, one in (scorecard.dusun or {}).items() if one.due]
    if len(shares) < 2:
        return ""
    shares.sort(key=lambda pair: (pair[1].percent, pair[0]))
    (weak, low), (strong, high) = shares[0], shares[-1]
    if low.percent == high.percent:
        return f"Semua dusun sama: {_percent(low)}."
    return (
        f"Dusun yang paling perlu dibantu adalah {weak}, {_percent(low)}; "
        f"yang tertinggi {strong}, {_percent(high)}."
    )


def _mat(scorecard: Scorecard) -> str:
    mats = scorecard.tikar
    measured = sum(mats.values()) - mats["tidak_diukur"]
    if not measured:
        return "Belum ada hasil tikar pertumbuhan pada triwulan ini."
    told = (
        f"Hasil tikar pertumbuhan: {number_text(mats['hijau'])} anak hijau, "
        f"{number_text(mats['kuning'])} kuning, dan {number_text(mats['merah'])} merah"
    )
    if not mats["tidak_diukur"]:
        return f"{told}; semua anak sudah diukur."
    return f"{told}; {number_text(mats['tidak_diukur'])} anak belum diukur."


def _risk(scorecard: Scorecard) -> str:
    people = scorecard.population
    parts = [
        (people["anak_gizi"], "anak dengan gizi kurang, gizi buruk, atau stunting"),
        (people["kek_resti"], "ibu yang KEK atau berisiko tinggi"),
    ]
    told = " dan ".join(f"{number_text(n)} {words}" for n, words in parts if n)
    return f"Ada {told}; mereka perlu dikunjungi setiap bulan." if told else ""


def _lifts(lifts: list[Lift]) -> str:
    told = [
        f"{_lower(one.label)} bagi {number_text(one.missed)} sasaran "
        f"(naik sampai {number_text(one.points, 1)} poin)"
        for one in lifts[:NAMED]
    ]
    if not told:
        return ""
    return f"Yang paling menaikkan angka desa: {', lalu '.join(told)}."


def _unvisited(scorecard: Scorecard) -> str:
    if not scorecard.unvisited:
        return ""
    return (
        f"Perhatikan: {number_text(scorecard.unvisited)} sasaran belum dikunjungi "
        "sekali pun pada triwulan ini, sehingga keadaannya belum diketahui."
    )
