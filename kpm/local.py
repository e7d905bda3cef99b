"""`make run`: all that one machine needs, started together and stopped together."""

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
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


def prepare(*, with_demo: bool) -> None:
    """Bring the database and the static files up to date."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    if not statics_are_collected():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    if with_demo and not get_user_model().objects.exists():
        print("Memuat data contoh, tunggu sebentar …", flush=True)
        call_command("demo", verbosity=0)


def demo_logins() -> list[str]:
    """The demo's accounts, as long as the first one keeps its password."""
    from django.conf import settings

    from rembuk.demo.accounts import table
    from villages.models import User

    first = User.objects.order_by("pk").first()
    if first and first.check_password(settings.DEMO_PASSWORD):
        return [f"Akun contoh, kata sandi {settings.DEMO_PASSWORD}:", *table()]
    return []


def web_command(address: str, workers: int) -> list:
    return [
        *(sys.executable, "-m", "gunicorn", "kpm.wsgi"),
        *("--bind", address, "--workers", workers, "--threads", 4),
        *("--preload", "--no-control-socket", "--access-logfile", "/dev/null"),
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
        print("Akun contoh ditolak selama KPM terbuka untuk jaringan. Akun pertama:")
        print("  .venv/bin/python manage.py createsuperuser")
    else:
        print("\n".join(demo_logins()))
    print("\nTekan Ctrl-C untuk berhenti.", flush=True)


class Parts:
    """The running parts; leaving the block stops them, the last one first."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack
        self.running: dict[str, subprocess.Popen] = {}

    def keep(self, name: str, child: subprocess.Popen) -> None:
        self.running[name] = child
        self.stack.callback(stop, child)

    def start(self, name: str, command: list) -> Path:
        log = LOG_DIR / f"{name}.log"
        self.keep(name, start(command, log=log, cwd=BASE_DIR))
        return log

    def start_redis(self) -> None:
        folder = socket_folder(self.stack)
        child, os.environ["REDIS_URL"] = start_redis(folder, log=LOG_DIR / "redis.log")
        self.keep("redis", child)

    def watch(self) -> int:
        """Wait until Ctrl-C interrupts it; 1 when a part ends by itself."""
        while True:
            for name, child in self.running.items():
                if child.poll() is not None:
                    print(f"{name} berhenti:\n{last_words(LOG_DIR / f'{name}.log')}")
                    return 1
            time.sleep(0.5)


def claim_folder(stack: ExitStack) -> None:
    """Take var/ for this run, with fresh logs."""
    LOG_DIR.mkdir(parents=True, exist_ok=True)
    refuse_second_start(stack)
    for log in LOG_DIR.glob("*.log"):
        log.unlink()


def run(stack: ExitStack) -> int:
    lan = os.environ.get("LAN", "") not in ("", "0")
    port = int(os.environ.get("PORT") or 8000)
    workers = int(os.environ.get("WORKERS") or 2)
    host = "0.0.0.0" if lan else "127.0.0.1"
    url = f"http://{own_address() if lan else host}:{port}"
    os.environ.setdefault("PUBLIC_URL", url)
    claim_folder(stack)
    refuse_taken_port(host, port)
    parts = Parts(stack)
    if not os.environ.get("REDIS_URL"):
        parts.start_redis()
    prepare(with_demo=not lan)
    parts.start("worker", worker_command(workers, VAR_DIR))
    log = parts.start("web", web_command(f"{host}:{port}", workers))
    wait_until(lambda: answers(port), parts.running["web"], log=log)
    show(url, lan=lan)
    return parts.watch()


def interrupt(*_) -> None:
    """The first signal ends the run; later ones do not disturb the ending."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpm.settings")
    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, interrupt)
    try:
        with ExitStack() as stack:
            return run(stack)
    except NotStarted as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nKPM berhenti; data tersimpan di var/.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
