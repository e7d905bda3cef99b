"""A bounded crowd on this machine: a few connections, each post sent once."""

import http.client
import itertools
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

CONNECTIONS = 8
TOKEN = "b" * 32  # the cookie and the field of the form must agree, no more
PATIENCE = 30


@dataclass(frozen=True)
class Post:
    """One form that somebody sends."""

    path: str
    session: str
    fields: tuple

    @property
    def body(self) -> str:
        return urlencode([*self.fields, ("csrfmiddlewaretoken", TOKEN)])


def send(host: str, post: Post, line) -> int:
    """Send one post; return the answer's status."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={TOKEN}; sessionid={post.session}",
        "Host": host,
    }
    line.request("POST", post.path, post.body, headers)
    answer = line.getresponse()
    answer.read()
    return answer.status


def rate(url: str, posts: list[Post]) -> float:
    """Return the posts answered per second; each must be answered by a redirect."""
    begun = time.perf_counter()
    answers = crowd(url, posts)
    taken = time.perf_counter() - begun
    if set(answers) != {302}:
        raise AssertionError(f"not every post was saved: {sorted(set(answers))}")
    return len(posts) / taken


def crowd(url: str, posts: list[Post]) -> list[int]:
    """Send posts over a few connections at once; return the statuses."""
    host = urlsplit(url).netloc
    waiting, answers = iter(posts), []
    lock = threading.Lock()

    def take():
        with lock:
            return next(waiting, None)

    def work():
        line = http.client.HTTPConnection(host, timeout=PATIENCE)
        while post := take():
            answers.append(send(host, post, line))
        line.close()

    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def twice(posts: list[Post]) -> list[Post]:
    """Every post two times in a row: a double press."""
    return list(itertools.chain.from_iterable((post, post) for post in posts))


def page_times(url: str, pages: list[tuple[str, str]]) -> list[float]:
    """Return the seconds of pages (path, session), one after the other."""
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    times = []
    for path, session in pages:
        begun = time.perf_counter()
        line.request("GET", path, headers={"Cookie": f"sessionid={session}"})
        answer = line.getresponse()
        answer.read()
        times.append(time.perf_counter() - begun)
        if answer.status != 200:
            raise AssertionError(f"{path}: {answer.status}")
    line.close()
    return times
