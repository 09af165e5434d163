"""Text → words: the raw words of a stretch of text, before any of them is a function word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple


class Token(NamedTuple):
    """A word, number, quotation or mark.

    Shape: `kind` is one of STRING REF URL DATE TIME NUMBER WORD BAD, a punctuation mark itself, or
    what `function_words` made of it.
    Units: `start` and `end` are code points into the file.
    """

    kind: str
    text: str
    start: int
    end: int


# A quotation ends on the line it began, so that one forgotten quote spoils one line only.
_TOKEN = re.compile(
    r"""
    (?P<SPACE>\s+)
  | (?P<COMMENT>\#[^\n]*)
  | (?P<STRING>"[^"\n]*")
  | (?P<REF>\[[^\[\]\n]*\])
  | (?P<URL><[^<>\s]*>)
  | (?P<DATE>\d{4}-\d\d-\d\d(?![\w-]))
  | (?P<TIME>\d{1,2}:\d\d(?![\w:]))
  | (?P<NUMBER>(?:\d{1,3}(?:,\d{3})+(?![\d,]*\d)|\d+(?:\.\d+)?)(?![^\W_]))
  | (?P<WORD>[^\s\[\]()<>"\#,;:.]+)
  | (?P<PUNCT>[,;:.()])
  | (?P<BAD>.)
    """,
    re.VERBOSE,
)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The words of `text[start:end]`, comments and space left out."""
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "BAD"
        if kind == "SPACE" or kind == "COMMENT":  # noqa: PLR1714 - half of all there is are spaces
            continue
        word = match[0]
        yield Token(word if kind == "PUNCT" else kind, word, *match.span())


def tokens_and_comments(text: str, start: int, end: int) -> Iterator[Token]:
    """As `tokens`, with comments where they stand (kind COMMENT)."""
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "BAD"
        if kind == "SPACE":
            continue
        word = match.group()
        yield Token(word if kind == "PUNCT" else kind, word, match.start(), match.end())


_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """The word in the singular, as far as spelling tells, in small letters."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:  # noqa: PLR2004 - "ties" is no plural of "ty"
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low
