"""Sessions last until their time, for whoever has their key, and no longer."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from villages.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    store = SessionStore()
    store["told"] = "ya"
    store.create()
    return store.session_key


def test_a_session_is_read_with_one_query(key, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert SessionStore(key)["told"] == "ya"


def test_what_was_written_meanwhile_is_read(key):
    assert SessionStore(key)["told"] == "ya"
    other = SessionStore(key)
    other["told"] = "lain"
    other.save()
    assert SessionStore(key)["told"] == "lain"


@pytest.mark.parametrize("seconds", [-1, -86_400])
def test_a_session_that_ran_out_tells_nothing_and_loses_its_key(key, seconds):
    ended = timezone.now() + timedelta(seconds=seconds)
    Session.objects.filter(session_key=key).update(expire_date=ended)
    store = SessionStore(key)
    assert "told" not in store
    assert store.session_key is None


def test_a_key_that_nobody_was_given_opens_nothing(key):
    assert "told" not in SessionStore(key[::-1])


def test_who_logged_out_elsewhere_is_asked_to_log_in(client, village, kpm):
    client.force_login(kpm)
    url = reverse("villages:village", args=[village.code])
    assert client.get(url, follow=True).status_code == 200
    Session.objects.filter(
        pk=client.cookies[settings.SESSION_COOKIE_NAME].value
    ).delete()
    assert client.get(url).url.startswith(reverse("villages:login"))
