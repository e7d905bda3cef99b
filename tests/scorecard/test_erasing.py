"""Erasing a family leaves its letters and figures, and nothing that says who it was."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from households import actions as register
from households.forgotten import ERASED, forget, told_in, without
from households.models import Quarter, WorkbookKey
from households.workbook import uploads
from scorecard import actions
from scorecard.actions.erase import erase_family
from scorecard.actions.finalise import take
from scorecard.models import Snapshot
from scorecard.parity import differences
from scorecard.reading import scorecard_of
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_village,
)
from tests.households.workbooks import xlsx
from villages.models import AuditEntry, Job
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
NAMES = ["Kartosuwiryo", "Siti Nurbaya", "Ahmad Zulfikar", "Zulkifli"]
NUMBERS = ["3307051503250001", "3307055505950001", "3307050101200009", "KIA-77-Z"]
PLACE = "Gang Kenanga 17"
BASIS = "Pasal 8 UU 27/2022"


@pytest.fixture
def home(village, kpm, admin_desa):
    household = make_household(
        village,
        registered_on=village.today() - timedelta(days=400),
        head_name="Kartosuwiryo",
        kk_number="3307050101200009",
        address=PLACE,
        rt="017",
    )
    born_on = (village.today() - timedelta(days=250)).replace(day=15)
    pregnancy = make_pregnancy(household, born_on)
    woman = pregnancy.woman
    woman.name, woman.nik, woman.born_on = "Siti Nurbaya", NUMBERS[1], date(1995, 5, 15)
    woman.save()
    child = make_child(
        household, born_on, name="Zulkifli", nik=NUMBERS[0], mother=woman
    )
    make_child_record(child, village.today(), weighing="v")
    register.verify(village, [household, child, pregnancy], by=admin_desa)
    register.correct_person(
        child, by=kpm, name="Ahmad Zulfikar", reason="Zulkifli nama panggilan"
    )
    register.correct_pregnancy(
        pregnancy, by=kpm, kia_number="KIA-77-Z", reason="Buku KIA Siti Nurbaya"
    )
    return household


@pytest.fixture
def child(home):
    return home.people.get(is_child=True)


def erase(household, by):
    return erase_family(
        household, by=by, reason="Diminta oleh keluarga", legal_basis=BASIS
    )


def everything_stored():
    """Every cell of every table, as text."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told += [str(row) for row in cursor.fetchall()]
    return "\n".join(told)


def test_no_name_and_no_number_is_found_anywhere(home, child, village, admin_desa, kpm):
    quarter = _frozen(village, admin_desa)
    WorkbookKey.objects.create(
        village=village, kind="anak", key=NUMBERS[0], object_id=child.pk
    )
    quarter.explanations.create(check_code="lila", text="Siti Nurbaya sudah diukur.")
    village.outgoing_transfers.model.objects.create(
        household=home,
        from_village=village,
        to_village=_neighbour(),
        state="ditolak",
        answered_at=quarter.snapshots.get().taken_at,
        reason="Kartosuwiryo bukan warga kami",
    )
    before = everything_stored()
    assert all(secret in before for secret in [*NAMES, *NUMBERS, PLACE])
    erase(home, admin_desa)
    after = everything_stored().lower()
    for secret in [*NAMES, *NUMBERS, PLACE]:
        assert secret.lower() not in after, secret


def _neighbour():
    return make_village("3307052002", "Sukamundur", dusuns=["Wetan"])


def _frozen(village, by):
    quarter = Triwulan.of(village.today())
    Quarter.objects.filter(village=village).delete()
    Quarter.objects.touch([village.pk], since=village.today(), today=village.today())
    actions.drain()
    row = village.quarters.of(quarter).get()
    take(row, by=by)
    return row


def test_the_seal_of_a_snapshot_holds(home, child, village, admin_desa):
    _frozen(village, admin_desa)
    kept = Snapshot.objects.get()
    assert kept.names[str(child.uuid)]["name"] == "Ahmad Zulfikar"
    erase(home, admin_desa)
    erased = Snapshot.objects.get()
    assert erased.is_intact
    assert (erased.content, erased.sha256) == (kept.content, kept.sha256)
    assert erased.names[str(child.uuid)]["name"] == ERASED


def test_letters_and_figures_stay(home, village, admin_desa):
    Quarter.objects.touch([village.pk], since=home.registered_on, today=village.today())
    actions.drain()
    quarter = Triwulan.of(village.today())
    before = scorecard_of(village, quarter).as_json()
    erase(home, admin_desa)
    actions.drain()
    assert scorecard_of(village, quarter).as_json() == before
    assert list(differences()) == []


def test_the_birth_date_is_cut_to_its_month(home, child, admin_desa):
    erase(home, admin_desa)
    born_on = child.born_on
    child.refresh_from_db()
    assert child.born_on == born_on.replace(day=1)
    assert (child.name, child.nik) == (ERASED, "")


