"""Formulir 2A and 2B of one month, card by card as the five packages go."""

from django import forms

from households.actions.deliver import facts_of
from households.actions.months import child_month_problems, mother_month_problems
from households.ages import born_on_or_before, last_of_month
from households.models import ChildRecord, PregnancyRecord, Statement
from households.nutrition import muac_is_kek
from households.plausible import GROUP_MONTHS, Problem, record_doubts_of_child
from households.plausible_births import record_doubts_of_mother
from households.plausible_measures import Child, measure_doubts, mother_doubts
from villages.widgets import Choices, FixedChoiceField, YesNoField
from villages.wording import number_text

from .entering import EntryForm, count_field, day_field, measure_field, trimmed

Column = Statement.Column
MOTHER_CARDS = (
    ("Kesehatan ibu", ("status", "muac_cm", "checkup", "iron", "iron_pills")),
    ("Nifas", ("nifas_visits",)),
    ("Konseling dan kunjungan", ("counselling", "husband_counselling", "home_visit")),
)
CHILD_CARDS = (
    (
        "Timbang dan ukur",
        ("weighing", "weight_kg", "measuring", "height_cm", "position", "mat")
        + ("nutrition", "oedema"),
    ),
    ("Kesehatan anak", ("immunisation", "measles")),
    (
        "Konseling, kunjungan, pengasuhan",
        ("mother_counselling", "father_counselling", "home_visit", "parenting"),
    ),
)
# Asked once and carried forward: field of the record, column of the register, words.
MOTHER_KNOWN = (
    ("water", Column.WATER, "Akses air bersih"),
    ("latrine", Column.LATRINE, "Jamban"),
    ("insurance", Column.INSURANCE, "Jaminan kesehatan"),
)
CHILD_KNOWN = (
    ("water", Column.WATER, "Akses air bersih"),
    ("latrine", Column.LATRINE, "Jamban"),
    ("birth_certificate", Column.CERTIFICATE, "Akta lahir"),
    ("insurance", Column.INSURANCE, "Jaminan kesehatan"),
)


def _choice(label, choices, blank):
    field = FixedChoiceField(
        label=label,
        required=False,
        widget=Choices,
        choices=[*choices, ("", blank)],
    )
    field.widget.has_blank = True  # its last answer says "boleh kosong"
    return field


class MonthForm(EntryForm):
    """One month of one target; `record` is the row it changes, None for a new one."""

    visited_on = day_field("Tanggal periksa")

    def __init__(self, data=None, *, target, month, record=None, village, **kwargs):
        self.target, self.month, self.record = target, month, record
        today = kwargs.get("today") or village.today()
        initial = {"visited_on": min(today, last_of_month(month))}
        if record:
            stored = self.stored()
            initial = {name: trimmed(getattr(record, name)) for name in stored}
            initial |= {"uuid": record.uuid, "version": record.version}
        super().__init__(data, village=village, initial=initial, **kwargs)

    @classmethod
    def stored(cls):
        """The fields that are columns of the record."""
        own = {"uuid", "version", "confirmed"}
        return [name for name in cls.base_fields if name not in own]

    def cells(self):
        """What goes into the record, by column."""
        names = [name for name in self.stored() if name != "visited_on"]
        return {name: self.cleaned_data[name] for name in names}

    def cards_of(self, cards):
        """(title, fields) of each card, as the template draws them."""
        return [(title, [self[name] for name in names]) for title, names in cards]


def _unsaid_kek(status, muac_cm):
    """A thin arm whose meaning nobody recorded."""
    if not status and muac_cm and muac_is_kek(muac_cm):
        seen = number_text(trimmed(muac_cm))
        sentence = f"LiLA {seen} cm berarti KEK, tetapi statusnya belum dipilih."
        yield Problem("status", sentence, "Pilih KEK bila benar, atau ukur lagi.")


