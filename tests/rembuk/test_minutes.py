"""The minutes: typed live by several, saved by themselves or by a button."""

import pytest

from rembuk import actions
from rembuk.actions.minutes import type_minutes
from rembuk.models import Meeting
from tests.rembuk.meetings import change, url
from villages.models import AuditEntry

pytestmark = pytest.mark.django_db
BASE = "Pembukaan\nKepala Desa membuka."


def typed(base, **parts):
    return {"dasar": base, "judul": list(parts), "isi": list(parts.values())}


def live(page, meeting, data):
    return page.post(
        url("minutes", meeting), data, headers={"accept": "application/json"}
    )


def minutes_of(meeting):
    return Meeting.objects.get(pk=meeting.pk).minutes


def test_what_is_typed_is_kept_and_the_hour_told(page, meeting):
    answer = live(page, meeting, typed("", Pembukaan="Kepala Desa membuka.\n"))

    assert minutes_of(meeting) == BASE
    assert answer.json()["parts"] == [
        {"title": "Pembukaan", "text": "Kepala Desa membuka."}
    ]
    assert len(answer.json()["at"]) == 5


def test_a_look_saves_nothing_and_tells_what_others_typed(page, meeting, kpm):
    change(meeting, kpm, minutes=BASE)
    lines = AuditEntry.objects.count()

    answer = live(page, meeting, typed(""))

    assert answer.json()["parts"][0]["text"] == "Kepala Desa membuka."
    assert AuditEntry.objects.count() == lines


def test_two_secretaries_in_one_part_are_both_kept(page, meeting, rds):
    type_minutes(meeting, "", BASE, by=rds)
    type_minutes(meeting, BASE, f"{BASE}\nDari Siti.", by=rds)

    live(page, meeting, typed(BASE, Pembukaan="Kepala Desa membuka.\nDari Budi."))

    assert minutes_of(meeting) == f"{BASE}\nDari Siti.\nDari Budi."


def test_one_line_changed_by_both_is_asked_about_and_the_rest_is_saved(
    page, meeting, rds
):
    change(meeting, rds, minutes=BASE)
    type_minutes(meeting, BASE, "Pembukaan\nKades membuka.", by=rds)

    answer = live(
        page, meeting, typed(BASE, Pembukaan="Pak Lurah membuka.", Penutup="Selesai.")
    )

    assert answer.json()["clashes"] == [
        {
            "title": "Pembukaan",
            "saved": "Kades membuka.",
            "both": "Kades membuka.\nPak Lurah membuka.",
        }
    ]
    assert minutes_of(meeting) == "Pembukaan\nKades membuka.\n\nPenutup\nSelesai."


def test_typing_does_not_disturb_who_fills_in_another_part(page, meeting, rds):
    version = meeting.version

    live(page, meeting, typed("", Pembukaan="Satu."))

    actions.change_meeting(meeting, {"place": "Balai"}, version=version, by=rds)
    assert minutes_of(meeting) == "Pembukaan\nSatu."


def test_the_journal_holds_the_lines_gone_and_come(meeting, rds):
    change(meeting, rds, minutes=f"{BASE}\nSatu.")

    type_minutes(meeting, f"{BASE}\nSatu.", f"{BASE}\nDua.", by=rds)

    assert AuditEntry.objects.latest("pk").changes == {"minutes": ["Satu.", "Dua."]}


@pytest.mark.parametrize(
    ("text", "said"), [("Setuju 😀", "GRINNING FACE"), ("a" * 200_001, "200.000 huruf")]
)
def test_what_cannot_be_printed_is_refused_and_stays_on_the_page(
    page, meeting, text, said
):
    answer = live(page, meeting, typed("", Pembukaan=text))
    shown = page.post(url("minutes", meeting), typed("", Pembukaan=text))

    assert answer.status_code == 422
    assert said in answer.json()["refusal"]
    assert said in shown.content.decode()
    assert text in shown.content.decode()
    assert minutes_of(meeting) == ""


def test_a_settled_meeting_takes_no_more_minutes(page, ready, draft, rds):
    before = minutes_of(ready)
    actions.settle(draft, by=rds)

    answer = live(page, ready, typed(before, Pembukaan="Lain."))
    shown = page.post(url("minutes", ready), typed(before, P="Lain."), follow=True)

    assert answer.status_code == 409
    assert "sudah ditetapkan" in answer.json()["refusal"]
    assert "sudah ditetapkan" in shown.content.decode()
    assert "sudah ditetapkan" in page.get(url("minutes", ready), follow=True).text
    assert minutes_of(ready) == before


# --- without a script ----------------------------------------------------------------


def test_the_button_saves_and_leads_back(page, meeting):
    answer = page.post(url("minutes", meeting), typed("", Pembukaan="Satu."))

    assert answer.url.endswith("#notulen")
    assert minutes_of(meeting) == "Pembukaan\nSatu."


def test_the_page_offers_parts_to_begin_with(page, meeting):
    shown = page.get(url("minutes", meeting)).content.decode()

    assert 'value="Pembukaan"' in shown
    assert meeting.problems.first().text in shown


def test_the_page_offers_the_agenda_of_the_meeting(page, meeting, rds):
    meeting.agenda_items.create(rank=1, minutes=10, text="Doa bersama")

    shown = page.get(url("minutes", meeting)).content.decode()

    assert 'value="Doa bersama"' in shown
    assert 'value="Paparan angka"' not in shown


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ({}, "Pak Lurah membuka."),
        ({"pilih": "keduanya"}, "Kades membuka.\nPak Lurah membuka."),
        ({"pilih": "tersimpan"}, "Kades membuka."),
    ],
)
def test_of_two_versions_one_or_both_are_chosen(page, meeting, rds, choice, kept):
    change(meeting, rds, minutes=BASE)
    type_minutes(meeting, BASE, "Pembukaan\nKades membuka.", by=rds)

    asked = page.post(
        url("minutes", meeting), typed(BASE, Pembukaan="Pak Lurah membuka.")
    )
    assert asked.status_code == 409
    assert "Kades membuka." in asked.content.decode()
    again = {
        "dasar": asked.context["base"],
        "bentrok": asked.context["clashes"],
        "judul": [one["title"] for one in asked.context["sections"]],
        "isi": [one["text"] for one in asked.context["sections"]],
    }
    page.post(url("minutes", meeting), again | choice)

    assert minutes_of(meeting) == f"Pembukaan\n{kept}"


@pytest.mark.parametrize("kind", list(Meeting.Kind))
def test_every_kind_of_meeting_has_its_minutes(page, meeting, kind):
    Meeting.objects.filter(pk=meeting.pk).update(kind=kind)
    meeting.refresh_from_db()

    shown = page.get(url("minutes", meeting))
    answer = page.post(url("minutes", meeting), typed("", Pembukaan="Satu."))

    assert shown.status_code == 200
    assert answer.url.endswith("#notulen")
    assert minutes_of(meeting) == "Pembukaan\nSatu."
