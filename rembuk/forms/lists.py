"""Problems, proposals, the daftar hadir and photos."""

from django import forms

from households.packages import Package
from rembuk.models import Attendance, Photo, Problem, Proposal
from scorecard.need import PRICED
from villages.budget import ACTIVITIES
from villages.forms.row import RowForm
from villages.pictures import UnreadablePicture, photo_from
from villages.widgets import Choices, RupiahInput, WholeInput
from villages.wording import number_text, rupiah

MOST_RUPIAH = 999_999_999_999
PHOTO_BYTES = 10 * 1024 * 1024


class PackageField(forms.ChoiceField):
    """One of the five packages; every paper prints a problem's package by its name."""

    def __init__(self):
        super().__init__(
            label="Paket layanan",
            choices=[(one.value, one.label) for one in Package],
            widget=Choices(),
            error_messages={
                "required": "Pilih salah satu dari lima paket layanan.",
                "invalid_choice": "Pilih salah satu dari lima paket layanan.",
            },
        )


class ProblemForm(RowForm):
    package = PackageField()

    class Meta:
        model = Problem
        fields = ["text", "package"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


OWN_CODE = "lain"
SERVICES = [
    ("", "Tidak tertentu"),
    *[(code, f"{one.label} ({one.package})") for code, one in PRICED.items()],
]
MOST_TARGETS = 100_000
WHOLE_WORDS = "Tulis bilangan bulat, nol atau lebih, misalnya 12."
TOO_MUCH = (
    "Biaya lebih dari Rp999.999.999.999 tidak mungkin. Periksa banyaknya angka nol."
)
RUPIAH_WORDS = (
    "Tulis rupiah bulat, tanpa tanda kurang dan tanpa sen, misalnya 13.500.000."
)


def not_beyond(amount):
    """The amount, or None. Raises ValidationError where it has too many zeros."""
    if amount is not None and amount > MOST_RUPIAH:
        raise forms.ValidationError(TOO_MUCH)
    return amount


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
            "service",
            "targets",
            "unit_rupiah",
            "cost_rupiah",
            "source",
            "executor",
            "origin",
        ]
        widgets = {
            "activity": forms.Textarea(attrs={"rows": 2}),
            "nature": Choices(choices=Proposal.Nature.choices),
            "service": forms.Select,
            "targets": WholeInput(),
            "unit_rupiah": RupiahInput(),
            "cost_rupiah": RupiahInput(),
        }
        help_texts = {
            "nature": "Spesifik: langsung pada gizi dan kesehatan. Sensitif: "
            "penyebab tidak langsung, seperti air, jamban, pengasuhan.",
            "volume": "Misalnya 3 rumah tangga; 3 unit jamban.",
            "service": "Supaya uji anggaran tahu siapa yang dilayani.",
            "targets": "Berapa rumah tangga atau orang yang dilayani.",
            "unit_rupiah": "Biaya untuk satu rumah tangga atau satu orang.",
            "cost_rupiah": "Boleh kosong bila jumlah sasaran dan biaya satuan diisi.",
        }
        error_messages = {
            "cost_rupiah": {"invalid": RUPIAH_WORDS, "min_value": RUPIAH_WORDS},
            "unit_rupiah": {"invalid": RUPIAH_WORDS, "min_value": RUPIAH_WORDS},
            "targets": {"invalid": WHOLE_WORDS, "min_value": WHOLE_WORDS},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nature"].choices = Proposal.Nature.choices
        self.fields["service"].widget.choices = SERVICES
        self.fields["cost_rupiah"].required = False
        code = self.instance.activity_code
        is_listed = code in dict(ACTIVITIES) or not code
        self.initial["activity_choice"] = code if is_listed else OWN_CODE
        self.initial["own_code"] = "" if is_listed else code

    def clean_service(self):
        service = self.cleaned_data["service"]
        if service not in dict(SERVICES):
            raise forms.ValidationError("Pilih layanan dari daftarnya.")
        return service

    def clean_targets(self):
        targets = self.cleaned_data["targets"]
        if targets is not None and targets > MOST_TARGETS:
            raise forms.ValidationError(
                "Lebih dari 100.000 sasaran tidak mungkin di satu desa. Periksa "
                "angkanya."
            )
        return targets

    def clean_unit_rupiah(self):
        return not_beyond(self.cleaned_data["unit_rupiah"])

    def clean_cost_rupiah(self):
        return not_beyond(self.cleaned_data["cost_rupiah"])

    def clean(self):
        data = super().clean()
        if not self.has_error("cost_rupiah"):
            self._settle_cost(data)
        return data

    def _settle_cost(self, data):
        """The cost is targets × unit cost where both are told."""
        cost, parts = (
            data.get("cost_rupiah"),
            (data.get("targets"), data.get("unit_rupiah")),
        )
        if None not in parts:
            product = parts[0] * parts[1]
            told = f"{number_text(parts[0])} × {rupiah(parts[1])} = {rupiah(product)}"
            if product > MOST_RUPIAH:
                self.add_error("cost_rupiah", f"{told}: {TOO_MUCH}")
            elif cost not in (None, product):
                self.add_error(
                    "cost_rupiah",
                    f"{told}, bukan {rupiah(cost)}. Perbaiki salah satunya, atau "
                    "kosongkan perkiraan biaya supaya dihitung.",
                )
            else:
                data["cost_rupiah"] = product
        elif cost is None:
            self.add_error(
                "cost_rupiah",
                "Tulis perkiraan biaya, atau isi jumlah sasaran dan biaya satuan.",
            )

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
        fields = ["name", "sex", "element", "position", "address", "home_village"]
        widgets = {"sex": Choices()}
        help_texts = {
            "home_village": "Isi hanya bila bukan warga desa ini. Ia dicatat sebagai "
            "undangan: tidak dihitung sebagai warga dan tidak ikut memilih."
        }

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.village = village
        self.fields["sex"].choices = SEXES

    def clean_home_village(self):
        """Whoever names this very village comes from nowhere else."""
        typed = " ".join(self.cleaned_data["home_village"].split())
        own = {self.village.name.casefold(), self.village.title.casefold()}
        return "" if typed.casefold() in own else typed

    def clean(self):
        data = super().clean()
        if data.get("home_village"):
            self._make_guest(data)
        return data

    def _make_guest(self, data):
        """A guest of another village, with what he is there kept as his jabatan."""
        guest, chosen = Attendance.Element.UNDANGAN, data.get("element")
        if chosen and chosen != guest and not data.get("position"):
            data["position"] = Attendance.Element(chosen).label
        data["element"] = guest
        self.errors.pop("element", None)  # he need not choose one of ours


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
