"""`demo`: one invented kecamatan to look at and to practise with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from rembuk.demo.accounts import table
from rembuk.demo.story import RealData, tell


class Command(BaseCommand):
    help = "Memuat data contoh: satu kecamatan dengan tiga desa, semua nama karangan."

    def handle(self, *, verbosity, **options):
        try:
            with transaction.atomic():
                tell()
        except RealData as refusal:
            raise CommandError(str(refusal)) from None
        if verbosity:
            self.stdout.write(f"Akun contoh, kata sandi {settings.DEMO_PASSWORD}:")
            self.stdout.write("\n".join(table()))
