"""Erasing a family's identity: who they were goes, letters and figures stay.

It reaches every copy: the register, its journal and merges, the name tables of the
snapshots (their seal does not cover names), the keys and the uploads of the workbook,
and the house on the sketch.
"""

import html
import io
import json
import zipfile
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q

from households.actions.saving import Implausible, refuse, touch, villages_of_people
from households.forgotten import ERASED, forget, mentions, told_in, without
from households.models import (
    ChildRecord,
    Household,
    Merge,
    NotReached,
    PaudMonth,
    Person,
    PossibleDouble,
    Pregnancy,
    PregnancyRecord,
    Statement,
    Transfer,
    WorkbookKey,
)
from households.models.merge import Kind
from households.plausible import Problem
from households.workbook import uploads
from scorecard.mentions import places_naming
from scorecard.models import Explanation, HousePoint, Snapshot
from villages import audit
from villages.models import AuditEntry, Job

__all__ = ["ERASED", "Implausible", "erase_family", "words_of"]


READ_AT_MOST = 300_000_000  # bytes unpacked; a larger upload is thrown away unread


@dataclass
class Family:
    """Every row that tells of a household, and every word that names it."""

    households: list[Household]
    people: list[Person]
    pregnancies: list[Pregnancy]
    villages: set[int]
    words: set[str] = field(default_factory=set)

    def ids(self, rows):
        return [row.pk for row in rows]


@transaction.atomic
def erase_family(household, *, by, reason, legal_basis, today=None):
    """Erase who a household and its members are. There is no way back.

    Raises Implausible without a reason or a legal basis, or when it is done already;
    MovedAway when the family lives in another village by now.
    """
    refuse(_problems(household, reason, legal_basis))
    village = household.village
    family = _family_of(household)
    since = min(row.registered_on for row in [household, *family.people])
    lived = villages_of_people(*family.people) if family.people else [village.pk]
    touch(lived, since=since, dated=[], today=today or village.today())
    family.villages = {village.pk, *lived}
    lines = list(_lines(family))
    merges = list(_merges(family))
    family.words = _words(family, lines, merges)
    places = places_naming(village, family.words)
    _erase_journal(lines, family)
    _erase_merges(merges, family)
    _erase_register(family, by=by)
    _erase_snapshots(family)
    _erase_remarks(family)
    _erase_workbooks(family)
    said = f"{without(reason, family.words)} (dasar: {legal_basis})"
    still = {"masih_disebut": [None, "; ".join(map(str, places))]}
    audit.wrote(
        AuditEntry.Act.DELETE,
        household,
        village=village,
        by=by,
        reason=said[:300],
        changes=still if places else {},
    )
    return household


def words_of(household) -> set[str]:
    """Every name and number that erasing the family takes out."""
    family = _family_of(household)
    return _words(family, list(_lines(family)), list(_merges(family)))


def _problems(household, reason, legal_basis):
    if household.head_name == ERASED:
        yield Problem(
            None, "Data pribadi keluarga ini sudah dihapus.", "Tidak ada yang tersisa."
        )
    if not reason.strip():
        yield Problem("reason", "Alasan penghapusan belum diisi.", "")
    if not legal_basis.strip():
        yield Problem("legal_basis", "Dasar hukumnya belum diisi.", "")


# --- what tells of the family ---


def _family_of(household):
    """The household, its members, and the rows that were merged into them."""
    homes = [household, *_merged_into(Kind.HOUSEHOLD, Household, [household])]
    people = list(Person.objects.filter(household__in=homes))
    people += [
        one for one in _merged_into(Kind.PERSON, Person, people) if one not in people
    ]
    pregnancies = list(Pregnancy.objects.filter(woman__in=people))
    return Family(homes, people, pregnancies, {household.village_id})


def _merged_into(kind, model, rows):
    found, last = [], rows
    while last:
        losers = Merge.objects.standing().filter(
            kind=kind, survivor_id__in=[row.pk for row in last]
        )
        last = list(model.objects.filter(pk__in=losers.values("loser_id")))
        found += last
    return found


def _subjects(family):
    """(model, ids) of every row the journal may have lines about."""
    yield Household, family.ids(family.households)
    yield Person, family.ids(family.people)
    yield Pregnancy, family.ids(family.pregnancies)
    people, pregnancies = family.people, family.pregnancies
    for model, query in (
        (ChildRecord, Q(child__in=people)),
        (PregnancyRecord, Q(pregnancy__in=pregnancies)),
        (PaudMonth, Q(child__in=people)),
        (NotReached, Q(child__in=people) | Q(pregnancy__in=pregnancies)),
        (Statement, Q(household__in=family.households) | Q(child__in=people)),
        (Transfer, Q(household__in=family.households) | Q(person__in=people)),
    ):
        yield model, list(model.objects.filter(query).values_list("pk", flat=True))


def _lines(family):
    """The lines of the journal about the family, in whichever village's."""
    for model, ids in _subjects(family):
        lines = AuditEntry.objects.filter(subject=model._meta.label_lower)
        yield from lines.filter(subject_id__in=ids)


def _merges(family):
    pairs = {
        Kind.HOUSEHOLD: family.ids(family.households),
        Kind.PERSON: family.ids(family.people),
        Kind.PREGNANCY: family.ids(family.pregnancies),
    }
    wanted = Q(pk__in=[])
    for kind, ids in pairs.items():
        wanted |= Q(kind=kind) & (Q(survivor_id__in=ids) | Q(loser_id__in=ids))
    return Merge.objects.filter(wanted)


