"""From the scorecard to the signed berita acara."""

from .agenda import AgendaItem
from .attendance import Attendance
from .berita_acara import BeritaAcara, Party, SignaturesMissing, WrongState
from .carried import Carried
from .deadline import Deadline
from .delivery import Delivery, DeliveryPhoto
from .desk import Desk, DeskClosed
from .discussion import (
    Discussion,
    Opportunity,
    Publication,
    Release,
    Resource,
)
from .evaluation import Evaluation
from .handover import Handover
from .invitation import Invitation
from .mad import (
    Mad,
    MadActivity,
    MadAttendance,
    MadFinished,
    MadOpportunity,
    MadProblem,
)
from .meeting import Meeting, MeetingSettled
from .photo import Photo
from .points import Criterion, Score, Sorting
from .problem import Problem, ProblemInUse
from .promise import Promise
from .proposal import Proposal
from .signature import Signature
from .step import Step

__all__ = [
    "AgendaItem",
    "Attendance",
    "BeritaAcara",
    "Carried",
    "Criterion",
    "Deadline",
    "Delivery",
    "DeliveryPhoto",
    "Desk",
    "DeskClosed",
    "Discussion",
    "Evaluation",
    "Handover",
    "Invitation",
    "Mad",
    "MadActivity",
    "MadAttendance",
    "MadFinished",
    "MadOpportunity",
    "MadProblem",
    "Meeting",
    "MeetingSettled",
    "Opportunity",
    "Party",
    "Photo",
    "Problem",
    "ProblemInUse",
    "Promise",
    "Proposal",
    "Publication",
    "Release",
    "Resource",
    "Score",
    "Signature",
    "SignaturesMissing",
    "Sorting",
    "Step",
    "WrongState",
]
