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
from trucebook.syntax.function_words import PARTICLES, misspelt

_COMPLEMENTS = {"available", "free", "home", "forward", "public", "known", "together", "aside"} | {
    "alone",
    "safe",
    "ready",
    "pass",
    "return",
    "leave",
    "enter",
    "through",
    "across",
}
"""Words that belong to the verb before them: make available, let pass."""
_GIVING = {
    "give",
    "hand",
    "pay",
    "deliver",
    "transfer",
    "submit",
    "provide",
    "send",
    "show",
    "grant",
}
_HANDING = {"give", "hand", "pay", "submit"}
_VERBS_IN_LY = {"supply", "apply", "comply", "reply", "rely", "fly", "ally", "rally", "multiply"}
PREPOSITIONS = {
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
ARTICLES = {"the", "a", "an", "any", "all"}
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
    lead = _without_adverbs([part for part in core[:at] if isinstance(part, p.Word)])
    rest = list(core[at:])
    given = counted is not None or any(isinstance(part, p.Quoted) for part in rest)
    stranger = _stranger(lead, scope, given=given, counted=counted is not None)
    if stranger is not None:
        receivers.extend(scope.who(stranger.text, stranger.span))
        at_word = lead.index(stranger)
        del lead[at_word - 1 if lead[at_word - 1].text == "to" else at_word : at_word + 1]
    verb = [part.text for part in lead]
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


def _without_adverbs(lead: list[p.Word]) -> list[p.Word]:
    """The verb is not the adverb before it: immediately withdraw."""
    while len(lead) > 1 and lead[0].text.endswith("ly") and lead[0].text not in _VERBS_IN_LY:
        lead = lead[1:]
    return lead


def _stranger(lead: list[p.Word], scope: Scope, *, given: bool, counted: bool) -> p.Word | None:
    """A word that can only be meant as the receiver, without `to`: pay delta 100 coins."""
    if len(lead) < 2:  # noqa: PLR2004 - the verb alone
        return None
    last = lead[-1]
    if misspelt(last.text, frozenset(scope.parties)):
        return last
    own = PARTICLES | PREPOSITIONS | ARTICLES | _COMPLEMENTS | STATES
    giving = lead[0].text in _GIVING
    if given and (counted or giving) and last.text not in own and not last.text.endswith("ly"):
        return last
    # give the names to delta: where it goes is not part of what is given
    if not given and lead[0].text in _HANDING and lead[-2].text == "to" and last.text not in own:
        return last
    # give delta the names: what is given has its article, and somebody stands before it
    if not given and giving and lead[1].text not in own | _POINTING and len(lead) > 2:  # noqa: PLR2004
        return lead[1] if lead[2].text in _POINTING else None
    return None


_POINTING = {"the", "a", "an", "its", "their", "this", "these", "all", "any"}


def _end_of_verb(core: Sequence[p.Part], counted: Sequence[p.Part]) -> int:
    """Where the verb's words end: before the amount, a name, a quotation, a thing, a mark."""
    for index, part in enumerate(core):
        if part in counted and (not isinstance(part, p.Word) or part is counted[0]):
            return index
        if not isinstance(part, p.Word):
            return index
    return len(core)


def _verb(words: list[str]) -> str:
    while len(words) > 1 and words[-1].lower() in PREPOSITIONS | ARTICLES:
        if words[-1].lower() in PARTICLES and len(words) == 2:  # noqa: PLR2004 - "let in"
            break
        words = words[:-1]
    return " ".join(words)


def _plain(
    verb: list[str], rest: list[p.Part], receivers: tuple[str, ...], words: frozenset[str]
) -> Words:
    """Without amount or quotation: the first word is the verb, with its particle."""
    size = 1
    if len(verb) > 1 and (verb[1].lower() in PARTICLES or verb[:2] == ["begin", "talks"]):
        size = 2
    head, tail = verb[:size], verb[size:]
    text = [*tail, *(word for part in rest for word in _texts(part))]
    while text and text[0].lower() in PREPOSITIONS | ARTICLES:
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
