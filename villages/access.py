"""Who may do what where. The only module that decides access.

A posting gives a role over an area; GRANTS says what a role may. Every view is marked
by `requires` (which finds the place and checks) or by `public` (which says why not).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, auto
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from . import audit
from .codes import zone_of
from .models import ApiToken, Area, Posting, Village
from .models.posting import Role
from .prepared import Prepared


class Permission(StrEnum):
    """One thing a person may do; each page asks for exactly one."""

    OWN_ACCOUNT = auto()  # whoever is logged in, with or without a posting
    ADMINISTER = auto()
    VIEW_REGISTER = auto()  # families by name; identity numbers need SEE_IDENTITY
    SEE_IDENTITY = auto()  # NIK and KK
    EDIT_REGISTER = auto()
    VERIFY_REGISTER = auto()
    COPY_FAMILY = auto()  # a family's data as one file, when it asks for it
    ERASE_FAMILY = auto()
    EXCHANGE_WORKBOOK = auto()
    MANAGE_ACCOUNTS = auto()
    EDIT_VILLAGE = auto()  # facilities, officials, letterhead
    EDIT_APPOINTMENT = auto()  # SK of KPM and RDS, and the RDS itself
    VIEW_ACTIVITY = auto()
    EDIT_ACTIVITY = auto()
    EDIT_BUDGET = auto()
    VIEW_BUDGET = auto()
    VIEW_SCORECARD = auto()
    VERIFY_QUARTER = auto()
    VALIDATE_QUARTER = auto()  # and make final, and reopen
    VIEW_MEETING = auto()
    EDIT_MEETING = auto()
    SETTLE_MEETING = auto()  # ditetapkan, tanda tangan, disahkan, dibatalkan
    TRACK_PROPOSAL = auto()  # RPJM Desa, RKP Desa, APB Desa, realisasi, ditolak
    EDIT_DELIVERY = auto()  # pelaksanaan: what was done, from which money
    VIEW_DOCUMENTS = auto()
    VIEW_AREA = auto()
    SET_DEADLINE = auto()  # of the rembuk, for the villages of a kabupaten
    RUN_MAD = auto()  # musyawarah antar desa, of what the villages released
    VIEW_JOURNAL = auto()


P = Permission
_READ = frozenset(
    {P.VIEW_SCORECARD, P.VIEW_MEETING, P.VIEW_DOCUMENTS, P.VIEW_BUDGET}
    | {P.VIEW_ACTIVITY}
)

GRANTS: dict[str, frozenset[Permission]] = {
    Role.KPM: frozenset(
        _READ
        | {P.VIEW_REGISTER, P.SEE_IDENTITY, P.EDIT_REGISTER, P.EXCHANGE_WORKBOOK}
        | {P.VERIFY_QUARTER, P.EDIT_MEETING, P.EDIT_ACTIVITY, P.COPY_FAMILY}
        | {P.EDIT_DELIVERY}
    ),
    Role.ADMIN_DESA: frozenset(
        _READ
        | {P.VIEW_REGISTER, P.SEE_IDENTITY, P.EDIT_REGISTER, P.VERIFY_REGISTER}
        | {P.EXCHANGE_WORKBOOK, P.MANAGE_ACCOUNTS, P.EDIT_VILLAGE, P.EDIT_BUDGET}
        | {P.VALIDATE_QUARTER, P.VIEW_JOURNAL, P.EDIT_ACTIVITY, P.EDIT_APPOINTMENT}
        | {P.COPY_FAMILY, P.ERASE_FAMILY, P.TRACK_PROPOSAL, P.EDIT_DELIVERY}
    ),
    Role.RDS: frozenset(
        _READ | {P.VIEW_REGISTER, P.EDIT_MEETING, P.SETTLE_MEETING, P.EDIT_DELIVERY}
    ),
    Role.KADES: frozenset(
        _READ | {P.VIEW_REGISTER, P.SETTLE_MEETING, P.TRACK_PROPOSAL, P.EDIT_DELIVERY}
    ),
    Role.PERANGKAT: frozenset(
        _READ | {P.VIEW_REGISTER, P.SETTLE_MEETING, P.TRACK_PROPOSAL, P.EDIT_DELIVERY}
    ),
    Role.BPD: frozenset(_READ),
    Role.PENDAMPING: frozenset(_READ | {P.VIEW_REGISTER, P.VIEW_AREA}),
    Role.KECAMATAN: frozenset({P.VIEW_AREA, P.VIEW_SCORECARD, P.RUN_MAD}),
    Role.KABUPATEN: frozenset({P.VIEW_AREA, P.VIEW_SCORECARD, P.SET_DEADLINE}),
    Role.PROVINSI: frozenset({P.VIEW_AREA, P.VIEW_SCORECARD}),
    Role.PUSAT: frozenset({P.VIEW_AREA, P.VIEW_SCORECARD}),
    Role.ADMINISTRATOR: frozenset({P.ADMINISTER}),
}
# Pages that show families; a look from outside the village is written down.
PERSONAL = frozenset({P.VIEW_REGISTER, P.SEE_IDENTITY})
OUTSIDERS = frozenset({Role.PENDAMPING})
# Asked at every request; only their texts are kept, the answers are read each time.
_POSTINGS = Prepared(
    lambda user, today: Posting.objects.filter(user=user).current(today),
    user=-1,
    today=date.min,
)
_PLACES: dict[type, Prepared] = {
    Village: Prepared(
        lambda code: Village.objects.select_related("district__parent__parent").filter(
            code=code
        ),
        code="?",
    ),
    Area: Prepared(
        lambda code: Area.objects.select_related("parent").filter(code=code), code="?"
    ),
}


@dataclass(frozen=True)
class Access:
    """What one user may do in one place (None: in no place, only as himself)."""

    place: Village | Area | None = None
    postings: tuple[Posting, ...] = ()
    permissions: frozenset[Permission] = field(default=frozenset())

    def may(self, permission: Permission) -> bool:
        """Whether the permission is held here."""
        return permission in self.permissions

    def is_outsider(self) -> bool:
        """Whether nobody in the village gave the user a role in it."""
        return all(posting.role in OUTSIDERS for posting in self.postings)

    @property
    def can(self) -> dict[str, bool]:
        """For templates, which only hide what the gate would refuse anyway."""
        return {str(permission): True for permission in self.permissions}


def current_postings(user: Any) -> tuple[Posting, ...]:
    """The user's postings that hold today. None for the anonymous and the inactive."""
    if not user.is_authenticated or not user.is_active:
        return ()
    if not hasattr(user, "_current_postings"):
        today = timezone.localdate()
        held = _POSTINGS.instances(user=user.pk, today=today)
        user._current_postings = tuple(held)
    postings: tuple[Posting, ...] = user._current_postings
    return postings


