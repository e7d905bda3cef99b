"""`report KODE_DESA TAHUN TRIWULAN --format pdf|xlsx -o FILE`: Formulir 4."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from scorecard.actions import drain, touch_moved
from scorecard.documents import FORMATS, convergence_report
from scorecard.fresh import UnknownPlace, known_place
from villages.codes import InvalidCode, Level, level_of, parse_code
from villages.models import Village
from villages.quarters import InvalidQuarter, QuarterNotBegun, Triwulan

REFUSALS = (InvalidCode, InvalidQuarter, QuarterNotBegun, UnknownPlace)


class Command(BaseCommand):
    help = "Tulis Laporan Konvergensi (Formulir 4) satu desa dan triwulan ke berkas."

    def add_arguments(self, parser):
        parser.add_argument("kode", help="kode desa, dengan atau tanpa titik")
        parser.add_argument("tahun", type=int)
        parser.add_argument("triwulan", type=int)
        parser.add_argument(
            "--format", choices=list(FORMATS), default="pdf", dest="file_format"
        )
        parser.add_argument("-o", "--output", required=True, metavar="FILE")

    def handle(self, *, kode, tahun, triwulan, file_format, output, **options):
        try:
            code, quarter = parse_code(kode), Triwulan(tahun, triwulan)
            known_place(code, quarter, None)
        except REFUSALS as refusal:
            raise CommandError(str(refusal)) from None
        if level_of(code) is not Level.VILLAGE:
            raise CommandError(f"{kode} bukan desa. Formulir 4 dibuat per desa.")
        _write(output, _report(code, quarter).render(file_format))
        self.stdout.write(f"{output} tersimpan.")


def _report(code, quarter):
    """The report of what is stored, after computing what waits."""
    touch_moved()
    drain(code, quarter, wait=True)
    villages = Village.objects.select_related("district__parent")
    return convergence_report(villages.get(code=code), quarter)


def _write(output, content):
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        raise CommandError(f"{output} tidak dapat ditulis: {error.strerror}.") from None
