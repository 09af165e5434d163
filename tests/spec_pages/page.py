"""A page of the spec as a tree of sections, each with its fenced blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

FILE_KINDS = frozenset({"truce", "truce-bad", "jsonl", "csv", "text"})
"""Blocks that put a file into the book. (`text` does only where it has a name.)"""

CHECK_KINDS = frozenset({"console", "standings", "diagnostics"})
"""Blocks that expect something."""

SHOWN_KINDS = frozenset({"", "ebnf", "json", "markdown", "python", "sh", "toml"})
"""Blocks for the reader alone; directives of the site, in curly brackets, are such too."""

ONE_BOOK = "<!-- one book -->"
"""A page that has this is one example: each section goes on with the files of those before it."""

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_FENCE = re.compile(r"^(?P<indent> {0,3})(?P<ticks>`{3,})(?P<info>[^`]*)$")


class PageFault(Exception):
    """The page itself is wrong: a block nobody would run, a row that says nothing."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block.

    Units: `line` is the line of the opening fence, counted from 1; the body starts on the next.
    """

    kind: str
    words: tuple[str, ...]
    """What follows the kind in the info string."""
    lines: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """The body as a file: every line ends in a newline."""
        return "".join(line + "\n" for line in self.lines)

    @property
    def numbered(self) -> Iterator[tuple[int, str]]:
        """The body's lines with their numbers in the page."""
        return enumerate(self.lines, start=self.line + 1)


@dataclass(slots=True)
class Section:
    """What stands under one heading. It starts from the files of the sections it lies in."""

    title: str
    level: int
    line: int
    parent: Section | None = None
    blocks: list[Block] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The headings from the page's own down to this one, without the page's own title."""
        if self.parent is None or self.parent.level <= 1:
            return self.title
        return f"{self.parent.name} > {self.title}"

    @property
    def inherited(self) -> tuple[Block, ...]:
        """The file blocks of the sections around this one, outermost first."""
        if self.parent is None:
            return ()
        own = tuple(block for block in self.parent.blocks if block.kind in FILE_KINDS)
        return self.parent.inherited + own

    @property
    def expects(self) -> bool:
        """Whether there is anything to run here."""
        return any(block.kind in CHECK_KINDS for block in self.blocks)


def parse_page(text: str) -> tuple[Section, ...]:
    """The sections of a page, in order; what stands before the first heading has none above it.

    Errors: raises `PageFault` for a fence left open, a kind of block that does not exist, and two
    sections of one name.
    """
    section = Section(title="", level=0, line=1)
    sections = [section]
    lines = enumerate(text.splitlines(), start=1)
    for number, line in lines:
        if fence := _FENCE.match(line):
            block = _block(fence, number, lines)
            if block.kind in FILE_KINDS | CHECK_KINDS:
                section.blocks.append(block)
            elif block.kind not in SHOWN_KINDS and not block.kind.startswith("{"):
                known = ", ".join(sorted(FILE_KINDS | CHECK_KINDS | SHOWN_KINDS - {""}))
                raise PageFault(number, f"no kind of block is called {block.kind!r}: {known}")
        elif heading := _HEADING.match(line):
            section = _below(section, heading, number)
            sections.append(section)
    _names_differ(sections)
    return tuple(sections)


def whole_page(sections: tuple[Section, ...]) -> Section:
    """All sections of a page as one, with their blocks in order."""
    titles = [section.title for section in sections if section.level]
    blocks = [block for section in sections for block in section.blocks]
    return Section(titles[0] if titles else "", level=1, line=1, blocks=blocks)


def _block(fence: re.Match[str], number: int, lines: Iterator[tuple[int, str]]) -> Block:
    """The block a fence opens; takes its lines from `lines`, the closing fence included."""
    indent, ticks = len(fence["indent"]), fence["ticks"]
    kind, *words = fence["info"].split() or [""]
    body: list[str] = []
    for _, line in lines:
        bare = line.strip()
        if len(bare) >= len(ticks) and set(bare) == {"`"}:
            return Block(kind=kind, words=tuple(words), lines=tuple(body), line=number)
        body.append(line[min(indent, len(line) - len(line.lstrip(" "))) :])
    raise PageFault(number, "this block is never closed")


def _below(section: Section, heading: re.Match[str], number: int) -> Section:
    """The new section a heading opens after `section`, hung under the nearest higher heading."""
    level = len(heading[1])
    parent: Section | None = section
    while parent is not None and parent.level >= level:
        parent = parent.parent
    return Section(title=heading[2], level=level, line=number, parent=parent)


def _names_differ(sections: list[Section]) -> None:
    """Errors: raises `PageFault` where two sections that expect something share a name."""
    seen: dict[str, int] = {}
    for section in sections:
        if not section.expects:
            continue
        if section.name in seen:
            before = seen[section.name]
            raise PageFault(section.line, f"the section on line {before} has the same name")
        seen[section.name] = section.line
