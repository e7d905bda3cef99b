"""`parity`: exit 1 and a list where a stored number does not follow."""

from django.core.management.base import BaseCommand, CommandError

from scorecard.actions import drain
from scorecard.parity import differences


class Command(BaseCommand):
    help = "Membuktikan bahwa setiap angka sama dengan jumlah di bawahnya."

    def handle(self, **options):
        drain(wait=True)
        found = list(differences())
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} selisih ditemukan.")
        self.stdout.write("Semua angka cocok.")
