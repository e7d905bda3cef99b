"""Analisis sederhana: what the figures of a village say, in plain sentences.

`material_of` gathers everything once as plain values; sentences are made of these
alone, so that frozen values go on saying the same.
"""

from collections.abc import Mapping
from datetime import date

from households.models import Quarter
from rembuk.ranking import PHRASES
from scorecard.convergence import Convergence
from scorecard.diagnosis import prevalences_of
from scorecard.overview import overview_of
from scorecard.public import HIDDEN, protect, public_figures
from scorecard.summary import summary_of
from scorecard.tables import Scorecard
from villages.facilities import absent
from villages.models import Village
from villages.quarters import Triwulan
from villages.wording import long_date, number_text

# Columns of Formulir 1 as a sentence says them: those of households, then of people
# with the column that holds all of them.
MAPPED = (
    ("rentan", "rumah_tangga", "rumah tangga rentan"),
    ("tanpa_air", "rumah_tangga", "rumah tangga tanpa sumber air layak minum"),
    ("tanpa_jamban", "rumah_tangga", "rumah tangga tanpa jamban"),
    ("ibu_hamil_resti", "ibu_hamil", "ibu hamil berisiko tinggi"),
    ("hamil_tanpa_jaminan", "ibu_hamil", "ibu hamil tanpa jaminan kesehatan"),
    ("gizi_kurang", "anak", "anak gizi kurang"),
    ("gizi_buruk", "anak", "anak gizi buruk"),
    ("stunting", "anak", "anak terindikasi stunting"),
    ("anak_tanpa_jaminan", "anak", "anak tanpa jaminan kesehatan"),
    ("anak_tanpa_akta", "anak", "anak tanpa akta kelahiran"),
)
FINDINGS = 5  # that are read out


def material_of(village: Village, quarter: Quarter) -> dict:
    """Return what a discussion looks at, as plain JSON values."""
    found = overview_of(village, quarter.triwulan)
    card = found.scorecard
    return {
        "code": village.code,
        "name": village.title,
        "year": quarter.year,
        "number": quarter.number,
        "as_of": card.as_of.isoformat() if card.as_of else None,
        "state": card.state,
        "rule_set": card.rule_set,
        "sha256": card.sha256,
        "figures": {
            name: [one.received, one.due] for name, one in card.figures.items()
        },
        "summary": summary_of(found, village.title),
        "mapping": _mapping(village, quarter.year),
        "absent": absent(list(village.facilities.filter(year=quarter.year))),
        "growth": _growth(village, quarter.triwulan),
        "findings": _findings(village),
    }


def _mapping(village: Village, year: int) -> dict | None:
    row = village.social_mappings.in_force().filter(year=year).first()
    if row is None:
        return None
    return {"as_of": row.as_of.isoformat(), "total": row.content.get("total", {})}


def _growth(village: Village, quarter: Triwulan) -> list[dict]:
    return [
        {"name": one.name, "affected": one.affected, "measured": one.measured}
        for one in prevalences_of(village, quarter)
    ]


def _findings(village: Village) -> list[dict]:
    rows = village.findings.open()[:FINDINGS]
    return [{"text": row.text, "owner": row.owner} for row in rows]


def card_of(material: Mapping) -> Scorecard:
    """Return the scorecard that the material was drawn from."""
    figures = material["figures"]
    as_of = material["as_of"]
    return Scorecard(
        code=material["code"],
        quarter=Triwulan(material["year"], material["number"]),
        as_of=date.fromisoformat(as_of) if as_of else None,
        rule_set=material["rule_set"],
        state=material["state"],
        figures={name: Convergence(*pair) for name, pair in figures.items()},
        sha256=material["sha256"],
    )


# --- for the RDS ---------------------------------------------------------------------


def sentences_of(material: Mapping) -> list[str]:
    """Return the simple analysis; counts and places, nobody's name."""
    told = [
        *material["summary"],
        _of_mapping(material),
        *material["absent"],
        _of_growth(material["growth"]),
        *_of_findings(material["findings"]),
    ]
    return [sentence for sentence in told if sentence]


