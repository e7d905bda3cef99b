"""A signal that ends between a question and its answer."""

import pytest
from playwright.sync_api import expect

from households.models import Household
from tests.browser.steps import expect_said, expect_title, fill, look_around, press
from tests.servers.browsing import session_cookie
from tests.servers.relay import Relay
from tests.servers.worker import eventually

pytestmark = pytest.mark.browser


@pytest.fixture
def relay(site):
    relay = Relay(site.port)
    relay.start()
    yield relay
    relay.stop()


@pytest.fixture
def phone_of(new_window, relay):
    """A phone on which KPM was opened before: it keeps the pages without a signal."""

    def open_one(user, **options):
        page = new_window(
            "phone", base_url=relay.url, service_workers="allow", **options
        )
        page.context.add_cookies([session_cookie(relay.url, user)])
        page.goto("/panduan/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return page

    return open_one


def type_a_family(page, village):
    page.goto(f"/desa/{village.code}/sasaran/baru/")
    expect_title(page, "Daftarkan")
    page.get_by_label("Dusun").select_option("Krajan")
    fill(page, "Nama kepala keluarga", 'Slamet "Kali & Wetan" Widodo')


def posts(relay):
    return [
        asked for asked in relay.done if asked.startswith("POST") and "/baru/" in asked
    ]


def test_a_form_whose_answer_was_lost_is_sent_again_and_saved_once(
    phone_of, relay, complaints, worker, village, kpm
):
    complaints.expect("ERR_EMPTY_RESPONSE")
    complaints.expect("status of 503")
    page = phone_of(kpm)
    type_a_family(page, village)
    relay.signal = "lost"
    press(page, "Daftarkan rumah tangga")

    expect_title(page, "Sinyal hilang sebelum jawaban datang")
    expect_said(page, "tidak akan tercatat dua kali")
    look_around(page)
    assert Household.objects.count() == 1
    press(page, "Kirim lagi")
    expect_title(page, "Sinyal hilang sebelum jawaban datang")
    relay.signal = "through"
    press(page, "Kirim lagi")
    expect_title(page, "Keluarga Slamet")
    assert Household.objects.get().head_name == 'Slamet "Kali & Wetan" Widodo'
    assert len(posts(relay)) > 2


def test_a_page_that_does_not_come_says_so_and_is_tried_again(
    phone_of, relay, complaints, village, kpm
):
    complaints.expect("ERR_EMPTY_RESPONSE")
    complaints.expect("status of 503")
    page = phone_of(kpm)
    relay.signal = "lost"
    page.goto(f"/desa/{village.code}/sasaran/")
    expect_title(page, "Halaman belum terbuka: sinyal hilang")
    look_around(page)
    relay.signal = "through"
    page.get_by_role("link", name="Coba lagi").click()
    expect_title(page, "Sasaran")


def test_a_form_without_an_answer_may_be_pressed_again(
    phone_of, relay, worker, village, kpm
):
    page = phone_of(kpm)
    page.clock.install()
    type_a_family(page, village)
    relay.signal = "silent"
    button = page.get_by_role("button", name="Daftarkan rumah tangga")
    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    eventually(lambda: posts(relay))
    page.clock.fast_forward(31_000)

    expect_said(page, "Jawaban belum datang, sinyal lemah")
    expect(page.get_by_label("Nama kepala keluarga")).to_have_value(
        'Slamet "Kali & Wetan" Widodo'
    )
    relay.signal = "through"
    button.click()
    expect_title(page, "Keluarga Slamet")
    assert Household.objects.count() == 1
