"""Merged words → function words: a word is one only before its operand (rule 2 of the language).

`by day 7` has the function word *by*; `stand by the talks` has three words of the drafter.
Source: spec/language/grammar.md, Function words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from trucebook.syntax.tokens import Token

Operand = Callable[[list[Token], int], bool]
"""Whether what stands at this place can be the operand."""


def _anything(_tokens: list[Token], _at: int) -> bool:
    return True


def _kinds(*kinds: str) -> Operand:
    def operand(tokens: list[Token], at: int) -> bool:
        return at < len(tokens) and tokens[at].kind in kinds

    return operand


def _words(tokens: list[Token], at: int, *words: str) -> bool:
    run = tokens[at : at + len(words)]
    return len(run) == len(words) and all(
        t.text == w and t.kind in {"WORD", "DAYN"} for t, w in zip(run, words, strict=True)
    )


def time(tokens: list[Token], at: int) -> bool:
    """A day, a date, a week, the end of something, the day of or after something; an hour of it."""
    if at < len(tokens) and tokens[at].kind in {"DAYN", "WEEKN", "DATE"}:
        return True
    if at < len(tokens) and tokens[at].kind == "TIME":
        return _words(tokens, at + 1, "on") and time(tokens, at + 2)
    return _words(tokens, at, "the", "end", "of") or (
        _words(tokens, at, "the", "day")
        and (_words(tokens, at + 2, "after") or _words(tokens, at + 2, "of"))
    )


def _condition(tokens: list[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    kinds = {"REF", "NUMBER", "STRING", "PHASE", "PARTY", "DAYN", "DATE", "ROLE"}
    if tokens[at].kind == "DURATION":
        return any(_words(tokens, at + 1, word, "passed", "since") for word in ("have", "has"))
    return (
        tokens[at].kind in kinds
        or time(tokens, at)
        or _words(tokens, at, "at", "least")
        or _words(tokens, at, "the", "round", "before")
        or _words(tokens, at, "the", "same", "round", "of")
    )


def _time_or_condition(tokens: list[Token], at: int) -> bool:
    return time(tokens, at) or _condition(tokens, at)


def _due(tokens: list[Token], at: int) -> bool:
    return _words(tokens, at, "within") or (
        (_words(tokens, at, "on") or _words(tokens, at, "by") or _hour(tokens, at))
        and time(tokens, at + 1)
    )


def _hour(tokens: list[Token], at: int) -> bool:
    return _words(tokens, at, "at") and at + 1 < len(tokens) and tokens[at + 1].kind == "TIME"


def _class(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind in {"CATEGORY", "THING"}


def _stop(tokens: list[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].kind in {".", ";"}


def _number(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind in {"NUMBER", "DURATION"}


# Longest first within one first word.
_PHRASES: dict[str, list[tuple[tuple[str, ...], str, Operand]]] = {}


def _say(phrase: str, kind: str, operand: Operand = _anything) -> None:
    words = tuple(phrase.split())
    entries = _PHRASES.setdefault(words[0], [])
    entries.append((words, kind, operand))
    entries.sort(key=lambda entry: -len(entry[0]))


_say("shall not", "SHALL_NOT")
_say("shall", "SHALL")
_say("may", "MAY")
_say("expect", "EXPECT")
_say("expects", "EXPECT")
_say("it is expected that", "IT_IS_EXPECTED_THAT")
_say("by", "BY", time)
_say("on", "ON", time)
_say("at", "AT", _kinds("TIME"))
_say("within", "WITHIN", _kinds("DURATION"))
_say("from", "FROM", time)
_say("until", "UNTIL", _time_or_condition)
_say("starting", "STARTING", _due)
_say("finishing", "FINISHING", _due)
_say("throughout the agreement", "THROUGHOUT_THE_AGREEMENT")
_say("throughout", "THROUGHOUT")
_say("each act", "EACH_ACT")
_say("each day", "EACH_DAY")
_say("each week", "EACH_WEEK")
_say("each month", "EACH_MONTH")
_say("every", "EVERY", _kinds("DURATION", "WEEKDAY"))
_say("on average", "ON_AVERAGE")
_say("of which", "OF_WHICH", _number)
_say("of whom", "OF_WHICH", _number)
_say("for each", "FOR_EACH")
_say("for the", "FOR_THE", _number)
_say("in return for", "IN_RETURN_FOR", _kinds("REF"))
_say("at the same time as", "AT_THE_SAME_TIME_AS", _kinds("REF", "STRING"))
_say("at the same time", "AT_THE_SAME_TIME")
_say("in place of", "IN_PLACE_OF", _kinds("PARTY", "ROLE"))
_say("each round", "EACH_ROUND", _kinds("WORD"))
_say("the round before", "THE_ROUND_BEFORE")
_say("the same round of", "THE_SAME_ROUND_OF", _kinds("REF"))
_say("only after", "ONLY_AFTER", _condition)
_say("only while each side says so", "EACH_SIDE_SAYS")
_say("once", "ONCE", _condition)
_say("after", "AFTER", _condition)
_say("if", "IF", _condition)
_say("while", "WHILE", _condition)
_say("unless", "UNLESS", _condition)
_say("at least", "AT_LEAST", _number)
_say("at most", "AT_MOST", _number)
_say("no more than", "AT_MOST", _number)
_say("more", "MORE")
_say("the rest", "THE_REST")
_say("all remaining", "ALL_REMAINING")
_say("half of the remaining", "HALF_OF_THE_REMAINING")
_say("per cent of the remaining", "PER_CENT_OF_THE_REMAINING")
_say("per cent of", "PER_CENT_OF")
_say("per cent", "PER_CENT")
for _period in ("day", "week", "month", "period"):
    _say(f"a surplus counts for the next {_period}", "A_SURPLUS_COUNTS_FOR_THE_NEXT")
_say("so that there are", "SO_THAT_THERE_ARE")
_say("in all", "IN_ALL")
_say("beyond", "BEYOND", _kinds("NUMBER"))
_say("all", "ALL", _class)
_say("to be negotiated", "TO_BE_NEGOTIATED")
_say("before each act of", "BEFORE_EACH_ACT_OF", _kinds("REF"))
_say("before", "BEFORE", _class)
_say("under", "UNDER", _kinds("REF"))
_say("has passed since", "PASSED_SINCE", _kinds("REF", "STRING"))
_say("have passed since", "PASSED_SINCE", _kinds("REF", "STRING"))
_say("without", "WITHOUT", _kinds("REF", "STRING"))
_say("is used", "IS_USED")
_say("renews once for", "RENEWS_ONCE_FOR", _kinds("DURATION"))
_say("renews for", "RENEWS_FOR", _kinds("DURATION"))
_say("before it ends", "BEFORE_IT_ENDS", _kinds(":"))
_say("is not met", "IS_NOT_MET")
_say("is met", "IS_MET")
_say("are met", "ARE_MET")
_say("is confirmed by", "IS_CONFIRMED_BY", _kinds("PARTY", "ROLE", "WORD", "STRING"))
_say("is overdue", "IS_OVERDUE")
_say("has happened", "HAS_HAPPENED")
_say("has come", "HAS_COME")
_say("are in talks", "ARE_IN_TALKS")
_say("are", "ARE")
_say("is", "IS")
_say("go on", "GO_ON", _stop)
_say("goes on", "GO_ON", _stop)
_say("all of", "ALL_OF", _kinds("PHASE"))
_say("nothing is said", "NOTHING_IS_SAID")
_say("otherwise", "OTHERWISE", _kinds(":"))
_say("whichever is earlier", "WHICHEVER_IS_EARLIER")
_say("whichever is later", "WHICHEVER_IS_LATER")
_say("the end of", "THE_END_OF", _kinds("WEEKN", "PHASE"))
_say("the day after", "THE_DAY_AFTER")
_say("the day of", "THE_DAY_OF")
_say("of", "OF", _kinds("PHASE", "REF", "STRING"))
_say("of each act", "OF_EACH_ACT")
_say("held by", "HELD_BY")
_say("reading", "READING", _kinds("STRING"))
_say("and", "AND")
_say("or", "OR")

PARTICLES = frozenset({"away", "back", "down", "in", "off", "out", "over", "up"})
"""Words that make one verb with the word before them."""
_SHORT = 4
_AFTER_A_PHASE = {"begins": "BEGINS"}
_CLOSINGS = {"basis": "BASIS", "original": "ORIGINAL", "note": "NOTE"}
_CLOSING_PAIRS = {
    ("accepted", "by"): "ACCEPTED_BY",
    ("picked", "by"): "PICKED_BY",
    ("listed", "in"): "LISTED_IN",
    ("only", "in"): "ONLY_IN",
}
_PER_CENT = ("PER_CENT_OF_THE_REMAINING", "PER_CENT_OF", "PER_CENT")
_BARE_NUMBERED = {
    "MORE": {"NUMBER", "DURATION", "PER_CENT"},
    **{kind: {"NUMBER"} for kind in _PER_CENT},
}


def function_words(merged: list[Token], names: frozenset[str]) -> list[Token]:
    """The words with function words marked as what they are; phrases become one word."""
    marked: list[Token] = []
    at = 0
    while at < len(merged):
        token = merged[at]
        before = marked[-1].kind if marked else None
        if token.kind != "WORD":
            marked.append(token)
            at += 1
            continue
        found = None
        if before in {".", None} and token.text in _CLOSINGS:
            found = (1, _CLOSINGS[token.text])
        elif before == "." and (pair := _closing_pair(merged, at)) is not None:
            found = (2, pair)
        elif before == "." and token.text == "unconditional":
            found = (1, "UNCONDITIONAL")
        elif before == "PHASE" and token.text in _AFTER_A_PHASE:
            found = (1, _AFTER_A_PHASE[token.text])
        elif token.text == "to" and _is_receiver(merged, at + 1, names):
            found = (1, "TO")
        elif token.text == "of" and before == "DURATION" and time(merged, at + 1):
            found = (1, "OF")
        elif before == "ARE" and at + 1 < len(merged) and merged[at + 1].text in PARTICLES:
            found = (2, "WORD")  # 8 pumps are handed over
        else:
            found = _phrase(merged, at, before)
        if found is None:
            marked.append(token)
            at += 1
        else:
            last = merged[at + found[0] - 1]
            words = " ".join(t.text for t in merged[at : at + found[0]])
            marked.append(Token(found[1], words, token.start, last.end))
            at += found[0]
    return marked


def _closing_pair(merged: list[Token], at: int) -> str | None:
    after = merged[at + 1].text if at + 1 < len(merged) else ""
    return _CLOSING_PAIRS.get((merged[at].text, after))


def _phrase(merged: list[Token], at: int, before: str | None) -> tuple[int, str] | None:
    for words, kind, operand in _PHRASES.get(merged[at].text, ()):
        if (len(words) == 1 or _words(merged, at, *words)) and operand(merged, at + len(words)):
            if kind in _BARE_NUMBERED and before not in _BARE_NUMBERED[kind]:
                continue
            return len(words), kind
    return None


def _is_receiver(merged: list[Token], at: int, names: frozenset[str]) -> bool:
    """A party follows, or a word spelt so much like one that nothing else is meant."""
    if at >= len(merged):
        return False
    token = merged[at]
    if token.kind in {"PARTY", "ROLE"}:
        return True
    return token.kind == "WORD" and misspelt(token.text, names) is not None


def misspelt(word: str, names: frozenset[str]) -> str | None:
    """The name a word of a sentence is meant to be; short words are too easily like one."""
    near = nearest(word, names)
    if near is None or (len(word) < _SHORT and word.lower() != near.lower()):
        return None
    return near


@lru_cache(maxsize=1 << 12)
def nearest(word: str, names: frozenset[str]) -> str | None:
    """The name this word is a misspelling of; None where it is like none of them."""
    low = word.lower()
    best = min(((_distance(low, name.lower()), name) for name in names), default=None)
    return best[1] if best and best[0] <= max(1, len(low) // 4) else None


def _distance(one: str, other: str) -> int:
    """Letters changed, left out, put in, or exchanged with their neighbour."""
    if abs(len(one) - len(other)) > 3:  # noqa: PLR2004 - farther apart than any misspelling
        return 99
    older: list[int] = []
    old = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        new = [i]
        for j, b in enumerate(other, 1):
            cost = min(old[j] + 1, new[-1] + 1, old[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            new.append(cost)
        older, old = old, new
    return old[-1]
