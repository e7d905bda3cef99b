"""A query that is compiled once and asked again and again with other values.

Django builds the SQL of a query anew at every call; for one with subqueries that takes
longer than the database needs to answer it.
"""

from datetime import date

from django.db import connection


class Prepared:
    """Rows of a `values_list` query whose text stays and whose values change.

    `make(**values)` returns the query; `samples` are one value of each kind that
    stands nowhere else in it, so that its place is found again.
    """

    def __init__(self, make, **samples):
        self._make, self._samples = make, samples
        self._compiled = {}  # by vendor: (compiler, text, [name or constant])

    def rows(self, **values):
        """The rows for these values, as the query itself would give them."""
        compiler, text, places = self._of(connection.vendor)
        given = {name: _adapted(value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(text, [place.fill(given) for place in places])
            found = cursor.fetchall()
        return list(compiler.results_iter([found]))

    def _of(self, vendor):
        if vendor not in self._compiled:
            compiler = self._make(**self._samples).query.get_compiler(
                connection=connection
            )
            text, params = compiler.as_sql()
            names = {_adapted(value): name for name, value in self._samples.items()}
            places = [Place(param, names.get(param)) for param in params]
            self._compiled[vendor] = compiler, text, places
        return self._compiled[vendor]


class Place:
    """One parameter of the text: a constant, or the place of a named value."""

    def __init__(self, constant, name):
        self.constant, self.name = constant, name

    def fill(self, given):
        """The value that stands here this time."""
        return given[self.name] if self.name else self.constant


def _adapted(value):
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
