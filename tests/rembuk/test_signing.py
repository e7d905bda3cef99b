"""Settling, signing and downloading by the pages."""

import base64
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from rembuk import actions
from rembuk.models import BeritaAcara
from tests.rembuk.meetings import change, sign_all, url
from tests.rembuk.test_rows import picture
from villages.scans import LIMIT_BYTES

pytestmark = pytest.mark.django_db
SIGNED = {"party": "rds", "name": "Wahyuningsih", "manner": "layar"}
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"


@pytest.fixture
def settled(draft, rds):
    return actions.settle(draft, by=rds)


def at(name, row, *more):
    return reverse(f"rembuk:{name}", args=[row.village.code, row.pk, *more])


def ink(content, name="pindaian.pdf"):
    return SIGNED | {"manner": "basah", "scan": SimpleUploadedFile(name, content)}


# --- ditetapkan ----------------------------------------------------------------------


def test_settling_by_the_page_gives_a_number(page, ready, draft):
    expected = page.get(url("settle", ready)).context["expected"]

    answer = page.post(url("settle", ready), {"expected": expected}, follow=True)

    assert "Ditetapkan dengan nomor 01/RS/2026" in answer.content.decode()


def test_pressing_twice_settles_once(page, ready, draft):
    page.post(url("settle", ready))
    answer = page.post(url("settle", ready), follow=True)

    assert answer.status_code == 200
    assert [b.number for b in BeritaAcara.objects.all()] == ["01/RS/2026"]


def test_what_changed_in_the_meantime_is_shown_before_it_is_settled(
    page, ready, draft, rds
):
    expected = page.get(url("settle", ready)).context["expected"]
    change(ready, rds, place="Aula Krajan")

    answer = page.post(url("settle", ready), {"expected": expected}, follow=True)

    assert "Isi rembuk berubah sejak Anda membuka" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.is_draft


def test_the_page_names_what_keeps_it_from_being_settled(page, meeting):
    shown = page.get(url("settle", meeting)).content.decode()
    page.post(url("settle", meeting))

    assert "Belum dapat ditetapkan" in shown
    assert "Tetapkan dan beri nomor" not in shown
    assert meeting.berita_acaras.get().is_draft


def test_kpm_facilitates_and_does_not_settle(client, kpm, ready):
    client.force_login(kpm)

    assert client.get(url("settle", ready)).status_code == 403
    assert client.get(url("meeting_edit", ready, "waktu")).status_code == 200


# --- tanda tangan --------------------------------------------------------------------


def test_a_typed_name_signs_without_javascript(page, settled):
    page.post(at("sign", settled), SIGNED)

    signature = settled.signatures.get()
    assert (signature.name, signature.manner, signature.file) == (
        "Wahyuningsih",
        "layar",
        None,
    )


def test_a_drawn_signature_is_written_anew(page, settled):
    drawn = base64.b64encode(picture("PNG", (900, 400))).decode()

    page.post(
        at("sign", settled), SIGNED | {"drawing": f"data:image/png;base64,{drawn}"}
    )

    with settled.signatures.get().file.file.open("rb") as file:
        assert Image.open(file).format == "PNG"


@pytest.mark.parametrize(
    "drawing",
    ["data:image/png;base64,AAAA", "data:image/svg+xml;base64,AAAA", "<svg>", "%%"],
)
def test_a_drawing_that_is_none_is_refused(page, settled, drawing):
    answer = page.post(at("sign", settled), SIGNED | {"drawing": drawing})

    assert answer.status_code == 200
    assert not settled.signatures.exists()


def test_ink_needs_a_scan(page, settled):
    answer = page.post(at("sign", settled), SIGNED | {"manner": "basah"})

    assert "Pilih pindaian lembar" in answer.content.decode()


def test_a_scan_as_pdf_is_kept_as_it_came(page, settled):
    page.post(at("sign", settled), ink(PDF))

    signature = settled.signatures.get()
    answer = page.get(at("scan", settled, signature.pk))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"


def test_a_scan_as_photo_is_written_anew(page, settled):
    page.post(at("sign", settled), ink(picture() + b"<script>", "foto.jpg"))

    with settled.signatures.get().file.file.open("rb") as file:
        kept = file.read()
    assert Image.open(io.BytesIO(kept)).format == "JPEG"
    assert b"<script>" not in kept


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00\x03 an executable", "bukan PDF, JPG atau PNG"),
        (b"\x7fELF\x02\x01\x01", "bukan PDF, JPG atau PNG"),
        (b"%PDF-1.7 cut off", "tidak utuh"),
        (PDF.replace(b"/Catalog", b"/JavaScript (app.alert)"), "memuat program"),
        (PDF.replace(b"/Catalog", b"/Encrypt 5 0 R"), "terkunci"),
        (b"\0" * (LIMIT_BYTES + 1), "lebih besar dari 10 MB"),
    ],
)
def test_what_is_no_scan_is_refused_in_clear_words(page, settled, content, words):
    answer = page.post(at("sign", settled), ink(content))

    assert words in answer.content.decode()
    assert "Wahyuningsih" in answer.content.decode()
    assert not settled.signatures.exists()