def permissions_of(postings: Iterable[Posting]) -> frozenset[Permission]:
    """All that the postings grant together."""
    return frozenset().union(*(GRANTS[posting.role] for posting in postings))


def access_to(user: Any, place: Village | Area) -> Access:
    """What the user may do in a village or area, from the postings that cover it."""
    return _access(current_postings(user), place)


def _access(postings: Iterable[Posting], place: Village | Area) -> Access:
    held = tuple(p for p in postings if p.covers(place.code))
    return Access(place, held, permissions_of(held))


def may_administer(user: Any) -> bool:
    """Whether the user is an Administrator: places, users, postings, nothing else."""
    return P.ADMINISTER in permissions_of(current_postings(user))


def _place(kind: type[Village] | type[Area], code: str) -> Village | Area:
    found: list[Village | Area] = _PLACES[kind].instances(code=code)
    if not found:
        raise Http404
    return found[0]


def _enter(request: Any, permission: Permission, access: Access) -> None:
    """Refuse, or leave what may be done here on the request."""
    if not access.postings:
        raise Http404  # a stranger does not learn what exists here
    if not access.may(permission):
        raise PermissionDenied
    request.access = access


def _note_the_look(request: Any, permission: Permission, place: Any) -> None:
    access = request.access
    if permission in PERSONAL and access.is_outsider():
        audit.looked(request, place)


