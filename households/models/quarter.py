"""One row per village and quarter guards its facts and marks what must be computed."""

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone

from villages.quarters import Triwulan, as_of


class QuarterFinal(Exception):
    """A fact is dated in a quarter that is final; nothing was saved."""

    def __init__(self, quarter: Triwulan):
        super().__init__(
            f"{quarter} sudah final, jadi data bertanggal dalam triwulan itu tidak "
            "dapat diubah. Minta admin desa membukanya kembali dengan alasan, lalu "
            "simpan lagi."
        )
        self.quarter = quarter


class WrongState(Exception):
    """The quarter is not in the state that this step begins from."""

    def __init__(self, quarter: "Quarter", needed: str):
        super().__init__(
            f"{quarter} masih {quarter.get_state_display()}, padahal langkah ini "
            f"baru dapat dilakukan setelah {needed}."
        )


class NoReason(Exception):
    """A final quarter is reopened only with a reason."""

    def __init__(self):
        super().__init__("Tuliskan alasan membuka kembali triwulan ini.")


# The same words on SQLite and PostgreSQL. A final row is left as it is and gives
# nothing back, which is how a writer learns of it, under the row's own lock.
TOUCH = """
INSERT INTO households_quarter (village_id, year, number, state, touched, computed)
VALUES {rows}
ON CONFLICT (village_id, year, number) DO UPDATE
SET touched = households_quarter.touched + 1
WHERE households_quarter.state <> 'final'
RETURNING village_id, year, number
"""
NEW_ROW = "(%s, %s, %s, 'berjalan', 1, 0)"
ROWS_AT_ONCE = 500


def _touch(keys):
    """Mark (village, year, number) in the given order; return those not final."""
    taken = set()
    with connection.cursor() as cursor:
        for start in range(0, len(keys), ROWS_AT_ONCE):
            some = keys[start : start + ROWS_AT_ONCE]
            text = TOUCH.format(rows=", ".join([NEW_ROW] * len(some)))
            cursor.execute(text, [value for key in some for value in key])
            taken.update(cursor.fetchall())
    return taken


class QuarterQuerySet(models.QuerySet):
    def stale(self):
        """Quarters whose letters and figures no longer follow from the facts."""
        return self.exclude(state=Quarter.State.FINAL).exclude(touched=F("computed"))

    def of(self, quarter: Triwulan):
        return self.filter(year=quarter.year, number=quarter.number)

    def touch(self, villages, *, since, dated=(), today, guards=None):
        """Mark every quarter a change can affect, within the change's transaction.

        `villages` are the ids of all villages concerned, `since` the earliest day
        involved, old or new; `dated` the days the changed facts stand on; `today` the
        date in the village. Rows are taken in sorted order so that two writers never
        wait for each other. Raises QuarterFinal when a fact stands in a final quarter
        of the villages, or of those that `guards(quarter, today)` names.
        """
        guarded = {Triwulan.of(day) for day in dated}
        first = min({Triwulan.of(min(since, today)), *guarded})
        last = max({Triwulan.of(today), *guarded})
        ids = sorted(set(villages))
        keys = [(v, q.year, q.number) for v in ids for q in first.through(last)]
        taken = _touch(keys)
        for quarter in sorted(guarded):
            for village_id in guards(quarter, today) if guards else ids:
                if (village_id, quarter.year, quarter.number) not in taken:
                    raise QuarterFinal(quarter)

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
    # The rules that made its letters and figures; "" until they are computed.
    rule_set = models.CharField(
        "kumpulan aturan", max_length=20, blank=True, db_default=""
    )
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
    def judged_on(self):
        """The as-of date of its letters; those still to come included."""
        return self.as_of or as_of(self.triwulan, self.village.today())

    @property
    def is_final(self) -> bool:
        return self.state == self.State.FINAL

    def refuse_if_final(self):
        """Raise QuarterFinal when the quarter is final."""
        if self.is_final:
            raise QuarterFinal(self.triwulan)

    def become_verified(self, *, by):
        """The KPM has mended or explained what the checks found."""
        self._refuse_unless(self.State.RUNNING, "data selesai dicatat")
        self.state, self.verified_at, self.verified_by = (
            "diverifikasi",
            timezone.now(),
            by,
        )
        self.save(update_fields=["state", "verified_at", "verified_by"])

    def become_validated(self, *, by):
        """The admin desa agrees with what the KPM verified."""
        self._refuse_unless(self.State.VERIFIED, "diverifikasi KPM")
        self.state, self.validated_at, self.validated_by = (
            "divalidasi",
            timezone.now(),
            by,
        )
        self.save(update_fields=["state", "validated_at", "validated_by"])

    def refuse_unless_validated(self):
        """Raise QuarterFinal or WrongState unless the quarter may become final."""
        self.refuse_if_final()
        self._refuse_unless(self.State.VALIDATED, "divalidasi admin desa")

    def become_final(self, *, by):
        """Refuse every fact dated in the quarter from now on."""
        self.refuse_unless_validated()
        self.state, self.final_at, self.final_by = "final", timezone.now(), by
        self.save(update_fields=["state", "final_at", "final_by"])

    def become_running_again(self, *, by, reason):
        """Take entries again; letters and figures will be computed afresh."""
        self._refuse_unless(self.State.FINAL, "final")
        if not reason.strip():
            raise NoReason
        self.state, self.touched = self.State.RUNNING, self.touched + 1
        self.verified_at = self.verified_by = None
        self.validated_at = self.validated_by = None
        self.final_at = self.final_by = None
        self.save(update_fields=[*_STEPS, "state", "touched"])

    def _refuse_unless(self, state, needed):
        if self.state != state:
            raise WrongState(self, needed)


_STEPS = [
    f"{step}_{what}"
    for step in ("verified", "validated", "final")
    for what in ("at", "by")
]