def test_the_next_to_sign_is_offered_with_the_known_name(page, settled):
    page.post(at("sign", settled), SIGNED)

    form = page.get(at("sign", settled)).context["form"]

    assert form.initial["party"] == "masyarakat"
    assert form.initial["name"] == "Muhammad Ma'ruf"


# --- disahkan, dibatalkan, diperbaiki ------------------------------------------------


def test_it_is_ratified_when_all_have_signed(page, settled, rds):
    answer = page.post(at("ratify", settled), follow=True)
    assert "Belum ada tanda tangan" in answer.content.decode()

    sign_all(settled, by=rds)
    answer = page.post(at("ratify", settled), follow=True)

    assert "disahkan" in answer.content.decode()
    settled.refresh_from_db()
    assert settled.state == "disahkan"
    page.post(at("ratify", settled), follow=True)


def test_cancelling_needs_a_reason(page, settled):
    page.post(at("cancel", settled), {"reason": ""})
    settled.refresh_from_db()
    assert settled.state == "ditetapkan"

    page.post(at("cancel", settled), {"reason": "Tanggal keliru"})
    settled.refresh_from_db()
    assert (settled.state, settled.number) == ("dibatalkan", "01/RS/2026")


def test_a_correction_opens_the_meeting_again(page, settled, ready):
    page.post(at("correct", settled))

    assert ready.is_open
    shown = page.get(url("meeting", ready)).content.decode()
    assert "Sedang diperbaiki" in shown
    assert "Dibetulkan" not in page.get(at("berita_acara", settled)).content.decode()


@pytest.mark.parametrize("name", ["berita_acara", "sign", "cancel"])
def test_the_pages_of_a_draft_are_not_found(page, draft, name):
    assert page.get(at(name, draft)).status_code == 404


@pytest.mark.parametrize("name", ["settle", "ratify", "correct", "problem_remove"])
def test_no_state_changes_by_looking(page, settled, ready, name):
    problem = ready.problems.first()
    addresses = {
        "settle": url("settle", ready),
        "ratify": at("ratify", settled),
        "correct": at("correct", settled),
        "problem_remove": url("problem_remove", ready, problem.pk),
    }

    page.get(addresses[name])

    settled.refresh_from_db()
    assert settled.state == "ditetapkan"
    assert ready.berita_acaras.count() == 1


# --- unduh ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["kades", "perangkat", "bpd", "kpm", "pendamping"])
def test_the_village_downloads_the_stored_bytes(client, request, settled, rds, role):
    sign_all(settled, by=rds)
    ratified = actions.ratify(settled, by=rds)
    client.force_login(request.getfixturevalue(role))

    for name, file in (
        ("asli", ratified.unsigned_file),
        ("bertanda-tangan", ratified.signed_file),
    ):
        answer = client.get(at("download", settled, name))
        with file.file.open("rb") as stored:
            assert b"".join(answer.streaming_content) == stored.read()
        assert answer["Content-Type"] == "application/pdf"
        assert ".pdf" in answer["Content-Disposition"]


def test_a_file_that_is_not_there_yet_is_not_found(page, settled):
    assert page.get(at("download", settled, "bertanda-tangan")).status_code == 404
    assert page.get(at("download", settled, "lain")).status_code == 404


def test_the_neighbour_downloads_nothing(client, settled, neighbour, rds):
    client.force_login(rds)
    address = reverse("rembuk:download", args=[neighbour.code, settled.pk, "asli"])

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["undangan", "daftar-hadir", "notulen"])
def test_papers_are_printed_while_the_meeting_is_open(page, ready, name):
    answer = page.get(url("paper", ready, name))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_a_settled_meeting_prints_nothing_anew(page, ready, settled):
    answer = page.get(url("paper", ready, "notulen"), follow=True)
    assert "sudah menjadi lampiran berita acara" in answer.content.decode()

    assert page.get(url("draft", ready)).status_code == 302


def test_an_unknown_paper_is_not_found(page, ready):
    assert page.get(url("paper", ready, "surat")).status_code == 404


def test_the_list_of_documents_asks_as_often_for_many(
    page, settled, rds, village, django_assert_max_num_queries
):
    for _ in range(3):
        actions.cancel(settled, reason="Keliru sekali", by=rds)
        settled = actions.settle(actions.correct(settled, by=rds), by=rds)

    with django_assert_max_num_queries(10):
        shown = page.get(reverse("rembuk:document_list", args=[village.code]))

    for number in ("01", "02", "03", "04"):
        assert f"{number}/RS/2026" in shown.content.decode()
    assert "/scorecard/2026/2/laporan/pdf/" in shown.content.decode()


def test_forms_that_name_people_are_not_offered_to_bpd(client, bpd, rds, settled):
    address = reverse("rembuk:document_list", args=[settled.village.code])
    client.force_login(rds)
    assert "/2026/2/formulir/" in client.get(address).content.decode()

    client.force_login(bpd)
    assert "/2026/2/formulir/" not in client.get(address).content.decode()


def test_the_scorecard_opens_the_rembuk(page, quarter):
    keys = [quarter.village.code, quarter.year, quarter.number]

    shown = page.get(reverse("scorecard:scorecard", args=keys)).content.decode()

    assert reverse("rembuk:meeting_open", args=keys) in shown
