"""Every address × every role × own village, neighbour and another kecamatan.

The addresses come from the URL map, so a new page without a rule fails here. A page
whose address holds a new kind of number must be given one in `world`.
"""

from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rembuk import actions
from tests.cast import (
    make_child,
    make_household,
    make_pregnancy,
    make_token,
    make_user,
    make_village,
)
from tests.rembuk.delivered import make_delivery
from tests.rembuk.discussions import a_discussion
from tests.rembuk.meetings import complete, make_meeting, make_quarter
from tests.villages.offices import an_office
from villages.access import FIGURES, GRANTS, Permission
from villages.models import Area, BudgetLine, Official, Posting, Village
from villages.models.posting import VILLAGE_ROLES, Role

APPS = ["villages", "households", "scorecard", "rembuk"]


def patterns(resolver=None, namespace=""):
    """(name with namespace, callback, parameter names) of every address of ours."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, entry.namespace or namespace)
        elif isinstance(entry, URLPattern) and namespace in APPS:
            parameters = tuple(entry.pattern.converters)
            yield f"{namespace}:{entry.name}", entry.callback, parameters


ADDRESSES = sorted(patterns(), key=lambda address: address[0])
IN_VILLAGE = [a for a in ADDRESSES if "village_code" in a[2]]
BY_TOKEN = [a for a in ADDRESSES if getattr(a[1], "is_by_token", False)]
IN_AREA = [a for a in ADDRESSES if "area_code" in a[2]]
ROLE_AREAS = {
    **dict.fromkeys(VILLAGE_ROLES, 10),
    Role.PENDAMPING: 6,
    Role.KECAMATAN: 6,
    Role.KABUPATEN: 4,
    Role.PROVINSI: 2,
    Role.PUSAT: 0,
    Role.ADMINISTRATOR: 0,
}


@pytest.fixture
def world(village):
    """A value for every kind of number that stands in an address."""
    household = make_household(village)
    child = make_child(household, born_on=date(2025, 3, 1))
    pregnancy = make_pregnancy(household, due_on=date(2026, 6, 1))
    posyandu = village.posyandus.create(name="Melati")
    official = Official.objects.create(
        village=village, position="kades", name="Slamet", starts_on=date(2024, 1, 1)
    )
    line = BudgetLine.objects.create(
        village=village,
        year=2026,
        activity_code="2.2.02",
        name="Posyandu",
        amount_rupiah=1,
    )
    kpm = make_user("kpm_dunia", (Role.KPM, village.code))
    return {
        "household_id": household.pk,
        "double_kind": "orang",
        "first_id": child.pk,
        "second_id": pregnancy.woman_id,
        "pair_id": 1,
        "merge_id": 1,
        "child_id": child.pk,
        "person_id": child.pk,
        "pregnancy_id": pregnancy.pk,
        "posyandu_id": posyandu.pk,
        "target_pk": pregnancy.pk,
        "missed_id": child.missed_visits.create(
            visited_on=date(2026, 1, 5), reason="menolak"
        ).pk,
        "posting_id": Posting.objects.get(user=kpm).pk,
        "line_id": line.pk,
        "token_id": 1,
        "list_name": "pejabat",
        "list_code": "fasilitas",
        "job_uuid": village.jobs.create(kind="buku kerja", state="ready").uuid,
        "row_id": official.pk,
        "year": 2026,
        "number": 1,
        "quarter": 1,
        "transfer_uuid": offered(household).uuid,
        "kind": "ibu",
        "target": pregnancy.uuid,
        "code": "anc",
        "check_code": "lila",
        "finding_id": make_finding(village, kpm).pk,
        "office": "pupr",
        "form": "bantu",
        "file_format": "xlsx",
        "edition": "tahunan",
        "month": "2026-03",
        "column": "jamban_layak",
        "day": "2026-03-14",
        "dusun_id": household.dusun_id,
        "mapping_id": 1,
        "thing": "rumah",
        "thing_id": household.pk,
        "paper": "a4",
        "guide_name": "kpm",
        **a_rembuk(village, kpm),
        **an_office(village, kpm),
        **a_discussion(village, kpm),
    }


def make_finding(village, user):
    """A finding that nobody closed."""
    return village.findings.create(
        year=2026,
        number=1,
        text="Lima rumah belum punya jamban",
        owner="Kasi Kesejahteraan",
        due_on=date(2026, 9, 1),
        recorded_by=user,
    )


def make_promise(village):
    """A promise whose day has not come."""
    return village.promises.create(
        text="Kelas ayah setiap bulan",
        owner="Bidan desa",
        made_on=date(2026, 6, 22),
        due_on=date(2026, 12, 31),
    )


def offered(household):
    """The household, offered by a village outside the kecamatan."""
    far = make_village("3308012001", "Sukajauh", dusuns=["Lor"])
    return household.transfers.create(
        from_village=far, to_village=household.village, recorded_by=None
    )


def a_rembuk(village, user):
    """The rows of a rembuk of which nothing is missing."""
    meeting = make_meeting(village, make_quarter(village), by=user)
    complete(meeting, by=user)
    berita_acara = meeting.berita_acaras.get()
    return {
        "meeting_id": meeting.pk,
        "section": "waktu",
        **the_day_of(meeting, user),
        "problem_id": meeting.problems.first().pk,
        "option_key": "pengasuhan-1",
        "proposal_id": meeting.proposals.first().pk,
        "attendance_id": meeting.attendances.first().pk,
        "photo_id": 1,
        "part": "usulan",
        "paper_name": "undangan",
        "berita_acara_id": berita_acara.pk,
        "signature_id": 1,
        "file_name": "asli",
        "receiver": "bpd",
        "handover_id": 1,
        "letter_name": "surat-penyampaian",
        "step_state": "rkp",
        "step_id": 1,
        "promise_id": make_promise(village).pk,
        "delivery_id": make_delivery(village).pk,
        "shot_id": 1,
    }


def the_day_of(meeting, user):
    """Its invitation, its agenda, and the desk where people sign in."""
    actions.adopt_agenda(meeting, by=user)
    values = {"name": "Ketua Karang Taruna", "element": "karang_taruna"}
    return {
        "invitation_id": actions.add(meeting.invitations, values, by=user).pk,
        "item_id": meeting.agenda_items.first().pk,
        "desk_token": actions.open_desk(meeting, by=user).token,
        "slide": "acara",
    }


@pytest.mark.parametrize(("name", "view", "_"), ADDRESSES)
def test_every_address_has_a_permission_or_a_reason_to_be_public(name, view, _):
    assert hasattr(view, "permission") or getattr(view, "public_reason", "")


@pytest.mark.parametrize(("name", "view", "parameters"), ADDRESSES)
def test_public_addresses_stand_apart(name, view, parameters):
    if hasattr(view, "public_reason"):
        assert "village_code" not in parameters
        assert "area_code" not in parameters


def posted(role, code):
    """A user with the role over the area of a village's code."""
    return make_user(f"{role}_uji", (role, code[: ROLE_AREAS[role]] or "00"))


