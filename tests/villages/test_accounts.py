import re

import pytest
from django.urls import reverse

from tests.cast import make_user
from villages.models import AuditEntry, Posting, User
from villages.models.posting import Role

NEW = {
    "name": "Siti Rahayu",
    "username": "siti.sukamaju",
    "phone": "",
    "role": "kpm",
    "starts_on": "2026-01-01",
    "ends_on": "",
}


@pytest.fixture
def office(client, admin_desa):
    client.force_login(admin_desa)
    return client


def add(office, village, **changes):
    return office.post(
        reverse("villages:account_add", args=[village.code]), NEW | changes
    )


def password_on(answer):
    return re.findall(r"secret\">([^<]+)<", answer.content.decode())[-1]


def test_a_new_account_gets_its_role_and_a_first_password(office, client, village):
    password = password_on(add(office, village))

    user = User.objects.get(username="siti.sukamaju")
    assert user.postings.get().role == Role.KPM
    assert user.check_password(password)
    assert user.must_change_password


def test_the_first_password_stands_in_no_journal(office, village):
    password = password_on(add(office, village))

    lines = str(list(AuditEntry.objects.values_list("changes", flat=True)))
    assert password not in lines


def test_a_name_already_used_is_refused_and_what_was_typed_stays(office, village, rds):
    answer = add(office, village, username="RDS")

    assert "sudah dipakai" in answer.content.decode()
    assert "Siti Rahayu" in answer.content.decode()
    assert not User.objects.filter(name="Siti Rahayu").exists()


def test_an_end_before_the_start_is_refused(office, village):
    answer = add(office, village, ends_on="2025-12-31")

    assert "mendahului tanggal mulai" in answer.content.decode()


@pytest.mark.parametrize("role", ["pendamping", "administrator", "kabupaten"])
def test_a_village_gives_no_roles_above_the_village(office, village, role):
    add(office, village, role=role)

    assert not Posting.objects.filter(role=role).exists()


def test_a_posting_ends_with_today(office, village, kpm):
    posting = kpm.postings.get()

    office.post(reverse("villages:posting_end", args=[village.code, posting.pk]))

    posting.refresh_from_db()
    assert posting.ends_on == village.today()


def test_nobody_ends_his_own_posting(office, village, admin_desa):
    posting = admin_desa.postings.get()

    office.post(reverse("villages:posting_end", args=[village.code, posting.pk]))

    posting.refresh_from_db()
    assert posting.ends_on is None


def test_a_posting_of_the_neighbour_is_out_of_reach(office, village, neighbour):
    other = make_user("lain", (Role.KPM, neighbour.code)).postings.get()

    answer = office.post(reverse("villages:posting_end", args=[village.code, other.pk]))

    assert answer.status_code == 404


def test_a_new_password_replaces_the_forgotten_one(office, village, kpm):
    url = reverse(
        "villages:account_password", args=[village.code, kpm.postings.get().pk]
    )

    password = password_on(office.post(url))

    kpm.refresh_from_db()
    assert kpm.check_password(password)


def test_a_login_that_opens_other_places_too_keeps_its_password(
    office, village, neighbour
):
    user = make_user("rangkap", (Role.KPM, village.code), (Role.KPM, neighbour.code))
    before = user.password
    posting = user.postings.get(area_code=village.code)

    office.post(reverse("villages:account_password", args=[village.code, posting.pk]))

    user.refresh_from_db()
    assert user.password == before


def test_the_list_asks_the_same_questions_for_2_and_200_postings(
    office, village, django_assert_max_num_queries
):
    url = reverse("villages:account_list", args=[village.code])
    for number in range(200):
        user = User.objects.create(username=f"u{number}", name=f"U {number}")
        Posting.objects.create(
            user=user, role="kpm", area_code=village.code, starts_on="2026-01-01"
        )

    with django_assert_max_num_queries(6):
        answer = office.get(url)

    assert answer.status_code == 200
