"""What is wrong behind a fault is told with it: a file is mended in one go."""

from __future__ import annotations

from trucebook.model.from_syntax import understand
from trucebook.syntax.diagnostic import Diagnostic

HEAD = """\
agreement "Layers"
day 1 is 1 March 2025
parties alpha, beta
count trucks
"""


def told(body: str) -> list[tuple[str, str]]:
    text = HEAD + body
    faults = understand({"text.truce": text}).faults
    return [(one.code, text[one.span.start : one.span.end]) for one in faults]


def mended(body: str) -> str:
    """The text with the first wording of every fault put in, from the last to the first."""
    text = HEAD + body
    faults: list[Diagnostic] = list(understand({"text.truce": text}).faults)
    for one in sorted(faults, key=lambda one: one.fixes[0].span, reverse=True):
        fix = one.fixes[0]
        text = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
    return text


def test_three_layers_of_one_sentence_are_told_at_once() -> None:
    body = '[route] within three years the parties must agree on "a plan".\n'
    assert told(body) == [
        ("number-word", "three"),
        ("cannot-read", "the parties"),
        ("unknown-function-word", "must"),
    ]
    assert understand({"text.truce": mended(body)}).faults == ()


def test_what_the_meaning_forbids_is_told_beside_what_cannot_be_read() -> None:
    body = "[aid] alpha shall admit twenty trucks no later than day 5 for peace.\n"
    assert told(body) == [
        ("number-word", "twenty"),
        ("unknown-function-word", "no later than"),
        ("unused-words", "for peace"),
    ]


def test_another_sentence_keeps_its_own_faults_once() -> None:
    one = "[a] alpha must release 5 trucks by day 7.\n"
    two = "[b] alpha shall release 5 trucks before day 7.\n"
    assert told(one + two) == [*told(one), *told(two)]


def test_what_is_right_is_not_read_again() -> None:
    assert told("[a] alpha shall release 5 trucks by day 7.\n") == []
