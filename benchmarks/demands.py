"""Demands that hang together, by seed, and how long it takes to find which cannot all be met.

    python -m benchmarks.demands [--seed 2] [--demands 80] [--outcomes 10] [--encodings 9]
    python -m benchmarks.demands --components 100 --demands 10 --outcomes 5 --encodings 4

Prints one table: every smallest set; the same with what each rests on and what would dissolve it;
and PySAT's own enumerator (OptUx, which gives the smallest first) over the same clauses.
Ours asks a solver of PySAT too: what is compared is which sets are asked for, not the solving.

Units: process CPU time in seconds. Nobody's demand waits for an order, which OptUx does not know.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module
from itertools import chain, combinations, pairwise
from typing import Any

from benchmarks.chance import Chance
from trucebook.conflicts.components import Component, components
from trucebook.conflicts.find import Found, conflicts_in, courses_of
from trucebook.conflicts.solver import Solved, minimal_rules
from trucebook.model.demands import (
    Author,
    Demand,
    Encoding,
    Is,
    Outcome,
    Rule,
    RuleWord,
    Words,
    parts_of,
)
from trucebook.model.span import Span

VALUES = ("first", "second", "third")
PATIENCE = 300.0
"""Seconds of CPU after which an enumerator is left."""
NOWHERE = Span("", 0, 0)
AUTHOR = Author("benchmark", None)
WORDS = Words(None, ("r",))


def generated(
    seed: int, demands: int, outcomes: int, encodings: int, before: str = ""
) -> Component:
    """One component: encodings run through all outcomes, demands want values or make conditions."""
    chance = Chance(seed)
    names = [f"{before}o{number:03}" for number in range(outcomes)]
    these = tuple(Outcome(name, name, VALUES, NOWHERE) for name in names)
    pairs = [*pairwise(names)]
    pairs += [tuple(chance.sample(names, 2)) for _ in range(max(0, encodings - len(pairs)))]
    said = tuple(
        Encoding(f"{before}e{number:03}", _rule(chance, *pair), AUTHOR, WORDS, NOWHERE)
        for number, pair in enumerate(pairs)
    )
    wanted = tuple(
        Demand(
            f"{before}d{number:03}",
            "demand",
            (chance.choice(("alpha", "beta")),),
            _wanted(chance, names),
            AUTHOR,
            WORDS,
            NOWHERE,
        )
        for number in range(demands)
    )
    return Component(these, wanted, said)


def _wanted(chance: Chance, names: list[str]) -> Rule:
    if chance.happens(0.6):
        return Rule("is", None, _is(chance, chance.choice(names)))
    return _rule(chance, *chance.sample(names, 2))


def _rule(chance: Chance, left: str, right: str) -> Rule:
    words: tuple[RuleWord, ...] = ("if", "only if", "rules out")
    return Rule(chance.choice(words), _is(chance, left), _is(chance, right))


def _is(chance: Chance, name: str) -> Is:
    chosen = chance.sample(VALUES, 1 if chance.happens(0.6) else 2)
    return Is(name, tuple(value for value in VALUES if value in chosen))


def optux(part: Component) -> tuple[int, float, bool]:
    """How many sets PySAT's own enumerator finds, in which time, and whether it got through."""
    formula = import_module("pysat.formula").WCNF()
    of: dict[tuple[str, str], int] = {}
    for outcome in part.outcomes:
        first = len(of) + 1
        values = [*range(first, first + len(outcome.values))]
        of |= {(outcome.id, name): one for name, one in zip(outcome.values, values, strict=True)}
        formula.append(values)
        formula.extend([[-one, -other] for one, other in combinations(values, 2)])
    last = len(of)
    formula.extend(chain.from_iterable(_clauses(one.rule, of) for one in part.encodings))
    for demand in part.demands:
        last += 1
        formula.extend([[-last, *clause] for clause in _clauses(demand.rule, of)])
        formula.append([last], weight=1)
    found, start = 0, time.process_time()
    with _enumerator(formula) as enumerator:
        for _ in enumerator.enumerate():
            found += 1
            if time.process_time() - start > PATIENCE:
                return found, time.process_time() - start, False
    return found, time.process_time() - start, True


def _enumerator(formula: Any) -> Any:  # noqa: ANN401 - the solver brings no types
    return import_module("pysat.examples.optux").OptUx(formula, unsorted=True)


def _clauses(rule: Rule, of: dict[tuple[str, str], int]) -> list[list[int]]:
    """A rule over single statements, in clauses over the values."""
    (right,) = parts_of(rule.right)
    wanted = [of[right.outcome, value] for value in right.values]
    if rule.left is None:
        return [wanted]
    (left,) = parts_of(rule.left)
    if rule.word == "rules out":
        return [[-of[left.outcome, one], -other] for one in left.values for other in wanted]
    return [[-of[left.outcome, one], *wanted] for one in left.values]


def measured(part: Component) -> list[tuple[str, int, float, bool]]:
    """The three lines of one large component."""
    solved = Solved(part.outcomes)
    start = time.process_time()
    sets = minimal_rules(
        solved, [one.rule for one in part.demands], [one.rule for one in part.encodings]
    )
    alone = time.process_time() - start
    solved.close()
    start = time.process_time()
    whole = conflicts_in(part)
    told = time.process_time() - start
    count = len(whole.conflicts) if isinstance(whole, Found) else 0
    beside = optux(part)
    return [
        ("every smallest set", len(sets), alone, True),
        ("and what each rests on, what would dissolve it", count, told, True),
        ("PySAT's OptUx, sets alone", *beside),
    ]


def main() -> None:
    """Measure as asked."""
    parser = argparse.ArgumentParser(description="Measure the search for conflicts of demands.")
    for name, default in (("seed", 2), ("demands", 80), ("outcomes", 10), ("encodings", 9)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--components", type=int, default=1)
    asked = parser.parse_args()
    sizes = (asked.demands, asked.outcomes, asked.encodings)
    lines = ["| what | sets | CPU seconds |", "|---|---:|---:|"]
    lines += _large(asked.seed, sizes) if asked.components == 1 else _many(asked, sizes)
    sys.stdout.write("\n".join(lines) + "\n")


def _large(seed: int, sizes: tuple[int, int, int]) -> list[str]:
    part = generated(seed, *sizes)
    lines = []
    for what, sets, seconds, through in measured(part):
        more = "" if through else "> "
        lines.append(f"| {what} | {more}{sets:,} | {more}{seconds:.2f} |")
    return [*lines, "", f"{courses_of(part):,} ways to come out."]


def _many(asked: argparse.Namespace, sizes: tuple[int, int, int]) -> list[str]:
    parts = [generated(asked.seed + n, *sizes, f"c{n:03}") for n in range(asked.components)]
    start = time.process_time()
    apart = components(
        [one for part in parts for one in part.outcomes],
        [one for part in parts for one in part.demands],
        [one for part in parts for one in part.encodings],
    )
    found = [conflicts_in(part) for part in apart]
    seconds = time.process_time() - start
    sets = sum(len(one.conflicts) for one in found if isinstance(one, Found))
    demands = len(parts) * asked.demands
    return [f"| {demands:,} demands in {len(apart)} components | {sets:,} | {seconds:.2f} |"]


if __name__ == "__main__":
    main()
