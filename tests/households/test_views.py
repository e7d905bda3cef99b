import re
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from households.ages import add_months
from households.models import (
    ChildRecord,
    Household,
    Person,
    Pregnancy,
    PregnancyRecord,
    Quarter,
)
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_statement,
    make_user,
)
from villages.models import AuditEntry, Posyandu
from villages.models.posting import Role
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db


def at(village, name, *args):
    return reverse(f"households:{name}", args=[village.code, *args])


def text_of(response):
    """What a reader sees: no tags, single spaces."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.split())


def queries_of(client, url, data=None):
    with CaptureQueriesContext(connection) as queries:
        response = client.post(url, data) if data else client.get(url)
    assert response.status_code == 200
    return len(queries)


@pytest.fixture
def today(village):
    return village.today()


@pytest.fixture
def month(today):
    return today.replace(day=1)


@pytest.fixture
def household(village, today):
    return make_household(
        village, registered_on=today - timedelta(days=400), head_name="Karto"
    )


@pytest.fixture
def child(household, today):
    """Eight completed months old."""
    return make_child(household, add_months(today, -8), name="Ahmad")


@pytest.fixture
def pregnancy(household, today):
    woman = household.people.create(
        name="Siti Aminah",
        sex="P",
        registered_on=household.registered_on,
    )
    woman.memberships.create(household=household, from_on=woman.registered_on)
    registered_on = today - timedelta(days=100)
    return make_pregnancy(
        household, today + timedelta(days=60), registered_on, woman=woman
    )


@pytest.fixture
def as_kpm(client, kpm):
    client.force_login(kpm)
    return client


def typed_month(today, **cells):
    return {"visited_on": today, "uuid": uuid4(), "version": "", **cells}


def make_final(village, day):
    quarter = Triwulan.of(day)
    Quarter.objects.update_or_create(
        village=village,
        year=quarter.year,
        number=quarter.number,
        defaults={"state": Quarter.State.FINAL, "final_at": timezone.now()},
    )


class TestRegistering:
    def post(self, client, village, **fields):
        values = {
            "uuid": uuid4(),
            "head_name": "Pak Karto",
            "dusun": village.dusuns.first().pk,
            "registered_on": village.today(),
            "water": "v",
            **fields,
        }
        return client.post(at(village, "household_add"), values)

    def test_a_household_leads_to_its_page(self, as_kpm, village):
        response = self.post(as_kpm, village)
        household = Household.objects.get()
        assert response.url == at(village, "household", household.pk)
        page = as_kpm.get(response.url)
        assert "Keluarga Pak Karto" in text_of(page)
        assert "Sumber air minum aman ya sejak" in text_of(page)

    def test_pressing_twice_registers_once(self, as_kpm, village):
        uuid = uuid4()
        kk = "3307052001123456"
        first = self.post(as_kpm, village, uuid=uuid, kk_number=kk)
        second = self.post(as_kpm, village, uuid=uuid, kk_number=kk)
        assert first.url == second.url
        assert Household.objects.count() == 1

    def test_a_refused_date_keeps_everything_typed(self, as_kpm, village):
        tomorrow = village.today() + timedelta(days=1)
        page = self.post(
            as_kpm, village, registered_on=tomorrow, address="Jalan Mawar 3"
        )
        assert "belum terjadi" in text_of(page)
        assert "Isi tanggal hari ini atau sebelumnya." in text_of(page)
        assert 'value="Pak Karto"' in page.content.decode()
        assert 'value="Jalan Mawar 3"' in page.content.decode()
        assert not Household.objects.exists()

    def test_a_final_quarter_says_its_way_out(self, as_kpm, village):
        day = Triwulan.of(village.today()).first_day - timedelta(days=1)
        make_final(village, day)
        page = self.post(as_kpm, village, registered_on=day)
        assert "sudah final" in text_of(page)
        assert "Minta admin desa membukanya kembali" in text_of(page)

    def test_a_sign_without_a_glyph_is_refused_by_name(self, as_kpm, village):
        page = self.post(as_kpm, village, head_name="Karto 😀")
        assert "GRINNING FACE" in text_of(page)

    @pytest.mark.parametrize(("letters", "saved"), [(300, 1), (301, 0)])
    def test_a_name_has_up_to_300_letters(self, as_kpm, village, letters, saved):
        self.post(as_kpm, village, head_name="a" * letters)
        assert Household.objects.count() == saved

    @pytest.mark.parametrize("kk", ["330705200112345", "33070520011234567", "abc"])
    def test_a_kk_of_the_wrong_length_is_refused(self, as_kpm, village, kk):
        page = self.post(as_kpm, village, kk_number=kk)
        assert "Nomor KK" in text_of(page)
        assert f'value="{kk}"' in page.content.decode()
        assert not Household.objects.exists()

    def test_a_kk_known_already_is_asked_about(self, as_kpm, village, household):
        Household.objects.update(kk_number="3307052001123456")
        page = self.post(as_kpm, village, kk_number="3307052001123456")
        assert "sudah tercatat pada Keluarga Karto" in text_of(page)
        self.post(as_kpm, village, kk_number="3307052001123456", confirmed="on")
        assert Household.objects.count() == 2

    def test_no_dusun_yet_says_what_to_do(self, as_kpm, village):
        village.dusuns.all().delete()
        page = as_kpm.get(at(village, "household_add"))
        assert "Minta admin desa menambahkan dusun" in text_of(page)


class TestChildren:
    def post(self, client, village, household, **fields):
        values = {
            "uuid": uuid4(),
            "name": "Ahmad",
            "sex": "L",
            "born_on": village.today() - timedelta(days=20),
            "registered_on": village.today(),
            **fields,
        }
        return client.post(at(village, "child_add", household.pk), values)

    def test_a_newborn_waits_for_its_nik(self, as_kpm, village, household):
        response = self.post(
            as_kpm, village, household, birth_weight_kg="3,1", birth_length_cm="49.5"
        )
        child = Person.objects.get(is_child=True)
        assert (child.birth_weight_kg, child.birth_length_cm) == (
            Decimal("3.1"),
            Decimal("49.5"),
        )
        assert "menunggu NIK" in text_of(as_kpm.get(response.url))

    @pytest.mark.parametrize("nik", ["33070520011234", "330705200112345678", "33a"])
    def test_a_nik_of_the_wrong_length_is_refused(
        self, as_kpm, village, household, nik
    ):
        page = self.post(as_kpm, village, household, nik=nik)
        assert "NIK" in text_of(page)
        assert not Person.objects.filter(is_child=True).exists()

    def test_a_nik_against_the_birth_date_warns_and_never_refuses(
        self, as_kpm, village, household
    ):
        values = {"nik": "3307051203200001", "uuid": uuid4()}
        page = self.post(as_kpm, village, household, **values)
        assert "NIK memuat tanggal lahir 12-03-20" in text_of(page)
        assert "Sudah saya periksa" in text_of(page)
        self.post(as_kpm, village, household, confirmed="on", **values)
        assert Person.objects.get(is_child=True).nik == values["nik"]

    def test_a_nik_of_another_village_names_neither_person_nor_village(
        self, as_kpm, village, household, neighbour, today
    ):
        elsewhere = make_household(neighbour)
        nik = f"330705{today - timedelta(days=20):%d%m%y}0001"
        make_child(elsewhere, today, name="Rahasia", nik=nik)
        page = self.post(as_kpm, village, household, nik=nik)
        assert "tercatat di desa lain" in text_of(page)
        assert "Rahasia" not in text_of(page)
        assert neighbour.name not in text_of(page)

    def test_a_twin_entry_of_the_same_birth_date_is_asked_about(
        self, as_kpm, village, household, today
    ):
        make_child(household, today - timedelta(days=20), name="Achmad")
        page = self.post(as_kpm, village, household)
        assert "tidak terdaftar dua kali" in text_of(page)

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("born_on", 1, "belum terjadi"),
            ("registered_on", -30, "mendahului tanggal lahir"),
            ("registered_on", 1, "belum terjadi"),
        ],
    )
    def test_dates_that_cannot_be_are_refused(
        self, as_kpm, village, household, field, value, words
    ):
        day = village.today() + timedelta(days=value)
        page = self.post(as_kpm, village, household, **{field: day})
        assert words in text_of(page)
        assert not Person.objects.filter(is_child=True).exists()

    def test_a_birth_weight_of_32_kg_is_asked_back(self, as_kpm, village, household):
        page = self.post(as_kpm, village, household, birth_weight_kg="32")
        assert "Maksud Anda 3,2 kg?" in text_of(page)

    def test_a_correction_keeps_old_and_new(self, as_kpm, village, child):
        url = at(village, "child_change", child.pk)
        form = as_kpm.get(url).context["form"]
        data = {**form.initial, "name": "Ahmad Fauzi"}
        data = {k: "" if v is None else v for k, v in data.items()}
        assert as_kpm.post(url, data).status_code == 302
        changes = AuditEntry.objects.latest("pk").changes
        assert changes == {"name": ["Ahmad", "Ahmad Fauzi"]}

    def test_the_slower_correction_is_shown_both_values(self, as_kpm, village, child):
        url = at(village, "child_change", child.pk)
        data = {**as_kpm.get(url).context["form"].initial, "name": "Ahmad Fauzi"}
        data = {k: "" if v is None else v for k, v in data.items()}
        Person.objects.filter(pk=child.pk).update(name="Ahmad Faruq", version=2)
        page = as_kpm.post(url, data)
        assert page.status_code == 409
        assert "Ahmad Fauzi" in text_of(page)
        assert "Ahmad Faruq" in text_of(page)
        child.refresh_from_db()
        assert child.name == "Ahmad Faruq"

    def test_leaving_is_undone_with_one_press(self, as_kpm, village, child, today):
        data = {"reason": "pindah", "on": today, "version": 1, "uuid": uuid4()}
        page = as_kpm.post(at(village, "child_exit", child.pk), data, follow=True)
        undo = at(village, "child_return", child.pk)
        assert f'action="{undo}"' in page.content.decode()
        as_kpm.post(undo)
        child.refresh_from_db()
        assert child.exited_on is None

    def test_one_that_nobody_verified_can_be_deleted(self, as_kpm, village, child):
        as_kpm.post(at(village, "child_remove", child.pk))
        assert not Person.objects.filter(pk=child.pk).exists()


class TestMothers:
    def post(self, client, village, household, **fields):
        values = {
            "uuid": uuid4(),
            "name": "Siti",
            "due_on": village.today() + timedelta(days=90),
            "registered_on": village.today(),
            "insurance": "v",
            **fields,
        }
        return client.post(at(village, "pregnancy_add", household.pk), values)

    def test_a_new_woman_is_registered_with_her_pregnancy(
        self, as_kpm, village, household
    ):
        response = self.post(as_kpm, village, household)
        page = text_of(as_kpm.get(response.url))
        assert "Ibu Siti" in page
        assert "Hamil 6 bulan" in page
        assert "Jaminan kesehatan ya sejak" in page

    def test_the_hpl_follows_from_the_hpht(self, as_kpm, village, household):
        lmp = village.today() - timedelta(days=100)
        self.post(as_kpm, village, household, due_on="", lmp_on=lmp)
        assert Pregnancy.objects.get().due_on == lmp + timedelta(days=280)

    def test_an_hpl_far_off_is_refused(self, as_kpm, village, household):
        due_on = village.today() + timedelta(days=400)
        page = self.post(as_kpm, village, household, due_on=due_on)
        assert "lebih dari 42 minggu lagi" in text_of(page)

    def test_a_known_woman_is_chosen(self, as_kpm, village, household, pregnancy):
        Pregnancy.objects.update(
            ended_on=village.today() - timedelta(days=300), outcome="lahir hidup"
        )
        values = {"woman": pregnancy.woman.pk, "name": ""}
        self.post(as_kpm, village, household, **values)
        assert pregnancy.woman.pregnancies.count() == 2

    def test_a_second_open_pregnancy_is_refused(
        self, as_kpm, village, household, pregnancy
    ):
        values = {"woman": pregnancy.woman.pk, "name": ""}
        page = self.post(as_kpm, village, household, **values)
        assert "masih tercatat hamil" in text_of(page)

    def test_a_woman_of_six_years_is_refused(self, as_kpm, village, household):
        born_on = village.today() - timedelta(days=6 * 366)
        page = self.post(as_kpm, village, household, born_on=born_on)
        assert "ibu berumur 6 tahun" in text_of(page)

    def test_correcting_her_name_corrects_the_woman(self, as_kpm, village, pregnancy):
        url = at(village, "pregnancy_change", pregnancy.pk)
        data = {**as_kpm.get(url).context["form"].initial, "name": "Siti Aminatun"}
        data = {k: "" if v is None else v for k, v in data.items()}
        response = as_kpm.post(url, data)
        assert response.status_code == 302, text_of(response)
        pregnancy.woman.refresh_from_db()
        assert pregnancy.woman.name == "Siti Aminatun"


class TestDelivery:
    def post(self, client, village, pregnancy, **fields):
        values = {
            "uuid": uuid4(),
            "version": pregnancy.version,
            "ended_on": village.today(),
            "outcome": "lahir hidup",
            **{f"bayi{number}-uuid": uuid4() for number in (1, 2, 3)},
            **fields,
        }
        return client.post(at(village, "pregnancy_deliver", pregnancy.pk), values)

    def test_twins_are_two(self, as_kpm, village, pregnancy):
        values = {"bayi1-name": "Adi", "bayi1-sex": "L", "bayi1-birth_weight_kg": "2,4"}
        values |= {"bayi2-name": "Ani", "bayi2-sex": "P"}
        self.post(as_kpm, village, pregnancy, **values)
        names = pregnancy.newborns.order_by("pk").values_list("name", "birth_weight_kg")
        assert list(names) == [("Adi", Decimal("2.4")), ("Ani", None)]

    def test_pressing_twice_registers_the_children_once(
        self, as_kpm, village, pregnancy
    ):
        values = {"bayi1-name": "Adi", "bayi1-sex": "L", "bayi1-uuid": uuid4()}
        for _ in range(2):
            response = self.post(as_kpm, village, pregnancy, **values)
            assert response.status_code == 302
        assert pregnancy.newborns.count() == 1

    def test_a_live_birth_needs_its_child(self, as_kpm, village, pregnancy):
        page = self.post(as_kpm, village, pregnancy, **{"bayi1-name": ""})
        assert "Nama bayi belum diisi." in text_of(page)
        pregnancy.refresh_from_db()
        assert pregnancy.ended_on is None

    def test_before_the_pregnancy_is_refused(self, as_kpm, village, pregnancy):
        day = pregnancy.due_on - timedelta(days=290)
        values = {"ended_on": day, "outcome": "keguguran"}
        page = self.post(as_kpm, village, pregnancy, **values)
        assert "mendahului kehamilan" in text_of(page)

    def test_a_stillbirth_asks_for_no_child(self, as_kpm, village, pregnancy):
        response = self.post(as_kpm, village, pregnancy, outcome="lahir mati")
        assert response.status_code == 302
        assert not pregnancy.newborns.exists()


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
        assert "status gizi: S" in words

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

    def test_a_month_to_come_is_not_recorded(self, as_kpm, village, child, month):
        url = at(village, "child_month", child.pk, add_months(month, 1))
        assert as_kpm.get(url).status_code == 404

    def test_two_and_two_hundred_cost_the_same(self, as_kpm, village):
        url = at(village, "task_list")
        make_many(village, 2)
        few = queries_of(as_kpm, url)
        make_many(village, 198)
        assert queries_of(as_kpm, url) == few


def make_many(village, number):
    """Households, each with a child and a pregnancy and a record."""
    today = village.today()
    for _ in range(number):
        household = make_household(village, registered_on=today - timedelta(days=300))
        child = make_child(household, add_months(today, -5))
        make_child_record(child, add_months(today, -1), weighing="v", nutrition="S")
        make_pregnancy(household, today + timedelta(days=70))


class TestList:
    def test_two_and_two_hundred_cost_the_same(self, as_kpm, village):
        url = at(village, "household_list")
        make_many(village, 2)
        few = queries_of(as_kpm, url)
        make_many(village, 198)
        assert queries_of(as_kpm, url) == few

    def test_every_household_is_listed_once_and_no_address_holds_a_name(
        self, as_kpm, village
    ):
        for number in range(60):
            make_household(village, head_name=f"Kepala {number % 7}")
        seen, url = [], at(village, "household_list")
        while url:
            page = as_kpm.get(url)
            seen += [household.pk for household in page.context["households"]]
            key = page.context["following"]
            url = f"{at(village, 'household_list')}?setelah={key}" if key else None
            assert "Kepala" not in (url or "")
        assert len(seen) == len(set(seen)) == 60

    @pytest.mark.parametrize("words", ["ahm", "KARTO", "3307051203200001"])
    def test_search_finds_by_name_and_number_without_an_address(
        self, as_kpm, village, child, words
    ):
        Person.objects.filter(pk=child.pk).update(nik="3307051203200001")
        make_household(village, head_name="Lain")
        page = as_kpm.post(at(village, "household_list"), {"words": words})
        assert [one.head_name for one in page.context["households"]] == ["Karto"]

    def test_whoever_may_not_see_a_nik_finds_nobody_by_it(
        self, client, rds, village, child
    ):
        Person.objects.filter(pk=child.pk).update(nik="3307051203200001")
        client.force_login(rds)
        words = {"words": "3307051203200001"}
        page = client.post(at(village, "household_list"), words)
        assert list(page.context["households"]) == []

    def test_numbers_are_masked(self, as_kpm, village):
        make_household(village, kk_number="3307052001123456")
        page = as_kpm.get(at(village, "household_list")).content.decode()
        assert "3307052001123456" not in page
        assert "3307••••••••3456" in page


class TestAccess:
    def test_rds_reads_names_and_no_numbers(self, client, rds, village, child):
        Person.objects.filter(pk=child.pk).update(nik="3307051203200001")
        Household.objects.update(kk_number="3307052001123456")
        client.force_login(rds)
        for url in (
            at(village, "child", child.pk),
            at(village, "household", child.household_id),
            at(village, "household_list"),
        ):
            page = client.get(url).content.decode()
            assert "Karto" in page or "Ahmad" in page
            assert "3307051203200001" not in page
            assert "Nomor KK" not in page

    def test_rds_changes_nothing(self, client, rds, village, child, month):
        client.force_login(rds)
        for url in (
            at(village, "child_month", child.pk, month),
            at(village, "household_add"),
            at(village, "child_change", child.pk),
            at(village, "posyandu_day"),
            at(village, "verification"),
        ):
            assert client.get(url).status_code == 403

    def test_a_child_of_the_neighbour_is_not_found(self, as_kpm, village, neighbour):
        child = make_child(make_household(neighbour), add_months(village.today(), -3))
        month = village.today().replace(day=1)
        for name, *args in (
            ("child", child.pk),
            ("child_month", child.pk, month),
            ("child_change", child.pk),
            ("child_fact", child.pk, "akta_lahir"),
            ("household", child.household_id),
            ("child_paud", child.pk, month.year),
        ):
            assert as_kpm.get(at(village, name, *args)).status_code == 404
            assert as_kpm.get(at(neighbour, name, *args)).status_code == 404

    def test_the_uuid_of_a_neighbour_opens_nothing(self, as_kpm, village, neighbour):
        theirs = make_household(neighbour)
        values = {
            "uuid": theirs.uuid,
            "head_name": "Karto",
            "dusun": village.dusuns.first().pk,
            "registered_on": village.today(),
        }
        response = as_kpm.post(at(village, "household_add"), values)
        assert str(theirs.pk) not in response.headers.get("Location", "").split("/")
        assert village.households.count() <= 1

    def test_a_dusun_of_the_neighbour_cannot_be_chosen(
        self, as_kpm, village, neighbour
    ):
        values = {
            "uuid": uuid4(),
            "head_name": "Karto",
            "dusun": neighbour.dusuns.first().pk,
            "registered_on": village.today(),
        }
        as_kpm.post(at(village, "household_add"), values)
        assert not Household.objects.exists()


class TestFacts:
    def test_a_change_holds_from_its_day(self, as_kpm, village, household, today):
        url = at(village, "household_fact", household.pk, "jamban_layak")
        data = {"value": "v", "on": today - timedelta(days=3), "uuid": uuid4()}
        page = as_kpm.post(url, data, follow=True)
        assert "Jamban layak ya sejak" in text_of(page)

    def test_a_change_made_meanwhile_is_shown_and_stays(
        self, as_kpm, village, household, today
    ):
        make_statement(household, "jamban_layak", today, "x")
        url = at(village, "household_fact", household.pk, "jamban_layak")
        data = {"value": "v", "on": today, "uuid": uuid4()}
        page = as_kpm.post(url, data)
        assert page.status_code == 409
        assert "Punya jamban yang layak? ya tidak" in text_of(page)
        assert household.statements.get().value == "x"
        version = page.context["form"]["version"].value()
        as_kpm.post(url, {**data, "version": version})
        assert household.statements.get().value == "v"

    def test_a_column_of_somebody_else_is_not_there(self, as_kpm, village, household):
        url = at(village, "household_fact", household.pk, "akta_lahir")
        assert as_kpm.get(url).status_code == 404

    def test_a_change_before_the_registration_is_refused_at_its_field(
        self, as_kpm, village, household
    ):
        url = at(village, "household_fact", household.pk, "jamban_layak")
        day = household.registered_on - timedelta(days=1)
        page = as_kpm.post(url, {"value": "v", "on": day, "uuid": uuid4()})
        assert "mendahului tanggal daftar" in str(page.context["form"]["on"].errors)

    def test_a_posyandu_can_be_chosen_and_left(self, as_kpm, village, child, today):
        posyandu = Posyandu.objects.create(village=village, name="Melati")
        url = at(village, "child_fact", child.pk, "posyandu")
        for chosen, words in ((posyandu.pk, "Posyandu Melati"), ("", "belum dipilih")):
            data = {"posyandu": chosen, "on": today, "uuid": uuid4()}
            assert words in text_of(as_kpm.post(url, data, follow=True))

    def test_a_household_moves_to_another_dusun(
        self, as_kpm, village, household, today
    ):
        data = {"dusun": village.dusuns.last().pk, "on": today, "uuid": uuid4()}
        as_kpm.post(at(village, "household_move", household.pk), data)
        household.refresh_from_db()
        assert household.dusun == village.dusuns.last()


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


class TestVerification:
    def test_many_are_verified_at_once(self, client, admin_desa, village, child):
        client.force_login(admin_desa)
        url = at(village, "verification")
        assert "2 menunggu" in text_of(client.get(url))
        data = {"rt": [child.household_id], "anak": [child.pk]}
        page = client.post(url, data, follow=True)
        assert "2 data diverifikasi." in text_of(page)
        child.refresh_from_db()
        assert child.verified_by == admin_desa

    def test_rows_of_the_neighbour_are_left_alone(
        self, client, admin_desa, village, neighbour
    ):
        theirs = make_household(neighbour)
        client.force_login(admin_desa)
        client.post(at(village, "verification"), {"rt": [theirs.pk, "x"]})
        theirs.refresh_from_db()
        assert theirs.verified_at is None

    def test_two_and_two_hundred_cost_the_same(self, client, admin_desa, village):
        client.force_login(admin_desa)
        url = at(village, "verification")
        make_many(village, 2)
        few = queries_of(client, url)
        make_many(village, 198)
        assert queries_of(client, url) == few


def test_a_person_page_costs_the_same_for_two_and_for_twenty_months(
    as_kpm, village, child, today
):
    url = at(village, "child", child.pk)
    make_child_record(child, today, weight_kg="8")
    make_child_record(child, add_months(today, -1), weight_kg="7.8")
    few = queries_of(as_kpm, url)
    for back in range(2, 8):
        make_child_record(child, add_months(today, -back), weight_kg="7")
    assert queries_of(as_kpm, url) == few
