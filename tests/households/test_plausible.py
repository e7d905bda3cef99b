from datetime import date, timedelta
from decimal import Decimal

import pytest

from households.plausible import (
    Span,
    change_problems,
    child_doubts,
    child_problems,
    exit_problems,
    future_problems,
    paud_problems,
    record_doubts_of_child,
    registration_problems,
    visit_problems,
    woman_doubts,
    woman_problems,
)
from households.plausible_births import (
    PregnancyFacts,
    delivery_problems,
    pregnancy_doubts,
    pregnancy_problems,
    record_doubts_of_mother,
)
from households.plausible_measures import (
    Child,
    length_problems,
    measure_doubts,
    mother_doubts,
    mother_problems,
    weight_problems,
)

TODAY = date(2026, 6, 15)
DAY = timedelta(days=1)
SPAN = Span(date(2026, 1, 10))
LEFT = Span(date(2026, 1, 10), date(2026, 4, 1), "pindah")
BABY = Child("L", 245, 8)
NEWBORN = Child("P", 0, 0)


def words(problems):
    return " ".join(str(problem) for problem in problems)


def fields(problems):
    return [problem.field for problem in problems]


def facts(**values):
    return PregnancyFacts(
        **{"due_on": date(2026, 9, 1), "registered_on": date(2026, 2, 1), **values}
    )


class TestDays:
    def test_today_is_no_future(self):
        assert future_problems("on", "Tanggal", TODAY, TODAY) == []
        assert future_problems("on", "Tanggal", None, TODAY) == []

    def test_tomorrow_is_refused_with_both_dates_and_a_remedy(self):
        (problem,) = future_problems("on", "Tanggal periksa", TODAY + DAY, TODAY)
        assert str(problem) == (
            "Tanggal periksa 16 Juni 2026 belum terjadi; hari ini 15 Juni 2026. "
            "Isi tanggal hari ini atau sebelumnya."
        )

    @pytest.mark.parametrize(
        ("visited_on", "span", "part"),
        [
            (TODAY + DAY, SPAN, "belum terjadi"),
            (date(2026, 1, 9), SPAN, "mendahului tanggal daftar 10 Januari 2026"),
            (date(2026, 4, 2), LEFT, "sesudah sasaran keluar (pindah, 1 April 2026)"),
            (date(2025, 12, 31), SPAN, "mendahului tanggal lahir 1 Januari 2026"),
        ],
    )
    def test_a_visit_outside_the_register_is_refused(self, visited_on, span, part):
        problems = visit_problems(visited_on, span, TODAY, born_on=date(2026, 1, 1))
        assert part in words(problems)
        assert set(fields(problems)) == {"visited_on"}

    @pytest.mark.parametrize("visited_on", [date(2026, 1, 10), date(2026, 4, 1)])
    def test_the_first_and_the_last_day_stand(self, visited_on):
        assert visit_problems(visited_on, LEFT, TODAY) == []

    def test_a_change_is_judged_as_a_visit(self):
        assert change_problems(date(2026, 1, 10), LEFT, TODAY) == []
        assert len(change_problems(date(2026, 1, 9), LEFT, TODAY)) == 1
        assert len(change_problems(date(2026, 4, 2), LEFT, TODAY)) == 1

    @pytest.mark.parametrize(
        ("exited_on", "reason", "field"),
        [
            (date(2026, 4, 1), "", "exit_reason"),
            (None, "pindah", "exited_on"),
            (date(2026, 1, 9), "pindah", "exited_on"),
            (TODAY + DAY, "pindah", "exited_on"),
        ],
    )
    def test_an_exit_that_cannot_be_is_refused(self, exited_on, reason, field):
        span = Span(date(2026, 1, 10), exited_on, reason)
        assert fields(exit_problems(span, TODAY)) == [field]

    def test_an_exit_with_date_and_reason_stands(self):
        assert exit_problems(LEFT, TODAY) == []
        assert exit_problems(SPAN, TODAY) == []

    def test_nobody_is_registered_before_the_household(self):
        since = date(2026, 3, 1)
        early = registration_problems(since - DAY, TODAY, household_registered_on=since)
        assert fields(early) == ["registered_on"]
        assert not registration_problems(since, TODAY, household_registered_on=since)


