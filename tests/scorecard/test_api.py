"""Figures for programs: what comes back, who may ask, and that it is as described."""

import re

import pytest
from django.urls import get_resolver, reverse
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from scorecard.actions import drain
from scorecard.openapi import ADDRESSES, DESCRIPTION_ADDRESS, description
from scorecard.reading import area_scorecard, scorecard_of
from scorecard.views.api import A_MINUTE
from tests.cast import make_token, make_village
from tests.scorecard.counted_village import QUARTER, counted, finalised
from villages.models import Area

pytestmark = pytest.mark.django_db
NAMES = ["Siti Aminah", "Ahmad Fauzan", "Putri Ayu"]
DOCUMENT = description()
HERE = "urn:kpm:api"
REGISTRY = Registry().with_resource(
    HERE, Resource(contents=DOCUMENT, specification=DRAFT202012)
)


@pytest.fixture
def ask(client):
    """Ask an address with a secret; what comes back is held against its schema."""

    def asked(secret, url, **headers):
        authorization = {"authorization": f"Bearer {secret}"} if secret else {}
        answer = client.get(url, headers=authorization | headers)
        assert not answer.cookies
        check(url, answer)
        return answer

    return asked


def check(url, answer):
    """Hold an answer against what the document says of its address."""
    path = url.partition("?")[0].removeprefix("http://testserver")
    operation = operation_of(path)
    told = operation["responses"][str(answer.status_code)]
    told = resolved(told)
    if answer.status_code == 304:
        assert answer.content == b""
        return
    assert answer["Content-Type"] == "application/json"
    schema = told["content"]["application/json"]["schema"]
    if "$ref" in schema:
        schema = {"$ref": HERE + schema["$ref"]}
    Draft202012Validator(
        schema, registry=REGISTRY, format_checker=FormatChecker()
    ).validate(answer.json())


def operation_of(path):
    for pattern, methods in DOCUMENT["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path):
            return methods["get"]
    raise AssertionError(f"{path} is not described")


def resolved(part):
    if "$ref" not in part:
        return part
    *_, kind, name = part["$ref"].split("/")
    return DOCUMENT["components"][kind][name]


def url(name, code=None, quarter=QUARTER):
    at = {"place_code": code} if code else {}
    if "figures" in name or name == "monitored":
        at |= {"year": quarter.year, "number": quarter.number}
    return reverse(f"scorecard:api_{name}", kwargs=at)


# --- the description -----------------------------------------------------------------


def test_the_description_is_valid_openapi():
    validate(DOCUMENT)
    assert DOCUMENT["openapi"].startswith("3.1")


def test_the_description_is_served_to_anybody(ask):
    assert ask("", DESCRIPTION_ADDRESS).json() == DOCUMENT


def routes(entry):
    for pattern in getattr(entry, "url_patterns", []):
        yield str(pattern.pattern)
        yield from routes(pattern)


def test_every_address_is_described_and_every_description_has_its_address():
    served = {
        "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", route)
        for route in routes(get_resolver())
        if route.startswith("api/v1/")
    }
    assert served == {*ADDRESSES, DESCRIPTION_ADDRESS}
    assert served == set(DOCUMENT["paths"])


# --- what comes back -----------------------------------------------------------------


def test_the_start_says_what_the_key_opens(ask, kecamatan, village):
    found = ask(make_token(kecamatan), reverse("scorecard:api")).json()

    assert found["posting"] == {
        "role": "kecamatan",
        "area_code": "330705",
        "ends_on": None,
    }
    assert ask(make_token(kecamatan, name="lagi"), found["place_url"]).json() == {
        "code": "330705",
        "name": "Kecamatan Kaliwiro",
        "level": "kecamatan",
    }


def test_a_village_has_its_figures_dusun_and_posyandu(ask, village, bpd):
    counted(village)

    found = ask(make_token(bpd), url("figures", village.code)).json()

    expected = scorecard_of(village, QUARTER).as_json()
    assert {key: found[key] for key in expected} == expected
    assert found["village"] == {"received": 15, "due": 24, "percent": "62.50"}
    assert (found["code"], found["quarter"]) == (village.code, QUARTER.key)
    assert found["sha256"] is None
    assert "dusun" in found


