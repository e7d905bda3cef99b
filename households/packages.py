"""The five packages (paket layanan) and the services that fill them.

What a service is called, on which form it stands, which columns of the monthly
record say that it was received, and when a month asks for it. The indicators of a
quarter (`scorecard.rules`) and the list of this month's tasks both stand on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum


class Package(StrEnum):
    """The five service packages that must all reach a household."""

    KIA = "KIA"
    GIZI = "GIZI"
    AIR = "AIR"
    SOS = "SOS"
    PAUD = "PAUD"

    @property
    def label(self) -> str:
        """The package as it is printed."""
        return _PACKAGE_LABELS[self]


_PACKAGE_LABELS = {
    Package.KIA: "Kesehatan ibu dan anak",
    Package.GIZI: "Konseling gizi terpadu",
    Package.AIR: "Air bersih dan sanitasi",
    Package.SOS: "Perlindungan sosial dan jaminan kesehatan",
    Package.PAUD: "Pendidikan anak usia dini dan pengasuhan",
}


class Who(StrEnum):
    """Whom a service is for: the form it is written on."""

    MOTHER = "ibu_hamil"  # Formulir 2A
    CHILD = "anak"  # Formulir 2B, 0-23 bulan
    PRESCHOOL = "anak_2_6"  # Formulir 2C


class When(Enum):
    """When a month asks for a service."""

    EVERY_MONTH = "every month"
    AT_RISK = "every month that began with a risk known"
    AFTER_DELIVERY = "from the delivery to the end of nifas"
    UNTIL_HELD = "until the newest statement says it is there"


@dataclass(frozen=True, slots=True)
class Service:
    """One service: a column of Formulir 2A, 2B or 2C.

    `ticks` are columns of which one `v` is enough. `measure` is a number that
    counts as received whatever the tick says (a kg was weighed); `count` is one
    that stands for a blank tick when it is above 0 (pills were given).
    `at_birth` is the register's measure of the day of birth.
    """

    code: str
    label: str
    package: Package
    who: Who
    when: When
    ticks: tuple[str, ...] = ()
    measure: str = ""
    count: str = ""
    at_birth: str = ""
    from_age_days: int = 0

    def is_received(self, record: Mapping[str, object]) -> bool:
        """Whether a monthly record, by column name, says it was received.

        A column that is missing, None or "" states nothing.
        """
        if self.measure and record.get(self.measure) is not None:
            return True
        if any(record.get(tick) == "v" for tick in self.ticks):
            return True
        return self._is_counted(record)

    def _is_counted(self, record: Mapping[str, object]) -> bool:
        if not self.count or any(record.get(tick) for tick in self.ticks):
            return False
        return _above_zero(record.get(self.count))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a monthly form by which a record shows that somebody came.

    A status, a mat colour, LiLA or oedema alone does not: it says how the target
    is, not what was asked or received.
    """

    ticks: tuple[str, ...]
    numbers: tuple[str, ...]  # 0 too
    counts: tuple[tuple[str, str], ...] = ()  # (tick, count above 0 standing for it)

    def has_content(self, record: Mapping[str, object]) -> bool:
        """Whether any tick is `v` or `x`, or any number is given."""
        if any(record.get(tick) in ("v", "x") for tick in self.ticks):
            return True
        if any(record.get(number) is not None for number in self.numbers):
            return True
        return any(_above_zero(record.get(count)) for _, count in self.counts)


