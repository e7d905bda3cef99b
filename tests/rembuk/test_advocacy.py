"""The road of a proposal, and who has the berita acara."""

from datetime import date

import pytest
from django.db import IntegrityError

from rembuk import actions
from rembuk.actions import advocacy as acts
from rembuk.advocacy import fits_of, standing_of, used_of
from rembuk.models import Handover, Step
from tests.rembuk.meetings import add_proposal

pytestmark = pytest.mark.django_db
S = Step.State


@pytest.fixture
def record(draft, rds):
    """A settled berita acara."""
    return actions.settle(draft, by=rds)


@pytest.fixture
def proposal(record):
    return record.meeting.proposals.get()


@pytest.fixture
def line(village):
    """A line of the APB Desa with the code of the proposal."""
    return village.budget_lines.create(
        year=2027, activity_code="2.2.06", name="Bina Keluarga", amount_rupiah=9_000_000
    )


def take(proposal, state, by, day=(9, 20), **values):
    values = {"taken_on": date(2026, *day)} | values
    return acts.take_step(proposal, state, values, by=by)


def in_budget(proposal, by, amount=8_000_000, **values):
    take(proposal, S.RKP, by)
    return take(proposal, S.APB, by, amount_rupiah=amount, **values)


def given(record, by, **values):
    values = {
        "receiver": "kades",
        "handed_on": date(2026, 6, 25),
        "handed_by": "Wahyuningsih",
        "received_by": "Slamet Riyadi",
        "position": "Kepala Desa",
    } | values
    return acts.hand_over(record, values, by=by)


# --- the road ------------------------------------------------------------------------


def test_a_proposal_goes_from_the_rembuk_to_its_realisation(proposal, kades, line):
    assert standing_of(proposal).label == "Diusulkan"

    in_budget(proposal, kades, budget_line=line)
    take(proposal, S.DONE, kades, day=(11, 2), amount_rupiah=7_900_000)

    standing = standing_of(proposal)
    assert standing.label == "Direalisasi"
    assert [stop["label"] for stop in standing.road] == [
        *("Diusulkan", "RKP Desa", "APB Desa", "Direalisasi")
    ]
    assert standing.following == ()


def test_the_rpjm_desa_is_a_step_that_may_be_left_out(proposal, kades):
    take(proposal, S.RPJM, kades)
    take(proposal, S.RKP, kades)

    assert standing_of(proposal).label == "RKP Desa"


@pytest.mark.parametrize("state", [S.APB, S.DONE])
def test_no_step_is_left_out_on_the_way(proposal, kades, state):
    with pytest.raises(acts.StepRefused, match="RPJM Desa atau RKP Desa atau Ditolak"):
        take(proposal, state, kades, amount_rupiah=1)


def test_what_was_rejected_goes_no_further(proposal, kades):
    take(proposal, S.REJECTED, kades, note="Sudah dibiayai kabupaten.")

    with pytest.raises(acts.StepRefused, match="sudah berakhir"):
        take(proposal, S.RKP, kades)


def test_a_step_does_not_go_before_the_one_before(proposal, kades):
    take(proposal, S.RKP, kades, day=(9, 20))

    with pytest.raises(acts.StepRefused, match="RKP Desa, 20 September 2026"):
        take(proposal, S.REJECTED, kades, day=(9, 19), note="Terlalu mahal.")


def test_the_first_step_does_not_go_before_the_rembuk(proposal, kades):
    with pytest.raises(acts.StepRefused, match="Diusulkan, 22 Juni 2026"):
        take(proposal, S.RKP, kades, day=(6, 21))


def test_the_same_form_sent_twice_takes_one_step(proposal, kades):
    uuid = "6f1d4f0e-58a9-4f6c-9f0a-0b3f5b6f3c11"
    for _ in range(2):
        values = {"taken_on": date(2026, 9, 20)}
        acts.take_step(proposal, S.RKP, values, uuid=uuid, by=kades)

    assert proposal.steps.count() == 1


def test_a_draft_is_not_carried_on(draft, kades):
    with pytest.raises(acts.StepRefused, match="belum ditetapkan"):
        take(draft.meeting.proposals.get(), S.RKP, kades)


def test_nothing_moves_while_the_berita_acara_is_corrected(record, proposal, kades):
    actions.correct(record, by=kades)

    with pytest.raises(acts.StepRefused, match="sedang diperbaiki"):
        take(proposal, S.RKP, kades)


# --- undo ----------------------------------------------------------------------------


def test_the_last_step_can_be_taken_back_and_taken_again(proposal, kades):
    step = take(proposal, S.RKP, kades)

    acts.undo_step(step, by=kades)
    assert standing_of(proposal).state == ""

    acts.redo_step(step, by=kades)
    assert standing_of(proposal).state == S.RKP


