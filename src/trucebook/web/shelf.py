"""The open copies of a book, as it is at one time for one sight: free ones, and how many are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from typing import Generic, TypeVar

MOST_COPIES = 2
"""Copies of a book that are open at the same time, at most: each takes as much memory."""
Copy = TypeVar("Copy")


class Shelf(Generic[Copy]):
    """Copies that are lent to one reader at a time each.

    A reader who asks for what takes long holds one copy; the first of those who wait as long as
    opening another would take opens it, and readers of what is quickly told go on with that.
    """

    def __init__(self, opens: Callable[[], Copy]) -> None:
        """Begin without a copy; `opens` makes one."""
        self._opens = opens
        self._turn = Condition()
        self._free: list[Copy] = []
        self._copies = 0
        self._took: float | None = None
        """Seconds that opening took; None until one copy is open."""

    @contextmanager
    def copy(self) -> Iterator[Copy]:
        """A copy for one reader alone; the one that was used last, since it knows most answers.

        Errors: those of opening; whoever comes next tries again.
        """
        copy = self._taken()
        try:
            yield copy
        finally:
            with self._turn:
                self._free.append(copy)
                self._turn.notify()

    def _taken(self) -> Copy:
        came = time.monotonic()
        with self._turn:
            while not self._free:
                left = self._wait_left(time.monotonic() - came)
                if left is not None and left <= 0:
                    self._copies += 1
                    break
                self._turn.wait(left)
            else:
                return self._free.pop()
        return self._opened()

    def _wait_left(self, waited: float) -> float | None:
        """Seconds until one who has waited so long opens a copy; None: not before another may."""
        if self._copies == 0:
            return 0
        if self._took is None or self._copies >= MOST_COPIES:
            return None
        return self._took - waited

    def _opened(self) -> Copy:
        began = time.monotonic()
        try:
            copy = self._opens()
        except BaseException:
            with self._turn:
                self._copies -= 1
                self._turn.notify_all()
            raise
        with self._turn:
            if self._took is None:
                self._took = time.monotonic() - began
                self._turn.notify_all()
        return copy
