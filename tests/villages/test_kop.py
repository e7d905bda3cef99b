from tests.cast import make_village
from villages.kop import kop_images, kop_of, place_of
from villages.models import Letterhead


def test_a_kop_names_the_three_governments(db):
    village = make_village()

    assert kop_of(village) == {
        "lines": [
            "PEMERINTAH KABUPATEN UJI 3307",
            "KECAMATAN KALIWIRO",
            "DESA SUKAMAJU",
        ],
        "address": "",
    }


def test_the_address_leaves_out_what_is_not_known(village):
    Letterhead.objects.create(village=village, address="Jalan Desa 1", phone="0286-1")

    assert kop_of(village)["address"] == "Jalan Desa 1, Telepon 0286-1"


def test_a_village_without_a_logo_prints_none(village):
    assert kop_images(village) == {}


def test_the_header_of_a_form_bears_bare_names(village):
    assert place_of(village) == {
        "kabupaten": "Uji 3307",
        "kecamatan": "Kaliwiro",
        "desa": "Sukamaju",
    }