def test_only_the_last_step_can_be_taken_back(proposal, kades):
    first = take(proposal, S.RPJM, kades)
    take(proposal, S.RKP, kades)

    with pytest.raises(acts.StepRefused, match="Hanya langkah terakhir"):
        acts.undo_step(first, by=kades)


def test_a_step_taken_back_does_not_return_behind_a_newer_one(proposal, kades):
    step = take(proposal, S.RKP, kades)
    acts.undo_step(step, by=kades)
    take(proposal, S.REJECTED, kades, note="Tidak mendesak.")

    with pytest.raises(acts.StepRefused):
        acts.redo_step(step, by=kades)


# --- money ---------------------------------------------------------------------------


def test_more_than_the_budget_line_is_refused_with_what_is_left(proposal, kades, line):
    with pytest.raises(acts.StepRefused, match=r"sisanya Rp9\.000\.000"):
        in_budget(proposal, kades, amount=9_000_001, budget_line=line)


def test_a_line_is_shared_and_not_given_twice(record, proposal, kades, rds, line):
    actions.correct(record, by=rds)
    meeting = record.meeting
    other = add_proposal(meeting, by=rds, activity="Kelas ayah")
    actions.settle(meeting.berita_acaras.get(state="draf"), by=rds)
    in_budget(proposal, kades, amount=6_000_000, budget_line=line)

    with pytest.raises(acts.StepRefused, match=r"Rp6\.000\.000 sudah dipakai") as told:
        in_budget(other, kades, amount=4_000_000, budget_line=line)

    assert "sisanya Rp3.000.000" in str(told.value)


def test_a_rejection_frees_the_line_again(proposal, kades, line):
    in_budget(proposal, kades, budget_line=line)
    assert used_of([line]) == {line.pk: 8_000_000}

    step = take(proposal, S.REJECTED, kades, note="Dibatalkan.")
    assert used_of([line]) == {}

    acts.undo_step(step, by=kades)
    assert used_of([line]) == {line.pk: 8_000_000}


def test_more_spent_than_budgeted_is_refused(proposal, kades, line):
    in_budget(proposal, kades, budget_line=line)

    with pytest.raises(acts.StepRefused, match=r"melebihi anggarannya"):
        take(proposal, S.DONE, kades, amount_rupiah=8_000_001)


def test_the_line_of_the_same_code_is_suggested_first(village, proposal, line):
    near = village.budget_lines.create(
        year=2027, activity_code="2.2.02", name="Posyandu", amount_rupiah=1
    )
    far = village.budget_lines.create(
        year=2027, activity_code="4.4.01", name="Penyuluhan", amount_rupiah=1
    )
    village.budget_lines.create(
        year=2026, activity_code="2.2.06", name="Tahun ini", amount_rupiah=1
    )

    fits = fits_of(proposal, village)

    assert [fit.line for fit in fits] == [line, near, far]
    assert [fit.closeness for fit in fits] == [2, 1, 0]


def test_a_proposal_without_a_code_suggests_nothing(village, proposal, line):
    proposal.activity_code = ""

    assert [fit.closeness for fit in fits_of(proposal, village)] == [0]


# --- handing over --------------------------------------------------------------------


def test_a_receiver_gets_the_berita_acara_once(record, rds):
    given(record, rds)

    with pytest.raises(acts.HandoverRefused, match="25 Juni 2026"):
        given(record, rds, handed_on=date(2026, 6, 26))


def test_a_draft_is_not_handed_over(draft, rds):
    with pytest.raises(acts.HandoverRefused, match="belum ditetapkan"):
        given(draft, rds)


def test_a_handover_taken_back_returns_only_to_a_free_place(record, rds):
    first = given(record, rds)
    acts.take_back_handover(first, by=rds)
    acts.restore_handover(first, by=rds)
    assert record.handovers.count() == 1

    acts.take_back_handover(first, by=rds)
    given(record, rds)
    with pytest.raises(acts.HandoverRefused):
        acts.restore_handover(first, by=rds)


# --- constraints ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "ditolak"},
        {"state": "rkp", "amount_rupiah": 1},
        {"state": "apb"},
    ],
)
def test_the_database_keeps_no_step_that_says_nothing(proposal, fields):
    with pytest.raises(IntegrityError):
        proposal.steps.create(taken_on=date(2026, 9, 20), **fields)


def test_the_database_keeps_one_handover_a_receiver(record, rds):
    row = given(record, rds)

    with pytest.raises(IntegrityError):
        Handover.objects.create(
            berita_acara=record,
            receiver=row.receiver,
            handed_on=row.handed_on,
            handed_by="A",
            received_by="B",
            position="C",
        )


def test_a_budget_line_that_goes_leaves_the_amount(proposal, kades, line):
    in_budget(proposal, kades, budget_line=line)

    line.delete()

    assert standing_of(proposal).budgeted.amount_rupiah == 8_000_000
