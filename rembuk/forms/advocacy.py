"""Advokasi: who received the berita acara, and the next step of a proposal."""

from django import forms

from rembuk.advocacy import STATE
from rembuk.models import Handover, Step
from villages.forms.row import RowForm
from villages.models import NumberFormat
from villages.widgets import DateInput, RupiahInput

from .lists import RUPIAH_WORDS

NOT_YET = "Tanggal ini belum tiba. Catat setelah hal itu terjadi."
DOCUMENTS = {
    STATE.RPJM: "Misalnya Perdes Nomor 4 Tahun 2024 tentang RPJM Desa.",
    STATE.RKP: "Misalnya Perdes Nomor 7 Tahun 2026 tentang RKP Desa.",
    STATE.APB: "Misalnya Perdes Nomor 9 Tahun 2026 tentang APB Desa.",
    STATE.DONE: "Misalnya laporan pelaksanaan atau berita acara serah terima.",
}
NO_LINE = "Di luar APB Desa, atau barisnya belum dicatat"


class HandoverForm(RowForm):
    class Meta:
        model = Handover
        fields = [
            "handed_on",
            "letter_number",
            "handed_by",
            "received_by",
            "position",
        ]
        widgets = {"handed_on": DateInput()}
        help_texts = {
            "letter_number": "Nomor surat penyampaian, bila ada.",
            "handed_by": "Misalnya ketua Rumah Desa Sehat.",
            "position": "Misalnya Kepala Desa, Sekretaris Desa, Ketua BPD.",
        }

    def __init__(self, *args, today, settled_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.settled_on = today, settled_on
        if not self.instance.pk:
            self.initial["letter_number"] = self._next_number()

    def _next_number(self):
        village = self.instance.berita_acara.village
        given_out = Handover.objects.filter(berita_acara__village=village)
        numbers = given_out.values_list("letter_number", flat=True)
        kind = NumberFormat.Kind.COVER_LETTER
        return NumberFormat.objects.proposed(village, kind, numbers, self.today)

    def clean_handed_on(self):
        day = self.cleaned_data["handed_on"]
        if day > self.today:
            raise forms.ValidationError(NOT_YET)
        if self.settled_on and day < self.settled_on:
            raise forms.ValidationError(
                "Tanggal ini mendahului rembuknya. Periksa tanggalnya."
            )
        return day


class StepForm(RowForm):
    """One step; it asks only what its state needs."""

    line = forms.ChoiceField(label="Baris APB Desa", required=False)

    class Meta:
        model = Step
        fields = ["taken_on", "amount_rupiah", "document", "note"]
        widgets = {
            "taken_on": DateInput(),
            "amount_rupiah": RupiahInput(),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "amount_rupiah": {"invalid": RUPIAH_WORDS, "min_value": RUPIAH_WORDS}
        }

    def __init__(self, *args, today, fits=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.lines = today, {str(fit.line.pk): fit.line for fit in fits}
        state = self.instance.state
        self._ask_for_money(state, fits)
        self._ask_for_words(state)

    def _ask_for_money(self, state, fits):
        self.fields["amount_rupiah"].required = True
        if state == STATE.APB:
            self.order_fields(["taken_on", "line"])
            self.fields["line"].choices = [
                *[(str(fit.line.pk), str(fit)) for fit in fits],
                ("", NO_LINE),
            ]
            self.initial["line"] = _suggested(fits)
            self.fields["line"].help_text = _why(fits, self.initial["line"])
            self.fields["amount_rupiah"].label = "Jumlah dalam APB Desa"
            return
        del self.fields["line"]
        if state == STATE.DONE:
            self.fields["amount_rupiah"].label = "Biaya yang direalisasi"
        else:
            del self.fields["amount_rupiah"]

    def _ask_for_words(self, state):
        note = self.fields["note"]
        if state == STATE.REJECTED:
            del self.fields["document"]
            note.label, note.required = "Alasan ditolak", True
            note.error_messages["required"] = (
                "Tulis mengapa usulan ini ditolak; warga membacanya."
            )
            note.help_text = "Dibaca warga. Jangan menulis nama orang."
        else:
            self.fields["document"].help_text = DOCUMENTS[state]

    def clean_taken_on(self):
        day = self.cleaned_data["taken_on"]
        if day > self.today:
            raise forms.ValidationError(NOT_YET)
        return day

    @property
    def values(self):
        line = self.lines.get(self.cleaned_data.get("line", ""))
        more = {"budget_line": line} if "line" in self.fields else {}
        return super().values | more


def _why(fits, suggested) -> str:
    if suggested:
        return "Disarankan baris dengan kode kegiatan yang sama. Periksa, lalu simpan."
    if fits:
        return (
            "Tidak ada baris dengan kode kegiatan yang sama; pilih yang membiayainya."
        )
    return "Baris APB Desa tahun itu belum dicatat di halaman Anggaran."


def _suggested(fits) -> str:
    same = [fit for fit in fits if fit.is_same and fit.left_rupiah > 0]
    return str(same[0].line.pk) if same else ""
