"""Verbs of places and people that touch several rows."""

from .accounts import (
    end_posting,
    fresh_password,
    open_account,
    post,
    renew_password,
)
from .facilities import copy_facilities
from .lists import remove_row, save_row

__all__ = [
    "copy_facilities",
    "end_posting",
    "fresh_password",
    "open_account",
    "post",
    "remove_row",
    "renew_password",
    "save_row",
]
