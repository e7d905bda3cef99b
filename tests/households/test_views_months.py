from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households.ages import add_months
from households.models import (
    ChildRecord,
    Person,
    PregnancyRecord,
)
from tests.cast import (
    make_child_record,
    make_statement,
    make_user,
)
from tests.households.pages import (
    at,
    make_final,
    text_of,
    typed_month,
)
from villages.models.posting import Role
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db


def _statements(client, url, data):
    """How many a post takes, without those that begin and end a transaction."""
    with CaptureQueriesContext(connection) as queries:
        assert client.post(url, data).status_code == 302
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


class TestMonth:
    def test_a_comma_and_a_point_are_the_same(self, as_kpm, village, child, month):
        url = at(village, "child_month", child.pk, month)
        data = typed_month(village.today(), weight_kg="7,8", height_cm="68.5")
        assert as_kpm.post(url, data).status_code == 302
        saved = ChildRecord.objects.get()
        assert (saved.weight_kg, saved.height_cm) == (Decimal("7.8"), Decimal("68.5"))

    @pytest.mark.parametrize(
        ("kg", "words"),
        [
            ("0", "Berat harus lebih dari 0 kg. Kosongkan bila tidak diukur."),
            ("150", "Berat 150 kg tidak mungkin untuk anak 8 bulan."),
            ("78", "tidak mungkin untuk anak 8 bulan. Maksud Anda 7,8 kg?"),
            ("7800", "Maksud Anda 7,8 kg?"),
            ("tujuh", "Tulis angka saja, misalnya 7,8."),
            ("nan", "Tulis angka saja, misalnya 7,8."),
        ],
    )
    def test_a_weight_that_cannot_be_is_refused_and_kept(
        self, as_kpm, village, child, month, kg, words
    ):
        url = at(village, "child_month", child.pk, month)
        data = typed_month(village.today(), weight_kg=kg, mat="K", weighing="v")
        page = as_kpm.post(url, data)
        assert words in text_of(page)
        assert f'value="{kg}"' in page.content.decode()
        assert page.context["form"]["mat"].value() == "K"
        assert not ChildRecord.objects.exists()

    def test_a_post_asks_as_few_statements_for_a_change_as_for_a_new_month(
        self, as_kpm, village, child, month
    ):
        url = at(village, "child_month", child.pk, month)
        new = typed_month(village.today(), weight_kg="7,8")
        change = {**new, "version": "1", "weight_kg": "7,9"}
        # Where others may save meanwhile, homes are read again under the lock.
        reach = 10 + connection.features.has_select_for_update
        assert _statements(as_kpm, url, new) == reach
        assert _statements(as_kpm, url, change) == reach
        assert ChildRecord.objects.get().weight_kg == Decimal("7.9")

    def test_a_rare_weight_is_asked_about_and_then_believed(
        self, as_kpm, village, child, month
    ):
        url = at(village, "child_month", child.pk, month)
        data = typed_month(village.today(), weight_kg="16")
        page = as_kpm.post(url, data)
        assert "tidak lazim untuk anak 8 bulan" in text_of(page)
        assert not ChildRecord.objects.exists()
        as_kpm.post(url, {**data, "confirmed": "on"})
        assert ChildRecord.objects.get().weight_kg == 16

    @pytest.mark.parametrize(
        ("days", "words"),
        [(1, "belum terjadi"), (-300, "mendahului tanggal lahir")],
    )
    def test_a_visit_on_a_day_that_cannot_be_is_refused(
        self, as_kpm, village, child, month, days, words
    ):
        url = at(village, "child_month", child.pk, month)
        day = village.today() + timedelta(days=days)
        page = as_kpm.post(url, typed_month(day, weighing="v"))
        assert words in text_of(page)

    def test_a_visit_after_the_exit_is_refused(self, as_kpm, village, child, month):
        Person.objects.filter(pk=child.pk).update(
            exited_on=village.today() - timedelta(days=1), exit_reason="pindah"
        )
        url = at(village, "child_month", child.pk, month)
        page = as_kpm.post(url, typed_month(village.today(), weighing="v"))
        assert "sesudah sasaran keluar" in text_of(page)

    def test_a_back_dated_visit_lands_in_its_own_month(
        self, as_kpm, village, child, month
    ):
        earlier = add_months(village.today(), -2)
        url = at(village, "child_month", child.pk, month)
        as_kpm.post(url, typed_month(earlier, weighing="v"))
        assert ChildRecord.objects.get().month == earlier.replace(day=1)

    def test_pressing_twice_saves_once(self, as_kpm, village, child, month):
        url = at(village, "child_month", child.pk, month)
        data = typed_month(village.today(), weight_kg="7,8")
        assert as_kpm.post(url, data).status_code == 302
        assert as_kpm.post(url, data).status_code == 302
        assert ChildRecord.objects.get().version == 1

    def test_the_second_of_two_is_shown_both_and_nothing_is_overwritten(
        self, as_kpm, village, child, month
    ):
        url = at(village, "child_month", child.pk, month)
        as_kpm.post(url, typed_month(village.today(), weight_kg="7,8", mat="H"))
        form = as_kpm.get(url).context["form"]
        mine = typed_month(
            village.today(), uuid=form.initial["uuid"], version=1, weight_kg="8,1"
        )
        other = make_user("kpm_lain", (Role.KPM, village.code))
        ChildRecord.objects.update(weight_kg="7.9", version=2, recorded_by=other)
        page = as_kpm.post(url, mine)
        assert page.status_code == 409
        assert "Berat 8,1 7,9" in text_of(page)
        assert "Oleh Kpm_Lain" in text_of(page)
        assert ChildRecord.objects.get().weight_kg == Decimal("7.9")
        again = {**mine, "version": page.context["form"]["version"].value()}
        assert as_kpm.post(url, again).status_code == 302
        assert ChildRecord.objects.get().weight_kg == Decimal("8.1")

    def test_a_second_record_of_a_month_is_shown_the_first(
        self, as_kpm, village, child, month
    ):
        make_child_record(child, village.today(), weight_kg="7.2")
        url = at(village, "child_month", child.pk, month)
        page = as_kpm.post(url, typed_month(village.today(), weight_kg="7,8"))
        assert page.status_code == 409
        assert "Berat 7,8 7,2" in text_of(page)
        assert ChildRecord.objects.get().weight_kg == Decimal("7.2")

    def test_a_final_quarter_takes_nothing_and_says_why(
        self, as_kpm, village, child, today
    ):
        day = Triwulan.of(today).first_day - timedelta(days=1)
        make_final(village, day)
        url = at(village, "child_month", child.pk, day.replace(day=1))
        assert "sudah final" in text_of(as_kpm.get(url))  # before anything is typed
        page = as_kpm.post(url, typed_month(day, weight_kg="7"))
        assert "sudah final" in text_of(page)
        assert page.context["form"]["weight_kg"].value() == "7"
        assert not ChildRecord.objects.exists()

    def test_what_is_known_is_shown_and_not_asked_again(
        self, as_kpm, village, child, month
    ):
        make_statement(
            child.household, "air_aman", child.household.registered_on, origin=0
        )
        page = as_kpm.get(at(village, "child_month", child.pk, month))
        assert "Akses air bersih: ya, sejak" in text_of(page)

    def test_a_repeated_answer_keeps_its_first_day(self, as_kpm, village, child, month):
        first = add_months(village.today(), -3)
        for back in (3, 2):
            make_child_record(child, add_months(village.today(), -back), water="v")
        page = as_kpm.get(at(village, "child_month", child.pk, month))
        answer = page.context["known"][0]["answer"]
        assert (answer.value, answer.since) == ("v", first)

    def test_saving_leads_to_the_next_who_is_due(
        self, as_kpm, village, child, pregnancy, month
    ):
        url = at(village, "child_month", child.pk, month)
        assert "lanjut ke Siti Aminah" in text_of(as_kpm.get(url))
        data = typed_month(village.today(), weight_kg="7,8", next="1")
        response = as_kpm.post(url, data)
        assert response.url == at(village, "pregnancy_month", pregnancy.pk, month)

    def test_the_last_one_leads_back_to_the_tasks(self, as_kpm, village, child, month):
        url = at(village, "child_month", child.pk, month)
        data = typed_month(village.today(), weight_kg="7,8", next="1")
        assert as_kpm.post(url, data).url == at(village, "task_list_of", month)

    @pytest.mark.parametrize("given", [{}, {"mat": "H"}])
    def test_a_month_without_an_answer_is_saved_and_stays_a_task(
        self, as_kpm, village, child, month, given
    ):
        url = at(village, "child_month", child.pk, month)
        data = typed_month(village.today(), next="1", **given)
        page = text_of(as_kpm.post(url, data, follow=True))
        assert "tersimpan, tetapi belum ada layanan yang dijawab" in page
        assert "masih tercantum di Tugas" in page

    def test_z_scores_are_shown_while_typing(self, as_kpm, village, child):
        data = {
            "visited_on": village.today(),
            "weight_kg": "7,8",
            "height_cm": "63",
            "mat": "H",
        }
        page = as_kpm.post(at(village, "child_measures", child.pk), data)
        words = text_of(page)
        assert "PB/U" in words
        assert "Tikar hijau, tetapi PB/U" in words
        assert "status gizi: stunting" in words

    @pytest.mark.parametrize("kg", ["", "7,", "-1", "999999"])
    def test_half_typed_measures_show_nothing(self, as_kpm, village, child, kg):
        data = {"visited_on": village.today(), "weight_kg": kg, "height_cm": ""}
        page = as_kpm.post(at(village, "child_measures", child.pk), data)
        assert page.status_code == 200
        assert text_of(page) == ""

    def test_a_mother_is_recorded_too(self, as_kpm, village, pregnancy, month):
        url = at(village, "pregnancy_month", pregnancy.pk, month)
        data = typed_month(
            village.today(), checkup="v", muac_cm="23,1", status="K", iron_pills="30"
        )
        assert as_kpm.post(url, data).status_code == 302
        saved = PregnancyRecord.objects.get()
        assert (saved.checkup, saved.muac_cm, saved.iron_pills) == (
            "v",
            Decimal("23.1"),
            30,
        )

    def test_a_status_against_the_lila_is_asked_about(
        self, as_kpm, village, pregnancy, month
    ):
        url = at(village, "pregnancy_month", pregnancy.pk, month)
        data = typed_month(village.today(), muac_cm="23,1", status="N")
        assert "LiLA 23,1 cm" in text_of(as_kpm.post(url, data))

    def test_a_thin_arm_without_a_status_is_asked_about_once(
        self, as_kpm, village, pregnancy, month
    ):
        url = at(village, "pregnancy_month", pregnancy.pk, month)
        data = typed_month(village.today(), muac_cm="11,5")
        asked = text_of(as_kpm.post(url, data))
        assert "LiLA 11,5 cm berarti KEK, tetapi statusnya belum dipilih" in asked
        assert "Pilih KEK bila benar" in asked
        assert not PregnancyRecord.objects.exists()
