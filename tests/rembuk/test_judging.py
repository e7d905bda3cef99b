"""Points given together: the page, the arithmetic, the order, several at once."""

import pytest
from django.db import IntegrityError, transaction

from rembuk import actions
from rembuk.actions import deciding
from rembuk.content import content_of
from rembuk.judging import judgement_of
from rembuk.models import Criterion, Score, Sorting
from tests.rembuk.meetings import add_proposal, url

pytestmark = pytest.mark.django_db
GIVEN = ("gawat", "mudah", "biaya", "dukungan")


def give(meeting, part, values, by):
    """Values of all criteria that the figures do not answer, row by row."""
    rows = meeting.problems.all() if part == "masalah" else meeting.proposals.all()
    typed = {
        deciding.point_name(row.pk, key): (None, value)
        for row, value in zip(rows, values, strict=True)
        for key in GIVEN
    }
    return deciding.give_points(meeting, part, typed, by=by)


def texts(meeting):
    return list(meeting.problems.values_list("text", flat=True))


def form(meeting, part, **values):
    """The cells as a browser posts them: name → (was, now)."""
    data = {}
    for name, (was, now) in values.items():
        data |= {f"w-{name}": was, name: now}
    return data


def name_of(row, key="gawat"):
    return deciding.point_name(row.pk, key)


def test_the_size_of_a_problem_follows_from_the_scorecard(page, meeting):
    told = judgement_of(meeting, "masalah")
    shown = page.get(url("points", meeting, "masalah")).content.decode()

    assert told.rows[0].line.cells[0].value == 2  # 31 of 97 parents: the second fifth
    assert "31 dari 97 belum = 31 %, nilai 2" in shown
    assert name_of(meeting.problems.first(), "besar") not in shown


def test_a_problem_without_figures_is_given_its_size(page, meeting, rds):
    own = actions.add(
        meeting.problems, {"text": "Jalan rusak", "package": "KIA"}, by=rds
    )

    shown = page.get(url("points", meeting, "masalah")).content.decode()

    assert name_of(own, "besar") in shown


def test_values_are_saved_and_the_arithmetic_is_shown(page, meeting):
    rows = list(meeting.problems.all())
    data = {}
    for row, value in zip(rows, "354", strict=True):
        for key in GIVEN:
            data |= form(meeting, "masalah", **{name_of(row, key): ("", value)})

    page.post(url("points_save", meeting, "masalah"), data)

    told = judgement_of(meeting, "masalah")
    assert [row.line.is_complete for row in told.rows] == [True] * 3
    shown = page.get(url("points", meeting, "masalah")).content.decode()
    assert "3 × 5 = 15" in shown
    assert told.rows[1].line.sum_words in shown
    assert "Urutkan menurut skor" in shown


@pytest.mark.parametrize("typed", ["0", "6", "-1", "2,5", "x"])
def test_what_is_no_value_is_refused_and_stays(page, meeting, typed):
    name = name_of(meeting.problems.first())

    answer = page.post(
        url("points_save", meeting, "masalah"),
        form(meeting, "masalah", **{name: ("", typed)}),
    )

    assert answer.status_code == 422
    assert f"“{typed}” bukan nilai. Pilih 1 sampai 5." in answer.content.decode()
    assert not Score.objects.exists()


def test_two_who_fill_in_different_cells_both_save(page, meeting, kpm):
    one, other, _ = meeting.problems.all()
    deciding.give_points(meeting, "masalah", {name_of(one): (None, 5)}, by=kpm)

    page.post(
        url("points_save", meeting, "masalah"),
        form(meeting, "masalah", **{name_of(other): ("", "2"), name_of(one): ("", "")}),
    )

    values = dict(Score.objects.values_list("problem_id", "value"))
    assert values == {one.pk: 5, other.pk: 2}


