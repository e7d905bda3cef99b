"""Musyawarah antar desa: only what each village released, side by side and summed.

Sums are sums of counts, shares are ratios of sums; nobody's name is among them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from rembuk.ranking import PHRASES
from scorecard.convergence import Convergence, total
from scorecard.wording import COUNT_WORDS
from villages.codes import zone_of
from villages.wording import number_text, percent_text

from .analysis import MAPPED
from .content import lines
from .discussion import releases_in
from .models import Mad
from .readiness import Missing

COUNTS = ("households", "ibu_hamil", "kek_resti", "anak", "anak_gizi")
GROUPS = (
    ("ibu_hamil", "Konvergensi ibu hamil"),
    ("anak", "Konvergensi anak 0–23 bulan"),
)
FEWEST = 2  # villages of which a meeting between villages consists


def finished_mad_of(village, year) -> Mad | None:
    """The finished MAD of a year in which the village took part, or None."""
    mad = Mad.objects.finished().filter(area=village.district, year=year).first()
    if mad is None or village.code not in {one["code"] for one in released_to(mad)}:
        return None
    return mad


def released_to(mad) -> list[dict]:
    """What the villages let it see: frozen once it is finished."""
    if mad.content is not None:
        return mad.content["villages"]
    return [row.content for row in releases_in(mad.area, mad.year)]


# --- side by side --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a cell for each village, and the sum or the share."""

    label: str
    cells: tuple[str, ...]
    whole: str


def side_by_side(released: Sequence[dict]) -> list[Line]:
    """Return the counts and shares of the villages, and of all together."""
    return [*_convergence(released), *_counts(released), *_mapping(released)]


def _convergence(released):
    for key, label in GROUPS:
        yield _share(label, [Convergence(*one["convergence"][key]) for one in released])
    yield _share("Tingkat konvergensi", [convergence_of([one]) for one in released])


def convergence_of(released: Iterable[dict]) -> Convergence:
    """Return received and due of all services of the villages together."""
    return total(
        Convergence(*one["convergence"][key]) for one in released for key, _ in GROUPS
    )


def _share(label, figures):
    cells = tuple(percent_text(figure.percent) for figure in figures)
    return Line(label, cells, percent_text(total(figures).percent))


def _counts(released):
    for key in COUNTS:
        counts = [one["counts"][key] for one in released]
        yield _sum(COUNT_WORDS[key], counts)


def _sum(words, counts):
    """A village that stated nothing has a dash, and the sum says of how many it is."""
    known = [count for count in counts if count is not None]
    whole = number_text(sum(known))
    if len(known) < len(counts):
        whole = f"{whole} ({len(known)} desa)"
    cells = tuple("–" if n is None else number_text(n) for n in counts)
    return Line(words[0].upper() + words[1:], cells, whole)


def _mapping(released):
    """Columns of Formulir 1; a village that froze none has a dash."""
    for key, _, words in MAPPED:
        counts = [one["mapping"].get(key) for one in released]
        if any(counts):
            yield _sum(words, counts)


# --- problems that villages share ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Common:
    """A problem as the villages brought it; `key` asks for it to be taken up."""

    key: str
    package: str
    indicator: str
    text: str
    villages: tuple[tuple[str, str], ...]  # code and name

    @property
    def names(self) -> str:
        """The villages it concerns."""
        return ", ".join(name for _, name in self.villages)

    @property
    def codes(self) -> list[str]:
        """Their codes."""
        return [code for code, _ in self.villages]


def common_problems(released: Sequence[dict]) -> list[Common]:
    """Return every problem once, those of most villages first, then most missed."""
    found: dict[str, list[tuple[dict, dict]]] = {}
    for one in released:
        for problem in one["problems"]:
            key = problem["indicator"] or problem["uuid"]
            found.setdefault(key, []).append((one, problem))
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), -_missed(item[1])))
    return [_common(key, rows) for key, rows in ranked]


def _missed(rows) -> int:
    return sum((p["due"] or 0) - (p["received"] or 0) for _, p in rows)


def _common(key, rows) -> Common:
    problem = rows[0][1]
    due = sum(p["due"] or 0 for _, p in rows)
    text = problem["text"]
    if len(rows) > 1 and due and problem["indicator"] in PHRASES:
        text = f"{_missed(rows)} dari {due} {PHRASES[problem['indicator']]}"
    villages = tuple((one["code"], one["village"]) for one, _ in rows)
    return Common(key, problem["package"], problem["indicator"], text, villages)


# --- joint analysis ------------------------------------------------------------------


def analysis_of_mad(mad, released) -> list[str]:
    """The joint analysis: as it was written, else as the released figures say it."""
    return lines(mad.analysis) or sentences_of_all(released)


def sentences_of_all(released: Sequence[dict]) -> list[str]:
    """Return what the villages' figures say together."""
    if not released:
        return []
    names = ", ".join(one["village"] for one in released)
    told = [f"{len(released)} desa melepas hasil diskusinya: {names}."]
    whole = convergence_of(released)
    if whole.percent is not None:
        told.append(
            f"Bersama-sama {number_text(whole.received)} dari "
            f"{number_text(whole.due)} layanan diterima "
            f"({percent_text(whole.percent)})."
        )
    homes = sum(one["counts"]["households"] for one in released)
    children = sum(one["counts"]["anak"] for one in released)
    told.append(
        f"Sasarannya {number_text(homes)} rumah tangga 1.000 HPK dengan "
        f"{number_text(children)} anak berumur 0 sampai 23 bulan."
    )
    return told + [
        f"Sama di {len(one.villages)} desa ({one.names}): {one.text}."
        for one in common_problems(released)
        if len(one.villages) >= FEWEST
    ]


# --- what is lacking -----------------------------------------------------------------


def missing_from_mad(mad, released) -> list[Missing]:
    """All that keeps the MAD from being finished, in the order of the page."""
    return [*_of_the_outputs(mad, released), *_of_the_day(mad)]


def _of_the_outputs(mad, released):
    if len(released) < FEWEST:
        yield Missing("Belum ada dua desa yang melepas hasil diskusinya", "desa")
    if not mad.problems.exists():
        yield Missing("Belum ada masalah bersama", "masalah")
    if not mad.opportunities.exists():
        yield Missing("Belum ada peluang atau sumber daya bersama", "peluang")
    if not mad.activities.exists():
        yield Missing("Belum ada kegiatan bersama", "kegiatan")


def _of_the_day(mad):
    if mad.held_on is None:
        yield Missing("Tanggal MAD belum diisi", "waktu")
    elif mad.held_on > today_of(mad):
        yield Missing("Tanggal MAD belum tiba", "waktu")
    if not mad.place:
        yield Missing("Tempat MAD belum diisi", "waktu")
    if not mad.leader:
        yield Missing("Pimpinan MAD belum diisi", "pimpinan")
    if not mad.attendances.exists():
        yield Missing("Daftar hadir MAD masih kosong", "hadir")


def today_of(mad):
    """Today where the kecamatan lies, whatever the server's clock shows."""
    return timezone.now().astimezone(zone_of(mad.area.code)).date()
