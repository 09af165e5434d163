"""How far two texts share their words: by runs of three words, and by the longest run of all.

What stands between quotation marks is left out: two outlets that quote one speaker share the
speaker's words, and neither need have copied the other.
Source: spec/record/adding.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

RUN = 3
"""Words in a run that is compared."""
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»")
_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share.

    Units: `share` is of the shorter text's runs of three words, from 0 to 1.
    """

    share: float = 0.0
    longest: tuple[str, ...] = ()


Stretches = tuple[tuple[str, ...], ...]
"""The words of a text in lower case, cut where something was quoted."""


def stretches_of(text: str) -> Stretches:
    """The words outside quotation marks."""
    cut = (tuple(_WORD.findall(part)) for part in _QUOTED.split(text.casefold()))
    return tuple(words for words in cut if words)


def overlap(one: Stretches, other: Stretches) -> Overlap:
    """What two texts share."""
    mine, theirs = _runs(one), _runs(other)
    shared = mine & theirs
    if not shared:
        return Overlap()
    found: tuple[str, ...] = ()
    for left in one:
        for right in other:
            match = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
            if match.size > len(found):
                found = left[match.a : match.a + match.size]
    return Overlap(len(shared) / min(len(mine), len(theirs)), found)


def _runs(stretches: Stretches) -> frozenset[tuple[str, ...]]:
    """Every run of three words; none goes over what was quoted."""
    return frozenset(words[i : i + RUN] for words in stretches for i in range(len(words) - RUN + 1))
