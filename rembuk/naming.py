"""What in a typed text could point at a family: names of the village, small counts."""

import re
from collections.abc import Iterable

from households.models import Person
from households.names import TITLES, name_key, spoken
from scorecard.public import SMALLEST
from villages.models import Village

LONGEST_NAME = 5  # words
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NUMBERS = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4}
SMALL = "|".join(
    [*NUMBERS, *(str(n) for n in range(1, SMALLEST))]
)  # as many as are never told
PEOPLE = (
    "orang|anak|bayi|balita|ibu|ayah|bapak|keluarga|kk|rumah tangga|rumah|sasaran|"
    "warga|suami|istri|remaja"
)
SMALL_COUNT = re.compile(rf"(?<![\d.,])\b(?:{SMALL}) (?:{PEOPLE})\b", re.IGNORECASE)


def names_in(village: Village, texts: Iterable[str]) -> list[str]:
    """Return the names of registered people, officials and RDS that a text mentions.

    Two words and more are found in any spelling; one word only where it begins with a
    capital and is no place of the village.
    """
    said: dict[str, str] = {}
    places = _places_of(village)
    for text in texts:
        said |= _phrases(text, places)
    if not said:
        return []
    keys = set(
        Person.objects.filter(
            household__village=village, name_key__in=said
        ).values_list("name_key", flat=True)
    )
    keys |= set(
        village.households.filter(name_key__in=said).values_list("name_key", flat=True)
    )
    keys |= {key for name in _known(village) if (key := name_key(name)) in said}
    return sorted({said[key] for key in keys})


def _known(village: Village) -> list[str]:
    rds = getattr(village, "rds", None)
    members = rds.members.kept().values_list("name", flat=True) if rds else ()
    return [*village.officials.values_list("name", flat=True), *members]


def _places_of(village: Village) -> set[str]:
    names = [
        village.name,
        village.district.name,
        *village.dusuns.values_list("name", flat=True),
        *village.posyandus.values_list("name", flat=True),
        *village.facilities.values_list("name", flat=True),
    ]
    return {spoken(word.lower()) for name in names for word in WORD.findall(name)}


def _phrases(text: str, places: set[str]) -> dict[str, str]:
    """Return every run of words that could be a name, by the key of a name."""
    words = [w for w in WORD.findall(text) if w.lower() not in TITLES]
    sounds = [spoken(re.sub(r"['’]", "", word.lower())) for word in words]
    found = {}
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1):
            is_alone = end == start + 1
            if is_alone and (words[start].islower() or sounds[start] in places):
                continue
            found[" ".join(sounds[start:end])] = " ".join(words[start:end])
    return found


def small_counts_in(texts: Iterable[str]) -> list[str]:
    """Return what a text says of fewer people than are ever published."""
    found = (SMALL_COUNT.findall(text) for text in texts)
    return sorted({one.strip() for every in found for one in every})


def doubts_about(village: Village, texts: Iterable[str]) -> list[str]:
    """Return a sentence for everything that should be looked at before it is shown."""
    every = [text for text in texts if text]
    told = [
        f"“{name}” sama dengan nama orang yang tercatat di desa ini."
        for name in names_in(village, every)
    ]
    told += [
        f"“{count}” menyebut kurang dari {SMALLEST} orang, sehingga sebuah keluarga "
        "dapat dikenali."
        for count in small_counts_in(every)
    ]
    return told
