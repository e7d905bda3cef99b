from django.core.exceptions import ValidationError
from django.db import models

from villages.numbering import InvalidFormat, NumberPattern, parse_format


def refuse_invalid_format(text):
    """Raise ValidationError unless the text is a format of numbers."""
    try:
        parse_format(text)
    except InvalidFormat as error:
        raise ValidationError(str(error)) from error


class NumberFormatQuerySet(models.QuerySet):
    def pattern_for(self, village, kind) -> NumberPattern | None:
        """How a village numbers this kind; None where it numbers by hand."""
        row = self.filter(village=village, kind=kind).first()
        text = row.pattern if row else DEFAULTS.get(kind, "")
        return parse_format(text) if text else None

    def proposed(self, village, kind, given_out, day) -> str:
        """The number after those given out; "" where the village numbers by hand."""
        pattern = self.pattern_for(village, kind)
        return pattern.following(given_out, day) if pattern else ""


class NumberFormat(models.Model):
    """How a village writes the numbers of one kind of document from now on."""

    class Kind(models.TextChoices):
        BERITA_ACARA = "berita_acara", "Berita acara rembuk"
        INVITATION = "undangan", "Undangan"
        COVER_LETTER = "penyampaian", "Surat penyampaian"
        DECREE = "sk", "Surat keputusan"

    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="number_formats"
    )
    kind = models.CharField("jenis dokumen", max_length=15, choices=Kind)
    pattern = models.CharField(
        "format", max_length=80, validators=[refuse_invalid_format]
    )

    objects = NumberFormatQuerySet.as_manager()

    class Meta:
        verbose_name = "format nomor"
        verbose_name_plural = "format nomor"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind"], name="number_format_once_per_kind"
            )
        ]

    def __str__(self):
        return f"Format nomor {self.get_kind_display().lower()}"

    def become(self, pattern):
        """Number by this format from now on; "" leaves it to be typed by hand."""
        self.pattern = pattern
        self.save(update_fields=["pattern"])


# The berita acara is numbered by itself; letters have the number of the office's own
# book of letters unless the village names a format to propose them by.
DEFAULTS = {NumberFormat.Kind.BERITA_ACARA: "{nomor:02}/RS/{tahun}"}
