"""The secret of a machine that was given none: made once, kept in var/."""

import os
import secrets
from pathlib import Path


def local_secret_key(path: Path) -> str:
    """The key kept at `path`; made on the first call, readable by its owner only.

    Web server, worker and beat may start together: whoever links first wins, and
    nobody ever reads a half-written key.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process made it in the meantime: that one counts
        finally:
            draft.unlink()
    return path.read_text().strip()
