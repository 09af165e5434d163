"""Tree → text in the one layout.

Words, numbers and quotations are never changed, only the space between them: so the meaning stays,
comments stay behind the words they stood behind, and laying out twice is laying out once.

    heads           one a line, parties one below the other
    clauses         indented by 2 under a phase, what follows the sentence by 2 more, its other
                    lines by 4 more; rounds and items of an exchange begin lines of their own
                    where the sentence does not fit one
    reports         the statement, then its fields indented by 2
    blank lines     at most one between items, always one before a phase and what follows it

Source: spec/language/layout.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from trucebook.syntax import tree as t
from trucebook.syntax.layout_lines import Piece, fill, pieces
from trucebook.syntax.layout_record import demand, record
from trucebook.syntax.parser import Parsed
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import tokens_and_comments

UNDER = 2
CLOSING = 2
GOING_ON = 4
_HEADS = (t.PhaseHead, t.ThroughoutHead, t.AfterBlock)


def format_text(parsed: Parsed) -> str:
    """The text in the one layout; what could not be read stays as it was written."""
    tree = parsed.tree
    lines: list[str] = []
    indents = _indents(tree)
    for index, item in enumerate(tree.items):
        before = tree.items[index - 1] if index else None
        if before is not None and _blank(tree, before, item):
            lines.append("")
        lines.extend(_item(tree.text, item, indents[index]))
    return "".join(f"{line}\n" for line in lines)


def _indents(tree: t.Tree) -> list[int]:
    """How far each item stands in; a comment stands as far in as what it stands above."""
    indents: list[int] = []
    under = 0
    for item in tree.items:
        if isinstance(item, t.PhaseHead | t.ThroughoutHead):
            under = UNDER
        match item:
            case t.Clause() | t.Ended():
                indents.append(under)
            case t.NamesLine():
                indents.append(UNDER)
            case _:
                indents.append(0)
    for index in range(len(tree.items) - 2, -1, -1):
        if isinstance(tree.items[index], t.CommentLine):
            below = tree.items[index + 1]
            apart = _apart(tree, tree.items[index], below)
            indents[index] = 0 if apart else indents[index + 1]
    return indents


def _apart(tree: t.Tree, before: t.Item, after: t.Item) -> bool:
    return tree.text.count("\n", before.span.end, after.span.start) > 1


def _blank(tree: t.Tree, before: t.Item, after: t.Item) -> bool:
    """Whether an empty line stands between two items."""
    if _apart(tree, before, after):
        return True
    return isinstance(after, _HEADS) and not isinstance(before, t.CommentLine)


def _item(text: str, item: t.Item, indent: int) -> Iterable[str]:
    match item:
        case t.CommentLine():
            return [" " * indent + item.text.rstrip()]
        case t.Unreadable():
            return _verbatim(text, item.span)
        case t.Roster():
            return _roster(text, item)
        case t.RecordLine() | t.WatchLine():
            return record(text, item)
        case t.DemandLine():
            return demand(text, item)
        case t.Clause() | t.Ended():
            return _clause(text, item, indent)
        case t.AfterBlock():
            return _after(text, item)
        case t.NamesLine():
            return fill(pieces(text, item.span), indent, indent + UNDER, width=None)
        case t.Count() | t.ReadingLine():
            return _parted(text, item)
        case _:
            return fill(pieces(text, item.span), indent, indent + UNDER)


def _parted(text: str, item: t.Count | t.ReadingLine) -> list[str]:
    """In one line where it fits; else every axis, or what is read, on a line of its own."""
    said = pieces(text, item.span)
    one = fill(said, 0, UNDER)
    if len(one) == 1:
        return one
    mark = ";" if isinstance(item, t.Count) else ":"
    marks = {":", mark}
    after = [False, *(piece.text in marks for piece in said)]
    return fill([p._replace(new_line=new) for p, new in zip(said, after, strict=False)], 0, UNDER)


def _verbatim(text: str, span: Span) -> list[str]:
    """The lines as they are, the first with its indentation."""
    start = text.rfind("\n", 0, span.start) + 1
    head = text[start : span.start]
    first = head if not head.strip() else ""
    return [line.rstrip() for line in (first + text[span.start : span.end]).splitlines()]


def _roster(text: str, item: t.Roster) -> list[str]:
    """Parties one below the other; others in one line where they fit."""
    words = list(tokens_and_comments(text, item.span.start, item.span.end))
    comments = [word for word in words if word.kind == "COMMENT"]
    entries = [" ".join(text[e.span.start : e.span.end].split()) for e in item.entries]
    line = f"{item.role} {', '.join(entries)}"
    if item.role != "parties" and not comments and len(line) <= 100:  # noqa: PLR2004 - the width
        return [line]
    head = [c.text for c in comments if not item.entries or c.start < item.entries[0].span.start]
    lines = ["  ".join([item.role, *head[:1]]), *(f"  {comment}" for comment in head[1:])]
    for index, entry in enumerate(item.entries):
        last = index + 1 == len(item.entries)
        stop = item.span.end if last else item.entries[index + 1].span.start
        behind = [c.text for c in comments if entry.span.end <= c.start < stop]
        lines.append("  ".join([f"  {entries[index]}", *behind[:1]]))
        lines.extend(f"  {comment}" for comment in behind[1:])
    return lines


def _clause(text: str, item: t.Clause | t.Ended, indent: int) -> list[str]:
    """The sentence, then each thing said about it on a line of its own."""
    closings = [closing for closing in item.closings if not isinstance(closing, t.Unconditional)]
    starts = [closing.span.start for closing in closings]
    ends = [*starts, item.span.end]
    lines = _sentence(text, Span(item.span.file, item.span.start, ends[0]), indent)
    for start, end in zip(starts, ends[1:], strict=True):
        said = pieces(text, Span(item.span.file, start, end))
        lines.extend(fill(said, indent + CLOSING, indent + GOING_ON))
    return lines


def _sentence(text: str, span: Span, indent: int) -> list[str]:
    """In one line where it fits; else the rounds, or the items of an exchange, on their own."""
    said = pieces(text, span)
    one = fill(said, indent, indent + GOING_ON)
    if len(one) == 1:
        return one
    return fill(_listed(said), indent, indent + GOING_ON)


def _listed(said: list[Piece]) -> list[Piece]:
    """The pieces with a new line before a list, and before each item of an exchange."""
    exchange = any(
        first.text == "for" and second.text in {"each", "the"} for first, second in pairwise(said)
    )
    listed: list[Piece] = []
    for piece in said:
        before = listed[-1].text if listed else ""
        number = piece.text[:1].isdigit() or piece.text == "all"
        changed = before == ":" and len(listed) > 1 and listed[-2].text in {"replaced", "added"}
        if changed:
            listed.append(piece)
            continue
        new = (before == ":" and not exchange) or (exchange and before == "," and number)
        listed.append(piece._replace(new_line=piece.new_line or new))
    return listed


def _after(text: str, item: t.AfterBlock) -> list[str]:
    """The head, then each of its sentences on a line of its own."""
    inner = list(tokens_and_comments(text, item.phase_span.end, item.span.end))
    # The colon behind the head is allowed, and left out.
    colon = next((w for w in inner if w.kind != "COMMENT"), None)
    start = colon.end if colon is not None and colon.kind == ":" else item.phase_span.end
    head = Span(item.span.file, item.span.start, item.phase_span.end)
    said = pieces(text, head)
    starts = [line.span.start for line in item.lines]
    said += pieces(text, Span(head.file, start, starts[0]))
    lines = fill(said, 0, UNDER)
    for begin, end in zip(starts, [*starts[1:], item.span.end], strict=True):
        lines.extend(fill(pieces(text, Span(head.file, begin, end)), UNDER, UNDER + GOING_ON))
    return lines
