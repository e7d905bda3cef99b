"""draf → ditetapkan → ditandatangani → disahkan; or dibatalkan, the number kept."""

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone

from villages.fingerprints import fingerprint
from villages.models import NumberFormat

from .discussion import Discussion
from .meeting import Meeting


class Party(models.TextChoices):
    """On whose behalf somebody signs."""

    RDS = "rds", "Wakil RDS"
    PEOPLE = "masyarakat", "Wakil masyarakat"
    KADES = "kades", "Kepala Desa"
    BPD = "bpd", "Ketua BPD"
    KPM = "kpm", "KPM"
    BIDAN = "bidan", "Bidan Desa"


REQUIRED = (Party.RDS, Party.PEOPLE, Party.KADES)


class WrongState(Exception):
    """The berita acara is not (or no longer) in a state that allows the act."""

    def __init__(self, berita_acara, act):
        super().__init__(
            f"{berita_acara} berkeadaan “{berita_acara.get_state_display().lower()}”, "
            f"jadi tidak dapat {act}."
        )
        self.berita_acara = berita_acara


class SignaturesMissing(Exception):
    """Parties that must sign have not; `parties` names them."""

    def __init__(self, parties):
        names = " dan ".join(party.label for party in parties)
        super().__init__(f"Belum ada tanda tangan {names}.")
        self.parties = parties


class BeritaAcaraQuerySet(models.QuerySet):
    def hold(self, pk):
        """The row, locked until the transaction ends."""
        return self.select_for_update(no_key=True, of=("self",)).get(pk=pk)

    def settled(self):
        """Those with a number: everything but drafts."""
        return self.exclude(state=BeritaAcara.State.DRAFT)

    def next_sequence(self, village, year):
        """The next number of a village and year.

        Rembuk and diskusi RDS are one series, for they share one format. Locks the
        village's row until the transaction ends, so that two who settle at the same
        time get two numbers and one who fails leaves no gap.
        """
        type(village).objects.select_for_update(no_key=True).get(pk=village.pk)
        series = (self, Discussion.objects)
        numbered = [rows.filter(village=village, year=year) for rows in series]
        found = [rows.aggregate(last=Max("sequence"))["last"] for rows in numbered]
        return max(last or 0 for last in found) + 1

    def next_number(self, village, year, day):
        """The next running number, and how the village writes it on a day."""
        sequence = self.next_sequence(village, year)
        kind = NumberFormat.Kind.BERITA_ACARA
        pattern = NumberFormat.objects.pattern_for(village, kind)
        return sequence, pattern.number(sequence, day or village.today(), year)