def address(name, parameters, values):
    missing = [p for p in parameters if p not in values]
    assert not missing, f"{name}: give the sweep a value for {missing}"
    return reverse(name, kwargs={p: values[p] for p in parameters})


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_its_own_pages_and_no_others(client, village, world, role):
    client.force_login(posted(role, village.code))
    wrong = []
    for name, view, parameters in IN_VILLAGE:
        url = address(name, parameters, {"village_code": village.code, **world})
        status = client.get(url).status_code
        allowed = view.permission in GRANTS[role]
        if (status == 403) == allowed or (allowed and status >= 500):
            wrong.append((name, status))

    assert wrong == []


@pytest.mark.parametrize("role", list(VILLAGE_ROLES))
@pytest.mark.parametrize("code", ["3307052002", "3307062001", "3404012001"])
def test_a_village_role_is_a_stranger_everywhere_else(
    client, village, world, role, code
):
    make_village(code, "Lain", dusuns=["Wetan"])
    client.force_login(posted(role, village.code))

    opened = [
        name
        for name, _, parameters in IN_VILLAGE
        if client.get(
            address(name, parameters, {**world, "village_code": code})
        ).status_code
        != 404
    ]

    assert opened == []


@pytest.mark.parametrize("role", [Role.PENDAMPING, Role.KECAMATAN, Role.KABUPATEN])
def test_an_area_role_is_a_stranger_in_other_areas(client, village, world, role):
    make_village("3404012001", "Lain", dusuns=["Wetan"])
    client.force_login(posted(role, village.code))

    opened = [
        name
        for name, _, parameters in IN_VILLAGE
        if client.get(
            address(name, parameters, {**world, "village_code": "3404012001"})
        ).status_code
        != 404
    ]

    assert opened == []


