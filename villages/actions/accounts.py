"""Logins and the roles they are given."""

import secrets

from axes.utils import reset
from django.db import transaction

from villages import audit
from villages.models import AuditEntry, Posting, User

# No letters or digits that are mistaken for each other when read from paper.
LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"


def fresh_password() -> str:
    """A first password of twelve characters, in groups that can be dictated."""
    letters = "".join(secrets.choice(LEGIBLE) for _ in range(12))
    return "-".join(letters[i : i + 4] for i in (0, 4, 8))


@transaction.atomic
def open_account(village, *, username, name, phone, role, starts_on, ends_on, by):
    """Make a login with a role in the village. Returns the user and the password,
    which is shown once and kept nowhere."""
    password = fresh_password()
    user = User(username=username, name=name, phone=phone, must_change_password=True)
    user.set_password(password)
    user.save()
    post(user, village, role=role, starts_on=starts_on, ends_on=ends_on, by=by)
    return user, password


@transaction.atomic
def post(user, village, *, role, starts_on, ends_on, by):
    """Give a user a role in the village."""
    posting = Posting.objects.create(
        user=user,
        role=role,
        area_code=village.code,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    changes = {"role": [None, role], "user": [None, user.username]}
    audit.wrote(AuditEntry.Act.CREATE, posting, village=village, by=by, changes=changes)
    return posting


@transaction.atomic
def end_posting(posting, village, *, on, by):
    """The last day of a posting becomes `on`."""
    changes = {"ends_on": [str(posting.ends_on or ""), str(on)]}
    posting.end(on)
    audit.wrote(AuditEntry.Act.CHANGE, posting, village=village, by=by, changes=changes)


@transaction.atomic
def renew_password(user, village, *, by):
    """A new first password for somebody who forgot his; also lifts a lock."""
    password = fresh_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    reset(username=user.username)
    audit.wrote(
        AuditEntry.Act.CHANGE,
        user,
        village=village,
        by=by,
        changes={"password": ["", ""]},
    )
    return password
