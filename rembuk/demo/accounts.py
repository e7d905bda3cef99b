"""The demo's logins: one of every role in the first village, a few in the others."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password

from villages.models import Posting, User, Village
from villages.models.posting import Role

from .places import VILLAGES, VillagePlan

SUKAMAJU = VILLAGES[0]
# (username, name, role, area code); a village's officials carry their own names.
VILLAGE_LOGINS = (
    ("kpm", "kpm", Role.KPM),
    ("admindesa", "sekdes", Role.ADMIN_DESA),
    ("rds", "rds", Role.RDS),
    ("kades", "kades", Role.KADES),
)
LOGINS = (
    ("perangkat", "Sri Mulyaningsih", Role.PERANGKAT, SUKAMAJU.code),
    ("bpd", SUKAMAJU.officials["bpd"], Role.BPD, SUKAMAJU.code),
    ("pendamping", "Ratna Kartikasari", Role.PENDAMPING, SUKAMAJU.code[:6]),
    ("kecamatan", "Hendro Sasongko", Role.KECAMATAN, SUKAMAJU.code[:6]),
    ("kabupaten", "Diah Retnowati", Role.KABUPATEN, SUKAMAJU.code[:4]),
    ("provinsi", "Bambang Irianto", Role.PROVINSI, SUKAMAJU.code[:2]),
    ("pusat", "Maria Kusumawardani", Role.PUSAT, "00"),
    ("administrator", "Yohanes Adi", Role.ADMINISTRATOR, "00"),
)


def open_logins() -> None:
    """Make every login, all with the demo's password."""
    one_hash = make_password(settings.DEMO_PASSWORD)
    starts_on = Village.objects.get(code=SUKAMAJU.code).today() - timedelta(days=900)
    for username, name, role, area_code in [*_of(SUKAMAJU), *LOGINS, *_elsewhere()]:
        user = User.objects.create(username=username, name=name, password=one_hash)
        Posting.objects.create(
            user=user, role=role, area_code=area_code, starts_on=starts_on
        )


def login_of(plan: VillagePlan, role: str) -> User:
    """The user who has a role in a village."""
    return User.objects.get(postings__role=role, postings__area_code=plan.code)


def _of(plan: VillagePlan, suffix: str = ""):
    for username, position, role in VILLAGE_LOGINS:
        yield f"{username}{suffix}", plan.officials[position], role, plan.code


def _elsewhere():
    for plan in VILLAGES[1:]:
        yield from _of(plan, f".{plan.name.lower()}")


def table() -> list[str]:
    """One line for every login of the first village and the areas above it."""
    return [
        f"  {Role(role).label:28} {username:26} {area_code}"
        for username, _, role, area_code in [*_of(SUKAMAJU), *LOGINS]
    ]