def _above_zero(number: object) -> bool:
    return isinstance(number, int) and number > 0


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a target when a month's work is listed.

    `held` are the codes of services whose newest statement is `v` (for `ukur`:
    measured in the last six months), which need no asking again. `age_days` is
    None for a mother.
    """

    is_at_risk: bool = False
    is_delivered: bool = False
    age_days: int | None = None
    held: frozenset[str] = frozenset()


def _mother(
    code: str, label: str, package: Package, when: When, *ticks: str
) -> Service:
    return Service(code, label, package, Who.MOTHER, when, ticks)


def _child(code: str, label: str, package: Package, when: When, *ticks: str) -> Service:
    return Service(code, label, package, Who.CHILD, when, ticks)


ANC = _mother("anc", "Pemeriksaan kehamilan", Package.KIA, When.EVERY_MONTH, "checkup")
IRON = Service(
    "fe",
    "Dapat & konsumsi pil Fe",
    Package.KIA,
    Who.MOTHER,
    When.EVERY_MONTH,
    ticks=("iron",),
    count="iron_pills",
)
NIFAS = Service(
    "nifas",
    "Pemeriksaan nifas",
    Package.KIA,
    Who.MOTHER,
    When.AFTER_DELIVERY,
    count="nifas_visits",
)
MOTHER_CLASS = _mother(
    "kelas_ibu",
    "Konseling gizi (kelas ibu hamil)",
    Package.GIZI,
    When.EVERY_MONTH,
    "counselling",
)
MOTHER_VISIT = _mother(
    "kunjungan_ibu", "Kunjungan rumah", Package.KIA, When.AT_RISK, "home_visit"
)
MOTHER_WATER = _mother(
    "air_ibu", "Akses air bersih", Package.AIR, When.UNTIL_HELD, "water"
)
MOTHER_LATRINE = _mother(
    "jamban_ibu", "Jamban", Package.AIR, When.UNTIL_HELD, "latrine"
)
MOTHER_INSURANCE = _mother(
    "jaminan_ibu", "Jaminan kesehatan", Package.SOS, When.UNTIL_HELD, "insurance"
)

IMMUNISATION = _child(
    "imunisasi", "Imunisasi dasar", Package.KIA, When.UNTIL_HELD, "immunisation"
)
WEIGHING = Service(
    "timbang",
    "Penimbangan",
    Package.KIA,
    Who.CHILD,
    When.EVERY_MONTH,
    ticks=("weighing",),
    measure="weight_kg",
    at_birth="birth_weight_kg",
)
MEASURING = Service(
    "ukur",
    "Pengukuran panjang/tinggi",
    Package.KIA,
    Who.CHILD,
    When.UNTIL_HELD,
    ticks=("measuring",),
    measure="height_cm",
    at_birth="birth_length_cm",
)
CHILD_COUNSELLING = _child(
    "konseling_anak",
    "Konseling gizi orang tua",
    Package.GIZI,
    When.EVERY_MONTH,
    "father_counselling",
    "mother_counselling",
)
CHILD_VISIT = _child(
    "kunjungan_anak", "Kunjungan rumah", Package.GIZI, When.AT_RISK, "home_visit"
)
CHILD_WATER = _child(
    "air_anak", "Akses air bersih", Package.AIR, When.UNTIL_HELD, "water"
)
CHILD_LATRINE = _child("jamban_anak", "Jamban", Package.AIR, When.UNTIL_HELD, "latrine")
CERTIFICATE = Service(
    "akta",
    "Akta lahir",
    Package.SOS,
    Who.CHILD,
    When.UNTIL_HELD,
    ticks=("birth_certificate",),
    from_age_days=60,
)
CHILD_INSURANCE = _child(
    "jaminan_anak", "Jaminan kesehatan", Package.SOS, When.UNTIL_HELD, "insurance"
)
PARENTING = _child(
    "pengasuhan", "Pengasuhan (PAUD)", Package.PAUD, When.EVERY_MONTH, "parenting"
)
PRESCHOOL = Service(
    "paud", "Layanan PAUD", Package.PAUD, Who.PRESCHOOL, When.EVERY_MONTH, ("mark",)
)

COLUMNS = {
    Who.MOTHER: Columns(
        ticks=(
            "checkup",
            "iron",
            "counselling",
            "husband_counselling",
            "home_visit",
            "water",
            "latrine",
            "insurance",
        ),
        numbers=("nifas_visits",),
        counts=(("iron", "iron_pills"),),
    ),
    Who.CHILD: Columns(
        ticks=(
            "immunisation",
            "measles",
            "weighing",
            "measuring",
            "father_counselling",
            "mother_counselling",
            "home_visit",
            "water",
            "latrine",
            "birth_certificate",
            "insurance",
            "parenting",
        ),
        numbers=("weight_kg", "height_cm"),
    ),
}

# In the order of Formulir 3A, 3B and 2C.
SERVICES = (
    ANC,
    IRON,
    NIFAS,
    MOTHER_CLASS,
    MOTHER_VISIT,
    MOTHER_WATER,
    MOTHER_LATRINE,
    MOTHER_INSURANCE,
    IMMUNISATION,
    WEIGHING,
    MEASURING,
    CHILD_COUNSELLING,
    CHILD_VISIT,
    CHILD_WATER,
    CHILD_LATRINE,
    CERTIFICATE,
    CHILD_INSURANCE,
    PARENTING,
    PRESCHOOL,
)


def services_for(who: Who) -> tuple[Service, ...]:
    """Return the services of one form, in its order."""
    return tuple(service for service in SERVICES if service.who is who)


def due_this_month(who: Who, situation: Situation) -> tuple[Service, ...]:
    """Return the services a month asks for, whether received already or not.

    A delivered mother is asked for nifas and for what lasts; a home visit is due
    only where the month began with a risk; what is held already is not asked.
    """
    return tuple(
        service for service in services_for(who) if _is_asked(service, situation)
    )


def _is_asked(service: Service, now: Situation) -> bool:
    if now.age_days is not None and now.age_days < service.from_age_days:
        return False
    if service.when is When.UNTIL_HELD:
        return service.code not in now.held
    if service.when is When.AFTER_DELIVERY:
        return now.is_delivered
    if service.when is When.AT_RISK:
        return now.is_at_risk and not now.is_delivered
    return not now.is_delivered
