"""The pages of the peta sosial: dropped by the script, or by column and row."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from scorecard.actions import sketch as acts
from scorecard.models import HousePoint
from scorecard.sketch import sketch_of
from tests.documents.renders import a_picture
from tests.scorecard.drawn_village import drawn, settle
from tests.scorecard.test_pages import words as said
from villages.models import Facility

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(village, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return village


def url(place, name="sketch", *more):
    return reverse(f"scorecard:{name}", args=[place.code, *more])


def point(place, dusun, home, thing="rumah"):
    return url(place, "sketch_point", dusun.pk, thing, home.pk)


def drop(client, place, dusun, home, **values):
    return client.post(point(place, dusun, home), values, headers=JSON)


JSON = {"accept": "application/json"}


# --- reading -------------------------------------------------------------------------


def test_the_list_counts_the_houses_on_each_sketch(client, place, rds, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 150, 150, by=kpm)
    client.force_login(rds)

    told = said(client.get(url(place, "sketch_list")))

    assert "1 dari 3 rumah ada di peta" in told
    assert "3 rumah belum lengkap paketnya" in told


def test_the_sketch_names_the_families_beside_it(client, place, rds, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 450, 450, by=kpm)
    client.force_login(rds)

    told = said(client.get(url(place, "sketch", dusun.pk)))

    assert "1 dari 3 rumah ada di peta" in told
    assert "Keluarga 1" in told
    assert "kotak E5" in told
    assert "Geser" not in told  # RDS looks, the KPM moves


def test_bpd_sees_no_house(client, place, bpd):
    client.force_login(bpd)

    assert client.get(url(place, "sketch_list")).status_code == 403


def test_a_dusun_of_the_neighbour_is_not_found(client, place, neighbour, kpm):
    client.force_login(kpm)

    wrong = url(place, "sketch", neighbour.dusuns.get().pk)

    assert client.get(wrong).status_code == 404


def test_a_dusun_without_houses_says_what_to_do(client, place, kpm):
    client.force_login(kpm)

    told = said(client.get(url(place, "sketch", place.dusuns.first().pk)))

    assert "Belum ada yang dapat diletakkan" in told


# --- dropped by the script -----------------------------------------------------------


def test_a_drop_is_saved_and_answered(client, place, kpm):
    dusun, (home, *_) = drawn(place)
    client.force_login(kpm)

    answer = drop(client, place, dusun, home, x=450, y=450)

    told = answer.json()
    assert (told["square"], told["version"], told["label"]) == ("E5", 1, "1")
    assert told["said"].startswith("tersimpan")
    assert (home.point.x, home.point.y) == (450, 450)


def test_a_drop_after_somebody_elses_says_where_it_lies(client, place, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 450, 450, by=kpm)
    client.force_login(kpm)

    answer = drop(client, place, dusun, home, x=50, y=50)

    assert answer.status_code == 409
    assert "kotak E5" in answer.json()["said"]
    assert (answer.json()["x"], answer.json()["version"]) == (450, 1)


@pytest.mark.parametrize("wrong", [{"x": 2001, "y": 5}, {"x": "kiri", "y": 5}])
def test_a_drop_that_cannot_be_is_refused(client, place, kpm, wrong):
    dusun, (home, *_) = drawn(place)
    client.force_login(kpm)

    assert drop(client, place, dusun, home, **wrong).status_code == 422
    assert not HousePoint.objects.exists()


def test_undoing_the_first_drop_takes_the_house_off(client, place, kpm):
    dusun, (home, *_) = drawn(place)
    client.force_login(kpm)
    drop(client, place, dusun, home, x=450, y=450)

    for _ in range(2):
        answer = drop(client, place, dusun, home, lepas="1")

    assert answer.json() == {"said": "dilepas dari peta"}
    assert not HousePoint.objects.exists()


def test_readers_cannot_move_a_house(client, place, rds):
    dusun, (home, *_) = drawn(place)
    client.force_login(rds)

    assert drop(client, place, dusun, home, x=450, y=450).status_code == 403


@pytest.mark.parametrize("thing", ["rumah", "fasilitas", "sawah"])
def test_what_does_not_belong_on_the_sketch_is_not_found(client, place, kpm, thing):
    dusun, (home, *_) = drawn(place)
    other = place.dusuns.exclude(pk=dusun.pk).get()
    client.force_login(kpm)

    assert client.get(point(place, other, home, thing)).status_code == 404


# --- by column and row ---------------------------------------------------------------


def test_a_house_is_put_into_a_square_by_hand(client, place, kpm):
    dusun, (first, second, _) = drawn(place)
    client.force_login(kpm)
    assert "Belum ada di peta" in said(client.get(point(place, dusun, first)))

    for home in (first, second):
        values = {"column": "C", "row": "5", "version": ""}
        assert client.post(point(place, dusun, home), values).status_code == 302

    assert first.point.square == second.point.square == "C5"
    assert (first.point.x, first.point.y) != (second.point.x, second.point.y)


def test_the_same_square_again_leaves_the_house_where_it_was(client, place, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 210, 410, by=kpm)
    client.force_login(kpm)

    client.post(point(place, dusun, home), {"column": "C", "row": "5", "version": "1"})

    home.refresh_from_db()
    assert (home.point.x, home.point.y, home.point.version) == (210, 410, 1)


def test_by_hand_too_the_second_of_two_is_told(client, place, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 210, 410, by=kpm)
    client.force_login(kpm)

    answer = client.post(
        point(place, dusun, home), {"column": "A", "row": "1", "version": ""}
    )

    assert answer.status_code == 422
    assert "Orang lain memindahkannya ke kotak C5" in said(answer)


def test_a_house_is_taken_off_by_hand(client, place, kpm):
    dusun, (home, *_) = drawn(place)
    acts.place_house(dusun, home, 210, 410, by=kpm)
    client.force_login(kpm)

    answer = client.post(point(place, dusun, home), {"lepas": "1"}, follow=True)

    assert "dilepas dari peta" in said(answer)
    assert not HousePoint.objects.exists()


def test_a_facility_is_put_by_hand(client, place, kpm):
    dusun = place.dusuns.first()
    one = Facility.objects.create(
        village=place, dusun=dusun, kind="tk", name="TK Satu", year=2026
    )
    client.force_login(kpm)

    client.post(point(place, dusun, one, "fasilitas"), {"column": "B", "row": "2"})

    assert "kotak B2" in said(client.get(url(place, "sketch", dusun.pk)))


# --- sheet and paper -----------------------------------------------------------------


def upload(content, name="peta.jpg"):
    return SimpleUploadedFile(name, content, "image/jpeg")


def test_a_photo_is_written_anew_and_served_through_the_gate(
    client, place, kpm, rds, bpd
):
    dusun, _ = drawn(place)
    client.force_login(kpm)
    file = upload(a_picture("JPEG", (3000, 1000)))

    client.post(url(place, "sketch_sheet", dusun.pk), {"picture": file, "north": "90"})

    client.force_login(rds)
    answer = client.get(url(place, "sketch_photo", dusun.pk))
    picture = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert (picture.format, picture.size) == ("JPEG", (2000, 667))
    client.force_login(bpd)
    assert client.get(url(place, "sketch_photo", dusun.pk)).status_code == 403


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"bukan gambar", "bukan gambar PNG atau JPG"),
        (b"x" * (10 * 1024 * 1024 + 1), "lebih besar dari 10 MB"),
    ],
)
def test_what_is_no_photo_is_refused(client, place, kpm, content, words):
    dusun = place.dusuns.first()
    client.force_login(kpm)

    answer = client.post(
        url(place, "sketch_sheet", dusun.pk),
        {"picture": upload(content), "north": "0"},
    )

    assert answer.status_code == 422
    assert words in said(answer)
    assert sketch_of(dusun).photo is None


def test_the_photo_is_taken_away_again(client, place, kpm):
    dusun = place.dusuns.first()
    client.force_login(kpm)
    page = url(place, "sketch_sheet", dusun.pk)
    client.post(page, {"picture": upload(a_picture("JPEG")), "north": "0"})
    assert "hapus fotonya" in said(client.get(page))

    client.post(page, {"without_photo": "on", "north": "0"})

    assert client.get(url(place, "sketch_photo", dusun.pk)).status_code == 404


def test_the_print_is_a_file_with_or_without_names(client, place, kpm):
    dusun, _ = drawn(place)
    client.force_login(kpm)
    page = url(place, "sketch_print", dusun.pk, "a3")

    assert client.get(page).content.startswith(b"%PDF")
    assert client.get(f"{page}?nama=tidak").content.startswith(b"%PDF")
    assert client.get(url(place, "sketch_print", dusun.pk, "a5")).status_code == 404


def test_the_pages_ask_as_often_for_200_houses_as_for_2(client, place, kpm):
    dusun, homes = drawn(place, count=2)

    def queries():
        pages = url(place, "sketch_list"), url(place, "sketch", dusun.pk)
        with CaptureQueriesContext(connection) as captured:
            assert [client.get(page).status_code for page in pages] == [200, 200]
        return len(captured)

    client.force_login(kpm)
    acts.place_house(dusun, homes[0], 150, 150, by=kpm)
    queries()
    few = queries()
    _, more = drawn(place, count=198)
    acts.place_house(dusun, more[0], 250, 250, by=kpm)
    settle(place)

    assert queries() == few
