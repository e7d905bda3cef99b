"""Problems, proposals, the daftar hadir and photos."""

import io
import struct
import uuid
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from rembuk import actions
from rembuk.models import Attendance, Problem, Proposal
from tests.rembuk.meetings import add_proposal, url

pytestmark = pytest.mark.django_db

PROPOSAL = {
    "activity": "Pembangunan jamban keluarga",
    "nature": "sensitif",
    "location": "Dusun Krajan",
    "volume": "3 rumah tangga; 3 unit",
    "cost_rupiah": "13.500.000",
    "source": "dd",
    "executor": "Kasi Kesejahteraan",
    "origin": "rembuk",
    "activity_choice": "2.4.14",
}


def add(page, meeting, **changes):
    problem = meeting.problems.first()
    data = PROPOSAL | {"uuid": str(uuid.uuid4())} | changes
    return page.post(url("proposal_add", meeting, problem.pk), data)


# --- problems ------------------------------------------------------------------------


def test_an_own_problem_stands_last(page, meeting):
    page.post(
        url("problem_add", meeting), {"text": "Air sungai keruh", "package": "AIR"}
    )

    last = meeting.problems.last()
    assert (last.text, last.rank, last.indicator) == ("Air sungai keruh", 4, "")


@pytest.mark.parametrize("package", ["", "XYZ"])
def test_a_problem_is_of_one_of_the_five_packages(page, meeting, package):
    typed = {"text": "Air sungai keruh", "package": package}

    answer = page.post(url("problem_add", meeting), typed)

    assert "Pilih salah satu dari lima paket layanan" in answer.content.decode()
    assert "Air sungai keruh" in answer.content.decode()  # what was typed stays
    assert meeting.problems.count() == 3


def test_a_problem_moves_up_and_down(page, meeting):
    first, second, third = meeting.problems.all()

    page.post(url("problem_move", meeting, third.pk), {"arah": "naik"})
    assert list(meeting.problems.all()) == [first, third, second]

    page.post(url("problem_move", meeting, first.pk), {"arah": "turun"})
    assert list(meeting.problems.all()) == [third, first, second]


def test_the_first_does_not_move_further_up(page, meeting):
    before = list(meeting.problems.all())

    page.post(url("problem_move", meeting, before[0].pk), {"arah": "naik"})

    assert list(meeting.problems.all()) == before


def test_a_problem_with_proposals_is_not_dropped(page, meeting, rds):
    proposal = add_proposal(meeting, by=rds)

    answer = page.post(url("problem_remove", meeting, proposal.problem_id), follow=True)

    assert "masih punya usulan" in answer.content.decode()
    assert Problem.objects.filter(pk=proposal.problem_id).exists()


def test_a_problem_is_dropped(page, meeting):
    problem = meeting.problems.first()

    page.post(url("problem_remove", meeting, problem.pk))

    assert problem not in meeting.problems.all()


def test_a_problem_dropped_in_the_meantime_is_said_to_be_gone(page, meeting, rds):
    problem = meeting.problems.first()
    address = url("problem_edit", meeting, problem.pk)
    actions.remove(problem, by=rds)

    assert page.post(address, {"text": "Lain", "package": "AIR"}).status_code == 404


# --- proposals -----------------------------------------------------------------------


def test_a_proposal_is_saved_with_whole_rupiah(page, meeting):
    add(page, meeting)

    proposal = meeting.proposals.get()
    assert proposal.cost_rupiah == 13_500_000
    assert (proposal.activity_code, proposal.rank) == ("2.4.14", 1)


@pytest.mark.parametrize("typed", ["-500000", "1500,50", "1.500,50", "dua juta", "1e6"])
def test_rupiah_that_is_not_whole_is_refused_in_one_sentence(page, meeting, typed):
    answer = add(page, meeting, cost_rupiah=typed)

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Tulis rupiah bulat, tanpa tanda kurang dan tanpa sen" in shown
    assert "Pembangunan jamban keluarga" in shown
    assert not meeting.proposals.exists()


def test_too_many_zeroes_are_refused(page, meeting):
    answer = add(page, meeting, cost_rupiah="13500000000000")

    assert "Periksa banyaknya angka nol" in answer.content.decode()


@pytest.mark.parametrize(("own", "kept"), [("2.2.92", "2.2.92"), ("2.4.90.", "2.4.90")])
def test_a_village_writes_its_own_code(page, meeting, own, kept):
    add(page, meeting, activity_choice="lain", own_code=own)

    assert meeting.proposals.get().activity_code == kept


def test_an_own_code_has_dots(page, meeting):
    answer = add(page, meeting, activity_choice="lain", own_code="jamban")

    assert "misalnya 2.2.92" in answer.content.decode()


def test_posting_a_proposal_twice_saves_it_once(page, meeting):
    key = str(uuid.uuid4())
    add(page, meeting, uuid=key)
    add(page, meeting, uuid=key)

    assert meeting.proposals.count() == 1


