"""A run that computes an area once more: what is asked, cut into chunks.

A chunk is done in one transaction that holds its row, so that a killed worker leaves
it as it was for the next one, and nothing is done twice.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import connection, models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from villages.codes import NATION
from villages.quarters import Triwulan

LEASE = timedelta(minutes=1)  # a message or a summing worker silent for so long is lost


class RebuildQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(state__in=[Rebuild.State.RUNNING, Rebuild.State.SUMMING])

    def counted(self):
        """With the chunks there are, those done, and the rows they computed."""
        is_done = Q(chunks__done_at__isnull=False)
        return self.annotate(
            total=Count("chunks"),
            done=Count("chunks", filter=is_done),
            rows=Coalesce(Sum("chunks__rows"), 0),
        )


class Rebuild(models.Model):
    """Every quarter of an area, or one, from its facts; final ones stay."""

    class State(models.TextChoices):
        RUNNING = "running", "desa sedang dihitung"
        SUMMING = "summing", "wilayah sedang dijumlahkan"
        DONE = "done", "selesai"
        CANCELLED = "cancelled", "dibatalkan"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area_code = models.CharField("wilayah", max_length=10, default=NATION)
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    number = models.PositiveSmallIntegerField("triwulan", null=True, blank=True)
    state = models.CharField(
        "keadaan", max_length=10, choices=State, default=State.RUNNING
    )
    workers = models.PositiveSmallIntegerField("pekerja sekaligus", default=4)
    leased_until = models.DateTimeField(null=True, editable=False)  # while summing
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField("dimulai", auto_now_add=True)
    finished_at = models.DateTimeField("selesai", null=True, editable=False)

    objects = RebuildQuerySet.as_manager()

    class Meta:
        verbose_name = "hitung ulang"
        verbose_name_plural = "hitung ulang"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year=None, number=None)
                | Q(year__isnull=False, number__isnull=False),
                name="rebuild_whole_quarter",
                violation_error_message=(
                    "Isi tahun dan triwulan bersama, atau kosongkan keduanya."
                ),
            )
        ]

    def __str__(self):
        return f"{self.area_code} {self.triwulan or 'semua triwulan'}"

    @property
    def triwulan(self) -> Triwulan | None:
        """The one quarter, or None for all."""
        return Triwulan(self.year, self.number) if self.year else None

    def free_chunks(self):
        """Those to be done, unless it was cancelled."""
        return self.chunks.filter(done_at=None, rebuild__state=self.State.RUNNING)

    def take_summing(self) -> bool:
        """Go on to the areas, for one worker alone, when every chunk is done."""
        if self.free_chunks().exists():
            return False
        now = timezone.now()
        free = Rebuild.objects.filter(
            Q(state=self.State.RUNNING)
            | Q(state=self.State.SUMMING, leased_until__lt=now),
            pk=self.pk,
        )
        lease = {"state": self.State.SUMMING, "leased_until": now + LEASE}
        return bool(free.update(**lease))

    def keep_summing(self):
        """Tell that the worker that sums is alive."""
        Rebuild.objects.filter(pk=self.pk).update(leased_until=timezone.now() + LEASE)

    def leave(self, state) -> bool:
        """End it, unless it has ended."""
        unfinished = Rebuild.objects.unfinished().filter(pk=self.pk)
        fields = {"state": state, "leased_until": None, "finished_at": timezone.now()}
        return bool(unfinished.update(**fields))


class RebuildChunkQuerySet(models.QuerySet):
    def claim(self):
        """One chunk, its row held to the end of the transaction; None: all are held.

        SQLite needs no lock of a row: its writer is alone.
        """
        rows = self.filter(done_at=None).order_by("pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        return rows.first()

    def untold(self, now):
        """Chunks no worker was told of, or whose message was lost."""
        return self.filter(Q(told_until=None) | Q(told_until__lt=now)).order_by("pk")

    def told(self, now):
        """Chunks that some worker was told of lately."""
        return self.filter(told_until__gte=now)


class RebuildChunk(models.Model):
    """Neighbouring villages of one kabupaten in one quarter."""

    rebuild = models.ForeignKey(Rebuild, models.CASCADE, related_name="chunks")
    first_code = models.CharField(max_length=10)
    last_code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    told_until = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)  # computed
    done_at = models.DateTimeField(null=True)

    objects = RebuildChunkQuerySet.as_manager()

    class Meta:
        verbose_name = "bagian hitung ulang"
        verbose_name_plural = "bagian hitung ulang"
        constraints = [
            models.UniqueConstraint(
                fields=["rebuild", "first_code", "year", "number"],
                name="rebuild_chunk_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["rebuild"],
                condition=Q(done_at=None),
                name="rebuild_chunk_free",
            )
        ]

    def __str__(self):
        return f"{self.first_code}–{self.last_code} {self.triwulan}"

    @property
    def triwulan(self) -> Triwulan:
        """The quarter as a plain value."""
        return Triwulan(self.year, self.number)

    def finish(self, rows: int):
        """Note, in the transaction that computed it, that it is done."""
        self.rows, self.done_at = rows, timezone.now()
        self.save(update_fields=["rows", "done_at"])
