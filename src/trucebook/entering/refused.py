"""Why a report, or a decision on a claim, does not go into a book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucebook.syntax.diagnostic import Diagnostic


class RefusedError(Exception):
    """What was given is not valid; nothing was put in.

    `faults` are shown before the words, by the texts they point into.
    """

    def __init__(
        self, words: str, faults: Sequence[Diagnostic] = (), texts: Mapping[str, str] | None = None
    ) -> None:
        """Say why."""
        super().__init__(words)
        self.words = words
        self.faults = tuple(faults)
        self.texts = texts or {}
