"""A village that comes from an earlier version has its open quarters computed anew."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import F

from households.models import Quarter
from scorecard.actions import drain
from scorecard.models import Performance
from tests.scorecard.counted_village import counted, finalised

pytestmark = pytest.mark.django_db


def upgrade():
    import_module("scorecard.migrations.0007_mark_running").mark_running(apps, None)


def test_what_was_monitored_is_there_after_the_upgrade(village):
    counted(village)
    Performance.objects.all().delete()

    upgrade()
    drain()

    assert Performance.objects.filter(area_code=village.code).exists()


def test_a_final_quarter_is_not_marked(village, kpm, admin_desa):
    counted(village)
    final = finalised(village, kpm=kpm, admin=admin_desa).quarter

    upgrade()

    final.refresh_from_db()
    assert final.touched == final.computed


def test_a_quarter_that_waits_already_is_marked_once(village):
    counted(village)
    Quarter.objects.filter(village=village).update(touched=F("computed") + 1)

    upgrade()

    assert not Quarter.objects.exclude(touched=F("computed") + 1).exists()
