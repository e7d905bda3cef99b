"""Pelaksanaan: what, when, where, for whom, from which money."""

from datetime import date

from django import forms

from households.packages import SERVICES, Package
from rembuk.advocacy import agreed_meetings
from rembuk.deliveries import SERVICE_LABELS
from rembuk.models import Delivery, DeliveryPhoto, Proposal
from villages.forms.row import RowForm
from villages.models import BudgetLine
from villages.widgets import DateInput, RupiahInput, WholeInput
from villages.wording import rupiah

from .lists import MOST_RUPIAH, RUPIAH_WORDS, PhotoForm
from .nameless import refuse_names

EARLIEST = date(2018, 1, 1)
MOST_PEOPLE = 99_999
PACKAGE_OF = {one.code: one.package for one in SERVICES}


def _aims():
    """Packages as groups: a package as a whole, then each of its services."""
    for package in Package:
        services = [one.code for one in SERVICES if one.package is package]
        whole = (package.value, f"Paket {package.label} secara umum")
        yield package.label, [whole, *((c, SERVICE_LABELS[c]) for c in services)]


class DeliveryForm(RowForm):
    aim = forms.ChoiceField(
        label="Paket atau layanan yang dituju",
        error_messages={"required": "Pilih paket atau layanan yang dituju."},
    )

    class Meta:
        model = Delivery
        fields = [
            "activity",
            "proposal",
            "started_on",
            "ended_on",
            "place",
            "dusun",
            "executor",
            "budget_line",
            "source",
            "programme",
            "cost_rupiah",
            *Delivery.GROUPS,
            "output",
        ]
        widgets = {
            "activity": forms.Textarea(attrs={"rows": 2}),
            "started_on": DateInput(),
            "ended_on": DateInput(),
            "cost_rupiah": RupiahInput(),
            **{group: WholeInput(suffix="sasaran") for group in Delivery.GROUPS},
        }
        help_texts = {
            "ended_on": "Kegiatan dihitung pada triwulan tanggal ini. Kegiatan yang "
            "berjalan berbulan-bulan dicatat sekali tiap triwulan.",
            "executor": "Misalnya kader posyandu, kelompok masyarakat, bidan desa.",
            "budget_line": "Baris yang membiayainya; sumber dananya terisi sendiri.",
            "source": "Bila tanpa baris APB Desa: dari mana uangnya.",
            "programme": "Hanya bila dari dinas, misalnya Dinas Kesehatan: PMT "
            "pemulihan.",
            "cost_rupiah": "Biaya kegiatan ini. Tulis 0 bila tanpa biaya.",
            "output": "Misalnya 14 sambungan air; 12 pertemuan. Warga membacanya: "
            "jangan menulis nama orang.",
        }
        error_messages = {
            "cost_rupiah": {"invalid": RUPIAH_WORDS, "min_value": RUPIAH_WORDS}
        }

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.village = village
        self.order_fields(["activity", "proposal", "aim"])
        fields = self.fields
        fields["aim"].choices = [("", "Pilih"), *_aims()]
        self.initial.setdefault("aim", self.instance.service or self.instance.package)
        fields["proposal"].queryset = _agreed(village)
        fields["proposal"].empty_label = "Bukan dari usulan rembuk"
        fields["dusun"].queryset = village.dusuns.all()
        fields["dusun"].empty_label = "Seluruh desa"
        fields["budget_line"].queryset = village.budget_lines.order_by("-year", "pk")
        fields["budget_line"].label_from_instance = _line_words
        fields["budget_line"].empty_label = "Di luar APB Desa, atau belum dicatat"
        fields["source"].required = False
        for group in Delivery.GROUPS:
            fields[group].required = False
            fields[group].error_messages |= COUNT_WORDS

    def clean_activity(self):
        return self.cleaned_data["activity"].strip()

    def clean_started_on(self):
        return self._sensible("started_on")

    def clean_ended_on(self):
        return self._sensible("ended_on")

    def _sensible(self, name):
        day = self.cleaned_data[name]
        if day > self.village.today():
            raise forms.ValidationError(
                "Tanggal ini belum tiba. Pelaksanaan dicatat sesudah berlangsung."
            )
        if day < EARLIEST:
            raise forms.ValidationError("Tahun ini keliru. Periksa tanggalnya.")
        return day

    def clean_cost_rupiah(self):
        cost = self.cleaned_data["cost_rupiah"]
        if cost > MOST_RUPIAH:
            raise forms.ValidationError(
                "Biaya lebih dari Rp999.999.999.999 tidak mungkin. Periksa banyaknya "
                "angka nol."
            )
        return cost

    def clean(self):
        data = super().clean()
        for group in Delivery.GROUPS:
            data[group] = count = data.get(group) or 0
            if count > MOST_PEOPLE:
                self.add_error(group, "Jumlah ini tidak mungkin. Paling banyak 99.999.")
        first, last = data.get("started_on"), data.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", "Tanggal selesai mendahului tanggal mulai.")
        self._check_money(data, last)
        refuse_names(self, self.village, "activity", "place", "executor", "output")
        return data

    def _check_money(self, data, last):
        line, source = data.get("budget_line"), data.get("source")
        if line:
            if last and line.year != last.year:
                self.add_error(
                    "budget_line",
                    f"Baris ini dari APB Desa {line.year}, sedangkan kegiatannya "
                    f"selesai tahun {last.year}. Pilih baris tahun itu.",
                )
            if source == "opd":
                self.add_error(
                    "source",
                    "Program dinas tidak dibayar dari APB Desa. Kosongkan barisnya, "
                    "atau pilih sumber lain.",
                )
            data["source"], data["programme"] = line.source, ""
        elif not source and "source" not in self.errors:
            self.add_error("source", "Pilih sumber dananya, atau baris APB Desa.")
        elif source == "opd" and not data.get("programme"):
            self.add_error("programme", "Tulis dinas dan nama programnya.")
        elif source != "opd":
            data["programme"] = ""

    @property
    def values(self):
        data = self.cleaned_data
        aim = data["aim"]
        package = PACKAGE_OF.get(aim, aim)
        named = {name: data[name] for name in self._meta.fields}
        return named | {"package": package, "service": aim if aim != package else ""}


COUNT_WORDS = {
    "invalid": "Tulis jumlahnya dengan angka bulat, misalnya 12.",
    "min_value": "Jumlahnya tidak boleh di bawah nol.",
}


def _agreed(village):
    meetings = [meeting for meeting, _ in agreed_meetings(village)]
    rows = Proposal.objects.filter(meeting__in=meetings)
    return rows.select_related("meeting").order_by("-meeting__year", "rank")


def _line_words(line: BudgetLine) -> str:
    amount = rupiah(line.amount_rupiah)
    return f"{line.year} · {line.activity_code} {line.name} ({amount})"


def beyond_line(line, left):
    """Why a cost is refused that the line does not hold."""
    return (
        f"Melebihi anggaran: baris {line.activity_code} {line.name} berisi "
        f"{rupiah(line.amount_rupiah)}, dan setelah kegiatan lain sisanya "
        f"{rupiah(left)}. Periksa biayanya, pilih baris lain, atau ubah dahulu "
        "anggarannya bila APB Desa sudah diubah."
    )


class DeliveryPhotoForm(PhotoForm):
    class Meta:
        model = DeliveryPhoto
        fields = ["caption"]
        help_texts = {"caption": "Misalnya: sambungan air di RT 02."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["picture"].help_text = (
            "JPG atau PNG, paling besar 10 MB. Potret kegiatannya, bukan wajah anak: "
            "ambil dari belakang atau potret hasil pekerjaannya."
        )
