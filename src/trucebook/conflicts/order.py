"""What comes before what: circles among rules that say `only after`.

A rule that says so holds back the outcomes on its left until those on its right have come about,
where its left is the case. Rules that hold each other back in a circle cannot all have their left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucebook.model.circles import circling
from trucebook.model.demands import Rule, parts_of


def links(rule: Rule) -> tuple[tuple[str, str], ...]:
    """The outcomes that come later, each with one that comes earlier."""
    if rule.word != "only after":
        return ()
    later = dict.fromkeys(one.outcome for one in parts_of(rule.left))
    earlier = dict.fromkeys(one.outcome for one in parts_of(rule.right))
    return tuple((one, two) for one in later for two in earlier)


def circles(rules: Iterable[Rule], most: int | None = None) -> tuple[tuple[Rule, ...], ...] | None:
    """Every smallest set of rules that go round in a circle.

    None where more than `most` steps would have to be walked to find them.
    """
    ahead = _ahead(rules)
    round_ = circling({later: [earlier for earlier, _ in ways] for later, ways in ahead.items()})
    found: dict[frozenset[Rule], None] = {}
    steps = 0
    for start in sorted(round_):
        way: list[tuple[str, frozenset[Rule], frozenset[str]]] = [
            (start, frozenset(), frozenset((start,)))
        ]
        while way:
            here, used, been = way.pop()
            for earlier, rule in ahead[here]:
                steps += 1
                if most is not None and steps > most:
                    return None
                if earlier == start:
                    found[used | {rule}] = None
                elif earlier > start and earlier in round_ and earlier not in been:
                    way.append((earlier, used | {rule}, been | {earlier}))
    smallest = [one for one in found if not any(other < one for other in found)]
    return tuple(tuple(sorted(one, key=repr)) for one in smallest)


def _ahead(rules: Iterable[Rule]) -> dict[str, list[tuple[str, Rule]]]:
    """For each outcome that waits for others, those others, each with the rule that says so."""
    ahead: dict[str, list[tuple[str, Rule]]] = {}
    for rule in rules:
        for later, earlier in links(rule):
            ahead.setdefault(later, []).append((earlier, rule))
    return ahead


def circle_in(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Rules of one circle among these; empty where they go round nowhere."""
    ahead = _ahead(rules)
    done: set[str] = set()
    for start, first in ahead.items():
        way = [start]
        through: list[Rule] = []
        left = [[] if start in done else list(first)]
        while way:
            if not left[-1]:
                done.add(way.pop())
                left.pop()
                if through:
                    through.pop()
                continue
            earlier, rule = left[-1].pop()
            if earlier in way:
                return tuple(dict.fromkeys([*through[way.index(earlier) :], rule]))
            if earlier in ahead and earlier not in done:
                way.append(earlier)
                through.append(rule)
                left.append(list(ahead[earlier]))
    return ()
