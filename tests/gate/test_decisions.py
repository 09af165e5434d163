"""Every decision has a number of its own and is whole; two landings can tear them apart unseen."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "DECISIONS.md"
HEAD = re.compile(r"(?m)^## (D-\S+) .+$")


def records() -> list[tuple[str, str]]:
    """Number and words of each record, the example of how one is written left out."""
    text = PAGE.read_text(encoding="utf-8").partition("## D-001 ")
    parts = re.split(r"(?m)^(?=## )", text[1] + text[2])
    return [(found[1], part) for part in parts if (found := HEAD.match(part))]


def test_every_number_is_given_once_and_is_a_number() -> None:
    names = [name for name, _ in records()]
    assert len(names) > len("D-001")
    assert [name for name in names if not re.fullmatch(r"D-\d{3}", name)] == []
    assert sorted(set(names)) == sorted(names)


def test_every_record_says_when_whether_and_what() -> None:
    torn = [
        name
        for name, words in records()
        if words.count("*Question:*") != 1
        or words.count("*Decision:*") != 1
        or "\nStatus: " not in words
        or not re.search(r"(?m)^\d{4}-\d\d-\d\d\.$", words)
    ]
    assert torn == []
