"""From the scorecard to the signed berita acara."""

from .attendance import Attendance
from .berita_acara import BeritaAcara, Party, SignaturesMissing, WrongState
from .meeting import Meeting, MeetingSettled
from .photo import Photo
from .problem import Problem, ProblemInUse
from .proposal import Proposal
from .signature import Signature

__all__ = [
    "Attendance",
    "BeritaAcara",
    "Meeting",
    "MeetingSettled",
    "Party",
    "Photo",
    "Problem",
    "ProblemInUse",
    "Proposal",
    "Signature",
    "SignaturesMissing",
    "WrongState",
]
