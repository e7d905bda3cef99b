"""What changes several rows: computing, making final, mapping."""

from .compute import compute_areas, compute_villages, drain
from .explanations import explain_check
from .finalise import finalise, reopen, validate, verify
from .mapping import freeze, mark_dusun, unmark_dusun
from .midnight import touch_moved
from .rebuild import do_chunk, do_told, go_on_with_all, plan, rebuild, tell, work_off

__all__ = [
    "compute_areas",
    "compute_villages",
    "do_chunk",
    "do_told",
    "drain",
    "explain_check",
    "finalise",
    "freeze",
    "go_on_with_all",
    "mark_dusun",
    "plan",
    "rebuild",
    "reopen",
    "tell",
    "touch_moved",
    "unmark_dusun",
    "validate",
    "verify",
    "work_off",
]
