from django.db import models
from django.db.models import Q

from households.packages import Package
from villages.models import BudgetLine
from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .proposal import Proposal

NAMELESS = "Warga membacanya: jangan menulis nama orang atau keadaan satu keluarga."


class DeliveryQuerySet(RemovableQuerySet):
    def ended_in(self, first, last):
        """Those whose last day lies between two days, both included."""
        return self.filter(ended_on__gte=first, ended_on__lte=last)


class DeliveryManager(KeptManager.from_queryset(DeliveryQuerySet)):
    """Deliveries without those that were removed."""


class Delivery(Removable):
    """Pelaksanaan: an activity that was carried out, for whom, from which money.

    Unlike `villages.Activity`, the KPM's own log, it may be anybody's, has a cost and
    may carry out what a rembuk proposed. It counts in the quarter of its last day.
    What was spent of the APB Desa is told by `villages.Realisation` alone: the cost
    here says what that money did, and only what stands outside the APB Desa is added.
    """

    # Sumber dana: those of the APB Desa, and the programme of an office.
    Source = models.TextChoices(
        "Source",
        [
            *((one.name, (one.value, one.label)) for one in BudgetLine.Source),
            ("OPD", ("opd", "Program OPD (dinas)")),
        ],
    )
    GROUPS = ("mothers", "children", "preschoolers", "households", "others")

    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="deliveries"
    )
    proposal = models.ForeignKey(
        Proposal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name="usulan yang dilaksanakan",
    )
    budget_line = models.ForeignKey(
        BudgetLine,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name="baris APB Desa",
    )
    activity = models.CharField("kegiatan", max_length=300, help_text=NAMELESS)
    package = models.CharField(
        "paket layanan",
        max_length=5,
        blank=True,
        choices=[(one.value, one.label) for one in Package],
    )
    service = models.CharField("layanan", max_length=24, blank=True)
    started_on = models.DateField("tanggal mulai")
    ended_on = models.DateField("tanggal selesai")
    place = models.CharField("tempat", max_length=200)
    dusun = models.ForeignKey(
        "villages.Dusun",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name="dusun",
    )
    executor = models.CharField("pelaksana", max_length=120, blank=True)
    source = models.CharField("sumber dana", max_length=10, choices=Source)
    programme = models.CharField(
        "dinas dan nama programnya", max_length=200, blank=True
    )
    cost_rupiah = models.PositiveBigIntegerField("biaya (Rp)")
    mothers = models.PositiveIntegerField("ibu hamil dan nifas", default=0)
    children = models.PositiveIntegerField("anak 0–23 bulan", default=0)
    preschoolers = models.PositiveIntegerField("anak > 2–6 tahun", default=0)
    households = models.PositiveIntegerField("rumah tangga", default=0)
    others = models.PositiveIntegerField("orang tua dan lainnya", default=0)
    output = models.CharField("hasil", max_length=200, blank=True, help_text=NAMELESS)

    objects = DeliveryManager()
    everything = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "pelaksanaan kegiatan"
        verbose_name_plural = "pelaksanaan kegiatan"
        ordering = ["-ended_on", "-pk"]
        indexes = [models.Index(fields=["village", "ended_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=models.F("started_on")),
                name="delivery_ends_after_it_starts",
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            ),
            models.CheckConstraint(
                condition=~Q(source="opd") | ~Q(programme=""),
                name="delivery_of_an_office_names_it",
                violation_error_message="Tulis dinas dan nama programnya.",
            ),
            models.CheckConstraint(
                condition=~Q(source="opd") | Q(budget_line=None),
                name="delivery_of_an_office_outside_the_budget",
            ),
            models.CheckConstraint(
                condition=Q(cost_rupiah__gte=0), name="delivery_cost_not_negative"
            ),
        ]

    def __str__(self):
        return self.activity

    @property
    def paid_by(self) -> str:
        """The source as people read it, a programme by its name."""
        if self.programme:
            return f"OPD: {self.programme}"
        return self.get_source_display()

    @property
    def reached(self) -> list[tuple[str, int]]:
        """(group, how many) of those reached; groups with nobody are left out."""
        pairs = [(self._meta.get_field(g).verbose_name, g) for g in self.GROUPS]
        return [(label, getattr(self, g)) for label, g in pairs if getattr(self, g)]


class DeliveryPhoto(Removable):
    """One photo of what was carried out."""

    delivery = models.ForeignKey(
        Delivery, models.CASCADE, related_name="photos", verbose_name="kegiatan"
    )
    file = models.ForeignKey("villages.Attachment", models.PROTECT, related_name="+")
    caption = models.CharField("keterangan", max_length=200)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "foto pelaksanaan"
        verbose_name_plural = "foto pelaksanaan"
        ordering = ["pk"]

    def __str__(self):
        return self.caption
