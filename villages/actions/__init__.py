"""Verbs of places and people that touch several rows."""

from .accounts import (
    end_posting,
    fresh_password,
    open_account,
    post,
    renew_password,
)
from .lists import remove_row, save_row

__all__ = [
    "end_posting",
    "fresh_password",
    "open_account",
    "post",
    "remove_row",
    "renew_password",
    "save_row",
]
