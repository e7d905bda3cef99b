from django.db import models


class Letterhead(models.Model):
    """Kop surat of one village."""

    village = models.OneToOneField(
        "villages.Village", models.CASCADE, related_name="letterhead"
    )
    address = models.CharField("alamat kantor desa", max_length=200, blank=True)
    postal_code = models.CharField("kode pos", max_length=5, blank=True)
    phone = models.CharField("telepon", max_length=30, blank=True)
    email = models.EmailField("surel", blank=True)
    website = models.CharField("laman", max_length=100, blank=True)  # without https://
    logo = models.ForeignKey(
        "villages.Attachment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="logo",
    )

    class Meta:
        verbose_name = "kop surat"
        verbose_name_plural = "kop surat"

    def __str__(self):
        return f"Kop surat {self.village}"

    def put_logo(self, attachment):
        """Print this picture at the left of the letterhead from now on."""
        self.logo = attachment
        self.save(update_fields=["logo"])
