"""`python -m tests.servers sqlite|postgres [arguments of pytest]`: one run."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from kpm.processes import NotStarted, end_with_parent
from tests.servers.postgres import postgres

ALL_CORES = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]
# Stories in a browser and locks between processes are told once, where they count.
ON_SQLITE = ["-m", "not browser and not postgres"]
# What is pure is covered branch by branch (pyproject.toml names the modules).
WHOLE_ON_SQLITE = [*ALL_CORES, "--cov"]
WHOLE_ON_POSTGRES = [*ALL_CORES, "--only-database"]


def pytest(arguments: Sequence[str], database_url: str) -> int:
    print(f"== {'PostgreSQL' if database_url else 'SQLite'}", flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    environment = {**os.environ, "DATABASE_URL": database_url}
    done = subprocess.run(command, env=environment, preexec_fn=end_with_parent)
    return done.returncode


def main(database: str, *chosen: str) -> int:
    if database == "sqlite":
        return pytest([*ON_SQLITE, *(chosen or WHOLE_ON_SQLITE)], "")
    arguments = chosen or WHOLE_ON_POSTGRES
    try:
        with postgres() as url:
            return pytest(arguments, url)
    except NotStarted as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    # SIGTERM too leads through the context managers, so no server is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(*sys.argv[1:]))
