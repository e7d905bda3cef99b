"""`manage.py berita_acara ID -o FILE`: the PDF of one berita acara."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rembuk.documents import draft_pdf
from rembuk.models import BeritaAcara


class Command(BaseCommand):
    help = (
        "Tulis PDF satu berita acara: draf disusun sekarang, yang sudah ditetapkan "
        "diambil dari berkas yang tersimpan (bertanda tangan bila sudah disahkan)."
    )

    def add_arguments(self, parser):
        parser.add_argument("id", type=int, help="nomor data berita acara")
        parser.add_argument("-o", "--output", required=True, help="berkas tujuan")

    def handle(self, *, id, output, **options):
        rows = BeritaAcara.objects.select_related(
            "meeting__quarter", "village", "unsigned_file", "signed_file"
        )
        try:
            row = rows.get(pk=id)
        except BeritaAcara.DoesNotExist:
            raise CommandError(f"Tidak ada berita acara dengan nomor {id}.") from None
        try:
            Path(output).write_bytes(_pdf(row))
        except OSError as error:
            raise CommandError(f"{output} tidak dapat ditulis: {error}") from error
        self.stdout.write(f"{row}, {row.get_state_display().lower()}: {output}")


def _pdf(row):
    if row.is_draft:
        return draft_pdf(row)
    with (row.signed_file or row.unsigned_file).file.open("rb") as file:
        return file.read()