def _of_mapping(material) -> str:
    mapping = material["mapping"]
    if mapping is None:
        return (
            f"Formulir 1 tahun {material['year']} belum dibekukan, jadi hasil pemetaan "
            "sosial belum dapat dibaca di sini."
        )
    total = mapping["total"]
    told = _listed(
        f"{number_text(total[key])} {words}"
        for key, _, words in MAPPED
        if total.get(key)
    )
    if not told:
        return ""
    day = long_date(date.fromisoformat(mapping["as_of"]))
    return f"Menurut Formulir 1 per {day} ada {told}."


def _listed(parts) -> str:
    """Return "a, b, dan c"."""
    every = list(parts)
    if len(every) < 3:
        return " dan ".join(every)
    return f"{', '.join(every[:-1])}, dan {every[-1]}"


def _of_growth(growth) -> str:
    told = _listed(
        f"{number_text(one['affected'])} dari {number_text(one['measured'])} "
        f"{_lower(one['name'])}"
        for one in growth
        if one["measured"]
    )
    return f"Dari anak yang diukur pada triwulan ini: {told}." if told else ""


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _of_findings(findings) -> list[str]:
    return [
        f"Temuan yang belum selesai: {one['text'].rstrip('.')} ({one['owner']})."
        for one in findings
    ]


# --- for residents -------------------------------------------------------------------


def public_sentences_of(material: Mapping) -> list[str]:
    """Return the same for everybody: no count that could point at a family."""
    shown = public_figures(card_of(material), is_area=False)
    told = [
        _public_people(material, shown),
        _public_share(shown),
        _public_packages(shown),
        _public_mapping(material["mapping"]),
        *material["absent"],
    ]
    return [sentence for sentence in told if sentence]


def _public_people(material, shown) -> str:
    parts = [
        ("households", "rumah tangga dengan ibu hamil atau anak di bawah dua tahun"),
        ("ibu_hamil", "ibu hamil atau baru melahirkan"),
        ("anak", "anak berumur 0 sampai 23 bulan"),
    ]
    told = _listed(
        f"{number_text(shown.counts[key])} {words}"
        for key, words in parts
        if shown.counts[key]
    )
    return f"Di {material['name']} ada {told}." if told else ""


def _public_share(shown) -> str:
    if shown.whole.percent is HIDDEN:
        return ""
    return (
        f"Dari layanan yang seharusnya mereka terima, {shown.whole.percent} persen "
        "sudah diterima dengan lengkap."
    )


def _public_packages(shown) -> str:
    shares = [one for one in shown.packages if one.percent is not HIDDEN]
    if len(shares) < 2:
        return ""
    weak = min(shares, key=lambda one: one.percent)
    strong = max(shares, key=lambda one: one.percent)
    if weak.percent == strong.percent:
        return ""
    return (
        f"Yang paling perlu dikejar: {_lower(weak.label)} ({weak.percent} persen). "
        f"Yang paling baik: {_lower(strong.label)} ({strong.percent} persen)."
    )


def _public_mapping(mapping) -> str:
    total = mapping["total"] if mapping else {}
    told = _listed(
        f"{number_text(shown)} {words}"
        for key, of, words in MAPPED
        if (shown := protected(total.get(key, 0), total.get(of, 0)))
    )
    return f"Menurut pemetaan sosial ada {told}." if told else ""


def protected(part: int, whole: int) -> int | None:
    """Return a part of a known whole, HIDDEN where it or the rest is too small."""
    return protect({"part": part, "rest": max(whole - part, 0)})["part"]


def public_problem(text: str, indicator: str, received, due) -> str:
    """Return a problem for residents: a small count of the scorecard is left out.

    A text that was changed by hand is left as it is: people answer for it.
    """
    if not due or indicator not in PHRASES:
        return text
    phrase, missed = PHRASES[indicator], due - received
    if text != f"{missed} dari {due} {phrase}":
        return text
    if protected(missed, due) is HIDDEN:
        return f"Masih ada {phrase}"
    return text