class TestPeople:
    @pytest.mark.parametrize(
        ("born_on", "count"),
        [
            (None, 0),
            (date(1998, 1, 1), 0),
            (date(2016, 6, 16), 1),  # nine years
            (date(2016, 6, 15), 0),  # ten today
            (date(1966, 6, 15), 1),  # sixty today
            (TODAY + DAY, 1),
        ],
    )
    def test_a_mother_is_of_ten_to_sixty_years(self, born_on, count):
        assert len(woman_problems(born_on, TODAY)) == count

    @pytest.mark.parametrize(
        ("born_on", "count"),
        [
            (None, 0),
            (date(1998, 1, 1), 0),
            (date(2012, 1, 1), 1),
            (date(1970, 1, 1), 1),
        ],
    )
    def test_a_very_young_or_old_mother_is_asked_about(self, born_on, count):
        assert len(woman_doubts(born_on, TODAY)) == count

    def test_a_child_registered_on_its_birthday_stands(self):
        born_on = date(2026, 5, 1)
        mother = date(2000, 1, 1)
        assert not child_problems(born_on, born_on, TODAY, mother_born_on=mother)

    @pytest.mark.parametrize(
        ("mother_born_on", "count"),
        [(date(2016, 5, 1), 0), (date(2016, 5, 2), 1), (date(2026, 6, 1), 1)],
    )
    def test_no_mother_is_younger_than_ten_at_the_birth(self, mother_born_on, count):
        born_on = date(2026, 5, 1)
        problems = child_problems(
            born_on, born_on, TODAY, mother_born_on=mother_born_on
        )
        assert len(problems) == count

    def test_nobody_is_registered_before_the_birth(self):
        born_on = date(2026, 5, 1)
        problems = child_problems(born_on, born_on - DAY, TODAY)
        assert fields(problems) == ["registered_on"]

    def test_a_child_of_seven_is_asked_about(self):
        assert child_doubts(date(2019, 6, 15), TODAY)
        assert not child_doubts(date(2019, 6, 16), TODAY)


class TestPregnancy:
    def test_usual_dates_raise_nothing(self):
        usual = facts(lmp_on=date(2025, 11, 25))
        assert not pregnancy_problems(usual, TODAY)
        assert not pregnancy_doubts(usual, TODAY)

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"lmp_on": TODAY + DAY, "due_on": date(2027, 3, 1)}, "lmp_on"),
            ({"lmp_on": date(2026, 9, 1)}, "due_on"),
            ({"due_on": TODAY + 295 * DAY}, "due_on"),
            ({"ended_on": TODAY + DAY}, "ended_on"),
            ({"ended_on": date(2025, 11, 25), "outcome": "keguguran"}, "ended_on"),
            ({"outcome": "lahir hidup"}, "ended_on"),
            ({"ended_on": TODAY, "live_births": 0}, "live_births"),
            ({"ended_on": TODAY, "live_births": 7}, "live_births"),
            (
                {"ended_on": TODAY, "outcome": "lahir mati", "live_births": 1},
                "live_births",
            ),
        ],
    )
    def test_dates_no_pregnancy_has_are_refused(self, values, field):
        assert field in fields(pregnancy_problems(facts(**values), TODAY))

    def test_a_delivery_on_the_first_day_after_hpht_is_believed(self):
        end = facts(ended_on=date(2025, 11, 26), outcome="keguguran")
        assert delivery_problems(end, TODAY) == []

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"lmp_on": date(2025, 10, 1)}, "due_on"),
            ({"due_on": date(2026, 5, 3)}, "due_on"),
            ({"registered_on": date(2025, 10, 1)}, "registered_on"),
            ({"ended_on": date(2026, 3, 1), "outcome": "lahir hidup"}, "outcome"),
            ({"ended_on": date(2026, 6, 1), "outcome": "keguguran"}, "outcome"),
        ],
    )
    def test_rare_dates_are_asked_about(self, values, field):
        assert fields(pregnancy_doubts(facts(**values), TODAY)) == [field]

    def test_a_usual_delivery_is_believed(self):
        end = facts(ended_on=date(2026, 6, 1), outcome="lahir hidup", live_births=1)
        assert not pregnancy_problems(end, TODAY)
        assert not pregnancy_doubts(end, TODAY)

    def test_a_visit_after_nifas_is_asked_about(self):
        ended = facts(ended_on=date(2026, 3, 10), outcome="lahir hidup")
        assert not record_doubts_of_mother(date(2026, 4, 30), ended)
        assert record_doubts_of_mother(date(2026, 5, 1), ended)
        assert not record_doubts_of_mother(date(2026, 5, 1), facts())

    def test_after_a_miscarriage_there_is_no_nifas(self):
        ended = facts(ended_on=date(2026, 3, 10), outcome="keguguran")
        assert record_doubts_of_mother(date(2026, 4, 1), ended)


