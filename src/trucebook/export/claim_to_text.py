"""A claim where it stands in its source: the sentences round it, the words themselves marked."""

from __future__ import annotations

from trucebook.export.layout import PLAIN, WIDTH, Style, clean, wrap

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand for the marks while lines are made: no text that is read holds them."""
MARKS = {_OPEN: "»", _CLOSE: "«"}
ROUND = 240
"""Characters shown before and behind the words."""


def passage(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before the words, the words, and what stands behind them, cut at spaces."""
    first = text.rfind("\n\n", 0, start) + 1
    first = max(first, start - ROUND)
    if first and not text[first - 1].isspace():
        first = text.find(" ", first, start) + 1 or start
    last = text.find("\n\n", end)
    last = min(len(text) if last < 0 else last, end + ROUND)
    if last < len(text) and not text[last].isspace():
        last = max(text.rfind(" ", end, last), end)
    return text[first:start].lstrip(), text[start:end], text[end:last].rstrip()


def claim_to_text(text: str, start: int, end: int, width: int = WIDTH, style: Style = PLAIN) -> str:
    """The passage in lines; the words stand out on a terminal, and between » and « elsewhere."""
    before, words, behind = (clean(part) for part in passage(text, start, end))
    lines = wrap(f"{before}{_OPEN}{words}{_CLOSE}{behind}", width - 4)
    if style is PLAIN:
        marked = "\n".join(f"    {line}" for line in lines)
        return marked.replace(_OPEN, MARKS[_OPEN]).replace(_CLOSE, MARKS[_CLOSE])
    shown, inside = [], False
    for line in lines:
        told = ""
        for part in _parts(line):
            if part == _OPEN:
                inside = True
            elif part == _CLOSE:
                inside = False
            else:
                told += style.strong(part) if inside else part
        shown.append(f"    {told}")
    return "\n".join(shown)


def _parts(line: str) -> list[str]:
    """A line cut at the marks, the marks included."""
    parts = [""]
    for character in line:
        if character in {_OPEN, _CLOSE}:
            parts += [character, ""]
        else:
            parts[-1] += character
    return [part for part in parts if part]
