"""What changed between two snapshots of a quarter, figure by figure."""

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