def test_two_who_fill_in_one_cell_see_both_and_saving_again_decides(page, meeting, kpm):
    one, other, _ = meeting.problems.all()
    deciding.give_points(meeting, "masalah", {name_of(one): (None, 5)}, by=kpm)
    address = url("points_save", meeting, "masalah")

    answer = page.post(
        address,
        form(
            meeting, "masalah", **{name_of(one): ("", "1"), name_of(other): ("", "3")}
        ),
    )

    assert answer.status_code == 409
    assert "Tersimpan oleh orang lain: 5" in answer.content.decode()
    assert Score.objects.get(problem=other).value == 3
    page.post(address, form(meeting, "masalah", **{name_of(one): ("5", "1")}))
    assert Score.objects.get(problem=one).value == 1


def test_an_emptied_cell_takes_its_value_back(meeting, rds):
    name = name_of(meeting.problems.first())
    deciding.give_points(meeting, "masalah", {name: (None, 4)}, by=rds)

    deciding.give_points(meeting, "masalah", {name: (4, None)}, by=rds)

    assert not Score.objects.exists()


def test_sorting_by_points_can_be_undone(page, meeting, rds):
    before = texts(meeting)
    give(meeting, "masalah", [1, 3, 5], rds)

    page.post(url("points_sort", meeting, "masalah"), {"menurut": "skor"})

    assert texts(meeting) == before[::-1]
    assert judgement_of(meeting, "masalah").standing == "Urutannya menurut skor."
    page.post(url("points_unsort", meeting, "masalah"))
    assert texts(meeting) == before
    assert "belum ditetapkan" in judgement_of(meeting, "masalah").standing


def test_moving_by_hand_after_sorting_is_said(page, meeting, rds):
    give(meeting, "masalah", [1, 3, 5], rds)
    page.post(url("points_sort", meeting, "masalah"), {"menurut": "skor"})

    actions.move(meeting.problems, meeting.problems.first(), up=False, by=rds)

    shown = page.get(url("points", meeting, "masalah")).content.decode()
    assert "Diurutkan menurut skor, lalu diubah dengan tangan." in shown
    assert "Kembalikan urutan semula" not in shown


def test_values_changed_after_sorting_are_said(meeting, rds):
    give(meeting, "masalah", [1, 3, 5], rds)
    deciding.sort_by(meeting, "masalah", Sorting.By.POINTS, by=rds)
    first = meeting.problems.first()

    typed = {name_of(first, key): (5, 1) for key in GIVEN}
    deciding.give_points(meeting, "masalah", typed, by=rds)

    assert "berubah sesudah itu" in judgement_of(meeting, "masalah").standing


def test_an_order_that_is_the_same_already_is_said(meeting, rds):
    give(meeting, "masalah", [5, 3, 1], rds)

    told = judgement_of(meeting, "masalah")

    assert told.standing == "Urutannya sudah sama dengan urutan menurut skor."


def test_proposals_are_judged_with_the_size_of_their_problem(page, ready, rds):
    add_proposal(ready, by=rds, activity="Kelas ibu", problem=ready.problems.last())
    give(ready, "usulan", [2, 5], rds)

    page.post(url("points_sort", ready, "usulan"), {"menurut": "skor"})

    assert ready.proposals.first().activity == "Kelas ibu"
    told = judgement_of(ready, "usulan")
    assert told.rows[1].size_words == "31 dari 97 belum = 31 %, nilai 2"


def test_weights_and_an_own_criterion_are_set(page, meeting):
    shown = page.get(url("criteria", meeting)).content.decode()
    data = form(
        meeting,
        "",
        **{
            "b-sendiri": ("0", "4"),
            "b-biaya": ("1", "0"),
            "nama": ("Kriteria sendiri", "Lahan tersedia"),
        },
    )

    page.post(url("criteria", meeting), data)

    told = judgement_of(meeting, "masalah").criteria
    assert "Kemudahan" in shown
    assert [one.key for one in told][-1] == "sendiri"
    assert (told[-1].name, told[-1].weight) == ("Lahan tersedia", 4)
    assert "biaya" not in {one.key for one in told}
    assert "Lahan tersedia" in page.get(url("criteria", meeting)).content.decode()


