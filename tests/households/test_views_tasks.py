from datetime import date, timedelta

import pytest

from households.ages import add_months
from households.models import Person
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_statement,
)
from tests.households.pages import (
    at,
    make_many,
    queries_of,
    text_of,
)
from villages.models import Posyandu

pytestmark = pytest.mark.django_db


class TestTasks:
    def test_a_record_shortens_the_list(self, as_kpm, village, child, pregnancy, month):
        url = at(village, "task_list")
        assert "0 dari 2 tercatat" in text_of(as_kpm.get(url))
        make_child_record(child, village.today(), weighing="v")
        page = text_of(as_kpm.get(url))
        assert "1 dari 2 tercatat" in page
        assert "Catat berikutnya: Siti Aminah" in page

    def test_a_dusun_can_be_chosen(self, as_kpm, village, child):
        other = village.dusuns.last()
        elsewhere = make_household(village, other)
        make_child(elsewhere, add_months(village.today(), -3), name="Budi")
        page = text_of(as_kpm.get(at(village, "task_list") + f"?dusun={other.pk}"))
        assert "Budi" in page
        assert "Ahmad" not in page

    @pytest.mark.parametrize("query", ["?dusun=x", "?dusun=99999", "?posyandu=²"])
    def test_a_filter_that_names_nothing_does_no_harm(self, as_kpm, village, query):
        assert as_kpm.get(at(village, "task_list") + query).status_code == 200

    def test_an_empty_village_says_what_to_do(self, as_kpm, village):
        assert "Daftarkan rumah tangga" in text_of(as_kpm.get(at(village, "task_list")))

    def test_a_month_to_come_is_not_there(self, as_kpm, village, month):
        url = at(village, "task_list_of", add_months(month, 1))
        assert as_kpm.get(url).status_code == 404
        for month in ("2026-13", "0001-01", "1999-12", "9999-12"):
            url = f"{at(village, 'task_list')}{month}/"
            assert as_kpm.get(url).status_code == 404

    def test_the_first_month_has_none_before_it(self, as_kpm, village):
        page = as_kpm.get(at(village, "task_list_of", date(2000, 1, 1)))
        assert page.status_code == 200
        assert "Februari 2000" in text_of(page)
        assert "Desember 1999" not in text_of(page)

    def test_a_month_to_come_is_not_recorded(self, as_kpm, village, child, month):
        url = at(village, "child_month", child.pk, add_months(month, 1))
        assert as_kpm.get(url).status_code == 404

    def test_two_and_two_hundred_cost_the_same(self, as_kpm, village):
        url = at(village, "task_list")
        make_many(village, 2)
        few = queries_of(as_kpm, url)
        make_many(village, 198)
        assert queries_of(as_kpm, url) == few


class TestPaud:
    @pytest.fixture
    def older(self, village, today):
        home = make_household(village, registered_on=today - timedelta(days=500))
        return make_child(home, add_months(today, -40), home.registered_on, name="Eka")

    def test_a_month_of_all_children_is_marked_at_once(
        self, as_kpm, village, older, month
    ):
        url = at(village, "paud_month", month)
        assert "Eka" in text_of(as_kpm.get(url))
        data = {f"{older.pk}-{month:%Y-%m}": "v", f"v-{older.pk}-{month:%Y-%m}": ""}
        assert as_kpm.post(url, data).status_code == 302
        assert older.paud_months.get().mark == "v"

    def test_one_posyandus_children_stand_in_the_order_of_the_paper(
        self, as_kpm, village, older, month, today
    ):
        posyandu = Posyandu.objects.create(village=village, name="Melati")
        last = make_household(village, village.dusuns.last(), today)
        make_child(last, add_months(today, -50), last.registered_on, name="Abu")
        both = [*Person.objects.filter(is_child=True)]
        for child in both:
            make_statement(child, "posyandu", today, "", posyandu=posyandu)
        other = make_household(village, registered_on=today)
        make_child(other, add_months(today, -40), today, name="Tamu")
        url = at(village, "paud_month", month) + f"?posyandu={posyandu.pk}"
        page = text_of(as_kpm.get(url))
        assert page.index("Eka") < page.index("Abu")
        assert "Tamu" not in page

    def test_a_year_of_one_child_is_marked(self, as_kpm, village, older, month):
        url = at(village, "child_paud", older.pk, month.year)
        data = {f"{older.pk}-{month:%Y-%m}": "x"}
        assert as_kpm.post(url, data).status_code == 302
        assert older.paud_months.get().mark == "x"

    def test_a_mark_made_meanwhile_is_shown(self, as_kpm, village, older, month, kpm):
        older.paud_months.create(month=month, mark="v", version=3)
        url = at(village, "paud_month", month)
        data = {f"{older.pk}-{month:%Y-%m}": "x", f"v-{older.pk}-{month:%Y-%m}": "1"}
        page = as_kpm.post(url, data)
        assert "Sudah diisi orang lain: mengikuti" in text_of(page)
        assert older.paud_months.get().mark == "v"
