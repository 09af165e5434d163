"""One chunk that holds a sentence → tree, through the states of the grammar."""

from __future__ import annotations

import re
from dataclasses import replace

from trucebook.syntax import tree as t
from trucebook.syntax.automaton import Automaton, Stopped
from trucebook.syntax.declared import Declared
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.faults import fault, say
from trucebook.syntax.function_words import function_words
from trucebook.syntax.lines import Chunk
from trucebook.syntax.merge import merge
from trucebook.syntax.near_misses import near_misses
from trucebook.syntax.refusal import Refused
from trucebook.syntax.refusals import why
from trucebook.syntax.span import Span
from trucebook.syntax.to_tree_lines import BASES, ToLines
from trucebook.syntax.tokens import Token, tokens

_RULES = {"after": "after_block"}
_ID = re.compile(r"[^\W_][\w-]*")
_NAMED_BASES = {"published", "summary", "one side's version"}
_NO_ID = {"none"}
"""What the record says in `for` of what is outside the agreement."""


_HEADS = {"force": (2, "IN_FORCE"), "ends": (3, "THE_AGREEMENT_ENDS")}
"""Lines that begin with words of their own: how many, and what they are together."""


def _changed(words: list[Token]) -> list[Token]:
    """The words behind the id, where they say what an amendment does to the clause."""
    said = [word.text for word in words[:3]]
    if said[:2] == ["ends", "."]:
        return [Token("ENDS", "ends", words[0].start, words[0].end), *words[1:]]
    if said in (["is", "replaced", ":"], ["is", "added", ":"]):
        kind = f"IS_{said[1].upper()}"
        return [Token(kind, f"is {said[1]}", words[0].start, words[1].end), *words[2:]]
    return words


class ReadSentence:
    """Reads the sentences of one text."""

    def __init__(self, file: str, text: str, known: Declared) -> None:
        self.file = file
        self.text = text
        self.known = known
        self.automaton = Automaton(ToLines(file, text))

    def __call__(self, chunk: Chunk) -> tuple[t.Item | None, list[Diagnostic]]:
        """The item a chunk holds, or why it holds none."""
        words = self._words(chunk)
        found = near_misses(self.file, self.text, words, clause=chunk.kind == "clause")
        if found:
            return None, found
        rule = _RULES.get(chunk.kind, chunk.kind)
        item = self.automaton.read(words, rule)
        if isinstance(item, Stopped):
            return None, [self._why(chunk, words, item)]
        if isinstance(item, t.Basis):
            item = t.BasisLine(item, item.span)
        faults = self._bases(item) + self._ids(item)
        return (None if faults else self._whole(item, chunk)), faults

    def _words(self, chunk: Chunk) -> list[Token]:
        raw = list(tokens(self.text, chunk.start, chunk.end))
        citation: list[Token] = []
        if chunk.kind == "clause" and len(raw) > 1 and raw[1].kind == "(":
            end = next((i for i, w in enumerate(raw) if w.kind == ")"), None)
            if end is not None:
                start, stop = raw[1].start, raw[end].end
                citation = [Token("CITATION", self.text[start:stop], start, stop)]
                raw[1 : end + 1] = []
        if chunk.kind == "clause" and raw and raw[0].kind == "REF":
            rest = merge(raw[1:], self.known)
            head = [raw[0], *citation]
        else:
            rest, head = merge(raw, self.known), []
        words = head + function_words(rest, self.known.names)
        if head:
            words[len(head) :] = _changed(words[len(head) :])
        if chunk.kind == "after" and len(words) > 1:
            words[:2] = [Token("AFTER_PHASE", words[1].text, words[0].start, words[1].end)]
        if chunk.kind in _HEADS:
            size, kind = _HEADS[chunk.kind]
            words[:size] = [Token(kind, words[0].text, words[0].start, words[size - 1].end)]
        if chunk.kind == "basis" and words[-1].kind == ".":
            words.pop()
        return words

    def _whole(self, item: t.Item, chunk: Chunk) -> t.Item:
        """The item with the span of its chunk: a last full stop or comment is part of it."""
        span = Span(self.file, chunk.start, chunk.end)
        return item if item.span == span else replace(item, span=span)

    def _bases(self, item: t.Item) -> list[Diagnostic]:
        bases = [item.basis] if isinstance(item, t.BasisLine) else []
        if isinstance(item, t.Clause):
            bases = [c for c in item.closings if isinstance(c, t.Basis)]
        return [
            fault(
                "unknown-basis",
                basis.span,
                f"'{basis.kind}' is no basis",
                f"a basis is one of: {', '.join(BASES)}",
            )
            for basis in bases
            if basis.kind not in BASES
        ] + [
            fault(
                "basis-without-source",
                basis.span,
                f"a basis '{basis.kind}' says whose it is",
                "who published, described or claims the words is named in quotes: basis "
                f'{basis.kind} "The National", 16 January 2025',
                (say(basis.span, "basis unsourced"),),
            )
            for basis in bases
            if basis.kind in _NAMED_BASES and not basis.source
        ]

    def _ids(self, item: t.Item) -> list[Diagnostic]:
        """An id the record could not name."""
        if not isinstance(item, t.Clause) or (_ID.fullmatch(item.id) and item.id not in _NO_ID):
            return []
        mended = "-".join(re.findall(r"[\w-]+", item.id)) or "an-id"
        mended = f"{mended}-1" if mended in _NO_ID else mended
        return [
            fault(
                "bad-id",
                item.id_span,
                f"[{item.id}] cannot be the id of a commitment",
                "an id is one word of letters, digits and hyphens; points and slashes are for "
                "rounds and duties (host.3, halt/alpha), and none says that nothing is meant",
                (say(item.id_span, f"[{mended}]"),),
            )
        ]

    def _why(self, chunk: Chunk, words: list[Token], stopped: Stopped) -> Diagnostic:
        sentence = chunk.kind in {"clause", "after"}
        return why(Refused(self.file, self.text, words, stopped.at, stopped.wanted, sentence))
