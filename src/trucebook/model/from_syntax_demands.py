"""Texts of demands → outcomes, demands, encodings.

Source: spec/demands.md, spec/language/demands.md (semantics, section 9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from trucebook.model.agreement import Party
from trucebook.model.demands import (
    Author,
    Demand,
    Demands,
    Encoding,
    Is,
    Outcome,
    Rule,
    Statement,
    Together,
    Words,
    parts_of,
)
from trucebook.model.from_row import report_from_row
from trucebook.model.report import Report
from trucebook.model.span import Span
from trucebook.model.speakers import fold
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Related
from trucebook.syntax.faults import fault, say
from trucebook.syntax.function_words import nearest

_One = TypeVar("_One", Outcome, Demand, Encoding)
_ANYWHERE = (
    *(t.Title, t.Zone, t.Source, t.Roster, t.NamesHead, t.NamesLine, t.RecordLine, t.WatchLine),
    *(t.CommentLine, t.Unreadable),
)
_OWN = (t.OutcomeLine, t.EncodedLine, t.DemandLine)
_BY = 'encoded by "…", 25 November 2026, here or in the head'
_WORDS = 'says "…"; source "…", published 2025-03-06 <…>; quote "…"'
_SAID = ("asserted_by", "source", "published")
"""Columns without which words are nobody's."""


@dataclass(slots=True)
class _Reading:
    """What the sentences of all texts of demands are read against, and what was wrong."""

    parties: Mapping[str, str]
    """Ids by id and by name, folded."""
    zone: str
    unread: frozenset[str] = frozenset()
    """Outcomes whose lines could not be read: nothing more is told of them."""
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)


def is_demands(tree: t.Tree) -> bool:
    """Whether a text is one of demands."""
    return any(isinstance(item, t.Title) and item.kind == "demands" for item in tree.items)


def parties_of(trees: Iterable[t.Tree]) -> tuple[Party, ...]:
    """Those whom texts of demands declare by themselves, each once."""
    found: dict[str, Party] = {}
    for tree in trees:
        for item in tree.items:
            if isinstance(item, t.Roster) and is_demands(tree):
                for one in item.entries:
                    party = Party(one.id, one.name or one.id, "party", one.matters, one.span)
                    found.setdefault(one.id, party)
    return tuple(found.values())


def demands_of(
    trees: Sequence[t.Tree], parties: Iterable[Party], zone: str
) -> tuple[Demands, tuple[Diagnostic, ...]]:
    """What the texts of demands say together, and what is wrong with them."""
    ids = {fold(word): one.id for one in parties for word in (one.name, one.id)}
    texts = [tree for tree in trees if is_demands(tree)]
    reading = _Reading(ids, zone, frozenset(_unread(texts)))
    for tree in texts:
        for item in tree.items:
            if isinstance(item, t.OutcomeLine):
                _outcome(item, reading)
    made: dict[str, Demand | Encoding] = {}
    for tree in texts:
        head = next((one for one in tree.items if isinstance(one, t.EncodedLine)), None)
        for item in tree.items:
            if isinstance(item, t.DemandLine):
                one = _made(item, head, reading)
                if item.id in made:
                    reading.faults.append(_twice(item.id, item.id_span, made[item.id].span))
                elif one is not None:
                    made[item.id] = one
    demands = Demands(
        _by_id(reading.outcomes.values()),
        _by_id(one for one in made.values() if isinstance(one, Demand)),
        _by_id(one for one in made.values() if isinstance(one, Encoding)),
    )
    return demands, (*reading.faults, *_elsewhere(trees))


def _unread(trees: Iterable[t.Tree]) -> Iterable[str]:
    for tree in trees:
        for item in tree.items:
            if isinstance(item, t.Unreadable):
                words = tree.text[item.span.start : item.span.end].split(maxsplit=2)
                if words[0] == "outcome" and len(words) > 1:
                    yield words[1].rstrip(":")


def _by_id(found: Iterable[_One]) -> tuple[_One, ...]:
    return tuple(sorted(found, key=lambda one: one.id))


def _outcome(item: t.OutcomeLine, reading: _Reading) -> None:
    values = tuple(value.text for value in item.values)
    first = reading.outcomes.get(item.id.text)
    made = Outcome(item.id.text, item.name or item.id.text, values, item.id.span)
    if first is None:
        reading.outcomes[made.id] = made
    elif first != made or first.span.file == made.span.file:
        # Two texts may share an outcome; they have to mean the same.
        reading.faults.append(_twice(made.id, made.span, first.span))


def _twice(name: str, span: Span, first: Span) -> Diagnostic:
    return fault(
        "declared-twice",
        span,
        f"{name} is declared twice",
        "everybody and everything is declared once, so that there is one place to look",
        (),
        (Related(first, "the first time is here"),),
    )


def _made(
    item: t.DemandLine, head: t.EncodedLine | None, reading: _Reading
) -> Demand | Encoding | None:
    """The demand or encoding of a sentence; None where something of it is at fault."""
    before = len(reading.faults)
    by = tuple(_party(one, reading) for one in item.by)
    rule = _rule(item.rule, reading)
    encoded = item.encoded or head
    if encoded is None:
        reading.faults.append(_nobodys(item, f"who put it so: {_BY}"))
    words = _words(item, reading)
    if rule is None or encoded is None or words is None or len(reading.faults) > before:
        return None
    author = Author(encoded.by, encoded.day)
    if item.kind == "encoding":
        return Encoding(item.id, rule, author, words, item.id_span)
    who = tuple(sorted({one for one in by if one is not None}))
    return Demand(item.id, item.kind, who, rule, author, words, item.id_span)


