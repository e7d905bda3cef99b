"""Advokasi: handing the berita acara over, and each proposal from step to step."""

from django.db import transaction

from villages.actions import typed
from villages.models import BudgetLine
from villages.wording import long_date, rupiah

from ..advocacy import STATE, in_force, standing_of, used_of
from ..models import BeritaAcara, Meeting


class StepRefused(Exception):
    """The proposal cannot take this step; the message says why and what to do."""


class HandoverRefused(Exception):
    """The berita acara cannot be handed over; the message says why."""


# --- handing over --------------------------------------------------------------------


@transaction.atomic
def hand_over(berita_acara, values, *, uuid=None, by):
    """Write down that a receiver has the berita acara. Raises HandoverRefused."""
    held = BeritaAcara.objects.hold(berita_acara.pk)
    refuse_unless_in_force(held)
    rows = held.handovers
    there = rows.filter(receiver=values["receiver"]).exclude(uuid=uuid).first()
    if there:
        raise HandoverRefused(
            f"{there} sudah dicatat pada {long_date(there.handed_on)}. Ubah catatan "
            "itu bila ada yang keliru."
        )
    return typed.add(rows, values, village=held.village, uuid=uuid, by=by)


def refuse_unless_in_force(berita_acara):
    """Raise HandoverRefused for a draft and for one that was cancelled."""
    state = berita_acara.state
    if state in (BeritaAcara.State.DRAFT, BeritaAcara.State.CANCELLED):
        raise HandoverRefused(
            "Berita acara ini belum ditetapkan atau sudah dibatalkan, jadi belum dapat "
            "disampaikan."
        )


@transaction.atomic
def take_back_handover(handover, *, by):
    """Set the record of a handover aside."""
    typed.remove(handover, village=handover.berita_acara.village, by=by)


@transaction.atomic
def restore_handover(handover, *, by):
    """Take it back. Raises HandoverRefused when another was written meanwhile."""
    held = BeritaAcara.objects.hold(handover.berita_acara_id)
    if held.handovers.filter(receiver=handover.receiver).exists():
        raise HandoverRefused(
            "Penyerahan kepada penerima ini sudah dicatat lagi, jadi yang lama tidak "
            "dikembalikan."
        )
    typed.restore(handover, village=held.village, by=by)


# --- steps of a proposal -------------------------------------------------------------


@transaction.atomic
def take_step(proposal, state, values, *, uuid=None, by):
    """The proposal comes to `state`. Raises StepRefused."""
    meeting = Meeting.objects.hold(proposal.meeting_id)
    if uuid and (saved := proposal.steps.filter(uuid=uuid).first()):
        return saved
    refuse_step(proposal, state, values)
    values = values | {"state": state}
    return typed.add(proposal.steps, values, village=meeting.village, uuid=uuid, by=by)


def refuse_step(proposal, state, values):
    """Raise StepRefused when the step does not follow, in time or in money."""
    _refuse_while_open(proposal.meeting)
    standing = standing_of(proposal)
    if state not in standing.following:
        raise StepRefused(_out_of_order(standing, STATE(state)))
    earlier = standing.last.taken_on if standing.last else proposal.meeting.held_on
    if earlier and values["taken_on"] < earlier:
        raise StepRefused(
            f"Tanggalnya mendahului langkah sebelumnya: {standing.label}, "
            f"{long_date(earlier)}."
        )
    if state == STATE.APB and values.get("budget_line"):
        _refuse_beyond_line(proposal, values["budget_line"], values["amount_rupiah"])
    if state == STATE.DONE:
        _refuse_beyond_budget(standing.budgeted, values["amount_rupiah"])


def _refuse_while_open(meeting):
    if in_force(meeting) is None:
        raise StepRefused(
            "Berita acara rembuk ini belum ditetapkan atau sudah dibatalkan, jadi "
            "usulannya belum dapat dikawal."
        )
    if meeting.is_open:
        raise StepRefused(
            "Berita acara rembuk ini sedang diperbaiki. Tetapkan dahulu perbaikannya, "
            "lalu catat langkah usulan."
        )


def _out_of_order(standing, state):
    if not standing.following:
        return (
            f"Usulan ini sudah berakhir ({standing.label.lower()}). Hapus dahulu "
            "langkah terakhirnya bila keliru dicatat."
        )
    labels = " atau ".join(one.label for one in standing.following)
    return (
        f"Dari keadaan “{standing.label}” usulan belum dapat menjadi “{state.label}”. "
        f"Langkah berikutnya: {labels}."
    )


def _refuse_beyond_line(proposal, line, amount):
    held = BudgetLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    used = used_of([held], besides=proposal).get(held.pk, 0)
    left = held.amount_rupiah - used
    if amount > left:
        taken = f", {rupiah(used)} sudah dipakai usulan lain" if used else ""
        raise StepRefused(
            f"{rupiah(amount)} melebihi baris {held.activity_code} {held.name}: "
            f"alokasinya {rupiah(held.amount_rupiah)}{taken}, jadi sisanya "
            f"{rupiah(left)}. Kurangi jumlahnya, atau pilih baris lain."
        )


def _refuse_beyond_budget(budgeted, amount):
    if amount > budgeted.amount_rupiah:
        raise StepRefused(
            f"Realisasi {rupiah(amount)} melebihi anggarannya dalam APB Desa "
            f"({rupiah(budgeted.amount_rupiah)}). Periksa jumlahnya; bila anggarannya "
            "diubah, hapus dan catat ulang langkah APB Desa."
        )


@transaction.atomic
def undo_step(step, *, by):
    """Take the last step of a proposal back. Raises StepRefused."""
    meeting = Meeting.objects.hold(step.proposal.meeting_id)
    if step.proposal.steps.last() != step:
        raise StepRefused(
            "Hanya langkah terakhir yang dapat dihapus. Muat ulang halaman ini."
        )
    typed.remove(step, village=meeting.village, by=by)


@transaction.atomic
def redo_step(step, *, by):
    """Take a step again that was taken back. Raises StepRefused."""
    meeting = Meeting.objects.hold(step.proposal.meeting_id)
    values = {
        name: getattr(step, name)
        for name in ("taken_on", "budget_line", "amount_rupiah")
    }
    refuse_step(step.proposal, step.state, values)
    if step.proposal.steps.filter(pk__gt=step.pk).exists():
        raise StepRefused("Langkah yang lebih baru sudah dicatat.")
    typed.restore(step, village=meeting.village, by=by)
