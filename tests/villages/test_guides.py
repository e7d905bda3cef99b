"""Panduan: the guides of docs/ inside the app, whole, light, and without a dead end."""

import gzip
import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from PIL import Image

from tests.cast import make_user
from villages.guides import FOLDER, GUIDES, address_of, guide, guides_for
from villages.models.posting import VILLAGE_ROLES, Role

pytestmark = pytest.mark.django_db

every_guide = pytest.mark.parametrize("name", GUIDES)
OWN = {
    Role.KPM: "kpm",
    Role.ADMIN_DESA: "kantor-desa",
    Role.KADES: "kantor-desa",
    Role.PERANGKAT: "kantor-desa",
    Role.BPD: "kantor-desa",
    Role.RDS: "rds",
    Role.PENDAMPING: "pendamping",
    Role.KECAMATAN: "pendamping",
    Role.PUSAT: "pendamping",
}


def page(client, name):
    answer = client.get(reverse("villages:guide", args=[name]))
    assert answer.status_code == 200
    return answer.content.decode()


def pictures(name):
    """[{attribute: value}] of every picture of a guide."""
    tags = re.findall(r"<img [^>]*>", guide(name).body)
    return [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in tags]


def ids(html):
    return re.findall(r'\sid="([^"]*)"', html)


@every_guide
def test_whoever_cannot_log_in_reads_every_guide(client, name):
    html = page(client, name)

    assert f"<h1>{guide(name).title}</h1>" in html
    assert html.count("<h1") == 1
    assert reverse("villages:login") in html


@every_guide
def test_no_markdown_and_no_tag_is_left_in_the_text(name):
    prose = re.sub(r"<(code|pre)\b.*?</\1>", "", guide(name).body, flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]*>", "", prose))

    assert (
        re.findall(r"\*|\]\(|!\[|`|<img|^\s*#|^\s*[-+] |^\s*\d+\. ", text, re.M) == []
    )


@every_guide
def test_the_contents_name_every_heading_once(client, name):
    html = page(client, name)
    leads = re.findall(r'href="#([^"]*)"', html.split("<article")[0])

    assert len(ids(html)) == len(set(ids(html)))
    assert leads[1:] == re.findall(r'<h[23] id="([^"]*)"', html)  # after the skip link
    assert all(re.fullmatch(r"[a-z0-9-]+", lead) for lead in leads)


@every_guide
def test_every_link_of_a_guide_leads_to_a_place_that_exists(client, name):
    links = re.findall(r'<a href="([^"]*)">', guide(name).body)
    for link in links:
        address, _, anchor = link.partition("#")
        if address.startswith("/static/"):
            continue
        target = client.get(address or reverse("villages:guide", args=[name]))
        assert target.status_code == 200, link
        assert not anchor or anchor in ids(target.content.decode()), link


@every_guide
def test_every_picture_is_served_light_and_has_words_and_room(name):
    for picture in pictures(name):
        served = finders.find(picture["src"].removeprefix("/static/"))
        assert served, picture["src"]
        with Image.open(served) as image:
            width, height = image.size
        shown = int(picture["width"]), int(picture["height"])
        assert shown[0] <= width
        assert abs(shown[0] * height / width - shown[1]) <= 1
        assert picture["loading"] == "lazy"
        assert len(picture["alt"]) > 10
        assert (FOLDER / "images" / served.rpartition("/")[2]).stat().st_size < 120_000


def test_every_picture_of_a_guide_stands_on_its_page():
    for name, (file, _) in GUIDES.items():
        named = re.findall(r"images/[\w-]+\.png", (FOLDER / file).read_text())
        assert len(pictures(name)) == len(named)


@every_guide
def test_a_guide_without_its_pictures_stays_light(client, name):
    assert len(gzip.compress(page(client, name).encode())) < 40_000


def test_every_guide_for_a_role_stands_in_the_app():
    files = {path.name for path in FOLDER.glob("panduan-*.md")}

    assert files <= {file for file, _ in GUIDES.values()}


def test_links_lead_to_pages_of_the_app_or_nowhere():
    rds = reverse("villages:guide", args=["rds"])

    assert address_of("panduan-rds.md") == rds
    assert address_of("panduan-rds.md#ringkasan") == f"{rds}#ringkasan"
    assert address_of("#masuk") == "#masuk"
    assert address_of("api.md") == ""
    assert "angka untuk program" in guide("pendamping").body
    assert "api.md" not in guide("pendamping").body


def test_an_unknown_guide_is_not_found(client):
    assert client.get("/panduan/operasi/").status_code == 404


@pytest.mark.parametrize(("role", "own"), OWN.items())
def test_ones_own_guide_stands_first(client, village, role, own):
    long = 10 if role in VILLAGE_ROLES else 0
    client.force_login(make_user("pembaca", (role, village.code[:long] or "00")))

    rows = client.get(reverse("villages:guide_list")).context["guides"]

    assert [(rows[0][0].name, rows[0][1]), rows[1][1]] == [(own, True), False]
    assert len(rows) == len(GUIDES)


def test_without_a_role_no_guide_is_ones_own(client):
    html = client.get(reverse("villages:guide_list")).content.decode()

    assert "Panduan untuk tugas Anda" not in html
    assert [row.name for row, _ in guides_for(frozenset())] == list(GUIDES)


@pytest.mark.parametrize("role", [Role.KPM, Role.RDS, Role.BPD])
def test_lainnya_and_the_menu_of_the_account_lead_to_the_guides(client, village, role):
    client.force_login(make_user("pembaca", (role, village.code)))

    html = client.get(reverse("villages:more", args=[village.code])).content.decode()

    assert html.count(f'href="{reverse("villages:guide_list")}"') == 2


def test_the_login_page_and_tugas_lead_to_the_guides(client, village, kpm):
    link = f'href="{reverse("villages:guide_list")}"'
    assert link in client.get(reverse("villages:login")).content.decode()
    client.force_login(kpm)
    tasks = client.get(reverse("households:task_list", args=[village.code]))

    assert tasks.content.decode().count(link) == 2  # at its foot, in the account's menu
