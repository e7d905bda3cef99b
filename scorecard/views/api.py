"""Figures for programs: JSON, read-only, behind a token; a person never.

The addresses and answers of a version stay as they are; what must change becomes
/api/v2/. `scorecard.openapi` describes them.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.csrf import csrf_exempt

from scorecard import feed
from scorecard.openapi import description
from villages.access import TokenRefused, by_token, public
from villages.quarters import InvalidQuarter, QuarterNotBegun, Triwulan, as_of

LIMIT, MOST = 50, 200  # items of a page: unless asked, and at most
A_MINUTE = 300  # requests of one token to one web process

REFUSALS = {
    400: ("permintaan_keliru", "Permintaan ini keliru."),
    401: (
        "kunci_ditolak",
        "Kunci tidak dikenal atau tidak berlaku lagi. Buat kunci baru di halaman "
        "Akses data, lalu kirim sebagai “Authorization: Bearer kunci”.",
    ),
    403: ("tidak_boleh", "Penugasan pemilik kunci tidak membuka angka wilayah ini."),
    404: (
        "tidak_ada",
        "Alamat atau wilayah ini tidak ada, atau berada di luar penugasan pemilik "
        "kunci. Periksa kodenya.",
    ),
    405: ("hanya_baca", "Data ini hanya dapat dibaca. Pakai GET atau HEAD."),
    429: (
        "terlalu_sering",
        f"Lebih dari {A_MINUTE} permintaan dalam satu menit. Tunggu satu menit, lalu "
        "lanjutkan.",
    ),
}


class Refused(Exception):
    """The request cannot be answered; `sentence` says what to do instead."""

    def __init__(self, status: int, sentence: str = ""):
        super().__init__(status)
        self.status, self.sentence = status, sentence


def endpoint(view: Callable[..., Any]) -> Callable[..., Any]:
    """Make an address of a view that returns plain values: gate, JSON, ETag."""
    behind_the_gate = by_token(_in_turn(view))

    @wraps(behind_the_gate)
    def answer(request: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method not in ("GET", "HEAD"):
                raise Refused(405)
            found = _json(behind_the_gate(request, **kwargs))
        except TokenRefused:
            return refusal(401)
        except PermissionDenied:
            return refusal(403)
        except Http404:
            return refusal(404)
        except Refused as refused:
            return refusal(refused.status, refused.sentence)
        return _if_changed(request, found)

    return csrf_exempt(answer)  # nothing can be changed, and no cookie says who asks


def _in_turn(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a token that asks too often, so that it slows nobody's entry."""

    @wraps(view)
    def patient(request: Any, *args: Any, **kwargs: Any) -> Any:
        minute = timezone.now().strftime("%H%M")
        key = f"api-{request.token.sha256}-{minute}"
        asked = cache.get(key, 0) + 1
        cache.set(key, asked, timeout=120)
        if asked > A_MINUTE:
            raise Refused(429)
        return view(request, *args, **kwargs)

    return patient


def _json(value: Any, status: int = 200) -> HttpResponse:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text, status=status, content_type="application/json")
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Authorization"
    return response


def _if_changed(request: Any, response: HttpResponse) -> HttpResponse:
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)


def refusal(status: int, sentence: str = "") -> HttpResponse:
    """Answer with the error and a sentence that says how to go on."""
    code, usual = REFUSALS[status]
    body = {"error": {"code": code, "message": sentence or usual}}
    response = _json(body, status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if status == 405:
        response["Allow"] = "GET, HEAD"
    if status == 429:
        response["Retry-After"] = "60"
    return response


# --- addresses -----------------------------------------------------------------------


@endpoint
def start(request):
    """What the token opens, and where to go from here."""
    posting = request.token.posting
    here = f"/api/v1/wilayah/{posting.area_code}/"
    return {
        "version": "1",
        "posting": feed.posting_json(posting),
        "expires_on": request.token.expires_on.isoformat(),
        "place_url": request.build_absolute_uri(here),
    }


@endpoint
def rule_sets(request):
    return {"items": list(feed.rule_sets())}


@endpoint
def place(request, place):
    return feed.place_json(place)


@endpoint
def places_below(request, place):
    after, limit = _asked(request)
    return _listed(request, feed.places_below(place, after, limit))


@endpoint
def quarters(request, place):
    before, limit = _asked(request)
    try:
        return _listed(request, feed.quarters_of(place, before, limit))
    except InvalidQuarter as error:
        raise Refused(400, str(error)) from None


@endpoint
def figures(request, place, year, number):
    return feed.figures_at(place, _begun(year, number))


@endpoint
def figures_below(request, place, year, number):
    after, limit = _asked(request)
    page = feed.figures_below(place, _begun(year, number), after, limit)
    return _listed(request, page)


@endpoint
def monitored(request, place, year, number):
    return feed.monitored_at(place, _begun(year, number))


@public("the description of the interface holds no data")
def openapi(request):
    return _if_changed(request, _json(description()))


@csrf_exempt
@public("says of any other address below /api/ that there is nothing")
def nothing_here(request, rest=""):
    return refusal(404)


def _begun(year: int, number: int) -> Triwulan:
    """The quarter of the address. Raises Refused when it is none or lies ahead."""
    try:
        quarter = Triwulan(year, number)
        as_of(quarter, timezone.localdate())
    except (InvalidQuarter, QuarterNotBegun) as error:
        raise Refused(404, str(error)) from None
    return quarter


def _asked(request: Any) -> tuple[str, int]:
    """The key behind which the page begins, and how many items it may have."""
    count = request.GET.get("batas", str(LIMIT))
    if not (count.isascii() and count.isdigit() and 1 <= int(count) <= MOST):
        raise Refused(400, f"“batas” harus angka 1 sampai {MOST}.")
    return request.GET.get("setelah", ""), int(count)


def _listed(request: Any, page: feed.Page) -> dict:
    """The items, and the address of the next page; None when none follow."""
    following = None
    if page.after:
        query = urlencode({"setelah": page.after, "batas": _asked(request)[1]})
        following = request.build_absolute_uri(f"{request.path}?{query}")
    return {"items": page.items, "next": following}
