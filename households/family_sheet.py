"""One page for the family: the growth charts of a child, and what they say in plain
words. It carries no NIK, and nothing of anybody else."""

from households.ages import add_months
from households.growth import Flag, HeightClass, Tone, WeightClass
from households.growth_chart import Index, chart
from households.people import age_of
from households.weight_gain import Verdict
from villages.kop import kop_images, kop_of
from villages.typeset import pdf
from villages.wording import long_date, month_and_year, number_text

TEMPLATE = "grafik_pertumbuhan"
HEIGHT_WORDS = {
    HeightClass.SEVERELY_STUNTED: "jauh kurang dari anak seumurnya (sangat pendek)",
    HeightClass.STUNTED: "kurang dari anak seumurnya (pendek)",
    HeightClass.NORMAL: "sesuai umurnya",
    HeightClass.TALL: "lebih dari anak seumurnya",
}
WEIGHT_WORDS = {
    WeightClass.SEVERELY_LOW: "jauh kurang dari anak seumurnya (sangat kurang)",
    WeightClass.LOW: "kurang dari anak seumurnya",
    WeightClass.NORMAL: "sesuai umurnya",
    WeightClass.RISK_OF_HIGH: "lebih dari anak seumurnya",
}
TALK = "Tanyakan kepada kader atau bidan makanan dan perawatan yang dianjurkan."
ACT = "Segera temui bidan atau petugas gizi puskesmas."


def family_sheet(village, story, *, posyandu, today):
    """The PDF of a child's charts; equal data give equal bytes."""
    return pdf(
        TEMPLATE, sheet_data(village, story, posyandu, today), kop_images(village)
    )


def sheet_data(village, story, posyandu, today):
    """What the template prints."""
    child = story.child
    return {
        "document": {
            "title": "Grafik Pertumbuhan Anak",
            "name": f"Grafik pertumbuhan, {village.title}",
            "draft": False,
            "fingerprint": None,
            "date": today,
        },
        "kop": kop_of(village),
        "child": {
            "nama": child.name,
            "sex": child.get_sex_display(),
            "born_on": child.born_on,
            "age": age_of(child, today),
            "mother": child.mother.name if child.mother else None,
        },
        "printed_on": today,
        "last": _last(story),
        "says": says(story),
        "charts": [
            drawn(chart(index, child.sex, story.measured))
            for index in (Index.LENGTH, Index.WEIGHT)
        ],
        "next": {
            "month": month_and_year(add_months(today.replace(day=1), 1)),
            "posyandu": posyandu or None,
        },
    }


def _last(story):
    """The last measurement in words; None when nothing was measured yet."""
    one = story.last
    if one is None:
        return None
    kg = f"berat {number_text(one.kg)} kg" if one.kg is not None else ""
    cm = f"panjang/tinggi {number_text(one.cm)} cm" if one.cm is not None else ""
    measures = ", ".join(part for part in (kg, cm) if part)
    return f"{long_date(one.day)} (umur {one.age}): {measures}"


# --- what the charts say -------------------------------------------------------------


def says(story):
    """Sentences a mother understands, about the newest length, weight and gain."""
    sentences = [*_of_height(story), *_of_weight(story), *_of_gain(story)]
    return sentences or ["Anak ini belum pernah ditimbang atau diukur."]


def _of_height(story):
    one = _newest(story, lambda visit: visit.growth.class_tbu)
    if one is None:
        return
    name = "Tinggi badan" if one.growth.is_height else "Panjang badan"
    if one.growth.flags & {Flag.TBU, Flag.STANDING_INFANT}:
        yield f"{name} yang terakhir perlu diukur ulang sebelum dapat dinilai."
        return
    klass = one.growth.class_tbu
    yield _with_advice(f"{name} {HEIGHT_WORDS[klass]}.", klass.tone)


def _of_weight(story):
    one = _newest(story, lambda visit: visit.growth.class_bbu)
    if one is None:
        return
    if Flag.BBU in one.growth.flags:
        yield "Berat yang terakhir perlu ditimbang ulang sebelum dapat dinilai."
        return
    klass = one.growth.class_bbu
    yield _with_advice(f"Berat badan {WEIGHT_WORDS[klass]}.", klass.tone)


def _newest(story, known):
    return next((one for one in story.newest if known(one)), None)


def _with_advice(sentence, tone):
    advice = {Tone.ACT: f" {ACT}", Tone.LOOK: f" {TALK}"}
    return sentence + advice.get(tone, "")


def _of_gain(story):
    one = story.last_weighed
    if one is None or one.gain.verdict is Verdict.UNKNOWN:
        return
    told = one.gain.sentence
    yield f"Berat {told[0].lower()}{told[1:]}"
    if story.not_gained > 1:
        yield f"Sudah {story.not_gained} kali berturut-turut tidak naik. {ACT}"
    elif story.not_gained:
        yield TALK


# --- the drawing ---------------------------------------------------------------------


def drawn(drawing):
    return {
        "title": drawing.index.label,
        "unit": drawing.index.unit,
        "scale": drawing.scale,
        "width": drawing.width,
        "height": drawing.height,
        "plot": [drawing.left, drawing.top, drawing.right, drawing.bottom],
        "levels": [[tick.at, tick.label] for tick in drawing.levels],
        "columns": [[tick.at, tick.label] for tick in drawing.columns],
        "step_at": drawing.step_at,
        "curves": [
            {"style": c.style, "name": c.name, "ends_at": c.ends_at, "runs": c.runs}
            for c in drawing.curves
        ],
        "points": [{"x": p.x, "y": p.y, "kind": _kind(p)} for p in drawing.points],
        "lines": drawing.lines,
        "alt": _alt(drawing),
    }


def _kind(point):
    return "flag" if point.is_flagged else "low" if point.is_low else "dot"


def _alt(drawing):
    if drawing.last is None:
        return f"Grafik {drawing.index.label}: belum ada ukuran."
    value = number_text(drawing.last.value)
    return (
        f"Grafik {drawing.index.label}: {len(drawing.points)} ukuran, terakhir "
        f"{value} {drawing.index.unit} pada {long_date(drawing.last.day)}."
    )
