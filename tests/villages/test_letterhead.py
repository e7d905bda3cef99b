"""Kop surat: what is typed is what prints."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from tests.cast import make_village
from tests.documents import pages
from villages.kop import kop_of
from villages.models import AuditEntry, Letterhead, Official

TYPED = {
    "address": "Jalan Balai Desa 1",
    "postal_code": "56364",
    "phone": "(0286) 321456",
    "email": "kantor@sukamaju.example",
    "website": "https://sukamaju.desa.example/",
}


@pytest.fixture
def page(village):
    return reverse("villages:letterhead", args=[village.code])


def a_logo(kind="PNG", size=(60, 80)):
    out = io.BytesIO()
    Image.new("RGB", size, "#2a6").save(out, kind)
    return out.getvalue()


def upload(content, name="logo.png"):
    return SimpleUploadedFile(name, content)


def test_everything_typed_stands_on_top_of_a_paper(office, page, village):
    office.post(page, TYPED)

    assert kop_of(village)["address"] == (
        "Jalan Balai Desa 1, Kode Pos 56364, Telepon (0286) 321456, "
        "kantor@sukamaju.example, sukamaju.desa.example"
    )
    assert "Kode Pos 56364" in office.get(page).content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("postal_code", "5636", "5 angka"),
        ("postal_code", "5636a", "5 angka"),
        ("phone", "telepon saja", "dengan angka"),
        ("website", "desa kami", "tanpa spasi"),
        ("website", "javascript:alert(1)", "tanpa spasi"),
        ("email", "bukan", "email"),
        ("address", "Jalan 😀", "😀"),
    ],
)
def test_what_cannot_be_printed_rightly_is_refused(office, page, field, typed, why):
    said = office.post(page, TYPED | {field: typed}).content.decode()

    assert why in said
    assert not Letterhead.objects.exists()


def test_the_sample_shows_letterhead_name_and_nip(office, page, village):
    Official.objects.create(
        village=village,
        position="kades",
        name="Slamet Riyadi",
        nip="197805122005011003",
        starts_on="2020-01-01",
    )
    office.post(page, TYPED | {"logo": upload(a_logo())})

    answer = office.get(reverse("villages:letterhead_sample", args=[village.code]))

    said = pages.text(answer.content)
    assert "Jalan Balai Desa 1" in said
    assert "Kepala Desa Sukamaju Slamet Riyadi NIP 19780512 200501 1 003" in said


def test_a_logo_can_be_taken_away_again(office, page, village):
    office.post(page, TYPED | {"logo": upload(a_logo())})
    url = reverse("villages:logo_remove", args=[village.code])

    office.post(url)

    assert Letterhead.objects.get().logo is None
    assert office.post(url).status_code == 404
    assert AuditEntry.objects.filter(changes__has_key="logo").exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"MZ\x90\x00 this is a program", "bukan gambar PNG atau JPG"),
        (b"#!/bin/sh\nrm -rf /\n", "bukan gambar PNG atau JPG"),
        (b"<svg onload='alert(1)'/>", "bukan gambar PNG atau JPG"),
        (a_logo("GIF"), "bukan gambar PNG atau JPG"),
        (b"\x89PNG\r\n" + b"0" * (2 * 1024 * 1024), "lebih besar dari 2 MB"),
    ],
)
def test_what_is_no_logo_is_refused_and_nothing_is_half_saved(
    office, page, village, content, why
):
    said = office.post(page, TYPED | {"logo": upload(content)}).content.decode()

    assert why in said
    assert 'value="56364"' in said
    assert not Letterhead.objects.exists()
    assert not village.attachments.exists()


def test_a_logo_of_enormous_sides_is_refused_before_it_is_unpacked(
    office, page, village
):
    out = io.BytesIO()
    Image.new("1", (10_000, 5_000)).save(out, "PNG")

    said = office.post(page, TYPED | {"logo": upload(out.getvalue())}).content.decode()

    assert "Gambar terlalu besar" in said
    assert not village.attachments.exists()


@pytest.mark.parametrize(
    ("code", "head", "line"),
    [
        ("3307051001", "Lurah Kauman", "KELURAHAN KAUMAN"),
        ("3307052003", "Kepala Desa Kauman", "DESA KAUMAN"),
        ("3307053001", "Kepala Desa adat Kauman", "DESA ADAT KAUMAN"),
    ],
)
def test_kelurahan_and_desa_adat_are_named_as_such(db, code, head, line):
    village = make_village(code, "Kauman")

    assert village.head_title == head
    assert kop_of(village)["lines"][-1] == line


@pytest.mark.parametrize("nip", ["123", "19780512200501100X", "1978 051220050110"])
def test_a_nip_has_18_digits(village, nip):
    with pytest.raises(IntegrityError), transaction.atomic():
        Official.objects.create(
            village=village, position="kades", name="S", nip=nip, starts_on="2020-01-01"
        )


def test_a_nip_typed_in_groups_is_taken(office, village):
    url = reverse("villages:row_add", args=[village.code, "pejabat"])
    typed = {"position": "kades", "name": "Slamet", "starts_on": "2020-01-01"}

    office.post(url, typed | {"nip": "19780512 200501 1 003"})
    refused = office.post(url, typed | {"nip": "123"}).content.decode()

    assert Official.objects.get().nip == "197805122005011003"
    assert "18 angka" in refused
