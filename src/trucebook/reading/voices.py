"""Who says it, and who does it: read off the sentence a claim stands in."""

from __future__ import annotations

from trucebook.reading.rules import pattern

OWN = "(the article)"
"""The asserter where the article itself speaks."""
_ACTS = {"accusation", "demand", "event", "stance", "term", "threat"}
SPOKEN = {"accusation", "demand", "threat"}
"""Kinds that are words themselves: whoever makes one says it."""


def asserter_of(words: str, start: int) -> str:
    """Who says what stands at `start` in a sentence."""
    if by := pattern("according to somebody").search(words):
        return str(by["who"]).strip()
    said = pattern("somebody says").search(words)
    joined = said is not None and pattern("no speaker").search(said["who"])
    if said and not joined and not said.start() <= start < said.end():
        return str(said["who"]).strip()
    accuser = accuser_of(words, start)
    if accuser:
        return accuser
    on = pattern("goes on to say").search(words)
    first = pattern("name that opens a sentence").match(words)
    if on and first and on.end() <= start:
        return str(first["who"])
    return OWN


def accuser_of(words: str, start: int) -> str | None:
    """Whose accusation it is that stands before `start`, in the same sentence."""
    accuses = pattern("somebody accuses").search(words)
    return str(accuses["who"]) if accuses and accuses.end() <= start else None


def actor_of(kind: str, words: str, start: int, end: int) -> str | None:
    """Whose act it is, where a plain name stands as the subject of the deciding verb."""
    if kind not in _ACTS or is_passive(words[start:end]):
        return None
    match = pattern("plain name before its verb").search(words[:start])
    return match["who"] if match else None


def is_passive(anchor: str) -> bool:
    """Whether the deciding words say what was done to their subject."""
    return bool(pattern("passive").match(anchor))


def may_say(words: str, name: str, anchor: str) -> bool:
    """Whether a sentence lets somebody speak: in front of a verb of saying or of the deciding one.

    Shape: `words` and `name` are folded alike.
    """
    lower = name.lower()
    spoken = (
        match["who"].lower()
        for kind in ("somebody says", "according to somebody", "somebody accuses")
        for match in pattern(kind).finditer(words)
    )
    return any(lower in who for who in spoken) or may_act(words, name, anchor, subject=True)


def may_act(words: str, name: str, anchor: str, *, subject: bool = False) -> bool:
    """Whether somebody stands before the deciding verb, or behind it after `by`."""
    at = words.find(anchor) if anchor else len(words)
    before, behind = (words[:at], words[at + len(anchor) :]) if at >= 0 else (words, "")
    if subject:
        first = pattern("name that opens a sentence").match(words)
        if pattern("goes on to say").search(before) and first:
            return name.lower() in first["who"].lower()
        match = pattern("plain name before its verb").search(before)
        return bool(match and name.lower() in match["who"].lower())
    by = behind.lower().find(f"by {name.lower()}"), behind.lower().find(f"by the {name.lower()}")
    if max(by) >= 0:
        return True
    return not is_passive(anchor) and name.lower() in before.lower()
