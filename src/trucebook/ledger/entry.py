"""An entry: one piece of a file of the book, in bytes that are hashed and never change.

What may name a person is not in these bytes: a salted hash of it is (a seal), and the words
stand beside with their salt. Destroying words and salt later leaves every hash as it was; an
erasure (`erasure.py`) then seals what stands in their place.
Source: spec/record/ledger.md; RFC 8785 (canonical JSON).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

VERSION = 1
"""Of the form of entries."""
FIRST = ""
"""What the first entry names as the hash of the one before."""
SALT_BYTES = 16
TEXT = "text"
"""The kind of an entry that is a whole text: the last one of its file holds."""
LAYOUT = "layout"
"""The kind of a piece of a record file that is no row: a header, an empty line."""
ERASURE = "erasure"
"""The kind of an entry that says which words were destroyed; it is no piece of a file."""
ERASED = ""
"""The salt of words that stand in the place of destroyed ones: an erasure seals them."""
_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined] # documented in the source alone
_quoted = json.encoder.encode_basestring
_READ = json.JSONDecoder().decode
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

COLUMNS = {
    "by",
    "file",
    "frame",
    "id",
    "kind",
    "prev",
    "recorded",
    "row",
    "seals",
    "v",
}
"""What every entry says, in its hashed bytes."""

Kept = tuple[tuple[str, str], ...]
"""Words with their salts: pairs of a salt, in hexadecimal digits, and the words it seals."""


NOT_AFTER = "it does not follow the entry before it"

_ANY = rb'(?:[^"\\\x00-\x1f]*+(?:\\(?:["\\bfnrt]|u00[01][0-9a-f])[^"\\\x00-\x1f]*+)*+)'
_FRONT = re.compile(
    b'{"by":"%b","file":"%b","frame":\\["%b"(?:,"%b")*+\\],"id":"%b","kind":"%b",'
    b'"prev":"([0-9a-f]*+)","recorded":"%b","row":"%b","seals":\\[' % ((_ANY,) * 8)
)
"""The hashed bytes up to the seals, in the one form in which they are written."""


class BadEntry(ValueError):
    """Bytes that are no entry. Its words are the reason."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece of a file on its way into a ledger.

    `frame` and `words` take turns and together are the piece: one more of the frame than of words.
    `row` is the id of the report it holds, or empty. `key` says which piece of its file it is;
    it is empty for a whole text, which takes the place of the one before.
    """

    kind: str
    file: str
    key: str
    row: str
    frame: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def piece(self) -> str:
        """The piece of the file, as it stands there."""
        return interleave(self.frame, self.words)


@dataclass(frozen=True)
class Entry:
    """What a ledger keeps: the bytes that are hashed, and the words they seal.

    Shape: `kept` is JSON, one line: a list of pairs of salt and words.
    """

    data: bytes
    kept: str

    @cached_property
    def body(self) -> dict[str, Any]:
        """What the hashed bytes say.

        Errors: raises `BadEntry`.
        """
        try:
            body = _READ(self.data.decode())
        except (ValueError, RecursionError):
            raise BadEntry("its bytes are no JSON") from None
        if not isinstance(body, dict) or body.get("v") != VERSION or body.keys() != COLUMNS:
            raise BadEntry("its bytes are no entry of a form that is known here")
        return body

    @property
    def found_by(self) -> tuple[str, str, str, bool] | None:
        """What a store finds it by: key, report, file, whether it is a text; None of bad bytes."""
        try:
            body = self.body
        except BadEntry:
            return None
        return body["id"], body["row"], body["file"], body["kind"] == TEXT

    @property
    def hash(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal digits."""
        return sha256(self.data).hexdigest()

    @property
    def words(self) -> Kept:
        """The words with their salts.

        Errors: raises `BadEntry`.
        """
        try:
            pairs = _READ(self.kept)
            kept = tuple([(s, w) for s, w in pairs if isinstance(s, str) and isinstance(w, str)])
        except (ValueError, TypeError, RecursionError):
            kept, pairs = (), None
        if not isinstance(pairs, list) or len(kept) != len(pairs):
            raise BadEntry("the words beside it cannot be read")
        return kept

    @property
    def piece(self) -> str:
        """The piece of the file it stands for."""
        return interleave(self.body["frame"], [words for _, words in self.words])


