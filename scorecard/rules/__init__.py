"""The rule sets by name; a final quarter keeps the one that made it."""

from .hpk_2018 import HPK_2018
from .terms import Group, Indicator, RuleSet

RULE_SETS = {rules.name: rules for rules in (HPK_2018,)}
CURRENT = HPK_2018

__all__ = ["CURRENT", "RULE_SETS", "Group", "Indicator", "RuleSet"]
