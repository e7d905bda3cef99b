"""Forms of the village's own lists and of accounts."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.validators import UnicodeUsernameValidator

from .glyphs import UnprintableText, refuse_unprintable
from .models import (
    BudgetLine,
    Dusun,
    Facility,
    Letterhead,
    Official,
    Posting,
    Posyandu,
    User,
)
from .models.posting import VILLAGE_ROLES
from .pictures import UnreadablePicture, logo_from
from .widgets import DateInput, RupiahInput, YesNo


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


class VillageRowForm(forms.ModelForm):
    """A row of one village: only rows of this village can be chosen in it."""

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.village = village  # so that "once per village" can be checked
        if "dusun" in self.fields:
            self.fields["dusun"].queryset = village.dusuns.all()

    def clean(self):
        data = super().clean()
        for name, value in list(data.items()):
            if isinstance(value, str):
                try:
                    refuse_unprintable(value)
                except UnprintableText as error:
                    self.add_error(name, str(error))
        return data

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"village"}


class DusunForm(VillageRowForm):
    class Meta:
        model = Dusun
        fields = ["name"]


class PosyanduForm(VillageRowForm):
    class Meta:
        model = Posyandu
        fields = ["name"]


SERVICES = [
    "antenatal_care",
    "iron_pills",
    "postnatal_care",
    "immunisation",
    "weighing",
    "measuring",
    "counselling",
    "parenting",
    "preschool",
]


class FacilityForm(VillageRowForm):
    class Meta:
        model = Facility
        fields = ["year", "kind", "name", "dusun", *SERVICES]
        widgets = {service: YesNo() for service in SERVICES}


class OfficialForm(VillageRowForm):
    class Meta:
        model = Official
        fields = ["position", "name", "starts_on", "ends_on"]
        widgets = {"starts_on": DateInput(), "ends_on": DateInput()}


class BudgetLineForm(VillageRowForm):
    class Meta:
        model = BudgetLine
        fields = [
            "year",
            "activity_code",
            "name",
            "source",
            "amount_rupiah",
            "is_stunting",
        ]
        widgets = {"amount_rupiah": RupiahInput()}

    def clean_activity_code(self):
        code = self.cleaned_data["activity_code"].strip().rstrip(".")
        parts = code.split(".")
        if not all(part.isdigit() for part in parts) or len(parts) < 2:
            raise forms.ValidationError(
                "Tulis kode kegiatan dengan titik, misalnya 2.2.02 untuk Posyandu."
            )
        return code


class LetterheadForm(VillageRowForm):
    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="PNG atau JPG, paling besar 2 MB. Kosongkan bila tidak diganti.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )

    class Meta:
        model = Letterhead
        fields = ["address", "postal_code", "phone", "email"]

    def clean_logo(self):
        upload = self.cleaned_data["logo"]
        if upload is None:
            return None
        try:
            return logo_from(upload)
        except UnreadablePicture as error:
            raise forms.ValidationError(str(error)) from error


class PostingForm(forms.ModelForm):
    """For the administrator: a role over an area."""

    class Meta:
        model = Posting
        fields = ["user", "role", "area_code", "starts_on", "ends_on"]
