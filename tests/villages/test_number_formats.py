"""The page where a village says how its documents are numbered."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.villages.offices import draw_up
from villages.actions.number_formats import set_formats
from villages.models import AuditEntry, NumberFormat

Kind = NumberFormat.Kind
TYPED = {
    "berita_acara": "141/{nomor}/DS/{bulan_romawi}/{tahun}",
    "undangan": "005/{nomor:03}/DS/{tahun}",
    "penyampaian": "",
    "sk": "",
}


@pytest.fixture
def page(village):
    return reverse("villages:number_formats", args=[village.code])


def test_the_page_shows_what_holds_and_examples_of_it(office, page, village):
    said = office.get(page).content.decode()

    assert "{nomor:02}/RS/{tahun}" in said
    year = village.today().year
    assert f"01/RS/{year} · 02/RS/{year} · 12/RS/{year}" in said
    assert "diketik sendiri" in said


def test_examples_are_shown_without_saving_them(office, page, village):
    said = office.post(page, TYPED | {"lihat": "1"}).content.decode()

    assert f"005/001/DS/{village.today().year}" in said
    assert not village.number_formats.exists()


def test_what_is_saved_is_written_down_once(office, page, village):
    office.post(page, TYPED)
    office.post(page, TYPED)

    kept = dict(village.number_formats.values_list("kind", "pattern"))
    assert kept == {kind: TYPED[kind] for kind in ("berita_acara", "undangan")}
    entries = AuditEntry.objects.filter(village=village, changes__has_key="pattern")
    assert entries.count() == 2


@pytest.mark.parametrize(
    ("kind", "typed", "why"),
    [
        ("berita_acara", "RS/{tahun}", "harus memuat {nomor}"),
        ("berita_acara", "", "Tulis formatnya, misalnya {nomor:02}/RS/{tahun}."),
        ("sk", "{nomor}{tahun}", "Pisahkan"),
    ],
)
def test_a_format_that_does_not_do_is_refused_and_stays_typed(
    office, page, village, kind, typed, why
):
    said = office.post(page, TYPED | {kind: typed}).content.decode()

    assert why in said
    assert typed in said
    assert not village.number_formats.exists()


def test_letters_are_numbered_by_hand_until_a_format_is_named(village, admin_desa):
    day = village.today()

    def proposed():
        rows = NumberFormat.objects
        return rows.proposed(village, Kind.INVITATION, ["005/007/DS/2026"], day)

    assert proposed() == ""
    set_formats(village, {"undangan": "005/{nomor:03}/DS/{tahun}"}, by=admin_desa)
    assert proposed().startswith("005/00")
    set_formats(village, {"undangan": ""}, by=admin_desa)
    assert proposed() == ""


def test_the_form_of_an_sk_proposes_its_number(office, village, admin_desa):
    set_formats(village, {"sk": "141/{nomor}/KEP/{tahun}"}, by=admin_desa)
    draft = draw_up(village, number="")
    url = reverse("villages:appointment_edit", args=[village.code, draft.pk, "kepala"])

    said = office.get(url).content.decode()

    assert 'value="141/1/KEP/' in said


def test_a_kind_has_one_format(village):
    row = {"village": village, "kind": "sk", "pattern": "{nomor}/{tahun}"}
    NumberFormat.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        NumberFormat.objects.create(**row)


@pytest.mark.parametrize("who", ["kpm", "rds", "kades", "bpd"])
def test_only_the_admin_desa_sets_formats(client, page, who, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(page).status_code == 403
