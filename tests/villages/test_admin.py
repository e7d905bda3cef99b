"""The management pages: the Administrator's alone, and under the page's own policy."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import make_user
from villages.models import Posting, User, Village
from villages.models.posting import Role


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def test_the_first_administrator_gets_in_before_any_place_is_known(client, db):
    User.objects.create_superuser("pertama", password="melati-putih", name="Pertama")
    client.force_login(User.objects.get())

    answer = client.get(reverse("villages:home"), follow=True)

    assert answer.redirect_chain == [(reverse("admin:index"), 302)]
    assert answer.status_code == 200


@pytest.mark.parametrize("model", ["area", "village", "user", "posting"])
@pytest.mark.parametrize("page", ["changelist", "add", "import", "export"])
def test_every_management_page_opens_without_inline_style(desk, village, model, page):
    answer = desk.get(reverse(f"admin:villages_{model}_{page}"))

    assert answer.status_code == 200
    text = answer.content.decode()
    assert not re.search(r"<style|<script>|\sstyle=|\son\w+=", text)


def test_the_list_of_villages_goes_out_with_its_districts(desk, village):
    url = reverse("admin:villages_village_export")

    answer = desk.post(url, {"format": "0", "resource": ""} | selected(desk, url))

    assert "3307052001,Sukamaju,330705" in answer.content.decode()


def selected(desk, url):
    """The fields the export page offers, all chosen."""
    names = re.findall(r'name="(villageresource_\w+)"', desk.get(url).content.decode())
    return dict.fromkeys(names, "on")


def test_a_list_of_postings_comes_in_after_a_look(desk, village):
    make_user("siti")
    lines = "user,role,area_code,starts_on\nsiti,kpm,3307052001,2026-01-01\n"
    upload = SimpleUploadedFile("penugasan.csv", lines.encode(), "text/csv")

    preview = desk.post(
        reverse("admin:villages_posting_import"),
        {"import_file": upload, "format": "0", "resource": ""},
    )
    form = preview.context["confirm_form"]
    assert not Posting.objects.filter(role=Role.KPM).exists()
    desk.post(reverse("admin:villages_posting_process_import"), form.initial)

    assert Posting.objects.get(role=Role.KPM).user.username == "siti"


def test_a_posting_whose_area_does_not_fit_its_role_is_refused(desk, village, kpm):
    data = {
        "user": kpm.pk,
        "role": Role.KABUPATEN,
        "area_code": village.code,
        "starts_on": "2026-01-01",
    }

    answer = desk.post(reverse("admin:villages_posting_add"), data)

    assert "memerlukan kode 4 angka" in answer.content.decode()
    assert not Posting.objects.filter(role=Role.KABUPATEN).exists()


def test_an_administrator_makes_a_login_and_its_posting(desk, village):
    desk.post(
        reverse("admin:villages_user_add"),
        {
            "username": "camat",
            "name": "Camat Kaliwiro",
            "usable_password": "true",
            "password1": "melati-putih-7",
            "password2": "melati-putih-7",
        },
    )

    assert User.objects.get(username="camat").check_password("melati-putih-7")


def test_places_are_ended_and_never_deleted(desk, village):
    url = reverse("admin:villages_village_delete", args=[village.pk])

    assert desk.get(url).status_code == 403
    assert Village.objects.filter(pk=village.pk).exists()


def test_no_cell_of_an_accounts_list_opens_as_a_formula(desk):
    nasty_account()
    url = reverse("admin:villages_user_export")
    fields = re.findall(r'name="(userresource_\w+)"', desk.get(url).content.decode())

    answer = desk.post(
        url, {"format": "0", "resource": ""} | dict.fromkeys(fields, "on")
    )

    text = answer.content.decode()
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text
    assert "'+62811" in text


def test_an_exported_list_of_accounts_comes_back_as_it_was(desk):
    user = nasty_account()
    lines = "username,name,phone,email,is_active\nsiti,'=HYPERLINK(1),'+62811,,1\n"

    preview = look_at(desk, "user", lines)
    desk.post(
        reverse("admin:villages_user_process_import"),
        preview.context["confirm_form"].initial,
    )

    user.refresh_from_db()
    assert (user.name, user.phone) == ("=HYPERLINK(1)", "+62811")


def nasty_account():
    return User.objects.create(
        username="siti", name="=HYPERLINK(1)", phone="+62811", password="!"
    )


def look_at(desk, model, lines):
    upload = SimpleUploadedFile("daftar.csv", lines.encode(), "text/csv")
    return desk.post(
        reverse(f"admin:villages_{model}_import"),
        {"import_file": upload, "format": "0", "resource": ""},
    )


def test_the_look_before_an_import_shows_changes_without_inline_style(desk, village):
    lines = "code,name,district,ended_on,successor_code\n"
    lines += "3307052001,Sukamaju <b>Baru</b>,330705,,\n"

    text = look_at(desk, "village", lines).content.decode()

    assert "<del>Sukamaju</del> <ins>Sukamaju &lt;b&gt;Baru" in text
    assert not re.search(r"<style|<script>|\sstyle=|\son\w+=", text)
