"""Votes: counted for each proposal, never more than the residents who are there."""

import pytest

from rembuk import actions
from rembuk.actions import deciding
from rembuk.content import content_of
from rembuk.readiness import missing_from
from rembuk.voting import voters_of
from tests.rembuk.meetings import add_proposal, url

pytestmark = pytest.mark.django_db
VOTERS = 5  # of the six in `meetings.PEOPLE` one is a guest


def votes(row, for_="", against="", abstained=""):
    """What the page posts for a proposal nobody voted on yet."""
    data = {}
    for name, value in (("for", for_), ("against", against), ("abstained", abstained)):
        data |= {f"w-s-{row.pk}-{name}": "", f"s-{row.pk}-{name}": value}
    return data


def test_votes_are_counted_for_each_proposal(page, ready):
    row = ready.proposals.get()

    page.post(url("votes_save", ready), votes(row, "3", "1", "1"))

    row.refresh_from_db()
    assert (row.votes_for, row.votes_against, row.votes_abstained) == (3, 1, 1)
    assert "5 dari 5 suara" in page.get(url("votes", ready)).content.decode()


def test_guests_do_not_vote(page, ready):
    row = ready.proposals.get()

    answer = page.post(url("votes_save", ready), votes(row, "6"))

    assert voters_of(ready) == VOTERS
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "6 suara, padahal hanya 5 peserta desa ini" in shown
    assert 'value="6"' in shown
    row.refresh_from_db()
    assert row.votes_for is None


def test_the_sum_counts_not_each_column(page, ready):
    answer = page.post(url("votes_save", ready), votes(ready.proposals.get(), "3", "3"))

    assert "6 suara, padahal hanya 5" in answer.content.decode()


def test_before_anybody_is_there_nobody_votes(page, meeting, rds):
    row = add_proposal(meeting, by=rds)

    answer = page.post(url("votes_save", meeting), votes(row, "1"))

    assert "Isi daftar hadir dahulu" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-1", "tidak boleh di bawah nol"),
        ("2,5", "bilangan bulat"),
        ("2.5", "bilangan bulat"),
        ("dua", "bilangan bulat"),
        ("999999", "bilangan bulat"),
    ],
)
def test_a_negative_or_broken_vote_is_refused(page, ready, typed, said):
    answer = page.post(url("votes_save", ready), votes(ready.proposals.get(), typed))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert ready.proposals.get().votes_for is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"votes_for": "6"}, "Keputusan: 6 suara, padahal hanya 5 peserta"),
        ({"votes_for": "3", "votes_against": "3"}, "Keputusan: 6 suara"),
        ({"votes_for": "-1"}, "tidak boleh di bawah nol"),
        ({"votes_for": "2,5"}, "bilangan bulat"),
    ],
)
def test_the_vote_about_the_whole_is_held_to_the_same(page, ready, typed, said):
    data = {"agreement": "Setuju", "decision": "suara", "version": ready.version}

    answer = page.post(url("meeting_edit", ready, "kesepakatan"), data | typed)

    assert said in answer.content.decode()
    ready.refresh_from_db()
    assert ready.votes_for is None


def test_two_who_count_one_vote_see_both(page, ready, kpm):
    row = ready.proposals.get()
    deciding.count_votes(ready, {f"s-{row.pk}-for": (None, 4)}, by=kpm)

    answer = page.post(url("votes_save", ready), votes(row, "3", "1"))

    assert answer.status_code == 409
    assert "Tersimpan oleh orang lain: 4" in answer.content.decode()
    row.refresh_from_db()
    assert (row.votes_for, row.votes_against) == (4, 1)


def test_proposals_are_ordered_by_their_votes(page, ready, rds):
    first = ready.proposals.get()
    second = add_proposal(ready, by=rds, activity="Jamban")
    page.post(url("votes_save", ready), votes(first, "2") | votes(second, "4"))

    page.post(url("points_sort", ready, "usulan"), {"menurut": "suara"})

    assert list(ready.proposals.all()) == [second, first]


def test_who_left_the_list_keeps_the_berita_acara_a_draft(ready, rds):
    row = ready.proposals.get()
    deciding.count_votes(ready, {f"s-{row.pk}-for": (None, 5)}, by=rds)

    actions.remove(ready.attendances.get(element="paud"), by=rds)

    assert [one.section for one in missing_from(ready)] == ["usulan"]


def test_votes_are_frozen_in_the_berita_acara(ready, draft, rds):
    row = ready.proposals.get()
    deciding.count_votes(ready, {f"s-{row.pk}-for": (None, 4)}, by=rds)

    assert content_of(draft)["annexes"]["votes"] == [
        {"no": 1, "activity": row.activity, "agree": 4, "against": 0, "abstain": 0}
    ]


def test_a_settled_rembuk_counts_no_more_votes(page, ready, draft, rds):
    actions.settle(draft, by=rds)

    shown = page.post(
        url("votes_save", ready), votes(ready.proposals.get(), "3"), follow=True
    )

    assert "sudah ditetapkan" in shown.content.decode()
    assert "tidak dipungut suara" in page.get(url("votes", ready)).content.decode()


def test_bpd_reads_the_votes(client, ready, bpd):
    client.force_login(bpd)

    shown = client.get(url("votes", ready)).content.decode()

    assert "Simpan jumlah suara" not in shown
