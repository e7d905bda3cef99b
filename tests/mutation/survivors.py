"""Faults that no test notices, by module, line and fault, and why each may stay."""

EXPLAINED: dict[tuple[str, str, str], str] = {}
