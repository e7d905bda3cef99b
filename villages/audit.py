"""Who changed what, and who looked from outside: lines are only ever added."""

from .models import AuditEntry


def looked(request, village):
    """Write down that somebody from outside the village opened a page of families."""
    match = request.resolver_match
    AuditEntry.objects.create(
        by=request.user,
        village=village,
        act=AuditEntry.Act.READ,
        subject=match.view_name,
        subject_id=next((v for v in match.kwargs.values() if isinstance(v, int)), None),
    )


def wrote(act, subject, *, village, by, changes=None, reason=""):
    """Write down one change of one row or person: {field: [old, new]}."""
    entry = line(act, subject, village=village, by=by, changes=changes, reason=reason)
    entry.save()
    return entry


def line(act, subject, *, village, by, changes=None, reason=""):
    """A line of the journal that is not written yet, to write many at once."""
    return AuditEntry(
        by=by,
        village=village,
        act=act,
        subject=subject._meta.label_lower,
        subject_id=subject.pk,
        changes=changes or {},
        reason=reason,
    )


def values_of(row, fields):
    """The row's fields as plain JSON values, to compare before and after."""
    return {name: _plain(getattr(row, name)) for name in fields}


def difference(before, after):
    """{field: [old, new]} of what differs between two results of `values_of`."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }


def _plain(value):
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)
