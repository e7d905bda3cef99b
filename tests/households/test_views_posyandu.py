from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from households.ages import add_months
from households.models import (
    ChildRecord,
    PregnancyRecord,
)
from tests.cast import (
    make_child,
    make_child_record,
    make_pregnancy,
    make_pregnancy_record,
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
        url = at(village, "posyandu_row", posyandu.pk, today, "anak", children[0].pk)
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
        url = at(village, "posyandu_row", posyandu.pk, today, "anak", children[0].pk)
        data = self.row(children[0], uuid=record.uuid, version=1, weight_kg="8")
        assert as_kpm.post(url, data).status_code == 200
        record.refresh_from_db()
        assert (record.weight_kg, record.home_visit, record.version) == (8, "v", 2)

    def test_a_stale_row_is_refused_and_shows_what_is_saved(
        self, as_kpm, village, posyandu, children, today
    ):
        record = make_child_record(children[0], today, weight_kg="7.5")
        ChildRecord.objects.update(version=2)
        url = at(village, "posyandu_row", posyandu.pk, today, "anak", children[0].pk)
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
        told = text_of(page)
        assert told.count("Maksud Anda 7,8 kg?") == 2  # on top, and in its row
        assert "Belum semuanya tersimpan. 1 anak tersimpan; mohon periksa:" in told
        assert f'href="#baris{children[0].pk}"' in page.content.decode()
        assert f'id="baris{children[0].pk}"' in page.content.decode()
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


class TestMothers:
    @pytest.fixture
    def posyandu(self, village, pregnancy):
        posyandu = Posyandu.objects.create(village=village, name="Melati")
        make_statement(
            pregnancy, "posyandu", pregnancy.registered_on, "", posyandu=posyandu
        )
        return posyandu

    def sheet(self, village, posyandu, kind="ibu"):
        return at(village, "posyandu_sheet", posyandu.pk, village.today(), kind)

    def post(self, client, village, posyandu, pregnancy, kind="ibu", **cells):
        typed = {"uuid": uuid4(), "version": "", **cells}
        data = {f"i{pregnancy.pk}-{name}": value for name, value in typed.items()}
        place = [posyandu.pk, village.today(), kind, pregnancy.pk]
        return client.post(at(village, "posyandu_row", *place), data)

    def test_the_mothers_of_the_posyandu_have_a_sheet(
        self, as_kpm, village, posyandu, household
    ):
        make_pregnancy(household, village.today() + timedelta(days=90))
        page = text_of(as_kpm.get(self.sheet(village, posyandu)))
        assert "Siti Aminah" in page
        assert "0 dari 1 tercatat" in page

    def test_a_row_saves_itself(self, as_kpm, village, posyandu, pregnancy):
        cells = {"checkup": "v", "iron": "v", "iron_pills": "30", "muac_cm": "24,1"}
        page = self.post(as_kpm, village, posyandu, pregnancy, **cells)
        assert "tersimpan" in text_of(page)
        saved = PregnancyRecord.objects.get()
        assert (saved.checkup, saved.iron_pills, saved.muac_cm) == (
            "v",
            30,
            Decimal("24.1"),
        )

    def test_a_thin_arm_proposes_kek_and_sets_nothing(
        self, as_kpm, village, posyandu, pregnancy
    ):
        page = self.post(as_kpm, village, posyandu, pregnancy, muac_cm="22,9")
        assert "LiLA 22,9 cm: KEK" in text_of(page)
        assert "Catat KEK" in text_of(page)
        assert PregnancyRecord.objects.get().status == ""

    def test_the_paper_is_copied_with_its_letters(
        self, as_kpm, village, posyandu, pregnancy
    ):
        page = text_of(as_kpm.get(self.sheet(village, posyandu, "2a")))
        letters = [page.index(word) for word in ("c Status", "g Periksa", "n Jaminan")]
        assert letters == sorted(letters)
        cells = {"status": "k", "checkup": "V", "iron": "√", "water": "x"}
        self.post(as_kpm, village, posyandu, pregnancy, "2a", **cells)
        saved = PregnancyRecord.objects.get()
        assert (saved.status, saved.checkup, saved.iron, saved.water) == tuple("Kvvx")

    @pytest.mark.parametrize(
        ("cell", "typed", "words"),
        [
            ("status", "Z", "Tulis N, R, K"),
            ("checkup", "mungkin", "Tulis v atau x"),
            ("nifas_visits", "dua", "angka bulat"),
        ],
    )
    def test_a_letter_that_is_none_is_told_and_stays(
        self, as_kpm, village, posyandu, pregnancy, cell, typed, words
    ):
        page = self.post(as_kpm, village, posyandu, pregnancy, "2a", **{cell: typed})
        assert page.status_code == 422
        assert words in text_of(page)
        assert f'value="{typed}"' in page.content.decode()
        assert not PregnancyRecord.objects.exists()

    def test_a_sheet_keeps_what_it_does_not_show(
        self, as_kpm, village, posyandu, pregnancy, today
    ):
        record = make_pregnancy_record(pregnancy, today, muac_cm="24", checkup="v")
        cells = {"uuid": record.uuid, "version": 1, "checkup": "x"}
        self.post(as_kpm, village, posyandu, pregnancy, "2a", **cells)
        record.refresh_from_db()
        assert (record.checkup, record.muac_cm) == ("x", 24)

    def test_an_unknown_sheet_is_not_there(self, as_kpm, village, posyandu):
        assert as_kpm.get(self.sheet(village, posyandu, "9z")).status_code == 404

    def test_two_and_two_hundred_rows_cost_the_same(
        self, as_kpm, village, posyandu, household, today
    ):
        def more(number):
            for _ in range(number):
                mother = make_pregnancy(household, today + timedelta(days=90))
                make_statement(mother, "posyandu", today, "", posyandu=posyandu)

        more(1)
        few = queries_of(as_kpm, self.sheet(village, posyandu))
        more(198)
        assert queries_of(as_kpm, self.sheet(village, posyandu)) == few


class TestVisits:
    def test_who_did_not_come_is_listed_house_by_house(
        self, as_kpm, village, child, pregnancy, household, month, today
    ):
        seen = make_child(household, add_months(today, -7), name="Sudah")
        make_child_record(seen, today, weighing="v")
        page = text_of(as_kpm.get(at(village, "visit_list", month)))
        assert "2 belum tercatat" in page
        assert "Ahmad" in page
        assert "Sudah" not in page

    def test_only_one_posyandus(self, as_kpm, village, child, pregnancy, month):
        posyandu = Posyandu.objects.create(village=village, name="Melati")
        make_statement(child, "posyandu", child.registered_on, "", posyandu=posyandu)
        url = at(village, "visit_list", month) + f"?posyandu={posyandu.pk}"
        page = text_of(as_kpm.get(url))
        assert "Ahmad" in page
        assert "Siti Aminah" not in page

    def test_nobody_left_says_so(self, as_kpm, village, child, month, today):
        make_child_record(child, today, weighing="v")
        page = text_of(as_kpm.get(at(village, "visit_list", month)))
        assert "Tidak ada yang perlu dikunjungi" in page

    def test_a_month_to_come_is_not_there(self, as_kpm, village, month):
        url = at(village, "visit_list", add_months(month, 1))
        assert as_kpm.get(url).status_code == 404

    def test_two_and_two_hundred_cost_the_same(self, as_kpm, village, month):
        make_many(village, 2)
        few = queries_of(as_kpm, at(village, "visit_list", month))
        make_many(village, 98)
        assert queries_of(as_kpm, at(village, "visit_list", month)) == few
