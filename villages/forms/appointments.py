"""SK: how it begins, its head, its words, its people."""

from django import forms

from villages.models import Appointee, Appointment, NumberFormat, Posting
from villages.models.posting import Role
from villages.widgets import Choices, DateInput

from .row import RowForm

SEXES = [("L", "Laki-laki"), ("P", "Perempuan")]


class BeginForm(forms.Form):
    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    is_paper = forms.ChoiceField(
        label="Apakah SK ini sudah ada di kertas?",
        choices=[("tulis", "Belum, tulis di sini"), ("kertas", "Sudah, unggah")],
        widget=Choices(),
        help_text="SK yang ditulis di sini menjadi PDF resmi berkop. SK lama cukup "
        "dicatat nomor, tanggal dan orangnya, lalu pindaiannya diunggah.",
    )


class HeadForm(RowForm):
    class Meta:
        model = Appointment
        fields = [
            "number",
            "settled_on",
            "settled_in",
            "signer",
            "signer_role",
            "starts_on",
            "ends_on",
            "meeting_on",
        ]
        widgets = {
            "settled_on": DateInput(),
            "starts_on": DateInput(),
            "ends_on": DateInput(),
            "meeting_on": DateInput(),
            "signer_role": Choices(choices=Appointment.Signer.choices),
        }
        labels = {
            "number": "Nomor SK",
            "settled_on": "Tanggal ditetapkan",
            "signer": "Nama Kepala Desa",
            "signer_role": "Ditetapkan sebagai",
            "meeting_on": "Tanggal musyawarah desa",
        }
        help_texts = {
            "number": "Dari buku nomor surat desa, misalnya 141/7/KEP/2026.",
            "ends_on": "Kosongkan bila tidak dibatasi.",
        }

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.village = village
        self.fields["signer_role"].choices = Appointment.Signer.choices
        if self.instance.is_paper:
            del self.fields["settled_in"]
        elif not self.instance.number:
            self.initial["number"] = self._next_number()

    def _next_number(self):
        given_out = self.village.appointments.values_list("number", flat=True)
        day = self.instance.settled_on or self.village.today()
        kind = NumberFormat.Kind.DECREE
        return NumberFormat.objects.proposed(self.village, kind, given_out, day)

    def clean_settled_on(self):
        day = self.cleaned_data["settled_on"]
        if day and day > self.village.today():
            raise forms.ValidationError(
                "Tanggal ini belum tiba. SK ditetapkan hari ini atau sebelumnya."
            )
        return day

    def clean_number(self):
        return " ".join(self.cleaned_data["number"].split())


class TextForm(RowForm):
    class Meta:
        model = Appointment
        fields = ["considering", "legal_basis", "decisions", "copies"]
        widgets = {
            "considering": forms.Textarea(attrs={"rows": 9}),
            "legal_basis": forms.Textarea(attrs={"rows": 12}),
            "decisions": forms.Textarea(attrs={"rows": 12}),
            "copies": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {"decisions": "Memutuskan: diktum"}
        help_texts = {
            "considering": "Satu butir setiap baris; huruf a, b, c tercetak sendiri.",
            "legal_basis": "Satu peraturan setiap baris. Tambahkan Perdes atau Perbup "
            "yang berlaku di desa Anda.",
            "decisions": "Satu diktum setiap baris; KESATU, KEDUA tercetak sendiri. "
            "Masa berlaku dan pencabutan SK lama ditulis otomatis di akhir.",
            "copies": "Satu penerima setiap baris.",
        }


class AppointeeForm(RowForm):
    class Meta:
        model = Appointee
        fields = ["name", "sex", "address", "duty", "posting"]
        widgets = {"sex": Choices()}
        help_texts = {
            "duty": "Misalnya seluruh desa, atau dusun yang menjadi tugasnya.",
            "posting": "Supaya terlihat di halaman akun bahwa penugasannya ber-SK.",
        }

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sex"].choices = SEXES
        postings = Posting.objects.in_village(village).filter(role=Role.KPM)
        field = self.fields["posting"]
        field.queryset = postings.select_related("user")
        field.label_from_instance = _account
        field.empty_label = "Belum punya akun"


def _account(posting):
    return f"{posting.user} ({posting.user.username})"
