"""One row per village and quarter guards its facts and marks what must be computed."""

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q

from villages.quarters import Triwulan


class QuarterFinal(Exception):
    """A fact is dated in a quarter that is final; nothing was saved."""

    def __init__(self, quarter: Triwulan):
        super().__init__(
            f"{quarter} sudah final, jadi data bertanggal dalam triwulan itu tidak "
            "dapat diubah. Minta admin desa membukanya kembali dengan alasan, lalu "
            "simpan lagi."
        )
        self.quarter = quarter


# The same words on SQLite and PostgreSQL. A final row is left as it is and gives
# nothing back, which is how a writer learns of it, under the row's own lock.
TOUCH = """
INSERT INTO households_quarter (village_id, year, number, state, touched, computed)
VALUES (%s, %s, %s, 'berjalan', 1, 0)
ON CONFLICT (village_id, year, number) DO UPDATE
SET touched = households_quarter.touched + 1
WHERE households_quarter.state <> 'final'
RETURNING id
"""


class QuarterQuerySet(models.QuerySet):
    def stale(self):
        """Quarters whose letters and figures no longer follow from the facts."""
        return self.exclude(state=Quarter.State.FINAL).exclude(touched=F("computed"))

    def of(self, quarter: Triwulan):
        return self.filter(year=quarter.year, number=quarter.number)

    def touch(self, villages, *, since, dated=(), today):
        """Mark every quarter a change can affect, within the change's transaction.

        `villages` are the ids of all villages concerned, `since` the earliest day
        involved, old or new; `dated` the days the changed facts stand on; `today` the
        date in the village. Rows are taken in sorted order so that two writers never
        wait for each other. Raises QuarterFinal when a fact stands in a final quarter.
        """
        first, last = Triwulan.of(min(since, today)), Triwulan.of(today)
        guarded = {Triwulan.of(day) for day in dated}
        last = max({last, *guarded})
        with connection.cursor() as cursor:
            for village_id in sorted(set(villages)):
                quarter = first
                while quarter <= last:
                    cursor.execute(TOUCH, [village_id, quarter.year, quarter.number])
                    if cursor.fetchone() is None and quarter in guarded:
                        raise QuarterFinal(quarter)
                    quarter = quarter.next

    def hold(self, pk):
        """The row, locked until the transaction ends."""
        rows = self
        if connection.features.has_select_for_update:
            rows = rows.select_for_update()
        return rows.get(pk=pk)


class Quarter(models.Model):
    """Triwulan of one village: berjalan → diverifikasi → divalidasi → final."""

    class State(models.TextChoices):
        RUNNING = "berjalan", "berjalan"
        VERIFIED = "diverifikasi", "diverifikasi KPM"
        VALIDATED = "divalidasi", "divalidasi admin desa"
        FINAL = "final", "final"

    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="quarters"
    )
    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveSmallIntegerField("triwulan")
    state = models.CharField(
        "keadaan",
        max_length=12,
        choices=State,
        default=State.RUNNING,
        db_default=State.RUNNING,
    )
    touched = models.PositiveBigIntegerField(default=0, db_default=0)
    computed = models.PositiveBigIntegerField(default=0, db_default=0)
    as_of = models.DateField("per tanggal", null=True)
    computed_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField("diverifikasi", null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    validated_at = models.DateTimeField("divalidasi", null=True)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    final_at = models.DateTimeField("final sejak", null=True)
    final_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = QuarterQuerySet.as_manager()

    class Meta:
        verbose_name = "triwulan"
        verbose_name_plural = "triwulan"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year", "number"], name="quarter_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=4), name="quarter_one_to_four"
            ),
            models.CheckConstraint(
                condition=Q(state="final", final_at__isnull=False)
                | (~Q(state="final") & Q(final_at=None)),
                name="quarter_final_pair",
            ),
        ]
        indexes = [
            models.Index(
                fields=["year", "number"],
                condition=~Q(touched=F("computed")),
                name="quarter_stale",
            )
        ]

    def __str__(self):
        return str(self.triwulan)

    @property
    def triwulan(self) -> Triwulan:
        """The quarter as a plain value."""
        return Triwulan(self.year, self.number)

    @property
    def is_final(self) -> bool:
        return self.state == self.State.FINAL

    def refuse_if_final(self):
        """Raise QuarterFinal when the quarter is final."""
        if self.is_final:
            raise QuarterFinal(self.triwulan)
