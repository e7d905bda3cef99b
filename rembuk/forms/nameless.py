"""Words that residents read name nobody who is registered."""

from rembuk.naming import names_in


def refuse_names(form, village, *fields):
    """Name the people a text mentions, at its field, and say what to write instead."""
    for name in fields:
        found = names_in(village, [form.cleaned_data.get(name) or ""])
        if found:
            said = ", ".join(f"“{one}”" for one in found)
            form.add_error(
                name,
                f"{said} sama dengan nama orang yang tercatat di desa ini, padahal "
                "warga membacanya. Tulis jabatan atau jumlahnya, tanpa nama.",
            )
