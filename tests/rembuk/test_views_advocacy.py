"""Advokasi on its pages: handing over, the next step, what is refused and how."""

from datetime import date

import pytest
from django.urls import reverse

from rembuk import actions
from tests.documents import pages
from tests.rembuk.meetings import add_proposal, change
from villages.models import Official

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(draft, rds):
    return actions.settle(draft, by=rds)


@pytest.fixture
def proposal(record):
    return record.meeting.proposals.get()


@pytest.fixture
def office(client, kades):
    """A client of the Kepala Desa."""
    client.force_login(kades)
    return client


def handing(record, receiver="kades", name="handover_edit", *more):
    keys = [record.village.code, record.pk, receiver, *more]
    return reverse(f"rembuk:{name}", args=keys)


def stepping(proposal, state):
    code = proposal.meeting.village.code
    return reverse("rembuk:step_add", args=[code, proposal.pk, state])


def road(proposal):
    code = proposal.meeting.village.code
    return reverse("rembuk:proposal_road", args=[code, proposal.pk])


def send_handover(page, record, **changes):
    data = {
        "handed_on": "2026-06-25",
        "letter_number": "005/RDS/VI/2026",
        "handed_by": "Wahyuningsih",
        "received_by": "Slamet Riyadi",
        "position": "Kepala Desa",
    } | changes
    return page.post(handing(record), data, follow=True)


def send_step(page, proposal, state, **changes):
    data = {"taken_on": "2026-09-20"} | changes
    return page.post(stepping(proposal, state), data, follow=True)


def test_before_a_berita_acara_is_settled_there_is_nothing_to_follow(page, draft):
    answer = page.get(reverse("rembuk:advocacy", args=[draft.village.code]))

    assert "Belum ada usulan yang dikawal" in answer.content.decode()


def test_the_berita_acara_is_handed_over_and_printed(page, record):
    answer = send_handover(page, record)
    words = answer.content.decode()
    assert "Penyampaian kepada Kepala Desa tercatat." in words
    assert "25 Juni 2026" in words

    Official.objects.create(
        village=record.village,
        position="rds",
        name="Wahyuningsih",
        starts_on=date(2026, 1, 1),
    )
    for paper, said in [
        ("surat-penyampaian", "Nomor : 005/RDS/VI/2026"),
        ("tanda-terima", "Diterima tanggal : 25 Juni 2026"),
    ]:
        pdf = page.get(handing(record, "kades", "handover_paper", paper))
        assert pdf["Content-Type"] == "application/pdf"
        assert said in pages.text(pdf.content)
        assert "Wahyuningsih" in pages.text(pdf.content)


def test_the_papers_can_be_printed_before_and_signed_by_hand(page, record):
    pdf = page.get(handing(record, "bpd", "handover_paper", "tanda-terima"))

    words = pages.text(pdf.content)
    assert "Ketua Badan Permusyawaratan Desa Sukamaju" in words
    assert record.content_sha256[:32] in words


def test_a_paper_that_does_not_exist_is_not_found(page, record):
    answer = page.get(handing(record, "bpd", "handover_paper", "kwitansi"))

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-06-21", "mendahului rembuknya"),
        ("2126-06-25", "belum tiba"),
    ],
)
def test_an_impossible_day_is_refused_and_the_rest_stays(page, record, day, words):
    answer = send_handover(page, record, handed_on=day)

    assert words in answer.content.decode()
    assert "Slamet Riyadi" in answer.content.decode()
    assert not record.handovers.exists()


def test_a_handover_is_mended_and_taken_back_and_restored(page, record):
    send_handover(page, record)
    row = record.handovers.get()
    send_handover(page, record, received_by="Sekretaris", version=row.version)
    assert record.handovers.get().received_by == "Sekretaris"

    answer = page.post(handing(record, "kades", "handover_remove"), follow=True)
    assert not record.handovers.exists()
    undo = reverse("rembuk:handover_restore", args=[record.village.code, row.pk])
    assert undo in answer.content.decode()

    page.post(undo)
    assert record.handovers.count() == 1


def test_of_two_who_mend_a_handover_the_second_is_told(page, record):
    send_handover(page, record)
    row = record.handovers.get()
    send_handover(page, record, received_by="Sekretaris", version=row.version)

    answer = send_handover(page, record, received_by="Kasi", version=row.version)

    assert answer.status_code == 409
    assert "Sekretaris" in answer.content.decode()


def test_a_cancelled_berita_acara_is_not_handed_over(page, record, rds):
    actions.cancel(record, reason="Salah tanggal", by=rds)

    assert page.get(handing(record)).status_code == 404
    words = page.get(reverse("rembuk:advocacy", args=[record.village.code]))
    assert "Belum ada usulan yang dikawal" in words.content.decode()


# --- steps ---------------------------------------------------------------------------


