"""Head lines → tree: title, zone, sources, rosters, counts."""

from __future__ import annotations

import re
from datetime import date

from trucebook.syntax import tree as t
from trucebook.syntax.declared import Declared
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import at, bad_date, cannot_read
from trucebook.syntax.lines import Chunk
from trucebook.syntax.merge import merge
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token, tokens

Read = tuple[t.Item | None, list[Diagnostic]]
_NOBODY = Declared()


def title(file: str, text: str, chunk: Chunk) -> Read:
    """`agreement "…"`."""
    words = list(tokens(text, chunk.start, chunk.end))
    kind = " ".join(w.text for w in words if w.kind == "WORD")
    names = [w.text[1:-1] for w in words if w.kind == "STRING"]
    span = Span(file, chunk.start, chunk.end)
    if kind.startswith("side letter"):
        return _side_letter(file, text, chunk)
    if words[0].text == "proposal":
        return _proposal(file, text, chunk)
    shapes = {"agreement", "amendment to", "demands", "tally"}
    if kind not in shapes or len(names) != 1 or len(words) > len(kind.split()) + 1:
        return None, [cannot_read(span, "the start", "agreement, and its title in quotes")]
    return t.Title(kind, names[0], span), []  # type: ignore[arg-type]  # one of `shapes`


_SIDE_LETTER = re.compile(
    r'side[ \t]+letter[ \t]+"(?P<title>[^"\n]*)"'
    r'(?:[ \t]*,?\s*read[ \t]+by\b(?P<by>[^"\n#.]+))?[ \t]*\.?[ \t]*(?:\#.*)?$'
)
_PROPOSAL = re.compile(
    r'proposal[ \t]+"(?P<title>[^"\n]*)"'
    r"(?:\s*,?\s*called\s+(?P<called>[^\s,.\"#:]+))?"
    r'(?:\s*,?\s*amending\s+"(?P<amending>[^"\n]*)")?'
    r'(?:\s*,?\s*as\s+described\s+by\s+"(?P<described>[^"\n]*)")?'
    r"[ \t]*\.?[ \t]*(?:\#.*)?$"
)
_INSTRUMENT = re.compile(
    r'instrument[ \t]+"(?P<title>[^"\n]*)"[ \t]*,?\s*of\b(?P<of>[^"#.]+)\.?\s*(?:\#.*)?$'
)
_WHO = re.compile(r"[^\s,]+")


def _side_letter(file: str, text: str, chunk: Chunk) -> Read:
    """`side letter "…", read by alpha`."""
    span = Span(file, chunk.start, chunk.end)
    found = _SIDE_LETTER.match(text, chunk.start, chunk.end)
    if found is None:
        wanted = 'its title in quotes, and whose reading it is: side letter "…", read by alpha'
        return None, [cannot_read(span, "the start", wanted)]
    names = _named(file, found, "by") if found["by"] else ()
    return t.Title("side letter", found["title"], span, names), []


def _proposal(file: str, text: str, chunk: Chunk) -> Read:
    """`proposal "…", called plan, amending "…", as described by "…"`."""
    span = Span(file, chunk.start, chunk.end)
    found = _PROPOSAL.match(text, chunk.start, chunk.end)
    if found is None:
        wanted = (
            "its title in quotes, then, where it has them and in this order: called plan, "
            'amending "…", as described by "…"'
        )
        return None, [cannot_read(span, "the start", wanted)]
    called = None
    if found["called"]:
        called = t.Written(found["called"], Span(file, *found.span("called")))
    title = t.Title(
        "proposal", found["title"], span, (), called, found["amending"], found["described"]
    )
    return title, []


def instrument(file: str, text: str, chunk: Chunk) -> Read:
    """`instrument "…" of alpha, un`."""
    span = Span(file, chunk.start, chunk.end)
    found = _INSTRUMENT.match(text, chunk.start, chunk.end)
    if found is None:
        wanted = 'its title in quotes, and who signed it: instrument "…" of alpha, un'
        return None, [cannot_read(span, "the start", wanted)]
    return t.Instrument(found["title"], _named(file, found, "of"), span), []


def _named(file: str, found: re.Match[str], group: str) -> tuple[t.Written, ...]:
    """The names of a list, each where it stands."""
    start = found.start(group)
    return tuple(
        t.Written(one.group(), Span(file, start + one.start(), start + one.end()))
        for one in _WHO.finditer(found[group])
        if one.group() != "and"
    )


def zone(file: str, text: str, chunk: Chunk) -> Read:
    """`zone Asia/Jerusalem`."""
    word = list(tokens(text, chunk.start, chunk.end))[1]
    return t.Zone(word.text, Span(file, chunk.start, chunk.end)), []


