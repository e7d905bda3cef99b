"""Whatever village is drawn, its workbook comes out as it went in."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from households.models import Quarter
from households.workbook.importing import examine, save
from tests.households.workbooks import exported, told, xlsx
from tests.scorecard.villages_at_random import cases

settings.register_profile(
    "workbook",
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
WORKBOOK = settings.get_profile("workbook")


@contextmanager
def undone():
    """Nothing of one drawn village is left for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def expected(book):
    """The workbook as it is written: defaults filled in, silent rows left out."""
    homes = {row["id_rt"]: dict(row) for row in book["rumah_tangga"]}
    changes = []
    for row in book["perubahan"]:
        home = homes[row["id"]] if row["jenis"] == "rumah_tangga" else {}
        if row["kolom"] == "dusun" and row["tanggal"] == home["tanggal_daftar"]:
            home["dusun"] = row["nilai"]
        else:
            changes.append(row)
    mothers = [
        row | {"hasil": row.get("hasil") or "lahir hidup"}
        if row.get("tanggal_melahirkan")
        else row
        for row in book["ibu_hamil"]
    ]
    newest = {}
    for row in sorted(mothers, key=lambda row: row["tanggal_daftar"]):
        newest[row["id_orang"]] = row["nama"]
    mothers = [row | {"nama": newest[row["id_orang"]]} for row in mothers]
    marks = [row for row in book["paud"] if row["hadir"]]
    return told(
        book
        | {"rumah_tangga": list(homes.values()), "ibu_hamil": mothers}
        | {"paud": marks, "perubahan": changes}
    )


def touched(village):
    return list(Quarter.objects.filter(village=village).values_list("pk", "touched"))


@pytest.mark.django_db
@settings(WORKBOOK, max_examples=25)
@given(case=cases())
def test_any_village_comes_out_as_it_went_in(village, case):
    with undone():
        found = save(village, xlsx(case.book))
        assert found.problems == []
        assert told(exported(village)) == expected(case.book)
        before = touched(village)
        again = save(village, xlsx(case.book))
        assert again.changes == 0
        assert touched(village) == before


def test_examining_writes_nothing(village):
    assert examine(village, xlsx({"rumah_tangga": []})).changes == 0
    assert touched(village) == []
