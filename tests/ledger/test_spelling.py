"""A name is found however it is written, and nothing else is taken for it."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucebook.ledger.spelling import Spellings

NAME = "Zo\u00eb M\u00fcller"
SPELLED = Spellings([NAME], "erased-1")


@pytest.mark.parametrize(
    "written",
    [
        NAME,
        NAME.upper(),
        NAME.lower(),
        unicodedata.normalize("NFD", NAME),
        "Zo\u00eb\u00a0M\u00fcller",
        "Zo\u00eb\n   M\u00fcller",
        "Zo\\u00eb M\\u00FCller",
        "Zoe\\u0308 Mu\\u0308ller",
        "Zo&euml;&nbsp;M&uuml;ller",
        "Zo&#235; M&#xfc;ller",
    ],
)
def test_every_way_to_write_it(written: str) -> None:
    assert SPELLED.in_words(f"Yes, {written}'s car.") == "Yes, erased-1's car."


def test_in_json_what_it_means_is_looked_at() -> None:
    row = {"a": [f"by {NAME}", {NAME: json.dumps({"deep": NAME})}], "b": 1.50}
    for ascii_only in (True, False):
        words = SPELLED.in_words(json.dumps(row, ensure_ascii=ascii_only))
        deep = json.loads(words)["a"][1]["erased-1"]
        assert json.loads(deep) == {"deep": "erased-1"}
        assert json.loads(words)["a"][0] == "by erased-1"


def test_digits_stay_as_they_were_written() -> None:
    assert SPELLED.in_words(f'{{"n": 1.50, "w": "{NAME}"}}') == '{"n": 1.50, "w": "erased-1"}'
    assert SPELLED.in_words('{"n":  1.50}') == '{"n":  1.50}'


def test_a_part_of_a_longer_word_is_another_word() -> None:
    ann = Spellings(["Ann"], "x")
    for words in ("planned", "Annexe", "Joann", "anno", "Ann\u0303"):
        assert ann.in_words(words) == words
        assert ann.stands_in(words)
        assert not ann.stands_alone_in(words)
    assert ann.in_words("ann-1 Ann2 _Ann_ (ANN)") == "x-1 x2 _x_ (x)"
    assert Spellings(["Ann"], "x", inside=True).in_words("planned") == "plxed"


def test_scripts_without_spaces() -> None:
    assert Spellings(["\u674e\u660e"], "x").in_words("\u6211\u548c\u674e\u660e\u8bf4") == (
        "\u6211\u548cx\u8bf4"
    )
    assert Spellings(["\u0644\u064a\u0644\u0649"], "x").in_words(
        "\u0648\u0644\u064a\u0644\u0649"
    ) == ("\u0648x")


def test_the_longest_spelling_first() -> None:
    assert Spellings(["Doe", "Zo\u00eb Doe"], "x").in_words("Zo\u00eb Doe, Doe") == "x, x"


def test_over_the_end_of_a_line() -> None:
    lines = ["says Zo\u00eb\r\n", "\n", "  M\u00fcller, who\n"]
    assert SPELLED.in_lines(lines) == ["says erased-1\r\n", "\n", ", who\n"]


@pytest.mark.parametrize("name", ["", " ", "-", "..."])
def test_no_name(name: str) -> None:
    with pytest.raises(ValueError, match="letter"):
        Spellings(["Doe", name], "x")


@given(st.text(alphabet='ab\u00eb\u0130\u00df\U0001f600 \n"\\', max_size=30))
def test_nothing_is_left_of_it(words: str) -> None:
    spelled = Spellings(["\u00eba", "\u0130b", "\u00df"], "x", inside=True)
    for given_words in (words, json.dumps(words), json.dumps([words], ensure_ascii=False)):
        assert not spelled.stands_in(spelled.in_words(given_words))
    lines = words.splitlines(keepends=True)
    assert not spelled.stands_in("".join(spelled.in_lines(lines)))
