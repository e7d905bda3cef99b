"""What changes several rows: computing, making final, mapping."""

from .compute import compute_areas, compute_villages, drain
from .explanations import explain_check
from .finalise import finalise, reopen, validate, verify
from .mapping import freeze, mark_dusun, unmark_dusun
from .midnight import touch_moved
from .rebuild import rebuild

__all__ = [
    "compute_areas",
    "compute_villages",
    "drain",
    "explain_check",
    "finalise",
    "freeze",
    "mark_dusun",
    "rebuild",
    "reopen",
    "touch_moved",
    "unmark_dusun",
    "validate",
    "verify",
]
