from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from villages.models.entry import Entry

from .entry import Exitable, Verifiable, merged_ends, paired, verified_pair
from .household import Household
from .named import NamedQuerySet, NameKeyField


class PersonQuerySet(NamedQuerySet):
    def in_village(self, village):
        return self.filter(household__village=village)

    def women(self):
        return self.filter(sex=Person.Sex.FEMALE)


class Person(Entry, Verifiable, Exitable):
    """One identity for life; a child under seven is itself a target (sasaran).

    `household` is the one the person belongs to now; `Membership` keeps the past.
    """

    class Sex(models.TextChoices):
        MALE = "L", "Laki-laki"
        FEMALE = "P", "Perempuan"

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="people", verbose_name="rumah tangga"
    )
    name = models.CharField("nama", max_length=300)
    name_key = NameKeyField(source="name")  # how the name sounds
    sex = models.CharField("jenis kelamin", max_length=1, choices=Sex)
    born_on = models.DateField("tanggal lahir", null=True, blank=True)
    nik = models.CharField(
        "NIK",
        max_length=16,
        blank=True,
        db_index=True,
        validators=[RegexValidator(r"^\d{16}$", "NIK harus 16 angka.")],
    )
    mother = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="ibu",
    )
    birth_pregnancy = models.ForeignKey(
        "households.Pregnancy",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="newborns",
    )
    kia_number = models.CharField("nomor KIA", max_length=30, blank=True)
    birth_weight_kg = models.DecimalField(
        "berat lahir (kg)", max_digits=5, decimal_places=3, null=True, blank=True
    )
    birth_length_cm = models.DecimalField(
        "panjang lahir (cm)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    # A mother's row is no child target of its own, whatever her birth date.
    is_child = models.BooleanField("sasaran anak", default=False, editable=False)

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "orang"
        verbose_name_plural = "orang"
        constraints = [
            verified_pair("person_verified_pair"),
            paired(
                "exited_on",
                "exit_reason",
                "person_exit_pair",
                "Tanggal keluar dan alasannya harus diisi bersama.",
            ),
            models.CheckConstraint(
                condition=Q(is_child=False) | Q(born_on__isnull=False),
                name="child_has_birth_date",
                violation_error_message="Tanggal lahir anak harus diisi.",
            ),
            models.CheckConstraint(
                condition=Q(is_child=False) | Q(born_on__lte=F("registered_on")),
                name="child_born_before_registration",
                violation_error_message="Tanggal daftar mendahului tanggal lahir.",
            ),
            merged_ends("person_merged_ends"),
        ]
        indexes = [
            models.Index(fields=["household", "is_child"]),
            models.Index(fields=["household", "name_key"], name="person_sounds"),
            models.Index(fields=["born_on"]),
        ]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """From a day on, a person belongs to this household."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    household = models.ForeignKey(Household, models.CASCADE, related_name="memberships")
    from_on = models.DateField("sejak")

    class Meta:
        verbose_name = "anggota rumah tangga"
        verbose_name_plural = "anggota rumah tangga"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "from_on"],
                name="membership_once_a_day",
                violation_error_message="Orang ini sudah pindah pada tanggal itu.",
            )
        ]

    def __str__(self):
        return f"{self.person} sejak {self.from_on}"
