"""Which notice was given before which act, in every course that minutes left open allow.

Acts take the notices oldest first. Acts and notices that no minute can put in another order are
walked one after the other, and only which notices are left over ties them together: so the courses
of a long list are as many as its parts have, not as many as those multiplied.
Source: spec/rounds.md#notices (semantics, sections 4 and 7; worked example X8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from trucebook.evaluation.acts import Act
from trucebook.evaluation.outcome import Part
from trucebook.evaluation.result import Standing
from trucebook.model.time import Minute

MOST_TOGETHER = 256
"""Courses of acts and notices whose order minutes decide."""
MOST_LEFT = 1024
"""Sets of notices left over, with what came out so far."""


@dataclass(frozen=True, slots=True, eq=False)
class Timed:
    """An act and its minute: the one chosen, where hours decide; else any of its span.

    Told from others by identity.
    """

    at: Minute
    act: Act
    span: tuple[Minute, Minute]


Item = Sequence[Timed]
"""An act, or a notice, at each minute at which it can have been."""
_Left = tuple[Timed, ...]
_Words = frozenset[Standing]


@dataclass(frozen=True, slots=True)
class Courses:
    """What came out: of each act the rounds it can have, and the standings found together."""

    rounds: Sequence[Sequence[Part]]
    words: frozenset[_Words]


class TooManyCoursesError(Exception):
    """More courses than are walked here."""


def courses(
    given: Sequence[Item],
    before: Sequence[Item],
    round_of: Callable[[Timed, Timed | None], Part | None],
) -> Courses:
    """Every way the acts can have had notices before them.

    `round_of` makes the round of an act with its notice; None where it has none under this clause.
    Errors: TooManyCoursesError.
    """
    rounds: dict[str, dict[int, Part]] = {}
    states: set[tuple[_Left, _Words]] = {((), frozenset())}
    for notices, acts in _together(given, before):
        after: set[tuple[_Left, _Words]] = set()
        walked: dict[_Left, list[tuple[_Left, _Words]]] = {}
        for left, words in states:
            if left not in walked:
                walked[left] = list(_walked(left, notices, acts, round_of, rounds))
            after |= {(rest, words | more) for rest, more in walked[left]}
        states = after
        if len(states) > MOST_LEFT:
            raise TooManyCoursesError
    return Courses(
        [list(each.values()) for each in rounds.values()],
        frozenset(words for _, words in states),
    )


def _walked(
    left: _Left,
    notices: Sequence[Item],
    acts: Sequence[Item],
    round_of: Callable[[Timed, Timed | None], Part | None],
    rounds: dict[str, dict[int, Part]],
) -> Iterator[tuple[_Left, _Words]]:
    """What is left over, and what came out, in each course of acts whose order minutes decide."""
    for chosen in product(*notices, *acts):
        pool = [*left, *sorted(chosen[: len(notices)], key=_when)]
        words: set[Standing] = set()
        for one in sorted(chosen[len(notices) :], key=_when):
            match = pool.pop(0) if pool and pool[0].at <= one.at else None
            made = round_of(one, match)
            if made is not None:
                rounds.setdefault(one.act.key, {})[id(made)] = made
                words |= {word for word, _ in made.words}
        yield tuple(pool), frozenset(words)


def _when(one: Timed) -> tuple[Minute, str]:
    return one.at, one.act.key


def _together(
    given: Sequence[Item], before: Sequence[Item]
) -> Iterator[tuple[list[Item], list[Item]]]:
    """Notices and acts in order of time, those together whose order minutes decide."""
    every = [(item, True) for item in given] + [(item, False) for item in before]
    every.sort(key=lambda pair: (pair[0][0].at, pair[0][0].act.key))
    cluster: list[tuple[Item, bool]] = []
    end: Minute = 0
    for item, is_notice in every:
        if cluster and item[0].at > end:
            yield _parted(cluster)
            cluster = []
        end = max(end, item[-1].at) if cluster else item[-1].at
        cluster.append((item, is_notice))
    if cluster:
        yield _parted(cluster)


def _parted(cluster: Sequence[tuple[Item, bool]]) -> tuple[list[Item], list[Item]]:
    ways = 1
    for item, _ in cluster:
        ways *= len(item)
    if ways > MOST_TOGETHER:
        raise TooManyCoursesError
    notices = [item for item, is_notice in cluster if is_notice]
    return notices, [item for item, is_notice in cluster if not is_notice]
