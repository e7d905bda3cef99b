"""Yang masih kurang."""

from datetime import timedelta

import pytest

from households.models import Quarter
from rembuk import actions
from rembuk.models import Attendance
from rembuk.readiness import missing_from
from tests.rembuk.meetings import change

pytestmark = pytest.mark.django_db


def said(meeting):
    meeting.refresh_from_db()
    return [one.text for one in missing_from(meeting)]


def test_a_complete_meeting_lacks_nothing(ready):
    assert said(ready) == []


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"held_on": None}, "Tanggal rembuk belum diisi"),
        ({"starts_at": None, "ends_at": None}, "Pukul berapa rembuk dimulai"),
        ({"place": ""}, "Tempat rembuk belum diisi"),
        ({"leader": ""}, "Pimpinan rembuk belum diisi"),
        ({"secretary": ""}, "Notulis belum diisi"),
        ({"agreement": " \n "}, "Hasil kesepakatan belum ditulis"),
        ({"decision": "suara"}, "Jumlah suara setuju belum diisi"),
    ],
)
def test_each_blank_is_named(ready, rds, values, text):
    change(ready, rds, **values)

    (found,) = said(ready)
    assert found.startswith(text)


def test_a_rembuk_that_is_still_to_come_is_not_settled(ready, rds):
    tomorrow = ready.village.today() + timedelta(days=1)
    change(ready, rds, held_on=tomorrow)

    assert said(ready) == ["Tanggal rembuk belum tiba"]


@pytest.mark.parametrize(
    ("element", "party"),
    [("rds", "Rumah Desa Sehat"), ("tokoh", "masyarakat"), ("pemdes", "pemerintah")],
)
def test_each_party_must_have_been_there(ready, element, party):
    Attendance.objects.filter(element=element).delete()

    (found,) = said(ready)
    assert party in found


def test_guests_do_not_vote(ready, rds):
    change(ready, rds, decision="suara", votes_for=5, votes_against=1)
    assert said(ready)[0].startswith("Jumlah suara melebihi 5 peserta")

    change(ready, rds, decision="suara", votes_for=4, votes_against=1)
    assert said(ready) == []


def test_without_problem_or_proposal_there_is_nothing_to_agree_on(ready, rds):
    actions.remove(ready.proposals.get(), by=rds)
    assert said(ready) == ["Belum ada usulan kegiatan"]

    for problem in ready.problems.all():
        actions.remove(problem, by=rds)
    assert said(ready)[0] == "Belum ada masalah yang dibahas"


def test_figures_that_facts_have_outrun_are_not_frozen(ready):
    quarter = ready.quarter
    Quarter.objects.filter(pk=quarter.pk).update(touched=quarter.computed + 1)
    ready.quarter.refresh_from_db()

    (found,) = said(ready)
    assert "sedang dihitung ulang" in found
