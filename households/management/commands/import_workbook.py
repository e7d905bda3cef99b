import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from households.models.quarter import QuarterFinal
from households.workbook.importing import ImportRefused, examine, save
from villages.codes import InvalidCode, parse_code
from villages.models import Village

WIDTH = 30  # of the bar, in characters


class Command(BaseCommand):
    help = "Impor buku kerja (XLSX, atau folder/zip CSV) ke satu desa."

    def add_arguments(self, parser):
        parser.add_argument("code", metavar="KODE_DESA")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="Periksa saja, jangan simpan."
        )

    def handle(self, *, code, file, dry_run, **options):
        village = village_of(code)
        if not file.exists():
            raise CommandError(f"{file} tidak ada.")
        act = examine if dry_run else save
        try:
            found = act(village, file, watcher=self.draw)
        except ImportRefused as refusal:
            found = refusal.examination
        except QuarterFinal as refusal:
            raise CommandError(str(refusal)) from None
        except KeyboardInterrupt:
            self.stderr.write(
                "\nDihentikan; tidak ada yang disimpan. Jalankan perintah yang sama "
                "untuk melanjutkan."
            )
            sys.exit(130)
        self.wipe()
        self.stdout.write(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
        if found.problems:
            sys.exit(1)

    def draw(self, job):
        """A bar on the terminal, beside the JSON that goes to the output."""
        if self.stderr.isatty():
            filled = "█" * (WIDTH * job.percent // 100)
            self.stderr.write(
                f"\r{job.step:<11} {filled:░<{WIDTH}} {job.percent:3} %", ending=""
            )
            self.stderr.flush()

    def wipe(self):
        if self.stderr.isatty():
            self.stderr.write("\r\033[K", ending="")


def village_of(code):
    """The village of a code with or without dots. Raises CommandError."""
    try:
        return Village.objects.get(code=parse_code(code))
    except (InvalidCode, Village.DoesNotExist):
        raise CommandError(f"Desa dengan kode {code} tidak ada.") from None
