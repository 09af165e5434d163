"""Which words two wordings do not share, in the same runs whichever comes first."""

from __future__ import annotations

from difflib import SequenceMatcher

Run = tuple[str, str]
"""Words of the first wording and of the second that stand in each other's place; "" for none."""


def other_words(one: str, two: str) -> tuple[Run, ...]:
    """Every run of words in which two wordings differ, in order."""
    if one > two:  # the search for runs depends on the order, the answer must not
        return tuple((first, second) for second, first in other_words(two, one))
    left, right = one.split(), two.split()
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return tuple(
        (" ".join(left[i:j]), " ".join(right[k:m]))
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    )
