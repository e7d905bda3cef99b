"""Django's sessions in the database, asked for by a text that is compiled once.

Each request reads its session; nothing of it is kept from one request to the next.
"""

from datetime import UTC, datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from .prepared import Prepared

_LASTING = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    key="?",
    now=datetime(2000, 1, 1, tzinfo=UTC),
)


class SessionStore(db.SessionStore):
    """The session of a request; one that is unknown or has run out is none."""

    def _get_session_from_db(self):
        found = _LASTING.instances(key=self.session_key, now=timezone.now())
        return found[0] if found else super()._get_session_from_db()
