"""The yearly social mapping: a dusun is marked done, the village's counts frozen."""

from datetime import date

from django.db import transaction

from scorecard.documents.mapping import before_of, content_of
from scorecard.mapping import counts_of, last_day, progress_of, targets_on
from scorecard.models import DusunMapping, SocialMapping, fingerprint
from villages import audit
from villages.actions.saving import given_uuid, note_creation, saved_with
from villages.models import AuditEntry, Village
from villages.wording import long_date


class MappingRefused(Exception):
    """The step cannot be taken yet; `field` is where the remedy is typed."""

    field = None


class WrongDay(MappingRefused):
    """The day lies outside the year, in the future, or before a dusun was done."""

    def __init__(self, text: str, field: str):
        super().__init__(text)
        self.field = field


class Unvisited(MappingRefused):
    """Some houses were not asked about this year, and nobody says why."""

    field = "note"

    def __init__(self, count: int):
        super().__init__(
            f"{count} rumah tangga belum dikunjungi tahun ini. Kunjungi dahulu, atau "
            "tuliskan sebabnya di sini."
        )


class DusunUnfinished(MappingRefused):
    """Formulir 1 needs every dusun."""

    def __init__(self, names):
        super().__init__(
            f"Belum selesai: {', '.join(names)}. Tandai setiap dusun selesai, lalu "
            "bekukan."
        )


class ReasonNeeded(MappingRefused):
    """A frozen Formulir 1 is replaced only for a reason."""

    field = "reason"

    def __init__(self):
        super().__init__(
            "Formulir 1 tahun ini sudah dibekukan. Tuliskan mengapa dibekukan lagi; "
            "yang lama tetap tersimpan."
        )


@transaction.atomic
def mark_dusun(village, dusun, year, *, done_on, note="", uuid=None, by):
    """The KPM says that a dusun's houses are all visited. Raises WrongDay, Unvisited.

    A dusun that is marked already keeps its mark.
    """
    _hold(village)
    rows = village.dusun_mappings.filter(year=year)
    if saved := saved_with(rows, uuid) or rows.filter(dusun=dusun).first():
        return saved
    _refuse_outside(village, year, done_on, "done_on")
    found = _progress(village, dusun, year, done_on)
    if found.unvisited and not note:
        raise Unvisited(len(found.unvisited))
    row = DusunMapping.objects.create(
        village=village,
        dusun=dusun,
        year=year,
        done_on=done_on,
        households=len(found.households),
        visited=len(found.visited),
        note=note,
        recorded_by=by,
        **given_uuid(DusunMapping, uuid),
    )
    fields = ["year", "done_on", "households", "visited", "note"]
    note_creation(row, fields, village=village, by=by)
    return row


def _progress(village, dusun, year, day):
    """The dusun as it is on the day, with what was visited up to then."""
    targets = targets_on(village, day)
    of_year = progress_of(village, year, targets, day)
    return next(one for one in of_year if one.dusun == dusun)


@transaction.atomic
def unmark_dusun(mapping, *, by):
    """Take the mark back: there is still something to visit."""
    fields = ["year", "done_on", "households", "visited", "note"]
    before = audit.values_of(mapping, fields)
    audit.wrote(
        AuditEntry.Act.DELETE,
        mapping,
        village=mapping.village,
        by=by,
        changes={name: [value, None] for name, value in before.items()},
    )
    mapping.delete()


@transaction.atomic
def freeze(village, year, *, as_of, reason="", by):
    """Keep Formulir 1 of a year as the register stands on a day.

    Raises WrongDay, DusunUnfinished, ReasonNeeded. Freezing the same again changes
    nothing; another content replaces the earlier one, which is kept.
    """
    _hold(village)
    _refuse_outside(village, year, as_of, "as_of")
    _refuse_unfinished(village, year, as_of)
    content = content_of(
        village,
        year,
        counts_of(village, targets_on(village, as_of), as_of),
        as_of,
        before=before_of(village, year),
    )
    earlier = village.social_mappings.in_force().filter(year=year).first()
    if earlier and earlier.sha256 == fingerprint(content):
        return earlier
    if earlier and not reason:
        raise ReasonNeeded
    if earlier:
        earlier.become_replaced(by=by, reason=reason)
    return _keep(village, year, as_of, content, reason, by)


def _keep(village, year, as_of, content, reason, by):
    row = SocialMapping.objects.create(
        village=village,
        year=year,
        as_of=as_of,
        content=content,
        sha256=fingerprint(content),
        frozen_by=by,
    )
    audit.wrote(
        AuditEntry.Act.CREATE,
        row,
        village=village,
        by=by,
        changes={"as_of": [None, as_of.isoformat()], "sha256": [None, row.sha256]},
        reason=reason,
    )
    return row


def _hold(village):
    """One at a time marks or freezes in a village."""
    Village.objects.select_for_update(no_key=True).get(pk=village.pk)


def _refuse_outside(village, year, day, field):
    last = last_day(village, year)
    if not date(year, 1, 1) <= day <= last:
        raise WrongDay(
            f"Pilih tanggal dari 1 Januari {year} sampai {long_date(last)}.", field
        )


def _refuse_unfinished(village, year, as_of):
    marks = {row.dusun_id: row for row in village.dusun_mappings.filter(year=year)}
    dusuns = list(village.dusuns.all())
    if missing := [one.name for one in dusuns if one.pk not in marks]:
        raise DusunUnfinished(missing)
    if not dusuns:
        raise DusunUnfinished(["belum ada dusun"])
    newest = max(marks.values(), key=lambda row: row.done_on)
    if newest.done_on > as_of:
        raise WrongDay(
            f"Dusun {newest.dusun} baru selesai {long_date(newest.done_on)}. Pilih "
            "tanggal itu atau sesudahnya.",
            "as_of",
        )
