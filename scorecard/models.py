"""Letters, figures and snapshots: each stored, each derivable from the one before."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.utils import timezone

from villages.codes import NATION


def derived_key(to, **options):
    """A key that the engine copies from a fact, whose own constraint holds already.

    Checking it again, and an index nobody asks, would double the cost of a letter.
    """
    return models.ForeignKey(
        to, models.DO_NOTHING, db_constraint=False, db_index=False, **options
    )


class TargetQuarter(models.Model):
    """The letters of one target in one quarter, as bit masks in the rule set's order.

    Bit n of `due` is set when indicator n was due, bit n of `received` when it was
    received completely (Y); due without received is T, not due is TS. Written by the
    worker alone, a whole village-quarter at a time.
    """

    class Kind(models.TextChoices):
        MOTHER = "ibu", "ibu hamil"
        CHILD = "anak", "anak 0–23 bulan"
        PRESCHOOL = "paud", "anak > 2–6 tahun"

    village = derived_key("villages.Village", related_name="target_quarters")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4, choices=Kind)
    pregnancy = models.ForeignKey(
        "households.Pregnancy",
        models.CASCADE,
        null=True,
        related_name="quarters",
        db_constraint=False,
    )
    child = models.ForeignKey(
        "households.Person",
        models.CASCADE,
        null=True,
        related_name="quarters",
        db_constraint=False,
    )
    household = derived_key("households.Household", related_name="target_quarters")
    dusun = derived_key("villages.Dusun", related_name="+")
    posyandu = derived_key("villages.Posyandu", related_name="+", null=True)
    as_of = models.DateField()
    due = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=4, blank=True)  # newest N/R/K or status gizi
    mat = models.CharField(max_length=2, blank=True)
    is_delivered = models.BooleanField(default=False)
    is_visited = models.BooleanField(default=False)
    is_risk_new = models.BooleanField(default=False)  # found in it, visit not yet due
    # One target stands for its household, so that households add up like the rest.
    is_first_of_household = models.BooleanField(default=False)
    father_came = models.BooleanField(default=False)
    paud_due = models.PositiveSmallIntegerField(default=0)
    paud_received = models.PositiveSmallIntegerField(default=0)
    paud_unmarked = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "huruf sasaran"
        verbose_name_plural = "huruf sasaran"
        indexes = [models.Index(fields=["year", "number", "village"])]

    def __str__(self):
        target_id = self.pregnancy_id or self.child_id
        return f"{self.kind} {target_id} {self.year}-{self.number}"


class Figure(models.Model):
    """One counted measure of an area (or village) in a quarter.

    `measure` is an indicator code (received of due) or a count such as `households`
    (in `received`, with `due` equal to it). `area_code` has 2 ("00" is the nation),
    4, 6 or 10 digits. What is 0 of 0 is not stored.
    """

    area_code = models.CharField(max_length=10)
    parent_code = models.CharField(max_length=6, blank=True)  # "" above the nation
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=24)
    received = models.PositiveIntegerField()
    due = models.PositiveIntegerField()

    class Meta:
        verbose_name = "angka"
        verbose_name_plural = "angka"
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "year", "number", "measure"], name="figure_once"
            ),
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("due")),
                name="figure_received_within_due",
            ),
        ]
        indexes = [models.Index(fields=["parent_code", "year", "number"])]

    def __str__(self):
        return f"{self.area_code} {self.year}-{self.number} {self.measure}"


class AreaQuarterQuerySet(models.QuerySet):
    def of_level(self, digits):
        """Areas whose code has so many digits; 0 is the nation."""
        if not digits:
            return self.filter(area_code=NATION)
        areas = self.annotate(digits=Length("area_code")).filter(digits=digits)
        return areas.exclude(area_code=NATION)

    def within(self, code, above=()):
        """Areas inside an area, itself, and those named above it."""
        inside = models.Q(area_code__startswith="" if code == NATION else code)
        return self.filter(inside | models.Q(area_code__in=above))

    def right_below(self, code, quarter):
        """The areas one level below an area above the district, in a quarter."""
        areas = self.filter(year=quarter.year, number=quarter.number)
        if code == NATION:
            return areas.of_level(2)
        return areas.of_level(len(code) + 2).filter(area_code__startswith=code)


class AreaQuarter(models.Model):
    """The mark of an area's quarter: touched by the level below, claimed later.

    `as_of` is the day up to which every village below is counted at least, `state`
    that of the least advanced.
    """

    area_code = models.CharField(max_length=6)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    touched = models.PositiveBigIntegerField(default=0, db_default=0)
    computed = models.PositiveBigIntegerField(default=0, db_default=0)
    state = models.CharField(max_length=12, default="berjalan", db_default="berjalan")
    as_of = models.DateField(null=True)
    computed_at = models.DateTimeField(null=True)

    objects = AreaQuarterQuerySet.as_manager()

    class Meta:
        verbose_name = "triwulan wilayah"
        verbose_name_plural = "triwulan wilayah"
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "year", "number"], name="area_quarter_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["area_code"],
                condition=~models.Q(touched=models.F("computed")),
                name="area_quarter_stale",
            )
        ]

    def __str__(self):
        return f"{self.area_code} {self.year}-{self.number}"


def fingerprint(content) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


class Snapshot(models.Model):
    """What a final quarter printed: kept for good, every reopening adds another.

    `content` has figures and letters under opaque ids and is what `sha256` seals;
    `names` stands apart, so that a family can be erased and the seal holds.
    """

    quarter = models.ForeignKey(
        "households.Quarter", models.PROTECT, related_name="snapshots"
    )
    rule_set = models.CharField("kumpulan aturan", max_length=20)
    as_of = models.DateField("per tanggal")
    content = models.JSONField("isi")
    names = models.JSONField("tabel nama", default=dict)  # opaque id → name as printed
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField("dibuat", auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reopen_reason = models.CharField("alasan dibuka", max_length=300, blank=True)

    class Meta:
        verbose_name = "salinan beku"
        verbose_name_plural = "salinan beku"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.quarter} {self.sha256[:12]}"

    @property
    def is_intact(self) -> bool:
        """Whether the content still has the hash it was stored with."""
        return fingerprint(self.content) == self.sha256

    def note_reopening(self, *, by, reason):
        """Keep who let entries in again after this snapshot, and why."""
        self.reopened_at, self.reopened_by = timezone.now(), by
        self.reopen_reason = reason
        self.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])


class Explanation(models.Model):
    """Why a check of the quality list stays open in a quarter that becomes final."""

    quarter = models.ForeignKey(
        "households.Quarter", models.CASCADE, related_name="explanations"
    )
    check_code = models.CharField("pemeriksaan", max_length=30)
    text = models.CharField("penjelasan", max_length=500)
    explained_at = models.DateTimeField("dijelaskan", auto_now=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "penjelasan"
        verbose_name_plural = "penjelasan"
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "check_code"], name="explanation_once_per_check"
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="explanation_says_something",
                violation_error_message="Tuliskan penjelasannya.",
            ),
        ]

    def __str__(self):
        return f"{self.check_code}: {self.text}"
