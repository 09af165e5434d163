"""Demands and encodings by seed, small enough to be tried out one by one, or as large as wanted."""

from __future__ import annotations

import random
from dataclasses import dataclass

from trucebook.model.demands import (
    Author,
    Demand,
    Encoding,
    Is,
    Outcome,
    Rule,
    RuleWord,
    Statement,
    Together,
    Words,
    parts_of,
)
from trucebook.model.span import Span

NOWHERE = Span("", 0, 0)
WORDS: tuple[RuleWord, ...] = ("is", "is", "is", "if", "only if", "only after", "rules out")


@dataclass(frozen=True, slots=True)
class Case:
    """What `components` is asked of."""

    outcomes: tuple[Outcome, ...]
    demands: tuple[Demand, ...]
    encodings: tuple[Encoding, ...]


def case(seed: int, demands: int, outcomes: int, encodings: int, before: str = "") -> Case:
    """So many of each, over outcomes of two to four values; ids begin with `before`."""
    chance = random.Random(seed)  # noqa: S311 - an example, no secret
    these = tuple(
        Outcome(f"{before}o{n:03}", f"outcome {n}", tuple("abcd"[: chance.randint(2, 4)]), NOWHERE)
        for n in range(outcomes)
    )
    return Case(
        these,
        tuple(
            demand(f"{before}d{n:03}", _rule(chance, these), chance.choice(("alpha", "beta")))
            for n in range(demands)
        ),
        tuple(encoding(f"{before}e{n:03}", _rule(chance, these)) for n in range(encodings)),
    )


def demand(name: str, rule: Rule, by: str = "alpha") -> Demand:
    """A demand of one party."""
    return Demand(name, "demand", (by,), rule, Author("x", None), Words(None, ("r",)), NOWHERE)


def encoding(name: str, rule: Rule) -> Encoding:
    """An encoding of somebody's."""
    return Encoding(name, rule, Author("x", None), Words(None, ("r",)), NOWHERE)


def _rule(chance: random.Random, outcomes: tuple[Outcome, ...]) -> Rule:
    word = chance.choice(WORDS)
    right = _statement(chance, outcomes)
    if word == "is":
        return Rule("is", None, right)
    if word != "only after":
        return Rule(word, _statement(chance, outcomes), right)
    left = _all_of(chance, outcomes)
    apart = tuple(o for o in outcomes if o.id not in {one.outcome for one in parts_of(left)})
    if not apart:
        return Rule("only if", left, right)
    return Rule(word, left, _all_of(chance, apart))


def _statement(chance: random.Random, outcomes: tuple[Outcome, ...]) -> Statement:
    if chance.random() < 0.7:
        return _is(chance, outcomes)
    parts = tuple(_is(chance, outcomes) for _ in range(2))
    return Together(parts, chance.random() < 0.5)


def _all_of(chance: random.Random, outcomes: tuple[Outcome, ...]) -> Statement:
    if chance.random() < 0.7 or len(outcomes) < 3:
        return _is(chance, outcomes)
    return Together(tuple(_is(chance, outcomes) for _ in range(2)), all_of=True)


def _is(chance: random.Random, outcomes: tuple[Outcome, ...]) -> Is:
    outcome = chance.choice(outcomes)
    chosen = chance.sample(outcome.values, chance.randint(1, len(outcome.values) - 1))
    return Is(outcome.id, tuple(value for value in outcome.values if value in chosen))
