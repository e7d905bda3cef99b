"""A row with a name keeps how the name sounds beside it, on every way of saving."""

from django.db import models

from households.names import LONGEST, name_key


class NameKeyField(models.CharField):
    """The key of the name in another column; nobody sets it by hand."""

    def __init__(self, *args, source="name", **kwargs):
        self.source = source
        kwargs |= {"max_length": LONGEST, "editable": False, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "editable", "default"):
            kwargs.pop(key, None)
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance, add):
        key = name_key(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, key)
        return key


class NamedQuerySet(models.QuerySet):
    """Updates that touch the name update its key; inserts go through the field."""

    def update(self, **values):
        field = self.model._meta.get_field("name_key")
        name = values.get(field.source)
        if isinstance(name, str):
            values[field.name] = name_key(name)
        return super().update(**values)

    update.alters_data = True

    def bulk_update(self, objs, fields, batch_size=None):
        field, rows, names = self.model._meta.get_field("name_key"), list(objs), fields
        if field.source in fields:
            for row in rows:
                field.pre_save(row, False)
            names = [*fields, field.name]
        return super().bulk_update(rows, names, batch_size=batch_size)

    bulk_update.alters_data = True
