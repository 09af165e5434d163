"""The words of a demand or an encoding → statements over outcomes.

    captives is all home                       one statement
    if war is resumed, ceasefire is not lasting
    captives is all home only if ceasefire is lasting
    rest is home only after ceasefire is lasting
    war is resumed rules out ceasefire is lasting

Statements are joined by `and` or by `or`, never by both; between values stands `or`.
Source: spec/language/demands.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trucebook.syntax import tree as t
from trucebook.syntax.faults import at
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token

Word = Literal["is", "if", "only if", "only after", "rules out"]
_JOINS: tuple[tuple[tuple[str, str], Word], ...] = (
    (("only", "if"), "only if"),
    (("only", "after"), "only after"),
    (("rules", "out"), "rules out"),
)
_STATEMENT = "an outcome, is or is not, and its values: ceasefire is lasting or for a time"
_ONE_JOIN = "statements joined by and, or by or, not by both: say it in two sentences"


@dataclass(frozen=True, slots=True)
class Unread:
    """Where a sentence cannot be read on, and what could stand there."""

    span: Span
    found: str
    wanted: str


def rule_of(file: str, words: list[Token]) -> t.RuleWords | Unread:
    """What the words of one sentence say; they are not empty."""
    span = Span(file, words[0].start, words[-1].end)
    if words[0].text == "if":
        comma = next((i for i, word in enumerate(words) if word.kind == ","), None)
        if comma is None:
            return Unread(at(file, words[-1]), words[-1].text, "a comma, and what is then the case")
        behind = words[comma + 1 :]
        behind = behind[1:] if behind and behind[0].text == "then" else behind
        return _pair(file, "if", words[1:comma], behind, words[comma], span)
    for index in range(len(words) - 1):
        for pair, word in _JOINS:
            if (words[index].text, words[index + 1].text) == pair:
                left, right = words[:index], words[index + 2 :]
                return _pair(file, word, left, right, words[index + 1], span)
    alone = _atoms(file, words, words[-1])
    return alone if isinstance(alone, Unread) else t.RuleWords("is", None, alone, span)


def _pair(  # noqa: PLR0913, PLR0917 - the pieces of one sentence
    file: str, word: Word, left: list[Token], right: list[Token], middle: Token, span: Span
) -> t.RuleWords | Unread:
    first = _atoms(file, left, middle)
    if isinstance(first, Unread):
        return first
    second = _atoms(file, right, middle)
    if isinstance(second, Unread):
        return second
    return t.RuleWords(word, first, second, span)


def _atoms(file: str, words: list[Token], before: Token) -> t.Atoms | Unread:
    """Statements up to the end of the words."""
    parts: list[t.Atom] = []
    joined: Literal["and", "or"] | None = None
    rest = words
    while True:
        read = _atom(file, rest, before)
        if isinstance(read, Unread):
            return read
        atom, used = read
        parts.append(atom)
        rest = rest[used:]
        if not rest:
            return t.Atoms(tuple(parts), joined, Span(file, words[0].start, words[-1].end))
        join = rest[0]
        said: Literal["and", "or"] = "and" if join.text == "and" else "or"
        if joined is not None and said != joined:
            return Unread(at(file, join), join.text, _ONE_JOIN)
        joined, before, rest = said, join, rest[1:]


def _atom(file: str, words: list[Token], before: Token) -> tuple[t.Atom, int] | Unread:
    """One statement, and how many words it has; it ends before `and`, or before the next one."""
    if not words:
        return Unread(at(file, before), before.text, f"more: {_STATEMENT}")
    name = words[0]
    if name.kind != "WORD" or len(words) < 2 or words[1].text != "is":  # noqa: PLR2004 - `x is`
        odd = words[1] if name.kind == "WORD" and len(words) > 1 else name
        return Unread(at(file, odd), odd.text, _STATEMENT)
    index = 2
    negated = index < len(words) and words[index].text == "not"
    index += negated
    values: list[t.Written] = []
    run: list[Token] = []
    while True:
        word = words[index] if index < len(words) else None
        ends = word is None or word.text in {"and", "or"}
        if ends and not run:
            odd = word or words[index - 1]
            return Unread(at(file, odd), odd.text, _STATEMENT)
        if ends:
            text = " ".join(one.text for one in run)
            values.append(t.Written(text, Span(file, run[0].start, run[-1].end)))
            run = []
        if word is None or word.text == "and" or (ends and _begins(words, index + 1)):
            break
        if not ends:
            if word.kind not in {"WORD", "NUMBER"} or word.text in {"is", "not"}:
                return Unread(at(file, word), word.text, _STATEMENT)
            run.append(word)
        index += 1
    end = values[-1].span.end
    outcome = t.Written(name.text, at(file, name))
    span = Span(file, name.start, end)
    return t.Atom(outcome, negated, tuple(values), span), index


def _begins(words: list[Token], index: int) -> bool:
    """Whether a statement begins here: an outcome and `is`."""
    return index + 1 < len(words) and words[index + 1].text == "is"
