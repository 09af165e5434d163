"""What was judged before, so that it is judged once.

Source: spec/time.md (semantics, section 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from trucebook.model.time import Day

if TYPE_CHECKING:
    from trucebook.evaluation.accounts import Account
    from trucebook.evaluation.judge import Judged


class Answers:
    """What was judged before of a commitment under the same readings."""

    __slots__ = ("_days", "_spans")

    def __init__(self) -> None:
        """Nothing yet."""
        self._days: dict[Day, list[tuple[Account, Judged]]] = {}
        self._spans: list[tuple[Day, Account, Judged]] = []

    def add(self, on: Day, account: Account, found: Judged) -> None:
        """Keep an answer: of its day, and of those through which it holds."""
        if found.until <= on:
            self._days.setdefault(on, []).append((account, found))
        else:
            self._spans.append((on, account, found))

    def on(self, on: Day) -> Iterator[tuple[Account, Judged]]:
        """What holds on a day."""
        yield from self._days.get(on, ())
        for first, account, found in reversed(self._spans):
            if first <= on <= found.until:
                yield account, found
