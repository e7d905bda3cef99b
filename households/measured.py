"""What a child's recorded measures say: z-scores in words, and what to re-check."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from households.ages import add_months, born_on_or_before
from households.growth import (
    LYING,
    OLDEST_MONTHS,
    Flag,
    Growth,
    Measurement,
    MeasurementRefused,
    grow,
)
from households.growth_batch import grow_all
from households.growth_chart import Measured
from households.models import ChildRecord, Person
from households.nutrition import contradictions, proposed_status
from households.people import age_of
from households.weight_gain import Gain, Weighing, gains, not_gained_in_a_row
from villages.wording import number_text


def measurement_of(child, measured):
    """The Measurement of a record or of typed values; None without any measure.

    `measured` gives visited_on, weight_kg, height_cm, position and oedema.
    """
    if measured["weight_kg"] is None and measured["height_cm"] is None:
        return None
    try:
        return Measurement(
            child.sex,
            (measured["visited_on"] - child.born_on).days,
            measured["weight_kg"],
            measured["height_cm"],
            measured["position"],
            measured["oedema"] == "v",
        )
    except MeasurementRefused:
        return None


def growth_of(child, measured):
    """The Growth of a record or of typed values; None without any measure."""
    found = measurement_of(child, measured)
    return grow(found) if found else None


def growths_of(pairs):
    """The Growth of each (child, measured), all at once; None without any measure."""
    found = [measurement_of(child, measured) for child, measured in pairs]
    grown = iter(grow_all(one for one in found if one))
    return [next(grown) if one else None for one in found]


def scores(growth):
    """[(index, z in words, class)] of what could be computed."""
    if growth is None:
        return []
    height, weight = ("TB/U", "BB/TB") if growth.is_height else ("PB/U", "BB/PB")
    rows = (
        (height, growth.z_tbu, growth.class_tbu),
        ("BB/U", growth.z_bbu, growth.class_bbu),
        (weight, growth.z_bbtb, growth.class_bbtb),
        ("IMT/U", growth.z_imtu, growth.class_imtu),
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


def gain_of(child, measured, growth):
    """The Gain of a record or of typed values; None where nothing was weighed.

    One query: for the newest earlier weighing.
    """
    if measured["weight_kg"] is None or growth is None:
        return None
    earlier = child.records.filter(
        visited_on__lt=measured["visited_on"], weight_kg__isnull=False
    )
    before = story_of(child, earlier.order_by("-visited_on")[:1]).last_weighed
    now = Weighing(measured["visited_on"], measured["weight_kg"], _is_doubtful(growth))
    return gains(child.sex, child.born_on, [*_weighing(before), now])[-1]


_AS_HEIGHT = {"PB/U": "TB/U", "BB/PB": "BB/TB"}
_ORDER = ("TB/U", "BB/U", "BB/TB", "IMT/U")


# --- a child's whole growth ----------------------------------------------------------


@dataclass
class Visit:
    """One day on which a child was weighed or measured; `record` is None at birth."""

    day: date
    age: str
    kg: Decimal | None
    cm: Decimal | None
    growth: Growth
    record: object = None
    gain: Gain | None = None  # None where the child was not weighed

    @property
    def scores(self):
        return scores(self.growth)

    @property
    def sentences(self):
        """What asks to measure again, or to look at the recorded status or mat."""
        status, mat = ("", "")
        if self.record:
            status, mat = self.record.nutrition, self.record.mat
        return advice(self.growth, status, mat)[0]


@dataclass
class Story:
    """The visits of one child, oldest first."""

    child: object
    visits: list

    @property
    def last(self):
        return self.visits[-1] if self.visits else None

    @property
    def newest(self):
        """The visits, newest first."""
        return self.visits[::-1]

    @property
    def scores_now(self):
        """The newest score of each index, which may be of different days."""
        found = {}
        for visit in self.newest:
            for name, z, klass in visit.scores:
                found.setdefault(_AS_HEIGHT.get(name, name), (name, z, klass))
        return [found[name] for name in _ORDER if name in found]

    @property
    def last_weighed(self):
        return next((one for one in reversed(self.visits) if one.gain), None)

    @property
    def not_gained(self):
        """How many of the newest weighings in a row did not gain enough (2: "2T")."""
        return not_gained_in_a_row(one.gain for one in self.visits if one.gain)

    @property
    def measured(self):
        """What the charts draw."""
        return [
            Measured(one.day, (one.day - self.child.born_on).days, one.kg, one.growth)
            for one in self.visits
        ]

    def of(self, record):
        """The visit of a record; None where nothing was measured."""
        return next((one for one in self.visits if one.record == record), None)


def story_of(child, records):
    """The Story of a child from its records, in any order; no query."""
    return stories_of([child], records)[child.pk]


def stories_of(children, records):
    """{child's id: Story} of many children; their scores are computed all at once."""
    by_child = {child.pk: [] for child in children}
    for record in records:
        by_child[record.child_id].append(record)
    taken = {child.pk: _measures(child, by_child[child.pk]) for child in children}
    grown = iter(grow_all(found for rows in taken.values() for _, found in rows))
    return {
        child.pk: Story(child, _visits(child, [(*row, next(grown)) for row in rows]))
        for child, rows in zip(children, taken.values(), strict=True)
    }


def _measures(child, records):
    """[(record, Measurement)] in order of the days; the birth first, without one."""
    taken = [(None, _at_birth(child))]
    for record in sorted(records, key=lambda record: record.visited_on):
        taken.append((record, measurement_of(child, vars(record))))
    return [(record, found) for record, found in taken if found]


def _at_birth(child):
    if child.birth_weight_kg is None and child.birth_length_cm is None:
        return None
    kg, cm = child.birth_weight_kg, child.birth_length_cm
    try:
        return Measurement(child.sex, 0, kg, cm, LYING)
    except MeasurementRefused:
        return None


def _visits(child, taken):
    visits = []
    for record, found, growth in taken:
        day = record.visited_on if record else child.born_on
        kg, cm = _trimmed(found.weight_kg), _trimmed(found.length_cm)
        visits.append(Visit(day, age_of(child, day), kg, cm, growth, record))
    weighed = [one for one in visits if one.kg is not None]
    weighings = [weighing for one in weighed for weighing in _weighing(one)]
    compared = gains(child.sex, child.born_on, weighings)
    for one, gain in zip(weighed, compared, strict=True):
        one.gain = gain
    return visits


def _trimmed(value):
    """7.700 as 7.7, 70.00 as 70: what was read from the scale."""
    if value is None or value == value.to_integral_value():
        return value and value.quantize(Decimal(1))
    return value.normalize()


def _weighing(visit):
    """The visit as the gains take it; none when there is no visit."""
    if visit is None:
        return []
    return [Weighing(visit.day, visit.kg, _is_doubtful(visit.growth))]


def _is_doubtful(growth):
    return growth.has_oedema or Flag.BBU in growth.flags


def gains_of(pairs):
    """{record's id: Gain} of (child, record) pairs of a month; at most one query.

    Only the month before is read, as no older weighing is compared.
    """
    pairs = [pair for pair in pairs if pair[1].weight_kg is not None]
    if not pairs:
        return {}
    since = add_months(min(record.month for _, record in pairs), -1)
    children = [child for child, _ in pairs]
    records = ChildRecord.objects.filter(child__in=children, month__gte=since)
    stories = stories_of(children, records.exclude(weight_kg=None))
    found = ((one, stories[child.pk].of(one)) for child, one in pairs)
    return {one.pk: visit.gain for one, visit in found if visit}


def village_stories(village, day):
    """[Story] of all children of a village below 60 months on a day, by name.

    Two queries and one computation, whatever their number.
    """
    youngest = born_on_or_before(day, OLDEST_MONTHS)
    children = list(
        Person.objects.in_village(village)
        .filter(is_child=True, exited_on=None, born_on__gt=youngest, born_on__lte=day)
        .select_related("household__dusun")
        .order_by("name", "pk")
    )
    records = ChildRecord.objects.filter(child__in=children, visited_on__lte=day)
    return list(stories_of(children, records).values())
