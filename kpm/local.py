"""`make run`: all that one machine needs, started together and stopped together."""

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

from kpm.processes import NotStarted, last_words, start, start_redis, stop, wait_until

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
LOG_DIR = VAR_DIR / "log"
SOCKET_PATH_LIMIT = 100  # sun_path holds 108 bytes on Linux, 104 elsewhere


def own_address() -> str:
    """This machine's address in its local network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return "127.0.0.1"
        return probe.getsockname()[0]


def refuse_second_start(stack: ExitStack) -> None:
    """Two launchers would share one database and one socket."""
    lock = stack.enter_context((VAR_DIR / "run.lock").open("w"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise NotStarted(
            "KPM sudah berjalan dari folder ini (KPM already runs from this folder)."
        ) from None


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            raise NotStarted(
                f"Port {port} tidak bisa dipakai ({reason.strerror}). Coba port lain "
                f"(try another port): make run PORT={port + 1}"
            ) from None


def socket_folder(stack: ExitStack) -> Path:
    """var/, or a short temporary folder where the path is too long for a socket."""
    if len(str(VAR_DIR / "redis.sock")) <= SOCKET_PATH_LIMIT:
        return VAR_DIR
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kpm-")))


def statics_are_collected() -> bool:
    """Whether nothing in static/ or in the installed packages is newer."""
    from django.conf import settings

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return False
    collected_at = manifest.stat().st_mtime
    sources = [*(BASE_DIR / "static").rglob("*"), *BASE_DIR.glob("requirements*.txt")]
    return all(source.stat().st_mtime <= collected_at for source in sources)


def prepare() -> None:
    """Bring the database up to date, load the demo into an empty one."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command, get_commands
    from django.db import connection

    call_command("migrate", verbosity=0)
    if not statics_are_collected():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    if "demo" in get_commands() and not get_user_model().objects.exists():
        print("Memuat data contoh, tunggu sebentar …", flush=True)
        call_command("demo")
    connection.close()


def web_command(address: str, workers: int) -> list:
    return [
        *(sys.executable, "-m", "gunicorn", "kpm.wsgi"),
        *("--bind", address, "--workers", workers, "--threads", 4),
        *("--no-control-socket", "--access-logfile", "/dev/null"),
    ]


def worker_command(workers: int, folder: Path, *, beat: bool = True) -> list:
    return [
        *(sys.executable, "-m", "celery", "--app", "kpm", "worker"),
        *("--concurrency", workers, "--without-gossip", "--without-mingle"),
        *(("--beat", "--schedule", folder / "celerybeat") if beat else ()),
    ]


def answers(port: int) -> bool:
    """Whether the web server answers at all, with whatever page."""
    request = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        request.request("GET", "/")
        return bool(request.getresponse().status)
    except OSError:
        return False
    finally:
        request.close()


def show(url: str, *, lan: bool) -> None:
    """Print where KPM is and who can log in."""
    print(f"\nKPM berjalan di {url}\n")
    if lan:
        import segno

        segno.make(url).terminal(compact=True)
        print("\nAkun contoh ditolak selama KPM terbuka untuk jaringan.")
        print("Akun pertama: .venv/bin/python manage.py createsuperuser")
    else:
        print("Akun contoh: lihat manage.py demo")
    print("\nTekan Ctrl-C untuk berhenti.", flush=True)


def watch(children: dict[str, subprocess.Popen], stopped: threading.Event) -> int:
    """Wait for Ctrl-C or SIGTERM; 1 when a part has ended by itself."""
    while not stopped.wait(0.5):
        for name, child in children.items():
            if child.poll() is not None:
                print(f"{name} berhenti:\n{last_words(LOG_DIR / f'{name}.log')}")
                return 1
    return 0


def run(stack: ExitStack, stopped: threading.Event) -> int:
    lan = os.environ.get("LAN", "") not in ("", "0")
    port = int(os.environ.get("PORT") or 8000)
    workers = int(os.environ.get("WORKERS") or 2)
    host = "0.0.0.0" if lan else "127.0.0.1"
    refuse_second_start(stack)
    refuse_taken_port(host, port)
    url = f"http://{own_address() if lan else host}:{port}"
    os.environ.setdefault("PUBLIC_URL", url)
    children: dict[str, subprocess.Popen] = {}

    def keep(name: str, child: subprocess.Popen) -> subprocess.Popen:
        children[name] = child
        stack.callback(stop, child)
        return child

    if not os.environ.get("REDIS_URL"):
        log = LOG_DIR / "redis.log"
        child, os.environ["REDIS_URL"] = start_redis(socket_folder(stack), log=log)
        keep("redis", child)
    prepare()
    worker_log, web_log = LOG_DIR / "worker.log", LOG_DIR / "web.log"
    keep(
        "worker", start(worker_command(workers, VAR_DIR), log=worker_log, cwd=BASE_DIR)
    )
    web = start(web_command(f"{host}:{port}", workers), log=web_log, cwd=BASE_DIR)
    wait_until(lambda: answers(port), keep("web", web), log=web_log)
    show(url, lan=lan)
    return watch(children, stopped)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpm.settings")
    LOG_DIR.mkdir(parents=True, exist_ok=True)
    stopped = threading.Event()

    def end(*_) -> None:
        if stopped.is_set():
            return  # being stopped already
        stopped.set()
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    try:
        with ExitStack() as stack:
            return run(stack, stopped)
    except NotStarted as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nKPM berhenti; data tersimpan di var/.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