class BeritaAcara(models.Model):
    """The record of a rembuk: a draft is rendered anew, the rest is frozen for good."""

    class State(models.TextChoices):
        DRAFT = "draf", "Draf"
        SETTLED = "ditetapkan", "Ditetapkan"
        SIGNED = "ditandatangani", "Ditandatangani sebagian"
        RATIFIED = "disahkan", "Disahkan"
        CANCELLED = "dibatalkan", "Dibatalkan"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="berita_acaras", verbose_name="rapat"
    )
    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="berita_acaras"
    )
    state = models.CharField(
        "keadaan", max_length=15, choices=State, default=State.DRAFT
    )
    year = models.PositiveSmallIntegerField("tahun")
    sequence = models.PositiveIntegerField("nomor urut", null=True)
    number = models.CharField("nomor", max_length=60, blank=True)
    content = models.JSONField("isi", null=True)
    content_sha256 = models.CharField(
        "sidik isi", max_length=64, blank=True, db_index=True
    )
    unsigned_file = models.ForeignKey(
        "villages.Attachment", models.PROTECT, null=True, related_name="+"
    )
    signed_file = models.ForeignKey(
        "villages.Attachment", models.PROTECT, null=True, related_name="+"
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="corrections",
        verbose_name="memperbaiki",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ratified_at = models.DateTimeField(null=True)
    ratified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)

    objects = BeritaAcaraQuerySet.as_manager()

    class Meta:
        verbose_name = "berita acara"
        verbose_name_plural = "berita acara"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year", "sequence"],
                name="berita_acara_number_once",
            ),
            models.UniqueConstraint(
                fields=["village", "number"],
                condition=~Q(number=""),
                name="berita_acara_number_never_again",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state="draf"),
                name="berita_acara_one_draft_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(state="draf", sequence=None, number="")
                | (~Q(state="draf") & Q(sequence__isnull=False) & ~Q(number="")),
                name="berita_acara_numbered_once_settled",
            ),
            models.CheckConstraint(
                condition=Q(state="draf")
                | (
                    Q(content__isnull=False)
                    & ~Q(content_sha256="")
                    & Q(unsigned_file__isnull=False)
                ),
                name="berita_acara_frozen_once_settled",
            ),
            models.CheckConstraint(
                condition=~Q(state="disahkan")
                | Q(signed_file__isnull=False, ratified_at__isnull=False),
                name="berita_acara_kept_once_ratified",
            ),
            models.CheckConstraint(
                condition=Q(state="dibatalkan", cancelled_at__isnull=False)
                & ~Q(cancel_reason="")
                | ~Q(state="dibatalkan") & Q(cancelled_at=None, cancel_reason=""),
                name="berita_acara_cancelled_with_reason",
            ),
        ]

    def __str__(self):
        return f"Berita Acara {self.number or '(draf)'}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def takes_signatures(self) -> bool:
        """Whether somebody may still sign."""
        return self.state in (self.State.SETTLED, self.State.SIGNED)

    @property
    def may_be_cancelled(self) -> bool:
        return self.state not in (self.State.DRAFT, self.State.CANCELLED)

    def become_numbered(self):
        """Take the next number; only `become_settled` keeps it. Needs a transaction."""
        self._refuse_unless(self.is_draft, "ditetapkan")
        self.sequence, self.number = BeritaAcara.objects.next_number(
            self.village, self.year, self.meeting.held_on
        )

    def freeze(self, content):
        """Take the content as it shall stand for good, with its fingerprint."""
        self._refuse_unless(self.is_draft, "diubah")
        self.content, self.content_sha256 = content, fingerprint(content)

    def become_settled(self, file, *, by):
        """ditetapkan: numbered and frozen, with its unsigned PDF."""
        self._refuse_unless(self.is_draft, "ditetapkan")
        self.state = self.State.SETTLED
        self.unsigned_file = file
        self.settled_at, self.settled_by = timezone.now(), by
        self.save()

    def become_signed(self, signature, *, by):
        """ditandatangani: one more dated signature under it."""
        self._refuse_unless(self.takes_signatures, "ditandatangani")
        signature.berita_acara = self
        signature.signed_at, signature.recorded_by = timezone.now(), by
        signature.save()
        if self.state != self.State.SIGNED:
            self.state = self.State.SIGNED
            self.save(update_fields=["state"])

    def unsigned_parties(self) -> list[Party]:
        """Those who must sign and have not."""
        there = set(self.signatures.values_list("party", flat=True))
        return [party for party in REQUIRED if party not in there]

    def refuse_if_not_ratifiable(self):
        """Raise SignaturesMissing until all who must sign have; WrongState after."""
        self._refuse_unless(self.takes_signatures, "disahkan")
        if missing := self.unsigned_parties():
            raise SignaturesMissing(missing)

    def become_ratified(self, file, *, by):
        """disahkan: everybody signed; the signed PDF stands for good."""
        self.refuse_if_not_ratifiable()
        self.state = self.State.RATIFIED
        self.signed_file = file
        self.ratified_at, self.ratified_by = timezone.now(), by
        self.save(update_fields=["state", "signed_file", "ratified_at", "ratified_by"])

    def become_cancelled(self, *, reason, by):
        """dibatalkan: for a reason; the number is never given again."""
        self._refuse_unless(self.may_be_cancelled, "dibatalkan")
        self.state = self.State.CANCELLED
        self.cancelled_at, self.cancelled_by = timezone.now(), by
        self.cancel_reason = reason
        self.save(
            update_fields=["state", "cancelled_at", "cancelled_by", "cancel_reason"]
        )

    def _refuse_unless(self, allowed, act):
        if not allowed:
            raise WrongState(self, act)
