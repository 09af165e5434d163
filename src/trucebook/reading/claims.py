"""Sentences to claims: figures and what the rules find, with asserter, modality and hedge.

Source: spec/reading.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from trucebook.reading.acts import acts
from trucebook.reading.dates import find_date
from trucebook.reading.figures import figures
from trucebook.reading.quantity import quantities
from trucebook.reading.repeats import mark
from trucebook.reading.rules import Rule, pattern, shipped_rules
from trucebook.reading.sentence import Sentence, split
from trucebook.reading.voices import OWN, SPOKEN, accuser_of, actor_of, asserter_of

__all__ = ["OWN", "read_text"]

_BESIDE = 50
_LONGEST = 60
_SHORT = 8
_ASIDE = 25
"""Characters beside a claim in which a noun is taken to belong to it."""
SIDES = {1: "for", -1: "against"}
"""What a stance's `subkind` says."""


def read_text(text: str, published: date | None = None) -> list[dict[str, Any]]:
    """Every claim proposed from an article, in reading order."""
    found: list[dict[str, Any]] = []
    headings: set[int] = set()
    for sentence in split(text):
        here = [*_figures(sentence, published)]
        taken: list[tuple[int, int]] = []
        for rule in shipped_rules():
            if not rule.named:
                here.extend(_by_rule(sentence, rule, taken, published))
        here.extend(_by_verb(sentence, taken, published))
        here.extend(_by_noun(sentence, here, published))
        found.extend(here)
        if sentence.headline:
            headings.update(map(id, here))
    found.sort(key=lambda r: (r["anchor_start"], r["kind"]))
    for number, record in enumerate(found, 1):
        record["id"] = f"p{number:02}"
    mark(found, {place for place, record in enumerate(found) if id(record) in headings})
    return found


def _figures(sentence: Sentence, published: date | None) -> list[dict[str, Any]]:
    return [
        _record(sentence, "figure", figure.start, figure.end, published)
        | {"object": figure.object, "quantity": figure.quantity, "rule": "figures"}
        for figure in figures(sentence.text)
    ]


def _by_rule(
    sentence: Sentence, rule: Rule, taken: list[tuple[int, int]], published: date | None
) -> Iterator[dict[str, Any]]:
    """What a rule finds, where none before it has spoken yet."""
    for match in rule.words.finditer(sentence.text):
        start, end = match.span()
        if end - start > _LONGEST or _not_so(rule, sentence.text, start):
            continue
        if rule.where and not pattern(rule.where).search(sentence.text):
            continue
        if _is_free(start, end, taken):
            taken.append((start, end))
            told = rule.told and pattern("somebody says").search(sentence.text)
            kind = rule.told if rule.told and told else rule.kind
            yield _record(sentence, kind, start, end, published) | {
                "rule": rule.name,
                "subkind": SIDES.get(rule.polarity),
            }


def _by_verb(
    sentence: Sentence, taken: list[tuple[int, int]], published: date | None
) -> list[dict[str, Any]]:
    """What the verbs tell of, where no rule has spoken yet."""
    return [
        _record(sentence, act.kind, act.start, act.end, published)
        | {"rule": act.rule, "subkind": SIDES.get(act.polarity)}
        for act in acts(sentence)
        if _is_free(act.start, act.end, taken)
    ]


def _by_noun(
    sentence: Sentence, here: list[dict[str, Any]], published: date | None
) -> Iterator[dict[str, Any]]:
    """Acts that are only named, where no verb beside them tells of one."""
    told = [
        (r["anchor_start"] - sentence.start - _ASIDE, r["anchor_end"] - sentence.start + _ASIDE)
        for r in here
        if r["kind"] != "figure"
    ]
    for rule in shipped_rules():
        if rule.named:
            yield from _by_rule(sentence, rule, told, published)


def _is_free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return all(end <= first or last <= start for first, last in taken)


def _not_so(rule: Rule, words: str, start: int) -> bool:
    """Whether the words before say that it did not, or would only, come about."""
    if rule.kind == "event":
        beside = words[max(0, start - _BESIDE) : start + _BESIDE]
        if pattern("harm").match(words, start) and quantities(beside):
            return True
        if not rule.named and pattern("none of it").search(words[max(0, start - _BESIDE) : start]):
            return True
        first = words[start:].split(",", maxsplit=1)[0][:_SHORT]
        if re.search(r"\bthe \Z", words[:start]) and " " not in first:
            return True
    if rule.kind == "term":
        before = words[:start]
        return any(
            pattern(name).search(before)
            for name in ("in question", "fears and guesses", "demanded", "first person")
        )
    if rule.kind not in {"event", "stance"}:
        return False
    begin = max((m.end() for m in re.finditer(r"[,;:—]\s+|\bthat\s+", words[:start])), default=0)
    before = words[begin:start]
    return bool(pattern("not done").search(before[-_LONGEST:]))


def _clause(words: str, start: int, end: int) -> tuple[int, int]:
    """The clause round an anchor: from the comma or semicolon before it to the one behind it."""
    begins = (m.end() for m in pattern("clause begins").finditer(words) if m.end() <= start)
    behind = pattern("clause ends").search(words[end:])
    return max(begins, default=0), end + (behind.start() if behind else len(words) - end)


def _modality(kind: str, before: str, behind: str) -> str:
    if kind == "accusation":
        return "alleged"
    if kind == "term":
        return "obligation"
    later = kind == "figure" and pattern("would, behind").match(behind)
    return "proposed" if later or pattern("would").search(before) else "actual"


def _record(
    sentence: Sentence, kind: str, start: int, end: int, published: date | None
) -> dict[str, Any]:
    words = sentence.text
    a, b = _clause(words, start, end)
    quote = words[a:b]
    hedge = pattern("hedge").search(quote)
    asserter, actor = asserter_of(words, start), actor_of(kind, words, start, end)
    if kind in SPOKEN and asserter == OWN and actor:
        asserter = actor
    modality = _modality(kind, words[a:start], words[end:])
    if modality == "actual" and kind != "assessment" and accuser_of(words, start):
        modality = "alleged"
    return {
        "id": "",
        "kind": kind,
        "subkind": None,
        "quote": quote,
        "start": sentence.start + a,
        "end": sentence.start + b,
        "anchor": words[start:end],
        "anchor_start": sentence.start + start,
        "anchor_end": sentence.start + end,
        "asserter": asserter,
        "actor": actor,
        "counterpart": None,
        "object": None,
        "quantity": None,
        "date": find_date(quote, published, start - a),
        "hedge": {"type": hedge.group().lower(), "text": hedge.group()} if hedge else None,
        "modality": modality,
        "same_as": None,
    }
