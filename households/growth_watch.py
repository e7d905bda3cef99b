"""Whose growth asks for something: the children of a village in order of urgency.

All scores of the village are computed anew and at once, so that a corrected birth date
or sex shows at every measurement.
"""

from dataclasses import dataclass
from enum import StrEnum

from households.ages import add_months, first_of_month
from households.growth import Tone
from households.measured import village_stories


class Call(StrEnum):
    """What a child's newest measures ask for; the first that fits is told."""

    REPEAT = "Ukur ulang"
    REFER = "Tidak naik 2 kali atau lebih"
    ACT = "Segera dirujuk"
    LOOK = "Perlu perhatian"
    WELL = "Tumbuh baik"
    UNKNOWN = "Belum pernah diukur"

    @property
    def advice(self) -> str:
        """What to do, for all children under this heading."""
        return _ADVICE[self]


_ADVICE = {
    Call.REPEAT: "Angkanya tidak lazim. Timbang dan ukur sekali lagi.",
    Call.REFER: "Beratnya tidak naik cukup berturut-turut. Rujuk ke bidan atau petugas "
    "gizi.",
    Call.ACT: "Sangat pendek, sangat kurang, gizi buruk atau obesitas pada ukuran "
    "terakhir.",
    Call.LOOK: "Pendek, kurang, atau berisiko gizi lebih pada ukuran terakhir.",
    Call.WELL: "Semua angka terakhir normal.",
    Call.UNKNOWN: "Ajak ke posyandu.",
}


@dataclass
class Watched:
    """One child, what its newest measurement says, and what that asks for."""

    story: object
    call: Call

    @property
    def child(self):
        return self.story.child


def watch(village, day, *, dusun=None):
    """{Call: [Watched]} of all children below 60 months, in order of urgency."""
    groups = {call: [] for call in Call}
    for story in village_stories(village, day):
        if dusun in (None, story.child.household.dusun_id):
            call = call_of(story, day)
            groups[call].append(Watched(story, call))
    return groups


def call_of(story, day):
    """What a child's measurements ask for on a day."""
    last = story.last
    if last is None:
        return Call.UNKNOWN
    if last.growth.flags:
        return Call.REPEAT
    if story.not_gained > 1 and _is_new(story.last_weighed, day):
        return Call.REFER
    tones = {klass.tone for _, _, klass in story.scores_now}
    if Tone.ACT in tones or last.growth.has_oedema:
        return Call.ACT
    return Call.LOOK if Tone.LOOK in tones else Call.WELL


def _is_new(visit, day):
    """Of this calendar month or the one before: an older weighing tells no trend."""
    return visit.day >= add_months(first_of_month(day), -1)
