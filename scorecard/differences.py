"""What changed between two snapshots of a quarter: figures, people and letters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scorecard.convergence import Convergence
from scorecard.models import Snapshot
from scorecard.rules import rules_named
from scorecard.wording import COUNT_WORDS


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure that two snapshots of a quarter print differently."""

    name: str
    before: Convergence
    after: Convergence


def differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """Return every figure that differs, in the order of the rule set."""
    old, new = before.content["figures"], after.content["figures"]
    return [
        Difference(name, _figure(old, measure), _figure(new, measure))
        for measure, name in _names(after.rule_set, {*old, *new}).items()
        if _figure(old, measure) != _figure(new, measure)
    ]


def _names(rule_set: str, measures: Iterable[str]) -> Mapping[str, str]:
    rules = rules_named(rule_set)
    named = {one.code: one.wording for one in rules.indicators} | COUNT_WORDS
    rest = sorted(set(measures) - set(named))
    return named | {measure: measure for measure in rest}


def _figure(figures: Mapping[str, list[int]], measure: str) -> Convergence:
    return Convergence(*figures.get(measure, (0, 0)))


# --- people and letters --------------------------------------------------------------

ADDED, GONE = "baru dihitung", "tidak dihitung lagi"


@dataclass(frozen=True, slots=True)
class PersonDifference:
    """One target that two snapshots print differently.

    `what` says that it came or went; `letters` are (service, before, after).
    """

    name: str
    place: str
    what: str
    letters: tuple[tuple[str, str, str], ...] = ()


def people_differing(before: Snapshot, after: Snapshot) -> list[PersonDifference]:
    """Return every target that came, went or has another letter, by dusun and name."""
    old, new = _targets(before), _targets(after)
    labels = _labels(before) | _labels(after)
    found = [
        PersonDifference(
            _name_in(uuid, after, before),
            (new.get(uuid) or old[uuid])["dusun"],
            _what(uuid, old, new),
            tuple(_letters(old.get(uuid), new.get(uuid), labels)),
        )
        for uuid in {**old, **new}
    ]
    return sorted(
        (one for one in found if one.what or one.letters),
        key=lambda one: (one.place, one.name),
    )


def _targets(snapshot: Snapshot) -> dict[str, dict]:
    return {target["id"]: target for target in snapshot.content["targets"]}


def _labels(snapshot: Snapshot) -> dict[str, str]:
    rules = rules_named(snapshot.rule_set)
    return {one.code: one.service.label for one in rules.indicators}


def _name_in(uuid: str, *snapshots: Snapshot) -> str:
    """As the newer one printed it; erased names stay erased."""
    names = (snapshot.names.get(uuid) for snapshot in snapshots)
    return next((one["name"] for one in names if one), "dihapus")


def _what(uuid: str, old: Mapping, new: Mapping) -> str:
    if uuid not in old:
        return ADDED
    return "" if uuid in new else GONE


def _letters(old, new, labels: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    """Letters of a target in both; of one that came or went the word says enough."""
    if not (old and new):
        return
    for code in {**old["letters"], **new["letters"]}:
        pair = (old["letters"].get(code, "–"), new["letters"].get(code, "–"))
        if pair[0] != pair[1]:
            yield labels.get(code, code), *pair
