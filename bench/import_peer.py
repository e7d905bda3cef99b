"""The same workbook through django-import-export, sheet by sheet, in bulk."""

from datetime import date
from pathlib import Path
from typing import Any

import tablib
from import_export import fields, resources, widgets

from households.models import (
    ChildRecord,
    Household,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
)
from households.workbook.columns import BY_NAME, Kind
from households.workbook.reading import heading, opened

BATCH = 1000
WIDGETS = {
    Kind.DATE: widgets.DateWidget,
    Kind.DECIMAL: widgets.DecimalWidget,
    Kind.WHOLE: widgets.IntegerWidget,
}
Rows = list[dict[str, Any]]


def import_all(village: Any, path: Path) -> None:
    """Import every sheet. Raises what the peer raises when a row is refused."""
    homes = numbered("rumah_tangga", Household, path, at_home(village))
    mothers = read(path, "ibu_hamil")
    women = import_rows("anak", Person, [woman(row, homes) for row in mothers])
    whose = dict(zip((row["id_ibu"] for row in mothers), women, strict=True))
    carried = numbered(
        "ibu_hamil", Pregnancy, path, lambda row: {"woman_id": whose[row["id_ibu"]].pk}
    )
    children = numbered(
        "anak", Person, path, lambda row: {"is_child": True} | home(row, homes)
    )
    records = (
        ("bulanan_ibu", PregnancyRecord, monthly("id_ibu", "pregnancy", carried)),
        ("bulanan_anak", ChildRecord, monthly("id_anak", "child", children)),
        ("paud", PaudMonth, mark(children)),
    )
    for name, model, more in records:
        rows = read(path, name)
        import_rows(name, model, [row | more(row) for row in rows])


def numbered(name, model, path, more) -> dict[str, Any]:
    """Import a sheet of the register; key of the file → row."""
    rows = read(path, name)
    made = import_rows(name, model, [row | more(row) for row in rows])
    key = BY_NAME[name].identity[0]
    return dict(zip((row[key] for row in rows), made, strict=True))


def read(path: Path, name: str) -> Rows:
    """The rows of a sheet; the peer is spared its slower reader of XLSX."""
    with opened(path) as sources:
        (source,) = (source for source in sources if source.name == name)
        rows = source.rows()
        names = heading(next(rows))
        return [dict(zip(names, cells, strict=False)) for _, cells in rows]


def at_home(village):
    dusun = village.dusuns.first()
    return lambda row: {"village_id": village.pk, "dusun_id": dusun.pk}


def home(row, homes):
    return {"household_id": homes[row["id_rt"]].pk}


def woman(row, homes):
    own = {"nama": row["nama"], "tanggal_lahir": row["tanggal_lahir"]}
    own |= {"jenis_kelamin": "P", "tanggal_daftar": row["tanggal_daftar"]}
    return own | home(row, homes)


def monthly(key, field, targets):
    def more(row):
        target = targets[row[key]]
        person = target if field == "child" else target.woman
        first = row["tanggal_periksa"].replace(day=1)
        homes = {"household_id": person.household_id, "month": first}
        return homes | {f"{field}_id": target.pk}

    return more


def mark(children):
    def more(row):
        month = date(int(row["tahun"]), int(row["bulan"]), 1)
        return {"child_id": children[row["id_anak"]].pk, "month": month}

    return more


def import_rows(name: str, model: Any, rows: Rows) -> list[Any]:
    """Let the peer check and save the rows; return them."""
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    resource = resource_of(name, model, rows[0])()
    data = tablib.Dataset(headers=list(rows[0]))
    data.extend(list(row.values()) for row in rows)
    resource.import_data(data, raise_errors=True, use_transactions=True)
    return list(model.objects.filter(pk__gt=last).order_by("pk"))


def resource_of(name: str, model: Any, row: dict[str, Any]) -> Any:
    """A resource with the columns of the sheet that the model keeps, and its keys."""
    told = {
        column.field: fields.Field(
            column.field,
            column.name,
            widget=WIDGETS.get(column.kind, widgets.CharWidget)(),
        )
        for column in BY_NAME[name].columns
        if column.field and column.name in row
    }
    for key in row:
        if key.endswith("_id") and not key.startswith("id_"):
            told[key] = fields.Field(key, key, widget=widgets.IntegerWidget())
    if "month" in row:
        told["month"] = fields.Field("month", "month", widget=widgets.DateWidget())
    if "is_child" in row:
        told["is_child"] = fields.Field(
            "is_child", "is_child", widget=widgets.BooleanWidget()
        )
    meta = {
        "model": model,
        "fields": list(told),
        "import_id_fields": [],
        "use_bulk": True,
        "batch_size": BATCH,
        "force_init_instance": True,
        "skip_diff": True,
        "clean_model_instances": True,
    }
    own = {**told, "Meta": type("Meta", (), meta)}
    return type(f"{model.__name__}Resource", (resources.ModelResource,), own)
