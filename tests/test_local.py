"""`make run`: started in a copy of the project, as on a machine of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.servers.worker import eventually

PROJECT = Path(__file__).resolve().parents[1]
PARTS = ("kpm", "villages", "households", "scorecard", "rembuk", "static", "templates")
GIVEN = ("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project's own files, with an empty var/ and a first account."""
    folder = tmp_path_factory.mktemp("kpm")
    for part in PARTS:
        shutil.copytree(PROJECT / part, folder / part)
    shutil.copy(PROJECT / "manage.py", folder)
    manage = [sys.executable, "manage.py"]
    account = {"DJANGO_SUPERUSER_PASSWORD": "kata sandi pertama"}
    who = ["--noinput", "--username", "bu.tini", "--name", "Tini"]
    for command in (["migrate", "-v0"], ["createsuperuser", *who]):
        subprocess.run(
            [*manage, *command], cwd=folder, env=surroundings(**account), check=True
        )
    return folder


def surroundings(**more):
    """The environment of somebody who has set nothing."""
    kept = {name: value for name, value in os.environ.items() if name not in GIVEN}
    return {**kept, "PYTHONUNBUFFERED": "1", **more}


@pytest.fixture
def launch(project):
    """Runs the launcher as `make run` does; ends it where the test did not."""
    started = []

    def launch_one(**variables):
        process = subprocess.Popen(
            [sys.executable, "-m", "kpm.local"],
            cwd=project,
            env=surroundings(**variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield launch_one
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def said_until(process, words):
    """What the launcher printed up to a line with `words`."""
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


def parts_of(launcher):
    return psutil.Process(launcher.pid).children(recursive=True)


def all_gone(parts):
    return not any(
        part.is_running() and part.status() != psutil.STATUS_ZOMBIE for part in parts
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_one_signal_ends_every_part(launch, port, number):
    launcher = launch(PORT=str(port))
    said = said_until(launcher, "Ctrl-C")
    assert f"http://127.0.0.1:{port}" in said
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/").status == 200
    parts = parts_of(launcher)
    assert len(parts) >= 4  # Redis, worker, web server and its workers
    launcher.send_signal(number)
    eventually(lambda: all_gone(parts), within=30)
    assert launcher.wait(10) == (-9 if number == signal.SIGKILL else 0)


def test_a_second_launcher_in_the_same_folder_is_refused(launch, port):
    first = launch(PORT=str(port))
    said_until(first, "Ctrl-C")
    second = launch(PORT=str(port + 1))
    assert "sudah berjalan" in second.communicate(timeout=30)[0]
    assert second.returncode == 1
    assert first.poll() is None


def test_a_taken_port_is_named_with_the_way_out(launch, port):
    with socket.create_server(("127.0.0.1", port)):
        refused = launch(PORT=str(port))
        said = refused.communicate(timeout=30)[0]
    assert f"make run PORT={port + 1}" in said
    assert "Traceback" not in said


def test_on_the_network_the_address_is_a_code_and_the_demo_stays_out(launch, port):
    said = said_until(launch(LAN="1", PORT=str(port)), "Ctrl-C")
    assert "▄" in said or "█" in said
    assert "Akun contoh ditolak" in said


def test_a_part_that_ends_takes_the_others_along(launch, port):
    launcher = launch(PORT=str(port))
    said_until(launcher, "Ctrl-C")
    parts = parts_of(launcher)
    next(part for part in parts if "var/redis.sock" in str(part.cmdline())).kill()
    said = said_until(launcher, "berhenti")
    assert "redis" in said
    eventually(lambda: all_gone(parts), within=30)
    assert launcher.wait(10) == 1
