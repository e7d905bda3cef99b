"""Lainnya: what does not fit in the bar, for whoever may open it."""

import pytest
from django.urls import reverse

from tests.cast import make_user
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