def _words(family, lines, merges):
    """Every name, number and address of theirs, today's and those corrected since."""
    rows = [*family.households, *family.people, *family.pregnancies]
    words = told_in([dict(vars(row)) for row in rows])
    words |= told_in([line.changes for line in lines])
    return words | told_in([merge.journal for merge in merges])


# --- where it stands ---


def _erase_register(family, *, by):
    HousePoint.objects.filter(household__in=family.households).delete()
    for household in family.households:
        household.head_name = household.address = ERASED
        household.kk_number = household.rt = household.rw = ""
        _keep(household, by)
    for person in family.people:
        person.name, person.nik = ERASED, ""
        person.kia_number = person.kia_number and ERASED
        person.born_on = person.born_on and person.born_on.replace(day=1)
        _keep(person, by)
    for pregnancy in family.pregnancies:
        pregnancy.kia_number = pregnancy.kia_number and ERASED
        _keep(pregnancy, by)


def _keep(row, by):
    row.version, row.recorded_by = row.version + 1, by
    row.save()


def _erase_journal(lines, family):
    for line in lines:
        line.forget(
            changes=forget(line.changes, family.words),
            reason=without(line.reason, family.words),
        )


def _erase_merges(merges, family):
    """Taken back, a merge restores rows whose identity is erased as well."""
    for merge in merges:
        merge.title = ERASED
        merge.note = without(merge.note, family.words)
        merge.journal = forget(merge.journal, family.words, number="")
        merge.save(update_fields=["title", "note", "journal"])


def _erase_snapshots(family):
    """The names that final quarters printed; the sealed content has none."""
    ids = {str(row.uuid) for row in [*family.people, *family.pregnancies]}
    snapshots = Snapshot.objects.filter(quarter__village__in=family.villages)
    for snapshot in snapshots.only("names"):
        if found := ids & snapshot.names.keys():
            names = snapshot.names | {key: _nobody(snapshot, key) for key in found}
            Snapshot.objects.filter(pk=snapshot.pk).update(names=names)


def _nobody(snapshot, key):
    day = snapshot.names[key].get("delivered_on")
    return {
        "name": ERASED,
        "kia_number": "",
        "delivered_on": f"{day[:7]}-01" if day else None,
    }


def _erase_remarks(family):
    """What people wrote by hand where a name may stand."""
    places = Q(quarter__village__in=family.villages)
    _rewrite(Explanation.objects.filter(places), "text", family.words)
    ours = Q(household__in=family.households)
    _rewrite(Transfer.objects.filter(ours), "reason", family.words)
    pairs = PossibleDouble.objects.filter(village__in=family.villages)
    _rewrite(pairs.exclude(dismissal=""), "dismissal", family.words)


def _rewrite(rows, column, words):
    for row in rows:
        text = without(getattr(row, column), words)
        if text != getattr(row, column):
            type(row).objects.filter(pk=row.pk).update(**{column: text})


# --- the workbook: its keys, and the files it came from ---


def _erase_workbooks(family):
    for key in _keys(family):
        WorkbookKey.objects.filter(pk=key.pk).update(key=f"{ERASED}-{key.pk}")
    for job in Job.objects.filter(village__in=family.villages):
        if _holds(job, family.words):
            _throw_away(job)


def _keys(family):
    """Keys that a file made of a name or number; others name nobody."""
    kinds = WorkbookKey.Kind
    ids = {
        kinds.HOUSEHOLD: family.ids(family.households),
        kinds.PREGNANCY: family.ids(family.pregnancies),
        kinds.WOMAN: family.ids(family.people),
        kinds.CHILD: family.ids(family.people),
    }
    for kind, objects in ids.items():
        for key in WorkbookKey.objects.filter(kind=kind, object_id__in=objects):
            if mentions(key.key, family.words):
                yield key


def _holds(job, words):
    if mentions(json.dumps([job.options, job.result], ensure_ascii=False), words):
        return True
    columns = ("values", "after", "changes", "faults", "problems", "warnings")
    for row in job.staged_rows.values_list(*columns).iterator():
        if mentions(json.dumps(row, ensure_ascii=False, default=str), words):
            return True
    return job.attachment is not None and _file_holds(job.attachment, words)


def _file_holds(attachment, words):
    """Whether an upload names them; what cannot be read is taken to."""
    try:
        with attachment.file.open("rb") as upload:
            content = upload.read()
    except OSError:
        return False  # thrown away already
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if sum(info.file_size for info in book.infolist()) > READ_AT_MOST:
                return True
            parts = [book.read(name) for name in book.namelist()]
    except zipfile.BadZipFile:
        parts = [content]
    except (RuntimeError, NotImplementedError, OSError):
        return True
    return any(mentions(_text(part), words) for part in parts)


def _text(part):
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError:
        text = part.decode("cp1252", errors="replace")
    return html.unescape(text)


def _throw_away(job):
    """The file, its staged rows and what its preview quoted; counts stay."""
    attachment = job.attachment
    uploads.cancel(job)
    job.staged_rows.all().delete()
    counts = {"counts": job.result["counts"]} if "counts" in job.result else {}
    Job.objects.filter(pk=job.pk).update(result=counts, options={}, attachment=None)
    if attachment and attachment.pk:
        name, storage = attachment.file.name, attachment.file.storage
        transaction.on_commit(lambda: storage.delete(name))
        attachment.delete()
