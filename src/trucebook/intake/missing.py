"""What is not installed."""

from __future__ import annotations


class ExtraMissing(Exception):
    """A library that only the extra `read` brings is not installed; the words say which."""


def missing(library: str, what: str) -> ExtraMissing:
    """Which library is missing, for what, and how to get it."""
    return ExtraMissing(
        f"{what} need the library {library}, which is not installed. "
        'Install it with: pip install "trucebook[read]"'
    )
