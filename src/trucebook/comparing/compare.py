"""Two texts held against each other by what they would bring about. Neither comes first.

A side is one text, or all descriptions of one proposal. Nothing is added up, weighed or preferred.
Source: spec/compare.md (semantics, sections 4, 9 and 10).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucebook.comparing.effect import Clause, clauses, differing
from trucebook.comparing.entries import Entry, entries
from trucebook.comparing.frame import other_points, points
from trucebook.comparing.matching import matched, party_names
from trucebook.comparing.words import Run, other_words
from trucebook.model.agreement import Agreement


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a side; `described_by` is None where the text itself is at hand."""

    title: str
    described_by: str | None
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Matched:
    """A clause that both texts have, and what is not alike in it."""

    a: Clause
    b: Clause
    aspects: tuple[str, ...]
    """In which aspects of its effect it differs."""
    words: tuple[Run, ...]
    """Runs of words that differ."""

    @property
    def renamed(self) -> bool:
        """Whether the two texts call it otherwise."""
        return self.a.id != self.b.id


@dataclass(frozen=True, slots=True)
class Difference:
    """One text held against one other."""

    a: Text
    b: Text
    matched: tuple[Matched, ...]
    only_a: tuple[Clause, ...]
    only_b: tuple[Clause, ...]
    beside: tuple[tuple[str, str | None, str | None], ...]
    """What they say otherwise beside their clauses: about what, the one, the other."""

    @property
    def any(self) -> bool:
        """Whether they differ in anything, effect or words."""
        apart = any(one.aspects or one.words for one in self.matched)
        return bool(apart or self.only_a or self.only_b or self.beside)


@dataclass(frozen=True, slots=True)
class Told:
    """A clause of a proposal as each of its descriptions has it; None: says nothing of it."""

    clause: str
    by: tuple[tuple[str, tuple[Entry, ...] | None], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one address names, told."""

    name: str
    texts: tuple[Text, ...]
    alike: tuple[Entry, ...]
    """What all its texts have, with the same effect; of one text, everything."""
    disagreed: tuple[Told, ...]
    """Clauses on which its descriptions disagree."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer: both sides, and each text of the one held against each of the other."""

    a: Side
    b: Side
    pairs: tuple[Difference, ...]

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return any(pair.any for pair in self.pairs)


def compare(a: tuple[str, Sequence[Text]], b: tuple[str, Sequence[Text]]) -> Comparison:
    """Hold two sides against each other; each is its name and its texts."""
    pairs = tuple(difference(one, two) for one in a[1] for two in b[1])
    return Comparison(_side(*a), _side(*b), pairs)


def difference(a: Text, b: Text) -> Difference:
    """Hold two texts against each other."""
    here, there = clauses(a.agreement), clauses(b.agreement)
    pairs, renamed = matched(here, there, party_names(a.agreement, b.agreement))
    both = tuple(
        Matched(one, two, differing(one, two, renamed), other_words(one.words, two.words))
        for one, two in pairs
    )
    paired_a, paired_b = {one.id for one, _ in pairs}, {two.id for _, two in pairs}
    return Difference(
        a,
        b,
        both,
        tuple(one for one in here if one.id not in paired_a),
        tuple(two for two in there if two.id not in paired_b),
        other_points(a.agreement, b.agreement, renamed),
    )


def _side(name: str, texts: Sequence[Text]) -> Side:
    first, *others = texts
    if not others:
        return Side(name, tuple(texts), entries(first.agreement), ())
    differences = [difference(first, other) for other in others]
    told = [{one.id: one for one in clauses(text.agreement)} for text in texts]
    ids = sorted({name for each in told for name in each})
    alike_ids = {
        name
        for name in ids
        if all(
            any(m.a.id == name and m.b.id == name and not m.aspects for m in each.matched)
            for each in differences
        )
    }
    disagreed = tuple(
        Told(
            name,
            tuple(
                (
                    text.described_by or text.title,
                    each[name].entries if name in each else None,
                )
                for text, each in zip(texts, told, strict=True)
            ),
        )
        for name in ids
        if name not in alike_ids
    )
    alike = tuple(one for one in entries(first.agreement) if one.clause in alike_ids)
    return Side(name, tuple(texts), alike, disagreed)


def follows(text: Text) -> tuple[tuple[str, str], ...]:
    """What a text says comes after its phases: about what, in words."""
    found = points(text.agreement)
    return tuple(
        (about, point.words)
        for about, point in found.items()
        if about.startswith("what follows ") and point.words != "nothing"
    )
