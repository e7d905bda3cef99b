import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils import timezone

from households.forgotten import ERASED


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
        """Whether figures, letters and names are still those that were frozen."""
        is_sealed = fingerprint(self.content) == self.sha256
        return is_sealed and all(map(self._is_name_kept, self.content["targets"]))

    def _is_name_kept(self, target) -> bool:
        """As it was printed, or erased. The first seals came before those of names."""
        name = self.names.get(target["id"], {"name": ERASED})
        if "salt" in name:
            return fingerprint(name) == target.get("name_seal")
        return name["name"] == ERASED or "name_seal" not in target

    def note_reopening(self, *, by, reason):
        """Keep who let entries in again after this snapshot, and why."""
        self.reopened_at, self.reopened_by = timezone.now(), by
        self.reopen_reason = reason
        self.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
