from django.db import models

from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .berita_acara import BeritaAcara


class Handover(Removable):
    """Penyampaian: the berita acara was given to one receiver on a day."""

    class Receiver(models.TextChoices):
        KADES = "kades", "Kepala Desa"
        BPD = "bpd", "BPD"

    berita_acara = models.ForeignKey(
        BeritaAcara,
        models.PROTECT,
        related_name="handovers",
        verbose_name="berita acara",
    )
    receiver = models.CharField("disampaikan kepada", max_length=5, choices=Receiver)
    handed_on = models.DateField("tanggal diserahkan")
    letter_number = models.CharField("nomor surat", max_length=60, blank=True)
    handed_by = models.CharField("yang menyerahkan", max_length=120)
    received_by = models.CharField("nama penerima", max_length=120)
    position = models.CharField("jabatan penerima", max_length=80)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "penyampaian berita acara"
        verbose_name_plural = "penyampaian berita acara"
        ordering = ["receiver"]
        constraints = [
            models.UniqueConstraint(
                fields=["berita_acara", "receiver"],
                condition=models.Q(removed_at=None),
                name="handover_once_a_receiver",
                violation_error_message="Penyerahan kepada penerima ini sudah dicatat.",
            )
        ]

    def __str__(self):
        return f"Penyampaian kepada {self.get_receiver_display()}"
