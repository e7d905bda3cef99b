"""What a snapshot holds: figures and letters under opaque ids, and the names apart."""

from django.utils.crypto import salted_hmac

from households.models import Quarter
from households.packages import Who
from scorecard.matrices import KINDS, Matrix, Person, matrix_of
from scorecard.models import fingerprint
from scorecard.monitoring import rows_of
from scorecard.reading import scorecard_of
from scorecard.reasons import packed, packed_marks
from scorecard.tables import Scorecard
from scorecard.why_beside import marks_of, preschool_rows
from scorecard.why_letters import reasons_of
from villages.budget import table_5


def content_of(quarter: Quarter) -> tuple[dict, dict]:
    """Return (content, names) of a quarter as it is stored now.

    Beside each letter that is due stands what it rests on, as `reasons` packs it, and
    of the children over two the months of PAUD. The content has no name, NIK or birth
    date; `names` maps each id to what was printed of the person, and may be erased
    without breaking the seal. A changed name is found all the same: the content seals
    each entry, mixed with a salt that goes with the entry, so that of an erased name
    nothing can be guessed.
    """
    village = quarter.village
    scorecard = scorecard_of(village, quarter.triwulan)
    content = _figures(scorecard) | {
        "village": village.title,
        "budget": _budget(village, quarter.year),
        "monitored": sorted(
            map(list, rows_of([village.code], quarter.triwulan)[village.code])
        ),
        "targets": [],
        "paud": _paud(village, quarter.triwulan),
    }
    names, reasons = {}, reasons_of(village, quarter.triwulan)
    for who in (Who.MOTHER, Who.CHILD):
        matrix = matrix_of(village, quarter.triwulan, who)
        own = {person.uuid: _name(person) for person in matrix.people}
        content["targets"] += [
            _letters(person, matrix)
            | {
                "reasons": _packed(reasons.get(person.uuid, {})),
                "name_seal": fingerprint(own[person.uuid]),
            }
            for person in matrix.people
        ]
        names |= own
    return content, names


def _figures(scorecard: Scorecard) -> dict:
    return {
        "code": scorecard.code,
        "year": scorecard.quarter.year,
        "number": scorecard.quarter.number,
        "as_of": scorecard.as_of.isoformat(),
        "rule_set": scorecard.rule_set,
        "figures": _pairs(scorecard.figures),
        "dusun": _pairs(scorecard.dusun),
        "posyandu": _pairs(scorecard.posyandu),
    }


def _budget(village, year: int) -> list[list]:
    """Tabel 5: Dana Desa of each bidang, and what of it is for stunting (rupiah)."""
    return [
        [row.name, row.total_rupiah, row.stunting_rupiah]
        for row in table_5(village, year)
    ]


def _paud(village, triwulan) -> dict[str, dict[str, str]]:
    rows = preschool_rows(village, triwulan)
    found = marks_of(village, triwulan, rows)
    return {uuid: packed_marks(months) for uuid, months in found.items()}


def _pairs(figures) -> dict[str, list[int]]:
    return {name: [one.received, one.due] for name, one in figures.items()}


def _letters(person: Person, matrix: Matrix) -> dict:
    return {
        "id": person.uuid,
        "kind": KINDS[matrix.who].value,
        "sex": person.sex,
        "status": person.status,
        "age_months": person.age_months,
        "delivered": person.delivered_on is not None,
        "dusun": person.dusun,
        "posyandu": person.posyandu,
        "visited": person.is_visited,
        "letters": {code: letter.value for code, letter in person.letters.items()},
    }


def _packed(reasons) -> dict[str, list]:
    return {code: packed(reason) for code, reason in reasons.items()}


def _name(person: Person) -> dict:
    day = person.delivered_on
    return {
        "name": person.name,
        "kia_number": person.kia_number,
        "delivered_on": day.isoformat() if day else None,
        "salt": salted_hmac("snapshot name", person.uuid).hexdigest(),
    }
