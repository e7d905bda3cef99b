"""From the scorecard to the signed berita acara."""

from .attendance import Attendance
from .berita_acara import BeritaAcara
from .meeting import Meeting
from .problem import Problem
from .proposal import Proposal
from .signature import Signature

__all__ = [
    "Attendance",
    "BeritaAcara",
    "Meeting",
    "Problem",
    "Proposal",
    "Signature",
]
