"""What was promised over the years, and what residents read of it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from rembuk import actions
from rembuk.actions import advocacy as acts
from rembuk.models import Promise
from rembuk.promises import Fate, years_of
from tests.rembuk.meetings import add_proposal
from tests.test_access_sweep import make_promise
from villages.actions import closing

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(draft, ready, rds):
    add_proposal(ready, by=rds, activity="Jamban keluarga", cost_rupiah=30_000_000)
    add_proposal(ready, by=rds, activity="Penjemputan sasaran")
    return actions.settle(draft, by=rds)


@pytest.fixture
def followed(record, kades):
    """The first proposal done, the second rejected, the third still on its way."""
    first, second, _ = record.meeting.proposals.all()
    day = date(2026, 9, 20)
    acts.take_step(first, "rkp", {"taken_on": day}, by=kades)
    values = {"taken_on": day, "amount_rupiah": 9_000_000}
    acts.take_step(first, "apb", values, by=kades)
    acts.take_step(first, "realisasi", values, by=kades)
    values = {"taken_on": day, "note": "Dibiayai kabupaten."}
    acts.take_step(second, "ditolak", values, by=kades)
    return record


def url(name, village, *keys):
    return reverse(f"rembuk:{name}", args=[village.code, *keys])


def send(page, village, *keys, **changes):
    data = {
        "text": "Kelas ayah setiap bulan",
        "owner": "Bidan desa",
        "made_on": "2026-06-22",
        "due_on": "2026-09-30",
    } | changes
    name = "promise_edit" if keys else "promise_add"
    return page.post(url(name, village, *keys), data, follow=True)


def test_a_year_counts_what_was_kept_what_is_under_way_and_what_was_dropped(
    followed, village
):
    make_promise(village)

    year = years_of(village, date(2026, 10, 1))[0]

    assert year.year == 2026
    assert dict(year.counts) == {
        Fate.KEPT: 1,
        Fate.UNDER_WAY: 2,
        Fate.LATE: 0,
        Fate.DROPPED: 1,
    }
    assert year.told == "1 ditepati, 2 berjalan, 1 tidak dilanjutkan"


def test_a_proposal_is_late_when_the_year_it_was_for_has_ended(record, village):
    before = years_of(village, date(2027, 12, 31))[0].words[0]
    after = years_of(village, date(2028, 1, 1))[0].words[0]

    assert (before.fate, after.fate) == (Fate.UNDER_WAY, Fate.LATE)


def test_a_promise_is_late_the_day_after_its_day(village):
    make_promise(village)

    on_the_day = years_of(village, date(2026, 12, 31))[0].words[0]
    after = years_of(village, date(2027, 1, 1))[0].words[0]

    assert (on_the_day.fate, after.fate) == (Fate.UNDER_WAY, Fate.LATE)


def test_the_newest_year_stands_first(village):
    make_promise(village)
    old = make_promise(village)
    Promise.objects.filter(pk=old.pk).update(made_on=date(2024, 5, 1))

    assert [year.year for year in years_of(village, date(2026, 7, 1))] == [2026, 2024]


def test_what_a_draft_proposes_is_no_promise_yet(draft, village):
    assert years_of(village, date(2026, 10, 1)) == []


# --- pages ---------------------------------------------------------------------------


def test_the_rds_writes_a_promise_and_says_what_came_of_it(page, village):
    assert "Janji tersimpan." in send(page, village).content.decode()
    row = village.promises.get()

    data = {"outcome": "ditepati", "outcome_note": "Sudah tiga kali."}
    answer = page.post(url("promise_close", village, row.pk), data, follow=True)

    assert "Sudah tiga kali." in answer.content.decode()
    row.refresh_from_db()
    assert (row.outcome, row.closed_on) == ("ditepati", village.today())

    page.post(url("promise_reopen", village, row.pk))
    row.refresh_from_db()
    assert row.closed_on is None


def test_a_promise_is_dropped_only_with_a_reason(page, village):
    row = make_promise(village)

    answer = page.post(url("promise_close", village, row.pk), {"outcome": "batal"})

    assert "Tulis mengapa janji ini tidak dilanjutkan." in answer.content.decode()
    row.refresh_from_db()
    assert row.closed_on is None


def test_a_promise_is_not_due_before_it_was_made(page, village):
    answer = send(page, village, due_on="2026-06-21")

    assert "mendahului tanggal janjinya" in answer.content.decode()
    assert "Kelas ayah setiap bulan" in answer.content.decode()
    assert not village.promises.exists()


def test_a_promise_was_not_made_tomorrow(page, village):
    answer = send(page, village, made_on="2126-01-01", due_on="2126-02-01")

    assert "belum tiba" in answer.content.decode()


def test_of_two_who_change_a_promise_the_second_is_told(page, village):
    row = make_promise(village)
    send(page, village, row.pk, owner="Kader posyandu", version=row.version)

    answer = send(page, village, row.pk, owner="Kasi", version=row.version)

    assert answer.status_code == 409
    assert "Kader posyandu" in answer.content.decode()


def test_a_promise_is_removed_and_taken_back(page, village):
    row = make_promise(village)

    page.post(url("promise_remove", village, row.pk))
    assert not village.promises.exists()

    page.post(url("promise_restore", village, row.pk))
    assert village.promises.get() == row


def test_closing_twice_keeps_the_first_word(village, rds):
    row = make_promise(village)

    closing.close(row, "ditepati", "Selesai.", by=rds)
    again = closing.close(row, "batal", "Lain.", by=rds)

    assert again.outcome == "ditepati"


def test_residents_read_what_was_promised_and_done_without_a_login(
    client, followed, village
):
    make_promise(village)

    words = client.get(url("public_promises", village)).content.decode()

    for said in (
        "Kelas pengasuhan bagi orang tua",
        "Direalisasi 20 September 2026, Rp9.000.000",
        "Ditolak 20 September 2026: Dibiayai kabupaten.",
        "Kelas ayah setiap bulan",
        "Bidan desa, paling lambat 31 Desember 2026",
    ):
        assert said in words


def test_residents_read_no_persons_name(client, followed, village, rds, kades):
    meeting = followed.meeting
    names = {person.name for person in meeting.attendances.all()}
    names |= {rds.name, kades.name, meeting.people_name, "Siti Nurhayati", "Kader BKB"}

    words = client.get(url("public_promises", village)).content.decode()

    assert [name for name in names if name in words] == []


def test_a_place_that_is_no_village_has_no_promises(client, village):
    page = reverse("rembuk:public_promises", args=[village.code[:6]])

    assert client.get(page).status_code == 404


def test_a_village_without_a_rembuk_says_so(client, page, village):
    assert "Belum ada janji" in page.get(url("promise_list", village)).content.decode()
    public = client.get(url("public_promises", village)).content.decode()
    assert "Belum ada yang diumumkan" in public


@pytest.mark.parametrize("count", [2, 200])
def test_the_list_asks_as_often_for_two_as_for_two_hundred(
    page, record, village, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_promise(village)

    with django_assert_max_num_queries(12):
        page.get(url("promise_list", village))


# --- constraints ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "ditepati"},
        {"closed_on": date(2026, 7, 1)},
        {"due_on": date(2026, 6, 21)},
        {"outcome": "batal", "closed_on": date(2026, 7, 1)},
    ],
)
def test_the_database_keeps_no_promise_that_contradicts_itself(village, fields):
    row = make_promise(village)

    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(pk=row.pk).update(**fields)
