"""Why, and on what legal basis, a family's identity is erased."""

from django import forms

from households.forms.entering import EntryForm, TextField

# Undang-Undang 27/2022 tentang Pelindungan Data Pribadi, Pasal 8 and Pasal 43 ayat (1).
BASES = (
    "Permintaan keluarga (Pasal 8 dan 43 UU 27/2022)",
    "Persetujuan ditarik kembali (Pasal 43 UU 27/2022)",
    "Data tidak diperlukan lagi (Pasal 43 UU 27/2022)",
    "Data diperoleh tanpa hak (Pasal 43 UU 27/2022)",
)


class EraseForm(EntryForm):
    """Asked before what cannot be undone."""

    legal_basis = forms.ChoiceField(
        label="Dasar hukum",
        choices=[("", "Pilih dasar hukumnya"), *((one, one) for one in BASES)],
        error_messages={"required": "Dasar hukumnya belum dipilih."},
    )
    reason = TextField(
        label="Alasan",
        max_length=200,
        help_text="Siapa yang meminta dan mengapa. Jangan menulis nama atau NIK.",
        error_messages={"required": "Alasan penghapusan belum diisi."},
    )
    understood = forms.BooleanField(
        label="Saya mengerti: ini tidak dapat dikembalikan",
        error_messages={"required": "Centang dahulu bahwa Anda mengerti."},
    )
