"""The verbs of this app; every change goes through one of them."""

from .berita_acara import (
    ContentChanged,
    ScanMissing,
    cancel,
    correct,
    ratify,
    settle,
    sign,
)
from .meetings import (
    SecondMeeting,
    add,
    change,
    change_meeting,
    move,
    open_meeting,
    remove,
    restore,
)

__all__ = [
    "ContentChanged",
    "ScanMissing",
    "SecondMeeting",
    "add",
    "cancel",
    "change",
    "change_meeting",
    "correct",
    "move",
    "open_meeting",
    "ratify",
    "remove",
    "restore",
    "settle",
    "sign",
]
