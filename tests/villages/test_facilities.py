"""Fasilitas dan layanannya: the matrix, what nobody gives, the copy of a year."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from villages.facilities import SERVICES, absent, built, marks_of
from villages.models import AuditEntry, Facility

YEAR = 2025


def facility(kind="posyandu", **marks):
    every = {one.field: marks.get(one.field, "x") for one in SERVICES}
    return Facility(kind=kind, name=f"Satu {kind}", year=YEAR, **every)


def everything(**marks):
    return facility("poskesdes", **{one.field: "v" for one in SERVICES} | marks)


def test_a_service_that_no_facility_gives_is_said_so():
    said = absent([everything(parenting="x"), facility(weighing="v")])

    assert said == ["Tidak ada layanan parenting di desa ini."]


def test_one_facility_is_enough_for_a_service():
    assert absent([facility(), everything()]) == []


def test_what_was_not_asked_is_not_called_missing():
    (said,) = absent([everything(preschool=""), facility()])

    assert said == (
        "Belum tercatat fasilitas yang memberi layanan PAUD 3–6 tahun di desa ini; 1 "
        "fasilitas belum ditanya."
    )


def test_without_facilities_nothing_is_said():
    assert absent([]) == []


def test_poskesdes_and_polindes_share_a_column():
    kinds = ["poskesdes", "polindes", "posyandu", "lainnya"]

    counts = built([facility(kind) for kind in kinds])

    assert counts["poskesdes"] == 2
    assert counts["posyandu"] == counts["lainnya"] == 1
    assert sum(counts.values()) == 4


def test_marks_stand_under_the_keys_of_the_form():
    marks = marks_of(facility(iron_pills="v", preschool=""))

    assert (marks["pil_fe"], marks["paud_3_6"], marks["timbang"]) == ("v", "", "x")


# --- pages ---------------------------------------------------------------------------


@pytest.fixture
def poskesdes(village):
    one = everything(parenting="x")
    one.village, one.dusun = village, village.dusuns.first()
    one.save()
    return one


def page(village, name="facility_matrix", year=YEAR):
    return reverse(f"villages:{name}", args=[village.code, year])


def test_everybody_of_the_village_reads_the_matrix(client, village, bpd, poskesdes):
    client.force_login(bpd)

    told = client.get(page(village)).content.decode()

    assert "Satu poskesdes" in told
    assert "Tidak ada layanan parenting di desa ini." in told
    assert "Tambah fasilitas" not in told


def test_a_matrix_without_gaps_says_that_each_service_is_there(client, village, bpd):
    one = everything()
    one.village = village
    one.save()
    client.force_login(bpd)

    assert "setiap layanan ada" in client.get(page(village)).content.decode()


@pytest.mark.parametrize("year", [2017, 2999])
def test_a_year_without_a_form_is_not_found(client, village, bpd, year):
    client.force_login(bpd)

    assert client.get(page(village, year=year)).status_code == 404


def test_the_short_address_opens_this_year(client, village, bpd):
    client.force_login(bpd)

    answer = client.get(reverse("villages:facility_now", args=[village.code]))

    assert answer.url == page(village, year=village.today().year)


def test_a_year_begins_with_the_facilities_of_the_year_before(
    client, village, admin_desa, poskesdes
):
    client.force_login(admin_desa)
    next_year = page(village, year=YEAR + 1)
    assert "Salin 1 fasilitas tahun 2025" in client.get(next_year).content.decode()

    for _ in range(2):  # pressed twice
        client.post(page(village, "facility_copy", YEAR + 1))

    (copy,) = village.facilities.filter(year=YEAR + 1)
    assert marks_of(copy) == marks_of(poskesdes)
    assert copy.uuid != poskesdes.uuid
    assert AuditEntry.objects.filter(subject="villages.facility").count() == 1


def test_only_the_admin_desa_copies(client, village, kpm, poskesdes):
    client.force_login(kpm)

    answer = client.post(page(village, "facility_copy", YEAR + 1))

    assert answer.status_code == 403
    assert not village.facilities.filter(year=YEAR + 1).exists()


def test_the_matrix_asks_as_often_for_200_facilities_as_for_2(client, village, bpd):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page(village)).status_code == 200
        return len(captured)

    def build(count):
        dusun = village.dusuns.first()
        rows = [facility(weighing="v") for _ in range(count)]
        for row in rows:
            row.village, row.dusun = village, dusun
        Facility.objects.bulk_create(rows)

    client.force_login(bpd)
    build(2)
    queries()
    few = queries()
    build(198)

    assert queries() == few
