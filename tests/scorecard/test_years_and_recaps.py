"""A year adds up its quarters, a recap its areas: all print the same figures."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scorecard.convergence import total
from scorecard.documents import area_recap, reports_of_year, yearly_report
from scorecard.reading import scorecard_of
from scorecard.recap import recap_of
from scorecard.years import year_of
from tests.scorecard.agreed import TODAY, settled
from tests.scorecard.counted_village import QUARTER, finalised
from villages import typeset
from villages.budget import table_5
from villages.models import Area, BudgetLine, Village

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked(village):
    settled(village)
    return Village.objects.select_related("district__parent").get(pk=village.pk)


def more_money(village):
    BudgetLine.objects.create(
        village=village,
        year=2025,
        activity_code="2.2.02",
        name="Posyandu",
        amount_rupiah=50_000_000,
    )


# --- the year ------------------------------------------------------------------------


def test_services_of_a_year_are_the_sum_of_its_quarters(worked):
    found = year_of(worked, 2025, TODAY)
    quarters = [scorecard_of(worked, one.quarter) for one in found.quarters]
    assert len(quarters) == 4
    assert found.whole.village == total(one.village for one in quarters)
    for code, figure in found.whole.indicators.items():
        assert figure == total(one.figure(code) for one in quarters)
    assert found.whole.paud_unmarked == sum(one.paud_unmarked for one in quarters)


def test_whom_a_year_counts_is_the_state_of_its_last_quarter(worked):
    whole, last = year_of(worked, 2025, TODAY).whole, scorecard_of(worked, QUARTER)
    assert whole.population == last.population
    assert (whole.tikar, whole.households) == (last.tikar, last.households)
    assert whole.unvisited == last.unvisited


def test_a_year_is_final_with_the_last_of_its_quarters(worked, kpm, admin_desa):
    worked.quarters.filter(year=2025).exclude(number=4).delete()
    assert year_of(worked, 2025, TODAY).whole.state == "berjalan"
    finalised(worked, kpm=kpm, admin=admin_desa)
    assert year_of(worked, 2025, TODAY).whole.state == "final"
    assert year_of(worked, 2025, date(2025, 9, 1)).whole.state == "berjalan"


def test_a_year_that_has_not_begun_has_no_report(worked, client, kades):
    with pytest.raises(ValueError, match="2027"):
        year_of(worked, 2027, TODAY)
    client.force_login(kades)
    for year, edition, status in (
        (2025, "tahunan", 200),
        (2999, "tahunan", 404),
        (2025, "lain", 404),
    ):
        url = reverse(
            "scorecard:year_report", args=[worked.code, year, edition, "xlsx"]
        )
        assert client.get(url).status_code == status


def test_the_village_finds_the_year_among_its_documents(worked, client, kades, kpm):
    for user, name, more in (
        (kades, "rembuk:document_list", []),
        (kpm, "scorecard:form_list", [2025, 4]),
    ):
        client.force_login(user)
        text = client.get(reverse(name, args=[worked.code, *more])).content.decode()
        for edition in ("tahunan", "semua"):
            for file_format in ("pdf", "xlsx"):
                keys = [worked.code, 2025, edition, file_format]
                assert reverse("scorecard:year_report", args=keys) in text


def test_the_same_year_gives_the_same_bytes(worked):
    for make in (yearly_report, reports_of_year):
        first, second = (make(worked, 2025, TODAY).render("xlsx") for _ in range(2))
        assert first == second


# --- recaps --------------------------------------------------------------------------


def test_a_recap_adds_up_to_its_sum(worked, neighbour):
    recap = recap_of(worked.district, QUARTER)
    titles = [line.title for line in recap.lines]
    assert titles == ["Desa Sukamaju", "Desa Sukamundur"]
    assert total(one.scorecard.village for one in recap.lines) == (
        recap.whole.scorecard.village
    )
    assert sum(one.scorecard.households for one in recap.lines) == (
        recap.whole.scorecard.households
    )


def test_tabel_5_of_a_recap_is_what_the_villages_print(worked, kpm, admin_desa):
    finalised(worked, kpm=kpm, admin=admin_desa)
    frozen = table_5(worked, 2025)
    more_money(worked)
    for area in (worked.district, worked.district.parent):
        assert list(recap_of(area, QUARTER).whole.budget) == frozen
    after = recap_of(worked.district, QUARTER.next).whole.budget
    assert sum(row.total_rupiah for row in after) == 0  # nothing planned for 2026


def test_the_sums_of_a_nation_stay_within_their_columns(worked):
    document = area_recap(worked.district, QUARTER)
    most = {"received": 8_888_888, "due": 9_999_999, "percent": Decimal("88.89")}
    total = document.data["total"]
    total["indicators"] = [most] * len(total["indicators"])

    text = pypdfium2.PdfDocument(typeset.pdf(document.template, document.data))
    edges = [edge for page in text for edge in edges_of(page, "8.888.888")]

    assert len(edges) == len(total["indicators"])
    gaps = [start - end for (_, end), (start, _) in pairwise(edges)]
    assert min(gaps) > 1  # points


def edges_of(page, words):
    """Left and right edge of each place where the words stand."""
    found, text = [], page.get_textpage()
    searcher = text.search(words)
    while place := searcher.get_next():
        boxes = [text.get_charbox(place[0] + n) for n in range(place[1])]
        found.append((boxes[0][0], boxes[-1][2]))
    return found


def test_above_a_kabupaten_a_recap_has_no_tabel_5(worked):
    for code in ("33", "00"):
        document = area_recap(Area.objects.get(code=code), QUARTER)
        assert [sheet.name for sheet in document.sheets] == [
            f"Tabel {number}" for number in range(1, 5)
        ]


def test_a_recap_asks_as_often_for_many_areas_as_for_few(worked):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            recap_of(worked.district, QUARTER)
        return len(captured)

    few = queries()
    for number in range(20):
        code = f"33070520{number + 10:02}"
        Village.objects.create(
            code=code, name=f"Desa {number}", district=worked.district
        )
    assert queries() == few


def test_a_kecamatan_downloads_its_recap(worked, client, kecamatan):
    client.force_login(kecamatan)
    area = worked.district.code
    page = client.get(reverse("scorecard:area_downloads", args=[area]))
    keys = [area, worked.today().year, 1, "pdf"]
    assert reverse("scorecard:area_recap", args=keys) in page.content.decode()
    keys = [area, QUARTER.year, QUARTER.number]
    for file_format, status in (("pdf", 200), ("xlsx", 200), ("csv", 404)):
        url = reverse("scorecard:area_recap", args=[*keys, file_format])
        assert client.get(url).status_code == status
    url = reverse("scorecard:area_recap", args=[area, 2999, 1, "pdf"])
    assert client.get(url).status_code == 404