def _party(written: t.Written, reading: _Reading) -> str | None:
    found = reading.parties.get(fold(written.text))
    if found is None:
        near = nearest(written.text, frozenset(reading.parties.values()))
        reading.faults.append(
            fault(
                "unknown-party",
                written.span,
                f"nobody is declared as {written.text}",
                "who demands something is named in the agreement, or in parties in this text",
                (say(written.span, near),) if near is not None else (),
            )
        )
    return found


def _rule(words: t.RuleWords, reading: _Reading) -> Rule | None:
    left = None if words.left is None else _statement(words.left, reading)
    right = _statement(words.right, reading)
    if right is None or (left is None and words.left is not None):
        return None
    if words.word == "only after":
        both = {one.outcome for one in parts_of(left)} & {one.outcome for one in parts_of(right)}
        split = any(isinstance(one, Together) and not one.all_of for one in (left, right))
        if both or split:
            reading.faults.append(_no_order(words.span, split=split))
            return None
    return Rule(words.word, left, right)


def _no_order(span: Span, *, split: bool) -> Diagnostic:
    why = (
        "what comes first is one outcome, or several joined by and: of several joined by or it "
        "cannot be told which; say one sentence for each"
        if split
        else "an outcome comes about once, and not after itself: declare two outcomes, one for "
        "each part"
    )
    return fault("order-of-outcomes", span, "it cannot be told what comes after what", why)


def _statement(atoms: t.Atoms, reading: _Reading) -> Statement | None:
    parts = [_is(atom, reading) for atom in atoms.parts]
    known = tuple(one for one in parts if one is not None)
    if len(known) < len(parts):
        return None
    return known[0] if len(known) == 1 else Together(known, atoms.joined == "and")


def _is(atom: t.Atom, reading: _Reading) -> Is | None:
    outcome = reading.outcomes.get(atom.outcome.text)
    if outcome is None and atom.outcome.text in reading.unread:
        return None
    if outcome is None:
        near = nearest(atom.outcome.text, frozenset(reading.outcomes))
        reading.faults.append(
            fault(
                "unknown-outcome",
                atom.outcome.span,
                f"no outcome is declared as {atom.outcome.text}",
                "what can come about is declared with its values, on a line of its own: "
                'outcome ceasefire "the ceasefire": lasting, for a time, none',
                (say(atom.outcome.span, near),) if near is not None else (),
            )
        )
        return None
    wrong = [one for one in atom.values if one.text not in outcome.values]
    for one in wrong:
        near = nearest(one.text, frozenset(outcome.values))
        reading.faults.append(
            fault(
                "unknown-value",
                one.span,
                f"{outcome.id} cannot be {one.text}",
                f"its values are: {', '.join(outcome.values)}",
                (say(one.span, near),) if near is not None else (),
                (Related(outcome.span, "they are declared here"),),
            )
        )
    if wrong:
        return None
    said = {one.text for one in atom.values}
    values = tuple(value for value in outcome.values if (value in said) != atom.negated)
    if not values or len(values) == len(outcome.values):
        reading.faults.append(_says_nothing(atom, outcome))
        return None
    return Is(outcome.id, values, atom.negated)


def _says_nothing(atom: t.Atom, outcome: Outcome) -> Diagnostic:
    every = "none" if atom.negated else "all"
    return fault(
        "unknown-value",
        atom.span,
        f"this leaves {every} of the values of {outcome.id}",
        f"a statement is true of some of its values and not of others: {', '.join(outcome.values)}",
        (),
        (Related(outcome.span, "they are declared here"),),
    )


def _words(item: t.DemandLine, reading: _Reading) -> Words | None:
    """What a sentence rests on."""
    columns: dict[str, object] = {one.column: one.value for one in item.fields}
    reported = tuple(dict.fromkeys(one.text for one in item.reported))
    withdrawn = tuple(dict.fromkeys(one.text for one in item.withdrawn))
    if not columns:
        if not reported:
            reading.faults.append(_nobodys(item, f"what it rests on: reported in r7, or {_WORDS}"))
            return None
        return Words(None, reported, withdrawn)
    lacking = [column for column in _SAID if column not in columns]
    if lacking or not (columns.keys() & {"quote", "text"}):
        reading.faults.append(_nobodys(item, f"who said it, where and in which words: {_WORDS}"))
        return None
    columns |= {"id": item.id, "kind": "demand"}
    places = {one.column: Span(item.span.file, one.start, one.end) for one in item.fields}
    made = report_from_row(columns, reading.zone, item.span, MappingProxyType(places))
    if not isinstance(made, Report):
        reading.faults.extend(made)
        return None
    return Words(made, reported, withdrawn)


def _nobodys(item: t.DemandLine, lacks: str) -> Diagnostic:
    return fault(
        "said-by-nobody",
        item.id_span,
        f"[{item.id}] does not say {lacks.partition(':')[0]}",
        "a demand, or a relation between outcomes, is shown only with who put it so and on whose "
        f"words; say {lacks.partition(': ')[2]}",
    )


def _elsewhere(trees: Iterable[t.Tree]) -> Iterable[Diagnostic]:
    """What belongs in a text of demands and stands in another, and the other way round."""
    for tree in trees:
        ours = is_demands(tree)
        for item in tree.items:
            if isinstance(item, _ANYWHERE) or ours == isinstance(item, _OWN):
                continue
            where = "not said in a text of demands" if ours else "said in a text of demands only"
            yield fault(
                "belongs-elsewhere",
                item.span,
                f"this is {where}",
                'a text whose head is demands "…" holds outcomes, demands and encodings; what '
                "binds somebody stands in the agreement: give each a file of its own",
            )
