"""Names tables → which free names of the record mean what.

Source: spec/language/names.md (semantics, section 5, Binding).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trucebook.model.agreement import Agreement
from trucebook.model.candidates import OF_TALKS, TALKS, Candidates
from trucebook.model.names import Names, ObjectMeaning
from trucebook.model.speakers import fold
from trucebook.model.wording import compatible, words
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Related
from trucebook.syntax.faults import fault, say
from trucebook.syntax.function_words import nearest
from trucebook.syntax.span import Span


def names_of(trees: Sequence[t.Tree]) -> Names:
    """The names tables of all texts, as one."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    objects: list[tuple[str, ObjectMeaning]] = []
    monitors: list[str] = []
    for tree in trees:
        for item in tree.items:
            if not isinstance(item, t.NamesLine):
                continue
            for said in item.statements:
                if said.word == "monitor":
                    monitors.extend(name.text for name in said.names)
                elif said.word == "outside":
                    objects.extend((name.text, ObjectMeaning(None)) for name in said.names)
                elif said.word in {"object", "text"}:
                    of = frozenset(word.text for word in said.classes)
                    meaning = ObjectMeaning(said.meaning, of)
                    objects.extend((name.text, meaning) for name in said.names)
                elif said.meaning is not None:
                    found = pairs.setdefault(said.word, [])
                    found.extend((name.text, said.meaning) for name in said.names)
    return Names(
        speaks_for=tuple(pairs.get("speaks for", ())),
        under_authority=tuple(pairs.get("under the authority of", ())),
        kinds=tuple(pairs.get("kind", ())),
        parts=tuple(pairs.get("part of", ())),
        objects=tuple(objects),
        same=tuple(pairs.get("same as", ())),
        monitors=tuple(monitors),
    )


_SIDES = {"speaks for", "under the authority of"}


def check_names(
    trees: Sequence[t.Tree], agreement: Agreement, names: Names
) -> Iterator[Diagnostic]:
    """What is wrong with the table: two meanings of a name, or one the text does not have."""
    said = [
        (one, tree.text)
        for tree in trees
        for item in tree.items
        if isinstance(item, t.NamesLine)
        for one in item.statements
    ]
    yield from _twice(one for one, _ in said)
    unread = any(isinstance(item, t.Unreadable) for tree in trees for item in tree.items)
    words_of = {one.word for one, _ in said}
    text_alone = Candidates(agreement, Names()) if words_of & {"kind", "object"} else None
    with_table = Candidates(agreement, names) if "part of" in words_of else None
    for one, text in said:
        if one.word in _SIDES:
            yield from _no_such_party(one, agreement, text)
        elif unread or not agreement.commitments:
            # What could not be read may well have the verb or the thing.
            continue
        elif one.word in {"kind", "part of"}:
            known = text_alone if one.word == "kind" else with_table
            if words(one.meaning or "") in OF_TALKS or known is None:
                continue
            if known.verb(one.meaning or "") is None:
                verbs = frozenset(c.verb for c in agreement.commitments)
                yield _nothing("unknown-verb", one, text, verbs, "no sentence here has the verb")
        elif one.word == "object" and text_alone is not None:
            yield from _no_such_thing(one, agreement, text_alone, text)


def _twice(said: Iterable[t.Naming]) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], tuple[t.Naming, t.Written]] = {}
    for one in said:
        group = (
            "side"
            if one.word in _SIDES
            else "object"
            if one.word in {"outside", "text"}
            else one.word
        )
        for name in one.names:
            known, place = first.setdefault((group, fold(name.text)), (one, name))
            if (known.word, known.meaning, _of(known)) == (one.word, one.meaning, _of(one)):
                continue
            yield fault(
                "declared-twice",
                name.span,
                f"'{name.text}' is given two meanings",
                "a name of the record means one thing, so that there is one place to look",
                (),
                (Related(place.span, "the first is here"),),
            )


def _of(one: t.Naming) -> frozenset[str]:
    return frozenset(name.text for name in one.classes)


def _no_such_party(one: t.Naming, agreement: Agreement, text: str) -> Iterator[Diagnostic]:
    """A side that is nearly a declared one; any other is a third party of the record."""
    meaning = one.meaning or ""
    known = {fold(name) for party in agreement.parties for name in (party.id, party.name)}
    near = nearest(meaning, frozenset(party.id for party in agreement.parties))
    if fold(meaning) in known or near is None:
        return
    span = _place(one, text)
    yield fault(
        "unknown-party",
        span,
        f"nobody here is called '{meaning}'",
        "somebody the text does not declare is a third party with a side of its own, and this "
        "name is too near a declared one for that",
        (say(span, near),),
    )


def _no_such_thing(
    one: t.Naming, agreement: Agreement, text_alone: Candidates, text: str
) -> Iterator[Diagnostic]:
    meant = text_alone.object(one.meaning or "")
    if meant is None and words(one.meaning or "").split(maxsplit=1)[:1] == [TALKS]:
        return
    if meant is None:
        nouns = {thing.id for thing in agreement.things}
        nouns |= {c.object for c in agreement.commitments if c.object}
        yield _nothing("unknown-thing", one, text, frozenset(nouns), "nothing here is counted as")
        return
    thing = next((thing for thing in agreement.things if thing.id == meant.thing), None)
    if thing is not None and not compatible(_of(one), frozenset(), thing):
        span = Span(one.span.file, one.classes[0].span.start, one.classes[-1].span.end)
        yield fault(
            "exclusive-categories",
            span,
            f"none of the {thing.id} can be {' and '.join(sorted(_of(one)))} at once",
            "categories of one axis exclude each other",
            tuple(say(span, name.text) for name in one.classes),
        )
    categories = frozenset(c for _, names in thing.axes for c in names) if thing else frozenset()
    for name in one.classes:
        if thing is None or text_alone.object(f"{thing.id} ({name.text})") is not None:
            continue
        near = nearest(name.text, categories)
        yield fault(
            "unknown-category",
            name.span,
            f"{thing.id} have no category '{name.text}'",
            f"declared are: {', '.join(sorted(categories)) or 'none'}",
            tuple(say(name.span, c) for c in ([near] if near else sorted(categories)[:4])),
        )


def _nothing(code: str, one: t.Naming, text: str, known: frozenset[str], what: str) -> Diagnostic:
    """The finding of a meaning that the text does not have."""
    span = _place(one, text)
    near = nearest(one.meaning or "", known)
    fixes = (say(span, f'"{near}"' if " " in near else near),) if near else ()
    return Diagnostic(
        code,
        "finding",
        span,
        f"{what} '{one.meaning}'",
        "a name of the record means a verb, a thing or words of the text; what this one means "
        "binds no report to anything",
        fixes,
    )


def _place(one: t.Naming, text: str) -> Span:
    """Where the meaning of a statement stands."""
    meaning = one.meaning or ""
    at = text.rfind(meaning, one.span.start, one.span.end) if meaning else -1
    if at < 0:
        return one.span
    quoted = text[at - 1 : at] == '"'
    return Span(one.span.file, at - quoted, at + len(meaning) + quoted)
