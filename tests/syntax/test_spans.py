"""Spans are exact: what a node covers is what it was read from, in code points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from tests.syntax.reading import FILE, quoted, spec_texts
from trucebook.syntax import parse
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.span import Span

TEXTS = spec_texts()
IDS = [name for name, _ in TEXTS]


def nodes(node: object) -> Iterator[object]:
    """A node and everything in it."""
    if isinstance(node, tuple):
        for one in node:
            yield from nodes(one)
    elif is_dataclass(node) and not isinstance(node, type | Span):
        yield node
        for each in fields(node):
            yield from nodes(getattr(node, each.name))


@pytest.mark.parametrize("text", [text for _, text in TEXTS], ids=IDS)
def test_between_items_there_is_only_white_space(text: str) -> None:
    tree = parse(text, FILE).tree
    position = 0
    for item in tree.items:
        assert text[position : item.span.start].strip() == ""
        assert quoted(text, item.span).strip() == quoted(text, item.span) != ""
        position = item.span.end
    assert text[position:].strip() == ""


@pytest.mark.parametrize("text", [text for _, text in TEXTS], ids=IDS)
def test_a_node_covers_what_it_was_read_from(text: str) -> None:
    for item in parse(text, FILE).tree.items:
        for node in nodes(item):
            span = getattr(node, "span", None)
            if span is None:
                continue
            assert item.span.start <= span.start < span.end <= item.span.end
            written = quoted(text, span)
            match node:
                case p.Quoted() | t.Title():
                    assert '"' in written
                case p.Ref():
                    assert written == f"[{node.id}]"
                case p.Number():
                    assert str(node.value) == written.replace(",", "")
                case p.Word() if "\n" not in written:
                    assert " ".join(written.split()) == node.text
                case t.Clause():
                    assert written.startswith("[")
                case _:
                    pass


def test_places_are_code_points_and_not_bytes() -> None:
    text = (
        'agreement "Вода — ماء"\nday 1 is 1 March 2025\nparties alpha, beta\n'
        '# 水\n[a] alpha shall open "Ворота 🚪" by day 7.\n'
    )
    clause = next(item for item in parse(text, FILE).tree.items if isinstance(item, t.Clause))
    name = next(part for part in clause.sentence.parts if isinstance(part, p.Quoted))
    due = next(part for part in clause.sentence.parts if isinstance(part, p.Due))
    assert quoted(text, name.span) == '"Ворота 🚪"'
    assert quoted(text, due.span) == "by day 7"
    assert quoted(text, clause.id_span) == "[a]"


def test_fields_of_a_report_know_their_places() -> None:
    text = (
        "2025-01-25 [r1] hamas released 4 hostages (living, soldier) to israel\n"
        '  says "Example Agency"; source "Example Wire", published 2025-01-26 <https://e.org/a>\n'
    )
    (line,) = parse(text, FILE).tree.items
    assert isinstance(line, t.RecordLine)
    assert {one.column: text[one.start : one.end] for one in line.fields} == {
        "event_date": "2025-01-25",
        "id": "r1",
        "count_low": "4",
        "count_high": "4",
        "object": "hostages (living, soldier)",
        "kind": "released",
        "actor": "hamas",
        "counterpart": "israel",
        "text": "hamas released 4 hostages (living, soldier) to israel",
        "asserted_by": 'says "Example Agency"',
        "source": 'source "Example Wire"',
        "published": "published 2025-01-26",
        "url": "https://e.org/a",
    }


def test_trees_of_the_same_words_are_equal_wherever_they_stand() -> None:
    one = parse("[a] alpha shall pay beta 1 coins.\n", FILE).tree.items
    other = parse("\n\n  [a]  alpha shall   pay beta 1 coins.\n", FILE).tree.items
    assert one == other
