"""One chunk that holds a sentence → tree, through lark; and what lark's refusals mean."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from lark import Token as LarkToken
from lark.exceptions import UnexpectedToken

from trucebook.syntax import tree as t
from trucebook.syntax.declared import Declared
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.faults import at, cannot_read, fault, insert, missing_full_stop
from trucebook.syntax.function_words import function_words
from trucebook.syntax.grammar import sentence_parser
from trucebook.syntax.lines import Chunk
from trucebook.syntax.merge import merge
from trucebook.syntax.near_misses import near_misses
from trucebook.syntax.span import Span
from trucebook.syntax.to_tree_lines import BASES, ToLines
from trucebook.syntax.tokens import Token, tokens

_RULES = {"after": "after_block"}
_MODALS = {"SHALL", "SHALL_NOT", "MAY", "EXPECT", "IT_IS_EXPECTED_THAT"}
_SAID = {
    "COMMA": "a comma",
    "DOT": "a full stop",
    "COLON": "a colon",
    "REF": "an [id]",
    "WORD": "a word",
    "STRING": "a quotation",
    "NUMBER": "a number",
    "DAYN": "a day",
    "DATE": "a date",
    "PARTY": "a party",
    "PHASE": "a phase",
    "$END": "the end",
}


class ReadSentence:
    """Reads the sentences of one text."""

    def __init__(self, file: str, text: str, known: Declared) -> None:
        self.file = file
        self.text = text
        self.known = known
        self.parser = sentence_parser()
        self.to_tree = ToLines(file, text)

    def __call__(self, chunk: Chunk) -> tuple[t.Item | None, list[Diagnostic]]:
        """The item a chunk holds, or why it holds none."""
        words = self._words(chunk)
        found = near_misses(self.file, self.text, words, clause=chunk.kind == "clause")
        if found:
            return None, found
        rule = _RULES.get(chunk.kind, chunk.kind)
        try:
            # lark hands whatever it is given on to the lexer, which here is given words
            parsed = self.parser.parse(cast("str", words), start=rule)
        except UnexpectedToken as refusal:
            return None, [self._why(chunk, words, refusal)]
        item = self.to_tree.transform(parsed)
        if isinstance(item, t.Basis):
            item = t.BasisLine(item, item.span)
        faults = self._bases(item)
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
        if chunk.kind == "after" and len(words) > 1:
            words[:2] = [Token("AFTER_PHASE", words[1].text, words[0].start, words[1].end)]
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
        ]

    def _why(self, chunk: Chunk, words: list[Token], refusal: UnexpectedToken) -> Diagnostic:
        found: LarkToken = refusal.token
        expected = set(refusal.accepts or refusal.expected)
        last = at(self.file, words[-1])
        ended = found.type == "$END"
        if ended and "DOT" in expected and chunk.kind in {"clause", "after"}:
            return missing_full_stop(last)
        here = last if ended else Span(self.file, _place(found.start_pos), _place(found.end_pos))
        seen = {word.kind for word in words if word.start < here.start}
        if chunk.kind == "clause" and expected & _MODALS and not seen & _MODALS:
            return self._no_modal(here, words)
        written = "its end" if ended else f"'{self.text[here.start : here.end]}'"
        wanted = sorted(_SAID.get(kind, f"'{kind.lower().replace('_', ' ')}'") for kind in expected)
        return cannot_read(here, written, ", ".join(wanted[:12]))

    def _no_modal(self, here: Span, words: list[Token]) -> Diagnostic:
        before = [word for word in words if word.start < here.start]
        known = [word for word in words if word.kind in {"PARTY", "ROLE"}]
        after = known[0] if known and known[0].start < here.start else before[-1]
        return fault(
            "missing-shall",
            Span(self.file, words[0].start, here.end),
            "this sentence does not say shall, shall not or may",
            "a commitment says who shall do what; 'would release' or 'releases' is no undertaking",
            (insert(at(self.file, after), " shall", "say 'shall' behind who undertakes it"),),
        )


def _place(position: int | None) -> int:
    return 0 if position is None else position
