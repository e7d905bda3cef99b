"""What all documents of the scorecard share: place, state, signatures, format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from households.models import Quarter
from scorecard.convergence import Convergence
from scorecard.tables import Scorecard
from scorecard.years import seal_of
from villages.kop import place_of
from villages.models import Official
from villages.quarters import Triwulan
from villages.typeset import Sheet, pdf, xlsx
from villages.wording import long_date

FORMATS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ROMAN = ("I", "II", "III", "IV")
STATE_LABELS = {
    Quarter.State.RUNNING: "sementara",
    Quarter.State.VERIFIED: "sementara",
    Quarter.State.VALIDATED: "tervalidasi",
    Quarter.State.FINAL: "final",
}
TAMPERED = "isi tidak sesuai sidiknya"
SIGNERS = (
    ("Mengetahui,", Official.Position.KADES, "Kepala {title}"),
    ("Yang membuat,", Official.Position.KPM, "Kader Pembangunan Manusia"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """One document, ready to be typeset; `stem` is its file name without the ending."""

    template: str
    stem: str
    data: Mapping[str, Any] = field(repr=False)
    sheets: tuple[Sheet, ...] = field(repr=False)
    images: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def render(self, file_format: str) -> bytes:
        """Return the file's bytes; equal data give equal bytes. Raises KeyError."""
        makers = {"pdf": self._pdf, "xlsx": self._xlsx}
        return makers[file_format]()

    def _pdf(self) -> bytes:
        return pdf(self.template, self.data, self.images)

    def _xlsx(self) -> bytes:
        return xlsx(self.sheets)


def header(title: str, village, when: str, *, as_of=None, sidik=None) -> dict:
    """Return the part `document` of a document's data."""
    return {
        "title": f"{title} {village.title} {when}",
        "name": f"{title} {village.name} {when}",
        "draft": False,
        "fingerprint": sidik,
        "date": as_of,
    }


def stem(*words: str) -> str:
    """Return a file name of plain letters: "laporan-konvergensi-3307052001-2026-2"."""
    return "-".join(words).lower().replace(".", "")


def place(village) -> dict:
    """Return the part `place`, with what the regency is called."""
    regency = village.district.parent
    label = "Kota" if regency.title.startswith("Kota ") else "Kabupaten"
    return place_of(village) | {"kabupaten_label": label}


def data_hash(scorecard: Scorecard) -> str:
    """Return what seals the figures: what a document prints as its "Sidik data"."""
    return seal_of(scorecard)


def state(scorecard: Scorecard) -> dict:
    """Return the part `state`: sementara, tervalidasi or final, and by which rules."""
    label = STATE_LABELS[Quarter.State(scorecard.state)]
    return {
        "label": label if scorecard.is_intact else f"{label}, {TAMPERED}",
        "as_of": scorecard.as_of,
        "rule_set": scorecard.rule_set,
        "data_hash": data_hash(scorecard),
    }


def state_words(scorecard: Scorecard) -> str:
    """Return the state in one line, as sheets print it."""
    told = state(scorecard)
    day = f" per {long_date(told['as_of'])}" if told["as_of"] else ""
    return f"Keadaan data: {told['label']}{day}, kaidah {told['rule_set']}"


def signatures(village, day) -> list[dict]:
    """Return who signs: the kepala desa and the KPM in office on the day."""
    names = _in_office(village, day)
    return [
        {
            "intro": intro,
            "role": role.format(title=village.title),
            "name": names.get(position),
        }
        for intro, position, role in SIGNERS
    ]


def _in_office(village, day) -> dict[str, str]:
    rows = village.officials.filter(position__in=[one[1] for one in SIGNERS])
    if day is not None:
        rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
    return dict(rows.order_by("starts_on", "pk").values_list("position", "name"))


def ending(village, day) -> dict:
    """Return the parts `signed_at` (a line to write the day on) and `signatures`."""
    return {
        "signed_at": {"place": village.name, "date": None},
        "signatures": signatures(village, day),
    }


def titles(heading: str, village, when: str) -> tuple[str, ...]:
    """Return the lines above the table of a sheet."""
    where = place(village)
    return (
        heading,
        f"{where['kabupaten_label']} {where['kabupaten']}, "
        f"Kecamatan {where['kecamatan']}, {village.title}",
        when,
    )


def quarter_words(quarter: Triwulan) -> str:
    """Return "Triwulan II Tahun 2026"."""
    return f"Triwulan {ROMAN[quarter.number - 1]} Tahun {quarter.year}"


def share(figure: Convergence) -> dict:
    """Return received, due and percent as templates want them."""
    return figure.as_json()
