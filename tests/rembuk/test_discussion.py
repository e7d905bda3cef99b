"""Diskusi terarah RDS: four outputs from the figures, finished, opened again."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rembuk import actions
from rembuk.actions import discussion as acts
from rembuk.actions import taking
from rembuk.discussion import missing_from_discussion
from rembuk.models import Discussion, Meeting, MeetingSettled, Publication
from scorecard.models import Figure, SocialMapping
from tests.documents import pages
from tests.rembuk.discussions import (
    HELD_ON,
    add_opportunity,
    again,
    fill,
    make_discussion,
    page_of,
)
from tests.rembuk.meetings import change, make_meeting
from villages.models.entry import StaleVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def discussion(village, quarter, rds):
    """A discussion just opened from the scorecard."""
    return make_discussion(village, by=rds, quarter=quarter)


@pytest.fixture
def finished(discussion, rds):
    return again(acts.finish_discussion(fill(discussion, by=rds), by=rds))


def lacks(discussion):
    return [one.text for one in missing_from_discussion(discussion.meeting)]


# --- opened --------------------------------------------------------------------------


def test_the_rds_opens_a_discussion_from_the_scorecard_in_the_page(
    page, village, quarter
):
    code = village.code
    shown = page.get(f"/desa/{code}/diskusi/")
    assert "Triwulan II" in shown.content.decode() or "TW2" in shown.content.decode()

    url = f"/desa/{code}/diskusi/baru/2026/2/"
    answer = page.post(url, {"gaps": ["pengasuhan", "kelas_ibu"]}, follow=True)

    row = village.discussions.get()
    assert [p.indicator for p in row.meeting.problems.all()] == [
        "pengasuhan",
        "kelas_ibu",
    ]
    assert answer.redirect_chain[-1][0] == page_of("discussion", again(row))
    assert page.get(url, follow=True).redirect_chain  # the year has one: it is opened


def test_a_village_has_one_discussion_a_year(discussion, village, quarter, rds):
    same = acts.open_discussion(village, quarter, gaps=[], by=rds)

    assert same == discussion
    meeting = Meeting.objects.create(
        village=village, quarter=quarter, year=2026, kind="rds"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.create(meeting=meeting, village=village, year=2026)


# --- the analysis --------------------------------------------------------------------


def test_the_analysis_is_drawn_from_scorecard_mapping_facilities_and_findings(
    page, discussion, village, kpm
):
    SocialMapping.objects.create(
        village=village,
        year=2026,
        as_of=HELD_ON,
        content={"total": {"rumah_tangga": 118, "tanpa_jamban": 17, "anak": 97}},
        sha256="0",
        frozen_by=kpm,
    )
    village.facilities.create(
        year=2026, kind="posyandu", name="Melati", weighing="v", immunisation="x"
    )
    village.findings.create(
        year=2026,
        number=1,
        text="Ayah jarang ikut konseling",
        owner="Ketua RT",
        due_on=HELD_ON,
    )

    shown = page.get(page_of("discussion", discussion)).content.decode()

    for expected in (
        "Pada triwulan kedua tahun 2026, di Desa Sukamaju ada 118 rumah tangga",
        "Dari 384 layanan yang seharusnya diterima, 320 sudah diterima",
        "Menurut Formulir 1 per 12 Mei 2026 ada 17 rumah tangga tanpa jamban.",
        "Tidak ada layanan imunisasi di desa ini.",
        "Temuan yang belum selesai: Ayah jarang ikut konseling (Ketua RT).",
    ):
        assert expected in shown


def test_without_formulir_1_the_analysis_says_so(page, discussion):
    shown = page.get(page_of("discussion", discussion)).content.decode()

    assert "Formulir 1 tahun 2026 belum dibekukan" in shown


def test_the_rds_changes_the_analysis_and_lets_the_figures_speak_again(
    page, discussion
):
    url = page_of("discussion_edit", discussion, "analisis")
    drafted = page.get(url).context["form"].initial["analysis"]
    assert "118 rumah tangga" in drafted

    page.post(url, {"analysis": "Ayah perlu diundang.\r\n", "version": 1})
    assert again(discussion).analysis == "Ayah perlu diundang."

    page.post(url, {"analysis": "", "version": 2})
    assert again(discussion).analysis == ""
    page.post(url, {"analysis": drafted, "version": 3})
    assert again(discussion).analysis == ""


def test_two_who_change_the_analysis_are_shown_both(page, discussion, kpm):
    acts.change_analysis(discussion, "Dari KPM.", version=1, by=kpm)

    url = page_of("discussion_edit", discussion, "analisis")
    answer = page.post(url, {"analysis": "Dari RDS.", "version": 1})

    assert answer.status_code == 409
    assert "Dari KPM." in answer.content.decode()
    with pytest.raises(StaleVersion):
        acts.change_analysis(discussion, "Lagi.", version=1, by=kpm)


# --- opportunities -------------------------------------------------------------------


def test_an_opportunity_is_added_changed_removed_and_taken_back(page, discussion):
    cells = {"kind": "program", "text": "Jamban sehat", "owner": "Dinas PUPR"}
    page.post(page_of("opportunity_add", discussion), cells)
    row = discussion.meeting.opportunities.get()

    url = page_of("opportunity_edit", discussion, row.pk)
    page.post(url, cells | {"owner": "Dinas Kesehatan", "version": 1})
    row.refresh_from_db()
    assert row.owner == "Dinas Kesehatan"

    answer = page.post(page_of("opportunity_remove", discussion, row.pk), follow=True)
    assert not discussion.meeting.opportunities.exists()
    undo = [m.extra_tags for m in answer.context["messages"]][-1]
    page.post(undo)
    assert discussion.meeting.opportunities.get() == row


def test_an_opportunity_needs_its_kind_text_and_owner(page, discussion):
    answer = page.post(page_of("opportunity_add", discussion), {"text": "Balai"})

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"kind", "owner"}


# --- finished ------------------------------------------------------------------------


def test_what_is_missing_is_told_one_by_one(discussion, rds, page):
    assert lacks(discussion) == [
        "Belum ada peluang atau sumber daya",
        "Belum ada alternatif kegiatan",
        "Tanggal diskusi belum diisi",
        "Tempat diskusi belum diisi",
        "Pimpinan diskusi belum diisi",
        "Belum ada unsur Rumah Desa Sehat dalam daftar hadir",
    ]
    with pytest.raises(acts.DiscussionIncomplete, match="Tempat diskusi belum diisi"):
        acts.finish_discussion(discussion, by=rds)
    answer = page.post(page_of("discussion_finish", discussion), follow=True)
    assert "Belum dapat diselesaikan." in answer.content.decode()


def test_a_day_that_has_not_come_and_outrun_figures_keep_it_open(
    discussion, quarter, rds, village
):
    fill(discussion, by=rds)
    change(discussion.meeting, rds, held_on=village.today().replace(year=2999))
    quarter.touched += 1
    quarter.save(update_fields=["touched"])

    assert lacks(again(discussion)) == [
        "Angka TW2 2026 sedang dihitung ulang; muat ulang halaman ini sebentar lagi",
        "Tanggal diskusi belum tiba",
    ]


def test_a_finished_discussion_keeps_its_figures_and_no_longer_changes(
    page, finished, rds
):
    meeting = finished.meeting
    figures = finished.content["material"]["figures"]
    assert figures["households"] == [118, 118]
    Figure.objects.filter(measure="households").update(received=7, due=7)

    shown = page.get(page_of("discussion", finished)).content.decode()
    assert "118 rumah tangga 1.000 HPK" in shown
    with pytest.raises(MeetingSettled, match="tidak dapat diubah lagi"):
        actions.change_meeting(meeting, {"place": "Lain"}, version=None, by=rds)
    with pytest.raises(MeetingSettled):
        add_opportunity(finished, by=rds)
    with pytest.raises(MeetingSettled):
        acts.change_analysis(finished, "Lain", version=None, by=rds)


def test_it_is_opened_again_and_follows_the_figures(page, finished):
    page.post(page_of("discussion_reopen", finished))

    page.post(page_of("discussion_reopen", finished))  # once more changes nothing

    row = again(finished)
    assert row.meeting.finished_on is None
    assert (row.content, row.analysis) == (None, "")


def test_it_is_not_opened_while_residents_the_mad_or_a_rembuk_use_it(
    finished, rds, village, quarter
):
    acts.publish(finished, {"analysis": []}, by=rds)
    with pytest.raises(acts.DiscussionRefused, match="sedang diumumkan"):
        acts.reopen_discussion(finished, by=rds)
    acts.withdraw_publication(finished, by=rds)

    acts.release(finished, by=rds)
    with pytest.raises(acts.DiscussionRefused, match="dilepas ke MAD"):
        acts.reopen_discussion(finished, by=rds)
    acts.take_back_release(finished, by=rds)

    meeting = make_meeting(village, quarter, by=rds)
    meeting.village = village
    taking.take_over(meeting, "rds", by=rds)
    with pytest.raises(acts.DiscussionRefused, match="sudah diambil Rembuk"):
        acts.reopen_discussion(finished, by=rds)


def test_nothing_of_an_open_discussion_leaves_the_village(discussion, rds, page):
    for act in (acts.release, lambda row, *, by: acts.publish(row, {}, by=by)):
        with pytest.raises(acts.DiscussionRefused, match="belum diselesaikan"):
            act(discussion, by=rds)
    for name in ("publish", "release", "poster"):
        more = ["a4"] if name == "poster" else []
        assert page.get(page_of(name, discussion, *more)).status_code == 302


def test_one_publication_and_one_release_are_in_force(finished, rds):
    acts.publish(finished, {"analysis": ["a"]}, by=rds)
    acts.publish(finished, {"analysis": ["b"]}, by=rds)

    assert finished.publications.in_force().get().content == {"analysis": ["b"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(discussion=finished, content={}, given_by=rds)
    with pytest.raises(IntegrityError), transaction.atomic():
        finished.publications.in_force().update(withdrawn_by=rds)


# --- paper ---------------------------------------------------------------------------


def test_the_berita_acara_says_the_four_outputs(page, discussion, rds):
    url = page_of("discussion_paper", discussion)
    draft = pages.text(page.get(url).content)
    assert "DRAF" in draft
    assert "01/RS/2026" not in draft

    acts.finish_discussion(fill(discussion, by=rds), by=rds)
    words = pages.text(page.get(url).content)

    assert "DRAF" not in words
    for expected in (
        "BERITA ACARA DISKUSI TERARAH RDS DESA SUKAMAJU TAHUN 2026 Nomor: 01/RS/2026",
        "BA Diskusi RDS 01/RS/2026",
        "Pada hari ini, Selasa, tanggal dua belas bulan Mei",
        "(keadaan per 30 Juni 2026)",
        "A. Analisis sederhana",
        "B. Masalah menurut prioritas",
        "31 dari 97 orang tua anak 0–23 bulan belum mengikuti kelas pengasuhan",
        "C. Peluang dan sumber daya",
        "Guru PAUD siap mengisi kelas pengasuhan",
        "D. Alternatif kegiatan",
        "Jumlah 9.600.000",
        "DAFTAR HADIR",
        "Halaman 1 dari",
    ):
        assert expected in words


def test_the_pages_tell_the_number_of_its_berita_acara(page, finished):
    code = finished.village.code

    shown = page.get(page_of("discussion", finished)).content.decode()
    listed = page.get(f"/desa/{code}/dokumen/").content.decode()

    assert "Berita acara nomor <strong>01/RS/2026</strong>" in shown
    assert "Nomor 01/RS/2026, 12 Mei 2026" in listed
    assert page_of("discussion_paper", finished) in listed


def test_one_finished_before_numbers_were_given_leaves_a_line_for_it(page, finished):
    Discussion.objects.filter(pk=finished.pk).update(number="", sequence=None)

    shown = page.get(page_of("discussion", finished)).content.decode()
    words = pages.text(page.get(page_of("discussion_paper", finished)).content)

    assert "Berita acara nomor" not in shown
    assert "TAHUN 2026 Nomor: Pada hari ini" in words


def test_the_same_discussion_gives_the_same_bytes(page, finished):
    url = page_of("discussion_paper", finished)

    assert page.get(url).content == page.get(url).content


# --- who may -------------------------------------------------------------------------


def test_the_bpd_reads_but_does_not_write(client, finished, bpd):
    client.force_login(bpd)

    assert client.get(page_of("discussion", finished)).status_code == 200
    for name in ("discussion_finish", "discussion_reopen", "release_withdraw"):
        assert client.post(page_of(name, finished)).status_code == 403


def test_a_rembuk_is_no_discussion(page, meeting, finished):
    keys = [meeting.village.code, meeting.year, meeting.pk]
    url = page_of("discussion", finished).replace(
        str(finished.meeting_id), str(keys[2])
    )

    assert page.get(url).status_code == 404


def test_the_list_takes_as_many_queries_with_many_years(page, village, quarter):
    url = f"/desa/{village.code}/diskusi/"
    counts = []
    for years in (range(2020, 2022), range(2022, 2026)):
        for year in years:
            meeting = Meeting.objects.create(
                village=village, quarter=quarter, year=year, kind="rds"
            )
            Discussion.objects.create(meeting=meeting, village=village, year=year)
        counts.append(_queries(page, url))
    assert counts[0] == counts[1]


def _queries(page, url):
    with CaptureQueriesContext(connection) as caught:
        assert page.get(url).status_code == 200
    return len(caught)


def test_a_discussion_has_options_points_and_live_minutes_of_its_own(
    page, discussion, village
):
    meeting = discussion.meeting
    keys = [village.code, meeting.year, meeting.pk]
    problem = meeting.problems.first()
    shown = page.get(page_of("discussion", discussion)).content.decode()
    for url in (
        reverse("rembuk:option_list", args=[*keys, problem.pk]),
        reverse("rembuk:points", args=[*keys, "masalah"]),
        reverse("rembuk:minutes", args=keys),
    ):
        assert url in shown
        assert page.get(url).status_code == 200
    asked = page.get(reverse("rembuk:proposal_add", args=[*keys, problem.pk]))
    assert "origin" not in asked.context["form"].fields
