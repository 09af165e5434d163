"""Who is signed in, and how often somebody may try.

A session is known by 256 random bits in a cookie; the server keeps their hash, in memory alone:
when it ends, everybody signs in again.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
IDLE = 2 * 3600
"""Seconds after which somebody who asked for nothing signs in again."""
LONGEST = 12 * 3600
"""Seconds after which everybody signs in again."""
MOST = 10_000
"""Sessions, or tries, that are remembered."""
FREE = 5
"""Wrong tries for one key from one address before it has to wait."""
FREE_OF_KEY, FREE_OF_ADDRESS = 50, 30
"""Wrong tries for one key from wherever, and from one address for whichever key."""
LONGEST_WAIT = 15 * 60
FORGOTTEN = 3600
"""Seconds after the last wrong try until they are forgotten."""


@dataclass(slots=True)
class _Session:
    key: str
    mark: str
    """Of the password it was opened with."""
    began: float
    seen: float


class Sessions:
    """The sessions of one server."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Take a clock that never goes back."""
        self._clock = clock
        self._open: dict[str, _Session] = {}

    def begin(self, key: str, mark: str) -> str:
        """A session; what its cookie says."""
        cookie = secrets.token_urlsafe(32)
        now = self._clock()
        _room(self._open)
        self._open[_hash(cookie)] = _Session(key, mark, now, now)
        return cookie

    def of(self, cookie: str) -> tuple[str, str] | None:
        """The key and the mark of a session; None where it is none, or over."""
        session = self._open.get(_hash(cookie))
        if session is None:
            return None
        now = self._clock()
        if now - session.seen > IDLE or now - session.began > LONGEST:
            self.end(cookie)
            return None
        session.seen = now
        return session.key, session.mark

    def end(self, cookie: str) -> None:
        """A session is over."""
        self._open.pop(_hash(cookie), None)


@dataclass(slots=True)
class _Tries:
    wrong: int = 0
    last: float = 0.0


class Tries:
    """Wrong tries to sign in, and how long the next one has to wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Take a clock that never goes back."""
        self._clock = clock
        self._of: dict[Hashable, _Tries] = {}

    def wait(self, address: str, key: str) -> int:
        """Seconds until a try is looked at: 0, at once. Each wrong one doubles them."""
        now = self._clock()
        longest = 0.0
        for name, free in _counted(address, key):
            tries = self._of.get(name)
            if tries is None or tries.wrong < free:
                continue
            if now - tries.last > FORGOTTEN:
                del self._of[name]
                continue
            wait = min(LONGEST_WAIT, 2.0 ** min(tries.wrong - free + 1, 20))
            longest = max(longest, tries.last + wait - now)
        return int(longest) + 1 if longest > 0 else 0

    def wrong(self, address: str, key: str) -> None:
        """One more was wrong."""
        for name, _ in _counted(address, key):
            _room(self._of)
            tries = self._of.setdefault(name, _Tries())
            tries.wrong += 1
            tries.last = self._clock()

    def right(self, address: str, key: str) -> None:
        """The last try was right: what went wrong before for this key from there is forgotten."""
        for name, _ in _counted(address, key):
            if name in self._of:
                self._of[name].wrong -= 1
        self._of.pop((address, key), None)


def _counted(address: str, key: str) -> tuple[tuple[Hashable, int], ...]:
    return ((address, key), FREE), (("of", key), FREE_OF_KEY), ((address,), FREE_OF_ADDRESS)


def _room(kept: dict[K, V]) -> None:
    """Let go of the oldest, where there are too many."""
    while len(kept) >= MOST:
        del kept[next(iter(kept))]


def _hash(cookie: str) -> str:
    return sha256(cookie.encode("utf-8", "surrogateescape")).hexdigest()
