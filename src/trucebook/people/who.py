"""Who somebody is to a book: a key that entries carry, and a role."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Who:
    """Whoever asks. `key` is what entries carry for them; it is empty for the holder."""

    key: str
    role: str


HOLDER = Who("", "keeper")
"""Whoever the system lets open the files of a book: no program could hold that person back."""
ANYBODY = "anybody"
"""The key of whoever is named nowhere: no person is given it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in to a book.

    `name` is empty where nobody said who this is, or where that was destroyed; `role` is empty
    for a person who was removed, whose key is never given to another.
    """

    key: str
    role: str
    name: str
    signs_in: bool
    """Whether there is a password."""
    tokens: int
    """Tokens that are in force."""
    since: str


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the activity log: never words of the record, of a form or of an address."""

    at: str
    key: str
    way: str
    action: str
    outcome: str
