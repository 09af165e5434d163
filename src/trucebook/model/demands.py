"""What parties demand, as values: outcomes, demands and encodings over them.

    Outcome    a question, and the ways it can come out
    Is         an outcome comes out in one of these ways
    Rule       what has to be the case: one statement, or two that are related
    Demand     a rule that somebody wants, and who said so where
    Encoding   a rule that relates outcomes, and who says so on which words
    Demands    all of a book's texts of demands together

Source: spec/demands.md (semantics, section 9).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trucebook.model.report import Report
from trucebook.model.span import Span
from trucebook.model.time import Day

RuleWord = Literal["is", "if", "only if", "only after", "rules out"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question about what comes about; it comes out in exactly one of its `values`.

    Shape: two values or more, in the order declared, which means nothing.
    """

    id: str
    name: str
    values: tuple[str, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Is:
    """The outcome comes out in one of `values`, in the order the outcome declares them."""

    outcome: str
    values: tuple[str, ...]
    negated: bool = field(default=False, compare=False)
    """Said as `is not` of all others."""


@dataclass(frozen=True, slots=True)
class Together:
    """Several statements: all of them, or at least one."""

    parts: tuple[Is, ...]
    all_of: bool


Statement = Is | Together


@dataclass(frozen=True, slots=True)
class Rule:
    """What has to be the case.

    `if`, `only if`: left, then right too. `rules out`: not both. `only after`: left, then right
    too, and the outcomes of left come about after those of right.
    """

    word: RuleWord
    left: Statement | None
    right: Statement


@dataclass(frozen=True, slots=True)
class Author:
    """Who put words into a rule, and when."""

    name: str
    day: Day | None


@dataclass(frozen=True, slots=True)
class Words:
    """What a rule rests on: a statement with its source, or rows of the record, or both."""

    said: Report | None
    reported: tuple[str, ...]
    withdrawn: tuple[str, ...] = ()
    """Rows that take it back."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A rule that somebody wants to hold. `kind` is how they put it; both count alike."""

    id: str
    kind: Literal["demand", "objective"]
    by: tuple[str, ...]
    rule: Rule
    author: Author
    words: Words
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A rule that somebody says holds between outcomes, whoever wants what."""

    id: str
    rule: Rule
    author: Author
    words: Words
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Demands:
    """Everything the texts of demands of a book say, each part sorted by id."""

    outcomes: tuple[Outcome, ...] = ()
    demands: tuple[Demand, ...] = ()
    encodings: tuple[Encoding, ...] = ()

    @property
    def sentences(self) -> tuple[Demand | Encoding, ...]:
        """All demands, then all encodings."""
        return (*self.demands, *self.encodings)


NO_DEMANDS = Demands()
"""What a book without such texts has."""


def parts_of(statement: Statement | None) -> tuple[Is, ...]:
    """The single statements of one."""
    match statement:
        case None:
            return ()
        case Is():
            return (statement,)
        case Together(parts):
            return parts


def outcomes_of(rule: Rule) -> tuple[str, ...]:
    """The outcomes a rule speaks of, each once, in the order spoken of."""
    both = (*parts_of(rule.left), *parts_of(rule.right))
    return tuple(dict.fromkeys(one.outcome for one in both))
