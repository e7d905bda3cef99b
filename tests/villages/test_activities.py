"""Kegiatan KPM: once, dated, counted by sex; set aside and taken back."""

import io
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from tests.villages.offices import (
    CLASS,
    DAY,
    activity_url,
    make_activity,
    make_innovation,
    photo,
    send_activity,
)
from villages.activities import NoPeriod, Period, Tally, periods_of
from villages.models import Activity, AuditEntry

pytestmark = pytest.mark.django_db

# --- recording -----------------------------------------------------------------------


def test_a_class_is_kept_with_the_people_it_reached(page, village, kpm):
    answer = send_activity(page, village)

    row = village.activities.get()
    assert (row.kind, row.men, row.women, row.held_on) == ("kelas", 2, 14, DAY)
    assert row.recorded_by == kpm
    assert "Kelas ibu hamil tersimpan." in answer.content.decode()
    assert AuditEntry.objects.get().act == "create"


def test_the_same_form_sent_twice_is_kept_once(page, village):
    same = str(uuid.uuid4())

    send_activity(page, village, uuid=same)
    send_activity(page, village, uuid=same)

    assert village.activities.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"held_on": "2099-01-01"}, "belum tiba"),
        ({"held_on": "1999-01-01"}, "keliru"),
        ({"men": ""}, "0 bila tidak ada"),
        ({"women": "12000"}, "Paling banyak 9.999"),
        ({"women": "-1"}, "0"),
        ({"title": "Kelas 😀"}, "GRINNING FACE"),
        ({"place": ""}, "Tempat"),
    ],
)
def test_a_mistake_is_named_and_the_rest_stays(page, village, changes, words):
    answer = send_activity(page, village, **changes)

    shown = answer.content.decode()
    assert words in shown
    assert "Poskesdes" in shown or "place" in changes
    assert not village.activities.exists()


def test_coordination_says_with_whom(page, village):
    answer = send_activity(page, village, "koordinasi")
    assert "Bersama siapa" in answer.content.decode()
    assert not village.activities.exists()

    send_activity(page, village, "koordinasi", partners="Bidan desa")
    assert village.activities.get().partners == "Bidan desa"


def test_an_innovation_asks_for_problem_and_solution(page, village):
    send_activity(page, village, "inovasi")
    assert not village.activities.exists()

    told = {"problem": "Jauh dari air", "solution": "Pipa bambu"}
    send_activity(page, village, "inovasi", **told)
    assert village.activities.get().solution == "Pipa bambu"


def test_an_innovation_without_its_problem_cannot_be_stored(village):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_innovation(village, problem="")


def test_a_kind_that_does_not_exist_is_not_found(page, village):
    assert page.get(activity_url("add", village, "pesta")).status_code == 404


def test_a_dusun_of_another_village_is_refused(page, village, neighbour):
    send_activity(page, village, dusun=neighbour.dusuns.get().pk)

    assert not village.activities.exists()


def test_each_kind_has_its_own_page(page, village):
    answer = page.get(activity_url("choose", village))

    for kind in Activity.Kind:
        assert activity_url("add", village, kind) in answer.content.decode()


# --- changing ------------------------------------------------------------------------


def test_of_two_who_change_the_second_sees_both(page, village):
    row = make_activity(village)
    data = CLASS | {"version": row.version}
    page.post(activity_url("edit", village, row.pk), data | {"women": "20"})

    answer = page.post(activity_url("edit", village, row.pk), data | {"women": "30"})

    row.refresh_from_db()
    assert (answer.status_code, row.women) == (409, 20)
    shown = answer.content.decode()
    assert "30" in shown
    assert "sudah disimpan lebih dahulu" in shown


def test_a_removed_activity_comes_back_as_it_was(page, village):
    row = make_activity(village)

    answer = page.post(activity_url("remove", village, row.pk), follow=True)
    undo = activity_url("restore", village, row.pk)
    assert f'action="{undo}"' in answer.content.decode()
    assert not village.activities.kept().exists()
    assert page.get(activity_url("", village, row.pk)).status_code == 404

    page.post(undo)
    assert village.activities.kept().get() == row
    assert [e.act for e in AuditEntry.objects.order_by("pk")] == [
        *("create", "delete", "change")
    ]


def test_a_reader_sees_no_way_to_change(client, village, bpd):
    row = make_activity(village)
    client.force_login(bpd)

    shown = client.get(activity_url("", village, row.pk)).content.decode()

    assert "Kelas ibu hamil" in shown
    assert activity_url("remove", village, row.pk) not in shown
    assert client.post(activity_url("remove", village, row.pk)).status_code == 403


# --- photos --------------------------------------------------------------------------


def test_a_photo_is_made_small_and_forgets_where_it_was_taken(page, village):
    send_activity(page, village, upload=photo())

    row = village.activities.get()
    answer = page.get(activity_url("file", village, row.pk))
    content = b"".join(answer.streaming_content)
    with Image.open(io.BytesIO(content)) as kept:
        assert kept.size == (1280, 640)
        assert not kept.getexif()
    assert b"Kamera Warga" not in content
    assert "IMG_0001" not in answer["Content-Disposition"]


