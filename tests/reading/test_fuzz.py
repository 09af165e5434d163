"""Whatever is put in ends in proposals whose quotes stand, or in a refusal with a reason."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from trucebook.reading.intake import MOST, UnreadableError, take_in
from trucebook.reading.proposals import propose

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
WORDS = " ".join(path.read_text("utf-8") for path in TEXTS).split()
SPICE = ["\u202e", "\x00", "\u05d0", "<p>", "”", "“", "\n", "\r\n", ",", "half of ", "9" * 40, "é"]
SEEDS = range(300)
OFTEN = 0.05


def made(chance: random.Random) -> bytes:
    """Words of our texts in any order, spiced, or cut anywhere."""
    words = chance.choices(WORDS, k=chance.randrange(1, 150))
    spices = chance.sample(SPICE, k=chance.randrange(len(SPICE)))
    mixed = [
        chance.choice(spices) if spices and chance.random() < OFTEN else word for word in words
    ]
    data = " ".join(mixed).encode()
    return data[: chance.randrange(len(data) + 1)] if chance.random() < OFTEN else data


def test_a_result_or_a_refusal() -> None:
    """Both come about, and nothing else."""
    read = refused = 0
    for seed in SEEDS:
        try:
            found = propose(take_in(made(random.Random(seed))))  # noqa: S311 - the same inputs every time
        except UnreadableError:
            refused += 1
            continue
        read += 1
        text = found.article.text
        for record in found.records:
            assert text[record["start"] : record["end"]] == record["quote"]
            assert text[record["anchor_start"] : record["anchor_end"]] == record["anchor"]
    assert read >= 100
    assert refused >= 50


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"12 345", "no words"),
        (b"\x00\x01", "control character"),
        (b"a" * (MOST + 1), "more than"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "archive"),
        (b"\xff\xfeA\x00", "UTF-16"),
        (b"caf\xe9 of the town", "no UTF-8"),
        (b"<html><p>the town</p>", "HTML"),
        ("Alpha \u202efreed nine".encode(), "turns the direction"),
        ("\u0642\u0627\u0644 \u0627\u0644\u0635\u0644\u064a\u0628".encode(), "English"),
        (b"La mission a dit que neuf prisonniers ont quitt\xc3\xa9 le village ce matin", "English"),
    ],
)
def test_each_refusal_says_why(data: bytes, why: str) -> None:
    """In words that tell what to do."""
    with pytest.raises(UnreadableError, match=why):
        take_in(data)
