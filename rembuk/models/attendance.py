from django.db import models

from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .meeting import Meeting


class Attendance(Removable):
    """One line of the daftar hadir."""

    class Element(models.TextChoices):
        """Unsur: whom a participant stands for."""

        PEMDES = "pemdes", "Pemerintah desa"
        BPD = "bpd", "BPD"
        KADER = "kader", "Kader posyandu"
        PAUD = "paud", "Guru PAUD"
        KESEHATAN = "kesehatan", "Kader kesehatan"
        NAKES = "nakes", "Unit layanan kesehatan"
        PENDIDIKAN = "pendidikan", "Unit layanan pendidikan"
        PKK = "pkk", "PKK"
        KARANG_TARUNA = "karang_taruna", "Karang Taruna"
        LPMD = "lpmd", "LPMD"
        TOKOH = "tokoh", "Tokoh masyarakat"
        PEDULI = "peduli", "Kelompok peduli stunting"
        MASYARAKAT = "masyarakat", "Masyarakat / rumah tangga 1.000 HPK"
        RDS = "rds", "Rumah Desa Sehat"
        KPM = "kpm", "KPM"
        UNDANGAN = "undangan", "Undangan (kecamatan, pendamping, OPD)"

    # For whom a participant can stand who later signs in the party's name.
    PARTIES = (
        ("Rumah Desa Sehat", (Element.RDS,)),
        ("masyarakat", (Element.MASYARAKAT, Element.TOKOH)),
        ("pemerintah desa", (Element.PEMDES,)),
    )

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="attendances", verbose_name="rapat"
    )
    name = models.CharField("nama", max_length=300)
    sex = models.CharField(
        "L/P", max_length=1, choices=[("L", "Laki-laki"), ("P", "Perempuan")]
    )
    element = models.CharField("unsur", max_length=15, choices=Element)
    address = models.CharField("alamat", max_length=120, blank=True)
    position = models.CharField("jabatan", max_length=80, blank=True)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "peserta"
        verbose_name_plural = "peserta"
        ordering = ["pk"]

    def __str__(self):
        return self.name
