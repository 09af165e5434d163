"""A word that the grammar has no place for, and the words round it."""

from __future__ import annotations

from dataclasses import dataclass

from trucebook.syntax.faults import at
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token

MODALS = {"SHALL", "SHALL_NOT", "MAY", "EXPECT", "IT_IS_EXPECTED_THAT"}
"""Words that bind, let, or expect."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A word the grammar has no place for: which of the words, and what could have stood there."""

    file: str
    text: str
    words: list[Token]
    index: int
    """Its place among the words; their number, where it is the end that was refused."""
    wanted: frozenset[str]
    sentence: bool
    """Whether the words are a commitment's, which ends with a full stop."""

    @property
    def word(self) -> Token | None:
        """The refused word; None where the end is."""
        return self.words[self.index] if self.index < len(self.words) else None

    @property
    def here(self) -> Span:
        """Where it is."""
        return at(self.file, self.word or self.words[-1])

    @property
    def before(self) -> list[Token]:
        """The words that were read."""
        return self.words[: self.index]


def bound(words: list[Token]) -> bool:
    """Whether a word that binds is among them."""
    return any(word.kind in MODALS for word in words)
