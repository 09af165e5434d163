"""Each rule finds what it says it finds, and leaves alone what it says it leaves."""

from __future__ import annotations

import pytest

from trucebook.reading.rules import Pattern, Rule, shipped_patterns, shipped_rules


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.name)
def test_finds_its_example(rule: Rule) -> None:
    """The positive example holds a claim of the rule's."""
    assert rule.words.search(rule.yes)


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.name)
def test_leaves_its_counterexample(rule: Rule) -> None:
    """The negative example holds none."""
    assert not rule.words.search(rule.no)


PATTERNS = list(shipped_patterns().values())


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_a_pattern_finds_its_example(pattern: Pattern) -> None:
    """As a rule does."""
    assert pattern.words.search(pattern.yes)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_a_pattern_leaves_its_counterexample(pattern: Pattern) -> None:
    """As a rule does; an end of the words alone is nothing found."""
    found = pattern.words.search(pattern.no)
    assert found is None or not found.group()
