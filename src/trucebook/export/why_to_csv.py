"""Reasons, and what `check` found, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from trucebook.export.faults import place
from trucebook.export.to_csv import to_csv
from trucebook.export.to_json import Json
from trucebook.findings.checked import Checked
from trucebook.findings.finding import Finding
from trucebook.views.telling import Node
from trucebook.views.why import Why


def why_to_csv(reasons: Iterable[Why]) -> str:
    """One row a line of the tree, with how deep it stands."""
    return to_csv(
        ("id", "standing", "depth", "words", "report"),
        (
            {"id": one.id, "standing": one.standing, "depth": depth, **_node(node)}
            for one in reasons
            for part in one.parts
            for depth, node in _walk(part, 0)
        ),
    )


def _walk(node: Node, depth: int) -> Iterator[tuple[int, Node]]:
    yield depth, node
    for under in node.under:
        yield from _walk(under, depth + 1)


def _node(node: Node) -> dict[str, Json]:
    return {"words": node.words, "report": node.report}


def checked_to_csv(answer: Checked, texts: Mapping[str, str]) -> str:
    """One row a fault or finding, with its place."""
    rows: list[dict[str, Json]] = []
    for each in (*answer.faults, *answer.findings):
        line, column = place(each.span, texts)
        rows.append(
            {
                "code": each.code,
                "severity": each.severity,
                "file": each.span.file,
                "line": line,
                "column": column,
                "message": each.message,
                "why": each.why,
                "clauses": "; ".join(each.clauses) if isinstance(each, Finding) else None,
                "mend": each.mend if isinstance(each, Finding) else None,
            }
        )
    columns = (
        "code",
        "severity",
        "file",
        "line",
        "column",
        "message",
        "why",
        "clauses",
        "mend",
    )
    return to_csv(columns, rows)
