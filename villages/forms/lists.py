"""The village's own lists: its places, officials and budget."""

from django import forms

from villages.budget import spent_beside
from villages.claims import beyond, claims_on
from villages.models import (
    BudgetLine,
    Dusun,
    Facility,
    Official,
    Posyandu,
    VillageYear,
)
from villages.widgets import DateInput, RupiahInput, YesNo
from villages.wording import rupiah

from .realisation import WHOLE_RUPIAH
from .row import refuse_unprintable_text


class VillageRowForm(forms.ModelForm):
    """A row of one village: only rows of this village can be chosen in it."""

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.village = village  # so that "once per village" can be checked
        if "dusun" in self.fields:
            self.fields["dusun"].queryset = village.dusuns.all()

    def clean(self):
        data = super().clean()
        refuse_unprintable_text(self, data)
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
    nip = forms.CharField(
        label="NIP",
        max_length=30,  # with the spaces between its groups
        required=False,
        help_text="18 angka, bila pegawai negeri; dicetak di bawah nama.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Official
        fields = ["position", "name", "nip", "starts_on", "ends_on"]
        widgets = {
            "starts_on": DateInput(),
            "ends_on": DateInput(),
        }

    def clean_nip(self):
        nip = "".join(self.cleaned_data["nip"].split())
        if nip and not (len(nip) == 18 and nip.isascii() and nip.isdigit()):
            raise forms.ValidationError(
                "NIP terdiri atas 18 angka. Kosongkan bila bukan pegawai negeri."
            )
        return nip


class VillageYearForm(VillageRowForm):
    class Meta:
        model = VillageYear
        fields = [
            "year",
            "population",
            "population_source",
            "crude_birth_rate",
            "birth_rate_source",
        ]


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
        error_messages = {"amount_rupiah": WHOLE_RUPIAH}

    def clean_amount_rupiah(self):
        amount = self.cleaned_data["amount_rupiah"]
        spent = spent_beside(self.instance) if self.instance.pk else 0
        if amount < spent:
            raise forms.ValidationError(
                f"Dari baris ini sudah terpakai {rupiah(spent)}. Tulis paling sedikit "
                "sebanyak itu, atau betulkan realisasinya dahulu."
            )
        self._refuse_below_claims(amount)
        return amount

    def _refuse_below_claims(self, amount):
        line = self.instance
        claims = claims_on([line])[line.pk] if line.pk else []
        if short := beyond(claims, amount):
            raise forms.ValidationError(
                f"Baris ini membiayai {short}. Tulis paling sedikit "
                f"{rupiah(short.total_rupiah)}, atau {short.remedy}."
            )

    def clean_activity_code(self):
        code = self.cleaned_data["activity_code"].strip().rstrip(".")
        parts = code.split(".")
        if not all(part.isdigit() for part in parts) or len(parts) < 2:
            raise forms.ValidationError(
                "Tulis kode kegiatan dengan titik, misalnya 2.2.02 untuk Posyandu."
            )
        return code
