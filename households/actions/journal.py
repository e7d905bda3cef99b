"""What a merge did to rows, step by step, so that it can be taken back exactly.

Every step keeps whole rows as plain values. Undone in reverse order they restore the
rows byte for byte; a value that somebody corrected since is left as it was corrected.
"""

from django.apps import apps
from django.db import IntegrityError, transaction

from households.models.named import NameKeyField


def dump(row) -> dict:
    """All columns of a row as plain JSON values."""
    return {field.attname: _plain(row, field) for field in row._meta.concrete_fields}


def _plain(row, field):
    value = getattr(row, field.attname)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return field.value_to_string(row)


def _loaded(model, values: dict) -> dict:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: _read(fields[name], value) for name, value in values.items()}


def _read(field, value):
    if value is None or field.is_relation:
        return value
    return field.to_python(value)


class Journal:
    """Changes rows and remembers how they were."""

    def __init__(self):
        self.steps = []

    def change(self, rows, **values):
        """Set columns of some rows of one table to the same values."""
        rows = list(rows)
        if not rows:
            return
        model, told = type(rows[0]), []
        for row in rows:
            before = dump(row)
            for name, value in values.items():
                setattr(row, name, value)
            _follow_names(row)
            told.append({"pk": row.pk, **_changed(before, dump(row))})
        table = model._meta.label_lower
        self.steps.append({"step": "change", "table": table, "rows": told})
        model.objects.filter(pk__in=[row.pk for row in rows]).update(**values)

    def set_aside(self, rows):
        """Take rows of one table out; they stay here as they were."""
        rows = list(rows)
        if not rows:
            return
        model = type(rows[0])
        told = [dump(row) for row in rows]
        table = model._meta.label_lower
        self.steps.append({"step": "set aside", "table": table, "rows": told})
        model.objects.filter(pk__in=[row.pk for row in rows]).delete()

    def make(self, row):
        """Add a row that was not there."""
        row.save(force_insert=True)
        table = row._meta.label_lower
        self.steps.append({"step": "make", "table": table, "rows": [row.pk]})


def _follow_names(row):
    for field in row._meta.concrete_fields:
        if isinstance(field, NameKeyField):
            field.pre_save(row, False)


def _changed(before, after):
    names = [name for name, value in before.items() if after[name] != value]
    return {
        "before": {name: before[name] for name in names},
        "after": {name: after[name] for name in names},
    }


def rows_of(journal) -> set[tuple[str, int]]:
    """The rows that a journal changed, set aside or made: (table, number)."""
    found = set()
    for step in journal["steps"]:
        for row in step["rows"]:
            pk = row if step["step"] == "make" else row.get("pk") or row["id"]
            found.add((step["table"], pk))
    return found


def undo(journal) -> list[dict]:
    """Take every step back, the last first. Returns what could not be put back.

    That is a row set aside whose place somebody filled since: the newer stays.
    """
    lost = []
    for step in reversed(journal["steps"]):
        lost += _UNDO[step["step"]](apps.get_model(step["table"]), step["rows"])
    return lost


def _unmake(model, rows):
    model.objects.filter(pk__in=rows).delete()
    return []


def _unchange(model, rows):
    present = model.objects.in_bulk([row["pk"] for row in rows])
    for row in reversed(rows):
        if row["pk"] in present:
            now = dump(present[row["pk"]])
            back = {
                name: value
                for name, value in row["before"].items()
                if now[name] == row["after"][name]
            }
            model.objects.filter(pk=row["pk"]).update(**_loaded(model, back))
    return []


def _put_back(model, rows):
    lost = []
    for row in rows:
        try:
            with transaction.atomic():
                model(**_loaded(model, row)).save_base(raw=True, force_insert=True)
        except IntegrityError:
            lost.append({"table": model._meta.label_lower, "row": row})
    return lost


_UNDO = {"make": _unmake, "change": _unchange, "set aside": _put_back}
