"""The frame of every page and the pieces pages are put together from."""

import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string

PERSON = SimpleNamespace(is_authenticated=True, name="Dewi")
NAV = {
    "place": "Desa Sukamaju",
    "period": "TW2 2026",
    "items": [
        {"label": "Tugas", "url": "/tugas/", "icon": "tugas", "current": True},
        {"label": "Sasaran", "url": "/sasaran/", "icon": "sasaran"},
    ],
    "places": [{"label": "Desa Mekarsari", "role": "KPM", "url": "/desa/x/"}],
    "account": [{"label": "Ganti kata sandi", "url": "/kata-sandi/"}],
}


def words(template, **context):
    html = re.sub(r"<[^>]+>", " ", render_to_string(template, context))
    return " ".join(html.split())


def page(**context):
    return render_to_string("base.html", {"nav": NAV, "user": PERSON, **context})


def test_page_speaks_indonesian_and_lets_the_keyboard_skip_the_menu():
    html = page()
    assert '<html lang="id">' in html
    assert html.index('href="#isi"') < html.index("<header")
    assert '<main id="isi"' in html


def test_open_entry_of_the_menu_is_told():
    html = page()
    assert re.search(r'href="/tugas/" aria-current="page"', html)
    assert html.count('aria-current="page"') == 1


def test_place_and_quarter_stand_on_top_and_are_the_switch():
    shown = words("base.html", nav=NAV, user=PERSON)
    assert "Desa Sukamaju · TW2 2026" in shown
    assert "Desa Mekarsari" in shown


def test_quarter_of_the_page_wins_over_the_running_one():
    quarters = [{"label": "TW1 2026", "url": "/1/", "current": True}]
    shown = words("base.html", nav=NAV, period="TW1 2026", quarters=quarters)
    assert "Desa Sukamaju · TW1 2026" in shown
    assert "TW2 2026" not in shown


def test_single_place_is_no_switch():
    assert "switch-text" not in page(nav={**NAV, "places": []})


def test_stranger_sees_neither_menu_nor_account():
    html = render_to_string("base.html", {})
    assert "Menu utama" not in html
    assert "Keluar" not in html


def test_htmx_may_neither_run_text_nor_keep_pages():
    html = page()
    assert '"allowEval":false' in html
    assert '"historyCacheSize":0' in html
    assert '"includeIndicatorStyles":false' in html


def test_message_with_an_address_can_be_undone():
    message = SimpleNamespace(level_tag="success", extra_tags="/desa/x/batal/")
    html = render_to_string("partials/messages.html", {"messages": [message]})
    assert 'action="/desa/x/batal/"' in html
    assert 'method="post"' in html


def test_message_without_an_address_has_no_button():
    message = SimpleNamespace(level_tag="success", extra_tags="")
    html = render_to_string("partials/messages.html", {"messages": [message]})
    assert "<button" not in html


def test_row_says_who_what_is_missing_and_its_state():
    shown = words(
        "partials/row.html",
        title="Siti Aminah",
        detail="hamil 7 bulan · KEK",
        missing="periksa",
        state="ditolak",
        state_text="ditolak: tanggal di masa depan",
    )
    assert shown == (
        "Siti Aminah hamil 7 bulan · KEK Belum: periksa "
        "✕ ditolak: tanggal di masa depan"
    )


def test_empty_page_offers_the_next_step():
    html = render_to_string(
        "partials/empty.html", {"title": "Kosong", "url": "/baru/", "action": "Tambah"}
    )
    assert '<a class="btn btn-primary" href="/baru/">Tambah</a>' in html


def test_last_page_of_a_list_offers_no_next():
    assert words("partials/pages.html") == ""
    assert "Berikutnya" not in words("partials/pages.html", first_url="/")
    assert "Berikutnya" in words("partials/pages.html", next_url="/?k=a")
    shown = render_to_string("partials/pages.html", {"next_url": "/?k=a", "at": "desa"})
    assert 'href="/?k=a#desa"' in shown


def test_a_printed_part_of_a_list_says_that_it_is_a_part():
    shown = words("partials/pages.html", next_url="/?k=a", shown="38 wilayah")
    assert "Sebagian daftar dari 38 wilayah; halaman lainnya ada di layar." in shown


def test_the_formats_of_a_paper_stand_side_by_side_and_say_whose_they_are():
    shown = words(
        "partials/files.html", of="Formulir 3B", xlsx="/b", pdf="/a", blank="/c"
    )
    assert shown == "PDF Formulir 3B XLSX Formulir 3B Kosong Formulir 3B"


def test_matrix_prints_letters_and_both_margins():
    row = {
        "label": "Siti",
        "letters": ["Y", "T", "TS"],
        "received": 1,
        "due": 2,
        "percent": Decimal(50),
    }
    footer = {"label": "Jumlah diterima", "cells": [1, 0, None, 1, "", ""]}
    shown = words(
        "partials/letters_table.html",
        caption="Formulir 3A",
        columns=[{"label": name, "title": name} for name in "abc"],
        rows=[row],
        footer=[footer],
    )
    assert "Siti Y T TS 1 2 50,00 %" in shown
    assert "Jumlah diterima 1 0 – 1" in shown


def test_matrix_without_anybody_says_so():
    assert "Belum ada sasaran" in words("partials/letters_table.html", caption="3A")


def test_running_stage_says_what_is_next():
    stages = [
        {"label": "Pemetaan", "state": "selesai"},
        {"label": "Rembuk", "state": "berjalan", "text": "sampai 30 Juni 2026"},
    ]
    html = render_to_string("partials/stages.html", {"stages": stages})
    assert html.count('aria-current="step"') == 1
    assert "sampai 30 Juni 2026" in html


def test_known_fact_is_one_tap_from_changing():
    fact = {"label": "Air", "value": "ya", "since": "Maret 2026", "url": "/ubah/"}
    assert words("partials/facts.html", facts=[fact]) == (
        "Air ya sejak Maret 2026 Ubah Air"
    )


def test_form_names_its_button_by_what_happens():
    class NameForm(forms.Form):
        name = forms.CharField(label="Nama")

    html = render_to_string(
        "partials/form.html",
        {"form": NameForm(), "label": "Simpan dan lanjut ke Ahmad", "back_url": "/"},
    )
    assert "Simpan dan lanjut ke Ahmad</button>" in html
    assert "Kembali tanpa menyimpan" in html


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_error_page_leads_on(code):
    html = render_to_string(f"{code}.html", {})
    assert '<a class="btn btn-primary" href="/">Ke halaman awal</a>' in html


def test_fragment_is_fetched_again_only_while_it_is_looked_at():
    html = render_to_string(
        "partials/live.html", {"url": "/angka/", "template": "partials/empty.html"}
    )
    assert 'hx-get="/angka/"' in html
    assert "data-poll" in html
    assert 'hx-trigger="every 2s"' in html
