import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.cast import make_household
from villages.models import Facility, Letterhead, Official


@pytest.fixture
def office(client, admin_desa):
    client.force_login(admin_desa)
    return client


def row_url(act, village, *args):
    return reverse(f"villages:row_{act}", args=[village.code, *args])


def test_a_dusun_is_added_once(office, village):
    office.post(row_url("add", village, "dusun"), {"name": "Kulon"})
    answer = office.post(row_url("add", village, "dusun"), {"name": "Kulon"})

    assert village.dusuns.filter(name="Kulon").count() == 1
    assert "sudah ada" in answer.content.decode()


def test_a_dusun_with_families_cannot_be_removed(office, village):
    dusun = make_household(village).dusun

    answer = office.post(row_url("remove", village, "dusun", dusun.pk), follow=True)

    assert "masih dipakai" in answer.content.decode()
    assert village.dusuns.filter(pk=dusun.pk).exists()


def test_a_facility_offers_only_the_villages_own_dusun(office, village, neighbour):
    answer = office.get(row_url("add", village, "fasilitas"))

    assert "Krajan" in answer.content.decode()
    assert "Wetan" not in answer.content.decode()


def test_a_facility_keeps_its_services(office, village):
    office.post(
        row_url("add", village, "fasilitas"),
        {"year": 2026, "kind": "posyandu", "name": "Melati", "weighing": "v"},
    )

    facility = Facility.objects.get()
    assert (facility.weighing, facility.measuring) == ("v", "")


def test_a_name_that_no_document_can_print_is_refused_by_name(office, village):
    data = {"position": "kades", "name": "Slamet 😀", "starts_on": "2024-01-01"}

    answer = office.post(row_url("add", village, "pejabat"), data)

    assert "GRINNING FACE" in answer.content.decode()
    assert not Official.objects.exists()


def test_an_unknown_list_is_not_found(office, village):
    assert office.get(row_url("list", village, "rahasia")).status_code == 404


def picture(kind="PNG", size=(900, 300)):
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, kind)
    return SimpleUploadedFile("logo.png", content.getvalue(), "image/png")


def put_logo(office, village, upload):
    url = reverse("villages:letterhead", args=[village.code])
    return office.post(url, {"address": "Jalan Desa 1", "logo": upload})


def test_a_logo_is_made_small_and_written_anew(office, village):
    put_logo(office, village, picture("JPEG"))

    kept = Letterhead.objects.get().logo
    with Image.open(kept.file) as image:
        assert (image.format, image.size) == ("PNG", (600, 200))
    shown = office.get(reverse("villages:logo", args=[village.code]))
    assert shown["Content-Type"] == "image/png"


@pytest.mark.parametrize("content", [b"MZ\x90 a program", b"", b"\x89PNG broken"])
def test_a_file_that_is_no_picture_is_refused_in_words(office, village, content):
    upload = SimpleUploadedFile("logo.png", content, "image/png")

    answer = put_logo(office, village, upload)

    assert answer.status_code == 200
    assert not Letterhead.objects.exists()


def test_a_picture_over_2_mb_is_refused(office, village):
    upload = SimpleUploadedFile("logo.png", b"\0" * (2 * 1024 * 1024 + 1))

    answer = put_logo(office, village, upload)

    assert "lebih besar dari 2 MB" in answer.content.decode()
    assert "Jalan Desa 1" in answer.content.decode()
