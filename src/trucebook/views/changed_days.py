"""On which days does any commitment come to stand otherwise? The days worth turning to.

Source: spec/time.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from trucebook.evaluation.result import Board
from trucebook.model.time import Day
from trucebook.views.stands import Stands, round_word, word_of


def changed_days(stands: Mapping[Day, Mapping[str, Stands]]) -> tuple[Day, ...]:
    """The days on which a commitment or a round stands otherwise than on the day before it.

    `stands` says where each commitment stood, on every day on which a standing can change.
    """
    days = sorted(stands)
    return tuple(day for before, day in pairwise(days) if _differ(stands[before], stands[day]))


def last_day_told(board: Board) -> Day:
    """The last day on which the text or the record, as the board knows them, can change it."""
    days = [board.clocks.on]
    for row in board.rows:
        dues = (row.due_latest, *(part.due_latest for part in row.rounds))
        days += [due + 1 for due in dues if due is not None]
    days += [phase.last_latest + 1 for phase in board.phases if phase.last_latest is not None]
    return max(days)


def story(stands: Mapping[Day, Stands]) -> tuple[tuple[Day, Day, str], ...]:
    """How one commitment stood, as runs of days with one wording: first day, last day, words.

    Shape: in order, without gaps, the last run ends on the last day asked.
    """
    days = sorted(stands)
    runs: list[tuple[Day, Day, str]] = []
    for day in days:
        words = word_of(stands[day])
        if runs and runs[-1][2] == words:
            runs[-1] = (runs[-1][0], day, words)
        else:
            if runs:
                runs[-1] = (runs[-1][0], day - 1, runs[-1][2])
            runs.append((day, day, words))
    return tuple(runs)


def _differ(before: Mapping[str, Stands], after: Mapping[str, Stands]) -> bool:
    return any(_words(before[name]) != _words(after[name]) for name in after if name in before)


def _words(one: Stands) -> tuple[str, ...]:
    """The word, and those of the rounds; the days of a quota are no news each."""
    parts = [] if one.days is not None else [f"{p.id} {round_word(p)}" for p in one.rounds]
    return (word_of(one), *parts)
