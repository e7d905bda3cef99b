from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.cast import PASSWORD, make_household, make_user
from villages.access import GRANTS, Access, Permission, access_to, public
from villages.models import AuditEntry, Posting
from villages.models.audit_entry import AppendOnly
from villages.models.posting import Role

MORE = "villages:more"


def more_of(village):
    return reverse(MORE, args=[village.code])


def test_a_posting_opens_its_place_and_no_other(client, village, neighbour, bpd):
    client.force_login(bpd)

    assert client.get(more_of(village)).status_code == 200
    assert client.get(more_of(neighbour)).status_code == 404


def test_a_village_that_does_not_exist_looks_like_one_that_is_closed(client, bpd):
    client.force_login(bpd)

    assert client.get(reverse(MORE, args=["3307059999"])).status_code == 404


def test_a_posting_without_the_permission_is_refused(client, village, bpd):
    client.force_login(bpd)

    url = reverse("villages:account_list", args=[village.code])

    assert client.get(url).status_code == 403


@pytest.mark.parametrize(
    ("starts", "ends", "status"), [(0, None, 200), (0, 0, 200), (1, None, 404)]
)
def test_a_posting_holds_from_its_first_to_its_last_day(
    client, village, starts, ends, status
):
    user, today = make_user("orang"), village.today()
    Posting.objects.create(
        user=user,
        role=Role.BPD,
        area_code=village.code,
        starts_on=today + timedelta(starts),
        ends_on=None if ends is None else today + timedelta(ends),
    )
    client.force_login(user)

    assert client.get(more_of(village)).status_code == status


def test_a_posting_that_ended_yesterday_opens_nothing(client, village):
    user = make_user("orang")
    yesterday = village.today() - timedelta(1)
    Posting.objects.create(
        user=user,
        role=Role.BPD,
        area_code=village.code,
        starts_on=date(2020, 1, 1),
        ends_on=yesterday,
    )
    client.force_login(user)

    assert client.get(more_of(village)).status_code == 404


def test_an_inactive_login_holds_no_posting(village, kpm):
    kpm.is_active = False

    assert access_to(kpm, village) == Access(village)


def test_two_postings_give_the_permissions_of_both(village):
    user = make_user("rangkap", (Role.BPD, village.code), (Role.RDS, village.code))

    access = access_to(user, village)

    assert access.permissions == GRANTS[Role.BPD] | GRANTS[Role.RDS]
    assert access.can["edit_meeting"]


def test_a_look_from_outside_the_village_is_written_down(client, village, pendamping):
    make_household(village)
    client.force_login(pendamping)

    client.get(reverse("households:household_list", args=[village.code]))

    entry = AuditEntry.objects.get()
    assert (entry.by, entry.village, entry.act) == (pendamping, village, "read")


def test_a_look_from_inside_the_village_is_not(client, village, rds):
    client.force_login(rds)

    client.get(reverse("households:household_list", args=[village.code]))

    assert not AuditEntry.objects.exists()


def test_the_journal_is_never_changed_or_shortened(village, kpm):
    AuditEntry.objects.create(act="read", subject="x", village=village, by=kpm)

    with pytest.raises(AppendOnly):
        AuditEntry.objects.update(subject="y")
    with pytest.raises(AppendOnly):
        AuditEntry.objects.all().delete()


def test_a_first_password_opens_nothing_but_its_change(client, village, kpm):
    kpm.must_change_password = True
    kpm.save()
    client.force_login(kpm)

    answer = client.get(more_of(village))

    assert answer.url == reverse("villages:password_change")
    new = "melati-putih-di-tepi-sawah"
    client.post(
        answer.url,
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )
    assert client.get(more_of(village)).status_code == 200


def test_ten_wrong_passwords_hold_the_login_and_say_until_when(client, village, kpm):
    url = reverse("villages:login")
    for _ in range(10):
        answer = client.post(url, {"username": "kpm", "password": "salah"})

    assert answer.status_code == 429
    assert "Coba lagi pukul" in answer.content.decode()
    again = client.post(url, {"username": "kpm", "password": PASSWORD})
    assert again.status_code == 429


def test_a_held_login_does_not_hold_the_others_on_the_same_wifi(client, kpm, rds):
    url = reverse("villages:login")
    for _ in range(10):
        client.post(url, {"username": "kpm", "password": "salah"})

    assert (
        client.post(url, {"username": "rds", "password": PASSWORD}).status_code == 302
    )


def test_a_public_view_without_a_reason_is_refused():
    with pytest.raises(ValueError, match="public"):
        public(" ")(lambda request: HttpResponse())


def test_every_role_is_granted_something():
    assert set(GRANTS) == set(Role)
    assert all(GRANTS.values())
    assert Permission.SEE_IDENTITY not in GRANTS[Role.RDS]
