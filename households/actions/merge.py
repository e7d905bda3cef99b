"""Making one of two: what hung on the second goes to the first, nothing is lost."""

from django.db import transaction

from households.merging import Pair, name_of, village_of
from households.models import Household, Merge, Person, Pregnancy, Transfer
from households.plausible import Problem
from households.whereabouts import of_households, of_people
from villages import audit
from villages.models import AuditEntry
from villages.models.entry import StaleVersion

from .doubles import find_doubles
from .journal import dump
from .merging import Merging
from .saving import refuse, touch


@transaction.atomic
def merge(
    survivor, loser, *, by, choices=None, seal="", note="", uuid=None, today=None
):
    """Merge the loser into the survivor. Returns the Merge.

    `choices` has, by the name of a part, month or fact, whose stays (MINE, THEIRS, of
    facts also BOTH); what is not named takes its first choice. `seal` is that of the
    pair as it was previewed. A known uuid returns the saved merge. Final quarters are
    left alone. Raises Implausible, StaleVersion.
    """
    village = village_of(survivor)
    saved = village.merges.filter(uuid=uuid).first() if uuid else None
    if saved:
        return saved
    pair = Pair(survivor, loser)
    today = today or village.today()
    touch(lived_of(pair), since=pair.registered_on, dated=(), today=today)
    # Whoever saves a fact holds its quarter first: what is read now is all there is.
    pair = Pair(*held(survivor, loser))
    refuse(_not_mergeable(pair))
    if seal and seal != pair.seal:
        raise StaleVersion(pair.survivor)
    merging = Merging(pair, choices or {}, by=by, today=today)
    merging.run()
    saved = Merge.objects.create(
        village=village,
        kind=pair.kind,
        survivor_id=pair.survivor.pk,
        loser_id=pair.loser.pk,
        title=name_of(pair.survivor)[:300],
        merged_by=by,
        note=note,
        journal=merging.told(),
        **({"uuid": uuid} if uuid else {}),
    )
    _write_down(saved, pair, merging, by=by)
    find_doubles(village)
    return saved


def held(*rows):
    """Both rows, locked in the order of their numbers."""
    model = type(rows[0])
    found = model.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    by_pk = {row.pk: row for row in found.filter(pk__in=[row.pk for row in rows])}
    return [by_pk[row.pk] for row in rows]


def lived_of(pair):
    """Where both lived: whose quarters are to be computed anew."""
    if pair.model is Household:
        return of_households(pair.survivor, pair.loser)
    if pair.model is Pregnancy:
        return of_people(pair.survivor.woman, pair.loser.woman)
    return of_people(pair.survivor, pair.loser)


def _not_mergeable(pair):
    """Why two rows cannot become one, whatever is chosen."""
    one, other = pair.survivor, pair.loser
    if one.pk == other.pk:
        yield Problem("", "Ini baris yang sama.", "Pilih dua data yang berbeda.")
    if one.merged_into_id or other.merged_into_id:
        yield Problem("", "Salah satunya sudah digabung.", "Buka riwayat penggabungan.")
    if village_of(one).pk != village_of(other).pk:
        yield Problem(
            "",
            "Keduanya tercatat di desa yang berbeda.",
            "Minta perpindahan dahulu, lalu gabungkan.",
        )
    if pair.model is Pregnancy and one.woman_id != other.woman_id:
        yield Problem(
            "",
            "Kedua kehamilan ini tercatat atas dua ibu.",
            "Gabungkan dahulu kedua ibunya.",
        )
    if pair.model is Person and _are_mother_and_child(one, other):
        yield Problem("", "Anak dan ibu tidak dapat digabung.", "Periksa keduanya.")
    if any(row.is_open for both in _transfers(pair) for row in both):
        yield Problem(
            "",
            "Salah satunya sedang ditawarkan ke desa lain.",
            "Tarik kembali tawaran itu dahulu.",
        )


def _are_mother_and_child(one, other):
    is_hers = other.mother_id == one.pk or one.mother_id == other.pk
    return is_hers or one.is_child != other.is_child


def _transfers(pair):
    for field, both in pair.hanging.items():
        if field.model is Transfer:
            yield from both


def _write_down(saved, pair, merging, *, by):
    """A line for each of the two in the journal of the village."""
    survivor, loser = pair.survivor, pair.loser
    changes = audit.difference(merging.before[0], dump(survivor))
    act, village = AuditEntry.Act.CHANGE, saved.village
    reason = saved.note or "digabung"
    audit.wrote(act, survivor, village=village, by=by, changes=changes, reason=reason)
    into = {"merged_into_id": [None, survivor.pk]}
    audit.wrote(act, loser, village=village, by=by, changes=into, reason=reason)
