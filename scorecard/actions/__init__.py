"""What changes several rows: computing what is touched, making a quarter final."""

from .compute import compute_areas, compute_villages, drain
from .explanations import explain_check
from .finalise import finalise, reopen, validate, verify
from .midnight import touch_moved
from .rebuild import rebuild

__all__ = [
    "compute_areas",
    "compute_villages",
    "drain",
    "explain_check",
    "finalise",
    "rebuild",
    "reopen",
    "touch_moved",
    "validate",
    "verify",
]