def test_the_journal_says_who_erased_why_and_on_what_basis(home, admin_desa):
    erase_family(
        home,
        by=admin_desa,
        reason="Diminta Siti Nurbaya sendiri",
        legal_basis=BASIS,
    )
    entry = AuditEntry.objects.get(act="delete")
    assert entry.by == admin_desa
    assert entry.reason == f"Diminta {ERASED} sendiri (dasar: {BASIS})"


def test_corrections_keep_that_they_were_made(home, child, admin_desa):
    erase(home, admin_desa)
    entry = AuditEntry.objects.filter(subject="households.person", act="change").get()
    assert entry.changes == {"name": [ERASED, ERASED]}
    assert entry.reason == f"{ERASED} nama panggilan"


@pytest.mark.parametrize(
    ("reason", "basis", "said"),
    [("", BASIS, "Alasan"), ("Diminta", " ", "Dasar hukum")],
)
def test_without_reason_or_basis_nothing_is_erased(
    home, admin_desa, reason, basis, said
):
    with pytest.raises(register.Implausible, match=said):
        erase_family(home, by=admin_desa, reason=reason, legal_basis=basis)
    home.refresh_from_db()
    assert home.head_name == "Kartosuwiryo"


def test_what_is_erased_is_not_erased_again(home, admin_desa):
    erase(home, admin_desa)
    with pytest.raises(register.Implausible, match="sudah dihapus"):
        erase(home, admin_desa)


def test_others_of_the_village_stay_as_they_are(home, village, admin_desa, kpm):
    other = make_household(village, head_name="Wagiman", kk_number="3307050101200008")
    sibling = make_child(other, home.registered_on, name="Budi")
    register.correct_person(sibling, by=kpm, name="Budi Santoso")
    erase(home, admin_desa)
    for row in (other, sibling):
        row.refresh_from_db()
    assert (other.head_name, sibling.name) == ("Wagiman", "Budi Santoso")
    assert AuditEntry.objects.filter(
        changes={"name": ["Budi", "Budi Santoso"]}
    ).exists()


def test_a_merge_that_is_taken_back_restores_nobody(home, child, village, admin_desa):
    double = make_child(home, child.born_on, name="Ahmad Zulfikar", nik=NUMBERS[0])
    merged = register.merge(child, double, by=admin_desa)
    erase(home, admin_desa)
    merged.refresh_from_db()
    register.unmerge(merged, by=admin_desa)
    double.refresh_from_db()
    assert (double.name, double.nik) == (ERASED, "")
    assert "zulfikar" not in everything_stored().lower()


class TestUploads:
    def book(self, head):
        return {
            "rumah_tangga": [
                {
                    "id_rt": "1",
                    "dusun": "Krajan",
                    "kepala_keluarga": head,
                    "tanggal_daftar": date(2025, 1, 5),
                }
            ]
        }

    def upload(self, village, kpm, head):
        content = xlsx(self.book(head)).read()
        file = SimpleUploadedFile("buku.xlsx", content)
        return uploads.receive(village, file, by=kpm)

    def test_a_file_that_holds_the_family_is_thrown_away(
        self, home, village, kpm, admin_desa, django_capture_on_commit_callbacks
    ):
        theirs = self.upload(village, kpm, "Kartosuwiryo")
        other = self.upload(village, kpm, "Wagiman")
        with django_capture_on_commit_callbacks(execute=True):
            erase(home, admin_desa)
        for job in (theirs, other):
            job.refresh_from_db()
        assert theirs.attachment is None
        assert not theirs.staged_rows.exists()
        assert theirs.state == Job.State.CANCELLED
        assert other.attachment is not None
        kept = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
        assert other.attachment.file.path in map(str, kept)
        assert "kartosuwiryo" not in everything_stored().lower()


class TestWords:
    def test_what_names_somebody_is_found_at_any_depth(self):
        told = {"rows": [{"name": "Siti", "rt": "003"}, {"x": ["Budi"]}]}
        assert told_in(told) == {"Siti"}
        assert told_in({"ibu_hamil 3: nama": ["Sri", "Sri Lestari"]}) == {
            "Sri",
            "Sri Lestari",
        }

    def test_a_copy_that_may_be_restored_keeps_the_form_of_its_numbers(self):
        row = {"nik": "1" * 16, "name": "Siti", "born_on": "2025-03-15", "n": 3}
        assert forget(row, set(), number="") == {
            "nik": "",
            "name": ERASED,
            "born_on": "2025-03-01",
            "n": 3,
        }

    def test_only_whole_words_go(self):
        assert without("Siti, SITI dan Sitimulyo", {"Siti"}) == (
            "dihapus, dihapus dan Sitimulyo"
        )
