"""An evaluation: why a second one, who led it, what was concluded."""

from django import forms

from rembuk.models import Meeting
from villages.forms.row import RowForm, refuse_unprintable_text


class OpenForm(forms.Form):
    """Why the quarter is evaluated once more; asked only then."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    second_reason = forms.CharField(
        label="Alasan evaluasi kedua",
        max_length=300,
        error_messages={
            "required": "Tulis alasan mengapa triwulan ini dievaluasi sekali lagi."
        },
    )

    def __init__(self, *args, needs_reason, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["second_reason"]

    def clean(self):
        data = super().clean()
        refuse_unprintable_text(self, data)
        return data


class LeadersForm(RowForm):
    class Meta:
        model = Meeting
        fields = ["leader", "secretary"]
        labels = {"leader": "Pimpinan evaluasi"}
        help_texts = {
            "leader": "Nama dan jabatan, misalnya Wahyuningsih (Ketua RDS).",
            "secretary": "Nama dan jabatan, misalnya Siti Nurhayati (KPM).",
        }


class ConclusionForm(RowForm):
    class Meta:
        model = Meeting
        fields = ["agreement"]
        widgets = {"agreement": forms.Textarea(attrs={"rows": 6})}
        labels = {"agreement": "Kesimpulan"}
        help_texts = {"agreement": "Satu butir kesimpulan setiap baris. Boleh kosong."}
