"""The rule sets, one file each; a final quarter keeps the one that made it.

A new rule set is a new file of this folder that names it RULES and says from which
quarter on it holds. What was published is never changed: letters and figures are
stored under its order and its codes.
"""

from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from households.packages import CHILD_COUNSELLING
from villages.quarters import Triwulan

from .terms import Group, Indicator, RuleSet

__all__ = [
    "FATHERS",
    "RULE_SETS",
    "Group",
    "Indicator",
    "RuleSet",
    "every_code",
    "found_in",
    "joint_name",
    "rules_for",
    "rules_named",
]
# Of those who are counselled, whose father came: the sub-row Laki, without a letter.
FATHERS = f"{CHILD_COUNSELLING.code}_laki"
JOINT = " + "  # between the names of several rule sets


def found_in(package: str, folders: Iterable[str]) -> dict[str, RuleSet]:
    """Return the rule sets of a package by name, the oldest first."""
    modules = (import_module(f"{package}.{one.name}") for one in iter_modules(folders))
    found = [module.RULES for module in modules if hasattr(module, "RULES")]
    found.sort(key=lambda rules: rules.valid_from)
    return {rules.name: rules for rules in found}


RULE_SETS = found_in(__name__, __path__)


def rules_for(quarter: Triwulan) -> RuleSet:
    """Return the rule set that a quarter is computed with: here alone it is decided.

    The newest that holds in the quarter; before the first of all, the first.
    """
    ordered = sorted(RULE_SETS.values(), key=lambda rules: rules.valid_from)
    return [ordered[0], *(r for r in ordered if r.valid_from <= quarter)][-1]


def every_code() -> list[str]:
    """Return the indicators of all rule sets: a quarter has figures of its own only."""
    found = (i.code for rules in RULE_SETS.values() for i in rules.indicators)
    return list(dict.fromkeys(found))


def joint_name(names: Iterable[str]) -> str:
    """Return what figures are called that several rule sets made: "a + b".

    The names may be joint themselves; "" (nothing computed yet) says nothing.
    """
    parts = {part for name in names for part in name.split(JOINT)}
    return JOINT.join(name for name in RULE_SETS if name in parts)


def rules_named(name: str) -> RuleSet:
    """Return the rule set that made stored figures, by its name.

    Of a joint name, the indicators of all, the newest first: villages that are final
    under an older rule set still count in the sum of their area. Raises KeyError.
    """
    newest, *older = [RULE_SETS[part] for part in reversed(name.split(JOINT))]
    if not older:
        return newest
    indicators: dict[str, Indicator] = {}
    for rules in (newest, *older):
        for indicator in rules.indicators:
            indicators.setdefault(indicator.code, indicator)
    return replace(newest, name=name, indicators=tuple(indicators.values()))
