from django.db import models

from villages.models import RdsMember
from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .meeting import Meeting


class Attendance(Removable):
    """One line of the daftar hadir."""

    # Unsur: whom a participant stands for; between the village's own and the others
    # stand those of the RDS.
    Element = models.TextChoices(
        "Element",
        [
            ("PEMDES", ("pemdes", "Pemerintah desa")),
            ("BPD", ("bpd", "BPD")),
            *((one.name, (one.value, one.label)) for one in RdsMember.Element),
            ("MASYARAKAT", ("masyarakat", "Masyarakat / rumah tangga 1.000 HPK")),
            ("RDS", ("rds", "Rumah Desa Sehat")),
            ("KPM", ("kpm", "KPM")),
            ("UNDANGAN", ("undangan", "Undangan (kecamatan, pendamping, OPD)")),
        ],
    )

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
