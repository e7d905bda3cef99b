import hashlib
import secrets

from django.db import models
from django.db.models import Q

PREFIX = "kpm_"  # so that a token that leaked somewhere is known for what it is


def sealed(secret: str) -> str:
    """The SHA-256 under which a token is kept; 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiTokenQuerySet(models.QuerySet):
    def holding(self, today):
        """Tokens that open something on `today`, their last day included."""
        return self.filter(
            Q(posting__ends_on=None) | Q(posting__ends_on__gte=today),
            posting__starts_on__lte=today,
            posting__user__is_active=True,
            revoked_at=None,
            expires_on__gte=today,
        )

    def known(self, secret: str):
        """The token with this secret."""
        return self.filter(sha256=sealed(secret))


class ApiToken(models.Model):
    """Kunci akses data: lets a program read the figures that one posting may see."""

    posting = models.ForeignKey(
        "villages.Posting",
        models.CASCADE,
        related_name="api_tokens",
        verbose_name="penugasan",
    )
    name = models.CharField("dipakai untuk", max_length=80)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField("berlaku sampai")
    last_used_on = models.DateField("terakhir dipakai", null=True, editable=False)
    revoked_at = models.DateTimeField("dicabut", null=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "kunci akses data"
        verbose_name_plural = "kunci akses data"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "name"],
                condition=Q(revoked_at=None),
                name="api_token_name_once",
            ),
        ]

    def __str__(self):
        return self.name

    def draw(self) -> str:
        """Give the token its secret, which is returned once and kept nowhere."""
        secret = PREFIX + secrets.token_urlsafe(32)
        self.sha256 = sealed(secret)
        return secret

    def note_use(self, today):
        """Keep the day of the last use: at most one write a day."""
        if self.last_used_on != today:
            self.last_used_on = today
            self.save(update_fields=["last_used_on"])

    def become_revoked(self, at):
        """It opens nothing from now on."""
        self.revoked_at = at
        self.save(update_fields=["revoked_at"])
