"""A query that is compiled once and asked again and again with other values.

Django builds the SQL of a query anew at every call; mostly that takes longer than the
database needs to answer it. Only the text is kept, never an answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

BIGGEST = 2**63 - 1  # of a column; a row with a greater number cannot be


class Prepared:
    """A query whose text stays and whose values change.

    `make(**values)` returns the query; `samples` are one value of each kind that
    stands nowhere else in it, so that its place is found again.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]], **samples: Any) -> None:
        self._make, self._samples = make, samples
        self._compiled: dict[str, _Compiled] = {}  # by vendor

    def rows(self, **values: Any) -> list[Any]:
        """The rows of a `values_list` query, as the query itself would give them."""
        return self._of(connection.vendor).rows(values)

    def instances(self, **values: Any) -> list[Any]:
        """The rows of a query of a model, with what it selects of related ones."""
        compiled = self._of(connection.vendor)
        return [compiled.instance(row) for row in compiled.rows(values)]

    def _of(self, vendor: str) -> "_Compiled":
        if vendor not in self._compiled:
            query = self._make(**self._samples).query
            self._compiled[vendor] = _compile(query, self._samples)
        return self._compiled[vendor]


@dataclass(frozen=True)
class _Compiled:
    """The text for one kind of database, and how its rows are read."""

    compiler: Any
    text: str
    places: Sequence["_Place"]

    def rows(self, values: dict[str, Any]) -> list[Any]:
        if any(isinstance(one, int) and one > BIGGEST for one in values.values()):
            return []
        given = {name: _adapted(value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(self.text, [place.fill(given) for place in self.places])
            found: list[Any] = cursor.fetchall()
        if not self._converters:
            return found
        return list(map(tuple, self.compiler.apply_converters(found, self._converters)))

    @cached_property
    def _converters(self) -> dict[int, Any]:
        """What the database tells otherwise than Python says it, by column."""
        columns = [column for column, _, _ in self.compiler.select]
        found: dict[int, Any] = self.compiler.get_converters(columns)
        return found

    @cached_property
    def _columns(self) -> slice:
        """Where the columns of the model itself stand in a row."""
        places = self.compiler.klass_info["select_fields"]
        return slice(places[0], places[-1] + 1)

    @cached_property
    def _names(self) -> list[str]:
        columns = self.compiler.select[self._columns]
        return [column.target.attname for column, _, _ in columns]

    @cached_property
    def _related(self) -> Sequence[Any]:
        """What fills the related rows."""
        compiler = self.compiler
        return get_related_populators(
            compiler.klass_info, compiler.select, connection.alias
        )

    def instance(self, row: Sequence[Any]) -> Any:
        model = self.compiler.klass_info["model"]
        one = model.from_db(connection.alias, self._names, row[self._columns])
        for populator in self._related:
            populator.populate(row, one)
        return one


@dataclass(frozen=True)
class _Place:
    """One parameter of the text: a constant, or the place of a named value."""

    constant: Any
    name: str | None

    def fill(self, given: dict[str, Any]) -> Any:
        """The value that stands here this time."""
        return given[self.name] if self.name else self.constant


def _compile(query: Any, samples: dict[str, Any]) -> _Compiled:
    compiler = query.get_compiler(connection=connection)
    text, params = compiler.as_sql()
    names = {_adapted(value): name for name, value in samples.items()}
    return _Compiled(compiler, text, [_Place(one, names.get(one)) for one in params])


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
