"""Logins, and the roles they are given."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.validators import UnicodeUsernameValidator

from villages.models import Posting, User
from villages.models.posting import VILLAGE_ROLES
from villages.widgets import DateInput


class LoginForm(AuthenticationForm):
    """Name and password; a login without a current posting is told so."""

    password = forms.CharField(
        label="Kata sandi",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": (
            "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan "
            "kecilnya, lalu coba lagi. Jika lupa, minta admin desa membuat kata "
            "sandi baru."
        ),
        "inactive": "Akun ini tidak aktif. Hubungi admin desa.",
        "demo": (
            "Akun contoh ditolak selama KPM terbuka untuk jaringan, karena kata "
            "sandinya diketahui umum. Masuklah dengan akun Anda sendiri."
        ),
    }

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if settings.DEMO_MAY_LOG_IN:
            return
        if self.cleaned_data["password"] == settings.DEMO_PASSWORD:
            raise forms.ValidationError(self.error_messages["demo"], code="demo")


class AccountForm(forms.Form):
    """A new login for somebody of the village, or another role for a known one."""

    name = forms.CharField(label="Nama lengkap", max_length=120)
    username = forms.CharField(
        label="Nama pengguna",
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text="Dipakai untuk masuk, misalnya siti.sukamaju. Tanpa spasi.",
    )
    phone = forms.CharField(label="Nomor telepon", max_length=30, required=False)
    role = forms.ChoiceField(
        label="Peran", choices=[(role.value, role.label) for role in VILLAGE_ROLES]
    )
    starts_on = forms.DateField(label="Mulai bertugas", widget=DateInput())
    ends_on = forms.DateField(
        label="Sampai",
        widget=DateInput(),
        required=False,
        help_text="Kosongkan bila belum tahu.",
    )

    def clean_username(self):
        username = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(
                f"Nama pengguna “{username}” sudah dipakai. Tambahkan nama desa "
                "atau angka di belakangnya."
            )
        return username

    def clean(self):
        data = super().clean()
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Tanggal selesai mendahului tanggal mulai.")
        return data


class PostingForm(forms.ModelForm):
    """For the administrator: a role over an area."""

    class Meta:
        model = Posting
        fields = ["user", "role", "area_code", "starts_on", "ends_on"]
