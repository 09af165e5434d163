"""How the addresses of stores begin; what begins otherwise is a path."""

from __future__ import annotations

import re

SQLITE = "sqlite:///"
SEALED = "sealed:///"
POSTGRES = ("postgresql://", "postgres://")
_SCHEME = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]+://|(sqlite|sealed|postgres|postgresql):", re.IGNORECASE
)


def is_store(address: str) -> bool:
    """Whether an address is meant for a store, not for files; `open_ledger` says if it is one."""
    return _SCHEME.match(address) is not None