def test_an_area_has_the_sum_and_no_dusun(ask, village, neighbour, kabupaten):
    counted(village)
    counted(neighbour)
    drain()

    found = ask(make_token(kabupaten), url("figures", "330705")).json()

    assert found["village"] == area_scorecard("330705", QUARTER).village.as_json()
    assert "dusun" not in found


def test_a_final_quarter_comes_with_its_seal(ask, village, rds, kpm, admin_desa):
    counted(village)
    finalised(village, kpm=kpm, admin=admin_desa)

    found = ask(make_token(rds), url("figures", village.code)).json()

    assert found["state"] == "final"
    assert found["sha256"] == scorecard_of(village, QUARTER).sha256


def test_an_empty_village_answers_too(ask, village, rds):
    found = ask(make_token(rds), url("figures", village.code)).json()

    assert found["village"] == {"received": 0, "due": 0, "percent": None}
    assert found["as_of"] is None


def test_the_rule_sets_tell_their_indicators(ask, rds):
    (found,) = ask(make_token(rds), url("rule_sets")).json()["items"]

    assert found["name"] == "hpk-2018"
    assert len(found["indicators"]) == 18


def test_no_answer_names_a_person(ask, client, village, kpm):
    counted(village)
    secret = make_token(kpm)

    for name in ("place", "quarters", "figures", "places_below", "figures_below"):
        text = ask(secret, url(name, village.code)).content.decode()
        assert not [one for one in NAMES if one in text]


# --- pages ---------------------------------------------------------------------------


def walk(ask, secret, address):
    """Every item of a list, page by page."""
    found = []
    while address:
        page = ask(secret, address).json()
        found += page["items"]
        address = page["next"]
    return found


@pytest.mark.parametrize("name", ["places_below", "figures_below"])
def test_the_villages_below_come_in_pages_that_miss_nobody(
    ask, village, kecamatan, name
):
    for n in range(2, 13):
        make_village(f"33070520{n:02}", f"Desa {n}", dusuns=())
    secret = make_token(kecamatan)

    found = walk(ask, secret, url(name, "330705") + "?batas=5")

    codes = [one["code"] for one in found]
    assert len(codes) == 12
    assert codes == sorted(set(codes))


def test_an_area_lists_the_areas_below_it(ask, village, pusat):
    secret = make_token(pusat)
    codes = [
        [one["code"] for one in walk(ask, secret, url("places_below", above))]
        for above in ("00", "33", "3307", "330705", village.code)
    ]
    assert codes == [["33"], ["3307"], ["330705"], [village.code], []]


def test_what_was_monitored_of_what_was_due_is_told_by_month(ask, village, kecamatan):
    counted(village, children=3)
    secret = make_token(kecamatan)
    for code in (village.code, "330705"):
        items = ask(secret, url("monitored", code)).json()["items"]
        assert len(items) == 6
        assert items[0] == {
            "month": "2025-10",
            "group": "anak",
            "recorded": 1,
            "timely": 0,
            "due": 3,
        }


def test_quarters_come_newest_first(ask, village, kecamatan):
    counted(village)
    secret = make_token(kecamatan)
    for code in (village.code, "330705"):
        found = walk(ask, secret, url("quarters", code) + "?batas=1")
        keys = [one["quarter"] for one in found]
        assert len(keys) >= 2
        assert keys == sorted(set(keys), reverse=True)
        assert found[-1]["rule_set"] == "hpk-2018"


@pytest.mark.parametrize("count", [2, 80])
def test_a_page_costs_the_same_for_many_villages(
    ask, village, kecamatan, count, django_assert_num_queries
):
    for n in range(2, count + 1):
        make_village(f"33070520{n:02}", f"Desa {n}", dusuns=())
    secret = make_token(kecamatan)
    address = url("figures_below", "330705") + "?batas=200"
    ask(secret, address)
    with django_assert_num_queries(5):
        ask(secret, address)


