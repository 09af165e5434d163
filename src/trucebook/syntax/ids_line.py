"""`ids PA-X 2481, UCDP 234, ISO 3166 IL, PS` → tree: what registers outside call the text.

Source: spec/language/grammar.md, Head.
"""

from __future__ import annotations

from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import at, cannot_read, fault, say
from trucebook.syntax.function_words import nearest
from trucebook.syntax.lines import Chunk
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token, tokens

REGISTERS = ("PA-X", "UCDP", "ACLED", "ISO 3166")
"""Registers known by name; any other is named in quotes."""
_WANTED = 'a register and what it calls the text: PA-X 2481, or "Another register" 12'
_IDS = frozenset({"WORD", "NUMBER", "STRING", "DATE"})


def ids_line(file: str, text: str, chunk: Chunk) -> tuple[t.Item | None, list[Diagnostic]]:
    """The line, or what is wrong with it; an entry without a register has that of the last."""
    words = list(tokens(text, chunk.start, chunk.end))[1:]
    if words and words[-1].kind == ".":
        words = words[:-1]
    found: list[t.IdElsewhere] = []
    register: str | None = None
    for entry in _entries(words):
        named, rest = _register(entry)
        register = named or (register if len(entry) == 1 else None)
        if register is None:
            return None, [_unknown(file, text, entry)]
        if len(rest) != 1 or rest[0].kind not in _IDS or "," in rest[0].text:
            bad = rest[0] if rest else entry[-1]
            return None, [cannot_read(at(file, bad), f"'{bad.text}'", _WANTED)]
        span = Span(file, entry[0].start, entry[-1].end)
        found.append(t.IdElsewhere(register, rest[0].text.strip('"'), span))
    return t.IdsLine(tuple(found), Span(file, chunk.start, chunk.end)), []


def _entries(words: list[Token]) -> list[list[Token]]:
    """The words between commas."""
    runs: list[list[Token]] = [[]]
    for word in words:
        if word.kind in {",", ";"}:
            runs.append([])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]


def _register(entry: list[Token]) -> tuple[str | None, list[Token]]:
    """The register an entry names, and the words behind it."""
    for name in REGISTERS:
        size = len(name.split())
        if " ".join(word.text for word in entry[:size]) == name:
            return name, entry[size:]
    if entry[0].kind == "STRING" and len(entry) > 1:
        return entry[0].text.strip('"'), entry[1:]
    return None, entry


def _unknown(file: str, text: str, entry: list[Token]) -> Diagnostic:
    """A register nobody knows by that name."""
    name = entry[0]
    start = Span(file, name.start, entry[-2].end if len(entry) > 1 else name.end)
    written = text[start.start : start.end]
    near = nearest(written, frozenset(REGISTERS)) or nearest(name.text, frozenset(REGISTERS))
    fixes = (say(start, near),) if near is not None else ()
    if len(entry) > 1:
        quoted = f'"{written.strip(chr(34))}"'
        fixes = (*fixes, Fix(start, quoted, f"name another register in quotes: {quoted}"))
    return fault(
        "unknown-register",
        start,
        f"'{written}' is no register that is known by its name",
        f"a text can say what it is called in {', '.join(REGISTERS)}, so that tables made of it "
        "can be put beside others; any other register is named in quotes",
        fixes,
    )
