"""Who is invited, what happens when, and the line that somebody writes himself."""

from django import forms

from rembuk.forms.lists import SEXES, AttendanceForm
from rembuk.models import AgendaItem, Attendance, Invitation
from villages.forms.row import RowForm
from villages.widgets import WholeInput


class InvitationForm(RowForm):
    class Meta:
        model = Invitation
        fields = ["name", "element", "position"]
        help_texts = {
            "name": "Orang atau lembaga, seperti tertulis pada surat: “Titik Susanti” "
            "atau “Ketua Karang Taruna”. Jangan menulis nama ibu atau anak dari "
            "register; tulis “Wakil ibu hamil Dusun Krajan”.",
        }

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = others  # the invitations beside this one

    def clean(self):
        data = super().clean()
        name, element = data.get("name"), data.get("element")
        if self.others.filter(name=name, element=element).exists():
            self.add_error("name", "Sudah ada dalam daftar undangan dengan unsur itu.")
        return data


class ProposedForm(forms.Form):
    """Those whom the app proposes to invite."""

    chosen = forms.MultipleChoiceField(
        label="Usulan penerima",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={
            "required": "Centang dahulu siapa yang diundang.",
            "invalid_choice": "Daftarnya baru saja berubah. Periksa, lalu simpan lagi.",
        },
    )

    def __init__(self, *args, proposed, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposed = {one.key: one for one in proposed}
        self.fields["chosen"].choices = [
            (key, one.name) for key, one in self.proposed.items()
        ]

    @property
    def invitees(self):
        """The chosen, in the order of the page."""
        chosen = set(self.cleaned_data["chosen"])
        return [one for key, one in self.proposed.items() if key in chosen]


class AgendaItemForm(RowForm):
    class Meta:
        model = AgendaItem
        fields = ["text", "minutes", "owner"]
        widgets = {"minutes": WholeInput(suffix="menit")}
        help_texts = {
            "minutes": "Pukulnya dihitung dari jam mulai dan lamanya acara sebelumnya.",
            "owner": "Jabatannya, misalnya Kepala Desa atau Ketua RDS.",
        }


class SignInForm(AttendanceForm):
    """What a participant writes on his own phone. No telephone number."""

    class Meta:
        model = Attendance
        fields = AttendanceForm.Meta.fields
        labels = {
            "name": "Nama lengkap",
            "sex": "Laki-laki atau perempuan",
            "element": "Anda mewakili siapa?",
            "position": "Jabatan atau lembaga",
            "address": "Alamat (dusun)",
            "home_village": "Desa atau kantor asal",
        }
        widgets = {"sex": forms.RadioSelect}
        help_texts = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sex"].choices = SEXES
        elements = Attendance.Element.choices
        self.fields["element"].choices = [("", "Pilih satu"), *elements]
        asks = {
            "name": "Tulis nama Anda.",
            "sex": "Pilih laki-laki atau perempuan.",
            "element": "Pilih siapa yang Anda wakili.",
        }
        for name, words in asks.items():
            self.fields[name].error_messages["required"] = words
        self.fields[
            "home_village"
        ].help_text = f"Isi hanya bila Anda bukan warga {self.village.title}."
