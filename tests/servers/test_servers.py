"""The servers of the tests are real, and the windows notice what goes wrong."""

import socket
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.urls import reverse

from kpm.celery import app
from tests.servers.browsing import serious_findings
from tests.servers.worker import HOST, eventually


def test_the_broker_of_the_tests_is_their_own(redis_url):
    with app.connection_for_write() as broker:
        assert broker.default_channel.client.ping()
        assert "/var/redis.sock" not in broker.as_uri()


def test_the_worker_works_off_what_it_is_sent(worker):
    app.send_task("celery.backend_cleanup")
    eventually(worker.is_idle)


def test_a_killed_worker_is_gone_at_once(new_worker):
    worker = new_worker()
    worker.kill()
    assert worker.process.returncode == -9


@pytest.mark.postgres
def test_postgres_is_postgres(db):
    assert connection.vendor == "postgresql"


@pytest.mark.postgres
def test_the_site_is_idle_only_when_all_it_was_asked_is_done(site):
    waiting = """SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
        WHERE datname = current_database() AND NOT granted"""
    path = reverse("scorecard:public_place", args=["33"])
    asked = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n"
    eventually(site.is_idle)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE villages_area")
        with socket.create_connection((HOST, site.port)) as visitor:
            visitor.sendall(asked.encode())
            eventually(lambda: cursor.execute(waiting) or cursor.fetchone())
        assert not site.is_idle()
    eventually(site.is_idle)


@pytest.mark.browser
def test_the_login_page_draws_no_complaint(phone):
    answer = phone.goto("/")
    assert answer.status == 200
    assert serious_findings(phone) == []


@pytest.mark.browser
def test_refused_content_is_heard(desktop, complaints):
    complaints.expect("Content Security Policy")
    desktop.goto("/")
    desktop.evaluate("() => document.body.setAttribute('style', 'color: red')")
    eventually(lambda: desktop.title() is not None and complaints.heard)
    assert complaints.unexpected() == []


@pytest.mark.browser
def test_axe_finds_an_unnamed_field(desktop):
    desktop.goto("/")
    desktop.evaluate("() => document.body.append(document.createElement('input'))")
    assert "label" in "".join(serious_findings(desktop))


@contextmanager
def hesitant_site():
    """A page whose body comes only when its `Event` is set; its link leads to it."""
    body_comes = Event()

    class Hesitant(BaseHTTPRequestHandler):
        def log_message(self, *args):
            """Quiet."""

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.flush()
            if self.path == "/lambat":
                body_comes.wait(10)
            self.wfile.write(b'<!doctype html><html lang="id"><title>Coba</title>')
            self.wfile.write(b'<main><h1>Coba</h1><a href="/lambat">Buka</a></main>')

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hesitant)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", body_comes
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_a_page_is_examined_only_when_its_body_is_there(desktop):
    with hesitant_site() as (address, body_comes):
        desktop.goto(address)
        desktop.get_by_role("link", name="Buka").click()
        assert desktop.url.endswith("/lambat")
        Thread(target=lambda: body_comes.wait(0.5) or body_comes.set()).start()
        assert serious_findings(desktop) == []
