"""Moving: to another village, into this one, to another family, out of the register."""

from django import forms

from households.models.entry import ExitReason
from households.plausible import Problem, Span, change_problems
from villages.codes import InvalidCode, format_code, parse_code
from villages.models import Posting, Village
from villages.models.posting import Role

from .endings import ExitForm
from .entering import EntryForm, TextField, day_field


class OfferForm(EntryForm):
    """To which village a family is offered."""

    to_village = forms.ModelChoiceField(
        None,
        label="Desa tujuan",
        required=False,
        empty_label="Desa di kecamatan lain",
    )
    code = TextField(
        label="Kode desa di kecamatan lain",
        required=False,
        max_length=13,
        help_text="Hanya bila desanya tidak ada dalam daftar: 10 angka, misalnya "
        "33.07.06.2003. Tanyakan kepada desa tujuan.",
    )

    def __init__(self, data=None, *, village, **kwargs):
        super().__init__(data, village=village, **kwargs)
        near = Village.objects.current().filter(district=village.district)
        self.fields["to_village"].queryset = near.exclude(pk=village.pk)

    def clean_code(self):
        text = self.cleaned_data["code"]
        if not text:
            return ""
        try:
            code = parse_code(text)
        except InvalidCode as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if not Village.objects.current().filter(code=code).exists():
            raise forms.ValidationError(
                f"Tidak ada desa dengan kode {format_code(code)}. Periksa angkanya."
            )
        return code

    def clean(self):
        data = self.cleaned_data
        if data.get("code"):
            data["to_village"] = Village.objects.get(code=data["code"])
        elif "code" not in self.errors and not data.get("to_village"):
            self.add_error("to_village", "Desa tujuan belum dipilih.")
        return super().clean()

    def find_doubts(self, data):
        there = data["to_village"]
        postings = Posting.objects.in_village(there).current(self.today)
        if not postings.filter(role__in=(Role.KPM, Role.ADMIN_DESA)).exists():
            yield (
                f"{there} belum punya KPM atau admin desa di aplikasi ini, jadi belum "
                "ada yang dapat menerima. Tanpa penerima, catat keluarga ini sebagai "
                "keluar dengan alasan “pindah”."
            )


class AcceptForm(EntryForm):
    """Where the family lives from now on."""

    dusun = forms.ModelChoiceField(None, label="Dusun", empty_label="Pilih dusun")
    rt = TextField(label="RT", max_length=5, required=False)
    rw = TextField(label="RW", max_length=5, required=False)
    address = TextField(label="Alamat", max_length=200, required=False)

    def __init__(self, data=None, *, village, **kwargs):
        super().__init__(data, village=village, **kwargs)
        self.fields["dusun"].queryset = village.dusuns.all()


class AcceptPersonForm(AcceptForm):
    """With whom the person lives from now on: a family of the village, or a new one."""

    household = forms.ModelChoiceField(
        None,
        label="Tinggal bersama",
        required=False,
        empty_label="Rumah tangga baru, isi dusunnya di bawah",
    )

    def __init__(self, data=None, *, village, **kwargs):
        super().__init__(data, village=village, **kwargs)
        homes = village.households.standing().order_by("head_name", "pk")
        self.fields["household"].queryset = homes
        self.fields["dusun"].required = False
        self.order_fields(["household", "dusun", "rt", "rw", "address"])

    def problems(self, data):
        if not data["household"] and not data["dusun"]:
            yield Problem("dusun", "Pilih keluarganya, atau dusun rumah barunya.", "")


class RefuseForm(EntryForm):
    """Why an offered family is not taken in."""

    reason = TextField(
        label="Alasan",
        max_length=300,
        help_text="Dibaca oleh desa yang menawarkan, misalnya: bukan warga kami.",
    )


class PersonMoveForm(EntryForm):
    """To which family of the village a person moved, and when."""

    household = forms.ModelChoiceField(None, label="Pindah ke", empty_label="Pilih")
    on = day_field("Sejak")

    def __init__(self, data=None, *, person, village, **kwargs):
        self.person = person
        first = {"on": village.today(), "version": person.version}
        super().__init__(data, village=village, initial=first, **kwargs)
        homes = village.households.standing().exclude(pk=person.household_id)
        self.fields["household"].queryset = homes.order_by("head_name", "pk")

    def problems(self, data):
        span = Span(self.person.registered_on, self.person.exited_on, "")
        found = change_problems(data["on"], span, self.today)
        return [Problem("on", one.sentence, one.remedy) for one in found]


class HouseholdExitForm(ExitForm):
    """When and why all targets of a household leave the register."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            (ExitReason.MOVED.value, "Pindah, dan desa tujuannya tidak diketahui"),
            (ExitReason.WRONG.value, "Salah data"),
        ]
        self.initial["reason"] = ExitReason.MOVED.value
