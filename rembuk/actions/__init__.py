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
from .day import (
    AlreadyListed,
    DeskCrowded,
    adopt_agenda,
    close_desk,
    invite,
    open_desk,
    sign_in,
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
    "AlreadyListed",
    "ContentChanged",
    "DeskCrowded",
    "ScanMissing",
    "SecondMeeting",
    "add",
    "adopt_agenda",
    "cancel",
    "change",
    "change_meeting",
    "close_desk",
    "correct",
    "invite",
    "move",
    "open_desk",
    "open_meeting",
    "ratify",
    "remove",
    "restore",
    "settle",
    "sign",
    "sign_in",
]
