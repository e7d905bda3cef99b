"""A login that ends while somebody types: nothing typed is lost, nothing leaks."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from households.models import Household
from tests.cast import PASSWORD
from villages import resending


@pytest.fixture
def address(village):
    return reverse("households:household_add", args=[village.code])


@pytest.fixture
def typed(village):
    return {
        "uuid": str(uuid4()),
        "head_name": "Karto & Sons",
        "dusun": str(village.dusuns.first().pk),
        "registered_on": village.today().isoformat(),
    }


def log_in_with(client, page, **more):
    context = page.context
    data = {"next": context["next"], "typed": context["typed"], **more}
    return client.post(reverse("villages:login"), data)


def hidden_of(page):
    return dict(page.context["fields"])


def test_a_form_sent_too_late_is_saved_after_the_login(
    client, village, kpm, address, typed
):
    held = client.post(address, typed, follow=True)
    assert held.status_code == 200
    assert "Isian Anda belum tersimpan, tetapi masih ada" in held.text
    assert "Karto" not in held.request["QUERY_STRING"]

    again = log_in_with(client, held, username=kpm.username, password=PASSWORD)
    assert "Isian tadi belum tersimpan" in again.text
    assert f'action="{address}"' in again.text

    client.post(address, hidden_of(again))
    assert Household.objects.get().head_name == "Karto & Sons"


def test_what_was_typed_outlives_a_wrong_password(client, kpm, address, typed):
    held = client.post(address, typed, follow=True)
    wrong = log_in_with(client, held, username=kpm.username, password="keliru")

    assert "Belum masuk" in wrong.text
    again = log_in_with(client, wrong, username=kpm.username, password=PASSWORD)
    assert hidden_of(again) == typed


def test_a_button_alone_that_came_too_late_leads_to_the_first_page(client, kpm):
    held = client.post(reverse("villages:logout"), follow=True)
    assert held.context["typed"] == held.context["next"] == ""

    data = {"username": kpm.username, "password": PASSWORD, "next": ""}
    assert client.post(reverse("villages:login"), data).url == "/"


def test_a_file_that_came_too_late_is_asked_for_again(client, kpm, address, typed):
    file = SimpleUploadedFile("foto.jpg", b"x")
    held = client.post(address, typed | {"photo": file}, follow=True)
    assert "Berkas atau foto perlu dipilih lagi" in held.text


def test_a_form_of_another_site_is_not_held(address, typed):
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(address, typed).status_code == 403
    assert stranger.post(reverse("villages:login"), typed).status_code == 403


def test_no_password_and_no_token_is_written_into_a_page():
    line = resending.line_of(
        {
            "csrfmiddlewaretoken": ["a"],
            "old_password": ["b"],
            "new_password1": ["c"],
            "sebab": ["dua", "tiga & empat"],
        }
    )
    fields = resending.fields_of(line)
    assert fields == [("sebab", "dua"), ("sebab", "tiga & empat")]


def test_whoever_is_logged_in_already_is_led_on(client, kpm, typed):
    client.force_login(kpm)
    assert client.post(reverse("villages:login"), typed).url == "/"
