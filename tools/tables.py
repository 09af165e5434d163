"""Make the tables of the language from its grammar: `tools/tables.py` writes, `--check` compares.

lark reads the grammar and works out the states; the program itself needs only the tables, so that
a command does not build them anew each time. Same grammar, same bytes.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections import defaultdict
from pathlib import Path
from typing import Any

import lark
from lark.lexer import Lexer

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from trucebook.syntax.grammar import GRAMMAR, STARTS

TABLES = Path(__file__).parents[1] / "src" / "trucebook" / "syntax" / "tables.py"
HEAD = '''"""The states of the grammar, made by `make tables`: not to be edited.

Shape: RULES one a line, `origin name lone absent : parts`; SETS of symbols; STATES, each what it
does at a set of symbols (`3>17` goes on to state 17, `5<9` ends rule 9); STARTS, the first and
last state of each sentence. Read by `automaton`; the numbers mean nothing anywhere else.
Source: spec/language/grammar.md; `grammar.GRAMMAR`.
"""

# Lines end with a backslash where they would be longer than the layout allows.
'''


class _Nothing(Lexer):
    """The words are made elsewhere; lark only works out the states."""

    def __init__(self, lexer_conf: object) -> None:
        """There is nothing to build."""

    def lex(self, data: Any) -> Any:
        """Nothing is read with this."""
        raise NotImplementedError


def made() -> str:
    """The file of tables."""
    terminals = sorted(set(re.findall(r"\b[A-Z][A-Z_]+\b", GRAMMAR)))
    parser = lark.Lark(
        f"{GRAMMAR}\n%declare {' '.join(terminals)}",
        parser="lalr",
        lexer=_Nothing,
        start=list(STARTS),
        maybe_placeholders=True,
    )
    table = parser.parser.parser._parse_table  # noqa: SLF001 - lark shows its states nowhere else
    order = _order(table)
    lines: dict[str, int] = {}
    sets: dict[tuple[str, ...], int] = {}
    states = []
    for state in order:
        by_action: dict[str, list[str]] = defaultdict(list)
        for symbol, (action, target) in table.states[state].items():
            if action.name == "Shift":
                by_action[f">{order[target]}"].append(symbol)
            else:
                number = lines.setdefault(_rule(target), len(lines))
                by_action[f"<{number}"].append(symbol)
        grouped = sorted((tuple(sorted(symbols)), action) for action, symbols in by_action.items())
        entries = [f"{sets.setdefault(named, len(sets))}{action}" for named, action in grouped]
        states.append(" ".join(entries))
    starts = [
        f"{name} {order[table.start_states[name]]} {order[table.end_states[name]]}"
        for name in STARTS
    ]
    listed = (
        ("RULES", list(lines)),
        ("SETS", [" ".join(symbols) for symbols in sets]),
        ("STATES", states),
        ("STARTS", starts),
    )
    return HEAD + "\n".join(_constant(name, each) for name, each in listed)


def _order(table: Any) -> dict[Any, int]:
    """The states by number: those of the starts first, then as they are come to."""
    order: dict[Any, int] = {}
    ahead = [table.start_states[name] for name in STARTS]
    while ahead:
        state = ahead.pop(0)
        if state in order:
            continue
        order[state] = len(order)
        row = sorted(table.states[state].items())
        ahead.extend(target for _, (action, target) in row if action.name == "Shift")
    return order


def _rule(rule: Any) -> str:
    """A rule as a line."""
    symbols = [symbol.name for symbol in rule.expansion]
    if not symbols or any(s.is_term and s.filter_out for s in rule.expansion):
        raise ValueError(f"a rule that is empty, or words that are left out: {rule}")
    lone = "?" if rule.options.expand1 and not rule.alias else "-"
    empty = rule.options.empty_indices
    gaps = "".join("1" if gap else "0" for gap in empty) if empty else "0" * len(symbols)
    absent = "".join(str(len(run)) for run in gaps.split("0"))
    name = rule.alias or rule.origin.name
    return f"{rule.origin.name} {name} {lone} {absent} : {' '.join(symbols)}"


def _constant(name: str, lines: list[str]) -> str:
    """A constant of several lines, wrapped where they are long."""
    wrapped = [
        " \\\n".join(textwrap.wrap(line, 96, break_long_words=False, break_on_hyphens=False))
        for line in lines
    ]
    return f'{name} = """\\\n' + "\n".join(wrapped) + '\n"""\n'


def main() -> None:
    """Write the tables, or say that they are not those of the grammar."""
    parser = argparse.ArgumentParser(prog="tools/tables.py", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="compare and write nothing")
    asked = parser.parse_args()
    text = made()
    if asked.check:
        if not TABLES.exists() or TABLES.read_text(encoding="utf-8") != text:
            sys.exit("tables: src/trucebook/syntax/tables.py is not of this grammar; make tables")
        return
    TABLES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
