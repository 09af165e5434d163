"""A day's brief: what somebody who has five minutes has to know of a book, from the other views.

Nothing is worked out here that another view does not give; long lists are cut, and how much is
left out is counted.
Source: spec/brief.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from trucebook.evaluation.result import Board
from trucebook.model.agreement import Agreement
from trucebook.model.report import Bound, Record, Watch
from trucebook.model.time import Day
from trucebook.views.changes import Changes, Moved, changes
from trucebook.views.due import Coming, due
from trucebook.views.sources import Sources, sources
from trucebook.views.stands import word_of
from trucebook.views.status import Status, status, unwatched

AHEAD = 14
"""Days ahead of which a brief tells what falls due."""
MOST = 8
"""Entries of each list: so a brief stays within two printed pages, whatever the book."""
MOST_IDS = 12
"""Ids in a row."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Few(Generic[T]):
    """The first entries of a list, and how many more there are."""

    shown: tuple[T, ...]
    more: int


def few(every: Iterable[T], most: int = MOST) -> Few[T]:
    """A list, cut."""
    found = tuple(every)
    return Few(found[:most], max(0, len(found) - most))


@dataclass(frozen=True, slots=True)
class Differing:
    """A commitment that stands otherwise by another account: each word with its accounts."""

    id: str
    words: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The answer."""

    status: Status
    standings: tuple[tuple[str, Few[str]], ...]
    """Each word that stands on the board, in the order of the board, and the ids it stands on."""
    changes: Changes
    moved: Few[Moved]
    coming: Few[Coming]
    past: Few[Coming]
    ahead: int
    differing: Few[Differing]
    figures: Few[Bound]
    """Reports since then that give a figure; each stays with whoever gave it."""
    watches: Few[Watch]
    unwatched: Few[str]
    sources: Sources


def brief(before: Board, board: Board, agreement: Agreement, record: Record, since: Day) -> Brief:
    """What has to be known.

    Shape: `before` is the board of the record until `since`, with the same clocks and account.
    """
    clocks = board.clocks
    moved = changes(before, board, record, since)
    days = due(board, agreement, AHEAD)
    standings: dict[str, list[str]] = defaultdict(list)
    for row in board.rows:
        standings[word_of(row)].append(row.commitment.id)
    return Brief(
        status=status(board, agreement, record),
        standings=tuple((word, few(ids, MOST_IDS)) for word, ids in sorted(standings.items())),
        changes=moved,
        moved=few(moved.moved),
        coming=few(days.coming),
        past=few(days.past),
        ahead=AHEAD,
        differing=few(_differing(board)),
        figures=few(
            bound
            for bound in reversed(moved.reports)
            if bound.report.count is not None and bound.copy_of is None
        ),
        watches=few(board.watches),
        unwatched=few(unwatched(board), MOST_IDS),
        sources=sources(record, agreement, clocks.public, clocks.known),
    )


def _differing(board: Board) -> Iterable[Differing]:
    for row in board.rows:
        if row.accounts_differ:
            words: dict[str, list[str]] = defaultdict(list)
            for account, standing in sorted(row.by_account.items()):
                words[standing or "no standing"].append(account)
            told = tuple((word, tuple(whose)) for word, whose in sorted(words.items()))
            yield Differing(row.commitment.id, told)
