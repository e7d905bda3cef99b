"""The verbs that change the register and its months: atomic, keyword-only, `by=`."""

from .changes import (
    cancel_exit,
    change_fact,
    correct_household,
    correct_mother,
    correct_person,
    correct_pregnancy,
    exit_household,
    exit_target,
    move_household,
)
from .deliver import Newborn, deliver
from .doubles import NoReason, ask_again, find_doubles, tell_apart
from .merge import merge
from .missed import correct_missed, miss, undo_missed
from .months import (
    Month,
    MonthRecorded,
    record_child_month,
    record_child_months,
    record_pregnancy_month,
    record_pregnancy_months,
)
from .moving import (
    accept_transfer,
    move_person,
    offer_transfer,
    refuse_transfer,
    withdraw_transfer,
)
from .paud import mark_paud
from .register import register_child, register_household, register_pregnancy
from .saving import Implausible
from .unmerge import NotSeparable, unmerge
from .verification import AlreadyVerified, NotEmpty, delete_unverified, verify

__all__ = [
    "AlreadyVerified",
    "Implausible",
    "Month",
    "MonthRecorded",
    "Newborn",
    "NoReason",
    "NotEmpty",
    "NotSeparable",
    "accept_transfer",
    "ask_again",
    "cancel_exit",
    "change_fact",
    "correct_household",
    "correct_missed",
    "correct_mother",
    "correct_person",
    "correct_pregnancy",
    "delete_unverified",
    "deliver",
    "exit_household",
    "exit_target",
    "find_doubles",
    "merge",
    "mark_paud",
    "miss",
    "move_household",
    "move_person",
    "offer_transfer",
    "record_child_month",
    "record_child_months",
    "record_pregnancy_month",
    "record_pregnancy_months",
    "refuse_transfer",
    "register_child",
    "register_household",
    "register_pregnancy",
    "tell_apart",
    "undo_missed",
    "unmerge",
    "verify",
    "withdraw_transfer",
]
