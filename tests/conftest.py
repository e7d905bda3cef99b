"""The cast: one village, its neighbour, and one user of every role."""

import os

import pytest
from hypothesis import settings as hypothesis_settings

from tests.cast import make_user, make_village
from villages.models.posting import Role

pytest_plugins = ["tests.servers.fixtures", "tests.servers.browsing"]

# How long an example takes says nothing on a machine that does other things too. By
# day every property is tried with the same number of examples, at night with many.
hypothesis_settings.register_profile("kpm", deadline=None, max_examples=100)
hypothesis_settings.register_profile("nightly", deadline=None, max_examples=3000)
hypothesis_settings.load_profile(os.environ.get("EXAMPLES", "kpm"))


@pytest.fixture
def village(db):
    """Desa Sukamaju, with two dusun."""
    return make_village()


@pytest.fixture
def neighbour(db, village):
    """The village next door, of the same kecamatan: nobody of the cast may see it."""
    return make_village("3307052002", "Sukamundur", dusuns=["Wetan"])


@pytest.fixture
def kpm(village):
    return make_user("kpm", (Role.KPM, village.code))


@pytest.fixture
def admin_desa(village):
    return make_user("admin_desa", (Role.ADMIN_DESA, village.code))


@pytest.fixture
def rds(village):
    return make_user("rds", (Role.RDS, village.code))


@pytest.fixture
def kades(village):
    return make_user("kades", (Role.KADES, village.code))


@pytest.fixture
def perangkat(village):
    return make_user("perangkat", (Role.PERANGKAT, village.code))


@pytest.fixture
def bpd(village):
    return make_user("bpd", (Role.BPD, village.code))


@pytest.fixture
def pendamping(village):
    """Posted to the kecamatan, so to several villages."""
    return make_user("pendamping", (Role.PENDAMPING, village.code[:6]))


@pytest.fixture
def kecamatan(village):
    return make_user("kecamatan", (Role.KECAMATAN, village.code[:6]))


@pytest.fixture
def kabupaten(village):
    return make_user("kabupaten", (Role.KABUPATEN, village.code[:4]))


@pytest.fixture
def provinsi(village):
    return make_user("provinsi", (Role.PROVINSI, village.code[:2]))


@pytest.fixture
def pusat(village):
    return make_user("pusat", (Role.PUSAT, "00"))


@pytest.fixture
def administrator(db):
    return make_user("administrator", (Role.ADMINISTRATOR, "00"))


@pytest.fixture
def no_posting(db):
    """A login that has no posting (any more)."""
    return make_user("tanpa_tugas")
