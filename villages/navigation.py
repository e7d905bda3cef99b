"""The bar of at most five entries, and the places a person may switch to."""

import re
from dataclasses import dataclass

from django.urls import reverse

from .access import Permission, current_postings
from .models import Area, Village
from .models.posting import Role
from .postings import places_by_code
from .quarters import Triwulan


@dataclass(frozen=True)
class Entry:
    """One entry of the bar."""

    label: str
    url: str
    icon: str
    current: bool = False


@dataclass(frozen=True)
class Place:
    """One place of the switch on top of the page."""

    label: str
    role: str
    url: str
    current: bool = False


# A page keeps its entry whichever quarter it shows.
QUARTER = re.compile(r"/20\d\d/[1-4]/")
# role → (label, URL name, icon); a URL name takes the code of the place.
_KPM = (
    ("Tugas", "households:task_list", "tugas"),
    ("Sasaran", "households:household_list", "sasaran"),
    ("Posyandu", "households:posyandu_day", "posyandu"),
    ("Scorecard", "scorecard:scorecard_now", "scorecard"),
    ("Lainnya", "villages:more", "lainnya"),
)
_ADMIN_DESA = (
    ("Verifikasi", "households:verification", "verifikasi"),
    ("Sasaran", "households:household_list", "sasaran"),
    ("Scorecard", "scorecard:scorecard_now", "scorecard"),
    ("Anggaran", "villages:budget", "anggaran"),
    ("Pengaturan", "villages:more", "pengaturan"),
)
_RDS = (  # Lainnya stands in the menu of the account, as for everybody in a village
    ("Ringkasan", "rembuk:dashboard_now", "ringkasan"),
    ("Temuan", "scorecard:finding_list", "temuan"),
    ("Rapat", "rembuk:meeting_list", "rapat"),
    ("Janji", "rembuk:promise_list", "janji"),
    ("Dokumen", "rembuk:document_list", "dokumen"),
)
_VILLAGE_OFFICE = (
    ("Ringkasan", "rembuk:dashboard_now", "ringkasan"),
    ("Rembuk", "rembuk:meeting_list", "rapat"),
    ("Dokumen", "rembuk:document_list", "dokumen"),
    ("Anggaran", "villages:budget", "anggaran"),
    ("Lainnya", "villages:more", "lainnya"),
)
_AREA = (
    ("Wilayah", "scorecard:area_now", "wilayah"),
    ("Kelengkapan", "scorecard:village_states_now", "kelengkapan"),
    ("Perbandingan", "scorecard:comparison_now", "perbandingan"),
    ("Kinerja", "scorecard:performance_now", "kinerja"),
    ("Unduhan", "scorecard:area_downloads", "unduhan"),
)
_KECAMATAN = (
    *_AREA[:3],
    ("MAD", "rembuk:mad_list", "rapat"),
    ("Unduhan", "scorecard:area_downloads", "unduhan"),
)
_PENDAMPING = (
    ("Ringkasan", "rembuk:dashboard_now", "ringkasan"),
    ("Sasaran", "households:household_list", "sasaran"),
    ("Dokumen", "rembuk:document_list", "dokumen"),
    ("Lainnya", "villages:more", "lainnya"),
)
_ADMINISTRATOR = (
    ("Wilayah", "admin:villages_area_changelist", "wilayah"),
    ("Pengguna", "admin:villages_user_changelist", "pengguna"),
    ("Penugasan", "admin:villages_posting_changelist", "penugasan"),
    ("Pengaturan", "admin:index", "pengaturan"),
)
BARS = {
    Role.KPM: _KPM,
    Role.ADMIN_DESA: _ADMIN_DESA,
    Role.RDS: _RDS,
    Role.KADES: _VILLAGE_OFFICE,
    Role.PERANGKAT: _VILLAGE_OFFICE,
    Role.BPD: _VILLAGE_OFFICE,
}
AREA_BARS = {Role.KECAMATAN: _KECAMATAN}


def places_of(postings, here=None):
    """One entry per posting, the places looked up together: at most two queries."""
    places = places_by_code(postings)
    named = [(posting, places.get(posting.area_code)) for posting in postings]
    return [
        _place_entry(posting, place, here)
        for posting, place in named
        if place or posting.role == Role.ADMINISTRATOR
    ]


def _place_entry(posting, place, here):
    """An Administrator's place is there before the list of places is brought in."""
    role = posting.get_role_display()
    if posting.role == Role.ADMINISTRATOR:
        return Place("Pengelolaan", role, reverse("admin:index"), place == here)
    first = bar_of(posting, place)[0]
    return Place(place.title, role, first.url, place == here)


def bar_of(posting, place, path=""):
    """The entries of a posting in a place; the one whose page is open is `current`."""
    if posting.role == Role.ADMINISTRATOR:
        return [
            Entry(label, reverse(name), icon) for label, name, icon in _ADMINISTRATOR
        ]
    spec, code = _spec(posting, place)
    urls = [(label, reverse(name, args=[code]), icon) for label, name, icon in spec]
    here = QUARTER.sub("/", path)
    best = max((url for _, url, _ in urls if here.startswith(url)), key=len, default="")
    return [Entry(label, url, icon, url == best) for label, url, icon in urls]


def _spec(posting, place):
    """Which entries, and of which place: in a village, whoever reads only its figures
    keeps the entries of the own area."""
    role = posting.role
    if role in BARS:
        return BARS[role], place.code
    if isinstance(place, Area):
        return AREA_BARS.get(role, _AREA), place.code
    if role == Role.PENDAMPING:
        return _PENDAMPING, place.code
    return AREA_BARS.get(role, _AREA), posting.area_code


def _switch(user, here):
    """The places to go to, the open one marked; nothing when there is only one."""
    postings = current_postings(user)
    return places_of(postings, here) if len(postings) > 1 else []


def _period(place):
    """The quarter that runs in a village; an area's page names its own."""
    return Triwulan.of(place.today()).label if isinstance(place, Village) else ""


def _account_links(place, access, items):
    """What belongs to the person; in a village also Lainnya, where the bar has none."""
    more = []
    if isinstance(place, Village) and access.may(Permission.VIEW_SCORECARD):
        url = reverse("villages:more", args=[place.code])
        if all(item.url != url for item in items):
            more = [{"label": "Lainnya", "url": url}]
    return more + [
        {"label": "Panduan", "url": reverse("villages:guide_list")},
        {"label": "Ganti kata sandi", "url": reverse("villages:password_change")},
        {"label": "Akses data", "url": reverse("villages:api_token_list")},
    ]


def navigation(request):
    """Context of every page: `nav` with its bar, its place and the places to go to."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    access = getattr(request, "access", None)
    postings = access.postings if access and access.place else ()
    place = access.place if access else None
    items = bar_of(postings[0], place, request.path) if postings else []
    return {
        "nav": {
            "items": items,
            "place": place.title if place else "",
            "period": _period(place),
            "role": postings[0].get_role_display() if postings else "",
            "places": _switch(user, place),
            "user": user,
            "account": _account_links(place, access, items),
        },
        "can": access.can if access else {},
        # The place that the gate let the person into, for links of any page.
        "village": place if isinstance(place, Village) else None,
        "area": place if isinstance(place, Area) else None,
    }
