"""Sentences of a text of demands: near misses, layout, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucebook.model.demands import Demands, Is, Rule
from trucebook.model.from_syntax import understand
from trucebook.syntax import tree as t
from trucebook.syntax.layout import format_text
from trucebook.syntax.parser import parse

HEAD = """demands "Example"
encoded by "the editors", 1 May 2025
parties alpha, beta
outcome port "the port": open, shut, half open
outcome road: open, shut
"""
SAID = '  says "Observer"; source "Gazette", published 2025-03-01; quote "So it is."\n'
NEAR = {
    "[a] alpha demands that port are open.": "[a] alpha demands that port is open.",
    "[a] alpha demands port is open.": "[a] alpha demands that port is open.",
    "[a] alpha and beta demand port is open.": "[a] alpha and beta demand that port is open.",
    "[a] alpha wants that port is open.": "[a] alpha demands that port is open.",
    "[a] alpha and beta want that port is open.": "[a] alpha and beta demand that port is open.",
    "[a] alpha insists port is open.": "[a] alpha demands that port is open.",
    "[a] alpha demands that port is open after road is open.": (
        "[a] alpha demands that port is open only after road is open."
    ),
    "[a] alpha demands that port is opne.": "[a] alpha demands that port is open.",
    "[a] alpha demands that prot is open.": "[a] alpha demands that port is open.",
    "[a] alph demands that port is open.": "[a] alpha demands that port is open.",
}
WORDS = (
    *("alpha", "beta", "demands", "demand", "that", "has", "the", "objective", "port", "road"),
    *("is", "not", "open", "shut", "half", "or", "and", "if", "then", "only", "after", "rules"),
    *("out", ",", ".", ":", '"x"', "[a]", "[b]", "outcome", "encoded", "by", "reported", "in"),
    *("withdrawn", "r1", "says", "source", "published", "2025-03-01", "quote", "\n", "\n  ", "#"),
)


def read(sentence: str) -> Demands:
    return understand({"text.truce": HEAD + sentence + "\n" + SAID}).demands


@pytest.mark.parametrize("wrong", NEAR)
def test_a_near_miss_is_told_the_sentence_it_probably_meant(wrong: str) -> None:
    text = f"{HEAD}{wrong}\n{SAID}"
    (fault,) = understand({"text.truce": text}).faults
    fix = fault.fixes[0]
    mended = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
    assert mended == f"{HEAD}{NEAR[wrong]}\n{SAID}"
    assert understand({"text.truce": mended}).faults == ()


def test_a_value_of_several_words_may_go_on_in_the_next_line() -> None:
    (demand,) = read("[a] alpha demands that port is half\n  open or open.").demands
    assert demand.rule == Rule("is", None, Is("port", ("open", "half open")))


def test_what_is_not_said_is_all_the_others() -> None:
    (demand,) = read("[a] alpha demands that port is not half open.").demands
    assert demand.rule == Rule("is", None, Is("port", ("open", "shut")))


def test_or_stands_between_values_and_between_statements() -> None:
    one = read("[a] alpha demands that port is open or half open.").demands[0].rule.right
    two = read("[a] alpha demands that port is open or road is open.").demands[0].rule.right
    assert isinstance(one, Is)
    assert not isinstance(two, Is)
    assert not two.all_of


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_text_ends_in_a_tree_or_in_faults_and_is_laid_out_once(words: list[str]) -> None:
    text = HEAD + " ".join(words)
    parsed = parse(text, "text.truce")
    understood = understand({"text.truce": text})
    laid = format_text(parsed)
    again = parse(laid, "text.truce")
    assert format_text(again) == laid
    if not understood.faults:
        assert understand({"text.truce": laid}).demands == understood.demands
        assert not any(isinstance(item, t.Unreadable) for item in parsed.tree.items)
