"""The register of rumah tangga 1.000 HPK and what is recorded of it month by month."""

from .child_record import ChildRecord
from .household import Household, Residence
from .merge import Merge, PossibleDouble
from .not_reached import NotReached
from .paud_month import PaudMonth
from .person import Membership, Person
from .pregnancy import Pregnancy
from .pregnancy_record import PregnancyRecord
from .quarter import Quarter, QuarterFinal
from .staged_row import StagedRow
from .statement import Statement
from .transfer import AlreadyAnswered, Transfer
from .workbook_key import WorkbookKey

__all__ = [
    "AlreadyAnswered",
    "ChildRecord",
    "Household",
    "Membership",
    "Merge",
    "NotReached",
    "PaudMonth",
    "Person",
    "PossibleDouble",
    "Pregnancy",
    "PregnancyRecord",
    "Quarter",
    "QuarterFinal",
    "Residence",
    "StagedRow",
    "Statement",
    "Transfer",
    "WorkbookKey",
]
