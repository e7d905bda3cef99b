"""What a MAD's forms refuse, and what was typed stays."""

import pytest

from rembuk.actions import mad as mad_acts
from tests.rembuk.discussions import of_mad, released_discussion

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(client, kecamatan):
    """A client of the kecamatan."""
    client.force_login(kecamatan)
    return client


@pytest.fixture
def first(village, rds):
    return released_discussion(village, by=rds)


@pytest.fixture
def mad(village, kecamatan):
    return mad_acts.open_mad(village.district, 2026, by=kecamatan)


@pytest.mark.parametrize("package", ["", "XYZ"])
def test_a_joint_problem_is_of_one_of_the_five_packages(hers, mad, first, package):
    typed = {"text": "Air", "package": package, "village_codes": [first.village.code]}

    answer = hers.post(of_mad("mad_problem_add", mad), typed)

    assert "Pilih salah satu dari lima paket layanan" in answer.content.decode()
    assert not mad.problems.exists()


def test_a_list_without_a_name_says_that_nothing_was_saved(hers, mad):
    blank = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": ""}

    answer = hers.post(of_mad("mad_attendance_list", mad), blank, follow=True)

    said = answer.content.decode()
    assert "Belum ada nama yang ditulis, jadi tidak ada yang disimpan." in said
    assert not mad.attendances.exists()