def test_a_proposal_changed_by_two_is_overwritten_by_none(page, meeting, rds):
    proposal = add_proposal(meeting, by=rds)
    address = url("proposal_edit", meeting, proposal.pk)
    page.post(address, PROPOSAL | {"version": 1})

    answer = page.post(address, PROPOSAL | {"version": 1, "location": "Dusun Wetan"})

    assert answer.status_code == 409
    proposal.refresh_from_db()
    assert (proposal.location, proposal.version) == ("Dusun Krajan", 2)


def test_proposals_move_and_are_dropped(page, meeting, rds):
    first = add_proposal(meeting, by=rds, activity="Satu")
    second = add_proposal(meeting, by=rds, activity="Dua")

    page.post(url("proposal_move", meeting, second.pk), {"arah": "naik"})
    assert list(meeting.proposals.all()) == [second, first]

    page.post(url("proposal_remove", meeting, second.pk))
    assert list(Proposal.objects.all()) == [first]


# --- daftar hadir --------------------------------------------------------------------


def lines(*people):
    data = {"form-TOTAL_FORMS": str(len(people)), "form-INITIAL_FORMS": "0"}
    for number, person in enumerate(people):
        data |= {f"form-{number}-{key}": value for key, value in person.items()}
    return data


SITI = {"name": "Siti", "sex": "P", "element": "rds", "uuid": str(uuid.uuid4())}
BUDI = {"name": "Budi", "sex": "L", "element": "undangan", "uuid": str(uuid.uuid4())}
BLANK = {"name": "", "sex": "", "element": "", "uuid": str(uuid.uuid4())}


def test_a_list_without_a_name_says_that_nothing_was_saved(page, meeting):
    answer = page.post(url("attendance_add", meeting), lines(BLANK), follow=True)

    assert "Belum ada nama yang ditulis" in answer.content.decode()
    assert not meeting.attendances.exists()


def test_several_participants_are_added_at_once_and_blank_lines_are_nothing(
    page, meeting
):
    page.post(url("attendance_add", meeting), lines(SITI, BLANK, BUDI))

    assert [a.name for a in meeting.attendances.all()] == ["Siti", "Budi"]


def test_posting_the_lines_twice_adds_nobody_twice(page, meeting):
    page.post(url("attendance_add", meeting), lines(SITI, BUDI))
    page.post(url("attendance_add", meeting), lines(SITI, BUDI))

    assert meeting.attendances.count() == 2


def test_one_wrong_line_keeps_all_that_was_typed(page, meeting):
    answer = page.post(url("attendance_add", meeting), lines(SITI, BUDI | {"sex": ""}))

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Siti" in shown
    assert "Budi" in shown
    assert not Attendance.objects.exists()


def test_guests_are_counted_apart(page, meeting):
    page.post(url("attendance_add", meeting), lines(SITI, BUDI))

    shown = page.get(url("attendance_list", meeting)).content.decode()

    assert "<strong>1 peserta</strong> dan 1 tamu undangan" in shown


def test_a_participant_is_changed_and_removed(page, meeting):
    page.post(url("attendance_add", meeting), lines(SITI))
    row = meeting.attendances.get()

    page.post(
        url("attendance_edit", meeting, row.pk),
        {"name": "Siti Nurhayati", "sex": "P", "element": "kpm", "version": 1},
    )
    row.refresh_from_db()
    assert (row.name, row.element) == ("Siti Nurhayati", "kpm")

    page.post(url("attendance_remove", meeting, row.pk))
    assert not meeting.attendances.exists()


# --- photos --------------------------------------------------------------------------


def picture(kind="JPEG", size=(300, 200)):
    out = io.BytesIO()
    Image.new("RGB", size, "#2a6").save(out, kind)
    return out.getvalue()


def test_a_photo_is_written_anew_and_shown_through_the_gate(page, client, meeting, kpm):
    upload = SimpleUploadedFile("foto.jpg", picture() + b"<script>")
    page.post(
        url("photo_add", meeting), {"caption": "Pembahasan usulan", "picture": upload}
    )

    photo = meeting.photos.get()
    shown = b"".join(page.get(url("photo", meeting, photo.pk)).streaming_content)
    assert shown.startswith(b"\xff\xd8")
    assert b"<script>" not in shown
    page.post(url("photo_remove", meeting, photo.pk))
    assert not meeting.photos.exists()


def bomb(width=30_000, height=30_000):
    """A picture of a few bytes that unpacks to gigabytes."""

    def chunk(kind, content):
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@pytest.mark.parametrize("content", [b"MZ\x90\x00 program", bomb(), b"\xff\xd8\xff"])
def test_what_is_no_picture_is_refused(page, meeting, content):
    upload = SimpleUploadedFile("foto.jpg", content)

    answer = page.post(url("photo_add", meeting), {"caption": "x", "picture": upload})

    assert "bukan gambar PNG atau JPG" in answer.content.decode()
