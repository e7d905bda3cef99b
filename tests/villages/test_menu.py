"""Lainnya: what does not fit in the bar, for whoever may open it."""

import pytest
from django.urls import reverse

from tests.cast import make_user
from villages.menu import GROUPS, SETTINGS
from villages.models.posting import VILLAGE_ROLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", VILLAGE_ROLES)
def test_no_link_leads_to_a_closed_door(client, village, role):
    client.force_login(make_user(f"{role}_uji", (role, village.code)))

    answer = client.get(reverse("villages:more", args=[village.code]))

    links = [row["url"] for _, rows in answer.context["groups"] for row in rows]
    assert reverse("villages:activity_list", args=[village.code]) in links
    closed = [link for link in links if client.get(link).status_code >= 400]
    assert closed == []


def test_no_page_stands_there_twice(client, village, admin_desa):
    client.force_login(admin_desa)

    answer = client.get(reverse("villages:more", args=[village.code]))

    links = [row["url"] for _, rows in answer.context["groups"] for row in rows]
    assert len(links) == len(set(links))


@pytest.mark.parametrize("role", VILLAGE_ROLES)
def test_every_page_of_the_menu_is_there_or_in_the_bar(client, village, role):
    client.force_login(make_user(f"{role}_uji", (role, village.code)))

    answer = client.get(reverse("villages:more", args=[village.code]))

    bar = {entry.url for entry in answer.context["nav"]["items"]}
    shown = {row["url"] for _, rows in answer.context["groups"] for row in rows}
    allowed = [
        reverse(link.view, args=[*([village.code] * link.is_of_village), *link.args])
        for _, links in SETTINGS + GROUPS
        for link in links
        if answer.wsgi_request.access.may(link.permission)
    ]
    assert set(allowed) <= shown | bar
    assert not shown & bar


def test_whoever_sets_up_the_village_finds_that_first(client, village, admin_desa):
    client.force_login(admin_desa)

    answer = client.get(reverse("villages:more", args=[village.code]))

    titles = [title for title, _ in answer.context["groups"]]
    assert titles[: len(SETTINGS)] == [title for title, _ in SETTINGS]
