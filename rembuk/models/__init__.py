"""From the scorecard to the signed berita acara."""

from .attendance import Attendance
from .berita_acara import BeritaAcara, Party, SignaturesMissing, WrongState
from .deadline import Deadline
from .handover import Handover
from .meeting import Meeting, MeetingSettled
from .photo import Photo
from .problem import Problem, ProblemInUse
from .promise import Promise
from .proposal import Proposal
from .signature import Signature
from .step import Step

__all__ = [
    "Attendance",
    "BeritaAcara",
    "Deadline",
    "Handover",
    "Meeting",
    "MeetingSettled",
    "Party",
    "Photo",
    "Problem",
    "ProblemInUse",
    "Promise",
    "Proposal",
    "Signature",
    "SignaturesMissing",
    "Step",
    "WrongState",
]
