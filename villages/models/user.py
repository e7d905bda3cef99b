from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.utils import timezone


class AccountManager(UserManager):
    @transaction.atomic
    def create_superuser(self, username, email=None, password=None, **fields):
        """The first administrator of an installation, with the posting he needs."""
        from .posting import Posting, Role

        user = super().create_superuser(username, email, password, **fields)
        Posting.objects.create(
            user=user,
            role=Role.ADMINISTRATOR,
            area_code="00",
            starts_on=timezone.localdate(),
        )
        return user


class User(AbstractUser):
    """A login. What it may do comes from its postings alone."""

    first_name = None
    last_name = None
    email = models.EmailField("surel", blank=True)
    name = models.CharField("nama lengkap", max_length=120)
    phone = models.CharField("nomor telepon", max_length=30, blank=True)
    must_change_password = models.BooleanField("wajib ganti kata sandi", default=False)

    objects = AccountManager()
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]

    def keep_own_password(self):
        """The password is the user's own choice from now on."""
        self.must_change_password = False
        self.save(update_fields=["must_change_password"])
