"""What was done under commitments, as statements about a tally: as the board has it.

Source: spec/tallies.md (semantics, section 8).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from trucebook.evaluation.result import Fact, Interval, Row
from trucebook.model.quantity import Class
from trucebook.model.report import CountBasis
from trucebook.model.tallies import Tally
from trucebook.model.time import Day
from trucebook.tallies.statement import Claim, Statement, Target

Done = Callable[[str, Day], Row | None]
"""The row of a commitment on the board of a day, in the account asked for."""


def done_under(
    tally: Tally,
    categories: Class,
    days: Sequence[Day],
    done: Done,
    bases: Mapping[str, CountBasis | None],
) -> list[Statement]:
    """What was done under the commitments that terms name, on each day looked at.

    Nothing is done under a commitment that does not apply yet. `bases` is what each report's number
    is: a total is none of the acts.
    """
    made: list[Statement] = []
    for term in tally.terms:
        for told in term.told:
            if told.commitment is None:
                continue
            for day in days:
                row = done(told.commitment, day)
                if row is not None and row.done is None and row.standing == "waiting":
                    none = (Claim(frozenset(), 0, 0),)
                    one = Statement(Target(term.id, day), none, (), "acts")
                    made.append(replace(one, commitment=told.commitment))
                if row is None or row.done is None:
                    continue
                watched = row.watched is not None and day <= row.watched[1]
                claims = [
                    Claim(of, int(n.low or 0), _most(n, watched=watched))
                    for of, n in ((frozenset[str](), row.done), *row.done_by_class)
                    if of <= categories
                ]
                acts = tuple(f for f in row.facts if not _is_total(f, bases) and f.versions)
                one = Statement(Target(term.id, day), tuple(claims), row.reports, "acts")
                made.append(replace(one, commitment=told.commitment, made_of=acts))
    return made


def _most(number: Interval, *, watched: bool) -> int | None:
    """No more was done than is known where it was watched; else more may have been."""
    return int(number.high) if watched and number.high is not None else None


def _is_total(fact: Fact, bases: Mapping[str, CountBasis | None]) -> bool:
    return all(bases.get(name) == "cumulative" for name in fact.reports)
