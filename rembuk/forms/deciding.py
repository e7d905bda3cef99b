"""Values, weights and votes as they are typed into the cells of a table."""

from django.core.exceptions import ValidationError

from rembuk.cells import WAS, typed_in
from rembuk.points import LEAST, MOST
from villages.glyphs import UnprintableText, refuse_unprintable


def points_in(text):
    """Return 1 to 5, None where nothing is given. Raises ValidationError."""
    if text == "":
        return None
    if not text.isdecimal() or not LEAST <= int(text) <= MOST:
        raise ValidationError(f"“{text}” bukan nilai. Pilih 1 sampai 5.")
    return int(text)


def weight_in(text):
    """Return 0 to 5. Raises ValidationError."""
    if not text.isdecimal() or int(text) > MOST:
        raise ValidationError(f"“{text}” bukan bobot. Pilih 0 sampai 5.")
    return int(text)


def name_in(text):
    """Return the name of the own criterion. Raises ValidationError."""
    try:
        refuse_unprintable(text)
    except UnprintableText as error:
        raise ValidationError(str(error)) from error
    if not 0 < len(text) <= 60:
        raise ValidationError("Tulis nama kriteria, paling panjang 60 huruf.")
    return text


def votes_in(text):
    """Return a count of votes, None where none is given. Raises ValidationError."""
    if text == "":
        return None
    if text.startswith(("-", "−")):
        raise ValidationError(
            "Jumlah suara tidak boleh di bawah nol. Tulis misalnya 12."
        )
    if not (text.isdecimal() and text.isascii()) or len(text) > 5:
        raise ValidationError(
            f"“{text}” bukan jumlah orang. Tulis bilangan bulat, misalnya 12."
        )
    return int(text)


class CellsForm:
    """The cells of a table: what is saved, what was typed, what is wrong in it.

    `readers` are name → how a cell is read; `saved` is name → what it holds now.
    """

    def __init__(self, readers, saved, data=None):
        self.saved, self.data = saved, data or {}
        self.errors, self.clashes, self.typed = {}, {}, {}
        for name, texts in typed_in(readers, self.data).items():
            self._read(name, readers[name], texts)

    def _read(self, name, read, texts):
        was, mine = texts
        try:
            self.typed[name] = (_before(read, was), read(mine))
        except ValidationError as error:
            self.errors[name] = error.messages[0]

    def is_valid(self):
        """Whether everything that was typed could be read."""
        return not self.errors

    def cell(self, name, label):
        """One cell for the template: its value, its own before, its mistakes."""
        now = _shown(self.saved[name])
        is_mine = name in self.typed or name in self.errors
        return {
            "name": name,
            "was_name": f"{WAS}{name}",
            "was": self._was(name, now),
            "value": self.data[name] if is_mine else now,
            "label": label,
            "error": self.errors.get(name, ""),
            "theirs": _shown(self.clashes[name]) or "kosong"
            if name in self.clashes
            else "",
        }

    def _was(self, name, now):
        """A cell in a clash is shown with theirs as its before: saving decides."""
        is_open = name in self.clashes or name not in self.data
        return now if is_open else self.data.get(f"{WAS}{name}", now)


def _before(read, text):
    """What the cell held; what cannot be read was never there."""
    try:
        return read(text)
    except ValidationError:
        return None


def _shown(value):
    return "" if value is None else str(value)
