from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from villages.regions import InvalidList, import_regions


class Command(BaseCommand):
    help = "Masukkan daftar wilayah (provinces, regencies, districts, villages .csv)."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args, folder, **options):
        try:
            counts = import_regions(folder)
        except InvalidList as error:
            raise CommandError(str(error)) from error
        words = {
            "created": "baru",
            "updated": "diubah",
            "ended": "diakhiri",
            "replaced": "diganti kodenya",
            "unchanged": "tetap",
        }
        self.stdout.write(
            ", ".join(f"{counts[key]} {word}" for key, word in words.items())
        )