@pytest.mark.parametrize(
    "query", ["batas=0", "batas=201", "batas=banyak", "batas=²", "setelah=2026-7"]
)
def test_a_mistaken_page_is_refused_with_a_sentence(ask, village, kecamatan, query):
    answer = ask(make_token(kecamatan), url("quarters", "330705") + f"?{query}")

    assert answer.status_code == 400
    assert query.split("=")[0] in answer.content.decode() or "2026-7" in str(
        answer.json()
    )


# --- refusals ------------------------------------------------------------------------


def test_without_a_key_nothing_is_told_but_how_to_get_one(ask, village):
    answer = ask("", url("figures", village.code))

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert "Akses data" in answer.json()["error"]["message"]


def test_a_login_is_no_key(ask, client, village, kpm):
    client.force_login(kpm)
    answer = client.get(url("figures", village.code))
    assert answer.status_code == 401


def test_a_key_opens_its_area_and_nothing_beside_or_above(
    ask, village, neighbour, kpm, kecamatan
):
    own = make_token(kpm)
    assert ask(own, url("place", village.code)).status_code == 200
    assert ask(own, url("place", neighbour.code)).status_code == 404
    assert ask(own, url("place", "330705")).status_code == 404
    above = make_token(kecamatan)
    assert ask(above, url("place", village.code)).status_code == 200
    assert ask(above, url("place", "3307")).status_code == 404
    assert ask(above, url("place", "9999999999")).status_code == 404


def test_a_posting_above_without_figures_of_areas_is_refused(ask, village, kecamatan):
    posting = kecamatan.postings.get()
    posting.role = "bpd"  # a role of the village, posted wrongly over a kecamatan
    posting.save()
    answer = ask(make_token(kecamatan), url("place", "330705"))
    assert answer.status_code == 403


@pytest.mark.parametrize(("year", "number"), [(2090, 1), (2026, 5), (1800, 1)])
def test_a_quarter_that_is_none_or_lies_ahead_is_not_found(
    ask, village, bpd, year, number
):
    at = {"place_code": village.code, "year": year, "number": number}
    address = reverse("scorecard:api_figures", kwargs=at)

    answer = ask(make_token(bpd), address)

    assert answer.status_code == 404
    assert str(year) in answer.json()["error"]["message"]


def test_an_unknown_address_answers_as_json(client):
    answer = client.get("/api/v1/orang/")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "tidak_ada"


def test_nothing_can_be_written(client, village, kecamatan):
    address, secret = url("place", village.code), make_token(kecamatan)
    for send in (client.post, client.put, client.delete, client.patch):
        answer = send(address, headers={"authorization": f"Bearer {secret}"})
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD"


def test_who_asks_too_often_is_told_to_wait(ask, client, village, kecamatan):
    secret = make_token(kecamatan)
    headers = {"authorization": f"Bearer {secret}"}
    for _ in range(2 * A_MINUTE + 1):  # a minute may end meanwhile
        answer = client.get(url("rule_sets"), headers=headers)
        if answer.status_code != 200:
            break
    check(url("rule_sets"), answer)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    other = make_token(kecamatan, name="lain")
    assert ask(other, url("rule_sets")).status_code == 200


# --- unchanged answers ---------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(ask, village, bpd):
    counted(village)
    secret, address = make_token(bpd), url("figures", village.code)
    first = ask(secret, address)

    again = ask(secret, address, **{"if-none-match": first["ETag"]})
    other = ask(secret, address, **{"if-none-match": '"lain"'})

    assert (again.status_code, other.status_code) == (304, 200)
    assert "private" in first["Cache-Control"]
    Area.objects.update(name="Lain")
    drain()
    changed = ask(
        secret, url("place", village.code), **{"if-none-match": first["ETag"]}
    )
    assert changed.status_code == 200
