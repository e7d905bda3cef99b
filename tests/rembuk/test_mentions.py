"""Who erases a family is told where its names still stand, and what can be done."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.forgotten import whole
from rembuk import actions
from rembuk.actions import discussion as discussing
from rembuk.actions import mad as mad_acts
from rembuk.actions.evaluation import finish_evaluation
from rembuk.mentions import of_mads
from scorecard.actions.erase import words_of
from scorecard.forms.erasing import BASES
from scorecard.mentions import places_naming
from tests.cast import make_child, make_household
from tests.households.pages import text_of
from tests.rembuk.delivered import make_delivery
from tests.rembuk.discussions import finished_discussion
from tests.rembuk.evaluated import fill_in, make_evaluation, make_promise
from tests.rembuk.meetings import add_people, change, make_quarter
from villages.models import Area, AuditEntry

pytestmark = pytest.mark.django_db
TYPED = {"legal_basis": BASES[0], "reason": "Permintaan ibu", "understood": "on"}
NAME = "Zulkifli"


@pytest.fixture
def household(village):
    home = make_household(village, head_name="Kartosuwiryo")
    make_child(home, home.registered_on, name=NAME)
    return home


@pytest.fixture
def url(village, household):
    return reverse("scorecard:family_erase", args=[village.code, household.pk])


@pytest.fixture
def office(client, admin_desa):
    client.force_login(admin_desa)
    return client


def told(village):
    """{title: parts} of all places that name the child."""
    return {one.title: one.parts for one in places_naming(village, {NAME})}


def change_row(mad, **values):
    type(mad).objects.filter(pk=mad.pk).update(**values)


# --- where ---------------------------------------------------------------------------


def test_every_part_of_a_meeting_is_named(village, meeting, rds):
    change(meeting, rds, minutes="Ibu dari ZULKIFLI bertanya.", leader=f"{NAME} (RT)")
    add_people(meeting, [(NAME, "L", "masyarakat", "")], by=rds)
    meeting.problems.create(rank=9, package="AIR", text=f"Rumah {NAME} tanpa jamban")

    (place,) = places_naming(village, {NAME})

    assert place.title == "Rembuk stunting desa 2026"
    assert place.parts == (
        "notulen",
        "pimpinan dan narasumber",
        "daftar hadir",
        "masalah",
    )
    assert not place.is_frozen
    assert "RDS atau KPM" in place.remedy


def test_a_word_that_only_begins_alike_is_not_the_name(village, meeting, rds):
    change(meeting, rds, minutes=f"{NAME}nur, {NAME}_2 dan Zul kifli hadir.")

    assert told(village) == {}
    assert places_naming(village, set()) == []


def test_findings_promises_activities_and_deliveries_are_named(village, kpm):
    due = date(2026, 9, 30)
    village.findings.create(
        year=2026, number=2, text=f"Jamban {NAME}", owner="RDS", due_on=due
    )
    village.findings.create(
        year=2026,
        number=1,
        text="Jamban",
        owner=NAME,
        due_on=due,
        closed_on=due,
        outcome="selesai",
    )
    make_promise(village, text=f"Jamban bagi {NAME}")
    make_promise(
        village,
        owner=NAME,
        made_on=date(2026, 4, 21),
        closed_on=due,
        outcome="ditepati",
    )
    make_delivery(village, output=f"Jamban {NAME}")
    village.activities.create(
        kind="sosialisasi", title=f"Ke rumah {NAME}", held_on=due, place="Krajan"
    )

    places = places_naming(village, {NAME})

    assert sorted(one.title for one in places) == [
        "Janji",
        "Janji",
        "Kegiatan KPM",
        "Pelaksanaan kegiatan",
        "Temuan TW1 2026",
        "Temuan TW2 2026",
    ]
    reopened = [one for one in places if "setelah dibuka kembali" in one.remedy]
    assert [one.title for one in reopened] == ["Temuan TW1 2026", "Janji"]


def test_what_is_settled_is_named_last_with_the_way_to_correct_it(
    village, ready, draft, rds
):
    change(ready, rds, minutes=f"{NAME} ditimbang.")
    make_delivery(village, output=NAME)
    actions.settle(draft, by=rds)

    places = places_naming(village, {NAME})

    assert [(one.title, one.is_frozen) for one in places] == [
        ("Pelaksanaan kegiatan", False),
        ("Rembuk stunting desa 2026", True),
        ("Berita Acara 01/RS/2026", True),
    ]
    assert all("Buat perbaikan" in one.remedy for one in places[1:])


def test_a_finished_evaluation_keeps_the_name_in_what_it_kept(village, quarter, rds):
    meeting = fill_in(make_evaluation(village, quarter, by=rds), by=rds)
    change(meeting, rds, minutes=f"Janji\n{NAME} diukur ulang.")
    finish_evaluation(meeting, by=rds)

    frozen = places_naming(village, {NAME})

    assert [one.parts for one in frozen] == [("notulen",), ("notulen yang disimpan",)]
    assert "evaluasi berikutnya" in frozen[0].remedy


def test_what_residents_and_the_mad_read_is_named(village, rds):
    row = finished_discussion(village, by=rds)
    discussing.publish(row, {"analysis": [f"Rumah {NAME}"]}, by=rds)
    discussing.release(row, by=rds)
    row.releases.update(content={"problems": [{"text": NAME}]})
    type(row).objects.filter(pk=row.pk).update(analysis=NAME)

    parts = [one.parts for one in places_naming(village, {NAME})]

    assert sorted(parts) == [
        ("analisis",),
        ("pelepasan ke MAD",),
        ("pengumuman kepada warga",),
    ]


def test_another_villages_papers_are_not_looked_into(village, neighbour, rds):
    quarter = make_quarter(neighbour)
    other = neighbour.meetings.create(quarter=quarter, year=2026, minutes=NAME)

    assert places_naming(village, {NAME}) == []
    assert [one.title for one in places_naming(neighbour, {NAME})] == [str(other)]


def test_the_papers_of_the_mad_are_named_with_whom_to_ask(
    village, neighbour, kecamatan
):
    mad = mad_acts.open_mad(village.district, 2026, by=kecamatan)
    mad.attendances.create(name=NAME, sex="L", element="desa", institution="Sukamaju")
    mad.problems.create(rank=1, package="AIR", text=f"Rumah {NAME} tanpa jamban")
    change_row(mad, agreement=f"Rumah {NAME} didahulukan", leader=f"{NAME}, M.Si.")

    (place,) = places_naming(village, {NAME})

    assert (place.title, place.url) == ("Musyawarah antar desa 2026", "")
    assert place.parts == (
        "hasil kesepakatan",
        "pimpinan dan narasumber",
        "daftar hadir",
        "masalah bersama",
    )
    assert "kecamatan (BKAD)" in place.remedy
    assert not place.is_frozen
    assert places_naming(neighbour, {NAME}) == [place]


def test_a_finished_mad_is_named_for_the_village_whose_release_it_kept(
    village, neighbour, kecamatan
):
    mad = mad_acts.open_mad(village.district, 2026, by=kecamatan)
    released = [
        {"code": village.code, "problems": [{"text": NAME}]},
        {"code": neighbour.code, "problems": []},
    ]
    change_row(mad, finished_on=date(2026, 6, 1), content={"villages": released})

    (place,) = places_naming(village, {NAME})

    assert place.parts == ("hasil diskusi desa ini yang dibekukan",)
    assert place.is_frozen
    assert "membukanya kembali" in place.remedy
    assert places_naming(neighbour, {NAME}) == []


def test_the_mads_of_another_kecamatan_are_not_looked_into(village, kecamatan):
    other = Area.objects.exclude(pk=village.district.pk).filter(level=3).first()
    other = other or Area.objects.create(
        code="330706", name="Lain", level=3, parent=village.district.parent
    )
    change_row(mad_acts.open_mad(other, 2026, by=kecamatan), leader=NAME)
    assert places_naming(village, {NAME}) == []


@pytest.mark.parametrize("many", [1, 40])
def test_the_mads_cost_the_same_for_many_rows(village, kecamatan, many):
    for year in (2025, 2026):
        mad = mad_acts.open_mad(village.district, year, by=kecamatan)
        for number in range(many):
            mad.problems.create(rank=number, package="AIR", text=NAME)
    with CaptureQueriesContext(connection) as captured:
        assert len(list(of_mads(village, whole({NAME})))) == 2
    assert len(captured) == 5


def test_the_words_are_the_names_of_today_and_those_corrected_since(household):
    assert {"Kartosuwiryo", NAME} <= words_of(household)


# --- on the page ---------------------------------------------------------------------


def test_it_is_told_before_and_after_and_every_page_opens(
    office, url, village, ready, draft, rds
):
    change(ready, rds, minutes=f"{NAME} ditimbang.")
    actions.settle(draft, by=rds)
    make_delivery(village, output=f"Jamban {NAME}")
    make_promise(village, owner="Kartosuwiryo")

    before = office.get(url)
    after = office.post(url, TYPED, follow=True)

    assert after.redirect_chain == [(url, 302)]
    assert "Namanya juga tertulis di tempat lain" in text_of(before)
    assert "Namanya masih tertulis di tempat lain" in text_of(after)
    for answer in (before, after):
        said = text_of(answer)
        for title in ("Janji", "Pelaksanaan kegiatan", "Berita Acara 01/RS/2026"):
            assert title in said
        assert "UU 43/2009" in said
        for place in (*answer.context["to_mend"], *answer.context["frozen"]):
            assert office.get(place["url"]).status_code == 200
    assert NAME not in text_of(after)
    assert NAME not in str(dict(office.session))
    line = AuditEntry.objects.get(act="delete")
    assert "Berita Acara 01/RS/2026 (ditetapkan)" in line.changes["masih_disebut"][1]
    assert NAME not in str(line.changes)


def test_of_another_family_nothing_is_told_afterwards(
    office, url, village, meeting, rds
):
    change(meeting, rds, minutes=f"{NAME} ditimbang.")
    other = make_household(village, head_name="Wagiman")
    office.post(url, TYPED)
    page = reverse("scorecard:family_erase", args=[village.code, other.pk])

    answer = office.post(page, TYPED, follow=True)

    assert "masih tertulis" not in text_of(answer)
    assert "masih tertulis" not in text_of(office.get(page))


def test_a_family_that_is_named_nowhere_goes_back_to_its_page(office, url, village):
    answer = office.post(url, TYPED, follow=True)

    assert answer.redirect_chain[-1][0] != url
    assert AuditEntry.objects.get(act="delete").changes == {}
