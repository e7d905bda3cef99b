"""Postings by the names of their places: a posting itself holds but a code."""

from collections.abc import Iterable, Mapping

from .models import Area, Posting, Village

VILLAGE_DIGITS = 10


def places_by_code(postings: Iterable[Posting]) -> Mapping[str, Village | Area]:
    """Return each posting's place by its code, looked up in at most two queries.

    One that is not in the list of places is left out.
    """
    codes = {posting.area_code for posting in postings}
    villages = {code for code in codes if len(code) == VILLAGE_DIGITS}
    return _by_code(Village, villages) | _by_code(Area, codes - villages)


def _by_code(model, codes):
    rows = model.objects.filter(code__in=codes) if codes else ()
    return {row.code: row for row in rows}


def named(posting: Posting, places: Mapping[str, Village | Area]) -> str:
    """Return "Kepala desa di Desa Sukamaju"; the code where no name is known."""
    place = places.get(posting.area_code)
    title = place.title if place else posting.area_code
    return f"{posting.get_role_display()} di {title}"
