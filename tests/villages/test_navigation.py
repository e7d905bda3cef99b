"""The bar of each role leads where the role may go, in its own place and below."""

import pytest
from django.urls import reverse

from tests.cast import make_user
from villages.models.posting import VILLAGE_ROLES, Role

pytestmark = pytest.mark.django_db
SUPERVISORS = (
    (Role.PENDAMPING, 6),
    (Role.KECAMATAN, 6),
    (Role.KABUPATEN, 4),
    (Role.PROVINSI, 2),
)


def closed_doors(client, page):
    """Entries of a page's bar that the role may not open."""
    answer = client.get(page, follow=True)
    assert answer.status_code == 200
    links = [entry.url for entry in answer.context["nav"]["items"]]
    assert len(links) > 1
    return [link for link in links if client.get(link, follow=True).status_code != 200]


@pytest.mark.parametrize("role", VILLAGE_ROLES)
def test_the_address_of_a_village_leads_to_the_first_page_of_the_role(
    client, village, role
):
    client.force_login(make_user("orang", (role, village.code)))

    answer = client.get(reverse("villages:village", args=[village.code]))

    page = client.get(answer.url, follow=True)
    assert page.context["nav"]["items"][0].url == answer.url


@pytest.mark.parametrize("role", VILLAGE_ROLES)
def test_no_entry_of_a_bar_is_closed_to_the_role(client, village, role):
    client.force_login(make_user("orang", (role, village.code)))

    page = reverse("villages:village", args=[village.code])
    assert closed_doors(client, page) == []


@pytest.mark.parametrize(("role", "digits"), SUPERVISORS)
def test_no_entry_is_closed_to_a_supervisor_who_opens_a_village(
    client, village, role, digits
):
    client.force_login(make_user("orang", (role, village.code[:digits])))

    page = reverse("scorecard:scorecard_now", args=[village.code])
    assert closed_doors(client, page) == []


@pytest.mark.parametrize(("role", "digits"), SUPERVISORS)
def test_no_entry_is_closed_to_a_supervisor_in_the_own_area(
    client, village, role, digits
):
    client.force_login(make_user("orang", (role, village.code[:digits])))

    page = reverse("scorecard:area_now", args=[village.code[:digits]])
    assert closed_doors(client, page) == []
