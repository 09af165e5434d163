"""Names of several words that a book declares are read without quotation marks."""

from __future__ import annotations

from trucebook.model.from_syntax import understand
from trucebook.syntax.spoken import TIE, says_one, tied, untied

TEXT = """\
agreement "Two"
day 1 is 1 March 2025
parties
  north "Upper Valley"
  south "Lower Valley"
count captives
[host] north shall release 9 captives to south by day 20.
"""
ROW = """\
2025-03-03 [r1] Upper Valley released 3 captives to Lower Valley
  says "Daily"; source "Daily", published 2025-03-04
"""


def test_what_stands_in_quotes_is_left_alone() -> None:
    text = 'says "Upper Valley", and Upper Valley; Upper Valleys'
    names = {"Upper Valley"}
    assert tied(text, names) == f'says "Upper Valley", and Upper{TIE}Valley; Upper Valleys'
    assert untied(tied(text, names)) == text
    assert not says_one('says "Upper Valley"', names)


def test_names_of_another_file_are_known_in_the_record() -> None:
    for texts in ({"a.truce": TEXT, "record/r.truce": ROW}, {"a.truce": TEXT + "\n" + ROW}):
        (report,) = understand(texts).reports
        assert (report.actor, report.counterpart) == ("Upper Valley", "Lower Valley")
        assert report.text == "Upper Valley released 3 captives to Lower Valley"
        assert report.kind == "release"


def test_a_fault_shows_the_words_as_written() -> None:
    row = ROW.replace("released 3 captives", "said that Lower Valley released 3 captives")
    (fault,) = understand({"a.truce": TEXT, "record/r.truce": row}).faults
    assert TIE not in f"{fault.message}{fault.why}{fault.fixes}"
