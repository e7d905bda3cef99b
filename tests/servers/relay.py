"""A weak signal between a browser and the web server, switched by the test itself."""

import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Relay(ThreadingHTTPServer):
    """Passes on every question; the answers too, until it is told otherwise.

    While `signal` is "lost" the server does what it is asked and the connection breaks
    before its answer. While it is "silent" the page stands as if nothing had come (204:
    while a browser really waits, a test can ask it nothing).
    """

    daemon_threads = True

    def __init__(self, target: int):
        super().__init__((HOST, 0), Passing)
        self.target = target
        self.signal = "through"
        self.done: list[str] = []  # what the server has answered, "POST /desa/…"

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}"

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class Passing(BaseHTTPRequestHandler):
    """One question and its answer; a connection carries no second one."""

    server: Relay

    def do_GET(self):
        signal = self.server.signal
        answer, content = self._asked()
        self.server.done.append(f"{self.command} {self.path}")
        if signal == "silent":
            self.send_response_only(204)
            self.end_headers()
        if signal == "through":
            self._answer(answer, content)

    do_HEAD = do_POST = do_GET

    def _asked(self):
        length = int(self.headers.get("Content-Length", 0))
        headers = {n: v for n, v in self.headers.items() if n.lower() not in HOP}
        there = HTTPConnection(HOST, self.server.target)
        there.request(
            self.command,
            self.path,
            self.rfile.read(length) or None,
            {**headers, "Connection": "close"},
        )
        answer = there.getresponse()
        content = answer.read()
        there.close()
        return answer, content

    def _answer(self, answer, content):
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *args):
        """Say nothing; the server writes its own log."""
