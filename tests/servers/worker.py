"""The web server and the Celery worker as they run in a village, on the tests' rows."""

import os
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from kpm.celery import app
from kpm.local import BASE_DIR, answers, web_command, worker_command
from kpm.processes import start, stop, wait_until


def eventually(condition: Callable, *, within: float = 30):
    """The first true value of `condition`; fails when none came `within` seconds."""
    until = time.monotonic() + within
    while not (value := condition()):
        assert time.monotonic() < until, f"not so within {within} seconds"
        time.sleep(0.05)
    return value


def database_url() -> str:
    """Where the rows of this test run are, for another process."""
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{place['NAME']}"
    secret = f":{quote(place['PASSWORD'], safe='')}" if place["PASSWORD"] else ""
    host = quote(place["HOST"], safe="")
    port = f":{place['PORT']}" if place["PORT"] else ""
    return f"postgres://{place['USER']}{secret}@{host}{port}/{place['NAME']}"


@dataclass(frozen=True)
class Worker:
    """One Celery worker; its own processes are its group."""

    process: subprocess.Popen
    name: str

    def is_idle(self) -> bool:
        """Whether it has nothing in hand and nothing waits for it."""
        with app.connection_for_read() as broker:
            redis = broker.default_channel.client
            # A task counts as unacknowledged until it is done (acks_late).
            return not redis.llen("celery") and not redis.hlen("unacked")

    def kill(self) -> None:
        """End it as a power cut would: no goodbye, no task handed back."""
        stop(self.process, patience=0)


def forget_lost_tasks() -> None:
    """Drop what a killed worker still had in hand, else it would wait for an hour."""
    with app.connection_for_write() as broker:
        broker.default_channel.client.delete("unacked", "unacked_index")


def start_worker(folder: Path, *, beat: bool = False) -> Worker:
    name = f"worker{time.monotonic_ns()}@tests"
    command = [*worker_command(1, folder, beat=beat), "--hostname", name]
    command += ["--loglevel", "INFO"]
    log = folder / f"{name}.log"
    environment = {**os.environ, "DATABASE_URL": database_url()}
    process = start(command, log=log, cwd=BASE_DIR, env=environment)
    wait_until(lambda: " ready." in log.read_text(), process, log=log)
    return Worker(process, name)


HOST = "127.0.0.1"
UNDER_WAY = {"01", "08"}  # <net/tcp_states.h>: ESTABLISHED, CLOSE_WAIT


@dataclass(frozen=True)
class Site:
    """The running web server."""

    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def is_idle(self) -> bool:
        """Whether no visitor is connected and no request is in hand.

        A connection that its visitor closed stays in CLOSE_WAIT until the request it
        carried is done.
        """
        rows = Path("/proc/net/tcp").read_text().splitlines()[1:]
        here = f":{self.port:04X}"
        return not any(
            local.endswith(here) and state in UNDER_WAY
            for _, local, _, state, *_ in map(str.split, rows)
        )


def start_site(folder: Path) -> tuple[subprocess.Popen, Site]:
    log = folder / "web.log"
    with socket.create_server((HOST, 0)) as entrance:
        port = entrance.getsockname()[1]
        site = Site(port, log)
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "PUBLIC_URL": site.url,
        }
        process = start(
            web_command(f"fd://{entrance.fileno()}", 2),
            log=log,
            cwd=BASE_DIR,
            env=environment,
            pass_fds=[entrance.fileno()],
        )
    wait_until(lambda: answers(port), process, log=log)
    return process, site
