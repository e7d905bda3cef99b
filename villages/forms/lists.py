"""The village's own lists: its places, officials, budget and letterhead."""

from django import forms

from villages.budget import spent_beside
from villages.models import (
    BudgetLine,
    Dusun,
    Facility,
    Letterhead,
    Official,
    Posyandu,
    VillageYear,
)
from villages.pictures import UnreadablePicture, logo_from
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
    class Meta:
        model = Official
        fields = ["position", "name", "starts_on", "ends_on"]
        widgets = {"starts_on": DateInput(), "ends_on": DateInput()}


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
        return amount

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
