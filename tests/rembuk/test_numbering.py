"""Numbers without gap or double, whoever settles at the same time."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction

from rembuk import actions
from rembuk.actions import discussion as discussing
from rembuk.models import BeritaAcara, WrongState
from tests.at_once import at_once, refused
from tests.cast import make_user, make_village
from tests.rembuk.discussions import again, fill, finished_discussion, make_discussion
from tests.rembuk.meetings import complete, make_meeting, make_quarter
from villages.actions.number_formats import set_formats
from villages.models.posting import Role

pytestmark = pytest.mark.django_db(transaction=True)


def settling(drafts, by):
    """One act for each draft that settles it."""
    return [partial(actions.settle, draft, by=by) for draft in drafts]


def settle_at_once(drafts, by):
    """Settle all of them in threads that start together; the errors, if any."""
    return refused(at_once(*settling(drafts, by)))


def drafts_of(village, by, count, quarter=None):
    quarter = quarter or make_quarter(village)
    meetings = [
        make_meeting(village, quarter, by=by, second_reason=f"Alasan {n}")
        for n in range(count)
    ]
    return [complete(meeting, by=by).berita_acaras.get() for meeting in meetings]


def numbers(village):
    rows = BeritaAcara.objects.filter(village=village).order_by("sequence")
    return list(rows.values_list("number", flat=True))


def test_those_who_settle_together_get_one_number_each():
    village = make_village()
    rds = make_user("rds", (Role.RDS, village.code))
    drafts = drafts_of(village, rds, 4)

    assert settle_at_once(drafts, rds) == []

    assert numbers(village) == [f"0{n}/RS/2026" for n in (1, 2, 3, 4)]


def test_one_draft_settled_by_two_at_once_gets_one_number():
    village = make_village()
    rds = make_user("rds", (Role.RDS, village.code))
    (draft,) = drafts_of(village, rds, 1)
    same = BeritaAcara.objects.get(pk=draft.pk)

    raised = settle_at_once([draft, same], rds)

    assert [type(one) for one in raised] == [WrongState]
    assert numbers(village) == ["01/RS/2026"]


def test_every_village_counts_from_one():
    villages = [make_village(), make_village("3307052002", "Sukamundur")]
    rds = make_user("rds", *((Role.RDS, v.code) for v in villages))
    drafts = [draft for v in villages for draft in drafts_of(v, rds, 1)]

    assert settle_at_once(drafts, rds) == []

    assert [numbers(v) for v in villages] == [["01/RS/2026"], ["01/RS/2026"]]


def test_a_discussion_finished_while_rembuks_are_settled_is_one_of_their_series():
    village = make_village()
    rds = make_user("rds", (Role.RDS, village.code))
    drafts = drafts_of(village, rds, 3)
    quarter = drafts[0].meeting.quarter
    row = fill(make_discussion(village, by=rds, quarter=quarter), by=rds)
    finish = partial(discussing.finish_discussion, row, by=rds)

    told = at_once(finish, *settling(drafts, rds))

    assert refused(told) == []
    given = sorted([again(row).number, *numbers(village)])
    assert given == [f"0{n}/RS/2026" for n in (1, 2, 3, 4)]


def test_a_discussion_opened_again_keeps_its_number_whatever_the_format():
    village = make_village()
    rds = make_user("rds", (Role.RDS, village.code))
    row = finished_discussion(village, by=rds)
    assert row.number == "01/RS/2026"

    set_formats(village, {"berita_acara": "{nomor}/BA/{tahun}"}, by=rds)
    discussing.reopen_discussion(row, by=rds)
    assert again(row).number == "01/RS/2026"
    discussing.finish_discussion(again(row), by=rds)
    (draft,) = drafts_of(village, rds, 1, quarter=row.meeting.quarter)
    actions.settle(draft, by=rds)

    assert again(row).number == "01/RS/2026"
    assert numbers(village) == ["2/BA/2026"]


def test_a_discussion_that_cannot_be_finished_takes_no_number():
    village = make_village()
    rds = make_user("rds", (Role.RDS, village.code))
    row = make_discussion(village, by=rds)

    with pytest.raises(discussing.DiscussionIncomplete):
        discussing.finish_discussion(row, by=rds)

    (draft,) = drafts_of(village, rds, 1, quarter=row.meeting.quarter)
    assert actions.settle(draft, by=rds).number == "01/RS/2026"


def test_the_number_of_a_discussion_is_whole_and_never_given_twice():
    village = make_village()
    rds = make_user("rds", (Role.RDS, village.code))
    row = finished_discussion(village, by=rds)
    other = make_discussion(village, by=rds, quarter=make_quarter(village, year=2025))

    rows = type(row).objects.filter(pk=other.pk)
    for wrong in (
        {"sequence": None, "number": "9/2025"},
        {"sequence": 9, "number": ""},
        {"sequence": 9, "number": row.number},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    assert rows.update(sequence=9, number="9/2025") == 1


def test_a_change_of_format_acts_on_later_numbers_and_leaves_no_gap():
    village = make_village()
    rds = make_user("rds", (Role.RDS, village.code))
    first, second, third = drafts_of(village, rds, 3)

    actions.settle(first, by=rds)
    pattern = "141/{nomor}/DS/{bulan_romawi}/{tahun}"
    set_formats(village, {"berita_acara": pattern}, by=rds)
    actions.settle(second, by=rds)
    set_formats(village, {"berita_acara": "{nomor:03}-{tahun}"}, by=rds)
    actions.settle(third, by=rds)

    assert numbers(village) == ["01/RS/2026", "141/2/DS/VI/2026", "003-2026"]


def test_those_who_settle_while_the_format_changes_get_one_number_each():
    village = make_village()
    rds = make_user("rds", (Role.RDS, village.code))
    drafts = drafts_of(village, rds, 4)

    change = partial(
        set_formats, village, {"berita_acara": "{nomor:03}/{tahun}"}, by=rds
    )

    assert refused(at_once(change, *settling(drafts, rds))) == []

    rows = BeritaAcara.objects.filter(village=village).order_by("sequence")
    assert [row.sequence for row in rows] == [1, 2, 3, 4]
    expected = {n: {f"0{n}/RS/2026", f"00{n}/2026"} for n in range(1, 5)}
    assert all(row.number in expected[row.sequence] for row in rows)


def test_a_number_is_never_given_twice_whatever_the_format():
    village = make_village()
    rds = make_user("rds", (Role.RDS, village.code))
    first, second = drafts_of(village, rds, 2)
    settled = actions.settle(first, by=rds)

    second.refresh_from_db()
    values = {"state": "ditetapkan", "sequence": 9, "content": {}, "number": "9/2026"}
    values |= {"content_sha256": "0" * 64, "unsigned_file": settled.unsigned_file}
    rows = BeritaAcara.objects.filter(pk=second.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values | {"number": settled.number})
    assert rows.update(**values) == 1
