"""A person's name, found in every way in which the words of a book may write it.

With accents in one character or two, over the end of a line, in capitals or not, and as JSON and
web pages write letters that are not English. What it is called elsewhere nobody can guess: each
further spelling is given.
Source: spec/record/erasing.md; UAX 15 (normal forms).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html.entities import codepoint2name

from trucebook.record.json_line import read_value, write_value

_SPACE = r"(?:\s|&nbsp;|&#160;|&#xa0;|\\u00a0|\\[nrt])+"
_WITH_SPACES = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "DIGIT"})
"""Scripts in which a word stands between spaces: a name in them is a word by itself."""
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f])"
"""What goes on with a word: figures and hyphens do not."""
_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What ends a line, as `splitlines` sees it."""
_JSON = ('"', "[", "{")


class Spellings:
    """The spellings of one name, and the words that are to stand in its place."""

    def __init__(self, names: Iterable[str], instead: str, *, inside: bool = False) -> None:
        """Take the longest spelling first; with `inside`, a part of a longer word is one too.

        Errors: raises `ValueError` where a spelling holds no letter.
        """
        spelled = [_normal(name) for name in names]
        if not spelled or not all(any(c.isalnum() for c in name) for name in spelled):
            raise ValueError("a spelling without a letter")
        spelled.sort(key=lambda name: (-len(name), name))
        anywhere = "|".join(_pattern(name) for name in spelled)
        bounded = "|".join(_bounded(name) for name in spelled)
        self.instead = instead
        self._anywhere = re.compile(anywhere, re.IGNORECASE)
        self._wanted = self._anywhere if inside else re.compile(bounded, re.IGNORECASE)

    def stands_in(self, words: str) -> bool:
        """Whether the name is there, be it as a part of a longer word."""
        return self._anywhere.search(words) is not None

    def stands_alone_in(self, words: str) -> bool:
        """Whether the name is there as it is looked for."""
        return self._wanted.search(words) is not None

    def in_words(self, words: str) -> str:
        """The words without the name. Where they are JSON, what they mean is looked at too."""
        if words.startswith(_JSON):
            with suppress(ValueError, RecursionError):  # then it is no JSON, and words like others
                value = read_value(words)
                changed = self._in_value(value)
                if changed != value:
                    words = write_value(changed)
        return self._wanted.sub(self.instead, words)

    def _in_value(self, value: object) -> object:
        match value:
            case str():
                return self.in_words(value)
            case dict():
                return {self.in_words(key): self._in_value(one) for key, one in value.items()}
            case list():
                return [self._in_value(one) for one in value]
            case _:
                return value

    def in_lines(self, lines: Sequence[str]) -> list[str]:
        """The lines of a text without the name, also where it goes over the end of one.

        Shape: as many lines as there were, as `splitlines` cuts them.
        """
        after = self.in_text("".join(lines))[0].splitlines(keepends=True)
        return after + [""] * (len(lines) - len(after))

    def in_text(self, text: str) -> tuple[str, tuple[Moved, ...]]:
        """A text without the name, and what moved in it; ends of lines stay."""
        out: list[str] = []
        moved: list[Moved] = []
        at = 0
        for match in self._wanted.finditer(text):
            ends = "".join(char for char in match.group() if char in _ENDS)
            new = self.instead + ends
            out += (text[at : match.start()], new)
            at = match.end()
            moved.append(Moved(match.start(), match.end(), len(new)))
        return "".join([*out, text[at:]]), tuple(moved)


@dataclass(frozen=True, slots=True)
class Moved:
    """A part of a text that was replaced: where it was, and how long it is now."""

    start: int
    end: int
    length: int


def place_after(at: int, moved: Iterable[Moved], *, is_end: bool) -> int:
    """Where a place of a text is once parts of it were replaced; one inside goes to an edge."""
    shift = 0
    for one in moved:
        if at >= one.end:
            shift += one.length - (one.end - one.start)
        elif at > one.start:
            return one.start + shift + (one.length if is_end else 0)
    return at + shift


def _normal(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _bounded(name: str) -> str:
    """A pattern of a name as a word by itself, where its script has spaces between words."""
    before = rf"(?<!{_LETTER})" if _has_spaces(name[0]) else ""
    after = rf"(?!{_LETTER})" if _has_spaces(name[-1]) else ""
    return f"{before}{_pattern(name)}{after}"


def _has_spaces(char: str) -> bool:
    return unicodedata.name(char, "").split(" ")[0] in _WITH_SPACES


def _pattern(name: str) -> str:
    return "".join(_SPACE if char == " " else _letter(char) for char in name)


def _letter(char: str) -> str:
    """Every way to write one letter."""
    if char.isascii():
        return re.escape(char)
    ways: dict[str, None] = {}
    for case in (char, char.upper(), char.lower()):
        apart = unicodedata.normalize("NFD", case)
        for form in (case, apart):
            ways[form] = None
            ways["".join(c if c.isascii() else _in_json(c) for c in form)] = None
            ways["".join(c if c.isascii() else f"&#{ord(c)};" for c in form)] = None
            ways["".join(c if c.isascii() else f"&#x{ord(c):x};" for c in form)] = None
        if len(case) == 1 and ord(case) in codepoint2name:
            ways[f"&{codepoint2name[ord(case)]};"] = None
    return f"(?:{'|'.join(re.escape(way) for way in ways)})"


def _in_json(char: str) -> str:
    """A letter as JSON in ASCII writes it: one number, or two of them."""
    units = char.encode("utf-16-be")
    return "".join(rf"\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))
