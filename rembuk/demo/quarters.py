"""The quarters behind the running one: checked, explained, validated, made final."""

from households.actions import verify as verify_register
from households.models import Household, Person, Pregnancy, Quarter
from scorecard import actions
from scorecard.checks import checks_of
from scorecard.models import Explanation
from villages.models.posting import Role
from villages.quarters import Triwulan

from .accounts import login_of
from .families import QUARTERS

# How far the quarter before the running one has come, village by village.
LAST_STATES = (Quarter.State.VALIDATED, Quarter.State.VERIFIED, Quarter.State.FINAL)

WHY_OPEN = {
    "belum_diverifikasi": "Pendaftaran baru; berkasnya sedang diperiksa admin desa.",
    "tidak_dikunjungi": "Keluarga bekerja di luar kota dan kembali sesudah panen.",
    "tikar_stunting": "Diukur ulang bersama bidan desa pada posyandu berikutnya.",
    "lila": "LiLA diukur ulang oleh bidan; status mengikuti hasil pemeriksaan bidan.",
    "paud_kosong": "Guru PAUD belum menyerahkan daftar hadir bulan tersebut.",
}
OTHERWISE = "Sudah diperiksa bersama bidan desa; datanya sesuai keadaan."


def verify_families(village, plan) -> None:
    """The admin desa has verified all but the newest registrations."""
    since = Triwulan.of(village.today()).first_day
    by = login_of(plan, Role.ADMIN_DESA)
    rows = [
        *Household.objects.filter(village=village, registered_on__lt=since),
        *Person.objects.filter(
            household__village=village, is_child=True, registered_on__lt=since
        ),
        *Pregnancy.objects.filter(
            woman__household__village=village, registered_on__lt=since
        ),
    ]
    verify_register(village, rows, by=by)


def close_quarters(village, plan, last_state: str) -> None:
    """Make the older quarters final and bring the last one to its state."""
    running = Triwulan.of(village.today())
    ended = running.shift(1 - QUARTERS).through(running.previous)
    for quarter in ended:
        row = village.quarters.of(quarter).get()
        is_last = quarter == ended[-1]
        _bring(row, plan, last_state if is_last else Quarter.State.FINAL)


def _bring(row: Quarter, plan, state: str) -> None:
    kpm, admin_desa = login_of(plan, Role.KPM), login_of(plan, Role.ADMIN_DESA)
    _explain(row, by=kpm)
    actions.verify(row, by=kpm)
    if state != Quarter.State.VERIFIED:
        actions.validate(row, by=admin_desa)
    if state == Quarter.State.FINAL:
        actions.finalise(row, by=admin_desa)


def _explain(row: Quarter, *, by) -> None:
    """What can be explained is; what must be mended does not occur in the demo."""
    Explanation.objects.bulk_create(
        Explanation(
            quarter=row,
            check_code=check.code,
            text=WHY_OPEN.get(check.code, OTHERWISE),
            explained_by=by,
        )
        for check in checks_of(row)
        if not check.must_mend
    )