def make_entry(draft: Draft, key: str, before: str, recorded: str, by: str) -> Entry:
    """The entry of a draft: `before` is the hash of the entry before it, `by` a desk's own word."""
    random = os.urandom(SALT_BYTES * len(draft.words)).hex()
    step = 2 * SALT_BYTES
    kept = [(random[i * step : (i + 1) * step], words) for i, words in enumerate(draft.words)]
    body = {
        "by": by,
        "file": draft.file,
        "frame": list(draft.frame),
        "id": key,
        "kind": draft.kind,
        "prev": before,
        "recorded": recorded,
        "row": draft.row,
        "seals": [seal(salt, words) for salt, words in kept],
        "v": VERSION,
    }
    return Entry(canonical(body), write_kept(kept))


def canonical(body: dict[str, Any]) -> bytes:
    """The one form in bytes of what an entry says (RFC 8785).

    Entries hold names in ASCII, texts, lists of texts and one small number: of these the form is
    Python's own, with names in order. The tests hold it against a library.
    Errors: raises UnicodeEncodeError where a text holds half a character.
    """
    return _CANONICAL(body).encode()


def write_kept(kept: list[tuple[str, str]]) -> str:
    """Words and salts as one line of JSON, always the same."""
    return _WRITE(kept)


def seal(salt: str, words: str) -> str:
    """The salted hash of words: SHA-256 over the digits of the salt and the words in UTF-8."""
    return sha256((salt + words).encode()).hexdigest()


def fault_of(entry: Entry, before: str) -> str | None:
    """What is wrong with an entry after the one with the hash `before`, or None."""
    return None if _holds(entry, before) else _looked_at(entry, before)


def _looked_at(entry: Entry, before: str) -> str | None:
    """The same, member by member."""
    try:
        body, kept = entry.body, entry.words
    except BadEntry as bad:
        return str(bad)
    if body.get("prev") != before:
        return NOT_AFTER
    seals = body.get("seals")
    if not isinstance(seals, list) or len(seals) != len(kept):
        return "words are missing beside it"
    try:
        found = [
            told if salt == ERASED else sha256((salt + words).encode()).hexdigest()
            for (salt, words), told in zip(kept, seals, strict=True)
        ]
    except UnicodeEncodeError:
        return "the words beside it cannot be read"
    if found != seals:
        number = next(
            i for i, (one, told) in enumerate(zip(found, seals, strict=True)) if one != told
        )
        return f"the words beside it, number {number + 1}, are not those that were sealed"
    if write_kept(list(kept)) != entry.kept:
        return "the words beside it are not written as they were put in"
    return None


def _holds(entry: Entry, before: str) -> bool:
    """Whether an entry is exactly as one of this version is written; most are, in half the time.

    False says nothing yet: what was erased, or is bad, is looked at member by member.
    """
    data, kept = entry.data, entry.kept
    front = _FRONT.match(data)
    if front is None or front[1].decode() != before:
        return False
    seals: list[str] = []
    written: list[str] = []
    try:
        for salt, words in _scan(kept, 0)[0]:
            seals.append(sha256((salt + words).encode()).hexdigest())
            written.append(f'["{salt}",{_quoted(words)}]')
        data.decode()
    except (ValueError, TypeError, StopIteration, RecursionError):
        return False
    behind = f"""{'","'.join(seals)}"],"v":{VERSION}}}""" if seals else f'],"v":{VERSION}}}'
    at = front.end() + (1 if seals else 0)
    return (
        data[at:] == behind.encode()
        and data[front.end() : at] == (b'"' if seals else b"")
        and kept == f"[{','.join(written)}]"
    )


def is_after(data: bytes, entry: Entry) -> bool:
    """Whether bytes say that they follow an entry: then that entry's bytes are as they were."""
    try:
        return bool(Entry(data, "").body.get("prev") == entry.hash)
    except BadEntry:
        return False


CHANGED_LAST = "its hash is not the one that the whole is said to end with"
CHANGED = "its bytes are not those that the entry after it follows"


def interleave(frame: Sequence[str], words: Sequence[str]) -> str:
    """Frame and words in turns."""
    out = [frame[0]]
    for word, after in zip(words, frame[1:], strict=True):
        out += (word, after)
    return "".join(out)
