"""The child's page, the sheet for the family, and the village's list of growth."""

import gzip
import re
from datetime import timedelta
from decimal import Decimal

import pytest

from households.ages import add_months
from households.models import ChildRecord
from tests.cast import make_child, make_child_record, make_household, make_pregnancy
from tests.documents import pages
from tests.households.pages import at, queries_of, text_of, typed_month
from villages.models import AuditEntry

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def grown(child, today):
    """Ahmad, eight months: weighed every month, lately too little."""
    child.birth_weight_kg, child.birth_length_cm = D("3.2"), D("50")
    child.save()
    kgs = ["5.4", "6.2", "6.8", "7.3", "7.4", "7.4"]
    for back, kg in zip(range(6, 0, -1), kgs, strict=True):
        day = add_months(today, -back)
        cm = D("58") + 2 * (6 - back)
        make_child_record(
            child,
            day,
            weight_kg=D(kg),
            height_cm=cm,
            position="telentang",
            mat="H",
        )
    return child


def chart_of(response):
    html = response.content.decode()
    return re.search(r'<svg class="gc[ "].*?</svg>', html, re.DOTALL).group()


class TestChildPage:
    def test_class_and_mat_stand_side_by_side(self, as_kpm, village, grown):
        told = text_of(as_kpm.get(at(village, "child", grown.pk)))

        for index in ("PB/U", "BB/U", "BB/PB", "IMT/U"):
            assert index in told
        assert "hijau" in told
        assert "Tidak naik" in told
        assert "KBM Kartu Menuju Sehat" in told

    def test_two_small_gains_ask_to_refer(self, as_kpm, village, grown):
        told = text_of(as_kpm.get(at(village, "child", grown.pk)))

        assert "Tidak naik 2 kali berturut-turut. Rujuk ke bidan" in told

    def test_the_chart_is_drawn_without_script_or_inline_style(
        self, as_kpm, village, grown
    ):
        chart = chart_of(as_kpm.get(at(village, "child", grown.pk)))

        assert "style=" not in chart
        assert "<script" not in chart
        assert '<title id="gc-t">' in chart
        assert '<desc id="gc-d">7 pengukuran' in chart
        for name in ("−3", "−2", "−1", "+1", "+2", "+3"):
            assert f">{name}</text>" in chart

    def test_the_chart_packs_into_three_kilobytes(self, as_kpm, village, household):
        """The fullest: a child of nearly five, measured every month."""
        today = village.today()
        child = make_child(household, add_months(today, -59), add_months(today, -12))
        for back in range(48):
            day = add_months(today, -back)
            make_child_record(
                child, day, weight_kg=D(16 - back // 8), height_cm=D(105 - back // 2)
            )

        chart = chart_of(as_kpm.get(at(village, "child", child.pk)))

        assert len(gzip.compress(chart.encode())) < 3 * 1024

    @pytest.mark.parametrize(
        ("asked", "title"),
        [
            ("berat", "Berat menurut umur"),
            ("imt", "IMT menurut umur"),
            ("berat-panjang", "Berat menurut panjang atau tinggi"),
            ("entah", "Panjang atau tinggi menurut umur"),
        ],
    )
    def test_each_chart_has_an_address(self, as_kpm, village, grown, asked, title):
        page = as_kpm.get(at(village, "child", grown.pk), {"grafik": asked})

        assert f"{title}, dibandingkan dengan standar WHO" in chart_of(page)

    def test_the_numbers_stand_in_a_table(self, as_kpm, village, grown):
        html = as_kpm.get(at(village, "child", grown.pk)).content.decode()
        table = re.search(r"<summary>Tabel ukuran.*?</table>", html, re.DOTALL).group()

        assert table.count('<th scope="row">') == 7
        assert "lahir" in table

    def test_a_flagged_measure_is_drawn_apart_and_asked_for_again(
        self, as_kpm, village, grown, today
    ):
        make_child_record(grown, today, height_cm=D("104"), position="telentang")

        response = as_kpm.get(at(village, "child", grown.pk))

        assert 'class="gc-flag" d="M' in chart_of(response)
        assert "Ukur ulang: PB/U atau TB/U." in text_of(response)

    def test_a_child_never_measured_has_no_chart(self, as_kpm, village, child):
        html = as_kpm.get(at(village, "child", child.pk)).content.decode()

        assert 'id="grafik"' not in html

    def test_older_months_are_folded(self, as_kpm, village, grown, today):
        make_child_record(grown, today)

        told = text_of(as_kpm.get(at(village, "child", grown.pk)))

        assert "Catatan sebelumnya (1)" in told

    def test_the_page_takes_the_same_queries_for_one_record_and_many(
        self, as_kpm, village, grown
    ):
        url = at(village, "child", grown.pk)
        many = queries_of(as_kpm, url)
        grown.records.all().delete()

        assert queries_of(as_kpm, url) == many

    def test_only_who_may_sees_the_nik(self, client, village, grown, kpm, rds):
        grown.nik = "3307050102260001"
        grown.save()
        url = at(village, "child", grown.pk)
        client.force_login(kpm)
        assert grown.nik in text_of(client.get(url))

        client.force_login(rds)
        assert grown.nik not in text_of(client.get(url))

    def test_the_mother_leads_to_her_life(self, as_kpm, village, grown, household):
        mother = make_pregnancy(household, add_months(village.today(), -8)).woman
        grown.mother = mother
        grown.save()

        html = as_kpm.get(at(village, "child", grown.pk)).content.decode()

        assert f"/desa/{village.code}/orang/{mother.pk}/" in html


class TestWhileTyping:
    def measures(self, client, village, child, **typed):
        typed = typed_month(village.today(), **typed)
        return text_of(client.post(at(village, "child_measures", child.pk), typed))

    def test_all_four_scores_gain_and_mat_show_at_once(self, as_kpm, village, grown):
        told = self.measures(
            as_kpm, village, grown, weight_kg="7,9", height_cm="69,5", mat="H"
        )

        assert "IMT/U" in told
        assert "Naik: bertambah 500 g sejak" in told
        assert "Tikar hijau" in told

    def test_a_small_gain_is_said_at_once(self, as_kpm, village, grown):
        told = self.measures(as_kpm, village, grown, weight_kg="7,5")

        assert "Tidak naik: bertambah 100 g sejak" in told


def test_the_posyandu_sheet_tells_the_gain_beside_the_scores(
    as_kpm, village, grown, today
):
    melati = village.posyandus.create(name="Melati")
    grown.statements.create(column="posyandu", posyandu=melati, stated_on=grown.born_on)
    make_child_record(grown, today, weight_kg=D("7.5"))

    url = at(village, "posyandu_grid", melati.pk, today)

    told = text_of(as_kpm.get(url))
    assert re.search(r"BB/U \S+ normal tidak naik", told)


class TestOverTwo:
    @pytest.fixture
    def toddler(self, household, today):
        return make_child(household, add_months(today, -30), name="Budi")

    def test_a_child_over_two_is_still_weighed(self, as_kpm, village, toddler, month):
        told = text_of(as_kpm.get(at(village, "child", toddler.pk)))
        assert "Timbang dan ukur" in told
        url = at(village, "child_month", toddler.pk, month)
        form = text_of(as_kpm.get(url))
        assert "Ditimbang?" in form
        assert "Imunisasi" not in form
        typed = typed_month(village.today(), weight_kg="12,5", height_cm="89")
        typed |= {"position": "berdiri", "weighing": "v"}

        as_kpm.post(url, typed)

        record = ChildRecord.objects.get(child=toddler)
        assert (record.weight_kg, record.water, record.immunisation) == (
            *(D("12.5"), "", ""),
        )
        page = as_kpm.get(at(village, "child", toddler.pk))
        assert "TB/U" in text_of(page)
        assert 'class="gc-step"' in chart_of(page)

    def test_from_five_years_nobody_is_weighed(self, as_kpm, village, household, today):
        child = make_child(household, add_months(today, -60), add_months(today, -5))

        told = text_of(as_kpm.get(at(village, "child", child.pk)))

        assert "Timbang dan ukur" not in told


class TestFamilySheet:
    def sheet(self, client, village, child):
        response = client.get(at(village, "child_growth_sheet", child.pk))
        assert response["Content-Type"] == "application/pdf"
        return response.content

    def test_it_is_one_page_of_plain_words_without_numbers_of_identity(
        self, as_kpm, village, grown
    ):
        grown.nik = "3307050102260001"
        grown.save()

        document = self.sheet(as_kpm, village, grown)

        (told,) = pages.page_texts(document)
        told = " ".join(told.split())
        assert "Panjang badan sesuai umurnya." in told
        assert "Berat tidak naik:" in told
        assert "Sudah 2 kali berturut-turut tidak naik." in told
        assert "Posyandu berikutnya" in told
        assert grown.nik not in told

    def test_the_posyandu_of_the_child_is_named(self, as_kpm, village, grown, today):
        melati = village.posyandus.create(name="Melati")
        grown.statements.create(column="posyandu", posyandu=melati, stated_on=today)

        told = pages.text(self.sheet(as_kpm, village, grown))

        assert "Posyandu Melati" in told

    def test_a_child_never_measured_has_a_sheet_too(self, as_kpm, village, child):
        told = pages.text(self.sheet(as_kpm, village, child))

        assert "Anak ini belum pernah ditimbang atau diukur." in told
        assert "belum ada" in told

    def test_what_is_to_be_repeated_is_not_judged(self, as_kpm, village, child, today):
        make_child_record(child, today, weight_kg=D("29"), height_cm=D("108"))

        told = pages.text(self.sheet(as_kpm, village, child))

        assert "perlu diukur ulang sebelum dapat dinilai" in told
        assert "perlu ditimbang ulang sebelum dapat dinilai" in told

    def test_a_severe_class_sends_to_the_midwife(self, as_kpm, village, child, today):
        make_child_record(child, today, weight_kg=D("5.2"), height_cm=D("61"))

        told = pages.text(self.sheet(as_kpm, village, child))

        assert "jauh kurang dari anak seumurnya (sangat pendek). Segera temui" in told

    def test_who_printed_it_is_written_down(self, as_kpm, village, grown, kpm):
        self.sheet(as_kpm, village, grown)

        entry = AuditEntry.objects.get(subject_id=grown.pk, act=AuditEntry.Act.READ)
        assert (entry.by, entry.reason) == (
            kpm,
            "Grafik pertumbuhan untuk keluarga (PDF)",
        )

    def test_a_child_next_door_has_none(self, as_kpm, village, neighbour):
        stranger = make_child(make_household(neighbour), village.today())

        url = at(village, "child_growth_sheet", stranger.pk)

        assert as_kpm.get(url).status_code == 404


class TestWatch:
    def test_who_asks_for_something_stands_first(self, as_kpm, village, grown):
        well = make_child(grown.household, add_months(village.today(), -7))
        make_child_record(
            well, village.today(), weight_kg=D("8.3"), height_cm=D("69"), mat="H"
        )

        told = text_of(as_kpm.get(at(village, "growth_watch")))

        assert "2 anak di bawah 60 bulan" in told
        assert told.index("Tidak naik 2 kali atau lebih") < told.index("Tumbuh baik")

    def test_one_dusun_can_be_chosen(self, as_kpm, village, grown):
        dusun = village.dusuns.exclude(pk=grown.household.dusun_id).get()

        told = text_of(as_kpm.get(at(village, "growth_watch"), {"dusun": dusun.pk}))

        assert "Ahmad" not in told
        assert f"0 anak di bawah 60 bulan, Dusun {dusun}" in told

    def test_an_empty_village_is_led_to_the_register(self, as_kpm, village):
        told = text_of(as_kpm.get(at(village, "growth_watch")))

        assert "Belum ada anak di bawah 60 bulan" in told

    def test_it_takes_the_same_queries_for_2_and_200_children(
        self, as_kpm, village, household, today
    ):
        url = at(village, "growth_watch")

        def more(number):
            for _ in range(number):
                born_on = add_months(today, -9) - timedelta(days=1)
                child = make_child(household, born_on)
                make_child_record(child, today, weight_kg=D("8"))

        more(2)
        few = queries_of(as_kpm, url)
        more(198)

        assert queries_of(as_kpm, url) == few
