"""Pages above the village, and the village's own, at whatever size the database has.

Each is opened several times for places spread over the country; told are p95 of the
processor time, the web server's and the database's together, and of the clock.
"""

from dataclasses import dataclass
from itertools import cycle, islice
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from bench.measuring import Row, p95, processor_seconds, row_of, seconds
from bench.web_rows import kpm_of
from villages.models import ApiToken, Posting, User, Village
from villages.models.posting import Role
from villages.quarters import Triwulan

PLACES = 12  # of a level, spread over the country
VISITS = 25  # of each page
SUPERVISION = ("performance", "village_states")
LEVELS = {"nation": 0, "province": 2, "regency": 4, "district": 6}


@dataclass(frozen=True)
class Page:
    """One kind of page with the addresses of several places."""

    what: str
    paths: list[str]
    headers: dict
    user: User | None


def rows(quarter: Triwulan) -> list[Row]:
    return [row for page in pages(quarter) for row in rows_of(page)]


def rows_of(page: Page) -> list[Row]:
    client = Client(headers={"host": "127.0.0.1", **page.headers})
    if page.user is not None:
        client.force_login(
            page.user, backend="django.contrib.auth.backends.ModelBackend"
        )
    for path in page.paths[:2]:
        opened(client, path)  # templates are read, plans cached
    spent: list[float] = []
    waited = [
        seconds(lambda path=path: spent.append(spent_on(client, path)))
        for path in islice(cycle(page.paths), VISITS)
    ]
    return [
        row_of(f"{page.what}: processor", [1000 * p95(spent)], unit="ms", reach=50),
        row_of(f"{page.what}: by the clock", [1000 * p95(waited)], unit="ms"),
    ]


def spent_on(client: Client, path: str) -> float:
    return processor_seconds(lambda: opened(client, path))


def opened(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise AssertionError(f"{path}: {answer.status_code}")


def pages(quarter: Triwulan):
    at = [quarter.year, quarter.number]
    user, posting = of_the_nation()
    token = {"Authorization": f"Bearer {secret_of(posting)}"}
    for level, digits in LEVELS.items():
        codes = sorted({"00" if not digits else code[:digits] for code in spread()})
        for name in ("area", "comparison", *SUPERVISION):
            paths = [reverse(f"scorecard:{name}", args=[code, *at]) for code in codes]
            yield Page(f"{level}, {name}", paths, {}, user)
        for name in ("api_figures", "api_figures_below"):
            paths = [reverse(f"scorecard:{name}", args=[code, *at]) for code in codes]
            yield Page(f"{level}, {name}", paths, token, None)
        paths = [reverse("scorecard:public_place", args=[code]) for code in codes]
        yield Page(f"{level}, public_place", paths, {}, None)
    village = Village.objects.get(code=spread()[0])
    path = reverse("scorecard:scorecard", args=[village.code, *at])
    yield Page("village, scorecard", [path], {}, kpm_of(village))


def secret_of(posting: Posting) -> str:
    """A new key of the API."""
    until = posting.starts_on.replace(year=posting.starts_on.year + 1)
    token = ApiToken(posting=posting, name=f"bench {uuid4()}", expires_on=until)
    secret = token.draw()
    token.save()
    return secret


def spread() -> list[str]:
    """Codes of villages evenly spread over the country."""
    count = Village.objects.count()
    keys = [1 + n * (count - 1) // (PLACES - 1) for n in range(PLACES)]
    return list(
        Village.objects.filter(pk__in=keys)
        .order_by("pk")
        .values_list("code", flat=True)
    )


def of_the_nation() -> tuple[User, Posting]:
    """Somebody who sees every area."""
    user, _ = User.objects.get_or_create(username="bench-pusat", defaults={"name": "P"})
    since = Village.objects.first().today().replace(month=1, day=1)
    posting, _ = Posting.objects.get_or_create(
        user=user, role=Role.PUSAT, area_code="00", defaults={"starts_on": since}
    )
    return user, posting
