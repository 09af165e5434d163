"""Each rule finds what it says it finds, and leaves alone what it says it leaves."""

from __future__ import annotations

import pytest

from trucebook.reading.claims import read_text
from trucebook.reading.lexicon import Group, shipped_groups
from trucebook.reading.rules import Pattern, Rule, shipped_patterns, shipped_rules


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.name)
def test_finds_its_example(rule: Rule) -> None:
    """Read as an article, the positive example holds a claim of the rule's."""
    assert rule.name in {claim["rule"] for claim in read_text(rule.yes)}


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.name)
def test_leaves_its_counterexample(rule: Rule) -> None:
    """Read as an article, the negative example holds none."""
    assert rule.name not in {claim["rule"] for claim in read_text(rule.no)}


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


@pytest.mark.parametrize("group", shipped_groups(), ids=lambda group: group.name)
def test_a_group_of_verbs_finds_its_example(group: Group) -> None:
    """Read as an article, the sentence holds a claim of the group's, of its kind."""
    assert (group.name, group.kind) in {(c["rule"], c["kind"]) for c in read_text(group.yes)}


@pytest.mark.parametrize("group", shipped_groups(), ids=lambda group: group.name)
def test_a_group_of_verbs_leaves_its_counterexample(group: Group) -> None:
    """Read as an article, the sentence holds none of the group's."""
    assert group.name not in {claim["rule"] for claim in read_text(group.no)}