def test_a_file_that_is_no_picture_is_refused_in_words(page, village):
    upload = SimpleUploadedFile("foto.jpg", b"MZ\x90 a program", "image/jpeg")

    answer = send_activity(page, village, upload=upload)

    assert "bukan PDF, JPG atau PNG" in answer.content.decode()
    assert not village.activities.exists()


def test_a_photo_can_be_taken_off_again(page, village):
    send_activity(page, village, upload=photo((60, 40)))
    row = village.activities.get()
    data = CLASS | {"version": row.version, "drop_file": "on"}

    page.post(activity_url("edit", village, row.pk), data)

    assert village.activities.get().file is None
    assert page.get(activity_url("file", village, row.pk)).status_code == 404


def test_a_photo_stays_behind_the_gate(client, village, neighbour, kpm, rds):
    client.force_login(kpm)
    send_activity(client, village, upload=photo((60, 40)))
    row = village.activities.get()
    client.force_login(rds)
    assert client.get(activity_url("file", village, row.pk)).status_code == 200
    assert client.get(activity_url("file", neighbour, row.pk)).status_code == 404

    client.logout()
    assert client.get(activity_url("file", village, row.pk)).url.startswith("/masuk/")


# --- reading -------------------------------------------------------------------------


def test_the_log_is_read_by_kind_time_and_dusun(page, village):
    krajan = village.dusuns.first()
    make_activity(village, title="Kelas Maret", dusun=krajan)
    make_activity(village, title="Kelas Mei", held_on=date(2026, 5, 2))
    make_activity(village, title="Sosialisasi Mei", kind="sosialisasi", dusun=krajan)
    make_activity(village, title="Kelas lama", held_on=date(2025, 3, 1))

    def shown(**chosen):
        answer = page.get(activity_url("list", village), chosen)
        return {row.title for row in answer.context["activities"]}

    assert len(shown()) == 4
    assert shown(jenis="sosialisasi") == {"Sosialisasi Mei"}
    assert shown(periode="2026-05") == {"Kelas Mei"}
    assert shown(periode="2026-1", jenis="kelas") == {"Kelas Maret"}
    assert shown(periode="2025") == {"Kelas lama"}
    assert shown(dusun=krajan.pk) == {"Kelas Maret", "Sosialisasi Mei"}
    assert len(shown(jenis="pesta", periode="kapan", dusun="x")) == 4


def test_the_head_of_the_log_counts_what_is_shown(page, village):
    make_activity(village, men=3, women=10)
    make_activity(village, men=1, women=4, kind="konseling")
    make_activity(village).become_removed(by=None)

    def counted(**chosen):
        return page.get(activity_url("list", village), chosen).context["tally"]

    assert counted() == Tally(2, 4, 14)
    assert counted(jenis="konseling") == Tally(1, 1, 4)


def test_the_next_page_goes_on_where_this_one_ends(page, village):
    rows = [make_activity(village, title=f"Kelas {n}") for n in range(30)]

    first = page.get(activity_url("list", village), {"jenis": "kelas"})
    second = page.get(activity_url("list", village) + first.context["following"])

    seen = [*first.context["activities"], *second.context["activities"]]
    assert seen == list(reversed(rows))
    assert not second.context["following"]


@pytest.mark.parametrize("count", [2, 200])
def test_the_log_asks_as_many_questions_for_2_as_for_200(page, village, count):
    krajan = village.dusuns.first()
    for number in range(count):
        make_activity(village, title=f"Kelas {number}", dusun=krajan)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page.get(activity_url("list", village))

    assert len(asked) == 8


@pytest.mark.parametrize("text", ["", "2026-5", "2026-13", "26", "2026-00", "juni"])
def test_what_names_no_period_is_refused(text):
    with pytest.raises(NoPeriod):
        Period.parse(text)


def test_a_period_knows_its_days():
    assert Period.parse("2028-02").last == date(2028, 2, 29)
    assert Period.parse("2026-4").first == date(2026, 10, 1)
    assert Period.parse("2026").label == "Tahun 2026"


def test_only_periods_with_something_in_them_are_offered(village):
    make_activity(village)
    make_activity(village, held_on=date(2025, 12, 30))
    make_activity(village, held_on=date(2024, 1, 1)).become_removed(by=None)

    offered = periods_of(village)

    assert [p.key for p in offered["Bulan"]] == ["2026-03", "2025-12"]
    assert [p.key for p in offered["Triwulan"]] == ["2026-1", "2025-4"]
    assert [p.key for p in offered["Tahun"]] == ["2026", "2025"]


def test_a_dusun_with_activities_is_not_removed(client, village, admin_desa):
    krajan = village.dusuns.first()
    make_activity(village, dusun=krajan)
    client.force_login(admin_desa)

    keys = [village.code, "dusun", krajan.pk]
    client.post(reverse("villages:row_remove", args=keys))

    assert village.dusuns.filter(pk=krajan.pk).exists()
