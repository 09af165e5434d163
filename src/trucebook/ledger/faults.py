"""What can go wrong with a ledger, in words for its reader."""

from __future__ import annotations

WRONG_USAGE = 2
"""What was asked for is no address."""
NOT_VALID = 3
"""What was to go in is not valid, or is something else than what is there."""
NOT_VERIFIED = 4
"""What is there is not what was put in."""
UNREACHED = 5
"""The store cannot be reached, read or written."""


class LedgerError(Exception):
    """A ledger cannot do what it was asked. `status` is the exit status it stands for."""

    def __init__(self, status: int, message: str, why: str) -> None:
        """Say what is wrong, and why or what to do."""
        super().__init__(f"{message} {why}")
        self.status = status


class ExtraMissing(Exception):
    """A library that only the extra `store` brings is not installed."""

    def __init__(self, library: str) -> None:
        """Say which, and how to get it."""
        super().__init__(
            f"Stores need the library {library}, which is not installed. "
            'Install it with: pip install "trucebook[store]"'
        )
