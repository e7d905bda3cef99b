"""What was typed when a login had run out: carried through the login page as one line.

A form that meets the end of a login is sent on to the login page (307), with all that
was typed in it. The page holds it in one hidden field, and after the login a person
sends it once more, to the address it was meant for. Nothing of it reaches an address,
a log or the database on the way.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

NEVER_CARRIED = ("csrfmiddlewaretoken", "password")


def is_login(posted: Mapping[str, object]) -> bool:
    """Whether a name and a password were sent, and not a form on its way."""
    return "username" in posted and "password" in posted


def line_of(lists: Mapping[str, list[str]]) -> str:
    """All typed fields in one line; no token, and no password in any page."""
    kept = {
        name: values
        for name, values in lists.items()
        if not any(part in name for part in NEVER_CARRIED)
    }
    return urlencode(kept, doseq=True)


def fields_of(line: str) -> list[tuple[str, str]]:
    """The fields again, in their order, as hidden inputs need them."""
    return parse_qsl(line, keep_blank_values=True)
