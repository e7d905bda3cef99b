"""Whoever changes a frozen quarter behind the product's back is found out."""

import pytest

from households.packages import Who
from scorecard.documents.frame import state_words
from scorecard.matrices import matrix_of
from scorecard.models import Snapshot
from scorecard.models.snapshot import fingerprint
from scorecard.parity import differences
from scorecard.reading import scorecard_of
from tests.scorecard.counted_village import QUARTER, counted, finalised
from tests.scorecard.test_pages import page, read, words

pytestmark = pytest.mark.django_db
SAID = "Jangan pakai angka dan nama di halaman ini"


@pytest.fixture
def snapshot(village, kpm, admin_desa):
    counted(village)
    return finalised(village, kpm=kpm, admin=admin_desa)


def a_figure(content, names):
    content["figures"]["timbang"][0] += 1


def a_letter(content, names):
    target = content["targets"][0]
    code = next(c for c, letter in target["letters"].items() if letter == "T")
    target["letters"][code] = "Y"


def a_month(content, names):
    mother = content["targets"][0]
    mother["reasons"]["anc"][-1] = "vvx"


def a_reason_left_out(content, names):
    del content["targets"][0]["reasons"]


def a_dusun(content, names):
    content["targets"][0]["dusun"] = "Lain"


def a_row_left_out(content, names):
    content["targets"].pop()


def a_name(content, names):
    names[content["targets"][0]["id"]]["name"] = "Orang Lain"


def a_number(content, names):
    names[content["targets"][0]["id"]]["kia_number"] = "999"


def a_name_without_its_salt(content, names):
    entry = names[content["targets"][0]["id"]]
    del entry["salt"]
    entry["name"] = "Orang Lain"


def two_names_swapped(content, names):
    first, second = (target["id"] for target in content["targets"][:2])
    names[first], names[second] = names[second], names[first]


CHANGES = [
    a_figure,
    a_letter,
    a_month,
    a_reason_left_out,
    a_dusun,
    a_row_left_out,
    a_name,
    a_number,
    a_name_without_its_salt,
    two_names_swapped,
]


def tamper(snapshot, change):
    """Write into the table, past every guard."""
    change(snapshot.content, snapshot.names)
    rows = Snapshot.objects.filter(pk=snapshot.pk)
    rows.update(content=snapshot.content, names=snapshot.names)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_anything_frozen_is_found_by_parity(snapshot, change):
    assert list(differences()) == []

    tamper(snapshot, change)

    assert any("tidak sesuai sidiknya" in line for line in differences())


@pytest.mark.parametrize("change", [a_figure, a_letter, a_name])
def test_pages_and_documents_say_that_the_copy_was_changed(
    client, village, snapshot, kpm, change
):
    urls = [page("scorecard", village), page("matrix", village, kind="ibu")]
    for url in urls:
        assert SAID not in words(read(client, kpm, url))

    tamper(snapshot, change)

    for url in urls:
        assert SAID in words(read(client, kpm, url))
    listed = words(read(client, kpm, page("check_list", village)))
    assert "isi tidak sesuai sidiknya" in listed
    told = state_words(scorecard_of(village, QUARTER))
    assert "final, isi tidak sesuai sidiknya" in told


def test_a_change_that_is_sealed_anew_is_found_by_the_stored_letters(snapshot):
    a_letter(snapshot.content, snapshot.names)
    snapshot.sha256 = fingerprint(snapshot.content)
    snapshot.save()

    assert any("bukan huruf salinan bekunya" in line for line in differences())


def test_an_erased_name_is_no_change(village, snapshot):
    for entry in snapshot.names.values():
        entry.pop("salt")
        entry["name"] = "dihapus"
    snapshot.save()

    assert Snapshot.objects.get().is_intact
    assert scorecard_of(village, QUARTER).is_intact
    people = matrix_of(village, QUARTER, Who.CHILD).people
    assert {person.name for person in people} == {"dihapus"}


def test_a_seal_from_before_names_were_sealed_still_holds(snapshot):
    for target in snapshot.content["targets"]:
        del target["name_seal"]
    for entry in snapshot.names.values():
        del entry["salt"]
    snapshot.sha256 = fingerprint(snapshot.content)

    assert snapshot.is_intact
