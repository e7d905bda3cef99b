"""The demo's password is known to everybody, so it opens nothing from the network."""

import pytest

from tests.cast import PASSWORD, make_user
from villages.models.posting import Role


@pytest.fixture
def sample(village, settings):
    user = make_user("contoh", (Role.KPM, village.code))
    user.set_password(settings.DEMO_PASSWORD)
    user.save()
    return user


def log_in(client, user, password, path="/masuk/"):
    return client.post(path, {"username": user.username, "password": password})


@pytest.mark.parametrize("path", ["/masuk/", "/admin/login/"])
def test_the_demo_does_not_come_in_from_the_network(client, sample, settings, path):
    settings.DEMO_MAY_LOG_IN = False
    answer = log_in(client, sample, settings.DEMO_PASSWORD, path)
    assert "Akun contoh ditolak" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_demo_comes_in_on_its_own_machine(client, sample, settings):
    settings.DEMO_MAY_LOG_IN = True
    log_in(client, sample, settings.DEMO_PASSWORD)
    assert client.session["_auth_user_id"] == str(sample.pk)


def test_own_accounts_come_in_from_the_network(client, kpm, settings):
    settings.DEMO_MAY_LOG_IN = False
    log_in(client, kpm, PASSWORD)
    assert client.session["_auth_user_id"] == str(kpm.pk)