def source(file: str, text: str, chunk: Chunk) -> Read:
    """`source "The National", 16 January 2025 <…>`."""
    words = merge(list(tokens(text, chunk.start, chunk.end)), _NOBODY)
    day, url = None, None
    for word in words[2:]:
        if word.kind == "DATE" and word.text != "bad":
            day = date.fromisoformat(word.text).toordinal()
        elif word.kind == "DATE":
            return None, [bad_date(at(file, word), text[word.start : word.end])]
        elif word.kind == "URL":
            url = word.text[1:-1]
        elif word.kind not in {",", "."}:
            wanted = "the name in quotes, a date, an address in <…>"
            return None, [cannot_read(at(file, word), f"'{word.text}'", wanted)]
    span = Span(file, chunk.start, chunk.end)
    return t.Source(words[1].text[1:-1], day, url, span), []


def roster(file: str, text: str, chunk: Chunk) -> Read:
    """`parties` and the like, one entry a line or in a list."""
    words = list(tokens(text, chunk.start, chunk.end))
    faults: list[Diagnostic] = []
    entries: list[t.Somebody] = []
    head = 2 if words[0].text == "third" else 1
    for entry in _entries(text, words[head:]):
        who = entry[0]
        name = next((w.text[1:-1] for w in entry[1:2] if w.kind == "STRING"), None)
        rest = entry[1 if name is None else 2 :]
        matters = tuple(
            w.text.strip('"')
            for w in rest[1:]
            if w.kind == "STRING" or (w.kind == "WORD" and w.text != "and")
        )
        if who.kind != "WORD" or (rest and rest[0].text != "for") or len(rest) == 1:
            bad = who if who.kind != "WORD" else rest[0]
            wanted = 'an id, its name in quotes, for what: icrc "Red Cross" for release'
            faults.append(cannot_read(at(file, bad), f"'{bad.text}'", wanted))
            continue
        entries.append(t.Somebody(who.text, name, matters, Span(file, who.start, entry[-1].end)))
    span = Span(file, chunk.start, chunk.end)
    role = " ".join(word.text for word in words[:head])
    return (None if faults else t.Roster(role, tuple(entries), span)), faults


def _entries(text: str, words: list[Token]) -> list[list[Token]]:
    """The words of each entry; a comma or a new line ends one."""
    entries: list[list[Token]] = []
    current: list[Token] = []
    for word in words:
        newline = current and "\n" in text[current[-1].end : word.start]
        if current and (word.kind == "," or newline):
            entries.append(current)
            current = []
        if word.kind not in {",", ":"}:
            current.append(word)
    return [*entries, current] if current else entries


def count(file: str, text: str, chunk: Chunk) -> Read:
    """`count hostages: by life (living, dead); …`, `count homes, tents`."""
    words = list(tokens(text, chunk.start, chunk.end))
    colon = next((i for i, w in enumerate(words) if w.kind == ":"), len(words))
    things = tuple(t.Written(w.text, at(file, w)) for w in words[1:colon] if w.kind == "WORD")
    odd = next((w for w in words[1:colon] if w.kind not in {"WORD", ","}), None)
    if odd is not None:
        return None, [cannot_read(at(file, odd), f"'{odd.text}'", "the things that are counted")]
    axes: list[t.Axis] = []
    for axis in _split(words[colon + 1 :], ";"):
        comma = _second_axis(axis)
        if comma is not None:
            wanted = "one axis; a semicolon parts it from the next: by life (living, dead); by …"
            fix = Fix(at(file, comma), ";", "put a semicolon between two axes")
            return None, [cannot_read(at(file, comma), "','", wanted, (fix,))]
        read = _axis(file, text, axis)
        if read is None:
            wanted = "by, what it is counted by, and the categories: by life (living, dead)"
            start = Span(file, axis[0].start, axis[0].start)
            bare = [word.kind for word in axis[:2]] == ["WORD", "("]
            fixes = (Fix(start, "by ", f"say 'by {axis[0].text} (…)'"),) if bare else ()
            return None, [cannot_read(at(file, axis[0]), f"'{axis[0].text}'", wanted, fixes)]
        axes.append(read)
    return t.Count(things, tuple(axes), Span(file, chunk.start, chunk.end)), []


def _second_axis(words: list[Token]) -> Token | None:
    """The comma behind which a second axis begins."""
    closed = next((i for i, word in enumerate(words) if word.kind == ")"), len(words))
    return next((word for word in words[closed + 1 :] if word.kind == ","), None)


def _axis(file: str, text: str, words: list[Token]) -> t.Axis | None:
    if words and words[-1].kind == ".":
        words = words[:-1]
    kinds = [w.kind for w in words]
    if kinds[:3] != ["WORD", "WORD", "("] or words[0].text != "by" or kinds[-1] != ")":
        return None
    categories = []
    for run in _split(words[3:-1], ","):
        span = Span(file, run[0].start, run[-1].end)
        categories.append(t.Written(re.sub(r"\s+", " ", text[span.start : span.end]), span))
    return t.Axis(words[1].text, tuple(categories), Span(file, words[0].start, words[-1].end))


def _split(words: list[Token], mark: str) -> list[list[Token]]:
    """The runs of words between the marks, empty ones left out."""
    runs: list[list[Token]] = [[]]
    for word in words:
        if word.kind == mark:
            runs.append([])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]
