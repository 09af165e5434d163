"""What comes before what: circles among rules that say `only after`.

A rule that says so holds back the outcomes on its left until those on its right have come about,
where its left is the case. Rules that hold each other back in a circle cannot all have their left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucebook.model.demands import Rule, parts_of


def links(rule: Rule) -> tuple[tuple[str, str], ...]:
    """The outcomes that come later, each with one that comes earlier."""
    if rule.word != "only after":
        return ()
    later = dict.fromkeys(one.outcome for one in parts_of(rule.left))
    earlier = dict.fromkeys(one.outcome for one in parts_of(rule.right))
    return tuple((one, two) for one in later for two in earlier)


def circles(rules: Iterable[Rule], most: int | None = None) -> tuple[tuple[Rule, ...], ...] | None:
    """Every smallest set of rules that go round in a circle; None where there are over `most`."""
    ahead: dict[str, list[tuple[str, Rule]]] = {}
    for rule in rules:
        for later, earlier in links(rule):
            ahead.setdefault(later, []).append((earlier, rule))
    places = {name: number for number, name in enumerate(sorted(ahead))}
    found: dict[frozenset[Rule], None] = {}
    for start in places:
        way: list[tuple[str, frozenset[Rule], frozenset[str]]] = [
            (start, frozenset(), frozenset((start,)))
        ]
        while way:
            here, used, been = way.pop()
            for earlier, rule in ahead.get(here, ()):
                if earlier == start:
                    found[used | {rule}] = None
                    if most is not None and len(found) > most:
                        return None
                elif earlier in places and places[earlier] > places[start] and earlier not in been:
                    way.append((earlier, used | {rule}, been | {earlier}))
    smallest = [one for one in found if not any(other < one for other in found)]
    return tuple(tuple(sorted(one, key=repr)) for one in smallest)


def circle_in(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Rules of one circle among these; empty where they go round nowhere."""
    ahead: dict[str, list[tuple[str, Rule]]] = {}
    for rule in rules:
        for later, earlier in links(rule):
            ahead.setdefault(later, []).append((earlier, rule))
    done: set[str] = set()
    for start in ahead:
        way: list[str] = []
        through: list[Rule] = []
        left: list[list[tuple[str, Rule]]] = []
        if start in done:
            continue
        way.append(start)
        left.append(list(ahead[start]))
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
