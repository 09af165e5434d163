"""What a model claims of words, held to the words: roles, strength, side, number, thing, day.

A model may name any words as anything, so more is asked of its claims than of those by rules: where
the words do not plainly bear a field, the claim is refused with the reason, for a person to decide.
Source: spec/models.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from trucebook.reading.gate import gate, is_instruction
from trucebook.reading.grounding import fold
from trucebook.reading.quantity import quantities
from trucebook.reading.rules import pattern
from trucebook.reading.sentence import Sentence
from trucebook.reading.voices import OWN, SPOKEN, asserter_of

_SHORT = 4
"""Letters from which a word of an object has to stand in the sentence."""
_BESIDE = 60
"""Code points between a number and what it counts, at most."""
_ACTS = frozenset({"event", "stance", "accusation", "threat", "demand", "term"})
_SAID = SPOKEN | {"assessment"}
"""Kinds whose deciding word may be the saying itself."""
_DONE = frozenset({"event", "figure", "stance"})


def hold(sentence: Sentence, record: dict[str, Any]) -> tuple[str, ...]:
    """Every reason to refuse a model's claim on words of a sentence; none where it holds.

    Shape: `record` has its places in the article (`anchor_start`), found in this sentence.
    """
    at = record["anchor_start"] - sentence.start
    words = fold(sentence.text)
    if not 0 <= at < len(words):
        return ("the deciding words stand in another sentence than the quote",)
    if is_instruction(sentence.text):
        return ("the sentence tells its reader what to do, and claims nothing of the matter",)
    end = at + len(record["anchor"])
    return (
        *_needs(record),
        *_strength(words, at, end, record),
        *_side(words[at:end], record),
        *_voice(sentence.text, words, at, record),
        *_actor(words, at, end, record),
        *_number(words, at, end, record),
        *_named(words, record),
    )


def _needs(record: dict[str, Any]) -> Iterator[str]:
    kind = record["kind"]
    if kind == "figure" and not record["quantity"]:
        yield "a figure without a number"
    if kind == "stance" and record["subkind"] is None:
        yield "a stance without a side"
    if kind != "stance" and record["subkind"] is not None:
        yield "only a stance has a side"
    if kind != "figure" and record["quantity"]:
        yield "only a figure has a number"


def _strength(words: str, at: int, end: int, record: dict[str, Any]) -> Iterator[str]:
    """Whether the words are as strong as what is claimed of them."""
    kind, modality = record["kind"], record["modality"]
    before, own = words[_clause_begin(words, at) : at], words[at:end]
    weak = gate("weaker than done").search(before) or gate("weaker than done").search(own)
    if kind in {"event", "figure"}:
        weak = weak or gate("weaker than done").search(_whole_clause(words, at, end))
    if kind == "accusation" and modality != "alleged":
        yield "an accusation is told as alleged, whoever makes it"
    elif modality == "obligation" and kind not in {"term", "figure"}:
        yield "only what a text provides is an obligation"
    elif modality == "actual" and kind in _DONE and weak:
        yield "the words are weaker than what is claimed of them"
    elif modality == "actual" and kind == "term":
        yield "what a text provides is not told as done"
    if kind in {"event", "stance"} and gate("not so").search(f"{before}{own}"):
        yield "the words say that it was not so"
    if modality == "actual" and kind in _DONE and pattern("somebody accuses").search(words[:at]):
        yield "what somebody accuses another of is told as a fact"


def _whole_clause(words: str, at: int, end: int) -> str:
    """What is told together with some words: up to where another thing is told beside it."""
    begin = max((m.end() for m in gate("another is told").finditer(words[:at])), default=0)
    behind = gate("another is told").search(words, end)
    return words[begin : behind.start() if behind else len(words)]


def _side(own: str, record: dict[str, Any]) -> Iterator[str]:
    if record["kind"] != "stance":
        return
    yes, no = gate("agrees").search(own), gate("disagrees").search(own)
    claimed = record["subkind"]
    if bool(yes) == bool(no):
        yield "the deciding words say neither for nor against"
    elif claimed in {"for", "against"} and bool(yes) != (claimed == "for"):
        yield "the stance is the opposite of what the words say"


def _voice(text: str, words: str, at: int, record: dict[str, Any]) -> Iterator[str]:
    """Whether who says it is who says it there."""
    told = fold(record["asserter"])
    ours = fold(asserter_of(text, at))
    saying = record["kind"] in _SAID or gate("gives its word").search(record["anchor"])
    if saying and told != OWN and _is_subject(_plain(told), words, at):
        return  # whoever accuses, demands, threatens or promises says it
    if told == OWN and ours != OWN:
        yield "somebody says it there, and it is told in the article's own voice"
    elif told != OWN and not _same_name(told, ours):
        yield "the asserter does not say it in the sentence of the quote"


def _plain(name: str) -> str:
    """A name without its article."""
    return re.sub(r"^(?:the|an?)\s+", "", name.strip(" ,"), flags=re.IGNORECASE)


def _same_name(one: str, other: str) -> bool:
    """Whether two wordings name the same: equal but for an article and what stands before."""
    a, b = _plain(one).lower(), _plain(other).lower()
    return bool(a) and (a == b or b.endswith(f" {a}"))


def _actor(words: str, at: int, end: int, record: dict[str, Any]) -> Iterator[str]:
    actor = fold(record["actor"] or "").strip()
    if not actor:
        return
    if record["kind"] not in _ACTS | {"figure"}:
        yield "an assessment has no actor"
        return
    name = _plain(actor)
    behind = words[end : end + _BESIDE + len(name)]
    if re.search(rf"(?i)\bby (?:the )?{re.escape(name)}\b", behind):
        return
    if record["kind"] == "accusation" and re.match(
        rf"(?i)\s*(?:both |the )*{re.escape(name)}\b", words[end:]
    ):
        return  # whoever is accused is said to do it
    passive = gate("done by another").search(words[:at]) or pattern("passive").match(words[at:end])
    if record["kind"] != "figure" and passive:
        yield "the words do not say by whom it was done"
    elif not _is_subject(name, words, at):
        yield "the actor is not the subject of the deciding words"


def _is_subject(name: str, words: str, at: int) -> bool:
    """Whether a name stands as the subject of what begins at a place: plainly, at its head."""
    begin = _clause_begin(words, at)
    while True:
        subject = words[begin:at].strip()
        if subject and not gate("stands for another").match(subject) and not _bare(subject):
            lead = gate("before its subject").match(subject)
            head = subject[lead.end() :] if lead else subject
            return re.match(rf"(?i){re.escape(name)}(?![\w'-])(?! (?:of|and)\b)", head) is not None
        if not begin or (subject and gate("stands for another").match(subject)):
            return False
        if re.search(r"(?i)\b(?:said|says|claim\w*|that|told)\s*$", words[:begin].rstrip() + " "):
            return False
        at, begin = begin, _clause_begin(words, begin - 1)


def _bare(subject: str) -> bool:
    """Whether a subject's place holds only helping words: it stands further before."""
    return re.fullmatch(r"(?i)(?:has|have|had|also|then|later|again|\W)*", subject) is not None


