"""Contradicting sets agree with going through every way in which a small tally can be."""

from __future__ import annotations

import random
from functools import cache
from itertools import combinations, product

import pytest

from trucebook.model.tallies import Tally, Term
from trucebook.tallies.find import contradictions
from trucebook.tallies.statement import HELD, Claim, Statement, Target
from trucebook.tallies.sums import Sums

LIFE = ("living", "dead")
DAYS = (1, 2)
TALLY = Tally(
    "held",
    "Captives",
    "beta",
    "captives",
    (("life", LIFE),),
    (Term("taken", "plus", "taken", ()), Term("freed", "less", "freed", ())),
    (),
)
SAID, FREED, TAKEN = range(3), range(5), range(7)
"""Nobody says more than two, so no course need free more than twice two, or take more than six."""


@cache
def ways() -> tuple[dict[tuple[str, int, str], int], ...]:
    """Every course: how many of each life were taken and freed by each day."""
    taken = [(a, b) for a, b in product(TAKEN, TAKEN) if a <= b]
    freed = [(a, b) for a, b in product(FREED, FREED) if a <= b]
    one = [(t, f) for t, f in product(taken, freed) if all(t[i] >= f[i] for i in (0, 1))]
    return tuple(
        {
            (term, day, life): pair[at][day - 1]
            for life, pair in zip(LIFE, both, strict=True)
            for at, term in enumerate(("taken", "freed"))
            for day in DAYS
        }
        for both in product(one, one)
    )


@cache
def holds_in(target: Target, claim: Claim) -> int:
    """The ways in which a claim is true, one bit for each."""
    found = 0
    lives = claim.of or LIFE
    for at, way in enumerate(ways()):
        taken, freed = (
            sum(way[term, target.last, life] for life in lives) for term in ("taken", "freed")
        )
        number = {"taken": taken, "freed": freed, HELD: taken - freed}[target.term]
        if claim.low <= number and (claim.high is None or number <= claim.high):
            found |= 1 << at
    return found


def by_hand(statements: list[Statement]) -> set[frozenset[Statement]]:
    """Every smallest set that is true in no way, each set tried by itself."""
    found: set[frozenset[Statement]] = set()
    for size in range(1, len(statements) + 1):
        for some in combinations(statements, size):
            if any(one <= set(some) for one in found):
                continue
            left = (1 << len(ways())) - 1
            for statement in some:
                for claim in statement.claims:
                    left &= holds_in(statement.target, claim)
            if not left:
                found.add(frozenset(some))
    return found


def chance(seed: int) -> list[Statement]:
    """Seven statements by chance, of numbers up to two."""
    any_of = random.Random(seed)  # noqa: S311 - the same ones every time
    made: dict[tuple[Target, tuple[Claim, ...]], Statement] = {}
    while len(made) < 7:
        target = Target(any_of.choice((HELD, "taken", "freed")), any_of.choice(DAYS))
        of = any_of.choice((frozenset[str](), *(frozenset({life}) for life in LIFE)))
        low = any_of.choice(SAID)
        high = any_of.choice((low, low, min(2, low + 1), 2))
        claims = (Claim(of, low, high),)
        made[target, claims] = Statement(target, claims, (f"r{len(made)}",))
    return list(made.values())


@pytest.mark.parametrize("block", range(6))
def test_every_smallest_set_is_found_and_no_other(block: int) -> None:
    several = 0
    for seed in range(50 * block, 50 * block + 50):
        statements = chance(seed)
        sums = Sums(TALLY, statements, 2)
        found = contradictions(sums, statements)
        assert {frozenset(one.statements) for one in found} == by_hand(statements), seed
        sizes = [len(one.statements) for one in found]
        assert sizes == sorted(sizes)
        several += any(size > 2 for size in sizes)
    assert several  # some contradict only together


@pytest.mark.parametrize("block", range(4))
def test_the_ends_of_a_cell_are_the_least_and_most_of_every_way(block: int) -> None:
    bounded = open_ended = 0
    for seed in range(25 * block, 25 * block + 25):
        statements = chance(seed)[:3]
        left = [way for at, way in enumerate(ways()) if all_hold(statements) >> at & 1]
        for of in (frozenset[str](), *(frozenset({life}) for life in LIFE)):
            for term in ("taken", "freed", HELD):
                cell = (Target(term, 2), of)
                found = Sums(TALLY, statements, 2).between(statements, [cell], hard=True)
                if not left:
                    assert found is None, seed
                    continue
                assert found is not None, seed
                numbers = [number_in(way, term, of) for way in left]
                low, high = found[0]
                assert low == min(numbers), seed
                if high is None:
                    assert max(numbers) >= UNBOUNDED, seed
                    open_ended += 1
                else:
                    assert high == max(numbers), seed
                    bounded += 1
    assert bounded
    assert open_ended


UNBOUNDED = 4
"""Bounds of up to two on each of two lives come to no more."""


def all_hold(statements: list[Statement]) -> int:
    """The ways in which all claims are true, one bit for each."""
    left = (1 << len(ways())) - 1
    for statement in statements:
        for claim in statement.claims:
            left &= holds_in(statement.target, claim)
    return left


def number_in(way: dict[tuple[str, int, str], int], term: str, of: frozenset[str]) -> int:
    """What a term, or what is held, comes to on the second day."""
    taken, freed = (sum(way[t, 2, life] for life in of or LIFE) for t in ("taken", "freed"))
    return {"taken": taken, "freed": freed, HELD: taken - freed}[term]
