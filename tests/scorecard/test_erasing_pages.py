"""The admin desa erases a family on its page, after being told what goes."""

import pytest
from django.urls import reverse

from households.forgotten import ERASED
from scorecard.forms.erasing import BASES
from tests.cast import make_child, make_household
from tests.households.pages import at, text_of
from villages.models import AuditEntry

pytestmark = pytest.mark.django_db
TYPED = {"legal_basis": BASES[0], "reason": "Permintaan ibu", "understood": "on"}


@pytest.fixture
def household(village):
    home = make_household(village, head_name="Kartosuwiryo")
    make_child(home, home.registered_on, name="Zulkifli")
    return home


@pytest.fixture
def url(village, household):
    return reverse("scorecard:family_erase", args=[village.code, household.pk])


@pytest.fixture
def page(client, admin_desa):
    client.force_login(admin_desa)
    return client


def test_the_family_is_erased_and_the_page_shows_nobody(page, url, village, household):
    assert "Yang tetap" in text_of(page.get(url))
    told = text_of(page.post(url, TYPED, follow=True))
    assert "Data pribadi keluarga ini dihapus" in told
    assert f"Keluarga {ERASED}" in told
    assert "Zulkifli" not in told
    assert "sudah dihapus" in text_of(page.get(url))
    journal = text_of(page.get(reverse("villages:journal", args=[village.code])))
    assert "Permintaan ibu (dasar: Permintaan keluarga" in journal


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("legal_basis", "Dasar hukumnya belum dipilih"),
        ("reason", "Alasan penghapusan belum diisi"),
        ("understood", "Centang dahulu"),
    ],
)
def test_nothing_goes_while_something_is_missing(page, url, household, left_out, said):
    typed = {name: value for name, value in TYPED.items() if name != left_out}
    assert said in text_of(page.post(url, typed))
    household.refresh_from_db()
    assert household.head_name == "Kartosuwiryo"
    assert not AuditEntry.objects.filter(act="delete").exists()


def test_the_kpm_may_not(client, kpm, url):
    client.force_login(kpm)
    assert client.get(url).status_code == 403


def test_who_is_erased_waits_for_no_nik_and_is_no_double(page, url, village, household):
    twin = make_household(village, head_name="Wagiman")
    make_child(twin, household.registered_on, name="Zulkifli")
    page.post(url, TYPED)
    page.post(reverse("scorecard:family_erase", args=[village.code, twin.pk]), TYPED)
    assert "Semua sudah punya NIK" in text_of(page.get(at(village, "nik_list")))
    verification = text_of(page.get(at(village, "verification")))
    assert "Mungkin sudah terdaftar" not in verification
