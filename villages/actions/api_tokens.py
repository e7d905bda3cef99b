"""Keys by which a program reads figures; each stands for one posting."""

from django.db import transaction
from django.utils import timezone

from villages import audit
from villages.models import ApiToken, AuditEntry, Village


@transaction.atomic
def open_token(token: ApiToken, *, by) -> str:
    """Save a new token. Returns its secret, which is shown once and kept nowhere."""
    secret = token.draw()
    token.save()
    changes = {
        "name": [None, token.name],
        "area_code": [None, token.posting.area_code],
        "expires_on": [None, str(token.expires_on)],
    }
    _note(AuditEntry.Act.CREATE, token, changes, by)
    return secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by) -> None:
    """The token opens nothing any more; revoking it again changes nothing."""
    if token.revoked_at is None:
        token.become_revoked(timezone.now())
        _note(AuditEntry.Act.CHANGE, token, {"revoked": ["", token.name]}, by)


def _note(act, token, changes, by):
    """In the village's own journal, where the posting is one to a village."""
    village = Village.objects.filter(code=token.posting.area_code).first()
    audit.wrote(act, token, village=village, by=by, changes=changes)
