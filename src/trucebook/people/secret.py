"""Passwords and tokens: made, hashed, and held against what was kept.

A password is hashed with Argon2id, since people choose it; a token is 256 random bits, for which
one SHA-256 is enough.
Source: RFC 9106 (its second recommended setting: 64 MiB, three passes, four lanes).
"""

from __future__ import annotations

import secrets
import threading
from functools import cache
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING

from trucebook.ledger.faults import ExtraMissing

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12
"""Characters of a password."""
LONGEST = 1024
BEGINS = "tb"
"""What a token begins with, so that one that was let slip is known for what it is."""
_AT_ONCE = threading.Semaphore(2)
"""Passwords looked at at a time: each takes 64 MiB, whoever asks."""


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher, profiles  # noqa: PLC0415 - the extra `store`
    except ImportError:
        raise ExtraMissing("argon2-cffi") from None
    return PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)


def hash_password(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _hasher().hash(password)


@cache
def _nobody() -> str:
    """What is kept of a password that nobody has: it takes as long to look at as a real one."""
    return hash_password(secrets.token_hex(32))


def is_password(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept; where none is kept it takes as long."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - as above

    known = kept or _nobody()
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            _hasher().verify(known, password)
        except (VerificationError, InvalidHashError):
            return False
    return bool(kept)


def new_token() -> tuple[str, str, str]:
    """A token: its id, the whole as it is shown once, and what is kept of it."""
    name, rest = secrets.token_hex(4), secrets.token_urlsafe(32)
    return name, f"{BEGINS}_{name}_{rest}", hash_token(rest)


def hash_token(rest: str) -> str:
    """What is kept of a token's random part."""
    return sha256(rest.encode()).hexdigest()


def split_token(token: str) -> tuple[str, str]:
    """The id and the random part of a token; both are empty where it is none."""
    begins, _, more = token.partition("_")
    name, _, rest = more.partition("_")
    return (name, rest) if begins == BEGINS and name and rest else ("", "")


def is_same(one: str, other: str) -> bool:
    """Whether two hashes are the same, found out in a time that tells nothing."""
    return compare_digest(one.encode(), other.encode())
