"""Verbs of places and people that touch several rows."""

from .accounts import (
    end_posting,
    fresh_password,
    open_account,
    post,
    renew_password,
)
from .api_tokens import open_token, revoke_token
from .facilities import copy_facilities
from .lists import remove_row, save_row

__all__ = [
    "copy_facilities",
    "end_posting",
    "fresh_password",
    "open_account",
    "open_token",
    "post",
    "remove_row",
    "renew_password",
    "revoke_token",
    "save_row",
]
