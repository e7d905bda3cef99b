"""Problems, proposals, the daftar hadir and photos."""

from django import forms

from rembuk.models import Attendance, Photo, Problem, Proposal
from villages.budget import ACTIVITIES
from villages.forms.row import RowForm
from villages.pictures import UnreadablePicture, photo_from
from villages.widgets import Choices, RupiahInput

MOST_RUPIAH = 999_999_999_999
PHOTO_BYTES = 10 * 1024 * 1024


class ProblemForm(RowForm):
    class Meta:
        model = Problem
        fields = ["text", "package"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


PACKAGES = [
    ("KIA", "Kesehatan ibu dan anak (KIA)"),
    ("GIZI", "Konseling gizi terpadu"),
    ("AIR", "Air bersih dan sanitasi"),
    ("SOS", "Perlindungan sosial dan jaminan kesehatan"),
    ("PAUD", "PAUD dan pengasuhan"),
]
OWN_CODE = "lain"
RUPIAH_WORDS = (
    "Tulis rupiah bulat, tanpa tanda kurang dan tanpa sen, misalnya 13.500.000."
)


class ProposalForm(RowForm):
    activity_choice = forms.ChoiceField(
        label="Kode kegiatan",
        required=False,
        choices=[
            ("", "Belum ditentukan"),
            *[(code, f"{code} {name}") for code, name in ACTIVITIES],
            (OWN_CODE, "Kode lain milik desa"),
        ],
    )
    own_code = forms.CharField(
        label="Kode lain", max_length=10, required=False, help_text="Misalnya 2.2.92."
    )

    class Meta:
        model = Proposal
        fields = [
            "activity",
            "nature",
            "location",
            "volume",
            "cost_rupiah",
            "source",
            "executor",
            "origin",
        ]
        widgets = {
            "activity": forms.Textarea(attrs={"rows": 2}),
            "nature": Choices(choices=Proposal.Nature.choices),
            "cost_rupiah": RupiahInput(),
        }
        help_texts = {
            "nature": "Spesifik: langsung pada gizi dan kesehatan. Sensitif: "
            "penyebab tidak langsung, seperti air, jamban, pengasuhan.",
            "volume": "Misalnya 3 rumah tangga; 3 unit jamban.",
        }
        error_messages = {
            "cost_rupiah": {"invalid": RUPIAH_WORDS, "min_value": RUPIAH_WORDS}
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nature"].choices = Proposal.Nature.choices
        code = self.instance.activity_code
        is_listed = code in dict(ACTIVITIES) or not code
        self.initial["activity_choice"] = code if is_listed else OWN_CODE
        self.initial["own_code"] = "" if is_listed else code

    def clean_cost_rupiah(self):
        cost = self.cleaned_data["cost_rupiah"]
        if cost > MOST_RUPIAH:
            raise forms.ValidationError(
                "Biaya lebih dari Rp999.999.999.999 tidak mungkin. Periksa banyaknya "
                "angka nol."
            )
        return cost

    def clean_own_code(self):
        if self.cleaned_data.get("activity_choice") != OWN_CODE:
            return ""
        code = self.cleaned_data["own_code"].strip().rstrip(".")
        parts = code.split(".")
        if len(parts) < 2 or not all(part.isdecimal() for part in parts):
            raise forms.ValidationError(
                "Tulis kode kegiatan dengan titik, misalnya 2.2.92."
            )
        return code

    @property
    def values(self):
        chosen = self.cleaned_data["activity_choice"]
        code = self.cleaned_data["own_code"] if chosen == OWN_CODE else chosen
        return super().values | {"activity_code": code}


SEXES = [("L", "Laki-laki"), ("P", "Perempuan")]


class AttendanceForm(RowForm):
    class Meta:
        model = Attendance
        fields = ["name", "sex", "element", "position", "address"]
        widgets = {"sex": Choices()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sex"].choices = SEXES


class AttendanceLineForm(AttendanceForm):
    """One line of the quick list: wholly blank is nothing."""

    class Meta(AttendanceForm.Meta):
        widgets = {"sex": forms.Select}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        elements = Attendance.Element.choices
        self.fields["element"].choices = [("", "–"), *elements]
        self.fields["sex"].choices = [("", "–"), ("L", "L"), ("P", "P")]

    @property
    def is_filled(self):
        """Whether anything was typed into the line."""
        names = (self.add_prefix(name) for name in self._meta.fields)
        return any((self.data.get(name) or "").strip() for name in names)

    def has_changed(self):
        return self.is_filled


class PhotoForm(RowForm):
    picture = forms.FileField(
        label="Foto",
        help_text="JPG atau PNG, paling besar 10 MB.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )

    class Meta:
        model = Photo
        fields = ["caption"]

    def clean_picture(self):
        upload = self.cleaned_data["picture"]
        if upload.size > PHOTO_BYTES:
            raise forms.ValidationError(
                "Foto lebih besar dari 10 MB. Kecilkan gambarnya, lalu pilih lagi."
            )
        try:
            return photo_from(upload)
        except UnreadablePicture as error:
            raise forms.ValidationError(str(error)) from error
