"""Pelaksanaan: written down, refused, undone, counted once."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from python_calamine import CalamineWorkbook

from rembuk.deliveries import Spent, recap_of, spent_in
from rembuk.models import Delivery
from tests.documents import pages
from tests.rembuk.delivered import budgeted, make_delivery, make_line, typed
from tests.rembuk.test_rows import picture
from villages.models import AuditEntry
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
TW3 = Triwulan(2026, 3)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(
        "villages.models.Village.today", lambda village: date(2026, 11, 22)
    )


def url(name, village, *keys):
    return reverse(f"rembuk:{name}", args=[village.code, *keys])


def send(page, village, **fields):
    return page.post(url("delivery_add", village), typed(**fields), follow=True)


def said(response):
    return response.content.decode()


def test_what_is_typed_is_kept_and_told(page, village, rds):
    line = make_line(village, source="add")

    shown = said(send(page, village, budget_line=line.pk, source="", mothers="12"))

    row = village.deliveries.get()
    assert (row.package, row.service, row.source) == ("PAUD", "pengasuhan", "add")
    assert (row.cost_rupiah, row.mothers, row.others) == (2_400_000, 12, 40)
    assert row.recorded_by == rds
    assert "Pelaksanaan tersimpan." in shown
    assert "12 ibu hamil dan nifas, 40 orang tua dan lainnya" in shown
    assert AuditEntry.objects.filter(subject__contains="delivery").exists()


def test_a_second_post_of_the_same_form_adds_nothing(page, village):
    fields = typed()
    for _ in range(2):
        page.post(url("delivery_add", village), fields)

    assert village.deliveries.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"cost_rupiah": "-5"}, "Tulis rupiah bulat, tanpa tanda kurang"),
        ({"cost_rupiah": "2.400.000,50"}, "Tulis rupiah bulat, tanpa tanda kurang"),
        ({"cost_rupiah": "1000000000000"}, "tidak mungkin. Periksa banyaknya"),
        ({"ended_on": "2026-11-23"}, "Tanggal ini belum tiba"),
        ({"started_on": "2026-09-22"}, "Tanggal selesai mendahului tanggal mulai"),
        ({"started_on": "1998-01-01"}, "Tahun ini keliru"),
        ({"source": ""}, "Pilih sumber dananya, atau baris APB Desa"),
        ({"source": "opd"}, "Tulis dinas dan nama programnya"),
        ({"aim": ""}, "Pilih paket atau layanan yang dituju"),
        ({"others": "-1"}, "tidak boleh di bawah nol"),
        ({"others": "1,5"}, "angka bulat"),
        ({"others": "100000"}, "Jumlah ini tidak mungkin"),
    ],
)
def test_bad_input_is_refused_with_the_way_to_mend_it(page, village, fields, words):
    shown = said(send(page, village, **fields))

    assert words in shown
    assert "Kelas pengasuhan" in shown  # what was typed stays
    assert not village.deliveries.exists()


def test_a_cost_beyond_the_line_is_refused_with_what_remains(page, village):
    line = make_line(village)
    make_delivery(village, budget_line=line, cost_rupiah=9_000_000)

    shown = said(send(page, village, budget_line=line.pk, cost_rupiah="1.000.001"))

    assert "dan setelah kegiatan lain sisanya Rp1.000.000" in shown
    assert village.deliveries.count() == 1
    send(page, village, budget_line=line.pk, cost_rupiah="1.000.000")
    assert village.deliveries.count() == 2


def test_its_own_cost_leaves_room_when_it_is_changed(page, village):
    line = make_line(village)
    row = make_delivery(village, budget_line=line, cost_rupiah=9_000_000)
    fields = typed(budget_line=line.pk, cost_rupiah="10.000.000", version=row.version)

    page.post(url("delivery_edit", village, row.pk), fields)

    row.refresh_from_db()
    assert row.cost_rupiah == 10_000_000


def test_a_line_of_another_year_or_village_is_refused(page, village, neighbour):
    old = make_line(village, year=2025)
    far = make_line(neighbour)

    assert "Pilih baris tahun itu" in said(send(page, village, budget_line=old.pk))
    send(page, village, budget_line=far.pk)
    assert not village.deliveries.exists()


def test_a_programme_of_an_office_is_not_paid_by_the_village(page, village):
    line = make_line(village)

    shown = said(send(page, village, budget_line=line.pk, source="opd", programme="x"))
    assert "Program dinas tidak dibayar dari APB Desa" in shown

    send(page, village, source="opd", programme="Dinas Kesehatan: PMT")
    assert village.deliveries.get().paid_by == "OPD: Dinas Kesehatan: PMT"


def test_of_two_who_change_it_at_once_the_second_sees_both(page, village):
    row = make_delivery(village)
    address = url("delivery_edit", village, row.pk)
    page.post(address, typed(place="Posyandu", version=1))

    answer = page.post(address, typed(place="Poskesdes", version=1))

    assert answer.status_code == 409
    assert "Poskesdes" in said(answer)
    row.refresh_from_db()
    assert row.place == "Posyandu"


def test_removed_it_counts_nowhere_and_comes_back(page, village):
    row = make_delivery(village)

    page.post(url("delivery_remove", village, row.pk))
    assert recap_of(village, 2026).total.times == 0
    assert page.get(url("delivery", village, row.pk)).status_code == 404

    page.post(url("delivery_restore", village, row.pk))
    assert recap_of(village, 2026).total.times == 1


def test_it_does_not_come_back_when_others_took_its_money(page, village):
    line = make_line(village)
    row = make_delivery(village, budget_line=line, cost_rupiah=6_000_000)
    page.post(url("delivery_remove", village, row.pk))
    make_delivery(village, budget_line=line, cost_rupiah=6_000_000)

    shown = page.post(url("delivery_restore", village, row.pk), follow=True)

    assert "sisanya Rp4.000.000" in said(shown)
    assert village.deliveries.count() == 1


# --- money ---------------------------------------------------------------------------


def test_money_of_the_budget_is_told_by_its_realisation_and_never_twice(village):
    line = make_line(village)
    line.realisations.create(number=3, amount_rupiah=3_000_000)
    make_delivery(village, budget_line=line, cost_rupiah=2_400_000)
    make_delivery(village, source="opd", programme="Dinkes", cost_rupiah=1_500_000)
    make_delivery(village, ended_on=date(2026, 7, 6), cost_rupiah=500_000)

    recap = recap_of(village, 2026)

    assert recap.quarters[2].spent == Spent(3_000_000, 2_000_000)
    assert recap.total.spent.total == 5_000_000
    assert recap.total.cost == 4_400_000
    assert spent_in(village, TW3, recap.deliveries) == recap.quarters[2].spent
    assert recap.shortfalls == ()


def test_an_activity_counts_in_the_quarter_of_its_last_day(village):
    make_delivery(village, started_on=date(2026, 6, 1), ended_on=date(2026, 7, 1))

    assert [part.times for part in recap_of(village, 2026).quarters] == [0, 0, 1, 0]


def test_the_admin_takes_a_cost_over_into_the_realisation(
    client, village, admin_desa, rds
):
    line = make_line(village)
    line.realisations.create(number=3, amount_rupiah=1_000_000)
    make_delivery(village, budget_line=line, cost_rupiah=2_400_000)
    address = url("delivery_realise", village, 2026, 3, line.pk)
    client.force_login(rds)
    assert client.post(address).status_code == 403
    client.force_login(admin_desa)
    listed = said(client.get(url("delivery_list_of_year", village, 2026)))
    assert "kegiatannya Rp2.400.000, realisasinya baru Rp1.000.000" in listed

    for _ in range(2):
        client.post(address)

    assert line.realisations.get().amount_rupiah == 2_400_000
    assert recap_of(village, 2026).shortfalls == ()


def test_a_realisation_is_never_lowered_nor_taken_beyond_its_line(
    client, village, admin_desa
):
    line = make_line(village)
    line.realisations.create(number=3, amount_rupiah=5_000_000)
    line.realisations.create(number=2, amount_rupiah=5_000_000)
    make_delivery(village, budget_line=line, cost_rupiah=2_400_000)
    client.force_login(admin_desa)
    address = url("delivery_realise", village, 2026, 3, line.pk)

    client.post(address)
    assert line.realisations.get(number=3).amount_rupiah == 5_000_000

    make_delivery(village, budget_line=line, cost_rupiah=3_000_000)
    shown = said(client.post(address, follow=True))
    assert "sisanya Rp5.000.000" in shown
    assert line.realisations.get(number=3).amount_rupiah == 5_000_000


# --- a proposal ----------------------------------------------------------------------


def test_a_proposal_fills_the_form_and_is_offered_its_step(client, village, kades, rds):
    proposal, line = budgeted(village, by=rds)
    client.force_login(kades)

    form = client.get(url("delivery_of_proposal", village, proposal.pk)).context["form"]
    assert form.initial["proposal"] == proposal.pk
    assert form.initial["budget_line"] == line.pk
    assert form["activity"].value() == proposal.activity

    row = make_delivery(village, proposal=proposal, budget_line=line)
    shown = said(client.get(url("delivery", village, row.pk)))
    assert url("step_add", village, proposal.pk, "realisasi") in shown
    assert proposal.steps.last().state == "apb"  # only offered


def test_a_proposal_of_a_draft_is_not_carried_out(page, village, meeting, ready):
    proposal = ready.proposals.get()

    answer = page.get(url("delivery_of_proposal", village, proposal.pk))
    assert answer.status_code == 404
    assert (
        "Pilihan yang valid" in said(send(page, village, proposal=proposal.pk))
        or not village.deliveries.exists()
    )


# --- photos and files ----------------------------------------------------------------


def send_photo(page, row, upload):
    address = url("delivery_photo_add", row.village, row.pk)
    fields = {"caption": "Sambungan air", "picture": upload}
    return page.post(address, fields, follow=True)


def test_a_photo_is_written_anew_and_can_be_taken_back(page, village):
    row = make_delivery(village)
    send_photo(page, row, SimpleUploadedFile("a.jpg", picture()))

    photo = row.photos.get()
    answer = page.get(url("delivery_photo", village, photo.pk))
    kept = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert kept.format == "JPEG"
    assert not kept.getexif()

    page.post(url("delivery_photo_remove", village, photo.pk))
    assert not row.photos.exists()
    page.post(url("delivery_photo_restore", village, photo.pk))
    assert row.photos.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00" + b"\0" * 64, "bukan gambar PNG atau JPG"),
        (b"\xff\xd8" + b"\0" * (11 * 1024 * 1024), "lebih besar dari 10 MB"),
    ],
)
def test_what_is_no_photo_is_refused(page, village, content, words):
    row = make_delivery(village)

    shown = said(send_photo(page, row, SimpleUploadedFile("a.jpg", content)))

    assert words in shown
    assert "bukan wajah anak" in shown
    assert not row.photos.exists()


def test_the_recap_comes_as_pdf_and_as_xlsx(page, village):
    make_delivery(village, output="3 pertemuan", service="pengasuhan")

    pdf = page.get(url("delivery_recap", village, 2026, "pdf")).content
    words = pages.text(pdf)
    assert "REKAP PELAKSANAAN KEGIATAN PENCEGAHAN STUNTING" in words
    assert "6 Juli 2026 – 21 September 2026" in words
    assert "40 orang tua dan lainnya" in words
    assert "Rp2.400.000" in words.replace("\xa0", "").replace("Rp ", "Rp")

    content = page.get(url("delivery_recap", village, 2026, "xlsx")).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_name("Kegiatan").to_python()
    assert rows[1][2] == "Kelas pengasuhan"
    assert rows[1][11] == 2_400_000
    assert page.get(url("delivery_recap", village, 2026, "doc")).status_code == 404
    assert page.get(url("delivery_list_of_year", village, 1999)).status_code == 404


@pytest.mark.parametrize("count", [2, 200])
def test_the_list_asks_the_same_number_of_questions(page, village, count):
    line = make_line(village, amount_rupiah=10**9)
    for _ in range(count):
        make_delivery(village, budget_line=line)
    page.get(url("delivery_list", village))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page.get(url("delivery_list", village))

    assert len(asked) <= 13


# --- the table -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"ended_on": date(2026, 7, 5)},
        {"source": "opd"},
        {"cost_rupiah": -1},
    ],
)
def test_the_table_refuses_what_cannot_be(village, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_delivery(village, **fields)


def test_the_table_refuses_an_office_paid_by_the_village(village):
    line = make_line(village)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_delivery(village, source="opd", programme="Dinkes", budget_line=line)


def test_a_neighbour_sees_none_of_it(page, village, neighbour):
    row = make_delivery(neighbour)

    assert page.get(url("delivery", village, row.pk)).status_code == 404
    assert not Delivery.objects.filter(village=village).exists()
