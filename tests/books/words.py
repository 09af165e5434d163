"""The words of a book: which of them could be a name, and which runs of them two texts share."""

from __future__ import annotations

import json
import re
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ADDRESS = re.compile(r"<?https?://\S+")
SENTENCE_START = re.compile(r"(?:^|[.!?:|*#\"“(`\[]\s*)([^\W\d_]+)", re.MULTILINE)
NOT_OURS = {"id", "url", "source", "wire_group", "event", "event_date", "part_of"}
"""Fields of a row that are not our words: keys, and what others call themselves."""


def said(path: Path) -> str:
    """What a file says in words: addresses, and the outlets' own names, are not ours."""
    if path.suffix != ".jsonl":
        return ADDRESS.sub("", path.read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return "\n".join(
        str(value) for row in rows for key, value in row.items() if key not in NOT_OURS
    )


def names(text: str, allowed: set[str]) -> list[str]:
    """Words with a capital that are neither allowed nor ordinary at the head of a sentence."""
    starts = {word.lower() for word in SENTENCE_START.findall(text)}
    small = {word for word in WORD.findall(text) if word.islower()}
    return [
        word
        for word in WORD.findall(text)
        if word[0].isupper()
        and word not in allowed
        and not (word.lower() in starts and word.lower() in small)
    ]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def shared_runs(ours: str, theirs: str, length: int = 7) -> list[str]:
    """Runs of words that two texts have in common: a sentence of one copied into the other."""
    return sorted(map(" ".join, runs(ours, length) & runs(theirs, length)))
