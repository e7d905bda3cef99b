"""The yearly social mapping: dusun by dusun, frozen, compared, printed."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from scorecard import actions
from scorecard.actions.mapping import (
    DusunUnfinished,
    ReasonNeeded,
    Unvisited,
    WrongDay,
)
from scorecard.documents import formulir_1_frozen, formulir_1_on
from scorecard.mapping import (
    counts_of,
    last_day,
    progress_of,
    targets_on,
    total_of,
)
from scorecard.models import DusunMapping, SocialMapping
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_statement,
)
from tests.documents.pages import text
from tests.scorecard.mapped_village import DAY, YEAR, all_done, two_families
from villages.models import AuditEntry, Facility, Village

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(village):
    """The village with its areas at hand."""
    return Village.objects.select_related("district__parent").get(pk=village.pk)


@pytest.fixture
def families(place):
    return two_families(place)


def totals(place, day=DAY):
    return total_of(counts_of(place, targets_on(place, day), day)).row()


# --- counts and progress -------------------------------------------------------------


def test_counts_are_those_of_the_register_on_the_day(place, families):
    counts = totals(place)

    assert (counts["rumah_tangga"], counts["rentan"]) == (2, 1)
    assert (counts["anak"], counts["gizi_kurang"], counts["ibu_hamil"]) == (1, 1, 1)
    assert (counts["tanpa_air"], counts["tanpa_jamban"]) == (1, 2)
    assert counts["anak_tanpa_akta"] == counts["hamil_tanpa_jaminan"] == 1


def test_counts_of_an_earlier_day_do_not_know_what_came_later(place, families):
    counts = totals(place, date(2025, 3, 4))

    assert (counts["anak"], counts["gizi_kurang"], counts["tanpa_air"]) == (1, 0, 2)


def test_a_house_is_visited_by_a_record_a_statement_or_its_registration(place):
    dusun = place.dusuns.first()
    kinds = ["record", "statement", "registration", "nothing"]
    homes = {}
    for kind in kinds:
        since = date(2025, 4, 1) if kind == "registration" else date(2024, 2, 1)
        homes[kind] = make_household(place, dusun, since)
        child = make_child(homes[kind], date(2024, 3, 1))
        if kind == "record":
            make_child_record(child, date(2025, 2, 1), weighing="v")
    make_statement(homes["statement"], "air_aman", date(2025, 1, 1))

    found = progress_of(place, YEAR, targets_on(place, DAY), DAY)
    one = next(one for one in found if one.dusun == dusun)

    assert one.households == {home.pk for home in homes.values()}
    assert one.unvisited == {homes["nothing"].pk}


def test_a_past_year_is_read_on_its_last_day(place):
    today = place.today()

    assert last_day(place, today.year - 1) == date(today.year - 1, 12, 31)
    assert last_day(place, today.year) == today


# --- a dusun is done -----------------------------------------------------------------


def test_a_dusun_keeps_what_was_counted_when_it_was_done(place, families, kpm):
    krajan = place.dusuns.get(name="Krajan")

    row = actions.mark_dusun(place, krajan, YEAR, done_on=DAY, by=kpm)

    assert (row.households, row.visited, row.recorded_by) == (1, 1, kpm)
    assert AuditEntry.objects.filter(subject="scorecard.dusunmapping").count() == 1


def test_a_house_left_out_needs_a_word(place, families, kpm):
    sidomulyo = place.dusuns.get(name="Sidomulyo")
    with pytest.raises(Unvisited, match="1 rumah tangga belum dikunjungi"):
        actions.mark_dusun(place, sidomulyo, YEAR, done_on=DAY, by=kpm)

    row = actions.mark_dusun(
        place, sidomulyo, YEAR, done_on=DAY, note="Merantau.", by=kpm
    )

    assert (row.households, row.visited) == (1, 0)


def test_marking_twice_keeps_the_first_mark(place, kpm):
    dusun = place.dusuns.first()
    first = actions.mark_dusun(place, dusun, YEAR, done_on=DAY, by=kpm)

    assert actions.mark_dusun(place, dusun, YEAR, done_on=DAY, by=kpm) == first
    assert DusunMapping.objects.count() == 1


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2026, 1, 1)])
def test_a_dusun_is_done_within_the_year(place, kpm, day):
    with pytest.raises(WrongDay, match="1 Januari 2025 sampai 31 Desember 2025"):
        actions.mark_dusun(place, place.dusuns.first(), YEAR, done_on=day, by=kpm)


def test_a_mark_can_be_taken_back(place, kpm):
    row = actions.mark_dusun(place, place.dusuns.first(), YEAR, done_on=DAY, by=kpm)

    actions.unmark_dusun(row, by=kpm)

    assert not DusunMapping.objects.exists()
    assert AuditEntry.objects.filter(act=AuditEntry.Act.DELETE).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"visited": 2, "households": 1},
        {"visited": 0, "households": 1, "note": ""},
        {"dusun": "twice"},
    ],
)
def test_a_mark_that_contradicts_itself_is_refused(place, wrong):
    dusun = place.dusuns.first()
    values = {"households": 1, "visited": 1} | wrong
    if values.pop("dusun", None):
        DusunMapping.objects.create(
            village=place, dusun=dusun, year=YEAR, done_on=DAY, **values
        )

    with pytest.raises(IntegrityError), transaction.atomic():
        DusunMapping.objects.create(
            village=place, dusun=dusun, year=YEAR, done_on=DAY, **values
        )


# --- freezing ------------------------------------------------------------------------


def test_freezing_needs_every_dusun(place, kpm):
    krajan = place.dusuns.get(name="Krajan")
    actions.mark_dusun(place, krajan, YEAR, done_on=DAY, by=kpm)

    with pytest.raises(DusunUnfinished, match="Belum selesai: Sidomulyo"):
        actions.freeze(place, YEAR, as_of=DAY, by=kpm)


def test_a_village_without_dusun_has_nothing_to_freeze(place, kpm):
    place.dusuns.all().delete()

    with pytest.raises(DusunUnfinished, match="belum ada dusun"):
        actions.freeze(place, YEAR, as_of=DAY, by=kpm)


def test_freezing_before_the_last_dusun_was_done_is_refused(place, kpm):
    all_done(place, kpm, on=date(2025, 7, 1))

    with pytest.raises(WrongDay, match="baru selesai 1 Juli 2025"):
        actions.freeze(place, YEAR, as_of=DAY, by=kpm)


def test_what_is_frozen_does_not_follow_the_register(place, families, kpm):
    all_done(place, kpm)
    Facility.objects.create(village=place, year=YEAR, kind="tk", name="TK Satu")
    row = actions.freeze(place, YEAR, as_of=DAY, by=kpm)
    before = formulir_1_frozen(row).render("pdf")

    make_child(families[0], date(2025, 1, 1), name="Terlambat")
    place.facilities.all().delete()
    row.refresh_from_db()

    assert totals(place)["anak"] == 2
    assert row.content["total"]["anak"] == 1
    assert row.content["facilities"][0]["nama"] == "TK Satu"
    assert row.is_intact
    assert formulir_1_frozen(row).render("pdf") == before


def test_freezing_again_needs_a_reason_and_keeps_the_earlier(place, families, kpm):
    all_done(place, kpm)
    first = actions.freeze(place, YEAR, as_of=DAY, by=kpm)
    make_child(families[0], date(2025, 1, 1), name="Terlambat")
    with pytest.raises(ReasonNeeded):
        actions.freeze(place, YEAR, as_of=DAY, by=kpm)

    second = actions.freeze(place, YEAR, as_of=DAY, reason="Satu anak", by=kpm)

    first.refresh_from_db()
    assert (first.replaced_by, first.replace_reason) == (kpm, "Satu anak")
    assert list(place.social_mappings.in_force()) == [second]
    assert first.content["total"]["anak"] == 1


def test_freezing_the_same_twice_changes_nothing(place, families, kpm):
    all_done(place, kpm)
    first = actions.freeze(place, YEAR, as_of=DAY, by=kpm)

    assert actions.freeze(place, YEAR, as_of=DAY, by=kpm) == first
    assert SocialMapping.objects.count() == 1


def frozen_row(place, kpm, **fields):
    return SocialMapping.objects.create(
        village=place, year=YEAR, as_of=DAY, content={}, frozen_by=kpm, **fields
    )


def test_two_in_force_for_a_year_are_refused(place, kpm):
    frozen_row(place, kpm)

    with pytest.raises(IntegrityError), transaction.atomic():
        frozen_row(place, kpm)


def test_a_replacement_without_reason_is_refused(place, kpm):
    with pytest.raises(IntegrityError), transaction.atomic():
        frozen_row(place, kpm, replaced_at=timezone.now(), replaced_by=kpm)


# --- documents -----------------------------------------------------------------------


def frozen_years(place, families, kpm):
    """Last year and this one, a child less and a mother more."""
    all_done(place, kpm, year=2024, on=date(2024, 5, 2))
    actions.freeze(place, 2024, as_of=date(2024, 6, 30), by=kpm)
    all_done(place, kpm)
    return actions.freeze(place, YEAR, as_of=DAY, by=kpm)


def test_the_annex_says_what_changed_since_last_year(place, families, kpm):
    row = frozen_years(place, families, kpm)

    told = text(formulir_1_frozen(row).render("pdf"))

    assert "Lampiran Pengkajian Keadaan Desa (PKD) Tahun 2025" in told
    assert "PERBANDINGAN DENGAN TAHUN 2024" in told
    assert "Selisih tiap hitungan dari keadaan per 30 Juni 2024" in told
    assert "Ibu hamil: 1, naik 1 (dahulu 0)" in told
    assert "DRAF" not in told
    assert row.sha256 in told.replace(" ", "")


def test_last_year_frozen_once_more_does_not_reach_this_year(place, families, kpm):
    row = frozen_years(place, families, kpm)
    before = formulir_1_frozen(row).render("pdf")
    make_child(families[0], date(2024, 2, 1), registered_on=date(2024, 2, 2))
    actions.freeze(place, 2024, as_of=date(2024, 6, 30), reason="Kurang", by=kpm)

    row.refresh_from_db()
    assert formulir_1_frozen(row).render("pdf") == before


def test_what_is_not_frozen_is_a_draft(place, families):
    told = text(formulir_1_on(place, YEAR, DAY).render("pdf"))

    assert "DRAF" in told
    assert "Dibekukan" not in told


def test_a_service_that_is_missing_is_printed(place, families):
    Facility.objects.create(
        village=place,
        year=YEAR,
        kind="posyandu",
        name="Posyandu Melati",
        **dict.fromkeys(("parenting", "preschool"), "x"),
    )

    told = text(formulir_1_on(place, YEAR, DAY).render("pdf"))

    assert "Tidak ada layanan parenting di desa ini." in told


def test_the_differences_are_numbers_in_the_workbook(place, families, kpm):
    row = frozen_years(place, families, kpm)
    file = io.BytesIO(formulir_1_frozen(row).render("xlsx"))

    sheet = openpyxl.load_workbook(file)["Selisih dari 2024"]

    last = [cell.value for cell in sheet[sheet.max_row]]
    assert last[0] == "JUMLAH"
    assert last[3] == 1
