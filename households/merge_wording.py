"""A merge as it is asked: each part, month and fact on which two rows differ, in words.

The rows themselves are read in `merging`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from households.merging import BOTH, MINE, THEIRS, Pair, name_of
from households.models import (
    ChildRecord,
    Household,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Statement,
)
from villages.wording import NOTHING, long_date, month_and_year, number_text

FORMS = {ChildRecord: "2B", PregnancyRecord: "2A", PaudMonth: "2C"}
YES_NO = {"v": "ya", "x": "tidak"}
# Columns of a row that say nothing of whom it is about.
TECHNICAL = {
    *("id", "uuid", "version", "recorded_at", "received_at", "recorded_by"),
    *("month", "child", "pregnancy", "household"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One choice: its name as posted, its words, what is chosen at first."""

    group: str  # "isian", "bulan" or "fakta"
    name: str
    label: str
    choices: list[tuple[str, str]]
    first: str
    help: str = ""


def asked_of(pair: Pair) -> list[Asked]:
    """Return every choice of a pair, in the order of the page."""
    return [*_parts(pair), *_months(pair), *_facts(pair)]


def agreed_of(pair: Pair) -> list[tuple[str, str]]:
    """Return the parts on which both agree, with what they say."""
    return [
        (part.label, say(pair.survivor, part.name))
        for part in pair.parts
        if pair.is_same(part)
    ]


def _parts(pair: Pair) -> Iterator[Asked]:
    for part in pair.parts:
        if not pair.is_same(part):
            sides = ((MINE, pair.survivor), (THEIRS, pair.loser))
            choices = [(side, _or_empty(say(row, part.name))) for side, row in sides]
            first = pair.first_choice(part)
            yield Asked("isian", part.name, part.label, choices, first)


def _or_empty(text: str) -> str:
    return "kosong" if text.startswith(NOTHING) else text


def _months(pair: Pair) -> Iterator[Asked]:
    for one in pair.months:
        mine, theirs = cells_of(one.mine), cells_of(one.theirs)
        both = [text for text in mine if text in theirs]
        yield Asked(
            "bulan",
            one.key,
            f"{month_and_year(one.mine.month)} ({FORMS[type(one.mine)]})",
            [
                (MINE, _listed([t for t in mine if t not in both], "sama")),
                (THEIRS, _listed([t for t in theirs if t not in both], "sama")),
            ],
            MINE,
            f"Sama pada keduanya: {_listed(both, '')}" if both else "",
        )


def _facts(pair: Pair) -> Iterator[Asked]:
    for column, (mine, theirs) in pair.facts.items():
        said = [_listed([fact_of(one) for one in side], "") for side in (mine, theirs)]
        if said[0] == said[1]:
            continue
        yield Asked(
            "fakta",
            f"fakta-{column}",
            Statement.Column(column).label.capitalize(),
            [(BOTH, "Keduanya"), (MINE, said[0]), (THEIRS, said[1])],
            BOTH,
            "Keduanya: semua tanggal tetap tercatat, yang terbaru berlaku.",
        )


def _listed(texts, otherwise) -> str:
    return "; ".join(texts) or otherwise


# --- words of a row ---


def say(row, name: str) -> str:
    """What a part of a row says, as people read it."""
    words = _SAID.get((type(row), name))
    return words(row) if words else shown(getattr(row, name))


def shown(value) -> str:
    """A stored value as people read it."""
    if value in (None, ""):
        return NOTHING
    if hasattr(value, "year"):
        return long_date(value)
    if isinstance(value, Decimal):
        return number_text(value.normalize())
    return str(value)


def _exit(row) -> str:
    if row.exited_on is None:
        return "masih menjadi sasaran"
    return f"{row.exit_reason}, {long_date(row.exited_on)}"


def _home(person) -> str:
    home = person.household
    return f"{home}, Dusun {home.dusun}"


def _end(pregnancy) -> str:
    if pregnancy.ended_on is None:
        return "belum berakhir"
    return f"{pregnancy.outcome}, {long_date(pregnancy.ended_on)}"


def _mother(person) -> str:
    if person.mother is None:
        return "tidak tercatat"
    is_told = person.birth_pregnancy_id is not None
    return f"{person.mother}{', dari persalinan yang tercatat' if is_told else ''}"


_SAID = {
    (Household, "place"): lambda home: f"Dusun {home.dusun}",
    (Person, "place"): _home,
    (Person, "mother"): _mother,
    (Person, "sex"): lambda person: person.get_sex_display(),
    (Person, "birth_weight_kg"): lambda p: _measured(p.birth_weight_kg, "kg"),
    (Person, "birth_length_cm"): lambda p: _measured(p.birth_length_cm, "cm"),
    (Person, "exit"): _exit,
    (Pregnancy, "exit"): _exit,
    (Pregnancy, "end"): _end,
}


def _measured(value, unit) -> str:
    return f"{shown(value)} {unit}" if value is not None else NOTHING


def cells_of(record) -> list[str]:
    """Every filled cell of a monthly row: "penimbangan: ya"."""
    return [
        f"{field.verbose_name}: {_cell(record, field)}"
        for field in record._meta.concrete_fields
        if field.name not in TECHNICAL
        and getattr(record, field.attname) not in (None, "")
    ]


def _cell(record, field) -> str:
    value = getattr(record, field.attname)
    if field.choices:
        return YES_NO.get(value) or getattr(record, f"get_{field.name}_display")()
    return shown(value)


def record_of(record) -> tuple[str, str]:
    """A monthly row as its title and its cells."""
    title = f"{month_and_year(record.month)} ({FORMS[type(record)]})"
    return title, _listed(cells_of(record), "kosong")


def fact_of(statement) -> str:
    """A dated fact: "ya, 3 Maret 2026"."""
    if statement.column == Statement.Column.POSYANDU:
        value = str(statement.posyandu or "tanpa posyandu")
    else:
        value = YES_NO[statement.value]
    return f"{value}, {long_date(statement.stated_on)}"


def title_of(row) -> str:
    """What stands above one side of the page."""
    if isinstance(row, Household):
        return str(row)
    if isinstance(row, Pregnancy):
        return f"{name_of(row)}, HPL {long_date(row.due_on)}"
    return row.name


def kind_of_row(row) -> str:
    """What a row is called: "anak", "ibu", "rumah tangga", "kehamilan"."""
    if isinstance(row, Person):
        return "anak" if row.is_child else "ibu"
    return str(row._meta.verbose_name)


def label_of(row) -> str:
    """A row that was written down after a merge, in a few words."""
    if type(row) in FORMS:
        return f"Catatan {record_of(row)[0]}"
    if isinstance(row, Statement):
        return f"{row.get_column_display().capitalize()}: {fact_of(row)}"
    if isinstance(row, Person):
        return f"Anggota: {row}"
    return str(row)
