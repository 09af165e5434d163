"""Verbs to kinds of claims: what was done, is to be done, is refused, threatened or alleged.

Source: spec/reading.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from trucebook.reading.figures import shares_in
from trucebook.reading.lexicon import attack_noun, event_noun, small
from trucebook.reading.predicates import Predicate, predicates
from trucebook.reading.quantity import quantities
from trucebook.reading.rules import pattern
from trucebook.reading.sentence import Sentence

_LONGEST = 60
_BESIDE = 50
_WAR = frozenset({"attack", "kill", "take and hold"})
_KEEP_UP = frozenset(
    {"extend", "prolong", "renew", "resume", "restart", "reopen", "continue", "revive"}
)
_GO_ON = frozenset({"keep", "continue", "resume"})
_WRONG = frozenset({"attack", "kill"})
_INTRUDE = frozenset({"enter", "cross", "push", "move", "advance"})
_SPEAKS = frozenset({"demand", "threat", "accusation"})
_BREAK = re.compile(r"[;:,—]|\bbut\b|\bwhile\b")


@dataclass(frozen=True, slots=True)
class Act:
    """A claim told by a verb.

    Shape: `start` and `end` are the anchor's places in the sentence.
    """

    start: int
    end: int
    kind: str
    rule: str
    polarity: int = 0


def acts(sentence: Sentence) -> list[Act]:
    """Every claim that a sentence's verbs tell of."""
    words = sentence.text
    found: list[Act] = []
    spoken: int | None = None
    alleged: int | None = None
    before: Predicate | None = None
    for one in predicates(words, heading=sentence.headline):
        if before and one.doing and not words[before.end : one.own].strip():
            _take_in(found, before, one)
        elif spoken is None or not _is_spoken_of(words, spoken, one):
            act = _act(words, one)
            if act and alleged and act.kind == "event" and _goes_on(words, alleged, one):
                act = replace(act, kind="accusation")
            if act and all(act.end <= other.start or other.end <= act.start for other in found):
                found.append(act)
                if act.kind == "accusation":
                    alleged = act.end if one.group.kind == "event" else alleged
                if act.kind in _SPEAKS or one.verb == "deny":
                    spoken = act.end
        before = one
    return found


def _take_in(found: list[Act], before: Predicate, one: Predicate) -> None:
    """Begun exchanging, must stop firing: two verbs, one claim."""
    if found and found[-1].end == before.end:
        found[-1] = replace(found[-1], end=one.end)


def _goes_on(words: str, alleged: int, one: Predicate) -> bool:
    """Whether a verb is joined by `and` to what another is said to have done."""
    between = words[alleged : one.start]
    return between.rstrip().endswith(" and") and not _BREAK.search(between)


def _is_spoken_of(words: str, spoken: int, one: Predicate) -> bool:
    """Whether a verb belongs to what is demanded, threatened, denied or alleged before it."""
    if one.group.name == "do wrong":
        return one.doing
    if one.group.kind not in {"event", "term"}:
        return False
    if one.doing:
        return True
    later = one.mood != "did" or one.pluperfect
    return later and not _BREAK.search(words[spoken : one.start])


def _act(words: str, one: Predicate) -> Act | None:
    kind, polarity = _kind(words, one)
    start = one.start if one.end - one.start <= _LONGEST else one.own
    if kind is None or one.end - start > _LONGEST:
        return None
    return Act(start, one.end, kind, one.group.name, polarity)


def _kind(words: str, one: Predicate) -> tuple[str | None, int]:
    """Which kind of claim a verb tells of in its mood; None where it tells of none."""
    before = words[: one.start]
    if pattern("in question").search(before) or pattern("first person").search(before):
        return None, 0
    if one.mood == "threatened":
        return "threat", 0
    if one.mood == "refused":
        return "stance", -1
    group = one.group
    if group.kind in {"event", "term"}:
        return _event(words, one)
    if group.kind == "stance":
        return _stance(one)
    if one.mood != "did" or one.negated:
        return None, 0
    if group.name == "do wrong" and one.now:
        return None, 0
    return group.kind, 0


def _event(words: str, one: Predicate) -> tuple[str | None, int]:
    told = pattern("somebody says").search(words) is not None
    if one.mood == "did":
        return _done(words, one)
    if one.mood == "would":
        if one.negated and " not" in words[one.start : one.own].replace("n’t", " not"):
            return "stance", -1
        if pattern("fears and guesses").search(words[: one.start]):
            return None, 0
        if one.group.name in _WAR and not one.passive:
            return ("threat" if told else None), 0
        return "term", 0
    if one.mood == "must":
        return ("demand" if told else "term"), 0
    if one.mood == "to come":
        if one.governor == "agree" and one.verb in _KEEP_UP:
            return "event", 0
        if one.governor == "vow" and (one.group.name in _WAR or one.verb in _GO_ON):
            return "threat", 0
        if one.governor in small("expected") and not event_noun().search(words):
            return None, 0
        return "term", 0
    return None, 0


def _done(words: str, one: Predicate) -> tuple[str | None, int]:
    group = one.group
    if group.later:
        return None, 0
    if group.kind == "term":
        told = not one.negated and not one.passive and (one.now or not group.present)
        return ("term" if told else None), 0
    if one.governor == "fail":
        return "event", 0
    by_another = _by_another(words, one)
    if one.negated:
        if one.start == one.own:
            return None, 0
        if by_another and one.pluperfect:
            return "accusation", 0
        return "assessment", 0
    wrong = group.name in _WRONG or one.verb in _INTRUDE or attack_noun().search(words[one.end :])
    if by_another and wrong:
        return "accusation", 0
    if pattern("would be so").search(words[: one.start]):
        return None, 0
    if group.harm and (_counted(words, one) and not _attack(words, one)):
        return None, 0
    return "event", 0


def _by_another(words: str, one: Predicate) -> bool:
    """Whether a party says that another had done it."""
    if not one.pluperfect or one.passive:
        return False
    said = pattern("party says of another").match(words[: one.start])
    return said is not None


def _stance(one: Predicate) -> tuple[str | None, int]:
    side = one.group.polarity
    if one.passive and one.start == one.own:
        return None, 0
    if one.mood == "did":
        if one.negated and one.verb == "deny":
            return None, 0
        return "stance", -side if one.negated else side
    if one.mood == "would" and one.negated:
        return "stance", -side
    return None, 0


def _counted(words: str, one: Predicate) -> bool:
    """Whether a number of people stands beside the verb: then the number is the claim."""
    beside = words[max(0, one.start - _BESIDE) : one.end + _BESIDE]
    return bool(quantities(beside) or shares_in(beside)) or bool(
        re.search(r"\bwho\s+$", words[: one.start])
    )


def _attack(words: str, one: Predicate) -> bool:
    """Whether the attack that killed is told with it."""
    return not one.passive and bool(
        attack_noun().search(words[max(0, one.start - _BESIDE) : one.start])
    )