def _clause_begin(words: str, at: int) -> int:
    """Where the clause begins in which a place lies."""
    ends = [m.end() for m in gate("a clause ends").finditer(words) if m.end() <= at]
    return max(ends, default=0)


def _number(words: str, at: int, end: int, record: dict[str, Any]) -> Iterator[str]:
    quantity = record["quantity"]
    if not quantity or record["kind"] != "figure":
        return
    own = words[at:end]
    found = [q for q in quantities(words) if q.start < end and at < q.end]
    if quantity["share"]:
        if fold(quantity["text"]) not in own:
            yield "the number is not that of the deciding words"
    elif not any((q.low, q.high) == (quantity["low"], quantity["high"]) for q in found):
        yield "the number is not that of the deciding words"
    elif record["object"]:
        number = next(q for q in found if (q.low, q.high) == (quantity["low"], quantity["high"]))
        thing = words.lower().find(fold(record["object"]).lower(), number.end)
        between = words[number.end : thing] if thing >= 0 else ""
        if thing < 0 or len(between) > _BESIDE or quantities(between):
            yield "what is counted does not stand behind the number"


def _named(words: str, record: dict[str, Any]) -> Iterator[str]:
    """Whether every other field stands in the words."""
    lower = words.lower()
    for field, told in (
        ("counterpart", record["counterpart"]),
        ("day", (record["date"] or {}).get("text")),
        ("hedge", (record["hedge"] or {}).get("text")),
    ):
        if told and fold(told).lower().strip() not in lower:
            yield f"the {field} does not stand in the sentence"
    other, actor = (fold(record[name] or "").lower() for name in ("counterpart", "actor"))
    if other and other == actor:
        yield "actor and counterpart are the same"
    for word in re.findall(r"\w+", fold(record["object"] or "").lower()):
        if len(word) >= _SHORT and word not in lower:
            yield "the object is not in words of the sentence"
            return
