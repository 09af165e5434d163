"""Checks the Markdown pages: every link inside the project leads somewhere, one sentence a line.

Run as `python tools/check_docs.py [FOLDER]`; prints `page:line: what`, exit status 1 if anything.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_LINK = re.compile(r"\[[^\]]*\]\((?P<inline><[^>]*>|[^)\s]*)[^)]*\)|^\[[^\]]+\]:\s+(?P<apart>\S+)")
_CODE = re.compile(r"(`+)(?:.+?)\1")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_SENTENCE_END = re.compile(r"(?P<word>\S*)[.!?][)’”*_]*\s+(?=[A-Z(\[“*`])")
_ABBREVIATED = re.compile(
    r"^(?:[A-Z]|\d+|[aeip]|e\.g|i\.e|cf|vs|no|para|art|mr|mrs|dr|st|u\.s)$", re.IGNORECASE
)


def main(folder: Path) -> int:
    """Print what is wrong with the pages under `folder`; 1 if anything is, else 0."""
    pages = sorted(page for page in folder.rglob("*.md") if not _is_made(page.relative_to(folder)))
    found = [
        f"{page.relative_to(folder)}:{line}: {message}"
        for page in pages
        for line, message in (*broken_links(page), *crowded_lines(page))
    ]
    sys.stdout.writelines(f"{each}\n" for each in found)
    return 1 if found else 0


def broken_links(page: Path) -> Iterator[tuple[int, str]]:
    """Links of a page to a file or heading that does not exist; those to the web are not tried."""
    for number, line in _prose(page):
        for link in _LINK.finditer(_CODE.sub("", line)):
            target = (link["inline"] or link["apart"] or "").strip("<>")
            if re.match(r"[a-z][a-z0-9+.-]*:", target):
                continue
            name, _, anchor = target.partition("#")
            file = page.parent / name if name else page
            if not file.exists():
                yield number, f"there is no file {target}"
            elif anchor and file.suffix == ".md" and anchor not in _anchors(file):
                yield number, f"there is no heading {target}"


def crowded_lines(page: Path) -> Iterator[tuple[int, str]]:
    """Lines of a page that hold more than one sentence, headings, tables and quotations aside."""
    for number, line in _prose(page):
        if line.lstrip().startswith(("|", "#", ">")):
            continue
        text = re.sub(r"^\s*(?:[-*+]|\d+\.)\s+", "", line)
        text = _QUOTED.sub("Q", _CODE.sub("`C`", text))
        ends = [end for end in _SENTENCE_END.finditer(text) if not _is_abbreviated(end["word"])]
        if ends:
            yield number, f"one sentence a line: {ends[0][0].strip()!r} ends one, and more follows"


def _is_made(page: Path) -> bool:
    """Whether a tool made it: in a hidden folder, such as the virtual environment."""
    return any(part.startswith(".") or part == "node_modules" for part in page.parts)


def _is_abbreviated(word: str) -> bool:
    return _ABBREVIATED.match(word.lstrip("(“*_")) is not None


def _prose(page: Path) -> Iterator[tuple[int, str]]:
    """The lines of a page outside its fenced blocks, with their numbers."""
    fence = ""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        mark = _FENCE.match(line)
        if fence:
            closes = mark is not None and mark[1].startswith(fence) and not line.strip(" `~")
            fence = "" if closes else fence
        elif mark:
            fence = mark[1]
        else:
            yield number, line


@cache
def _anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings, made as code hosts make them."""
    anchors: list[str] = []
    for _, line in _prose(page):
        if heading := _HEADING.match(line):
            words = re.sub(r"[^\w\- ]", "", heading[1].lower()).replace(" ", "-")
            seen = sum(
                re.fullmatch(rf"{re.escape(words)}(-\d+)?", each) is not None for each in anchors
            )
            anchors.append(f"{words}-{seen}" if seen else words)
    return frozenset(anchors)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
