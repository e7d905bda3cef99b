"""What the tests of this app's pages share."""

import re
from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from households.ages import add_months
from households.models import Quarter
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
)
from villages.quarters import Triwulan


def at(village, name, *args):
    return reverse(f"households:{name}", args=[village.code, *args])


def text_of(response):
    """What a reader sees: no tags, single spaces."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.split())


def queries_of(client, url, data=None):
    with CaptureQueriesContext(connection) as queries:
        response = client.post(url, data) if data else client.get(url)
    assert response.status_code == 200
    return len(queries)


def typed_month(today, **cells):
    return {"visited_on": today, "uuid": uuid4(), "version": "", **cells}


def make_final(village, day):
    quarter = Triwulan.of(day)
    Quarter.objects.update_or_create(
        village=village,
        year=quarter.year,
        number=quarter.number,
        defaults={"state": Quarter.State.FINAL, "final_at": timezone.now()},
    )


def make_many(village, number):
    """Households, each with a child and a pregnancy and a record."""
    today = village.today()
    for _ in range(number):
        household = make_household(village, registered_on=today - timedelta(days=300))
        child = make_child(household, add_months(today, -5))
        make_child_record(child, add_months(today, -1), weighing="v", nutrition="S")
        make_pregnancy(household, today + timedelta(days=70))
