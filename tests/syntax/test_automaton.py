"""The walk through the tables reads what lark reads, and stops where lark stops."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lark
import pytest
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from trucebook.syntax.automaton import Automaton, Stopped, tables
from trucebook.syntax.grammar import GRAMMAR, STARTS
from trucebook.syntax.tokens import Token

ROOT = Path(__file__).parents[2]


class Given(Lexer):
    """Hands lark the words that were made before."""

    def __init__(self, lexer_conf: object) -> None:
        """There is nothing to build."""

    def lex(self, data: list[Token]) -> Iterator[lark.Token]:  # type: ignore[override] # words
        """The words as lark's."""
        for kind, text, start, end in data:
            yield lark.Token(kind, text, start, 0, start, 0, end, end)


class Nested:
    """Makes of each rule its name, its place and its parts."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda place, parts: [name, place, *(_told(part) for part in parts)]


def _told(part: Any) -> Any:
    return list(part) if isinstance(part, Token) else part


def _by_lark(tree: Any) -> Any:
    if isinstance(tree, lark.Tree):
        place = (tree.meta.start_pos, tree.meta.end_pos)
        return [str(tree.data), place, *(_by_lark(child) for child in tree.children)]
    if isinstance(tree, lark.Token):
        return [tree.type, str(tree), tree.start_pos, tree.end_pos]
    return tree


@pytest.fixture(scope="module")
def parser() -> lark.Lark:
    terminals = sorted(set(re.findall(r"\b[A-Z][A-Z_]+\b", GRAMMAR)))
    return lark.Lark(
        f"{GRAMMAR}\n%declare {' '.join(terminals)}",
        parser="lalr",
        lexer=Given,
        start=list(STARTS),
        propagate_positions=True,
        maybe_placeholders=True,
    )


def _words(kinds: list[str]) -> list[Token]:
    return [Token(kind, kind.lower(), 10 * i, 10 * i + 7) for i, kind in enumerate(kinds)]


def _sentence(chance: random.Random, start: str) -> list[str]:
    """Kinds of words, each of which can stand where it stands; now and then a stray one."""
    automaton, kinds = Automaton(Nested()), list[str]()
    while len(kinds) < 40:
        stopped = automaton.read(_words(kinds), start)
        if not isinstance(stopped, Stopped):
            break
        wanted = sorted(stopped.wanted - {"$END"})
        if not wanted or stopped.at < len(kinds):
            break
        ending = [kind for kind in ("DOT", "WORD", "COMMA", "REF", "IS_MET") if kind in wanted]
        kinds.append(chance.choice(ending if ending and chance.random() < 0.4 else wanted))
    if chance.random() < 0.3:
        every = sorted({kind for row in tables().states for kind in row if kind.isupper()})
        kinds.insert(chance.randrange(len(kinds) + 1), chance.choice(every[1:]))
    return kinds


@pytest.mark.parametrize("start", STARTS)
def test_it_reads_what_lark_reads(parser: lark.Lark, start: str) -> None:
    chance = random.Random(start)  # noqa: S311 - a test that comes out the same each time
    ours = Automaton(Nested())
    read = stopped = 0
    for _ in range(120):
        words = _words(_sentence(chance, start))
        found = ours.read(words, start)
        try:
            theirs = _by_lark(parser.parse(words, start=start))  # type: ignore[arg-type] # words
        except UnexpectedToken as refusal:
            at = next((i for i, w in enumerate(words) if w.start == refusal.token.start_pos), None)
            end = refusal.token.type == "$END" or at is None
            wanted = frozenset(refusal.accepts or refusal.expected)
            assert found == Stopped(len(words) if end or at is None else at, wanted), words
            stopped += 1
        else:
            assert _told(found) == theirs, words
            read += 1
    assert read > 20
    assert stopped > 20


def test_the_tables_are_those_of_the_grammar() -> None:
    made = subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, ROOT / "tools" / "tables.py", "--check"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert made.returncode == 0, made.stderr
