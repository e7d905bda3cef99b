"""The rules in Indonesian sentences, and what a letter rests on in few words.

Both are made from the rule table that computes.
"""

from collections.abc import Iterable
from datetime import date

from households.packages import Who
from scorecard.reasons import PaudMonths, Reason
from scorecard.rules import Indicator
from scorecard.rules import terms as t
from villages.wording import long_date, month_and_year, month_name

PAUD_DUE = (
    "Dihitung per bulan anak: setiap bulan triwulan ini yang sudah dimulai dan diberi "
    "tanda mengikuti atau tidak mengikuti."
)
PAUD_MET = (
    "Diterima: bulan yang bertanda mengikuti. PAUD tidak masuk tingkat konvergensi."
)
NOUNS = {"immunisation": "imunisasi dasar", "measles": "campak"}
GROUPS = {"hamil": "ibu hamil", "bersalin": "ibu bersalin", "anak": "anak 0–23 bulan"}

COUNT_WORDS = {
    "households": "rumah tangga 1.000 HPK",
    "ibu_hamil": "ibu hamil",
    "kek_resti": "ibu hamil KEK/RESTI",
    "anak": "anak 0-23 bulan",
    "anak_gizi": "anak gizi kurang/buruk/stunting",
    "anak_2_6": "anak > 2-6 tahun",
    "hijau": "tikar hijau",
    "kuning": "tikar kuning",
    "merah": "tikar merah",
    "tidak_diukur": "tikar tidak diukur",
    "unvisited": "sasaran tidak dikunjungi",
    "paud_unmarked": "bulan PAUD belum dicatat",
    "risk_new_ibu": "ibu hamil beresiko, baru ditemukan",
    "risk_new_anak": "anak bermasalah gizi, baru ditemukan",
    "konseling_anak_laki": "konseling gizi orang tua: ayah",
    "paud": "layanan PAUD (bulan anak)",
}


def due_words(indicator: Indicator) -> str:
    """Return whom the indicator is due for, as one sentence."""
    groups = " dan ".join(GROUPS[group] for group in indicator.groups)
    return f"Seharusnya diterima {groups}{_due(indicator.due)}."


def _due(due: t.Due) -> str:
    match due:
        case t.WithActiveMonth():
            return " yang sudah punya bulan pemantauan pada triwulan ini"
        case t.WithRiskMonth():
            return (
                " yang pada awal suatu bulan pemantauan sudah diketahui beresiko "
                "(KEK/RISTI, atau gizi kurang, gizi buruk, stunting)"
            )
        case t.FromAge(days):
            return f" mulai {days} hari setelah lahir"
        case t.FromDelivery(days, until_day):
            return (
                f" mulai {days} hari setelah melahirkan, kecuali yang baru terdaftar "
                f"setelah bulan dari hari ke-{until_day}"
            )
    return ""


def met_words(indicator: Indicator) -> str:
    """Return when the indicator is received completely, as one sentence."""
    return f"Diterima lengkap bila {_met(indicator.met, indicator.who)}."


def _met(met: t.Met, who: Who) -> str:
    match met:
        case t.EveryActiveMonth():
            return "diterima pada setiap bulan pemantauan"
        case t.EveryRiskMonth():
            return "diterima pada setiap bulan yang diawali dengan resiko"
        case t.EnoughActiveMonths(usual, later, from_week):
            return (
                f"diterima pada {usual} bulan pemantauan; mulai minggu ke-{from_week} "
                f"kehamilan pada {later} bulan (atau semuanya bila kurang dari itu)"
            )
        case t.WithinMonths(months):
            return f"diterima paling sedikit sekali dalam {months} bulan terakhir"
        case t.AgeDependent(_, lasts, also, since):
            return (
                "jawaban terbaru ya dan dinyatakan pada triwulan ini atau pada umur "
                f"{lasts} bulan ke atas; mulai umur {since} bulan juga {NOUNS[also]}"
            )
        case t.VisitSteps(_, _, steps):
            return ", ".join(
                f"{count} kali mulai {days} hari setelah melahirkan"
                for days, count in steps
            )
        case t.NewestStatement(_, is_about_household):
            of = "tentang rumah tangganya " if is_about_household else ""
            return f"jawaban terbaru {of}adalah ya"
    raise TypeError(f"no words for {type(met).__name__}")


