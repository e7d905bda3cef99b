"""draf → ditetapkan → ditandatangani → disahkan, and what stands for good."""

import hashlib

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from rembuk import actions, documents
from rembuk.content import content_of
from rembuk.models import (
    BeritaAcara,
    MeetingSettled,
    Party,
    Signature,
    SignaturesMissing,
    WrongState,
)
from rembuk.readiness import MeetingIncomplete
from tests.documents import pages
from tests.rembuk.meetings import add_proposal, change, sign_all
from villages.fingerprints import canonical, fingerprint
from villages.models import Attachment, AuditEntry, Letterhead

pytestmark = pytest.mark.django_db
State = BeritaAcara.State


def bytes_of(attachment):
    with attachment.file.open("rb") as file:
        return file.read()


def settled(draft, by):
    return actions.settle(draft, by=by)


def test_settling_numbers_freezes_and_keeps_the_document(draft, rds):
    row = settled(draft, rds)

    row.refresh_from_db()
    assert (row.state, row.sequence, row.number) == (State.SETTLED, 1, "01/RS/2026")
    assert row.content_sha256 == hashlib.sha256(canonical(row.content)).hexdigest()
    stored = bytes_of(row.unsigned_file)
    assert hashlib.sha256(stored).hexdigest() == row.unsigned_file.sha256
    words = pages.text(stored)
    assert "Nomor: 01/RS/2026" in words
    assert f"Sidik isi: {row.content_sha256}" in words
    assert "DRAF" not in words


def test_a_draft_prints_draf_on_every_page(draft):
    texts = pages.page_texts(documents.draft_pdf(draft))

    assert len(texts) > 1
    assert all("DRAF" in text for text in texts)


def test_a_meeting_that_lacks_something_is_not_settled(meeting, rds):
    draft = meeting.berita_acaras.get()

    with pytest.raises(MeetingIncomplete) as refusal:
        settled(draft, rds)

    said = " ".join(one.text for one in refusal.value.missing)
    for word in ("Tanggal", "Tempat", "Pimpinan", "daftar hadir", "usulan"):
        assert word in said
    draft.refresh_from_db()
    assert draft.is_draft


def test_settling_twice_keeps_the_first(draft, rds, kades):
    first = settled(draft, rds)

    with pytest.raises(WrongState):
        settled(draft, kades)

    draft.refresh_from_db()
    assert draft.settled_by == rds
    assert draft.unsigned_file == first.unsigned_file
    assert Attachment.objects.count() == 1


def test_content_that_changed_since_it_was_looked_at_is_not_settled(draft, rds):
    looked_at = fingerprint(content_of(draft))
    change(draft.meeting, rds, place="Balai Dusun Krajan")

    with pytest.raises(actions.ContentChanged):
        actions.settle(draft, expected=looked_at, by=rds)

    draft.meeting.refresh_from_db()
    actions.settle(draft, expected=fingerprint(content_of(draft)), by=rds)


def test_nothing_of_a_settled_meeting_changes(ready, draft, rds):
    problem = ready.problems.first()
    row = settled(draft, rds)
    before = (row.content, bytes_of(row.unsigned_file))

    for act in (
        lambda: change(ready, rds, place="Tempat lain"),
        lambda: add_proposal(ready, by=rds),
        lambda: actions.change(problem, {"text": "Lain"}, version=None, by=rds),
        lambda: actions.remove(ready.proposals.first(), by=rds),
        lambda: actions.move(ready.problems, problem, up=False, by=rds),
    ):
        with pytest.raises(MeetingSettled):
            act()

    row.refresh_from_db()
    assert (row.content, bytes_of(row.unsigned_file)) == before


@pytest.mark.parametrize(
    "values",
    [
        {"content": {"number": "palsu"}},
        {"content_sha256": "0" * 64},
        {"number": "99/RS/2026"},
        {"sequence": 99},
        {"year": 2027},
        {"state": State.DRAFT, "sequence": None, "number": ""},
    ],
)
def test_the_database_refuses_to_change_what_is_frozen(draft, rds, values):
    settled(draft, rds)

    with pytest.raises(DatabaseError), transaction.atomic():
        BeritaAcara.objects.filter(pk=draft.pk).update(**values)


