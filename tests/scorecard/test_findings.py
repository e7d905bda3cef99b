"""Tindakan tersimpan: kept with owner and day, shown again until it is closed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from scorecard.models import Finding
from tests.scorecard.counted_village import QUARTER, counted
from tests.scorecard.test_pages import page, read, words
from villages.models import AuditEntry

pytestmark = pytest.mark.django_db


def url(name, village, *args):
    return reverse(f"scorecard:{name}", args=[village.code, *args])


def typed(village, **changes):
    day = village.today() + timedelta(days=30)
    return {
        "text": "Lima rumah di Krajan belum punya jamban; usulkan ke Dinas PUPR",
        "owner": "Kasi Kesejahteraan",
        "due_on": day.isoformat(),
    } | changes


def keep(client, rds, village, **changes):
    client.force_login(rds)
    return client.post(page("finding_add", village), typed(village, **changes))


def test_a_finding_is_kept_with_owner_and_day(client, rds, village):
    answer = keep(client, rds, village)
    assert answer.url == url("finding_list", village)
    found = village.findings.get()
    assert (found.year, found.number) == (QUARTER.year, QUARTER.number)
    assert found.recorded_by == rds
    assert "Kasi Kesejahteraan" in words(client.get(answer.url))


def test_a_double_press_keeps_one_finding(client, rds, village):
    first = client.force_login(rds) or client.get(page("finding_add", village))
    uuid = first.context["form"].initial["uuid"]
    for _ in range(2):
        client.post(page("finding_add", village), typed(village, uuid=uuid))
    assert village.findings.count() == 1


def test_a_day_that_passed_is_refused_and_the_words_stay(client, rds, village):
    yesterday = village.today() - timedelta(days=1)
    answer = keep(client, rds, village, due_on=yesterday.isoformat())
    told = words(answer)
    assert "sudah lewat" in told
    assert "Lima rumah di Krajan" in told
    assert not village.findings.exists()


def test_a_finding_comes_back_at_later_quarters_until_closed(client, rds, village):
    keep(client, rds, village)
    found = village.findings
    later = QUARTER.shift(1)
    assert found.known_in(later).count() == 1
    assert found.known_in(QUARTER.previous).count() == 0
    found.get().close(outcome="selesai", note="", on=QUARTER.last_day, by=rds)
    assert found.known_in(QUARTER).count() == 1
    assert found.known_in(later).count() == 0


def test_closing_says_what_came_of_it_and_can_be_undone(client, rds, village):
    keep(client, rds, village)
    row = village.findings.get()
    close = url("finding_close", village, row.pk)
    client.post(close, {"outcome": "selesai", "outcome_note": "Lima jamban selesai"})
    row.refresh_from_db()
    assert (row.outcome, row.closed_on) == ("selesai", village.today())
    assert "Lima jamban selesai" in words(client.get(url("finding_list", village)))
    client.post(url("finding_reopen", village, row.pk))
    row.refresh_from_db()
    assert (row.outcome, row.closed_on, row.closed_by) == ("", None, None)
    acts = AuditEntry.objects.filter(village=village, subject="scorecard.finding")
    assert acts.count() == 3


def test_dropping_a_finding_needs_a_reason(client, rds, village):
    keep(client, rds, village)
    row = village.findings.get()
    answer = client.post(url("finding_close", village, row.pk), {"outcome": "batal"})
    assert "mengapa tidak dilanjutkan" in words(answer)
    row.refresh_from_db()
    assert row.closed_on is None


def test_the_second_of_two_secretaries_sees_both_versions(client, rds, village):
    keep(client, rds, village)
    row = village.findings.get()
    edit = url("finding_edit", village, row.pk)
    client.post(edit, typed(village, owner="Bidan", version=row.version))
    answer = client.post(edit, typed(village, owner="Kader", version=row.version))
    assert answer.status_code == 409
    assert "Bidan" in words(answer)
    row.refresh_from_db()
    assert row.owner == "Bidan"


def test_a_closed_finding_has_an_outcome(village):
    with pytest.raises(IntegrityError), transaction.atomic():
        village.findings.create(
            year=2026,
            number=1,
            text="x",
            owner="y",
            due_on=date(2026, 1, 1),
            closed_on=date(2026, 1, 1),
        )


def test_bpd_reads_findings_and_writes_none(client, bpd, rds, village):
    keep(client, rds, village)
    assert "Lima rumah" in words(read(client, bpd, url("finding_list", village)))
    assert client.post(page("finding_add", village), {}).status_code == 403


def test_a_finding_of_the_neighbour_is_not_found(client, rds, village, neighbour):
    other = Finding.objects.create(
        village=neighbour, year=2026, number=1, text="x", owner="y", due_on="2026-01-01"
    )
    assert read(client, rds, url("finding_edit", village, other.pk)).status_code == 404


def test_the_findings_stand_on_the_page_they_were_found_on(client, rds, village):
    counted(village)
    keep(client, rds, village)
    assert "Lima rumah di Krajan" in words(client.get(page("diagnosis", village)))