def requires(permission: Permission) -> Callable[..., Any]:
    """Let the view in only for whoever holds `permission` in the place of its URL.

    A view below /desa/<village_code>/ receives the Village, one below
    /wilayah/<area_code>/ the Area, any other only the request. Nobody logged in is
    sent to the login page; a stranger to the place gets 404, a posting without the
    permission 403.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def gate(request: Any, *args: Any, **kwargs: Any) -> Any:
            if not request.user.is_authenticated:
                return _ask_to_log_in(request)
            if _owes_a_password(request.user, permission):
                return redirect("villages:password_change")
            if "village_code" in kwargs:
                place = _place(Village, kwargs.pop("village_code"))
            elif "area_code" in kwargs:
                place = _place(Area, kwargs.pop("area_code"))
            else:
                _enter_without_place(request, permission)
                return view(request, *args, **kwargs)
            _enter(request, permission, access_to(request.user, place))
            _note_the_look(request, permission, place)
            with timezone.override(zone_of(place.code)):  # clocks of the place
                return view(request, place, *args, **kwargs)

        gate.permission = permission  # type: ignore[attr-defined]
        return gate

    return decorate


def _ask_to_log_in(request: Any) -> Any:
    """Send to the login page; a form goes there with all that was typed in it."""
    answer = redirect_to_login(request.get_full_path())
    if request.method == "POST":
        answer.status_code = HTTPStatus.TEMPORARY_REDIRECT
    return answer


def _owes_a_password(user: Any, permission: Permission) -> bool:
    """A first password is known to whoever made it: it opens only its change."""
    return user.must_change_password and permission is not P.OWN_ACCOUNT


def _enter_without_place(request: Any, permission: Permission) -> None:
    held = permissions_of(current_postings(request.user)) | {P.OWN_ACCOUNT}
    if permission not in held:
        raise PermissionDenied
    request.access = Access(None, current_postings(request.user), held)


# --- programs: a token stands for one posting, and opens figures alone ----------------

# The permission that opens the page with the same figures.
FIGURES: dict[type, Permission] = {Village: P.VIEW_SCORECARD, Area: P.VIEW_AREA}


class TokenRefused(Exception):
    """No token came with the request, or one that opens nothing (any more)."""


def reads_figures(posting: Posting) -> bool:
    """Whether a token of the posting would open anything."""
    return not GRANTS[posting.role].isdisjoint(FIGURES.values())


def by_token(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let the view in only for a token whose posting sees figures at the address.

    A view with a <place_code> receives the Village or Area, any other only the request.
    `request.token` is the token, `request.access` what its posting may do. Raises
    TokenRefused; Http404 and PermissionDenied as `requires` does. No session counts,
    no cookie is read or set.
    """

    @wraps(view)
    def gate(request: Any, *args: Any, **kwargs: Any) -> Any:
        request.token = token = _token(request.headers.get("Authorization", ""))
        if "place_code" not in kwargs:
            request.access = Access(
                None, (token.posting,), permissions_of([token.posting])
            )
            return view(request, *args, **kwargs)
        code = kwargs.pop("place_code")
        place = _place(Village if len(code) == 10 else Area, code)
        _enter(request, FIGURES[type(place)], _access([token.posting], place))
        with timezone.override(zone_of(place.code)):
            return view(request, place, *args, **kwargs)

    gate.permission = P.VIEW_SCORECARD  # type: ignore[attr-defined]
    gate.is_by_token = True  # type: ignore[attr-defined]
    return gate


def _token(header: str) -> ApiToken:
    """The token of an Authorization header. Raises TokenRefused."""
    scheme, _, secret = header.partition(" ")
    today = timezone.localdate()
    known = ApiToken.objects.known(secret.strip()).holding(today)
    token: ApiToken | None = known.select_related("posting__user").first()
    if scheme.lower() != "bearer" or token is None or not reads_figures(token.posting):
        raise TokenRefused
    token.note_use(today)
    return token


def public(reason: str) -> Callable[..., Any]:
    """Mark a view that anybody may see, and say why."""
    if not reason.strip():
        raise ValueError("a public view says why it is public")

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        view.public_reason = reason  # type: ignore[attr-defined]
        return view

    return decorate
