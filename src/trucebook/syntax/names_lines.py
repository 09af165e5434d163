"""Lines of the names table → tree.

Source: spec/language/names.md.
"""

from __future__ import annotations

from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import at, cannot_read
from trucebook.syntax.lines import Chunk
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token, tokens

_PHRASES = (
    (("speaks", "for"), "speaks for"),
    (("speak", "for"), "speaks for"),
    (("is", "under", "the", "authority", "of"), "under the authority of"),
    (("are", "under", "the", "authority", "of"), "under the authority of"),
    (("is", "the", "same", "as"), "same as"),
    (("are", "the", "same", "as"), "same as"),
    (("is", "part", "of"), "part of"),
    (("are", "part", "of"), "part of"),
    (("is", "outside"), "outside"),
    (("are", "outside"), "outside"),
    (("means",), "means"),
    (("mean",), "means"),
)
_WANTED = (
    'names and what they mean: "…" speaks for a party; "…" is under the authority of a party; '
    '"…" is the same as "…"; object … means a thing; object … is outside; kind … means a verb; '
    'kind … is part of a verb; monitor "…"'
)


def naming(file: str, text: str, chunk: Chunk) -> tuple[t.NamesLine | None, list[Diagnostic]]:
    """The statements of one line; `;` parts them, and `object` or `kind` holds until the end."""
    items: list[t.Naming] = []
    faults: list[Diagnostic] = []
    head: str | None = None
    run: list[Token] = []
    for word in [*tokens(text, chunk.start, chunk.end), Token(";", ";", chunk.end, chunk.end)]:
        if word.kind != ";":
            run.append(word)
            continue
        if run and run[-1].kind == ".":
            run.pop()
        if not run:
            continue
        start = run[0].start
        if run[0].text in {"object", "kind", "monitor"}:
            head = run[0].text
            run = run[1:]
        item = _statement(file, text, head, run, start)
        comma = _comma(item, run)
        if comma is not None:
            fix = Fix(at(file, comma), ";", "put a semicolon between two statements")
            faults.append(cannot_read(at(file, comma), "','", _WANTED, (fix,)))
        elif item is None:
            wrong = run[0] if run else word
            faults.append(cannot_read(at(file, wrong), f"'{wrong.text}'", _WANTED))
        else:
            items.append(item)
        run = []
    line = t.NamesLine(tuple(items), Span(file, chunk.start, chunk.end))
    return (None if faults else line), faults


def _comma(item: t.Naming | None, run: list[Token]) -> Token | None:
    """A comma inside what a name means: a second statement that no semicolon parts."""
    if item is None or item.word in {"monitor", "outside"}:
        return None
    last = max((name.span.end for name in item.names), default=0)
    behind = [word for word in run if word.start >= last]
    open_ = next((i for i, word in enumerate(behind) if word.kind == "("), len(behind))
    return next((word for word in behind[:open_] if word.kind == ","), None)


def _statement(
    file: str, text: str, head: str | None, run: list[Token], start: int
) -> t.Naming | None:
    if not run:
        return None
    if head == "monitor":
        names = _names(file, run)
        span = Span(file, start, run[-1].end)
        return t.Naming("monitor", names, None, (), span) if names else None
    for at_word in range(len(run)):
        for phrase, word in _PHRASES:
            if tuple(w.text for w in run[at_word : at_word + len(phrase)]) == phrase:
                return _meaning(
                    file, text, head, word, (run[:at_word], run[at_word + len(phrase) :]), start
                )
    return None


def _meaning(  # noqa: PLR0913, PLR0917 - the pieces of one statement
    file: str,
    text: str,
    head: str | None,
    word: str,
    sides: tuple[list[Token], list[Token]],
    start: int,
) -> t.Naming | None:
    left, right = sides
    names = _names(file, left)
    if not names or (word == "means" and head is None):
        return None
    kind = (head or word) if word == "means" else word
    if word == "outside":
        end = right[-1].end if right else left[-1].end
        span = Span(file, start, end if right else _end_of(text, left[-1].end, "outside"))
        return None if right else t.Naming("outside", names, None, (), span)
    if kind == "object" and [w.text for w in right[:1]] == ["text"] and len(right) > 1:
        if len(right) > 2 or right[1].kind != "STRING":  # noqa: PLR2004 - `text` and its title
            return None
        title = right[1].text.strip('"')
        return t.Naming("text", names, title, (), Span(file, start, right[1].end))
    classes: tuple[p.Word, ...] = ()
    bracket = next((i for i, w in enumerate(right) if w.kind == "("), len(right))
    if bracket < len(right):
        if right[-1].kind != ")":
            return None
        classes = _classes(file, text, right[bracket + 1 : -1])
    meaning = " ".join(w.text.strip('"') for w in right[:bracket])
    if not meaning:
        return None
    return t.Naming(kind, names, meaning, classes, Span(file, start, right[-1].end))


def _end_of(text: str, start: int, word: str) -> int:
    return text.index(word, start) + len(word)


def _names(file: str, run: list[Token]) -> tuple[t.Written, ...]:
    """Names between commas; a name of several words stands in quotes."""
    if any(w.kind not in {"STRING", "WORD", ","} for w in run):
        return ()
    return tuple(t.Written(w.text.strip('"'), at(file, w)) for w in run if w.kind != ",")


def _classes(file: str, text: str, run: list[Token]) -> tuple[p.Word, ...]:
    found: list[p.Word] = []
    part: list[Token] = []
    for word in [*run, Token(",", ",", 0, 0)]:
        if word.kind != ",":
            part.append(word)
        elif part:
            span = Span(file, part[0].start, part[-1].end)
            found.append(p.Word(" ".join(text[span.start : span.end].split()), span))
            part = []
    return tuple(found)