class MotherMonthForm(MonthForm):
    """Formulir 2A."""

    status = _choice(
        "Status kehamilan", PregnancyRecord.Status.choices, "Belum dinilai"
    )
    muac_cm = measure_field(
        "LiLA", "cm", 1, help_text="Lingkar lengan atas. Kurang dari 23,5 cm: KEK."
    )
    checkup = YesNoField(label="Periksa kehamilan bulan ini?")
    iron = YesNoField(label="Dapat dan minum pil Fe?")
    iron_pills = count_field("Jumlah pil Fe bulan ini", "tablet")
    nifas_visits = count_field(
        "Pemeriksaan nifas bulan ini", "kali", help_text="Hanya setelah melahirkan."
    )
    counselling = YesNoField(label="Ikut konseling gizi atau kelas ibu hamil?")
    husband_counselling = YesNoField(label="Suami ikut konseling?")
    home_visit = YesNoField(label="Dikunjungi di rumah?")
    water = YesNoField(label="Akses air bersih?")
    latrine = YesNoField(label="Punya jamban?")
    insurance = YesNoField(label="Punya jaminan kesehatan?")
    known = MOTHER_KNOWN

    def problems(self, data):
        return mother_month_problems(
            self.target, data["visited_on"], self.cells(), self.today
        )

    def find_doubts(self, data):
        return [
            *record_doubts_of_mother(data["visited_on"], facts_of(self.target)),
            *mother_doubts(data["status"], data["muac_cm"], data["iron_pills"]),
            *_unsaid_kek(data["status"], data["muac_cm"]),
        ]

    @property
    def cards(self):
        cards = MOTHER_CARDS
        if not self.target.ended_on:
            cards = [card for card in cards if card[0] != "Nifas"]
        return self.cards_of(cards)


class ChildMonthForm(MonthForm):
    """Formulir 2B."""

    weighing = YesNoField(label="Ditimbang?")
    weight_kg = measure_field("Berat", "kg", 3)
    measuring = YesNoField(label="Diukur panjang/tingginya?")
    height_cm = measure_field("Panjang/tinggi", "cm", 2)
    position = _choice("Posisi ukur", ChildRecord.Position.choices, "Tidak tahu")
    mat = _choice("Hasil tikar pertumbuhan", ChildRecord.Mat.choices, "Belum diisi")
    nutrition = _choice("Status gizi", ChildRecord.Nutrition.choices, "Belum dinilai")
    oedema = YesNoField(label="Edema (bengkak) di kedua kaki?")
    immunisation = YesNoField(label="Imunisasi dasar sesuai umur?")
    measles = YesNoField(label="Imunisasi campak?")
    mother_counselling = YesNoField(label="Ibu ikut konseling gizi?")
    father_counselling = YesNoField(label="Ayah ikut konseling gizi?")
    home_visit = YesNoField(label="Dikunjungi di rumah?")
    parenting = YesNoField(label="Orang tua ikut kelas pengasuhan (PAUD)?")
    water = YesNoField(label="Akses air bersih?")
    latrine = YesNoField(label="Punya jamban?")
    birth_certificate = YesNoField(label="Punya akta lahir?")
    insurance = YesNoField(label="Punya jaminan kesehatan?")
    known = CHILD_KNOWN

    def problems(self, data):
        return child_month_problems(
            self.target, data["visited_on"], self.cells(), self.today
        )

    def find_doubts(self, data):
        born_on = self.target.born_on
        return [
            *record_doubts_of_child(data["visited_on"], born_on),
            *self.measure_doubts(data),
        ]

    def measure_doubts(self, data):
        """What is asked once more of the kg and cm."""
        child = self.target
        return measure_doubts(
            data["weight_kg"],
            data["height_cm"],
            Child.of(child.sex, child.born_on, data["visited_on"]),
            position=data["position"],
            has_oedema=data["oedema"] == "v",
        )

    @property
    def cards(self):
        return self.cards_of(CHILD_CARDS)


class MeasuringForm(ChildMonthForm):
    """A child of 24 to 59 months: weighed and measured, no service of 2B is asked."""

    immunisation = measles = None
    mother_counselling = father_counselling = home_visit = parenting = None
    water = latrine = birth_certificate = insurance = None
    known = ()

    def find_doubts(self, data):
        return self.measure_doubts(data)

    @property
    def cards(self):
        return self.cards_of(CHILD_CARDS[:1])


def form_for_child(child, month):
    """The form of a month: 2B until the second birthday, then the measures alone."""
    is_grown = born_on_or_before(month, GROUP_MONTHS) >= child.born_on
    return MeasuringForm if is_grown else ChildMonthForm


class MeasureForm(forms.Form):
    """What the growth line under the measures is computed from; nothing is saved."""

    visited_on = day_field("Tanggal periksa")
    weight_kg = measure_field("Berat", "kg", 3)
    height_cm = measure_field("Panjang/tinggi", "cm", 2)
    position = _choice("Posisi", ChildRecord.Position.choices, "")
    oedema = YesNoField(label="Edema")
    mat = _choice("Tikar", ChildRecord.Mat.choices, "")
    nutrition = _choice("Status gizi", ChildRecord.Nutrition.choices, "")