def test_the_kepala_desa_writes_down_each_step(office, proposal):
    answer = send_step(office, proposal, "rkp", document="Perdes 7/2026")
    assert "RKP Desa tercatat." in answer.content.decode()
    assert "Catat masuk APB Desa" in answer.content.decode()

    send_step(office, proposal, "apb", amount_rupiah="9.600.000", line="")
    answer = send_step(office, proposal, "realisasi", amount_rupiah="9.000.000")

    assert "sudah direalisasi" in answer.content.decode()
    assert "Rp9.000.000" in answer.content.decode()


def test_a_rejection_needs_its_reason(office, proposal):
    answer = send_step(office, proposal, "ditolak")
    assert "Tulis mengapa usulan ini ditolak" in answer.content.decode()

    send_step(office, proposal, "ditolak", note="Dibiayai kabupaten.")
    assert proposal.steps.get().note == "Dibiayai kabupaten."


def test_the_line_with_the_same_code_is_chosen_beforehand(office, proposal, village):
    line = village.budget_lines.create(
        year=2027, activity_code="2.2.06", name="BKB", amount_rupiah=9_000_000
    )
    send_step(office, proposal, "rkp")

    answer = office.get(stepping(proposal, "apb"))
    assert f'<option value="{line.pk}" selected>' in answer.content.decode()
    assert "kode kegiatan yang sama" in answer.content.decode()

    answer = send_step(
        office, proposal, "apb", amount_rupiah="9.600.000", line=str(line.pk)
    )
    assert "sisanya Rp9.000.000" in answer.content.decode()
    assert "9.600.000" in answer.content.decode()
    assert "Kurangi jumlahnya" in answer.content.decode()
    assert proposal.steps.count() == 1


def test_a_line_of_another_village_cannot_be_chosen(office, proposal, neighbour):
    line = neighbour.budget_lines.create(
        year=2027, activity_code="2.2.06", name="BKB", amount_rupiah=9_000_000
    )
    send_step(office, proposal, "rkp")

    send_step(office, proposal, "apb", amount_rupiah="1", line=str(line.pk))

    assert proposal.steps.count() == 1


@pytest.mark.parametrize("amount", ["-5", "1000,50", "lima"])
def test_rupiah_are_whole_and_not_negative(office, proposal, amount):
    send_step(office, proposal, "rkp")

    answer = send_step(office, proposal, "apb", amount_rupiah=amount, line="")

    assert "rupiah" in answer.content.decode().lower()
    assert proposal.steps.count() == 1


def test_a_step_out_of_order_is_told_and_not_taken(office, proposal):
    answer = send_step(office, proposal, "realisasi", amount_rupiah="1000")

    assert "Langkah berikutnya: RPJM Desa atau RKP Desa" in answer.content.decode()


def test_an_unknown_state_is_not_found(office, proposal):
    assert office.get(stepping(proposal, "selesai")).status_code == 404


def test_the_last_step_is_taken_back_and_taken_again(office, proposal):
    send_step(office, proposal, "rkp")
    step = proposal.steps.get()
    keys = [proposal.meeting.village.code, step.pk]

    answer = office.post(reverse("rembuk:step_undo", args=keys), follow=True)
    assert "dihapus" in answer.content.decode()
    assert not proposal.steps.exists()

    office.post(reverse("rembuk:step_redo", args=keys))
    assert proposal.steps.count() == 1


def test_a_step_that_cannot_be_taken_back_is_told(office, proposal):
    send_step(office, proposal, "rpjm")
    first = proposal.steps.get()
    send_step(office, proposal, "rkp")
    keys = [proposal.meeting.village.code, first.pk]

    answer = office.post(reverse("rembuk:step_undo", args=keys), follow=True)

    assert "Hanya langkah terakhir" in answer.content.decode()


def test_bpd_reads_and_writes_nothing(client, bpd, proposal):
    client.force_login(bpd)

    words = client.get(road(proposal)).content.decode()

    assert "dicatat oleh Kepala Desa" in words
    assert client.get(stepping(proposal, "rkp")).status_code == 403


def test_a_correction_holds_the_steps_back(office, record, proposal, rds):
    actions.correct(record, by=rds)

    assert "sedang diperbaiki" in office.get(road(proposal)).content.decode()
    year = reverse("rembuk:advocacy_of_year", args=[record.village.code, 2026])
    assert "sedang diperbaiki" in office.get(year).content.decode()


@pytest.mark.parametrize("count", [2, 200])
def test_the_list_asks_as_often_for_two_as_for_two_hundred(
    page, ready, rds, count, django_assert_max_num_queries
):
    for number in range(count - 1):
        add_proposal(ready, by=rds, activity=f"Kegiatan {number}")
    change(ready, rds, agreement="Disepakati.")
    actions.settle(ready.berita_acaras.get(), by=rds)

    with django_assert_max_num_queries(16):
        page.get(reverse("rembuk:advocacy", args=[ready.village.code]))
