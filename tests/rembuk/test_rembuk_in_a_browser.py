"""Every page of a rembuk in a real browser: no complaint, nothing wider than it."""

import pytest
from django.urls import reverse

from rembuk import actions
from tests.rembuk.meetings import change, url
from tests.servers.browsing import serious_findings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = ["phone", "desktop"]


def look(page, addresses):
    """What is wrong with the pages: serious findings, and what is too wide."""
    wrong = []
    for address in addresses:
        page.goto(address)
        wrong += serious_findings(page)
        wider = page.evaluate(
            "(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)"
            "(document.documentElement)"
        )
        if wider > 0:
            wrong.append(f"{address} is {wider} px wider than the window")
    return wrong


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_of_an_open_rembuk(site, new_window, size, ready, quarter, rds):
    keys = [quarter.village.code, quarter.year, quarter.number]
    problem, proposal = ready.problems.first(), ready.proposals.get()
    page = new_window(size, user=rds)

    assert (
        look(
            page,
            [
                reverse("rembuk:meeting_list", args=keys[:1]),
                reverse("rembuk:meeting_open", args=keys),
                reverse("rembuk:document_list", args=keys[:1]),
                url("meeting", ready),
                url("settle", ready),
                url("attendance_list", ready),
                url("problem_edit", ready, problem.pk),
                url("proposal_edit", ready, proposal.pk),
                url("photo_add", ready),
                url("meeting_edit", ready, "pimpinan"),
                url("meeting_edit", ready, "kesepakatan"),
                "/publik/dokumen/",
            ],
        )
        == []
    )


@pytest.mark.parametrize("size", SIZES)
def test_a_signature_is_drawn_and_the_paper_ratified(
    site, new_window, size, draft, rds
):
    row = actions.settle(draft, by=rds)
    for party, name in (("masyarakat", "Ma'ruf"), ("kades", "Slamet")):
        actions.sign(row, party=party, name=name, manner="layar", by=rds)
    page = new_window(size, user=rds)
    address = reverse("rembuk:berita_acara", args=[row.village.code, row.pk])
    assert look(page, [address, f"{address}tanda-tangan/"]) == []

    page.get_by_label("Nama").fill("Wahyuningsih")
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 60, steps=5)
    page.mouse.up()
    page.get_by_role("button", name="Tanda tangani").click()
    page.get_by_role("button", name="Sahkan berita acara").click()

    page.get_by_text("Berita acara bertanda tangan (PDF)").wait_for()
    assert row.signatures.get(party="rds").file is not None
    check = f"/publik/dokumen/?sidik={row.content_sha256}"
    assert look(page, [address, check]) == []


def test_problems_change_places_without_a_reload(site, new_window, meeting, rds):
    first = meeting.problems.first()
    page = new_window("phone", user=rds)
    page.goto(url("meeting", meeting))

    page.get_by_role("button", name=f"Turunkan: {first.text}").click()
    page.locator("#masalah li:nth-child(2)").get_by_role(
        "link", name=first.text, exact=True
    ).wait_for()

    assert meeting.problems.all()[1] == first


def test_of_two_windows_the_second_sees_both(
    site, new_window, complaints, meeting, rds, kpm
):
    complaints.expect("status of 409")
    page = new_window("desktop", user=rds)
    page.goto(url("meeting_edit", meeting, "waktu"))
    change(meeting, kpm, place="Balai Desa")

    page.get_by_label("Tempat").fill("Aula Krajan")
    page.get_by_role("button", name="Simpan").click()

    page.get_by_text("Tidak ada yang ditimpa").wait_for()
    page.get_by_role("button", name="Simpan isian saya").click()
    page.wait_for_url("**#waktu")
    meeting.refresh_from_db()
    assert meeting.place == "Aula Krajan"
