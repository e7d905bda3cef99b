"""SK Kepala Desa by which KPM are chosen or the RDS is formed: draf → ditetapkan."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from .entry import Removable, RemovableQuerySet


class AppointmentSettled(Exception):
    """The SK is settled: nothing of it changes any more. The way out is a new SK."""

    def __init__(self, appointment):
        super().__init__(
            f"{appointment} sudah ditetapkan, jadi isinya tidak dapat diubah lagi. "
            "Bila ada yang keliru, buat SK pengganti dari halaman SK itu."
        )
        self.appointment = appointment


class AppointmentQuerySet(RemovableQuerySet):
    def hold(self, pk):
        """The row, locked until the transaction ends."""
        return self.select_for_update(no_key=True).get(pk=pk)

    def settled(self):
        """SK that were issued."""
        return self.filter(state=Appointment.State.SETTLED)

    def in_force(self):
        """Issued SK that no other issued SK replaced."""
        replaced_by = Appointment.objects.settled().filter(corrects=OuterRef("pk"))
        return self.settled().filter(~Exists(replaced_by))


class Appointment(Removable):
    """One SK: written here and frozen as PDF, or one on paper with its scan."""

    class Kind(models.TextChoices):
        KPM = "kpm", "SK KPM"
        RDS = "rds", "SK RDS"

    class State(models.TextChoices):
        DRAFT = "draf", "Draf"
        SETTLED = "ditetapkan", "Ditetapkan"

    class Signer(models.TextChoices):
        KADES = "kades", "Kepala Desa"
        ACTING = "pj", "Penjabat Kepala Desa"

    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="appointments"
    )
    kind = models.CharField("jenis", max_length=5, choices=Kind)
    state = models.CharField(
        "keadaan", max_length=12, choices=State, default=State.DRAFT
    )
    is_paper = models.BooleanField("sudah ada di kertas", default=False)
    number = models.CharField("nomor", max_length=60, blank=True)
    settled_on = models.DateField("ditetapkan tanggal", null=True, blank=True)
    settled_in = models.CharField("ditetapkan di", max_length=120, blank=True)
    signer = models.CharField("nama yang menetapkan", max_length=120, blank=True)
    signer_role = models.CharField(
        "jabatan yang menetapkan", max_length=5, choices=Signer, default=Signer.KADES
    )
    starts_on = models.DateField("berlaku mulai", null=True, blank=True)
    ends_on = models.DateField("berlaku sampai", null=True, blank=True)
    meeting_on = models.DateField("tanggal musyawarah desa", null=True, blank=True)
    considering = models.TextField("menimbang", blank=True)  # one a line
    legal_basis = models.TextField("mengingat", blank=True)  # one a line
    decisions = models.TextField("memutuskan", blank=True)  # one diktum a line
    copies = models.TextField("tembusan", blank=True)  # one a line
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name="menggantikan",
    )
    content = models.JSONField("isi", null=True, editable=False)
    content_sha256 = models.CharField(
        "sidik isi", max_length=64, blank=True, db_index=True, editable=False
    )
    file = models.ForeignKey(
        "villages.Attachment",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    scan = models.ForeignKey(
        "villages.Attachment",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "surat keputusan"
        verbose_name_plural = "surat keputusan"
        ordering = ["-settled_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "number"],
                condition=Q(state="ditetapkan"),
                name="appointment_number_once",
                violation_error_message="Nomor ini sudah dipakai SK lain.",
            ),
            models.CheckConstraint(
                condition=Q(state="draf")
                | ~Q(number="")
                & Q(settled_on__isnull=False, settled_at__isnull=False)
                & Q(removed_at=None),
                name="appointment_numbered_once_settled",
            ),
            models.CheckConstraint(
                condition=Q(state="draf")
                | Q(is_paper=True, scan__isnull=False)
                | Q(is_paper=False, file__isnull=False, content__isnull=False)
                & ~Q(content_sha256=""),
                name="appointment_frozen_once_settled",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None)
                | Q(starts_on=None)
                | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_start",
                violation_error_message="Masa berlaku berakhir sebelum mulai.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number or '(draf)'}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    def refuse_if_settled(self):
        """Raise AppointmentSettled once the SK was issued."""
        if not self.is_draft:
            raise AppointmentSettled(self)

    def freeze(self, content, sha256):
        """Take the content as it shall stand for good, with its fingerprint."""
        self.refuse_if_settled()
        self.content, self.content_sha256 = content, sha256

    def become_settled(self, *, file=None, by):
        """ditetapkan: of a frozen one its PDF, of one on paper its scan is there."""
        self.refuse_if_settled()
        self.state = self.State.SETTLED
        self.file = file
        self.settled_at, self.settled_by = timezone.now(), by
        self.save()

    def put_scan(self, attachment):
        """Keep the scan of the paper that was signed."""
        self.scan = attachment
        self.save(update_fields=["scan"])


class Appointee(Removable):
    """One person whom an SK makes KPM."""

    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="appointees", verbose_name="SK"
    )
    name = models.CharField("nama", max_length=120)
    sex = models.CharField(
        "L/P", max_length=1, choices=[("L", "Laki-laki"), ("P", "Perempuan")]
    )
    address = models.CharField("alamat", max_length=120, blank=True)
    duty = models.CharField("wilayah tugas", max_length=120, blank=True)
    posting = models.ForeignKey(
        "villages.Posting",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appointees",
        verbose_name="akun KPM",
    )

    class Meta:
        verbose_name = "orang dalam SK"
        verbose_name_plural = "orang dalam SK"
        ordering = ["pk"]

    def __str__(self):
        return self.name
