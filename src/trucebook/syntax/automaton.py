"""The words of a sentence, one after another, through the states of its grammar (LALR).

The states are in `tables`, made from `grammar` by `tools/tables.py`; here is only the walk.
Source: spec/language/grammar.md; Aho, Sethi, Ullman, Compilers (1986), section 4.7.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from trucebook.syntax.tokens import Token

Place = tuple[int, int]
"""Where in the file a rule begins and ends; code points, the end excluded."""
Node = Any  # what a rule makes of its parts is for the rule to say
Make = Callable[[Place, list[Node]], Node]
Row = Mapping[str, int]
"""What a state does at a word or a finished rule: `n` goes on to state n, `-n - 1` ends rule n."""

END = "$END"
_NO_PLACE = -(2**31)
"""The state knows nothing to do at such a word."""
_PUNCTUATION = {".": "DOT", ",": "COMMA", ":": "COLON", ";": "SEMICOLON", "(": "LPAR", ")": "RPAR"}


class Rule(NamedTuple):
    """One rule of the grammar, as it stands after its stars and brackets are written out."""

    origin: str
    """What it is a form of; repetitions of a part begin with `_` and have no node of their own."""
    name: str
    """The method that makes its node."""
    size: int
    lone: bool
    """With a single part it is that part."""
    repeated: tuple[bool, ...]
    """Which of its parts are repetitions, whose own parts stand in their place."""
    absent: tuple[int, ...]
    """How many parts in brackets are not there before each part, and behind the last."""

    @property
    def plain(self) -> bool:
        """Its parts are what was read, one for one."""
        return not any(self.repeated) and not any(self.absent)


class Stopped(NamedTuple):
    """The words could not be read to their end."""

    at: int
    """The place of the word that has no place; their number, where it is the end."""
    wanted: frozenset[str]
    """What could have stood there."""


@dataclass(frozen=True, slots=True)
class Tables:
    """A grammar's rules and states, and where each of its sentences starts and ends."""

    rules: tuple[Rule, ...]
    states: tuple[Row, ...]
    starts: Mapping[str, tuple[int, int]]


@cache
def tables() -> Tables:
    """The tables of the language; unpacked when the first sentence is read."""
    from trucebook.syntax.tables import RULES, SETS, STARTS, STATES  # noqa: PLC0415 - as said

    sets = [line.split() for line in SETS.splitlines()]
    return Tables(
        tuple(_rule(line) for line in RULES.splitlines()),
        tuple(_row(line, sets) for line in STATES.splitlines()),
        {name: (int(start), int(end)) for name, start, end in map(str.split, STARTS.splitlines())},
    )


def _rule(line: str) -> Rule:
    """A rule from its line: `origin name lone absent : parts`."""
    head, _, parts = line.partition(" :")
    origin, name, lone, absent = head.split()
    symbols = parts.split()
    repeated = tuple(symbol.startswith("_") for symbol in symbols)
    return Rule(origin, name, len(symbols), lone == "?", repeated, tuple(map(int, absent)))


def _row(line: str, sets: Sequence[Sequence[str]]) -> Row:
    """A state from its line: `3>17` goes on to 17 at each of set 3, `5<9` ends rule 9."""
    row: dict[str, int] = {}
    for entry in line.split():
        number, goes_on, state = entry.partition(">")
        if goes_on:
            action = int(state)
        else:
            number, _, rule = entry.partition("<")
            action = -int(rule) - 1
        row.update(dict.fromkeys(sets[int(number)], action))
    return row


class Automaton:
    """Reads sentences, and has somebody make a node of each rule as it ends."""

    def __init__(self, make: object) -> None:
        """`make` has a method for each rule."""
        of = tables()
        self._rules = of.rules
        self._states = of.states
        self._starts = of.starts
        self._ends = [(rule.size, rule.origin, _end(rule, make)) for rule in of.rules]

    def read(self, words: Sequence[Token], start: str) -> Node | Stopped:
        """The node of the whole, or where it stopped."""
        states, ends = self._states, self._ends
        first, last = self._starts[start]
        path, nodes, places = [first], list[Node](), list[Place]()
        row = states[first]
        for at, word in enumerate([*words, None]):
            kind = END if word is None else _PUNCTUATION.get(word.kind, word.kind)
            while (action := row.get(kind, _NO_PLACE)) < 0:
                if action == _NO_PLACE:
                    return Stopped(at, self._wanted(path, last))
                size, origin, end = ends[-action - 1]
                if size > 1:
                    parts = nodes[-size:]
                    place = (places[-size][0], places[-1][1])
                    del path[-size:], nodes[-size:], places[-size:]
                    nodes.append(end(place, parts))
                    places.append(place)
                else:
                    path.pop()
                    if end is not _itself:
                        nodes[-1] = end(places[-1], nodes[-1:])
                state = states[path[-1]][origin]
                path.append(state)
                if word is None and state == last:
                    return nodes[-1]
                row = states[state]
            path.append(action)
            nodes.append(word)
            if word is not None:
                places.append((word.start, word.end))
            row = states[action]
        raise AssertionError("the end of a sentence is never gone on from")

    def _wanted(self, path: list[int], last: int) -> frozenset[str]:
        """The words that would be read on from here; where none would, those the state knows."""
        known = [kind for kind in self._states[path[-1]] if kind.isupper()]
        return frozenset(kind for kind in known if self._accepts(path, kind, last)) or frozenset(
            known
        )

    def _accepts(self, path: list[int], kind: str, last: int) -> bool:
        """Whether a word of this kind would be read, once the rules before it have ended."""
        path = list(path)
        while True:
            action = self._states[path[-1]].get(kind)
            if action is None or action >= 0:
                return action is not None
            rule = self._rules[-action - 1]
            del path[-rule.size :]
            path.append(self._states[path[-1]][rule.origin])
            if kind == END and path[-1] == last:
                return True


def _itself(_place: Place, parts: list[Node]) -> Node:
    """A rule of one part that is that part."""
    return parts[0]


def _first(_place: Place, parts: list[Node]) -> list[Node]:
    """The first part of a repetition; the list is its own, to be gone on with."""
    return parts


def _one_more(_place: Place, parts: list[Node]) -> list[Node]:
    """A repetition with one part more."""
    before: list[Node] = parts[0]
    before.append(parts[1])
    return before


def _end(rule: Rule, make: object) -> Make:
    """What is made of the parts of a rule when it ends."""
    if rule.origin.startswith("_"):
        if rule.repeated == (True, False):
            return _one_more
        return _first if rule.plain else lambda _place, parts: _spread(rule, parts)
    if rule.lone and rule.size == 1:
        return _itself
    named: Make = getattr(make, rule.name)
    return named if rule.plain else lambda place, parts: named(place, _spread(rule, parts))


def _spread(rule: Rule, parts: list[Node]) -> list[Node]:
    """The parts with those of repetitions in their place, and None for what is not there."""
    spread: list[Node] = []
    for part, repeated, absent in zip(parts, rule.repeated, rule.absent, strict=False):
        spread.extend([None] * absent)
        if repeated:
            spread.extend(part)
        else:
            spread.append(part)
    spread.extend([None] * rule.absent[-1])
    return spread
