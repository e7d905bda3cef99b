"""What the rows of the register and the month have in common."""

from django.conf import settings
from django.db import models


class Verifiable(models.Model):
    """A row of the register that the admin desa verifies once."""

    verified_at = models.DateTimeField("diverifikasi", null=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class ExitReason(models.TextChoices):
    """Why a target leaves the register (growing out of a group is derived)."""

    MOVED = "pindah", "pindah"
    DIED = "meninggal", "meninggal"
    WRONG = "salah data", "salah data"
    MERGED = "digabung", "digabung"


# Out of the register from the beginning, whatever the date: they state nothing.
NEVER_COUNTED = (ExitReason.WRONG.value, ExitReason.MERGED.value)


class Exitable(models.Model):
    """A target (sasaran): registered from a day, ended by a dated reason."""

    registered_on = models.DateField("tanggal daftar")
    exited_on = models.DateField("tanggal keluar", null=True, blank=True)
    exit_reason = models.CharField(
        "alasan keluar", max_length=12, choices=ExitReason, blank=True
    )

    class Meta:
        abstract = True


def paired(first, second, name, message):
    """Both or neither: a nullable column and a text column ("" when there is none)."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{first}__isnull": True, second: ""})
        | (models.Q(**{f"{first}__isnull": False}) & ~models.Q(**{second: ""})),
        name=name,
        violation_error_message=message,
    )


def merged_ends(name):
    """What was merged into another row has left the register with that reason."""
    return models.CheckConstraint(
        condition=models.Q(merged_into=None) | models.Q(exit_reason="digabung"),
        name=name,
        violation_error_message="Data ini sudah digabung; pisahkan dahulu.",
    )


def verified_pair(name):
    """Who verified and when stand together."""
    return models.CheckConstraint(
        condition=models.Q(verified_at=None, verified_by=None)
        | models.Q(verified_at__isnull=False, verified_by__isnull=False),
        name=name,
        violation_error_message="Verifikasi harus memuat waktu dan nama.",
    )


class YesNoField(models.CharField):
    """One cell of a form: "v" received, "x" not received, "" nothing stated."""

    def __init__(self, *args, **kwargs):
        kwargs |= {"max_length": 1, "blank": True, "default": ""}
        kwargs["choices"] = [("v", "Ya"), ("x", "Tidak")]
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "blank", "default", "choices"):
            kwargs.pop(key, None)
        return name, path, args, kwargs
