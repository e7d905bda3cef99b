from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from households.workbook.stored import VillageLines
from households.workbook.writing import write

from .import_workbook import village_of


class Command(BaseCommand):
    help = "Ekspor buku kerja satu desa (.xlsx, .zip berisi CSV, atau folder CSV)."

    def add_arguments(self, parser):
        parser.add_argument("code", metavar="KODE_DESA")
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *, code, file, **options):
        village = village_of(code)
        try:
            write(VillageLines(village), file)
        except OSError as refusal:
            raise CommandError(f"{file} tidak dapat ditulis: {refusal}") from None
        self.stdout.write(f"{file}: buku kerja {village.name} tersimpan.")
