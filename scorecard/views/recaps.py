"""The recap of an area as a file: sums, never a person."""

from django.http import Http404
from django.utils import timezone

from scorecard.documents import area_recap
from scorecard.views.choice import asked
from scorecard.views.documents import answer, refuse_unknown
from villages.access import Permission, requires


@requires(Permission.VIEW_AREA)
def area_recap_file(request, area, year, number, file_format):
    """Tabel 1 to 5 with a row for each desa, or each kecamatan, of the area."""
    refuse_unknown(file_format)
    quarter = asked(year, number)
    if quarter.first_day > timezone.localdate():
        raise Http404
    return answer(area_recap(area, quarter), file_format)
