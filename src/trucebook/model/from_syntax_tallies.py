"""Texts of tallies → tallies.

Source: spec/language/tallies.md (semantics, section 8).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from trucebook.model.span import Span
from trucebook.model.tallies import Tally, Term, Told
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Related
from trucebook.syntax.faults import fault

_ANYWHERE = (t.Title, t.Zone, t.Source, t.Roster, t.NamesHead, t.NamesLine, t.RecordLine)
_ANYWHERE_ELSE = (t.WatchLine, t.CommentLine, t.Unreadable, t.TallyLine)


def is_tally(tree: t.Tree) -> bool:
    """Whether a text is one of a tally."""
    return any(isinstance(item, t.Title) and item.kind == "tally" for item in tree.items)


def tallies_of(
    trees: Sequence[t.Tree], parties: Collection[str], commitments: Collection[str]
) -> tuple[tuple[Tally, ...], tuple[Diagnostic, ...]]:
    """The tallies of a book, by id, and what is wrong with them."""
    faults: list[Diagnostic] = []
    seen: dict[str, Span] = {}
    made: list[Tally] = []
    for tree in trees:
        if not is_tally(tree):
            continue
        lines = [item for item in tree.items if isinstance(item, t.TallyLine)]
        for line in lines:
            if line.id in seen:
                faults.append(_twice(line, seen[line.id]))
            seen.setdefault(line.id, line.id_span)
        faults.extend(_elsewhere(tree))
        one = _tally(tree, lines, parties, commitments, faults)
        if one is not None:
            made.append(one)
    return tuple(sorted(made, key=lambda one: one.id)), tuple(faults)


def _tally(
    tree: t.Tree,
    lines: Sequence[t.TallyLine],
    parties: Collection[str],
    commitments: Collection[str],
    faults: list[Diagnostic],
) -> Tally | None:
    title = next(item for item in tree.items if isinstance(item, t.Title))
    heads = [line for line in lines if line.form == "holds"]
    if len(heads) != 1:
        if not any(isinstance(item, t.Unreadable) for item in tree.items):
            what = "nobody holds anything here" if not heads else "two sentences say who holds what"
            why = (
                "a tally is of one holder and one thing: "
                "[held] beta holds captives, by life (living, dead), told by figure of captives."
            )
            faults.append(fault("tally-of-what", title.span, what, why))
        return None
    head = heads[0]
    if not any(line.form == "plus" for line in lines):
        why = (
            "what is held is what the terms come to, and without one that adds it is nothing: "
            '[taken] plus "taken", told by figure of captives-taken.'
        )
        faults.append(fault("tally-of-what", head.id_span, "nothing is added here", why))
    before = len(faults)
    if head.holder not in parties:
        why = "who holds something is named in the agreement, or among its third parties"
        said = f"nobody is declared as {head.holder}"
        faults.append(fault("unknown-party", head.id_span, said, why))
    categories = [c for _, cats in head.axes for c in cats]
    if len(set(categories)) < len(categories):
        why = "a category stands on one axis, once"
        faults.append(fault("declared-twice", head.id_span, "a category is named twice", why))
    for line in lines:
        faults.extend(_wrong(line, head, commitments))
    if len(faults) > before:
        return None
    every = [
        Term(line.id, line.form, line.name, _told(line), line.move, line.until, line.id_span)
        for line in lines
        if line.form != "holds"
    ]
    terms = tuple(one for one in every if one.sign != "figures")
    series = tuple(one for one in every if one.sign == "figures")
    return Tally(
        head.id,
        title.title,
        head.holder,
        head.thing,
        head.axes,
        terms,
        _told(head),
        series,
        head.id_span,
    )


def _wrong(
    line: t.TallyLine, head: t.TallyLine, commitments: Collection[str]
) -> Iterable[Diagnostic]:
    """Categories and commitments that there are not."""
    axis_of = {c: axis for axis, cats in head.axes for c in cats}
    named = [(c, one.span) for one in line.told for c in one.of]
    named += [(c, line.id_span) for c in line.move or ()]
    for category, span in named:
        if category not in axis_of:
            why = f"the categories are: {', '.join(axis_of) or 'none'}"
            yield fault("unknown-category", span, f"there is no category {category} here", why)
    if line.move and len({axis_of.get(c) for c in line.move}) > 1:
        why = "who is moved goes from one category of an axis to another of the same"
        yield fault("unknown-category", line.id_span, "these stand on two axes", why)
    for one in line.told:
        if one.commitment is not None and one.commitment not in commitments:
            why = "a term names commitments of the agreement by their ids"
            yield fault(
                "unknown-commitment", one.span, f"no commitment has the id {one.commitment}", why
            )


def _told(line: t.TallyLine) -> tuple[Told, ...]:
    return tuple(Told(one.kind, one.object, frozenset(one.of), one.commitment) for one in line.told)


def _twice(line: t.TallyLine, first: Span) -> Diagnostic:
    return fault(
        "declared-twice",
        line.id_span,
        f"{line.id} is declared twice",
        "everybody and everything is declared once, so that there is one place to look",
        (),
        (Related(first, "the first time is here"),),
    )


def _elsewhere(tree: t.Tree) -> Iterable[Diagnostic]:
    for item in tree.items:
        if not isinstance(item, (*_ANYWHERE, *_ANYWHERE_ELSE)):
            yield fault(
                "belongs-elsewhere",
                item.span,
                "this is not said in a text of a tally",
                'a text whose head is tally "…" holds who holds what, and its terms; what binds '
                "somebody stands in the agreement: give each a file of its own",
            )
