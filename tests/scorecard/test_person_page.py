"""A person's page: a whole life in order of time, for those who may read it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from households import actions
from households.ages import add_months
from households.life import events_of, life_of
from households.models import NotReached
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_person,
    make_pregnancy,
    make_pregnancy_record,
    make_statement,
)
from tests.households.pages import queries_of, text_of
from villages.models import AuditEntry

pytestmark = pytest.mark.django_db
D = Decimal
NIK = "3307055208040002"


def life_url(village, person, name="life"):
    return reverse(f"scorecard:{name}", args=[village.code, person.pk])


@pytest.fixture
def household(village):
    return make_household(
        village, registered_on=date(2004, 9, 1), head_name="Karto", kk_number="3" * 16
    )


@pytest.fixture
def siti(household):
    """Once a child of the register, now a mother: one row all her life."""
    return make_person(
        household,
        name="Siti Aminah",
        nik=NIK,
        born_on=date(2004, 8, 12),
        birth_weight_kg=D("3.1"),
        is_child=True,
    )


@pytest.fixture
def lived(village, siti, household):
    """Two pregnancies, a child measured twice and once not met."""
    first = make_pregnancy(
        household,
        date(2024, 3, 1),
        date(2023, 9, 1),
        woman=siti,
        ended_on=date(2024, 2, 25),
        outcome="lahir hidup",
        live_births=1,
    )
    ahmad = make_child(
        household,
        date(2024, 2, 25),
        name="Ahmad",
        mother=siti,
        birth_pregnancy=first,
        birth_weight_kg=D("3.0"),
        birth_length_cm=D("49"),
    )
    make_child_record(
        ahmad,
        date(2024, 5, 10),
        weight_kg=D("5.8"),
        height_cm=D("58.5"),
        mat="H",
        position="telentang",
        weighing="v",
        mother_counselling="x",
    )
    make_child_record(ahmad, date(2024, 6, 12), weight_kg=D("6.0"), nutrition="N")
    NotReached.objects.create(
        child=ahmad, visited_on=date(2024, 7, 9), reason="tidak ada"
    )
    second = make_pregnancy(household, date(2026, 4, 1), date(2025, 10, 1), woman=siti)
    make_pregnancy_record(
        second,
        date(2025, 11, 5),
        status="K",
        muac_cm=D("22.5"),
        checkup="v",
        iron="x",
        iron_pills=0,
    )
    make_statement(household, "jamban_layak", date(2024, 8, 1))
    return siti, ahmad


def titles(village, person, today=date(2026, 11, 22)):
    return [one.title for one in events_of(life_of(village, person), today)]


class TestEvents:
    def test_a_mothers_life_runs_from_her_own_birth_to_her_pregnancies(
        self, village, lived
    ):
        siti, _ = lived

        assert titles(village, siti) == [
            "Pemantauan ibu hamil, November 2025",
            "Terdaftar hamil",
            "Jamban layak: ya",
            "Melahirkan, 1 bayi lahir hidup",
            "Terdaftar hamil",
            "Genap 24 bulan",
            "Terdaftar sebagai sasaran anak",
            "Lahir",
        ]

    def test_a_childs_life_has_its_visits_and_those_in_vain(self, village, lived):
        _, ahmad = lived

        assert titles(village, ahmad) == [
            "Genap 24 bulan",
            "Jamban layak: ya",
            "Didatangi, tidak bertemu",
            "Pemantauan anak, Juni 2024",
            "Pemantauan anak, Mei 2024",
            "Terdaftar sebagai sasaran anak",
            "Lahir",
        ]

    def test_a_visit_says_what_was_received_and_what_not(self, village, lived):
        _, ahmad = lived
        events = events_of(life_of(village, ahmad), date(2024, 12, 1))
        may = next(one for one in events if one.day == date(2024, 5, 10))

        assert "timbang" in may.received
        assert "ukur" in may.received
        assert may.missing == ["konseling"]
        assert may.detail == "2 bulan · 5,8 kg · 58,5 cm"
        assert may.visit.scores[0][0] == "PB/U"
        assert may.mat == "H"

    @pytest.mark.parametrize(
        ("outcome", "title"),
        [("keguguran", "Keguguran"), ("lahir mati", "Lahir mati")],
    )
    def test_a_pregnancy_may_end_otherwise(self, village, household, outcome, title):
        lost = make_pregnancy(
            household, date(2026, 4, 1), ended_on=date(2026, 1, 5), outcome=outcome
        )

        assert title in titles(village, lost.woman)

    def test_who_left_is_told_with_the_reason(self, village, household):
        child = make_child(
            household,
            date(2025, 1, 5),
            exited_on=date(2025, 6, 1),
            exit_reason="pindah",
        )

        events = events_of(life_of(village, child), date(2026, 11, 22))

        assert (events[0].title, events[0].detail) == ("Keluar", "Alasan: pindah.")

    def test_a_move_within_the_village_is_a_day_of_the_life(
        self, village, lived, household
    ):
        _, ahmad = lived
        new_home = make_household(village, head_name="Darmo")
        ahmad.memberships.create(household=new_home, from_on=date(2025, 2, 1))
        dusun = village.dusuns.exclude(pk=household.dusun_id).get()
        household.residences.create(
            village=village, dusun=dusun, from_on=date(2025, 1, 15)
        )
        siti, _ = lived

        assert f"Rumah tangga pindah ke Dusun {dusun}" in titles(village, siti)
        assert "Pindah ke Keluarga Darmo" in titles(village, ahmad)
        # What the old home got before is part of the life, what it gets later is not.
        make_statement(household, "air_aman", date(2025, 9, 1))
        assert "Sumber air minum aman: ya" not in titles(village, ahmad)
        assert "Jamban layak: ya" in titles(village, ahmad)

    def test_a_year_of_paud_is_one_line(self, village, lived):
        _, ahmad = lived
        for month, mark in ((3, "v"), (4, "v"), (5, "x")):
            ahmad.paud_months.create(month=date(2026, month, 1), mark=mark)

        events = events_of(life_of(village, ahmad), date(2026, 11, 22))
        paud = next(one for one in events if one.title == "PAUD 2026")

        assert paud.detail.endswith("1 bulan")
        assert "2 bulan" in paud.detail

    def test_relatives_next_door_are_nobodys_business(self, village, neighbour, lived):
        siti, ahmad = lived
        there = make_household(neighbour)
        make_child(there, date(2022, 1, 5), mother=siti, name="Tetangga")
        here = make_child(siti.household, date(2022, 1, 5), mother=siti, name="Kakak")

        assert [one.name for one in life_of(village, siti).children] == [
            "Kakak",
            "Ahmad",
        ]
        assert life_of(village, ahmad).siblings == [here]


class TestPage:
    def test_mother_child_and_siblings_lead_to_each_other(self, client, village, kpm):
        household = make_household(village, registered_on=date(2020, 1, 1))
        mother = make_person(household, name="Wati")
        one, other = (
            make_child(household, date(2024, 3, day), mother=mother, name=name)
            for day, name in ((1, "Ani"), (2, "Budi"))
        )
        client.force_login(kpm)

        of_mother = client.get(life_url(village, mother)).content.decode()
        of_child = client.get(life_url(village, one)).content.decode()

        assert life_url(village, one) in of_mother
        assert life_url(village, mother) in of_child
        assert life_url(village, other) in of_child

    def test_both_pregnancies_and_the_childhood_stand_on_one_page(
        self, client, village, kpm, lived
    ):
        siti, _ = lived
        client.force_login(kpm)

        told = text_of(client.get(life_url(village, siti)))

        assert "Riwayat Siti Aminah" in told
        assert "Kehamilan, HPL 1 April 2026" in told
        assert "Kehamilan, HPL 1 Maret 2024" in told
        assert "Halaman anak" in told
        assert told.index("November 2025") < told.index("12 Agustus 2004 Lahir")

    @pytest.mark.parametrize(
        ("role", "sees"), [("kpm", True), ("admin_desa", True), ("rds", False)]
    )
    def test_only_who_may_sees_the_nik_also_in_the_changes(
        self, client, request, village, lived, kpm, role, sees
    ):
        siti, _ = lived
        values = {"name": siti.name, "born_on": siti.born_on, "sex": "P"}
        actions.correct_person(siti, by=kpm, nik="3307055208040009", **values)
        client.force_login(request.getfixturevalue(role))

        told = text_of(client.get(life_url(village, siti)))

        assert (NIK in told) == sees
        assert ("3307055208040009" in told) == sees
        assert ("(tidak ditampilkan)" in told) != sees
        assert "NIK" in told.upper()

    def test_bpd_may_not_read_it_and_a_stranger_learns_nothing(
        self, client, village, lived, bpd, neighbour, kpm
    ):
        siti, _ = lived
        client.force_login(bpd)
        assert client.get(life_url(village, siti)).status_code == 403
        client.force_login(kpm)
        stranger = make_person(make_household(neighbour))
        assert client.get(life_url(village, stranger)).status_code == 404

    def test_a_change_tells_who_when_and_from_what_to_what(
        self, client, village, lived, kpm
    ):
        _, ahmad = lived
        day = village.today()
        melati = village.posyandus.create(name="Melati")
        about = {"by": kpm, "on": day}
        actions.change_fact(ahmad, column="akta_lahir", value="x", **about)
        actions.change_fact(ahmad, column="akta_lahir", value="v", **about)
        actions.change_fact(ahmad, column="posyandu", posyandu=melati, **about)
        actions.exit_target(ahmad, by=kpm, on=day, reason="pindah")
        client.force_login(kpm)

        told = text_of(client.get(life_url(village, ahmad)))

        assert f"{kpm} mengubah orang" in told
        assert ": tidak → menjadi ya" in told
        assert ": – → menjadi Melati" in told
        assert "Alasan keluar: – → menjadi pindah" in told

    def test_a_corrected_weight_reads_as_a_person_writes_it(
        self, client, village, lived, kpm
    ):
        _, ahmad = lived
        day = village.today()
        young = make_child(ahmad.household, add_months(day, -3), mother=ahmad.mother)
        record = actions.record_child_month(
            young, by=kpm, visited_on=day, weight_kg=D("5.9"), mat="H"
        )
        actions.record_child_month(
            young,
            by=kpm,
            visited_on=day,
            uuid=record.uuid,
            version=1,
            weight_kg=D("6.1"),
            mat="K",
        )
        client.force_login(kpm)

        told = text_of(client.get(life_url(village, young)))

        assert "Berat (kg): 5,9 → menjadi 6,1" in told
        assert "Tikar pertumbuhan: Hijau → menjadi Kuning" in told

    def test_what_was_printed_is_listed(self, client, village, lived, kpm):
        _, ahmad = lived
        client.force_login(kpm)
        page = reverse("households:child_growth_sheet", args=[village.code, ahmad.pk])
        assert "Belum ada yang dicetak" in text_of(client.get(life_url(village, ahmad)))
        client.get(page)

        told = text_of(client.get(life_url(village, ahmad)))

        assert "Grafik pertumbuhan untuk keluarga (PDF) Dicetak" in told

    def test_a_look_from_outside_is_written_down(
        self, client, village, lived, pendamping
    ):
        siti, _ = lived
        client.force_login(pendamping)
        client.get(life_url(village, siti))

        assert AuditEntry.objects.get().subject == "scorecard:life"

    def test_the_queries_do_not_grow_with_the_life(self, client, village, lived, kpm):
        _, ahmad = lived
        client.force_login(kpm)
        url = life_url(village, ahmad)
        few = queries_of(client, url)
        for back in range(1, 20):
            day = add_months(date(2024, 6, 20), back)
            make_child_record(ahmad, day, weight_kg=D("7"))
            make_statement(ahmad, "akta_lahir", day)
            make_child(ahmad.household, day + timedelta(1), mother=ahmad.mother)

        assert queries_of(client, url) == few
