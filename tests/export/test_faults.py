"""Faults as a person sees them: where, why, and what to do."""

from __future__ import annotations

from tests.syntax.reading import FILE, HEAD, one_fault, read
from trucebook.export.faults import diagnostics_to_text
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.span import Span


def shown(text: str, code: str, width: int = 80) -> str:
    return diagnostics_to_text([one_fault(text, code)], {FILE: text}, width)


def test_place_excerpt_reason_and_every_wording() -> None:
    text = HEAD + "[pay] alpha shall pay beta 100 coins before day 7.\n"
    assert diagnostics_to_text(read(text).faults, {FILE: text}) == (
        "text.truce:6:38: 'before' does not tell whether the day itself is still in\n"
        "  time. [before-not-by]\n"
        "    [pay] alpha shall pay beta 100 coins before day 7.\n"
        "                                         ^^^^^^^^^^^^\n"
        "  'by day 7' includes all of day 7; 'before' can be meant either way.\n"
        "  Say 'by day 6'.\n"
        "  Or say 'by day 7'."
    )


def test_a_conflict_quotes_both_sentences() -> None:
    text = HEAD + (
        "[a] alpha shall keep the gate open throughout.\n"
        "[b] alpha shall not keep the gate open\n"
        "    throughout.\n"
    )
    told = shown(text, "rules-clash")
    assert "    [a] alpha shall keep the gate open throughout.\n    ^^^" in told
    assert "  > [b] alpha shall not keep the gate open\n  >     throughout.\n" in told


def test_carets_stand_under_wide_letters() -> None:
    text = HEAD + '[a] alpha shall open "拉法口岸" before day 7.\n'
    excerpt, carets = shown(text, "before-not-by").splitlines()[2:4]
    before = excerpt[: excerpt.index("before")]
    # Each of the four letters takes two cells of a terminal.
    assert carets.index("^") == len(before) + 4
    assert carets.count("^") == len("before day 7")


def test_a_long_line_is_shown_around_its_fault() -> None:
    text = HEAD + f'[a] alpha shall open "{"x" * 200}" before day 7.\n'
    excerpt, carets = shown(text, "before-not-by").splitlines()[2:4]
    assert len(excerpt) <= 80
    start = carets.index("^")
    assert excerpt[start : start + carets.count("^")] == "before day 7"


def test_words_of_a_source_do_not_steer_the_terminal() -> None:
    text = "ab\x1b[31mcd\n"
    told = diagnostics_to_text([Diagnostic("c", "fault", Span(FILE, 0, 2), "m", "w")], {FILE: text})
    assert "\x1b" not in told


def test_what_has_no_place_is_told_without_one() -> None:
    told = diagnostics_to_text([Diagnostic("c", "finding", Span("", 0, 0), "it is so", "why")], {})
    assert told == "It is so. [c]\n  Why."
