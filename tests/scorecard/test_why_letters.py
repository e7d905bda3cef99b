"""Mengapa huruf ini? What a letter rests on: worked out, frozen, and told."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households import packages as p
from households.models import ChildRecord, PregnancyRecord, Quarter, Statement
from households.packages import Who
from scorecard import actions, engine
from scorecard.actions.erase import erase_family
from scorecard.differences import differences, people_differing
from scorecard.explain import explain, explain_all
from scorecard.matrices import matrix_of
from scorecard.models import Snapshot, fingerprint
from scorecard.parity import differences as wrong
from scorecard.reasons import Reason, packed, reasons_in, unpacked
from scorecard.rules import FATHERS
from scorecard.rules.hpk_2018 import RULES
from scorecard.snapshots import content_of
from scorecard.why_letters import reasons_behind, reasons_of
from scorecard.wording import reason_words
from tests.cast import make_village
from tests.scorecard.counted_village import QUARTER, counted, finalised
from tests.scorecard.engine_readings import taken_back
from tests.scorecard.test_pages import page, queries, read, words
from tests.scorecard.third_dates import moment_of
from tests.scorecard.third_reading import TODAY
from tests.scorecard.village_checks import in_random_villages
from tests.scorecard.workbook_rows import load
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
MONTHS = "Oktober: menerima · November: menerima · Desember: menerima"
TOO_OLD = "dibuat sebelum bulan-bulan yang dihitung ikut disimpan"


def in_the_village_of(case):
    """The village of a case, its targets, its quarter and its as-of date."""
    village = make_village("3307052001", dusuns=())
    targets = list(load(village, case.book).targets.values())
    moment = moment_of(case.year, case.quarter, case.as_of, TODAY)
    return village, targets, Triwulan(case.year, case.quarter), moment.as_of


# --- worked out ----------------------------------------------------------------------


@in_random_villages
def test_targets_read_together_are_judged_as_each_alone(case):
    with taken_back():
        _, targets, quarter, as_of = in_the_village_of(case)
        together = explain_all(targets, quarter, as_of)
        alone = {target: explain(target, quarter, as_of) for target in targets}
    assert together == alone


@in_random_villages
def test_every_letter_that_is_due_is_frozen_with_what_it_rests_on(case):
    with taken_back():
        village, targets, quarter, as_of = in_the_village_of(case)
        engine.store_villages([village.pk], quarter, as_of)
        row = Quarter.objects.create(
            village=village, year=quarter.year, number=quarter.number, as_of=as_of
        )
        content = json.loads(json.dumps(content_of(row)[0]))
        judged = explain_all(targets, quarter, as_of)
    expected = {str(t.uuid): reasons_in(found) for t, found in judged.items() if found}
    for target in content["targets"]:
        reasons = unpacked(target["reasons"])
        due = {c: shown for c, shown in target["letters"].items() if shown != "TS"}
        assert reasons == expected[target["id"]]
        reasons.pop(FATHERS, None)  # has no letter of its own
        assert due == {
            code: "Y" if one.counted >= one.needed else "T"
            for code, one in reasons.items()
        }


@pytest.mark.parametrize("children", [2, 40])
def test_the_reasons_of_a_village_cost_as_many_queries_as_those_of_two(
    village, children
):
    counted(village, children=children)
    with CaptureQueriesContext(connection) as captured:
        assert len(reasons_of(village, QUARTER)) == children + 1
    assert len(captured) == 11


def test_a_quarter_without_letters_has_no_reasons(village):
    assert reasons_of(village, QUARTER) == {}


# --- frozen --------------------------------------------------------------------------


@pytest.fixture
def frozen(village, kpm, admin_desa):
    """Mother and child of a final quarter, whose facts are gone behind its back."""
    mother, child = counted(village)
    finalised(village, kpm=kpm, admin=admin_desa)
    for model in (ChildRecord, PregnancyRecord, Statement):
        model.objects.all().delete()
    return mother, child


def of_person(village, target):
    kind = "anak" if hasattr(target, "born_on") else "ibu"
    return page("person", village, kind=kind, target=target.uuid)


def test_a_final_quarter_tells_the_months_as_they_were_frozen(
    client, village, kpm, frozen
):
    mother, child = frozen
    told = words(read(client, kpm, of_person(village, mother)))
    assert f"{MONTHS} · perlu 2 bulan" in told
    assert "Oktober: belum · November: belum · Desember: belum" in told
    assert "Jawaban terbaru: ya, 1 Juni 2025" in told
    assert MONTHS in words(read(client, kpm, of_person(village, child)))
    people = words(read(client, kpm, page("explain_people", village, code="anc")))
    assert f"{MONTHS} · perlu 2 bulan" in people
    assert TOO_OLD not in told + people


def test_what_a_running_quarter_tells_is_what_is_frozen(village, kpm, admin_desa):
    counted(village, children=3)
    both = (Who.MOTHER, Who.CHILD)

    def told():
        found = (matrix_of(village, QUARTER, who) for who in both)
        return [reasons_behind(village, QUARTER, matrix) for matrix in found]

    before = told()
    finalised(village, kpm=kpm, admin=admin_desa)

    assert told() == before
    assert sum(map(len, before)) == 4


def test_a_reason_is_small_and_holds_only_months_days_and_marks(village):
    counted(village)
    shape = re.compile(
        r'\[\d+, \d+(, "\d{4}-\d\d", "[vx-]+"'
        r'|, "(\d{4}-\d\d-\d\d)?", "[vx]?"(, "[vx]{2}")?)?\]'
    )
    row = village.quarters.of(QUARTER).get()
    for target in content_of(row)[0]["targets"]:
        text = json.dumps(target["reasons"], separators=(",", ":"))
        assert len(text) <= 400
        for one in target["reasons"].values():
            assert shape.fullmatch(json.dumps(one))


def test_erasing_a_family_leaves_the_reasons_and_the_seal(village, admin_desa, kpm):
    _, child = counted(village)
    finalised(village, kpm=kpm, admin=admin_desa)
    before = matrix_of(village, QUARTER, Who.CHILD)
    erase_family(
        child.household, by=admin_desa, reason="Diminta", legal_basis="UU 27/2022"
    )

    after = matrix_of(village, QUARTER, Who.CHILD)
    kept = {one.uuid: one.reasons for one in after.people}
    assert kept == {one.uuid: one.reasons for one in before.people}
    assert {one.name for one in after.people} == {"dihapus", "Putri Ayu 1"}
    assert after.is_intact
    assert list(wrong()) == []


# --- from before they were frozen ----------------------------------------------------


def without_reasons(snapshot):
    """As snapshots were taken before."""
    for target in snapshot.content["targets"]:
        del target["reasons"]
    snapshot.sha256 = fingerprint(snapshot.content)
    snapshot.save()


@pytest.fixture
def old(village, kpm, admin_desa):
    mother, _ = counted(village)
    without_reasons(finalised(village, kpm=kpm, admin=admin_desa))
    return mother


@pytest.mark.parametrize("code", ["anc", "akta"])
def test_an_old_snapshot_says_that_it_keeps_no_months(client, village, kpm, old, code):
    told = words(read(client, kpm, of_person(village, old)))
    people = words(read(client, kpm, page("explain_people", village, code=code)))

    assert TOO_OLD in told
    assert TOO_OLD in people
    assert "menerima ·" not in told + people
    assert Snapshot.objects.get().is_intact
    assert list(wrong()) == []


def test_an_old_and_a_new_snapshot_of_the_same_facts_do_not_differ(
    client, village, kpm, admin_desa, old
):
    row = village.quarters.of(QUARTER).get()
    actions.reopen(row, by=admin_desa, reason="Dibuka untuk melihat bulannya")
    finalised(village, kpm=kpm, admin=admin_desa)
    pair = list(Snapshot.objects.order_by("pk"))

    assert differences(*pair) == people_differing(*pair) == []
    assert [one.is_intact for one in pair] == [True, True]
    told = words(read(client, kpm, of_person(village, old)))
    assert MONTHS in told
    assert TOO_OLD not in told


# --- told ----------------------------------------------------------------------------


def test_who_is_behind_a_figure_is_told_with_the_months(client, village, kpm, bpd):
    counted(village)
    told = words(read(client, kpm, page("explain_people", village, code="timbang")))

    assert MONTHS in told.split("Ahmad Fauzan")[1].split("</li>")[0]
    missed = told.split("Putri Ayu 1")[1].split("</li>")[0]
    assert "Oktober: belum · November: belum · Desember: belum" in missed
    assert "menerima ·" not in words(
        read(client, bpd, page("explain", village, code="timbang"))
    )


@pytest.mark.parametrize("children", [2, 40])
def test_the_pages_of_a_final_quarter_and_of_a_person_ask_no_oftener(
    client, village, kpm, admin_desa, children
):
    _, child = counted(village, children=children)
    assert queries(client, kpm, of_person(village, child)) == 15
    finalised(village, kpm=kpm, admin=admin_desa)
    assert queries(client, kpm, of_person(village, child)) == 6
    people = page("explain_people", village, code="timbang")
    assert queries(client, kpm, people) == 6


def indicator(service):
    return next(one for one in RULES.indicators if one.service is service)


def months(*received, since=date(2025, 11, 1)):
    firsts = [since, date(2025, 12, 1), date(2026, 1, 1)]
    return tuple(zip(firsts, received, strict=False))


DAY = {"answered_on": date(2026, 8, 3)}


@pytest.mark.parametrize(
    ("service", "reason", "told"),
    [
        (p.IRON, Reason(1, 2, months(True, False)), "November: menerima · D…: belum"),
        (
            p.ANC,
            Reason(1, 1, months(True, False)),
            "November: menerima · D…: belum · perlu 1 bulan",
        ),
        (
            p.MEASURING,
            Reason(0, 1, months(False, False, False)),
            "November 2025: belum · D… 2025: belum · Januari 2026: belum · "
            "perlu 1 bulan",
        ),
        (p.NIFAS, Reason(0, 1), "0 dari 1 kunjungan"),
        (p.NIFAS, Reason(2, 3), "2 dari 3 kunjungan"),
        (p.NIFAS, Reason(5, 3), "5 kunjungan, perlu 3"),
        (p.CERTIFICATE, Reason(0, 1), "Belum pernah dinyatakan"),
        (
            p.CERTIFICATE,
            Reason(0, 1, answer="x", **DAY),
            "Jawaban terbaru: tidak, 3 Agustus 2026",
        ),
        (p.IMMUNISATION, Reason(0, 1), "Belum pernah dinyatakan"),
        (
            p.IMMUNISATION,
            Reason(1, 2, conditions=(False, True)),
            "Belum pernah dinyatakan · sudah: campak; belum: imunisasi dasar",
        ),
        (
            p.IMMUNISATION,
            Reason(0, 2, answer="x", conditions=(False, False), **DAY),
            "Jawaban terbaru: tidak, 3 Agustus 2026 · "
            "belum: imunisasi dasar dan campak",
        ),
        (
            p.IMMUNISATION,
            Reason(1, 2, answer="v", conditions=(True, False), **DAY),
            "Jawaban terbaru: ya, 3 Agustus 2026 · "
            "sudah: imunisasi dasar; belum: campak",
        ),
        (
            p.IMMUNISATION,
            Reason(1, 2, answer="v", conditions=(False, True), **DAY),
            "Jawaban terbaru: ya, 3 Agustus 2026 · sudah: campak; belum: imunisasi "
            "dasar (jawaban lama dari sebelum umur 10 bulan, perlu dinyatakan lagi)",
        ),
        (
            p.IMMUNISATION,
            Reason(2, 2, answer="v", conditions=(True, True), **DAY),
            "Jawaban terbaru: ya, 3 Agustus 2026 · sudah: imunisasi dasar dan campak",
        ),
        (
            p.IMMUNISATION,
            Reason(1, 1, answer="v", **DAY),
            "Jawaban terbaru: ya, 3 Agustus 2026",
        ),
        (
            p.IMMUNISATION,
            Reason(0, 1, answer="v", **DAY),
            "Jawaban terbaru: ya, 3 Agustus 2026 · belum: imunisasi dasar (jawaban "
            "lama dari sebelum umur 10 bulan, perlu dinyatakan lagi)",
        ),
    ],
)
def test_a_reason_is_told_in_few_words(service, reason, told):
    said = reason_words(indicator(service), reason)
    assert " ".join(said.split()) == told.replace("D…", "Desember")


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        (Reason(2, 3), [2, 3]),
        (Reason(1, 1, answer="v", **DAY), [1, 1, "2026-08-03", "v"]),
        (Reason(1, 2, months(True, False)), [1, 2, "2025-11", "vx"]),
        (
            Reason(1, 2, ((date(2025, 11, 1), True), (date(2026, 1, 1), False))),
            [1, 2, "2025-11", "v-x"],
        ),
        (Reason(1, 2, conditions=(False, True)), [1, 2, "", "", "xv"]),
        (
            Reason(1, 2, answer="v", conditions=(True, False), **DAY),
            [1, 2, "2026-08-03", "v", "vx"],
        ),
    ],
)
def test_a_reason_is_kept_in_few_bytes_and_read_again(reason, kept):
    assert packed(reason) == kept
    assert unpacked({"fe": kept}) == {"fe": reason}


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ([1, 2, "2026-08-03", "x"], "sudah: campak; belum: imunisasi dasar"),
        ([1, 2], "sudah: campak; belum: imunisasi dasar"),
        ([0, 2], "belum: imunisasi dasar dan campak"),
        ([2, 2, "2026-08-03", "v"], "sudah: imunisasi dasar dan campak"),
        ([1, 2, "2026-08-03", "v"], "1 dari 2 syarat"),
    ],
)
def test_an_older_snapshot_names_the_conditions_as_far_as_it_knows_them(kept, told):
    [reason] = unpacked({"imunisasi": kept}).values()
    said = " ".join(reason_words(indicator(p.IMMUNISATION), reason).split())
    assert said.endswith(f" · {told}")
    assert packed(reason) == kept


def test_the_conditions_met_and_missing_are_named_before_and_after_freezing(
    client, village, kpm, admin_desa
):
    _, child = counted(village)
    told = "sudah: imunisasi dasar dan campak"
    behind = page("explain_people", village, code="imunisasi")
    assert told in words(read(client, kpm, of_person(village, child)))
    before = words(read(client, kpm, behind))
    assert told in before
    assert "Belum pernah dinyatakan · belum: imunisasi dasar" in before
    finalised(village, kpm=kpm, admin=admin_desa)
    assert told in words(read(client, kpm, of_person(village, child)))
    assert told in words(read(client, kpm, behind))
