"""The day looked at, as a number that remembers how long what was asked of it is answered alike.

A standing can only change on a day on which some question that was asked of the day looked at has
another answer. So whoever computes learns, without a second account of the rules, up to which day
the same would come out.
Source: spec/time.md (semantics, section 2: a deadline takes effect on its own day).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Self, TypeVar

from trucebook.model.time import Day

T = TypeVar("T")

ALWAYS: Final = 10**9
"""Later than any day."""


class DayLookedAt(int):
    """A day. `until` is the last later day on which everything asked of it so far is the same.

    Where the number itself is used, as in a sum, that is the day itself.
    """

    until: Day

    def __new__(cls, day: Day) -> Self:
        """Nothing was asked yet."""
        self = super().__new__(cls, day)
        self.until = ALWAYS
        return self

    def aside(self, compute: Callable[[], T]) -> tuple[T, Day]:
        """What a computation gives, and up to which day it is the same by what that alone asked.

        What it asked counts here too, even where it comes to no end.
        """
        before, self.until = self.until, ALWAYS
        try:
            value = compute()
            return value, self.until
        finally:
            self.until = min(before, self.until)

    def alike_up_to(self, day: Day) -> None:
        """Say of what was asked before, and is not asked again, up to which day it is the same."""
        self.until = min(self.until, day)

    def _itself(self) -> None:
        self.until = min(self.until, int.__int__(self))

    def _up_to(self, day: Day) -> None:
        if day < self.until:
            self.until = int.__int__(day)

    def __lt__(self, other: Day) -> bool:
        """Before another day: so until the eve of that day."""
        if found := int.__lt__(self, other):
            self._up_to(int.__sub__(other, 1))
        return found

    def __le__(self, other: Day) -> bool:
        """Not after another day: so up to that day."""
        if found := int.__le__(self, other):
            self._up_to(int.__int__(other))
        return found

    def __gt__(self, other: Day) -> bool:
        """After another day: not so up to that day."""
        if not (found := int.__gt__(self, other)):
            self._up_to(int.__int__(other))
        return found

    def __ge__(self, other: Day) -> bool:
        """Not before another day: not so until the eve of that day."""
        if not (found := int.__ge__(self, other)):
            self._up_to(int.__sub__(other, 1))
        return found

    def __eq__(self, other: object) -> bool:
        """The same day: so today; not so until the eve of a later day."""
        if not isinstance(other, int):
            return False
        found = int.__eq__(self, other)
        if found:
            self._itself()
        elif int.__lt__(self, other):
            self._up_to(int.__sub__(other, 1))
        return found

    def __ne__(self, other: object) -> bool:
        """Another day."""
        return not self == other

    def __hash__(self) -> int:
        """Of the number itself."""
        self._itself()
        return int.__hash__(self)

    def __add__(self, other: int) -> int:
        """The number itself is used."""
        self._itself()
        return int.__add__(self, other)

    __radd__ = __add__

    def __sub__(self, other: int) -> int:
        """The number itself is used."""
        self._itself()
        return int.__sub__(self, other)

    def __rsub__(self, other: int) -> int:
        """The number itself is used."""
        self._itself()
        return int.__sub__(int(other), int.__int__(self))

    def __mul__(self, other: int) -> int:
        """The number itself is used."""
        self._itself()
        return int.__mul__(self, other)

    __rmul__ = __mul__

    def __floordiv__(self, other: int) -> int:
        """The number itself is used."""
        self._itself()
        return int.__floordiv__(self, other)

    def __mod__(self, other: int) -> int:
        """The number itself is used."""
        self._itself()
        return int.__mod__(self, other)

    def __int__(self) -> int:
        """The number itself is used."""
        self._itself()
        return int.__int__(self)

    def __repr__(self) -> str:
        """The number itself is used."""
        self._itself()
        return int.__repr__(self)
