"""The same question answered slowly, from its words: every set of demands, every way it can go.

Shares nothing with `trucebook.conflicts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from tests.conflicts.chance import Case
from trucebook.model.demands import Is, Outcome, Rule, Statement

Way = Mapping[str, str]
"""How each outcome comes out."""


def conflicts(case: Case) -> list[tuple[str, ...]] | None:
    """Every smallest set that cannot all be met, by ids; None where the encodings leave nothing."""
    given = [one.rule for one in case.encodings]
    if not can_be(given, case.outcomes):
        return None
    found: list[tuple[str, ...]] = []
    for size in range(1, len(case.demands) + 1):
        for some in combinations(case.demands, size):
            ids = tuple(one.id for one in some)
            if any(set(one) <= set(ids) for one in found):
                continue
            if not can_be([*given, *(one.rule for one in some)], case.outcomes):
                found.append(ids)
    return sorted(found)


def can_be(rules: Sequence[Rule], outcomes: Sequence[Outcome]) -> bool:
    """Whether the outcomes can come out so that every rule holds, in some order."""
    names = [outcome.id for outcome in outcomes]
    return any(
        all(_holds(rule, way) for rule in rules) and _has_an_order(rules, way, names)
        for values in product(*(outcome.values for outcome in outcomes))
        for way in [dict(zip(names, values, strict=True))]
    )


def _holds(rule: Rule, way: Way) -> bool:
    right = _is_so(rule.right, way)
    if rule.left is None:
        return right
    left = _is_so(rule.left, way)
    return not (left and right) if rule.word == "rules out" else not left or right


def _is_so(statement: Statement, way: Way) -> bool:
    if isinstance(statement, Is):
        return way[statement.outcome] in statement.values
    each = [_is_so(one, way) for one in statement.parts]
    return all(each) if statement.all_of else any(each)


def _has_an_order(rules: Iterable[Rule], way: Way, names: Sequence[str]) -> bool:
    """Whether outcomes can come about one after another, each after all it waits for."""
    waits: dict[str, set[str]] = {name: set() for name in names}
    for rule in rules:
        if rule.word == "only after" and rule.left is not None and _is_so(rule.left, way):
            for later in _named(rule.left):
                waits[later] |= set(_named(rule.right))
    left = set(names)
    while left:
        ready = {name for name in left if not waits[name] & left}
        if not ready:
            return False
        left -= ready
    return True


def _named(statement: Statement) -> list[str]:
    if isinstance(statement, Is):
        return [statement.outcome]
    return [name for one in statement.parts for name in _named(one)]