# --- one letter ----------------------------------------------------------------------

ANSWERS = {"v": "ya", "x": "tidak"}
KEPT = "\u00a0"  # a space at which no line ends
DOT = f"{KEPT}· "


def reason_words(indicator: Indicator, reason: Reason) -> str:
    """Return what a letter rests on: "Juli: menerima · Agustus: belum"."""
    match indicator.met:
        case t.VisitSteps():
            return _visits(reason)
        case t.NewestStatement():
            return _answer(reason)
        case t.AgeDependent():
            return f"{_answer(reason)}{_conditions(indicator.met, reason)}"
    return f"{_months(reason)}{_enough(reason)}"


def _visits(reason: Reason) -> str:
    if reason.counted > reason.needed:
        return f"{reason.counted} kunjungan, perlu {reason.needed}"
    return f"{reason.counted} dari {reason.needed} kunjungan"


def _answer(reason: Reason) -> str:
    if reason.answered_on is None:
        return "Belum pernah dinyatakan"
    answer = ANSWERS.get(reason.answer, reason.answer)
    return f"Jawaban terbaru: {answer}, {long_date(reason.answered_on)}"


def _conditions(met: t.AgeDependent, reason: Reason) -> str:
    """A yes that is too old, or that is not all that is asked, is not enough."""
    is_short = reason.answer == "v" and reason.counted < reason.needed
    if reason.needed == 1 and not is_short:
        return ""
    known = _known_conditions(reason)
    if not known:
        return f"{DOT}{reason.counted}{KEPT}dari{KEPT}{reason.needed}{KEPT}syarat"
    named = list(zip(_named(met, reason), known, strict=False))
    return f"{DOT}{'; '.join(_sorted_out(named))}"


def _known_conditions(reason: Reason) -> tuple[bool, ...]:
    """Which are met; () where an older snapshot keeps only how many."""
    if reason.conditions or reason.counted in (0, reason.needed):
        return reason.conditions or (reason.counted > 0,) * reason.needed
    return () if reason.answer == "v" else (False, True)


def _named(met: t.AgeDependent, reason: Reason) -> tuple[str, str]:
    first = NOUNS[met.column]
    if reason.answer == "v" and not _known_conditions(reason)[0]:
        first += (
            f" (jawaban lama dari sebelum umur {met.lasts_from_months} bulan, "
            "perlu dinyatakan lagi)"
        )
    return first, NOUNS[met.also]


def _sorted_out(named: list[tuple[str, bool]]) -> list[str]:
    """["sudah: campak", "belum: imunisasi dasar"]; neither when it is empty."""
    found = (
        (word, [name for name, is_met in named if is_met is wanted])
        for word, wanted in (("sudah", True), ("belum", False))
    )
    return [f"{word}:{KEPT}{' dan '.join(names)}" for word, names in found if names]


def _months(reason: Reason) -> str:
    told = {True: "menerima", False: "belum"}
    return _in_order((first, told[is_so]) for first, is_so in reason.months)


def _in_order(months: Iterable[tuple[date, str]]) -> str:
    months = list(months)
    years = {first.year for first, _ in months}
    return DOT.join(
        f"{month_name(first.month) if len(years) == 1 else month_and_year(first)}:"
        f"{KEPT}{told}"
        for first, told in months
    )


def _enough(reason: Reason) -> str:
    if reason.needed >= len(reason.months):
        return ""
    return f"{DOT}perlu{KEPT}{reason.needed}{KEPT}bulan"


# --- beside the letters --------------------------------------------------------------

MARKS = {
    "v": "mengikuti",
    "x": "tidak mengikuti",
    "-": "belum gilirannya",
    "": "belum dicatat",
}


def father_words(reason: Reason) -> str:
    """Return in which months the father came: "Juli: hadir · Agustus: belum"."""
    told = {True: "hadir", False: "belum"}
    return _in_order((first, told[came]) for first, came in reason.months)


def paud_words(months: PaudMonths) -> str:
    """Return how the months of PAUD are marked: "Juli: mengikuti · Agustus: ..."."""
    return _in_order((first, MARKS[mark].replace(" ", KEPT)) for first, mark in months)
