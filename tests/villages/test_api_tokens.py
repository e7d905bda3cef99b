"""A key for programs: made by the person, shown once, kept as its hash, revocable."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import make_token, make_user
from villages import actions
from villages.access import TokenRefused, by_token
from villages.models import ApiToken, AuditEntry, Posting
from villages.models.api_token import sealed
from villages.models.posting import Role
from villages.postings import named, places_by_code

DAY = date(2025, 1, 1)
LIST, ADD = reverse("villages:api_token_list"), reverse("villages:api_token_add")


def words(response):
    return " ".join(response.content.decode().split())


def asked(user, **changes):
    """What the form posts."""
    expires_on = timezone.localdate() + timedelta(days=30)
    return {
        "posting": user.postings.first().pk,
        "name": "Dasbor Bappeda",
        "expires_on": expires_on.isoformat(),
        **changes,
    }


@by_token
def opened(request, *place):
    return HttpResponse("terbuka")


def opens(secret, **kwargs):
    request = RequestFactory().get("/", headers={"authorization": f"Bearer {secret}"})
    try:
        return opened(request, **kwargs).content == b"terbuka"
    except TokenRefused:
        return False


def test_a_key_is_shown_once_and_kept_as_its_hash(client, kecamatan):
    client.force_login(kecamatan)

    answer = client.post(ADD, asked(kecamatan))

    token = ApiToken.objects.get()
    (secret,) = re.findall(r"kpm_[\w-]+", words(answer))
    assert token.sha256 == sealed(secret)
    assert answer["Cache-Control"] == "no-store"
    assert opens(secret)
    listed = words(client.get(LIST))
    assert "Dasbor Bappeda" in listed
    assert "belum pernah dipakai" not in listed
    assert secret not in listed


def test_making_and_revoking_are_written_down(client, kpm, village):
    client.force_login(kpm)
    client.post(ADD, asked(kpm))
    token = ApiToken.objects.get()

    client.post(reverse("villages:api_token_revoke", args=[token.pk]))
    client.post(reverse("villages:api_token_revoke", args=[token.pk]))

    made, revoked = AuditEntry.objects.filter(subject="villages.apitoken").order_by(
        "pk"
    )
    assert (made.by, made.village, made.act) == (kpm, village, "create")
    assert revoked.changes == {"revoked": ["", "Dasbor Bappeda"]}


def test_a_revoked_key_opens_nothing(client, kecamatan):
    secret = make_token(kecamatan)
    token = ApiToken.objects.get()
    assert opens(secret)
    actions.revoke_token(token, by=kecamatan)
    assert not opens(secret)
    client.force_login(kecamatan)
    assert "dicabut" in words(client.get(LIST))


def test_a_key_holds_through_its_last_day(kecamatan):
    today = timezone.localdate()
    assert opens(make_token(kecamatan, name="hari ini", expires_on=today))
    over = make_token(kecamatan, name="kemarin", expires_on=today - timedelta(1))
    assert not opens(over)


def test_a_key_ends_with_its_posting_and_with_the_login(kecamatan):
    secret = make_token(kecamatan)
    posting = Posting.objects.get(user=kecamatan)
    posting.end(timezone.localdate() - timedelta(1))
    assert not opens(secret)
    posting.end(None)
    assert opens(secret)
    kecamatan.is_active = False
    kecamatan.save()
    assert not opens(secret)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer salah", "Basic {secret}"])
def test_another_header_opens_nothing(kecamatan, header):
    secret = make_token(kecamatan)
    value = header.format(secret=secret)
    request = RequestFactory().get("/", headers={"authorization": value})
    with pytest.raises(TokenRefused):
        opened(request)


def test_the_day_of_the_last_use_is_kept(client, kecamatan, django_assert_num_queries):
    secret = make_token(kecamatan)
    assert opens(secret)
    assert ApiToken.objects.get().last_used_on == timezone.localdate()
    with django_assert_num_queries(1):  # no second write of one day
        assert opens(secret)
    client.force_login(kecamatan)
    assert "terakhir dipakai" in words(client.get(LIST))


def test_a_posting_without_figures_makes_no_key(client, administrator, db):
    client.force_login(administrator)

    assert "Penugasan Anda tidak membuka angka" in words(client.get(LIST))
    answer = client.post(ADD, asked(administrator))

    assert "Pilih pilihan yang valid" in words(answer) or "posting" in words(answer)
    assert not ApiToken.objects.exists()
    assert not opens(make_token(administrator))


def test_a_key_is_made_for_ones_own_posting_alone(client, kecamatan, kabupaten):
    client.force_login(kecamatan)

    client.post(ADD, asked(kecamatan, posting=kabupaten.postings.get().pk))

    assert not ApiToken.objects.exists()


def test_nobody_revokes_the_key_of_another(client, kecamatan, kabupaten):
    make_token(kabupaten)
    client.force_login(kecamatan)
    url = reverse("villages:api_token_revoke", args=[ApiToken.objects.get().pk])

    assert client.post(url).status_code == 404
    assert ApiToken.objects.get().revoked_at is None


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "sudah lewat"), (367, "paling lama satu tahun")]
)
def test_a_key_lasts_from_today_to_a_year(client, kecamatan, days, sentence):
    client.force_login(kecamatan)
    day = (timezone.localdate() + timedelta(days=days)).isoformat()

    answer = client.post(ADD, asked(kecamatan, expires_on=day))

    assert sentence in words(answer)
    assert "Dasbor Bappeda" in words(answer)  # what was typed stays


def test_of_two_keys_of_one_name_the_first_must_be_revoked(client, kecamatan):
    client.force_login(kecamatan)
    client.post(ADD, asked(kecamatan))

    assert "cabut dahulu kunci yang lama" in words(client.post(ADD, asked(kecamatan)))

    actions.revoke_token(ApiToken.objects.get(), by=kecamatan)
    client.post(ADD, asked(kecamatan))
    assert ApiToken.objects.count() == 2


def test_the_database_keeps_one_name_per_posting(kecamatan):
    make_token(kecamatan)
    with pytest.raises(IntegrityError):
        make_token(kecamatan)


def test_an_empty_list_says_what_a_key_is_for(client, kecamatan):
    client.force_login(kecamatan)
    assert "Belum ada kunci" in words(client.get(LIST))


@pytest.mark.parametrize("count", [2, 200])
def test_the_list_costs_the_same_for_many_keys(
    client, kecamatan, count, django_assert_num_queries
):
    posting = kecamatan.postings.get()
    ApiToken.objects.bulk_create(
        ApiToken(
            posting=posting, name=str(n), sha256=str(n), expires_on=date(2099, 1, 1)
        )
        for n in range(count)
    )
    client.force_login(kecamatan)
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)


def test_a_key_of_several_postings_stands_for_one(village, neighbour):
    user = make_user("rangkap", (Role.BPD, village.code), (Role.RDS, neighbour.code))
    secret = make_token(user, posting=user.postings.get(area_code=village.code))
    assert opens(secret, place_code=village.code)


def test_a_posting_is_told_by_the_name_of_its_place(client, village):
    user = make_user(
        "rangkap", (Role.BPD, village.code), (Role.PENDAMPING, village.code[:6])
    )
    make_token(user, posting=user.postings.get(role=Role.BPD))
    client.force_login(user)

    form = words(client.get(ADD))
    assert f"BPD di {village.title}" in form
    assert "Pendamping di Kecamatan Kaliwiro" in form
    assert f"BPD di {village.title} ·" in words(client.get(LIST))
    posting = user.postings.get(role=Role.PENDAMPING)
    made = words(client.post(ADD, asked(user, posting=posting.pk)))
    assert "<dd>Pendamping di Kecamatan Kaliwiro</dd>" in made
    assert f"di {village.code}" not in form


def test_a_place_that_is_in_no_list_is_told_by_its_code(kecamatan):
    posting = Posting(user=kecamatan, role=Role.PENDAMPING, area_code="9901")
    assert named(posting, places_by_code([posting])) == "Pendamping di 9901"
    assert places_by_code([]) == {}


@pytest.mark.parametrize("count", [2, 40])
def test_postings_cost_the_same_for_many(client, village, count):
    places = [(Role.RDS, village.code), (Role.KECAMATAN, village.code[:6])]
    user = make_user("rangkap", *places)
    Posting.objects.bulk_create(
        Posting(user=user, role=Role.PENDAMPING, area_code=f"11{n:02}", starts_on=DAY)
        for n in range(count)
    )
    client.force_login(user)
    with CaptureQueriesContext(connection) as captured:
        client.get(ADD)
    assert len(captured) == 10
