from django.db import models


class Official(models.Model):
    """Somebody who signs for the village: kepala desa, sekretaris, ketua BPD, bidan."""

    class Position(models.TextChoices):
        KADES = "kades", "Kepala Desa"
        SEKDES = "sekdes", "Sekretaris Desa"
        BPD = "bpd", "Ketua BPD"
        KPM = "kpm", "Kader Pembangunan Manusia"
        RDS = "rds", "Ketua Rumah Desa Sehat"
        BIDAN = "bidan", "Bidan Desa"

    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="officials"
    )
    position = models.CharField("jabatan", max_length=10, choices=Position)
    name = models.CharField("nama", max_length=120)
    nip = models.CharField("NIP", max_length=18, blank=True)  # printed below the name
    starts_on = models.DateField("mulai menjabat")
    ends_on = models.DateField("selesai menjabat", null=True, blank=True)

    class Meta:
        verbose_name = "pejabat penanda tangan"
        verbose_name_plural = "pejabat penanda tangan"
        ordering = ["position", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="official_ends_after_start",
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            ),
            models.CheckConstraint(
                condition=models.Q(nip="") | models.Q(nip__regex=r"^[0-9]{18}$"),
                name="official_nip_of_18_digits",
                violation_error_message="NIP terdiri atas 18 angka. Kosongkan bila "
                "pejabat ini bukan pegawai negeri.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.get_position_display()})"

    @property
    def nip_text(self) -> str:
        """The NIP in its groups: "19780512 200501 1 003"."""
        nip = self.nip
        return f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}"