def test_a_weight_changed_by_two_is_shown_with_both(page, meeting, kpm):
    deciding.weigh(meeting, {"b-gawat": (3, 5)}, by=kpm)

    answer = page.post(
        url("criteria", meeting), form(meeting, "", **{"b-gawat": ("3", "1")})
    )

    assert answer.status_code == 409
    assert "Tersimpan oleh orang lain: 5" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "was", "typed", "said"),
    [
        ("b-gawat", "3", "9", "bukan bobot"),
        ("nama", "Kriteria sendiri", "", "paling panjang 60"),
        ("nama", "Kriteria sendiri", "😀", "GRINNING FACE"),
    ],
)
def test_a_wrong_weight_or_name_is_refused(page, meeting, name, was, typed, said):
    answer = page.post(
        url("criteria", meeting), form(meeting, "", **{name: (was, typed)})
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Criterion.objects.exists()


def test_an_unknown_list_or_order_is_not_found(page, meeting):
    assert page.get(url("points", meeting, "hadir")).status_code == 404
    for data in ({"menurut": "abjad"}, {"menurut": "suara"}, {}):
        answer = page.post(url("points_sort", meeting, "masalah"), data)
        assert answer.status_code == 404


def test_a_settled_rembuk_is_not_judged_any_more(page, ready, draft, rds):
    give(ready, "masalah", [1, 3, 5], rds)
    actions.settle(draft, by=rds)
    name = name_of(ready.problems.first())
    order = texts(ready)

    for address, data in (
        (url("points_save", ready, "masalah"), form(ready, "", **{name: ("1", "2")})),
        (url("points_sort", ready, "masalah"), {"menurut": "skor"}),
        (url("points_unsort", ready, "masalah"), {}),
        (url("criteria", ready), form(ready, "", **{"b-gawat": ("3", "1")})),
    ):
        shown = page.post(address, data, follow=True).content.decode()
        assert "sudah ditetapkan" in shown
    assert texts(ready) == order


def test_the_arithmetic_is_frozen_in_the_berita_acara(ready, draft, rds):
    give(ready, "masalah", [1, 3, 5], rds)

    points = content_of(draft)["annexes"]["points"]

    assert [one["title"] for one in points] == ["Masalah"]
    assert points[0]["criteria"][0] == {"name": "Besar masalah", "weight": 3}
    assert points[0]["rows"][2]["rank"] == 1
    assert "3 × 5 = 15" in points[0]["rows"][2]["cells"]


def test_without_points_or_votes_the_berita_acara_has_no_annex_of_them(draft):
    annexes = content_of(draft)["annexes"]

    assert (annexes["points"], annexes["votes"]) == ([], [])


@pytest.mark.parametrize("count", [2, 40])
def test_the_page_asks_as_much_for_many_as_for_few(
    page, meeting, rds, django_assert_num_queries, count
):
    for number in range(count):
        values = {"text": f"Masalah {number}", "package": "KIA"}
        actions.add(meeting.problems, values, by=rds)

    with django_assert_num_queries(11):
        page.get(url("points", meeting, "masalah"))


# --- rows guard themselves -----------------------------------------------------------


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_score_lies_between_one_and_five_and_has_one_subject(ready):
    problem, proposal = ready.problems.first(), ready.proposals.get()
    rows = ready.scores

    refused(lambda: rows.create(key="gawat", problem=problem, value=6))
    refused(lambda: rows.create(key="gawat", problem=problem, value=0))
    refused(lambda: rows.create(key="gawat", value=3))
    refused(
        lambda: rows.create(key="gawat", problem=problem, proposal=proposal, value=3)
    )


def test_a_score_a_weight_and_an_order_stand_once(ready):
    problem, proposal = ready.problems.first(), ready.proposals.get()
    ready.scores.create(key="gawat", problem=problem, value=3)
    ready.scores.create(key="gawat", proposal=proposal, value=3)
    ready.criteria.create(key="gawat", weight=1)
    ready.sortings.create(part="usulan", by="skor")

    refused(lambda: ready.scores.create(key="gawat", problem=problem, value=3))
    refused(lambda: ready.scores.create(key="gawat", proposal=proposal, value=3))
    refused(lambda: ready.criteria.create(key="gawat", weight=2))
    refused(lambda: ready.criteria.create(key="mudah", weight=6))
    refused(lambda: ready.sortings.create(part="usulan", by="skor"))
