import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from households.growth_list import ListRefused, score_list


class Command(BaseCommand):
    help = "Hitung z-score WHO untuk satu daftar anak (CSV)."

    def add_arguments(self, parser):
        parser.add_argument("source", metavar="IN.csv", type=Path)
        parser.add_argument(
            "-o", "--output", metavar="OUT.csv", type=Path, required=True
        )

    def handle(self, *, source, output, **options):
        try:
            headings, delimiter, rows = score_list(_read(source))
            refused = _write(output, headings, delimiter, rows, self.stderr)
        except (OSError, ListRefused) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{output}: selesai, {refused} baris bermasalah.")


def _read(source):
    try:
        return source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ListRefused(
            f"{source} bukan CSV berkode UTF-8. Simpan ulang sebagai CSV UTF-8."
        ) from None


def _write(output, headings, delimiter, rows, stderr):
    refused = 0
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, delimiter=delimiter)
        writer.writeheader()
        for row in rows:
            writer.writerow(row.cells)
            if row.problems:
                refused += 1
                stderr.write(f"Baris {row.number}: {' '.join(row.problems)}")
    return refused
