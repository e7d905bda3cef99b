"""Sidik isi: what a document says, told apart by one SHA-256."""

import hashlib
import json


def canonical(content) -> bytes:
    """One spelling of the content: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def fingerprint(content) -> str:
    """The SHA-256 of the canonical content, in hex."""
    return hashlib.sha256(canonical(content)).hexdigest()