class TestMeasures:
    @pytest.mark.parametrize("kg", [None, "0.3", "7.8", "30"])
    def test_what_can_be_stands(self, kg):
        assert weight_problems(kg and Decimal(kg), BABY) == []

    @pytest.mark.parametrize(
        ("kg", "told"),
        [
            ("78", "Berat 78 kg tidak mungkin untuk anak 8 bulan. Maksud Anda 7,8 kg?"),
            ("0", "Berat harus lebih dari 0 kg. Kosongkan bila tidak diukur."),
            ("-7.8", "Berat harus lebih dari 0 kg. Kosongkan bila tidak diukur."),
            (
                "150",
                "Berat 150 kg tidak mungkin untuk anak 8 bulan. Periksa kembali "
                "angkanya.",
            ),
            (
                "7800",
                "Berat 7.800 kg tidak mungkin untuk anak 8 bulan. Maksud Anda 7,8 kg?",
            ),
        ],
    )
    def test_a_weight_that_cannot_be_names_the_slip(self, kg, told):
        assert words(weight_problems(Decimal(kg), BABY)) == told

    def test_a_length_that_cannot_be_names_the_slip(self):
        told = words(length_problems(Decimal("685"), BABY))
        assert "Maksud Anda 68,5 cm?" in told

    @pytest.mark.parametrize("cm", [None, "68.5"])
    def test_a_length_that_can_be_stands(self, cm):
        assert length_problems(cm and Decimal(cm), BABY) == []

    def test_a_newborn_has_limits_of_its_own(self):
        (problem,) = weight_problems(Decimal(9), NEWBORN, field="birth_weight_kg")
        assert problem.field == "birth_weight_kg"
        assert "bayi baru lahir" in problem.sentence
        assert not weight_problems(Decimal("0.9"), NEWBORN, field="birth_weight_kg")

    def test_an_older_child_may_be_heavier(self):
        older = Child.of("L", date(2022, 6, 15), TODAY)
        assert older.age_months == 48
        assert not weight_problems(Decimal(35), older)

    @pytest.mark.parametrize(
        ("kg", "cm", "found"),
        [
            ("7.8", "68.5", []),
            ("16", None, ["weight_kg"]),
            (None, "95", ["height_cm"]),
            ("5.2", "75", ["weight_kg"]),  # each can be, both together hardly
        ],
    )
    def test_a_flagged_measure_is_asked_about(self, kg, cm, found):
        doubts = measure_doubts(kg and Decimal(kg), cm and Decimal(cm), BABY)
        assert fields(doubts) == found

    def test_standing_at_eight_months_is_asked_about(self):
        doubts = measure_doubts(None, Decimal("68.5"), BABY, position="berdiri")
        assert fields(doubts) == ["position"]

    def test_what_is_refused_raises_no_doubt_beside(self):
        assert measure_doubts(Decimal(0), None, BABY) == []

    @pytest.mark.parametrize(
        ("cells", "field"),
        [
            ({"muac_cm": Decimal("235")}, "muac_cm"),
            ({"muac_cm": Decimal(0)}, "muac_cm"),
            ({"iron_pills": 301}, "iron_pills"),
            ({"iron_pills": -1}, "iron_pills"),
            ({"nifas_visits": 32}, "nifas_visits"),
        ],
    )
    def test_a_mother_has_limits_too(self, cells, field):
        assert fields(mother_problems(**cells)) == [field]

    def test_a_lila_in_millimetres_names_the_slip(self):
        assert "Maksud Anda 23,5 cm?" in words(mother_problems(Decimal("235")))

    @pytest.mark.parametrize(
        ("status", "cm", "pills", "found"),
        [
            ("N", "23.4", None, ["status"]),
            ("K", "23.5", None, ["status"]),
            ("R", "23.4", 30, []),
            ("N", None, 94, ["iron_pills"]),
        ],
    )
    def test_a_status_against_lila_is_asked_about(self, status, cm, pills, found):
        assert fields(mother_doubts(status, cm and Decimal(cm), pills)) == found


class TestPaud:
    BORN = date(2024, 2, 29)

    @pytest.mark.parametrize(
        ("month", "part"),
        [
            (date(2026, 1, 1), "belum berumur 2 tahun"),
            (date(2026, 2, 1), ""),  # two years old on its last day
            (date(2026, 6, 30), ""),
            (date(2026, 7, 1), "belum dimulai"),
        ],
    )
    def test_marks_begin_with_the_month_of_the_second_birthday(self, month, part):
        problems = paud_problems(month, self.BORN, Span(date(2025, 1, 1)), TODAY)
        assert bool(problems) == bool(part)
        assert part in words(problems)

    def test_a_month_before_registration_is_refused(self):
        span = Span(date(2026, 5, 1))
        assert paud_problems(date(2026, 4, 1), self.BORN, span, TODAY)
        assert not paud_problems(date(2026, 5, 1), self.BORN, span, TODAY)

    def test_a_month_after_the_exit_is_refused(self):
        span = Span(date(2025, 1, 1), date(2026, 4, 10), "pindah")
        assert not paud_problems(date(2026, 4, 1), self.BORN, span, TODAY)
        assert paud_problems(date(2026, 5, 1), self.BORN, span, TODAY)

    def test_formulir_2b_ends_at_two_years(self):
        assert record_doubts_of_child(date(2026, 2, 28), self.BORN)
        assert not record_doubts_of_child(date(2026, 2, 27), self.BORN)
