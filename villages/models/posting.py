from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from villages.codes import NATION, contains


class Role(models.TextChoices):
    """What a posting makes of a user in its area."""

    KPM = "kpm", "Kader Pembangunan Manusia"
    ADMIN_DESA = "admin_desa", "Admin desa"
    RDS = "rds", "Rumah Desa Sehat"
    KADES = "kades", "Kepala desa"
    PERANGKAT = "perangkat", "Perangkat desa"
    BPD = "bpd", "BPD"
    PENDAMPING = "pendamping", "Pendamping"
    KECAMATAN = "kecamatan", "Kecamatan / BKAD"
    KABUPATEN = "kabupaten", "Kabupaten (OPD, TPPS)"
    PROVINSI = "provinsi", "Provinsi"
    PUSAT = "pusat", "Pusat"
    ADMINISTRATOR = "administrator", "Administrator"


VILLAGE_ROLES = (
    Role.KPM,
    Role.ADMIN_DESA,
    Role.RDS,
    Role.KADES,
    Role.PERANGKAT,
    Role.BPD,
)
# How many digits the area of a role has; a pendamping serves a desa or any area above.
AREA_DIGITS = {
    **dict.fromkeys(VILLAGE_ROLES, (10,)),
    Role.PENDAMPING: (10, 6, 4),
    Role.KECAMATAN: (6,),
    Role.KABUPATEN: (4,),
    Role.PROVINSI: (2,),
    Role.PUSAT: (2,),
    Role.ADMINISTRATOR: (2,),
}


class PostingQuerySet(models.QuerySet):
    def current(self, today):
        """Postings that hold on `today`, first and last day included."""
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today
        )

    def in_village(self, village):
        """Postings to this one village (not to an area above it)."""
        return self.filter(area_code=village.code)


class Posting(models.Model):
    """Penugasan: one role for one user over one area, from a day to a day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="postings",
        verbose_name="pengguna",
    )
    role = models.CharField("peran", max_length=20, choices=Role)
    area_code = models.CharField(
        "kode wilayah",
        max_length=10,
        db_index=True,
        validators=[
            RegexValidator(
                r"^(\d{2}|\d{4}|\d{6}|\d{10})$",
                "Tulis 2, 4, 6 atau 10 angka tanpa titik; 00 berarti nasional.",
            )
        ],
    )
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai", null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["area_code", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="posting_ends_after_start",
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "area_code", "starts_on"],
                name="posting_once",
                violation_error_message="Penugasan yang sama sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} di {self.area_code}"

    def covers(self, code: str) -> bool:
        """Whether `code` lies in the posting's area."""
        return contains(self.area_code, code)

    def end(self, on):
        """The posting holds until `on`, that day included."""
        self.ends_on = on
        self.save(update_fields=["ends_on"])

    def clean(self):
        """Refuse an area that does not fit the role."""
        super().clean()
        digits = AREA_DIGITS.get(self.role, ())
        nationwide = self.role in (Role.PUSAT, Role.ADMINISTRATOR)
        fits = len(self.area_code) in digits
        if not fits or nationwide != (self.area_code == NATION):
            needed = NATION if nationwide else " atau ".join(map(str, digits))
            unit = "" if nationwide else " angka"
            raise ValidationError(
                {"area_code": f"Peran ini memerlukan kode {needed}{unit}."}
            )
