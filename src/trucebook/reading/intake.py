"""Bytes to an article: decoded, hashed, and refused with a reason where it is none we can read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

MOST = 300_000
"""Bytes of an article: some fifty thousand words, many times the longest."""
_KEPT = frozenset("\n\r\t\f")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that show words in another order than they stand in."""
_BINARY = {
    b"%PDF": "PDF is not read yet: save its text, and read that",
    b"PK\x03\x04": "this is an archive or an office document: save it as plain text",
    b"\x1f\x8b": "this is compressed: unpack it first",
    b"\xff\xfe": "this is UTF-16: save it as UTF-8",
    b"\xfe\xff": "this is UTF-16: save it as UTF-8",
}
_TAGS = re.compile(r"\s*<(?:!doctype|html|\?xml)|</(?:p|div|body|span)>", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = re.compile(
    r"(?:the|of|and|to|that|with|by|from|for|was|were|has|have|had|said|it|its|at|be|not|this|"
    r"which|they|their|would|will|are|as|but|who|been)",
    re.IGNORECASE,
)
_LEAST = 0.08
"""Share of these words in English: news has some three in ten, other languages next to none."""
_ENOUGH = 12
"""Words by which a language can be told."""
_LATIN = 0.5


@dataclass(frozen=True, slots=True)
class Article:
    """An article's text, as decoded.

    Shape: offsets into `text` count code points, newlines kept.
    """

    text: str
    source_sha256: str
    text_sha256: str


class UnreadableError(Exception):
    """The bytes are no article that can be read; the words say why, and what to do."""


def take_in(data: bytes) -> Article:
    """The article in the bytes of a text file.

    Errors: UnreadableError.
    """
    if len(data) > MOST:
        raise UnreadableError(f"it has more than {MOST:,} bytes: an article is much shorter")
    for start, why in _BINARY.items():
        if data.startswith(start):
            raise UnreadableError(why)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"it is no UTF-8 text from byte {error.start + 1:,} on: save it as plain text in UTF-8"
        ) from None
    _hold_to_text(text)
    _hold_to_english(text)
    return Article(
        text, hashlib.sha256(data).hexdigest(), hashlib.sha256(text.encode()).hexdigest()
    )


def _hold_to_text(text: str) -> None:
    if not text.strip("\ufeff \t\r\n\f"):
        raise UnreadableError("it is empty")
    for place, character in enumerate(text):
        if character in _KEPT:
            continue
        name = f"U+{ord(character):04X} at character {place + 1:,}"
        if unicodedata.category(character) == "Cc":
            raise UnreadableError(f"it has a control character, {name}: an article has none")
        if character in _TURNING:
            raise UnreadableError(
                f"it has a mark that turns the direction of writing, {name}: what is shown would "
                "not be what stands there"
            )
    if _TAGS.search(text[:4_000]):
        raise UnreadableError("HTML is not read yet: save the page's text, and read that")


def _hold_to_english(text: str) -> None:
    words = _WORD.findall(text)
    if not words:
        raise UnreadableError("it has no words")
    latin = sum(word[0] < "\u0250" for word in words)
    common = sum(bool(_COMMON.fullmatch(word)) for word in words)
    if latin < _LATIN * len(words) or (len(words) >= _ENOUGH and common < _LEAST * len(words)):
        raise UnreadableError(
            "it does not look like English, the only language the rules know so far; sorry"
        )
