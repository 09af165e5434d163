"""The drafter's own words of a sentence → verb, object, receiver.

A name in quotes is the object; a preposition before it belongs to the sentence, not to the verb:
`withdraw from "Rashid road"` is to withdraw, of "Rashid road".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucebook.model.from_syntax_amounts import amount, marked
from trucebook.model.from_syntax_scope import Scope
from trucebook.syntax import parts as p
from trucebook.syntax.function_words import misspelt

_PARTICLES = {"over", "out", "in", "up", "down", "back", "off", "away"}
_PREPOSITIONS = {
    "from",
    "of",
    "at",
    "to",
    "into",
    "with",
    "on",
    "in",
    "for",
    "against",
    "about",
    "toward",
    "towards",
}
_ARTICLES = {"the", "a", "an", "any", "all"}
STATES = {"open", "closed", "shut", "clear", "free", "safe", "running"}


@dataclass(frozen=True, slots=True)
class Words:
    """Verb and object as the drafter has them, who receives, and every word there is."""

    verb: str
    object: str | None
    receivers: tuple[str, ...]
    all: frozenset[str]


def split_words(core: Sequence[p.Part], scope: Scope) -> Words:
    """Verb, object and receivers of what a sentence says beside its times and conditions."""
    named = [part for part in core if isinstance(part, p.Receiver)]
    receivers = [one for part in named for one in scope.who(part.id, part.span)]
    words = frozenset(part.text.lower() for part in core if isinstance(part, p.Word))
    counted = amount(core, scope.quiet())
    at = _end_of_verb(core, counted.parts if counted else ())
    lead = [part for part in core[:at] if isinstance(part, p.Word)]
    # The receiver without `to`, misspelt: pay betta 100 coins.
    if len(lead) > 1 and misspelt(lead[-1].text, frozenset(scope.parties)):
        receivers.extend(scope.who(lead[-1].text, lead[-1].span))
        lead.pop()
    verb = [part.text for part in lead]
    rest = list(core[at:])
    # The receiver without `to`: pay beta 100 coins, give israel the names.
    while rest and isinstance(rest[0], p.Name):
        receivers.extend(scope.who(rest[0].id, rest[0].span))
        rest.pop(0)
    if counted is not None:
        return Words(_verb(verb), counted.thing, tuple(receivers), words)
    quoted = next((part for part in core if isinstance(part, p.Quoted)), None)
    if quoted is not None:
        return Words(_verb(verb), quoted.text, tuple(receivers), words)
    return _plain(verb, rest, tuple(receivers), words)


def _end_of_verb(core: Sequence[p.Part], counted: Sequence[p.Part]) -> int:
    """Where the verb's words end: before the amount, a name, a quotation, a thing, a mark."""
    for index, part in enumerate(core):
        if part in counted and (not isinstance(part, p.Word) or part is counted[0]):
            return index
        if not isinstance(part, p.Word):
            return index
    return len(core)


def _verb(words: list[str]) -> str:
    while len(words) > 1 and words[-1].lower() in _PREPOSITIONS | _ARTICLES:
        if words[-1].lower() in _PARTICLES and len(words) == 2:  # noqa: PLR2004 - "let in"
            break
        words = words[:-1]
    return " ".join(words)


def _plain(
    verb: list[str], rest: list[p.Part], receivers: tuple[str, ...], words: frozenset[str]
) -> Words:
    """Without amount or quotation: the first word is the verb, with its particle."""
    size = 1
    if len(verb) > 1 and (verb[1].lower() in _PARTICLES or verb[:2] == ["begin", "talks"]):
        size = 2
    head, tail = verb[:size], verb[size:]
    text = [*tail, *(word for part in rest for word in _texts(part))]
    while text and text[0].lower() in _PREPOSITIONS | _ARTICLES:
        text = text[1:]
    if head == ["keep"] and len(text) > 1 and text[-1].lower() in STATES:
        text = text[:-1]
    return Words(" ".join(head), " ".join(text) or None, receivers, words)


def _texts(part: p.Part) -> list[str]:
    match part:
        case p.Word():
            return [part.text]
        case p.PhaseRef():
            return [f"phase {part.id}"]
        case p.ThingWord() | p.Name():
            return [part.id]
        case p.Category():
            return [part.name]
        case p.Ref():
            return [f"[{part.id}]"]
        case p.Mark() if marked(part, "and", "or", "of", "is", "are"):
            return [part.word]
        case p.Number():
            return [str(part.value)]
        case _:
            return []
