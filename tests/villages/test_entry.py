"""The first page of somebody who is not logged in."""

from django.urls import reverse

WORDS = "Lihat angka desa Anda"


def test_a_resident_finds_the_figures_from_the_login_page(client, village):
    page = client.get(reverse("villages:login"))
    figures = reverse("scorecard:public_place", args=["00"])

    assert f'<a href="{figures}">{WORDS}</a>' in page.text
    assert client.get(figures).status_code == 200


def test_the_login_page_leads_nowhere_while_no_place_is_known(client, db):
    assert WORDS not in client.get(reverse("villages:login")).text
