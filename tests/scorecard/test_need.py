"""What the missing services cost, beside what the budget holds."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from households.packages import Package
from scorecard.actions.unit_costs import set_cost
from scorecard.need import PRICED, missing_of, need_of, package_of
from tests.cast import make_child
from tests.scorecard.counted_village import QUARTER, counted, finalised, settle
from tests.scorecard.test_pages import page, queries, read, words
from villages.models import AuditEntry
from villages.models.entry import StaleVersion

pytestmark = pytest.mark.django_db
LATRINE, WATER, PILLS, CLASS = "jamban_ibu", "air_ibu", "fe", "kelas_ibu"


def make_cost(village, service, amount, year=QUARTER.year):
    return village.unit_costs.create(
        year=year, service=service, amount_rupiah=amount, source="RAB desa"
    )


def make_line(village, code, amount, **fields):
    return village.budget_lines.create(
        year=QUARTER.year,
        activity_code=code,
        name=f"Kegiatan {code}",
        amount_rupiah=amount,
        **fields,
    )


def of(village, package):
    found = need_of(village, QUARTER).packages
    return next(one for one in found if one.package is package)


@pytest.mark.parametrize(
    ("code", "package"),
    [
        ("2.2.02", Package.KIA),
        ("2.2.03", Package.GIZI),
        ("2.4.14", Package.AIR),
        ("4.4.02", Package.SOS),
        ("2.1.01", Package.PAUD),
        ("2.2.06", Package.PAUD),
        ("1.4.02", None),
        ("2.2.90", None),
    ],
)
def test_an_activity_serves_the_package_of_its_code(code, package):
    assert package_of(code) is package


def test_a_service_of_mothers_and_children_has_one_cost():
    assert LATRINE in PRICED
    assert "jamban_anak" not in PRICED
    assert {one.package for one in PRICED.values()} == set(Package)


def test_two_children_of_a_household_need_one_latrine(village):
    counted(village)
    home = village.households.get(head_name="Pak Tani 1")
    make_child(home, home.registered_on, name="Adik Ayu")
    settle(village)

    missing = missing_of(village, QUARTER)

    assert missing[LATRINE] == 1
    assert missing["timbang"] == 2


def test_need_is_missing_services_times_their_cost(village):
    counted(village, children=4)
    make_cost(village, LATRINE, 3_000_000)
    make_line(village, "2.4.14", 5_000_000)

    found = of(village, Package.AIR)

    assert (found.rupiah, found.budgeted, found.gap) == (
        9_000_000,
        5_000_000,
        4_000_000,
    )
    assert "Kebutuhannya Rp9.000.000, dianggarkan Rp5.000.000" in found.words
    assert "kurang Rp4.000.000" in found.words


def test_what_has_no_cost_yet_is_named_and_called_neither_enough_nor_lacking(village):
    counted(village)
    make_cost(village, LATRINE, 3_000_000)
    make_line(village, "2.4.14", 50_000_000)

    found = of(village, Package.AIR)

    assert "biaya satuannya belum diisi: Akses air bersih." in found.words
    assert "cukup" not in found.words


def test_a_budget_that_is_enough_is_called_so(village):
    counted(village)
    make_cost(village, CLASS, 100_000)
    make_cost(village, "konseling_anak", 0)
    make_line(village, "2.2.03", 1_000_000)

    assert of(village, Package.GIZI).words.endswith("dianggarkan Rp1.000.000: cukup.")


def test_without_any_cost_only_the_missing_services_are_told(village):
    counted(village)

    told = of(village, Package.GIZI).words

    assert "2 layanan belum diterima. Dianggarkan Rp0." in told
    assert "Kebutuhannya" not in told


def test_a_package_of_which_nothing_is_missing_says_so(village):
    assert of(village, Package.PAUD).words.startswith("Semua layanan")


def test_too_much_in_one_package_fills_no_other(village):
    counted(village)
    make_cost(village, LATRINE, 3_000_000)
    make_line(village, "2.2.02", 50_000_000)
    make_line(village, "1.4.02", 700)
    make_line(village, "2.3.11", 900, is_stunting=False)

    found = need_of(village, QUARTER)

    assert (found.gap, found.budgeted) == (3_000_000, 50_000_000)
    assert found.other_rupiah == 700


def test_the_newest_cost_up_to_the_year_is_used(village):
    counted(village)
    make_cost(village, LATRINE, 1, year=QUARTER.year - 2)
    make_cost(village, LATRINE, 2, year=QUARTER.year - 1)
    make_cost(village, LATRINE, 3, year=QUARTER.year + 1)

    assert of(village, Package.AIR).rupiah == 2


def test_a_final_quarter_needs_what_its_snapshot_says(village, kpm, admin_desa):
    counted(village)
    before = missing_of(village, QUARTER)
    finalised(village, kpm=kpm, admin=admin_desa)

    assert missing_of(village, QUARTER) == before


# --- pages ---------------------------------------------------------------------------


def test_bpd_reads_need_and_budget_without_anybodys_name(client, village, bpd):
    counted(village)
    make_cost(village, LATRINE, 3_000_000)

    told = words(read(client, bpd, page("need", village)))

    assert "masih kurang Rp3.000.000" in told
    assert not [name for name in ("Siti", "Putri", "Karto", "Tani") if name in told]
    assert "kebutuhan/fe/" not in told


def test_the_page_asks_as_much_for_many_as_for_few(client, village, bpd):
    counted(village)
    few = queries(client, bpd, page("need", village))
    for number in range(198):
        make_line(village, f"2.4.{number:02}", 1)

    assert queries(client, bpd, page("need", village)) == few


def cost_page(village, code=LATRINE):
    return page("unit_cost_edit", village, code=code)


def test_a_cost_is_typed_with_its_source(client, village, admin_desa):
    counted(village)
    client.force_login(admin_desa)

    client.post(
        cost_page(village), {"amount_rupiah": "3.200.000", "source": "RAB jamban"}
    )

    cost = village.unit_costs.get()
    assert (cost.year, cost.service, cost.amount_rupiah) == (
        QUARTER.year,
        LATRINE,
        3_200_000,
    )
    assert AuditEntry.objects.filter(changes__has_key="source").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount_rupiah": "-1"}, "di bawah nol"),
        ({"amount_rupiah": "1,5"}, "rupiah utuh"),
        ({"amount_rupiah": ""}, "Tulis biayanya"),
        ({"source": ""}, "dari mana harga ini"),
    ],
)
def test_a_cost_without_amount_or_source_is_refused(
    client, village, admin_desa, typed, said
):
    client.force_login(admin_desa)

    answer = client.post(
        cost_page(village), {"amount_rupiah": "5", "source": "RAB"} | typed
    )

    assert said in str(answer.context["form"].errors)
    assert not village.unit_costs.exists()


def test_a_service_that_is_none_has_no_cost(client, village, admin_desa):
    client.force_login(admin_desa)

    assert client.get(cost_page(village, "emas")).status_code == 404


def test_rds_types_no_cost(client, village, rds):
    client.force_login(rds)

    assert client.get(cost_page(village)).status_code == 403


def test_somebody_who_was_faster_is_not_overwritten(village, admin_desa):
    def save(amount, **identity):
        values = {"amount_rupiah": amount, "source": "RAB"}
        about = (village, QUARTER.year, LATRINE, values)
        return set_cost(
            *about, **{"uuid": None, "version": None} | identity, by=admin_desa
        )

    first = save(5)

    with pytest.raises(StaleVersion):
        save(6)
    assert save(7, version=1) == first
    assert save(8, uuid=first.uuid) == first
    assert village.unit_costs.get().amount_rupiah == 7


@pytest.mark.parametrize("amount", [-1, 5], ids=["negative", "twice"])
def test_the_database_refuses_what_cannot_be(village, amount):
    year = QUARTER.year if amount > 0 else QUARTER.year - 1
    make_cost(village, LATRINE, 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_cost(village, LATRINE, amount, year=year)


def test_the_menu_of_the_budget_leads_to_the_need(client, village, bpd):
    make_line(village, "2.4.14", 5)
    budget = reverse("villages:budget_of_year", args=[village.code, QUARTER.year])

    assert reverse("scorecard:need_now", args=[village.code]) in words(
        read(client, bpd, budget)
    )
