"""What a child's recorded measures say: z-scores in words, and what to re-check."""

from households.growth import Measurement, MeasurementRefused, grow
from households.nutrition import contradictions, proposed_status
from villages.wording import number_text


def growth_of(child, measured):
    """The Growth of a record or of typed values; None without any measure.

    `measured` gives visited_on, weight_kg, height_cm, position and oedema.
    """
    if measured["weight_kg"] is None and measured["height_cm"] is None:
        return None
    try:
        return grow(
            Measurement(
                child.sex,
                (measured["visited_on"] - child.born_on).days,
                measured["weight_kg"],
                measured["height_cm"],
                measured["position"],
                measured["oedema"] == "v",
            )
        )
    except MeasurementRefused:
        return None


def scores(growth):
    """[(index, z in words, class)] of what could be computed."""
    if growth is None:
        return []
    height, weight = ("TB/U", "BB/TB") if growth.is_height else ("PB/U", "BB/PB")
    rows = (
        (height, growth.z_tbu, growth.class_tbu),
        ("BB/U", growth.z_bbu, growth.class_bbu),
        (weight, growth.z_bbtb, growth.class_bbtb),
    )
    return [
        (name, number_text(z, 2), klass) for name, z, klass in rows if z is not None
    ]


def advice(growth, status, mat):
    """Sentences that ask to look again, and the status the z-scores propose."""
    if growth is None:
        return [], ""
    sentences = [flag[0].upper() + flag[1:] + "." for flag in sorted(growth.flags)]
    sentences += [one.sentence for one in contradictions(status, mat, growth)]
    proposed = proposed_status(growth)
    return sentences, proposed if not status else ""
