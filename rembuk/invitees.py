"""Whom a rembuk should invite, from what the village has written down already.

Officials, members of the RDS and KPM by their names; mothers and fathers only as
representatives of their dusun: the register is for care, not for invitations.
"""

from dataclasses import dataclass

from villages.models import Appointment, Facility

from .content import officials_on
from .unsur import Element

OFFICIALS = (  # position → unsur and what stands under the name
    ("sekdes", Element.PEMDES, "Sekretaris Desa"),
    ("bpd", Element.BPD, "Ketua BPD"),
    ("rds", Element.RDS, "Ketua Rumah Desa Sehat"),
    ("bidan", Element.NAKES, "Bidan Desa"),
)
# Where nobody of the unsur is known by name.
INSTITUTIONS = (
    (Element.PEMDES, "Perangkat desa"),
    (Element.BPD, "Ketua BPD"),
    (Element.RDS, "Ketua Rumah Desa Sehat"),
    (Element.KPM, "Kader Pembangunan Manusia"),
    (Element.KADER, "Kader posyandu"),
    (Element.PAUD, "Guru PAUD"),
    (Element.KESEHATAN, "Kader kesehatan desa"),
    (Element.NAKES, "Bidan desa"),
    (Element.PENDIDIKAN, "Kepala TK atau SD"),
    (Element.PKK, "Ketua TP PKK Desa"),
    (Element.KARANG_TARUNA, "Ketua Karang Taruna"),
    (Element.LPMD, "Ketua LPMD"),
    (Element.TOKOH, "Tokoh agama dan tokoh masyarakat"),
    (Element.PEDULI, "Kelompok peduli stunting"),
)
FACILITIES = {
    Facility.Kind.PAUD: (Element.PAUD, "Guru {}"),
    Facility.Kind.TK: (Element.PENDIDIKAN, "Kepala {}"),
    Facility.Kind.PUSKESMAS: (Element.NAKES, "Kepala {}"),
}


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who could be invited."""

    name: str
    element: str
    position: str = ""

    @property
    def key(self) -> str:
        """What tells him apart in the form."""
        return f"{self.element}:{self.name}"

    @property
    def label(self) -> str:
        return Element(self.element).label


def proposed(meeting) -> list[Invitee]:
    """Those who are not invited yet, in the order of the list of unsur."""
    village, day = meeting.village, meeting.held_on or meeting.village.today()
    named = _once([*_officials(meeting), *_kpm(village), *_members(village, day)])
    known = _once([*named, *_places(village)])
    have = {one.element for one in known}
    found = [
        *known,
        *(Invitee(name, e.value) for e, name in INSTITUTIONS if e not in have),
        *_of_the_families(village),
        *_guests(village),
    ]
    invited = set(meeting.invitations.values_list("name", "element"))
    order = list(Element)
    return sorted(
        (one for one in found if (one.name, one.element) not in invited),
        key=lambda one: order.index(one.element),
    )


def _once(invitees):
    """Each name once: whoever holds two offices gets one letter, for the first."""
    found = {}
    for one in invitees:
        found.setdefault(one.name.casefold(), one)
    return list(found.values())


def _officials(meeting):
    names = officials_on(meeting)
    for position, element, title in OFFICIALS:
        if name := names.get(position):
            yield Invitee(name, element.value, title)


def _kpm(village):
    decrees = village.appointments.in_force().filter(kind=Appointment.Kind.KPM)
    for decree in decrees.prefetch_related("appointees"):
        for person in decree.appointees.all():
            if person.removed_at is None:
                yield Invitee(
                    person.name, Element.KPM.value, "Kader Pembangunan Manusia"
                )


def _members(village, day):
    rds = getattr(village, "rds", None)
    for member in rds.members.current(day) if rds else ():
        office = f"{member.get_office_display()} RDS"
        yield Invitee(member.name, member.element, office)


def _places(village):
    """Posts and schools: whoever works there."""
    for dusun in village.dusuns.all():
        yield Invitee(f"Kepala Dusun {dusun.name}", Element.PEMDES.value)
    for posyandu in village.posyandus.all():
        name = f"Kader Posyandu {posyandu.name}"
        yield Invitee(name, Element.KADER.value)
    rows = village.facilities.filter(kind__in=FACILITIES)
    for facility in rows.filter(year=_newest_year(rows)):
        element, words = FACILITIES[facility.kind]
        yield Invitee(words.format(facility.name), element.value)


def _newest_year(facilities):
    return facilities.order_by("-year").values("year")[:1]


def _of_the_families(village):
    for dusun in village.dusuns.all():
        for who in ("ibu hamil", "orang tua anak di bawah dua tahun"):
            name = f"Wakil {who} Dusun {dusun.name}"
            yield Invitee(name, Element.MASYARAKAT.value)


def _guests(village):
    district = village.district
    yield Invitee(f"Camat {district.name}", Element.UNDANGAN.value)
    yield Invitee(f"Kepala Puskesmas {district.name}", Element.UNDANGAN.value)
    yield Invitee("Pendamping Desa (PD dan PLD)", Element.UNDANGAN.value)
