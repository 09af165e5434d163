"""Sentences that are nearly a demand or an encoding: what each was probably meant to be.

Looked at only where a sentence cannot be read: a value may hold most of these words.
Source: spec/language/demands.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import at, cannot_read, insert, say
from trucebook.syntax.tokens import Token

_WANTING = frozenset(
    {"wants", "want", "seeks", "seek", "requires", "require", "asks", "ask", "wishes", "wish"}
    | {"insists", "insist", "expects", "expect", "urges", "urge"}
)
_LATER = frozenset({"after", "once", "when"})
_EARLIER = frozenset({"before", "until"})
_DUTY = frozenset({"shall", "may", "must", "will"})
_ORDER = "what comes later first, then what comes earlier: port is open only after road is open"


def near_demand(file: str, words: Sequence[Token]) -> Diagnostic | None:
    """The first near miss of a sentence that could not be read."""
    found = (miss(file, words, at_) for at_ in range(len(words)) for miss in _MISSES)
    return next((one for one in found if one is not None), None)


def _are(file: str, words: Sequence[Token], index: int) -> Diagnostic | None:
    """`captives are home`."""
    word = words[index]
    if word.text not in {"are", "be", "was", "were"} or index == 0:
        return None
    return _told(file, word, "is, of one and of several alike", (say(at(file, word), "is"),))


def _wants(file: str, words: Sequence[Token], index: int) -> Diagnostic | None:
    """`alpha wants that …`: every party demands in the same word."""
    word = words[index]
    if word.text not in _WANTING or index == 0:
        return None
    wording = "demands" if word.text.endswith("s") else "demand"
    wanted = "demands that …, or has the objective that …: the same words whoever it is"
    follows = index + 1 < len(words) and words[index + 1].text == "that"
    return _told(
        file, word, wanted, (say(at(file, word), wording if follows else f"{wording} that"),)
    )


def _that(file: str, words: Sequence[Token], index: int) -> Diagnostic | None:
    """`alpha demands port is open`."""
    word = words[index]
    if word.text not in {"demands", "demand"} or index == 0:
        return None
    if index + 1 < len(words) and words[index + 1].text == "that":
        return None
    return _told(
        file,
        word,
        "demands that, and what is demanded",
        (insert(at(file, word), " that", "say 'that'"),),
    )


def _duty(file: str, words: Sequence[Token], index: int) -> Diagnostic | None:
    """`alpha shall open the port`: it belongs in the agreement."""
    word = words[index]
    if word.text not in _DUTY or index == 0:
        return None
    return _told(file, word, "what is demanded; what somebody shall do stands in the agreement", ())


def _quoted(file: str, words: Sequence[Token], index: int) -> Diagnostic | None:
    """`"the port" is open`: an outcome is called by its id."""
    follows = index + 1 < len(words) and words[index + 1].text == "is"
    if words[index].kind != "STRING" or not follows:
        return None
    return _told(file, words[index], "the id of an outcome, without quotes", ())


def _order(file: str, words: Sequence[Token], index: int) -> Diagnostic | None:
    """`port is open after road is open`, and the like."""
    word = words[index]
    begins = index + 2 < len(words) and words[index + 2].text == "is"
    only = index > 0 and words[index - 1].text == "only"
    if not begins or only or index == 0:
        return None
    if word.text in _LATER:
        return _told(file, word, _ORDER, (say(at(file, word), "only after"),))
    if word.text in _EARLIER:
        return _told(file, word, _ORDER, ())
    if word.text in {"unless", "while", "if"}:
        return _told(file, word, "only if, or a sentence that begins with if: if …, …", ())
    return None


def _told(file: str, word: Token, wanted: str, fixes: tuple[Fix, ...]) -> Diagnostic:
    return cannot_read(at(file, word), f"'{word.text}'", wanted, fixes)


_MISSES: tuple[Callable[[str, Sequence[Token], int], Diagnostic | None], ...] = (
    _are,
    _wants,
    _that,
    _duty,
    _quoted,
    _order,
)
