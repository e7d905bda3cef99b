"""`recompute [--area KODE] [--quarter 2026-3]`."""

from django.core.management.base import BaseCommand, CommandError

from scorecard.actions import rebuild
from villages.codes import NATION, InvalidCode, parse_code
from villages.quarters import InvalidQuarter, Triwulan


class Command(BaseCommand):
    help = "Menghitung ulang huruf dan angka dari catatan bulanan; yang final tetap."

    def add_arguments(self, parser):
        parser.add_argument("--area", default=NATION, metavar="KODE")
        parser.add_argument("--quarter", metavar="2026-3")

    def handle(self, *, area, quarter, **options):
        try:
            code = parse_code(area)
            chosen = Triwulan.parse(quarter) if quarter else None
        except (InvalidCode, InvalidQuarter) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{rebuild(code, chosen)} triwulan dihitung ulang.")
