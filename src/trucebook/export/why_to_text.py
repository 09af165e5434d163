"""The reasons for a standing as an indented text that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.evaluation.result import CLOSING
from trucebook.export.layout import PLAIN, WIDTH, Style, clean, paragraph
from trucebook.export.to_json import Json, round_to_json, row_to_json
from trucebook.views.telling import Node
from trucebook.views.why import Why


def why_to_text(reasons: Iterable[Why], width: int = WIDTH, style: Style = PLAIN) -> str:
    """One tree after the other, then the closing sentence."""
    pages = ["\n".join(_page(why, width, style)) for why in reasons]
    return "\n\n".join([*pages, CLOSING]) + "\n"


def _page(why: Why, width: int, style: Style) -> Iterable[str]:
    yield style.strong(clean(why.title))
    for part in why.parts:
        yield ""
        yield from _node(part, 0, width, style)


def _node(node: Node, depth: int, width: int, style: Style) -> Iterable[str]:
    indent = "  " * depth
    text = paragraph(node.words, width, first=indent, rest=indent if depth == 0 else indent + "  ")
    if depth == 0:
        yield from (style.strong(line) for line in text.split("\n"))
    elif node.words.startswith(("https://", "http://")):
        yield style.faint(indent + clean(node.words))
    else:
        yield text
    for under in node.under:
        yield from _node(under, depth + 1, width, style)


def why_to_json(reasons: Iterable[Why], book: str) -> dict[str, Json]:
    """The trees, each with the row or round it is about."""
    return {
        "schema": "trucebook.why/1",
        "book": book,
        "reasons": [
            {
                "id": why.id,
                "standing": why.row.standing if why.round is None else why.round.standing,
                "commitment": row_to_json(why.row),
                "round": None if why.round is None else round_to_json(why.round),
                "tree": [node_to_json(part) for part in why.parts],
                "would_change": [
                    {"report": change.words, "before": change.before, "after": change.after}
                    for change in why.changes
                ],
            }
            for why in reasons
        ],
        "closing": CLOSING,
    }


def node_to_json(node: Node) -> dict[str, Json]:
    """One thing said and what it rests on."""
    return {"words": node.words, "under": [node_to_json(under) for under in node.under]}
