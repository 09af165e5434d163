"""Words to an article: hashed, and refused with a reason where it is none we can read.

Plain text is taken as it stands; what other forms gave is rid of marks that nobody sees.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from trucebook.reading.about import about_words
from trucebook.reading.article import About, Article, UnreadableError

__all__ = ["MOST", "Article", "UnreadableError", "article_from", "hash_of", "take_in"]

MOST = 300_000
"""Bytes of an article: some fifty thousand words, many times the longest."""
_KEPT = frozenset("\n\r\t\f")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that show words in another order than they stand in."""
_BINARY = {
    b"%PDF": "this is PDF, no plain text",
    b"PK\x03\x04": "this is an archive or an office document, no plain text",
    b"\x1f\x8b": "this is compressed: unpack it first",
    b"\xff\xfe": "this is UTF-16: save it as UTF-8",
    b"\xfe\xff": "this is UTF-16: save it as UTF-8",
}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
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
    return Article(text, hash_of(data), hash_of(text.encode()), about=about_words(text))


def article_from(text: str, data: bytes, form: str, way: str, about: About) -> Article:
    """The article in a text that was taken out of bytes of another form.

    What `about` leaves open, the words are asked for.
    Errors: UnreadableError.
    """
    text = _seen(text)
    if len(text) > MOST:
        raise UnreadableError(f"its text has more than {MOST:,} characters: an article is shorter")
    if not text:
        raise UnreadableError("no text of an article was found in it")
    _hold_to_english(text)
    words = about_words(text)
    told = {
        name: getattr(about, name) or getattr(words, name)
        for name in ("title", "outlet", "byline", "published", "origin", "address")
    }
    return Article(text, hash_of(data), hash_of(text.encode()), form, way, About(**told))


def hash_of(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _seen(text: str) -> str:
    """A text without control characters and marks of direction; lines are ended in one way."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)
    return "".join(kept).strip()


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
        raise UnreadableError("this is HTML, no plain text")


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
