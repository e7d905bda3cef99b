"""What the KPM did: one form for all kinds, with the questions of its kind."""

from datetime import date

from django import forms

from villages.models import Activity
from villages.pictures import SCREEN_PIXELS
from villages.widgets import DateInput, WholeInput

from .row import RowForm
from .scans import ScanField

EARLIEST = date(2015, 1, 1)
MOST_PEOPLE = 9_999
OF_INNOVATION = ("problem", "solution", "result", "contact")
COUNT_IT = "Tulis berapa orang; 0 bila tidak ada."
FOR_EXAMPLE = {
    "sosialisasi": "Isi piringku, cuci tangan, ASI eksklusif",
    "tikar": "Cara membaca warna tikar pertumbuhan",
    "kelas": "Kelas ibu hamil, kelas pengasuhan",
    "konseling": "Peran ayah dalam pemberian makan anak",
    "kunjungan": "Kunjungan ke keluarga yang tidak datang ke posyandu",
    "koordinasi": "Dengan bidan, puskesmas, guru PAUD, perangkat desa",
    "inovasi": "Cara baru yang berhasil: masalah, solusi, hasil, kontak",
}


def _title_help(activity):
    if activity.is_innovation:
        return "Beri nama yang mudah diingat."
    privacy = (
        " Jangan menulis nama keluarganya." if activity.kind == "kunjungan" else ""
    )
    return f"Misalnya: {FOR_EXAMPLE[activity.kind]}.{privacy}"


class ActivityForm(RowForm):
    upload = ScanField(
        label="Foto atau berkas",
        required=False,
        pixels=SCREEN_PIXELS,
        help_text="JPG, PNG atau PDF, paling besar 10 MB. Tempat dan waktu yang "
        "disimpan telepon di dalam foto dibuang.",
    )
    drop_file = forms.BooleanField(label="Hapus foto atau berkas ini", required=False)

    class Meta:
        model = Activity
        people = WholeInput(suffix="orang")
        fields = [
            "kind",
            "title",
            "held_on",
            "place",
            "dusun",
            "men",
            "women",
            "partners",
            *OF_INNOVATION,
            "notes",
        ]
        widgets = {
            "held_on": DateInput(),
            "men": people,
            "women": people,
            "problem": forms.Textarea(attrs={"rows": 4}),
            "solution": forms.Textarea(attrs={"rows": 4}),
            "result": forms.Textarea(attrs={"rows": 4}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {
            "men": "Laki-laki yang dijangkau",
            "women": "Perempuan yang dijangkau",
            "partners": "Bersama siapa",
        }
        help_texts = {
            "men": "Tulis 0 bila tidak ada.",
            "women": "Tulis 0 bila tidak ada.",
            "partners": "Misalnya bidan, puskesmas, guru PAUD, perangkat desa, PLD.",
            "contact": "Nama dan cara menghubunginya, bila desa lain ingin belajar.",
            "notes": "Hasil dan tindak lanjut. Jangan menulis keadaan kesehatan "
            "seseorang.",
        }

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.village = village
        self.fields["dusun"].queryset = village.dusuns.all()
        self.fields["dusun"].empty_label = "Seluruh desa"
        self.fields["title"].help_text = _title_help(self.instance)
        for name in ("men", "women"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = COUNT_IT
        if not self.instance.pk:
            self.initial["men"] = self.initial["women"] = None
        self._ask_only_what_fits()

    def _ask_only_what_fits(self):
        if self.instance.is_innovation:
            del self.fields["kind"]
            self.fields["problem"].required = self.fields["solution"].required = True
        else:
            kinds = [
                k for k in Activity.Kind.choices if k[0] != Activity.Kind.INNOVATION
            ]
            self.fields["kind"].choices = kinds
            for name in OF_INNOVATION:
                del self.fields[name]
        is_talk = self.instance.kind == Activity.Kind.COORDINATION
        self.fields["partners"].required = is_talk
        if not self.instance.file_id:
            del self.fields["drop_file"]

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > self.village.today():
            raise forms.ValidationError(
                "Tanggal ini belum tiba. Kegiatan dicatat sesudah berlangsung."
            )
        if day < EARLIEST:
            raise forms.ValidationError("Tahun ini keliru. Periksa tanggalnya.")
        return day

    def clean_men(self):
        return self._people("men")

    def clean_women(self):
        return self._people("women")

    def _people(self, name):
        count = self.cleaned_data[name]
        if count > MOST_PEOPLE:
            raise forms.ValidationError(
                "Jumlah ini tidak mungkin untuk satu kegiatan. Paling banyak 9.999."
            )
        return count

    @property
    def values(self):
        return super().values | {"kind": self.instance.kind}


class LogFilter(forms.Form):
    """Which activities are shown; an unknown choice shows all."""

    jenis = forms.ChoiceField(label="Jenis", required=False)
    periode = forms.ChoiceField(label="Waktu", required=False)
    dusun = forms.ModelChoiceField(None, label="Dusun", required=False)

    def __init__(self, *args, village, periods, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [("", "Semua jenis"), *Activity.Kind.choices]
        self.fields["periode"].choices = [
            ("", "Semua waktu"),
            *(
                (name, [(p.key, p.label) for p in some])
                for name, some in periods.items()
            ),
        ]
        self.fields["dusun"].queryset = village.dusuns.all()
        self.fields["dusun"].empty_label = "Semua dusun"
