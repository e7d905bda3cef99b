"""The pages of the yearly social mapping, for whoever may read or do."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scorecard import actions
from tests.cast import make_child, make_household
from tests.documents.pages import text
from tests.scorecard.mapped_village import DAY, YEAR, all_done, two_families
from villages.models import Village

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(village):
    """The village with its areas at hand."""
    return Village.objects.select_related("district__parent").get(pk=village.pk)


@pytest.fixture
def families(place):
    return two_families(place)


def url(place, name="mapping", *more, year=YEAR):
    return reverse(f"scorecard:{name}", args=[place.code, year, *more])


def said(response):
    return " ".join(response.content.decode().split())


def test_the_page_tells_every_dusun_and_what_is_next(client, place, families, bpd):
    client.force_login(bpd)

    told = said(client.get(url(place)))

    assert "0 dari 1 rumah tangga sasaran dikunjungi tahun ini" in told
    assert "Berikutnya:" in told
    assert "Slamet" not in told  # BPD sees counts, nobody's name


def test_the_kpm_marks_the_dusun_and_freezes(client, place, families, kpm):
    client.force_login(kpm)
    for dusun in place.dusuns.all():
        done = {"done_on": "2025-05-02", "note": "Merantau.", "uuid": ""}
        client.post(url(place, "mapping_dusun_done", dusun.pk), done)

    answer = client.post(url(place, "mapping_freeze"), {"as_of": "2025-06-30"})

    assert answer.url == url(place)
    told = said(client.get(url(place)))
    assert "Formulir 1 dibekukan" in told
    assert "keadaan per 30 Juni 2025" in told


def test_a_house_left_out_is_told_at_the_field(client, place, families, kpm):
    client.force_login(kpm)
    sidomulyo = place.dusuns.get(name="Sidomulyo")

    answer = client.post(
        url(place, "mapping_dusun_done", sidomulyo.pk), {"done_on": "2025-05-02"}
    )

    assert answer.status_code == 422
    assert "tuliskan sebabnya" in said(answer)
    assert "Tukiman" in said(answer)


def test_freezing_too_early_is_told_with_the_page(client, place, families, kpm):
    all_done(place, kpm, on=date(2025, 7, 1))
    client.force_login(kpm)

    answer = client.post(url(place, "mapping_freeze"), {"as_of": "2025-06-30"})

    assert answer.status_code == 422
    assert "baru selesai 1 Juli 2025" in said(answer)


def test_a_day_that_is_none_is_told(client, place, kpm):
    client.force_login(kpm)

    assert client.post(url(place, "mapping_freeze"), {}).status_code == 422


def test_an_earlier_copy_can_still_be_fetched(client, place, families, kpm, bpd):
    all_done(place, kpm)
    first = actions.freeze(place, YEAR, as_of=DAY, by=kpm)
    make_child(families[0], date(2025, 1, 1))
    actions.freeze(place, YEAR, as_of=DAY, reason="Satu anak lagi", by=kpm)
    client.force_login(bpd)

    assert "Satu anak lagi" in said(client.get(url(place)))
    file = client.get(url(place, "mapping_version", first.pk, "pdf"))
    assert "Sudah diganti oleh Formulir 1 yang lebih baru" in text(file.content)


def test_the_file_of_the_year_is_the_frozen_one(client, place, families, kpm):
    all_done(place, kpm)
    client.force_login(kpm)
    draft = client.get(url(place, "mapping_file", "pdf")).content
    actions.freeze(place, YEAR, as_of=DAY, by=kpm)

    frozen = client.get(url(place, "mapping_file", "pdf")).content

    assert "DRAF" in text(draft)
    assert "Dibekukan" in text(frozen)
    assert client.get(url(place, "mapping_file", "doc")).status_code == 404


def test_a_dusun_is_opened_again_by_its_button(client, place, families, kpm):
    all_done(place, kpm)
    dusun = place.dusuns.first()
    client.force_login(kpm)
    assert "Buka lagi" in said(client.get(url(place, "mapping_dusun", dusun.pk)))

    for _ in range(2):
        client.post(url(place, "mapping_dusun_open", dusun.pk))

    assert not dusun.mappings.exists()


@pytest.mark.parametrize("year", [2017, 2999, 0])
def test_a_year_without_a_form_is_not_found(client, place, kpm, year):
    client.force_login(kpm)
    dusun = place.dusuns.first().pk

    assert client.get(url(place, year=year)).status_code == 404
    assert client.get(url(place, "mapping_dusun", dusun, year=year)).status_code == 404


def test_the_short_address_opens_this_year(client, place, kpm):
    client.force_login(kpm)

    answer = client.get(reverse("scorecard:mapping_now", args=[place.code]))

    assert answer.url == url(place, year=place.today().year)


def test_readers_cannot_freeze(client, place, rds):
    client.force_login(rds)

    assert client.post(url(place, "mapping_freeze"), {}).status_code == 403
    assert "Bekukan Formulir 1" not in said(client.get(url(place)))


def test_the_pages_ask_as_often_for_200_houses_as_for_2(client, place, kpm):
    dusun = place.dusuns.first()

    def settle(count):
        for _ in range(count):
            make_child(make_household(place, dusun), date(2024, 3, 1))

    def queries():
        pages = url(place), url(place, "mapping_dusun", dusun.pk)
        with CaptureQueriesContext(connection) as captured:
            assert [client.get(page).status_code for page in pages] == [200, 200]
        return len(captured)

    client.force_login(kpm)
    settle(2)
    queries()
    few = queries()
    settle(198)

    assert queries() == few


def test_counts_stand_in_the_order_of_the_form_whatever_the_database_kept(
    client, place, families, kpm
):
    all_done(place, kpm)
    row = actions.freeze(place, YEAR, as_of=DAY, by=kpm)
    row.content["total"] = dict(sorted(row.content["total"].items()))
    row.save()
    client.force_login(kpm)

    told = said(client.get(url(place)))

    assert told.index(">Total rumah tangga sasaran<") < told.index(">Anak 0-23 bulan<")