@pytest.mark.parametrize("role", list(Role))
def test_areas_open_to_the_roles_that_see_areas(client, village, world, role):
    client.force_login(posted(role, village.code))
    own = village.code[: ROLE_AREAS[role]][:6] or "00"
    wrong = []
    for name, view, parameters in IN_AREA:
        url = address(name, parameters, {"area_code": own, **world})
        status = client.get(url).status_code
        allowed = view.permission in GRANTS[role] and role not in VILLAGE_ROLES
        if (status in (403, 404)) == allowed or status >= 500:
            wrong.append((name, status))

    assert wrong == []


@pytest.mark.django_db
def test_nobody_logged_in_is_sent_to_the_login_page(client, village, world):
    values = {"village_code": village.code, "area_code": "33", **world}
    opened = [
        name
        for name, view, parameters in ADDRESSES
        if hasattr(view, "permission")
        and not hasattr(view, "is_by_token")
        and not client.get(address(name, parameters, values)).url.startswith("/masuk/")
    ]

    assert opened == []


@pytest.mark.django_db
def test_a_login_without_posting_opens_nothing(client, village, world, no_posting):
    client.force_login(no_posting)
    values = {"village_code": village.code, "area_code": "33", **world}
    opened = [
        name
        for name, view, parameters in IN_VILLAGE + IN_AREA
        if client.get(address(name, parameters, values)).status_code != 404
    ]

    assert opened == []
    assert "belum punya penugasan" in client.get("/").content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_a_key_opens_what_its_posting_sees_and_nothing_else(
    client, village, world, role
):
    make_village("3404012001", "Lain", dusuns=["Wetan"])
    user = posted(role, village.code)
    secret = make_token(user)
    headers = {"authorization": f"Bearer {secret}"}
    own = user.postings.get().area_code
    kind = Village if role in VILLAGE_ROLES else Area
    opens = FIGURES[kind] in GRANTS[role]
    beside = "3404012001" if own != "00" else "9999999999"
    wrong = []
    for name, _, parameters in BY_TOKEN:
        for code, expected in [(own, 200), (beside, 404)]:
            if "place_code" not in parameters:
                expected = 200
            url = address(name, parameters, {**world, "place_code": code})
            status = client.get(url, headers=headers).status_code
            if status != (expected if opens else 401):
                wrong.append((name, code, status))

    assert wrong == []


@pytest.mark.django_db
def test_without_a_key_no_address_for_programs_opens(client, village, world, kpm):
    client.force_login(kpm)  # a login is no key
    values = {**world, "place_code": village.code}
    opened = [
        name
        for name, _, parameters in BY_TOKEN
        if client.get(address(name, parameters, values)).status_code != 401
    ]

    assert opened == []
    assert len(BY_TOKEN) >= 7


def test_the_administrator_sees_no_familys_data():
    personal = {Permission.VIEW_REGISTER, Permission.SEE_IDENTITY}

    assert not personal & GRANTS[Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
def test_only_the_administrator_enters_the_management_pages(client, village, role):
    client.force_login(posted(role, village.code))

    assert client.get(reverse("admin:index")).status_code == 302