def test_a_berita_acara_without_number_is_a_draft(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        BeritaAcara.objects.filter(pk=draft.pk).update(state=State.SETTLED)


def test_a_meeting_has_one_draft(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        BeritaAcara.objects.create(
            meeting=draft.meeting, village=draft.village, year=2026
        )


def test_each_signature_is_a_dated_row(draft, rds):
    settled(draft, rds)

    actions.sign(draft, party=Party.RDS, name="Wahyuningsih", manner="layar", by=rds)

    draft.refresh_from_db()
    signature = draft.signatures.get()
    assert draft.state == State.SIGNED
    assert signature.signed_at is not None
    assert (signature.party, signature.recorded_by) == (Party.RDS, rds)


def test_signing_twice_for_a_party_keeps_the_first(draft, rds, kades):
    settled(draft, rds)
    actions.sign(draft, party=Party.KADES, name="Slamet", manner="layar", by=kades)

    actions.sign(draft, party=Party.KADES, name="Orang lain", manner="layar", by=rds)

    assert draft.signatures.get().name == "Slamet"
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(
            berita_acara=draft,
            party=Party.KADES,
            name="Orang lain",
            manner="layar",
            signed_at=draft.created_at,
        )


def test_a_draft_is_not_signed(draft, rds):
    with pytest.raises(WrongState):
        actions.sign(draft, party=Party.RDS, name="W", manner="layar", by=rds)


def test_ink_needs_a_scan_and_one_scan_serves_all(draft, rds):
    settled(draft, rds)

    with pytest.raises(actions.ScanMissing):
        actions.sign(draft, party=Party.RDS, name="W", manner="basah", by=rds)
    scan = (b"%PDF-1.4 %%EOF", "application/pdf", "pindaian.pdf")
    sign_all(draft, by=rds, manner=Signature.Manner.INK, scan=scan)

    assert len({s.file_id for s in draft.signatures.all()}) == 1


def test_it_is_not_ratified_before_all_who_must_have_signed(draft, rds):
    settled(draft, rds)
    actions.sign(draft, party=Party.RDS, name="W", manner="layar", by=rds)

    with pytest.raises(SignaturesMissing) as refusal:
        actions.ratify(draft, by=rds)

    assert refusal.value.parties == [Party.PEOPLE, Party.KADES]


def test_ratifying_keeps_the_signed_document(draft, rds, kades):
    row = settled(draft, rds)
    sign_all(draft, by=rds)

    actions.ratify(draft, by=kades)

    draft.refresh_from_db()
    assert (draft.state, draft.ratified_by) == (State.RATIFIED, kades)
    assert draft.unsigned_file == row.unsigned_file
    words = pages.text(bytes_of(draft.signed_file))
    assert "Ditandatangani di layar" in words
    for name in ("Wahyuningsih", "Muhammad Ma'ruf", "Slamet Riyadi"):
        assert name in words


def test_ratifying_twice_keeps_the_first_document(draft, rds):
    settled(draft, rds)
    sign_all(draft, by=rds)
    first = actions.ratify(draft, by=rds).signed_file

    with pytest.raises(WrongState):
        actions.ratify(draft, by=rds)

    draft.refresh_from_db()
    assert draft.signed_file == first


def test_what_is_ratified_takes_no_more_signatures(draft, rds):
    settled(draft, rds)
    sign_all(draft, by=rds)
    actions.ratify(draft, by=rds)

    with pytest.raises(WrongState):
        actions.sign(draft, party=Party.BPD, name="Bambang", manner="layar", by=rds)
    with pytest.raises(DatabaseError), transaction.atomic():
        BeritaAcara.objects.filter(pk=draft.pk).update(signed_file=None)


def test_a_cancelled_one_keeps_its_number_and_the_next_gets_another(
    draft, rds, village
):
    settled(draft, rds)
    actions.cancel(draft, reason="Salah menulis tanggal", by=rds)

    correction = actions.correct(draft, by=rds)
    change(correction.meeting, rds, place="Balai Dusun Krajan")
    actions.settle(correction, by=rds)

    draft.refresh_from_db()
    correction.refresh_from_db()
    assert (draft.number, draft.state) == ("01/RS/2026", State.CANCELLED)
    assert (correction.number, correction.corrects) == ("02/RS/2026", draft)
    words = pages.text(bytes_of(correction.unsigned_file))
    assert "membetulkan Berita Acara Nomor 01/RS/2026 tanggal 22 Juni 2026" in words
    assert "Balai Dusun Krajan" in words
    assert "Balai Dusun Krajan" not in pages.text(bytes_of(draft.unsigned_file))


def test_cancelling_twice_is_refused(draft, rds):
    settled(draft, rds)
    actions.cancel(draft, reason="Keliru", by=rds)

    with pytest.raises(WrongState):
        actions.cancel(draft, reason="Keliru lagi", by=rds)

    draft.refresh_from_db()
    assert draft.cancel_reason == "Keliru"


def test_a_draft_has_nothing_to_cancel(draft, rds):
    with pytest.raises(WrongState):
        actions.cancel(draft, reason="Keliru", by=rds)


def test_asking_twice_for_a_correction_gives_one_draft(draft, rds):
    settled(draft, rds)

    assert actions.correct(draft, by=rds) == actions.correct(draft, by=rds)


def test_every_change_of_state_stands_in_the_journal(draft, rds, kades):
    settled(draft, rds)
    sign_all(draft, by=rds)
    actions.ratify(draft, by=kades)
    actions.cancel(draft, reason="Keliru", by=rds)

    lines = AuditEntry.objects.filter(subject="rembuk.beritaacara", act="state")
    found = [(e.by, e.changes.get("state"), e.reason) for e in lines.order_by("pk")]
    assert found == [
        (rds, ["draf", "ditetapkan"], ""),
        (rds, ["ditetapkan", "ditandatangani"], ""),
        (rds, None, ""),
        (rds, None, ""),
        (kades, ["ditandatangani", "disahkan"], ""),
        (rds, ["disahkan", "dibatalkan"], "Keliru"),
    ]


def test_a_new_logo_does_not_change_what_was_frozen(draft, rds, village):
    row = settled(draft, rds)
    before = documents.unsigned_pdf(row)
    Letterhead.objects.create(village=village, address="Jalan Baru 1")

    row = BeritaAcara.objects.get(pk=row.pk)
    assert documents.unsigned_pdf(row) == before == bytes_of(row.unsigned_file)


def test_no_number_is_left_out_when_settling_fails(draft, rds, village, monkeypatch):
    class Broken(Exception):
        pass

    def break_down(_):
        raise Broken

    monkeypatch.setattr(documents, "unsigned_pdf", break_down)
    with pytest.raises(Broken):
        settled(draft, rds)
    monkeypatch.undo()

    assert settled(draft, rds).number == "01/RS/2026"
