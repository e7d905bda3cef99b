from django.db import models
from django.db.models import Q

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

    class Manner(models.TextChoices):
        """How the line was made."""

        TYPED = "tulis", "ditulis notulis"
        PHONE = "ponsel", "mengisi sendiri lewat ponsel"

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
    # A guest from another village: neither a resident nor a voter.
    home_village = models.CharField("desa asal", max_length=80, blank=True)
    manner = models.CharField(
        "cara dicatat",
        max_length=6,
        choices=Manner,
        default=Manner.TYPED,
        editable=False,
    )

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "peserta"
        verbose_name_plural = "peserta"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(home_village="") | Q(element="undangan"),
                name="attendance_from_elsewhere_is_a_guest",
                violation_error_message="Warga desa lain dicatat sebagai undangan.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_guest(self) -> bool:
        """Whether he is counted apart: neither among residents nor in votes."""
        return self.element == self.Element.UNDANGAN

    @property
    def is_by_phone(self) -> bool:
        """Whether he signed in himself."""
        return self.manner == self.Manner.PHONE
