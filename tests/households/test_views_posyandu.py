from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from households.ages import add_months
from households.models import (
    ChildRecord,
)
from tests.cast import (
    make_child,
    make_child_record,
    make_statement,
)
from tests.households.pages import (
    at,
    queries_of,
    text_of,
)
from villages.models import Posyandu

pytestmark = pytest.mark.django_db


class TestPosyanduDay:
    @pytest.fixture
    def posyandu(self, village):
        return Posyandu.objects.create(village=village, name="Melati")

    @pytest.fixture
    def children(self, village, posyandu, household, today):
        return self.make(posyandu, household, today, "Ahmad", "Budi")

    def make(self, posyandu, household, today, *names):
        found = []
        for name in names:
            child = make_child(household, add_months(today, -8), name=name)
            make_statement(
                child, "posyandu", child.registered_on, "", posyandu=posyandu, origin=0
            )
            found.append(child)
        return found

    def row(self, child, **cells):
        typed = {"uuid": uuid4(), "version": "", **cells}
        return {f"a{child.pk}-{name}": value for name, value in typed.items()}

    def grid(self, village, posyandu):
        return at(village, "posyandu_grid", posyandu.pk, village.today())

    def test_the_choice_leads_to_the_sheet(self, as_kpm, village, posyandu, today):
        data = {"posyandu": posyandu.pk, "day": today}
        response = as_kpm.get(at(village, "posyandu_day"), data)
        assert response.url == self.grid(village, posyandu)

    def test_a_day_to_come_is_refused(self, as_kpm, village, posyandu, today):
        data = {"posyandu": posyandu.pk, "day": today + timedelta(days=1)}
        assert "belum terjadi" in text_of(as_kpm.get(at(village, "posyandu_day"), data))

    def test_only_its_own_children_stand_on_it(
        self, as_kpm, village, posyandu, children, household, today
    ):
        make_child(household, add_months(today, -8), name="Cahya")
        page = text_of(as_kpm.get(self.grid(village, posyandu)))
        assert "Ahmad" in page
        assert "Cahya" not in page

    def test_a_row_saves_itself(self, as_kpm, village, posyandu, children, today):
        url = at(village, "posyandu_row", posyandu.pk, today, children[0].pk)
        data = self.row(children[0], weight_kg="7,8", mat="H")
        page = as_kpm.post(url, data)
        assert "tersimpan" in text_of(page)
        saved = ChildRecord.objects.get()
        assert (saved.child, saved.weight_kg) == (children[0], Decimal("7.8"))
        again = as_kpm.post(url, data)
        assert again.status_code == 200
        assert ChildRecord.objects.get().version == 1

    def test_a_saved_row_changes_with_its_version(
        self, as_kpm, village, posyandu, children, today
    ):
        record = make_child_record(children[0], today, home_visit="v")
        url = at(village, "posyandu_row", posyandu.pk, today, children[0].pk)
        data = self.row(children[0], uuid=record.uuid, version=1, weight_kg="8")
        assert as_kpm.post(url, data).status_code == 200
        record.refresh_from_db()
        assert (record.weight_kg, record.home_visit, record.version) == (8, "v", 2)

    def test_a_stale_row_is_refused_and_shows_what_is_saved(
        self, as_kpm, village, posyandu, children, today
    ):
        record = make_child_record(children[0], today, weight_kg="7.5")
        ChildRecord.objects.update(version=2)
        url = at(village, "posyandu_row", posyandu.pk, today, children[0].pk)
        data = self.row(children[0], uuid=record.uuid, version=1, weight_kg="8")
        page = as_kpm.post(url, data)
        assert page.status_code == 422
        assert "tidak ada yang ditimpa" in text_of(page)
        assert "7,5" in text_of(page)
        record.refresh_from_db()
        assert record.weight_kg == Decimal("7.5")

    def test_without_script_the_whole_sheet_saves_its_good_rows(
        self, as_kpm, village, posyandu, children
    ):
        data = self.row(children[0], weight_kg="78")
        data |= self.row(children[1], weight_kg="7,9", mother_counselling="v")
        page = as_kpm.post(self.grid(village, posyandu), data)
        assert "Maksud Anda 7,8 kg?" in text_of(page)
        assert 'value="78"' in page.content.decode()
        assert ChildRecord.objects.get().child == children[1]

    def test_untouched_rows_make_no_record(self, as_kpm, village, posyandu, children):
        data = self.row(children[0]) | self.row(children[1])
        assert as_kpm.post(self.grid(village, posyandu), data).status_code == 302
        assert not ChildRecord.objects.exists()

    def test_two_and_two_hundred_rows_cost_the_same(
        self, as_kpm, village, posyandu, household, today
    ):
        self.make(posyandu, household, today, "a", "b")
        few = queries_of(as_kpm, self.grid(village, posyandu))
        self.make(posyandu, household, today, *(f"anak {n}" for n in range(198)))
        assert queries_of(as_kpm, self.grid(village, posyandu)) == few
