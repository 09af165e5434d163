"""Text → chunks: where each sentence, declaration or record line begins and ends.

Every chunk can be read alone, so a mistake stays in its own chunk and large texts stay fast.
A chunk begins at a line that can only begin one (`[id] …`, a dated line, a head) and ends before
the next such line or a blank one; a comment on lines of its own belongs to a chunk only where
the chunk goes on below it. A line that neither begins a chunk nor can go on with the one above
(what is behind the full stop of a sentence, what stands unindented below a head) is a chunk of
kind `stray`: a misspelt line spoils itself and not the one above.
Source: spec/language/grammar.md, Where a sentence begins.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Chunk(NamedTuple):
    """A stretch of the text that is read alone. `kind` is a group name of `_START` or `stray`."""

    kind: str
    start: int
    end: int


_WORD = r"[^\s:,.;\[\]]+"
_END = r"[ \t]*(?:\#.*)?$"
_NAMES_TAIL = r"(?:speaks?[ \t]+for|(?:is|are)[ \t]+(?:under|the[ \t]+same|outside))\b"
_START = re.compile(
    rf"""[ \t]*(?:
    (?P<comment>\#)
  | (?P<blank>\r?$)
  | (?P<record>(?:\.\./)?\d{{4}}-[\dX]{{2}}\S*[ \t]+(?:["\[]|[^\W\d\s]))
  | (?P<clause>\[[^\[\]\n]*\][ \t]+is[ \t]+(?:replaced|added)[ \t]*:
              |\[[^\[\]\n]*\](?![ \t]*(?:(?:and|or|is|are|go|goes)\b|[,.;:]|$))
              |\[[^\s\[\]]+[ \t]|[\w./-]+\][ \t])
  | (?P<title>(?:agreement|amendment[ \t]+to|side[ \t]+letter|proposal|demands|tally)[ \t]+")
  | (?P<outcome>outcome[ \t]+{_WORD}[ \t]*(?:"[^"\n]*"[ \t]*)?(?::|$))
  | (?P<encoded>encoded[ \t]+by[ \t]+")
  | (?P<instrument>instrument[ \t]+")
  | (?P<zone>zone[ \t]+\S+{_END})
  | (?P<day>day[ \t]+\d+[ \t]+is\b)
  | (?P<source>source[ \t]+")
  | (?P<basis>basis[ \t])
  | (?P<ids>ids[ \t]+["A-Z])
  | (?P<roster>(?:parties|guarantors|mediators|verifiers|monitors|beneficiaries|third[ \t]+parties)
               \b(?![ \t]+(?:shall|may|expect|and|or)\b))
  | (?P<count>count[ \t]+{_WORD}[ \t]*(?:[:,]|\#|$))
  | (?P<phase>phase[ \t]+{_WORD}[ \t]*(?:,[ \t]*\d+[ \t]+\w+|,?[ \t]+(?:from|once)\b|{_END}))
  | (?P<throughout>throughout[ \t]+the[ \t]+agreement[ \t]*:?{_END})
  | (?P<force>in[ \t]+force[ \t]+(?:from|once|after|on|since|as|by)\b)
  | (?P<ends>the[ \t]+agreement[ \t]+ends[ \t]+(?:on|once|after|by|if|when)\b)
  | (?P<after>after[ \t]+phase[ \t]+{_WORD}[ \t]*(?::|\#|$))
  | (?P<reading>reading[ \t]+")
  | (?P<watched>watched[ \t]+\[)
  | (?P<finding>finding[ \t]+(?:of|by)\b)
  | (?P<names>names[ \t]*:?{_END})
  | (?P<naming>(?:object|kind|monitor)[ \t][^\n]*\b(?:means?|is[ \t]+outside|part[ \t]+of)\b
              |monitor[ \t]+"[^"\n]*"{_END}
              |"[^"\n]*"(?:[ \t]*,[ \t]*"[^"\n]*")*[ \t]*{_NAMES_TAIL})
    )""",
    re.VERBOSE,
)
_GOING_ON = {
    "record": {"source", "basis"},
    "clause": {"basis"},
    "finding": {"source", "basis"},
    "demand": {"source", "encoded"},
    "tally": {"source", "basis"},
}
_COMMENT = re.compile(r'("[^"\n]*"|<[^<>\s]*>)|#[^\n]*')
_CLOSING = re.compile(
    r"[ \t]*(?:basis|original|note|unconditional|(?:accepted|picked)[ \t]+by"
    r"|(?:listed|only)[ \t]+in)\b"
)
_ENTRY = re.compile(
    r'[^\W\d][\w-]*(?:[ \t]+"[^"\n]*")?(?:[ \t]+for[ \t][^\n]*)?[ \t]*,?[ \t]*(?:#.*)?$'
)
_FIELD = re.compile(
    r"[;,<]|(?:says|as|source|published|for|event|part|place|stage|stance|corrects|retracts|quote"
    r"|text|hedge|ground|language|wire|recorded|by|accepted|result|under|error|kind|counts|object|to"
    r"|contrary|not|unsourced|of|from|in|at|reported|withdrawn|encoded)\b"
)
_ONE_LINE = {"zone", "names", "throughout"}
_UNINDENTED = {"title", "day", "source", "ids", "count", "phase", "basis", "roster", "after"}
_UNINDENTED |= {"reading", "force", "ends", "instrument", "outcome", "encoded"}
_REPORTS = {"record", "watched", "finding", "demand"}
_OF_DEMANDS = re.compile(r'demands[ \t]+"')
"""The head of a text whose sentences are demands, not commitments."""
_OF_TALLY = re.compile(r'tally[ \t]+"')
"""The head of a text whose sentences are terms of a tally."""
_NAMED = re.compile(r'[ \t]*(?:"|object\b|kind\b|monitor\b)')


def chunks(text: str) -> list[Chunk]:
    """The chunks of a text, in order; comments on their own lines are chunks of kind `comment`."""
    found: list[Chunk] = []
    open_kind: str | None = None
    open_start = open_end = 0
    comments: list[Chunk] = []
    naming = demanding = tallying = False
    match_start = _START.match

    def close() -> None:
        nonlocal open_kind
        if open_kind is not None:
            found.append(Chunk(open_kind, open_start, open_end))
            open_kind = None
        found.extend(comments)
        comments.clear()

    position = 0
    for line in text.splitlines(keepends=True):
        start = position
        position += len(line)
        bare = line.strip()
        if not bare:
            close()
            continue
        end = start + len(line.rstrip())
        first = start + len(line) - len(line.lstrip())
        match = match_start(line.rstrip())
        kind = (match.lastgroup if match else None) or "more"
        if kind == "title":
            demanding = _OF_DEMANDS.match(bare) is not None
            tallying = _OF_TALLY.match(bare) is not None
        elif demanding and kind == "clause":
            kind = "demand"
        elif tallying and kind == "clause":
            kind = "tally"
        if kind == "comment":
            comments.append(Chunk("comment", first, end))
            continue
        if open_kind is not None and kind in _GOING_ON.get(open_kind, ()):
            kind = "more"
        if naming and (kind == "naming" or (kind == "more" and _NAMED.match(line))):
            kind = "more" if open_kind == "naming" and _goes_on(text, open_end) else "naming"
        if (
            kind == "more"
            and open_kind is not None
            and _goes_with(open_kind, _plain(text, open_end), line)
        ):
            comments.clear()
            open_end = end
            continue
        close()
        open_kind, open_start, open_end = ("stray" if kind == "more" else kind), first, end
        naming = open_kind in {"names", "naming"} or (naming and open_kind == "stray")
    close()
    return found


def begins(line: str) -> bool:
    """Whether a line begins a chunk wherever it stands."""
    return _START.match(line.rstrip()) is not None


def _goes_with(kind: str, above: str, line: str) -> bool:
    """Whether a line that begins nothing goes on with a chunk whose last line is the one above."""
    if kind in _ONE_LINE:
        return False
    if kind in {"clause", "stray", "tally"}:
        return not above.endswith(".") or _CLOSING.match(line) is not None
    if line[:1].isspace() or above.endswith((",", ":", ";")):
        return True
    if kind == "roster" and _ENTRY.match(line):
        return True
    if kind in _REPORTS:
        return _FIELD.match(line) is not None
    return kind not in _UNINDENTED


def _goes_on(text: str, end: int) -> bool:
    """Whether the line that ends here says that more follows."""
    return _plain(text, end).endswith((",", ";"))


def _plain(text: str, end: int) -> str:
    """The line that ends here, without its comment."""
    return _COMMENT.sub(r"\1", text[text.rfind("\n", 0, end) + 1 : end]).rstrip()
