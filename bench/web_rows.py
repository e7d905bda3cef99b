"""Pages and posts through gunicorn with two workers, as they run in a district."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from bench.load import Post, crowd, page_times, rate, twice
from bench.measuring import Row, p95, ratio, row_of, statements
from bench.saving_rows import cells, children_now
from households.models import ChildRecord
from kpm.processes import stop
from tests.servers.worker import start_site
from villages.models import Posting, User, Village
from villages.models.posting import Role
from villages.quarters import Triwulan

VILLAGES = 80  # whose KPM post and read
POSTS, ROUNDS = 150, 3
PAGES = 3  # visits of each village's page in a round
DOUBLE = 50  # posts that are sent twice
OF_THE_GATE = ("django_session", "villages_user", "villages_posting")
GATE_PLACE = '"villages_village"."code" ='


@contextmanager
def site(urls: str = "") -> Iterator[str]:
    """The web server on the bench's rows; with `urls` it has those alone."""
    os.environ["BENCH_URLS"] = urls
    with tempfile.TemporaryDirectory(prefix="kpm-bench-") as folder:
        process, running = start_site(Path(folder))
        try:
            yield running.url
        finally:
            stop(process)


def kpm_of(village: Village) -> User:
    """The KPM of a village, made when first asked for."""
    name = f"kpm-{village.code}"
    user, is_new = User.objects.get_or_create(username=name, defaults={"name": name})
    if is_new:
        since = village.today().replace(month=1, day=1)
        Posting.objects.create(
            user=user, role=Role.KPM, area_code=village.code, starts_on=since
        )
    return user


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


# --- pages ---------------------------------------------------------------------------


def page_of(village: Village, quarter: Triwulan) -> str:
    return reverse(
        "scorecard:scorecard", args=[village.code, quarter.year, quarter.number]
    )


def query_row(quarter: Triwulan) -> Row:
    """The page's own queries: without the session's, the user's and the gate's."""
    village = Village.objects.first()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(
        kpm_of(village), backend="django.contrib.auth.backends.ModelBackend"
    )
    path = page_of(village, quarter)
    client.get(path)
    with statements() as told:
        answer = client.get(path)
    if answer.status_code != 200:
        raise AssertionError(f"{path}: {answer.status_code}")
    own = [sql for sql in told.statements if not is_of_the_gate(sql)]
    what = "queries of a village's scorecard page, beyond session, user and gate"
    return row_of(what, [len(own)], reach=6)


def is_of_the_gate(sql: str) -> bool:
    main = sql.partition(" FROM ")[2]
    return main.strip('" ').startswith(OF_THE_GATE) or GATE_PLACE in sql


def page_row(quarter: Triwulan) -> Row:
    """p95 over pages of many villages, each opened by its KPM, one after the other."""
    villages = Village.objects.order_by("pk")[:VILLAGES]
    pages = [(page_of(one, quarter), session_of(kpm_of(one))) for one in villages]
    with site() as url:
        page_times(url, pages)  # templates are read, connections opened
        rounds = [p95(page_times(url, pages * PAGES)) for _ in range(ROUNDS)]
    milliseconds = [1000 * one for one in rounds]
    return row_of("a village's scorecard page, p95", milliseconds, unit="ms", reach=50)


# --- posts ---------------------------------------------------------------------------


def post_rows() -> list[Row]:
    """The real 2B form against a bare view, in turns; nothing lost, nothing doubled."""
    children = children_now(VILLAGES)
    sessions: dict[int, str] = {}
    rates: dict[str, list[float]] = {name: [] for name in WAYS}
    with site() as real, site("bench.bare") as bare:
        for _ in range(ROUNDS):
            for name, (path_of, more) in WAYS.items():
                posts = [
                    post_of(next(children), path_of, more, sessions)
                    for _ in range(POSTS)
                ]
                url = bare if name in BARE else real
                rates[name].append(counted(url, posts))
        pressed = [
            post_of(next(children), record_path, {}, sessions) for _ in range(DOUBLE)
        ]
        check(pressed, lambda: crowd(real, twice(pressed)))
    return told(rates)


def told(rates: dict[str, list[float]]) -> list[Row]:
    save, following = rates["save"], rates["save and next"]
    bare, modelform = rates["bare"], rates["modelform"]
    return [
        row_of("POSTs of the 2B form, a second", save, reach=100, is_floor=True),
        ratio("÷ a bare view with the same INSERT", save, bare, **HALF),
        ratio("÷ a ModelForm behind a login", save, modelform),
        row_of("the same with “simpan, lanjut ke berikutnya”", following),
        ratio("÷ a bare view with the same INSERT", following, bare),
        row_of("the bare view, a second", bare),
        row_of("the ModelForm behind a login, a second", modelform),
    ]


HALF = {"reach": 0.5, "is_floor": True}


def record_path(child) -> str:
    village = child.household.village
    month = village.today().replace(day=1)
    return reverse("households:child_month", args=[village.code, child.pk, month])


WAYS = {
    "save": (record_path, {}),
    "bare": (lambda child: "/insert/", {}),
    "save and next": (record_path, {"next": "1"}),
    "modelform": (lambda child: "/modelform/", {}),
}
BARE = ("bare", "modelform")


def post_of(child, path_of, more, sessions) -> Post:
    """The form of one child for this month, as its village's KPM sends it."""
    village = child.household.village
    if village.pk not in sessions:
        sessions[village.pk] = session_of(kpm_of(village))
    today = village.today()
    fields = {
        "uuid": str(uuid.uuid4()),
        "version": "",
        "confirmed": "on",
        "visited_on": today.isoformat(),
        **cells(child.pk),
        **more,
    }
    if path_of is not record_path:
        keys = {"child": child.pk, "household": child.household_id}
        fields |= keys | {"month": today.replace(day=1).isoformat()}
    return Post(path_of(child), sessions[village.pk], tuple(fields.items()))


def counted(url: str, posts: list[Post]) -> float:
    """Return the posts per second, once it is sure that each made its one row."""
    rates = []
    check(posts, lambda: rates.append(rate(url, posts)))
    return rates[0]


def check(posts: list[Post], act) -> None:
    before = ChildRecord.objects.count()
    act()
    sent = {dict(post.fields)["uuid"] for post in posts}
    saved = ChildRecord.objects.filter(uuid__in=sent).count()
    made = ChildRecord.objects.count() - before
    if not len(posts) == saved == made:
        raise AssertionError(f"{len(posts)} posts made {made} rows, {saved} of theirs")
