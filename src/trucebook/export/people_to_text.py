"""People of a book, their tokens and the activity log as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from trucebook.export.layout import clean


class Person(Protocol):
    """Somebody who may sign in."""

    @property
    def key(self) -> str:
        """What entries carry."""
        ...

    @property
    def role(self) -> str:
        """What this person may do; empty where removed."""
        ...

    @property
    def name(self) -> str:
        """Who this is; empty where it is not kept."""
        ...

    @property
    def signs_in(self) -> bool:
        """Whether there is a password."""
        ...

    @property
    def tokens(self) -> int:
        """Tokens in force."""
        ...


class Act(Protocol):
    """A line of the activity log."""

    @property
    def at(self) -> str:
        """When."""
        ...

    @property
    def key(self) -> str:
        """Who; empty where nobody was known."""
        ...

    @property
    def way(self) -> str:
        """Web, or command line."""
        ...

    @property
    def action(self) -> str:
        """What was asked for."""
        ...

    @property
    def outcome(self) -> str:
        """What became of it."""
        ...


def people_to_text(people: Sequence[Person], width: int) -> str:
    """A line for each person."""
    rows = [("key", "role", "signs in", "tokens", "who")]
    for one in people:
        by = "with a password" if one.signs_in else "no"
        rows.append(
            (one.key, one.role or "removed", by, str(one.tokens or ""), clean(one.name) or "–")
        )
    return _table(rows, width)


def tokens_to_text(tokens: Sequence[tuple[str, str, str, str]]) -> str:
    """A line for each token."""
    return _table([("id", "key", "role", "until"), *tokens], 0)


def activity_to_text(acts: Sequence[Act]) -> str:
    """A line for each act."""
    rows = [(act.at, act.key or "–", act.way, act.action, act.outcome) for act in acts]
    return _table([("when", "key", "way", "action", "outcome"), *rows], 0)


def _table(rows: Sequence[tuple[str, ...]], width: int) -> str:
    """Columns as wide as they need to be; the last is cut where a width is given."""
    wide = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        start = "  ".join(cell.ljust(w) for cell, w in zip(row, wide, strict=False))
        line = f"{start}  {row[-1]}".rstrip()
        lines.append(line if not width or len(line) <= width else f"{line[: width - 1]}…")
    return "\n".join(lines) + "\n"
