"""Layanan yang belum diterima: who misses what, and which office owns it.

The letters of a quarter, read the other way round: by household, to carry to the
family, and by office, to carry to whoever must act (for water and latrines the
ministry of public works, for birth certificates the civil registry, and so on, as
Perpres 72/2021 shares out the services).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from households.models import Household
from households.packages import Package, Who
from scorecard.matrices import Person, matrix_of, stage_words
from scorecard.reading import letters_in
from scorecard.rules import Indicator
from villages.models import Village
from villages.quarters import Triwulan


class Office(StrEnum):
    """Who owns a service, as villages call them."""

    HEALTH = "kesehatan"
    WORKS = "pupr"
    REGISTRY = "dukcapil"
    SOCIAL = "sosial"
    PAUD = "paud"

    @property
    def label(self) -> str:
        """The office in a heading."""
        return _LABELS[self]

    @property
    def addressee(self) -> str:
        """Whom a letter to the office is addressed to."""
        return _ADDRESSEES[self]

    @property
    def where(self) -> str:
        """Where a family goes for the office's services."""
        return _WHERE[self]


_LABELS = {
    Office.HEALTH: "Bidan desa dan Puskesmas",
    Office.WORKS: "Dinas Pekerjaan Umum dan Penataan Ruang",
    Office.REGISTRY: "Dinas Kependudukan dan Pencatatan Sipil",
    Office.SOCIAL: "Dinas Sosial dan BPJS Kesehatan",
    Office.PAUD: "PAUD dan Bina Keluarga Balita",
}
_ADDRESSEES = {
    Office.HEALTH: "Kepala Puskesmas dan Bidan Desa",
    Office.WORKS: "Kepala Dinas Pekerjaan Umum dan Penataan Ruang",
    Office.REGISTRY: "Kepala Dinas Kependudukan dan Pencatatan Sipil",
    Office.SOCIAL: "Kepala Dinas Sosial dan Kepala BPJS Kesehatan setempat",
    Office.PAUD: "Kepala PAUD dan Ketua Bina Keluarga Balita",
}
_WHERE = {
    Office.HEALTH: "Bidan desa, posyandu, atau puskesmas",
    Office.WORKS: "Kantor desa (diteruskan ke Dinas PUPR)",
    Office.REGISTRY: "Kantor desa (diteruskan ke Dukcapil)",
    Office.SOCIAL: "Kantor desa (diteruskan ke Dinas Sosial dan BPJS)",
    Office.PAUD: "Kelas pengasuhan di PAUD, BKB, atau posyandu",
}
_BY_CODE = {"akta": Office.REGISTRY}
_BY_PACKAGE = {
    Package.KIA: Office.HEALTH,
    Package.GIZI: Office.HEALTH,
    Package.AIR: Office.WORKS,
    Package.SOS: Office.SOCIAL,
    Package.PAUD: Office.PAUD,
}


def office_of(indicator: Indicator) -> Office:
    """Return the office that owns a service."""
    return _BY_CODE.get(indicator.code, _BY_PACKAGE[indicator.package])


@dataclass(frozen=True, slots=True)
class PersonGap:
    """One target and the services due to it and not received completely."""

    who: Who
    person: Person
    missed: tuple[Indicator, ...]

    @property
    def stage(self) -> str:
        """Return "hamil 7 bulan", "bersalin" or "8 bulan"."""
        return stage_words(self.person, self.who)

    @property
    def key(self) -> str:
        """The target's opaque id."""
        return self.person.uuid

    def of(self, office: Office) -> tuple[Indicator, ...]:
        """Return the missed services that the office owns."""
        return tuple(one for one in self.missed if office_of(one) is office)


@dataclass(frozen=True, slots=True)
class HouseholdGap:
    """One household with the members who miss something."""

    household: Household
    people: tuple[PersonGap, ...]

    @property
    def missed(self) -> int:
        """How many services are missing, the household's own counted once."""
        every = [one for gap in self.people for one in gap.missed]
        own = [one for one in every if is_of_household(one)]
        return len({one.service.label for one in own}) + len(every) - len(own)

    @property
    def place(self) -> str:
        """Return "Krajan, RT 02 RW 01"."""
        home = self.household
        numbers = [f"RT {home.rt}" if home.rt else "", f"RW {home.rw}" * bool(home.rw)]
        area = " ".join(one for one in numbers if one)
        return ", ".join(one for one in (home.dusun.name, area) if one)

    def of(self, office: Office) -> tuple[PersonGap, ...]:
        """Return the members who miss a service of the office."""
        return tuple(gap for gap in self.people if gap.of(office))


def is_of_household(indicator: Indicator) -> bool:
    """Whether the service reaches a household, not one of its members."""
    return indicator.package is Package.AIR


def gaps_of(
    village: Village, quarter: Triwulan, *, dusun: str = ""
) -> list[HouseholdGap]:
    """Return the households that miss something, the most first; four queries.

    A final quarter's letters are those of its snapshot. Families that no longer live
    in the village are left out: nobody can act on them here.
    """
    by_household: dict[int, list[PersonGap]] = {}
    homes = _homes(village, quarter)
    for gap in _people(village, quarter):
        if (home := homes.get(gap.person.uuid)) is not None:
            by_household.setdefault(home, []).append(gap)
    households = village.households.select_related("dusun").in_bulk(by_household)
    found = [
        HouseholdGap(household, tuple(by_household[pk]))
        for pk, household in households.items()
        if dusun in ("", household.dusun.name)
    ]
    return sorted(found, key=lambda one: (-one.missed, one.household.head_name))


def _people(village: Village, quarter: Triwulan) -> Iterable[PersonGap]:
    for who in (Who.MOTHER, Who.CHILD):
        matrix = matrix_of(village, quarter, who)
        for person in matrix.people:
            missed = set(person.missed)
            if missed:
                every = matrix.indicators
                kept = tuple(one for one in every if one.code in missed)
                yield PersonGap(who, person, kept)


def _homes(village: Village, quarter: Triwulan) -> Mapping[str, int]:
    """The household of each target, by the target's opaque id."""
    rows = letters_in(village, quarter).values_list(
        "pregnancy__uuid", "child__uuid", "household_id"
    )
    return {str(mother or child): household for mother, child, household in rows}


@dataclass(frozen=True, slots=True)
class OfficeGap:
    """What one office is asked for: its households and the services by number."""

    office: Office
    households: tuple[HouseholdGap, ...]

    @property
    def people(self) -> int:
        """How many targets miss a service of the office."""
        return sum(len(home.of(self.office)) for home in self.households)

    @property
    def services(self) -> list[tuple[str, int]]:
        """Each missing service with who misses it (targets; of water and latrines
        households), the most first."""
        missing = {
            (one.service.label, home.household.pk if is_of_household(one) else gap.key)
            for home in self.households
            for gap in home.of(self.office)
            for one in gap.of(self.office)
        }
        counted = Counter(label for label, _ in missing)
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def by_office(gaps: Iterable[HouseholdGap]) -> list[OfficeGap]:
    """Return what each office is asked for; offices that owe nothing are left out."""
    gaps = list(gaps)
    found = [
        OfficeGap(office, tuple(home for home in gaps if home.of(office)))
        for office in Office
    ]
    return [one for one in found if one.households]
