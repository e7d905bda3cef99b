"""Ringkasan of a village: the quarter, its promises and its money, in words and pages.

The sentences are read aloud; each page of the projector holds one finding. Counts
only, nobody's name.
"""

from dataclasses import dataclass
from functools import cached_property

from scorecard.convergence import Convergence
from scorecard.diagnosis import Prevalence, prevalences_of
from scorecard.monitoring import Table, entered_at, table_of
from scorecard.need import Need, need_of
from scorecard.overview import Overview, overview_of
from scorecard.summary import summary_of
from villages.charts import Moment, Share
from villages.models import Village
from villages.quarters import Triwulan
from villages.wording import number_text, rupiah

from .promises import Fate, Year, years_of
from .slides import Slide


@dataclass(frozen=True)
class Dashboard:
    """Everything Ringkasan shows of a quarter; each part asks once."""

    village: Village
    quarter: Triwulan

    @cached_property
    def overview(self) -> Overview:
        return overview_of(self.village, self.quarter)

    @cached_property
    def promises(self) -> Year | None:
        """What was promised in the newest year that has any."""
        years = years_of(self.village, self.village.today())
        return next((one for one in years if one.words), None)

    @cached_property
    def need(self) -> Need:
        return need_of(self.village, self.quarter)

    @cached_property
    def prevalences(self) -> list[Prevalence]:
        return prevalences_of(self.village, self.quarter)

    @cached_property
    def entered(self) -> Table:
        return table_of(entered_at(self.village.code, self.quarter))

    @property
    def sentences(self) -> list[str]:
        """To be read aloud within a minute."""
        told = summary_of(self.overview, self.village.title)
        return [*told, *filter(None, [self._promised, self._lacking])]

    @property
    def _promised(self) -> str:
        if self.promises is None:
            return ""
        return f"Janji tahun {self.promises.year}: {self.promises.told}."

    @property
    def _lacking(self) -> str:
        if not self.need.rupiah:
            return ""
        told = f"Layanan yang kurang memerlukan {rupiah(self.need.rupiah)}"
        if self.need.unpriced and not self.need.gap:
            return f"{told}, belum termasuk yang biaya satuannya belum diisi."
        if not self.need.gap:
            return f"{told}, dan anggarannya cukup."
        return f"{told}; dihitung per paket masih kurang {rupiah(self.need.gap)}."


def slides_of(found: Dashboard) -> list[Slide]:
    """Return the pages of the projector, those without a figure left out."""
    pages = [
        _figure(found),
        *_weakest(found),
        _growth(found),
        _entry(found),
        _promises(found),
        _money(found),
    ]
    return [page for page in pages if page is not None]


def _figure(found: Dashboard) -> Slide:
    whole = found.overview.scorecard.village
    shown = {
        "percent": whole.percent,
        "told": summary_of(found.overview, found.village.title)[1],
        "moments": moments_of(found.overview),
        "period": found.quarter,
    }
    return Slide("capaian", "figure", "Tingkat konvergensi desa", shown)


def moments_of(found: Overview) -> list[Moment]:
    """Return the eight quarters of the line."""
    return [
        Moment(quarter, figure.percent, quarter in found.final)
        for quarter, figure in found.trend
    ]


def _weakest(found: Dashboard):
    scorecard = found.overview.scorecard
    packages = {one.label: figure for one, figure in scorecard.packages.items()}
    yield _bars("paket", "Paket yang paling perlu dikejar", packages)
    for key, title, parts in (
        ("dusun", "Dusun yang paling perlu dibantu", scorecard.dusun),
        ("posyandu", "Posyandu yang paling perlu dibantu", scorecard.posyandu),
    ):
        named = {name or f"Tanpa {key}": one for name, one in (parts or {}).items()}
        yield _bars(key, title, named)


def _bars(key: str, title: str, figures: dict[str, Convergence]) -> Slide | None:
    shares = [
        Share(name, one.percent, one.received, one.due)
        for name, one in figures.items()
        if one.due
    ]
    if not shares:
        return None
    weakest = min(shares, key=lambda share: share.percent)
    missed = number_text(weakest.due - weakest.received)
    told = f"{weakest.label}: {missed} layanan belum diterima."
    shown = {"weakest": weakest, "told": told, "shares": shares}
    return Slide(key, "packages", title, shown)


def _growth(found: Dashboard) -> Slide | None:
    first = found.prevalences[0]
    if not first.measured:
        return None
    shown = {"rows": found.prevalences, "first": first}
    return Slide("pertumbuhan", "growth", "Pertumbuhan anak", shown)


def _entry(found: Dashboard) -> Slide | None:
    if not found.entered.months or not found.entered.sum.due:
        return None
    shown = {"sum": found.entered.sum, "rows": found.entered.rows}
    return Slide("pencatatan", "entry", "Kelengkapan pencatatan", shown)


def _promises(found: Dashboard) -> Slide | None:
    year = found.promises
    if year is None:
        return None
    most = max(count for _, count in year.counts)
    shown = {
        "year": year.year,
        "bars": [(fate, count, 1000 * count // most) for fate, count in year.counts],
        "words": [],  # they were typed by people, and a name may stand in them
        "total": len(year.words),
        "kept": dict(year.counts)[Fate.KEPT],
    }
    return Slide("janji", "promises", f"Janji tahun {year.year}", shown)


def _money(found: Dashboard) -> Slide | None:
    if not found.need.rupiah and not found.need.budgeted:
        return None
    return Slide(
        "anggaran", "money", "Anggaran terhadap kebutuhan", {"need": found.need}
    )
