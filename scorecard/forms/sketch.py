"""The square of a point, and the sheet under the points."""

from django import forms

from scorecard.models import Sketch
from scorecard.squares import LETTERS, ROWS
from villages.pictures import UnreadablePicture, photo_from
from villages.widgets import Choices

PHOTO_BYTES = 10 * 1024 * 1024


class PointForm(forms.Form):
    """Where a point lies, by hand: column and row of its square."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    column = forms.ChoiceField(
        label="Kolom",
        choices=[(one, one) for one in LETTERS],
        help_text="Huruf di tepi atas lembar, dari kiri ke kanan.",
    )
    row = forms.TypedChoiceField(
        label="Baris",
        coerce=int,
        choices=[(one, str(one)) for one in range(1, ROWS + 1)],
        help_text="Angka di tepi kiri lembar, dari atas ke bawah.",
    )


class DropForm(forms.Form):
    """Where a point was dropped, in units of the sheet."""

    version = forms.IntegerField(required=False)
    x = forms.IntegerField()
    y = forms.IntegerField()


class SheetForm(forms.Form):
    """A photo under the points, and where north lies."""

    picture = forms.FileField(
        label="Foto atau gambar sketsa dusun",
        required=False,
        help_text="Foto sketsa di kertas plano, misalnya. JPG atau PNG, paling besar "
        "10 MB. Kosongkan bila tidak diganti.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    without_photo = forms.BooleanField(
        label="Pakai lembar kosong, hapus fotonya", required=False
    )
    north = forms.TypedChoiceField(
        label="Utara ada di sisi mana?",
        coerce=int,
        choices=[(str(value), label) for value, label in Sketch.North.choices],
        widget=Choices(),
    )

    def __init__(self, *args, has_photo, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_photo:
            del self.fields["without_photo"]

    def clean_picture(self):
        upload = self.cleaned_data["picture"]
        if upload is None:
            return None
        if upload.size > PHOTO_BYTES:
            raise forms.ValidationError(
                "Foto lebih besar dari 10 MB. Kecilkan gambarnya, lalu pilih lagi."
            )
        try:
            return photo_from(upload)
        except UnreadablePicture as error:
            raise forms.ValidationError(str(error)) from error
