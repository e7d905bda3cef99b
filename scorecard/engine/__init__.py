"""Facts → letters → figures: set-based, drawn up from a rule table."""

from django.db import connection

from scorecard.engine.letters import COLUMNS, letters_of
from scorecard.rules import CURRENT
from villages.quarters import Triwulan


def read_letters(villages, quarter: Triwulan, as_of, rules=CURRENT) -> list[dict]:
    """Work the letters of villages out afresh, without storing them."""
    villages = list(villages)
    statement = letters_of(rules.name)
    with connection.cursor() as cursor:
        cursor.execute(
            statement.select(len(villages)),
            statement.parameters(villages, quarter, as_of),
        )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
