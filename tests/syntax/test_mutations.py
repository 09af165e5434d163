"""Any text ends in a tree or diagnostics, never in a trace, and soon."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.syntax.reading import FILE, HEAD, SPEC, blocks, spec_texts
from trucebook.export.faults import diagnostics_to_text
from trucebook.model.from_syntax import understand
from trucebook.syntax import format_text, parse

WHOLE = "\n".join(text for _, text in spec_texts())
RECORD = """
2025-03-05 [r1] beta released 4 captives (living, soldier) to alpha at "the gate"
  says "Agency"; source "Wire", published 2025-03-05 <https://example.org/a>; for [host]
2025-03-06 tally: beta holds at least 24 captives (living) remaining  # a remark
  says "Agency", published 2025-03-06; quote "we hold 24"; hedge reported
2025-03-07 alpha says it will not withdraw from "P"  for [phil.start]
  says alpha; source "Wire", published 2025-03-07; not contrary
watched [host], [free] from 2025-03-01 to 2025-03-31 by "wires"
finding of cell on r1: confirmed
  says cell; source "Cell", published 2025-03-08
names
  "The office", "The army" speak for alpha
  object gate-keys means captives (living); other-keys is outside
  kind release, handover mean release; transfer is part of release
"""
SIZEABLE = blocks(SPEC / "language" / "grammar.md")[2] + RECORD
SHIPPED = (SPEC.parent / "books/gaza-2025-01/agreement.truce").read_text(encoding="utf-8")
PIECES = [
    *'[]()"#<>.,:;\n\t 0179aZéש\u200f%',
    " by ",
    " day 0",
    "[host]",
    "shall",
    "\n\n",
    " and ",
    " of which ",
    "phase one",
    " 31 February 2025",
    "each act",
    " for each ",
    "throughout",
    "999999999999999999999",
    ": ",
    "until ",
    "within 3 days of ",
    "every 0 days from day 3 until day 99999999",
]


def _drop(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + chance.randint(1, 12) :]


def _put(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(PIECES) + text[at:]


def _swap(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _double(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return "".join([*lines[:at], lines[chance.randrange(len(lines))], *lines[at:]])


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (_drop, _put, _swap, _double)


def ends_well(text: str) -> None:
    """A tree that covers the text, diagnostics that can be shown, a layout that can be read."""
    read_in = understand({FILE: text})
    for one in read_in.faults:
        assert 0 <= one.span.start <= one.span.end <= len(text)
        assert one.message
        assert one.why
        assert diagnostics_to_text([one], {FILE: text})
    parsed = parse(text, FILE)
    once = format_text(parsed)
    if not parsed.diagnostics:
        assert format_text(parse(once, FILE)) == once


@pytest.mark.parametrize("batch", range(10))
@pytest.mark.parametrize("whole", [SIZEABLE, SHIPPED], ids=["every form", "the shipped text"])
def test_a_thousand_random_changes(whole: str, batch: int) -> None:
    chance = random.Random(batch)  # noqa: S311 - the same changes in every run
    slowest = 0.0
    for _ in range(100):
        text = whole
        for _ in range(chance.randint(1, 6)):
            text = chance.choice(CHANGES)(text, chance)
        began = time.process_time()
        ends_well(text)
        slowest = max(slowest, time.process_time() - began)
    assert slowest < 5


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*PIECES, *WHOLE.split(" ")]), max_size=60))
def test_words_in_any_order(words: list[str]) -> None:
    ends_well(HEAD + "[a] alpha shall " + " ".join(words))


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_characters_at_all(text: str) -> None:
    ends_well(text)
