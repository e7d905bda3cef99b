"""From the scorecard to the signed berita acara."""

from .agenda import AgendaItem
from .attendance import Attendance
from .berita_acara import BeritaAcara, Party, SignaturesMissing, WrongState
from .deadline import Deadline
from .delivery import Delivery, DeliveryPhoto
from .desk import Desk, DeskClosed
from .evaluation import Evaluation
from .handover import Handover
from .invitation import Invitation
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
    "Criterion",
    "Deadline",
    "Delivery",
    "DeliveryPhoto",
    "Desk",
    "DeskClosed",
    "Evaluation",
    "Handover",
    "Invitation",
    "Meeting",
    "MeetingSettled",
    "Party",
    "Photo",
    "Problem",
    "ProblemInUse",
    "Promise",
    "Proposal",
    "Score",
    "Signature",
    "SignaturesMissing",
    "Sorting",
    "Step",
    "WrongState",
]
