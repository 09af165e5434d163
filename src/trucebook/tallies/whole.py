"""Whole numbers under sums: whether there are any, and between which bounds each lies.

Bounds are narrowed until nothing moves; what is left open is halved and tried. Narrowing alone is
not exact (x + y = 1 and x = y narrow to 0..1 each, and no whole numbers fit), so the halves are
gone through until numbers are found or none are left. Every number lies in a box, so it ends.
Source: Harvey and Schimpf, Bounds consistency techniques for long linear constraints (2002).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Parts = tuple[tuple[int, int], ...]
"""Numbers by index, each with what it is multiplied by: 1 or -1."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts come to no less than `low` and no more than `high`; None: nothing bounds it."""

    parts: Parts
    low: int | None
    high: int | None


@dataclass(slots=True)
class Whole:
    """Numbers from 0 to `box`, and the sums that hold of them."""

    box: int
    size: int = 0
    sums: list[Sum] = field(default_factory=list)
    on: list[list[int]] = field(default_factory=list)
    """By number: the sums it is in."""

    def number(self) -> int:
        """One number more, by its index."""
        self.size += 1
        self.on.append([])
        return self.size - 1

    def add(self, parts: Parts, low: int | None, high: int | None) -> None:
        """One sum more."""
        for index, _ in parts:
            self.on[index].append(len(self.sums))
        self.sums.append(Sum(parts, low, high))

    def narrowed(
        self, given: Sequence[tuple[int, int | None, int | None]]
    ) -> tuple[list[int], list[int]] | None:
        """The narrowest bounds that can be told without trying; None where nothing fits."""
        low, high = [0] * self.size, [self.box] * self.size
        for index, least, most in given:
            low[index] = max(low[index], least if least is not None else 0)
            high[index] = min(high[index], most if most is not None else self.box)
            if low[index] > high[index]:
                return None
        if not self._narrow(low, high, list(range(len(self.sums)))):
            return None
        return low, high

    def can_be(self, given: Sequence[tuple[int, int | None, int | None]]) -> bool:
        """Whether there are whole numbers within these bounds."""
        bounds = self.narrowed(given)
        return bounds is not None and self._search(*bounds)

    def _search(self, low: list[int], high: list[int]) -> bool:
        """Whether whole numbers fit: the number with the least room is halved, lower half first."""
        stack = [(low, high)]
        while stack:
            low, high = stack.pop()
            open_ = [i for i in range(self.size) if low[i] < high[i]]
            if not open_:
                return True
            index = min(open_, key=lambda i: high[i] - low[i])
            middle = (low[index] + high[index]) // 2
            for least, most in ((middle + 1, high[index]), (low[index], middle)):
                lows, highs = low.copy(), high.copy()
                lows[index], highs[index] = least, most
                if self._narrow(lows, highs, list(self.on[index])):
                    stack.append((lows, highs))
        return False

    def _narrow(self, low: list[int], high: list[int], waiting: list[int]) -> bool:
        """Narrow bounds in place by every sum that something moved in; False where none fit."""
        is_waiting = set(waiting)
        while waiting:
            at = waiting.pop()
            is_waiting.discard(at)
            one = self.sums[at]
            least = sum(low[i] if by > 0 else -high[i] for i, by in one.parts)
            most = sum(high[i] if by > 0 else -low[i] for i, by in one.parts)
            if (one.high is not None and least > one.high) or (
                one.low is not None and most < one.low
            ):
                return False
            room = None if one.high is None else one.high - least
            lack = None if one.low is None else most - one.low
            for i, by in one.parts:
                # Of its own width, a part may use no more than the sum has room for.
                width = high[i] - low[i]
                moved = False
                if room is not None and width > room:
                    if by > 0:
                        high[i] = low[i] + room
                    else:
                        low[i] = high[i] - room
                    moved = True
                if lack is not None and width > lack:
                    if by > 0:
                        low[i] = max(low[i], low[i] + width - lack)
                    else:
                        high[i] = min(high[i], high[i] - width + lack)
                    moved = True
                if low[i] > high[i]:
                    return False
                if moved:
                    for other in self.on[i]:
                        if other not in is_waiting:
                            is_waiting.add(other)
                            waiting.append(other)
        return True
