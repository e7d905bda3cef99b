"""Rumah Desa Sehat: the joint secretariat of a village, and its members by date."""

from django.db import models
from django.db.models import F, Q

from .entry import Entry, Removable, RemovableQuerySet


class Rds(Entry):
    """The Rumah Desa Sehat of a village; an Appointment of its kind is its SK."""

    village = models.OneToOneField(
        "villages.Village", models.PROTECT, related_name="rds"
    )
    formed_on = models.DateField("tanggal musyawarah desa")
    address = models.CharField("alamat sekretariat", max_length=200)

    class Meta:
        verbose_name = "Rumah Desa Sehat"
        verbose_name_plural = "Rumah Desa Sehat"

    def __str__(self):
        return f"RDS {self.village}"


class RdsMemberQuerySet(RemovableQuerySet):
    def current(self, day):
        """Members on a day, first and last day included; the removed never were."""
        running = Q(ends_on=None) | Q(ends_on__gte=day)
        return self.kept().filter(running, starts_on__lte=day)


class RdsMember(Removable):
    """One person of the RDS, from a day to a day."""

    class Element(models.TextChoices):
        """Unsur: whom a member stands for; a daftar hadir knows them too."""

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

    class Office(models.IntegerChoices):
        """Jabatan, in the order of the SK; all but the last are pengurus harian."""

        CHAIR = 1, "Ketua"
        VICE = 2, "Wakil ketua"
        SECRETARY = 3, "Sekretaris"
        TREASURER = 4, "Bendahara"
        MEMBER = 9, "Anggota"

    rds = models.ForeignKey(Rds, models.PROTECT, related_name="members")
    name = models.CharField("nama", max_length=120)
    sex = models.CharField(
        "L/P", max_length=1, choices=[("L", "Laki-laki"), ("P", "Perempuan")]
    )
    element = models.CharField("unsur", max_length=15, choices=Element)
    office = models.PositiveSmallIntegerField(
        "jabatan", choices=Office, default=Office.MEMBER
    )
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai", null=True, blank=True)

    objects = RdsMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "anggota RDS"
        verbose_name_plural = "anggota RDS"
        ordering = ["office", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="rds_member_ends_after_start",
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_executive(self) -> bool:
        """Whether the member is pengurus harian."""
        return self.office != self.Office.MEMBER
