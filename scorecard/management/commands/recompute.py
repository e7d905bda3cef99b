"""`recompute [--area KODE] [--quarter 2026-3] [--workers N | --queue]`, `--status`."""

import multiprocessing
import time
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from scorecard.actions import plan, tell, work_off
from scorecard.models import Rebuild
from villages.codes import NATION, InvalidCode, parse_code
from villages.quarters import InvalidQuarter, Triwulan

LISTED = 5  # runs that --status tells of
PATIENCE = 2  # seconds between two lines of progress


class Command(BaseCommand):
    help = "Menghitung ulang huruf dan angka dari catatan bulanan; yang final tetap."

    def add_arguments(self, parser):
        parser.add_argument("--area", default=NATION, metavar="KODE")
        parser.add_argument("--quarter", metavar="2026-3")
        parser.add_argument(
            "--workers", type=int, default=1, help="proses sekaligus di mesin ini"
        )
        parser.add_argument(
            "--queue", action="store_true", help="serahkan kepada worker Celery"
        )
        parser.add_argument(
            "--run", type=UUID, metavar="UUID", help="lanjutkan yang terhenti"
        )
        parser.add_argument(
            "--status", action="store_true", help="kemajuan yang terakhir"
        )

    def handle(self, *, area, quarter, workers, queue, run, status, **options):
        if status:
            for one in Rebuild.objects.counted()[:LISTED]:
                self.stdout.write(_line(one))
            return
        chosen = _known(run) if run else _planned(area, quarter, max(1, workers))
        if queue:
            tell(chosen)
            self.stdout.write(f"Diserahkan kepada worker: {chosen.uuid}")
            return
        if workers > 1:
            self._work_together(chosen, workers)
        else:
            work_off(chosen)
        _wait_for_sums(chosen)
        done = Rebuild.objects.counted().get(pk=chosen.pk)
        if done.state != Rebuild.State.DONE:
            raise CommandError(f"Terhenti. Lanjutkan dengan --run {chosen.uuid}")
        self.stdout.write(f"{done.rows} triwulan dihitung ulang.")

    def _work_together(self, run: Rebuild, count: int) -> None:
        """Several processes on one run, each with a connection of its own."""
        connections.close_all()
        context = multiprocessing.get_context("fork")
        workers = [context.Process(target=work_off, args=[run]) for _ in range(count)]
        for worker in workers:
            worker.start()
        while any(worker.is_alive() for worker in workers):
            self.stdout.write(_line(Rebuild.objects.counted().get(pk=run.pk)))
            workers[0].join(PATIENCE)
            time.sleep(0 if workers[0].is_alive() else PATIENCE / 10)
        for worker in workers:
            worker.join()


def _wait_for_sums(run: Rebuild) -> None:
    """Another process may be summing the areas; if it dies, its lease ends."""
    while Rebuild.objects.filter(pk=run.pk, state=Rebuild.State.SUMMING).exists():
        time.sleep(PATIENCE)
        work_off(run)


def _known(key: UUID) -> Rebuild:
    try:
        return Rebuild.objects.get(uuid=key)
    except Rebuild.DoesNotExist:
        raise CommandError(f"Tidak ada hitung ulang {key}.") from None


def _planned(area: str, quarter: str | None, workers: int) -> Rebuild:
    try:
        code = parse_code(area)
        chosen = Triwulan.parse(quarter) if quarter else None
    except (InvalidCode, InvalidQuarter) as refusal:
        raise CommandError(str(refusal)) from None
    return plan(code, chosen, workers=workers)


def _line(run: Rebuild) -> str:
    share = 100 * run.done // run.total if run.total else 100
    return (
        f"{run.uuid} {run}: {run.done} dari {run.total} bagian ({share} %), "
        f"{run.rows} triwulan desa, {run.get_state_display()}"
    )
