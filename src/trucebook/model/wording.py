"""The words of a text in the forms a record may use them: verbs inflected, things counted.

Inflection only, never synonyms: that `handover` means `release` is for the names table to say.
Source: spec/record/binding.md.
"""

from __future__ import annotations

from functools import lru_cache

from trucebook.model.quantity import Class, Thing
from trucebook.syntax.verbs import base

_IRREGULAR = {
    "begin": "began begun",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "cut": "cutting",
    "draw": "drew drawn",
    "find": "found",
    "give": "gave given",
    "go": "went gone",
    "hold": "held",
    "keep": "kept",
    "lay": "laid",
    "leave": "left",
    "let": "letting",
    "make": "made",
    "meet": "met",
    "pay": "paid",
    "put": "putting",
    "sell": "sold",
    "send": "sent",
    "set": "setting",
    "shoot": "shot",
    "shut": "shutting",
    "strike": "struck stricken",
    "take": "took taken",
    "withdraw": "withdrew withdrawn",
}
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
_SHORT_WORD = 2


def words(text: str) -> str:
    """Words without case, doubled spaces or a leading article."""
    folded = text.casefold().split()
    return " ".join(folded[1:] if len(folded) > 1 and folded[0] in ("the", "a", "an") else folded)


@lru_cache(maxsize=1 << 12)
def verb_forms(verb: str) -> frozenset[str]:
    """A verb as written after `shall`, and as a report may have it: hand over, handed over."""
    first, _, rest = words(verb).partition(" ")
    forms = {first, *_regular(first), *_IRREGULAR.get(first, "").split()}
    whole = {f"{form} {rest}".strip() for form in forms}
    # Lines of the record are read with the spelling rule of the language: meet it half-way.
    whole |= {base(form) for form in whole}
    return frozenset(whole | {form.replace(" ", "-") for form in whole})


def _regular(verb: str) -> set[str]:
    """The regular forms of one word."""
    forms = {f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing"}
    last = verb[-1:]
    if last == "e":
        forms |= {f"{verb}d", f"{verb[:-1]}ing"}
    elif last == "y":
        forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    elif last in _CONSONANTS and len(verb) > _SHORT_WORD:
        forms |= {f"{verb}{last}ed", f"{verb}{last}ing"}
    return forms


@lru_cache(maxsize=1 << 12)
def noun_forms(noun: str) -> frozenset[str]:
    """A thing in singular and plural: truck, trucks; body, bodies."""
    noun = words(noun)
    forms = {noun, f"{noun}s", f"{noun}es"}
    if noun.endswith("ies"):
        forms.add(f"{noun[:-3]}y")
    elif noun.endswith("y"):
        forms.add(f"{noun[:-1]}ies")
    if noun.endswith("es"):
        forms.add(noun[:-2])
    if noun.endswith("s"):
        forms.add(noun[:-1])
    return frozenset(forms)


def split_class(text: str) -> tuple[str, tuple[str, ...]]:
    """The thing and the categories of `hostages (living, soldier)`."""
    thing, bracket, inside = text.partition("(")
    if not bracket or not inside.rstrip().endswith(")"):
        return words(text), ()
    inside = inside.rstrip()[:-1]
    return words(thing), tuple(words(part) for part in inside.split(",") if part.strip())


def compatible(one: Class, other: Class, thing: Thing | None) -> bool:
    """Whether something can be of both classes: no two categories of one axis between them."""
    if thing is None:
        return True
    both = one | other
    return all(len(both & frozenset(categories)) <= 1 for _, categories in thing.axes)
