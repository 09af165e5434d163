"""Several papers with the same words, and letters that one side reads: who signed what.

Source: spec/instruments.md (semantics, section 4, Basis).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucebook.model.agreement import Commitment, Instrument, Party
from trucebook.model.from_syntax_scope import Scope
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.faults import fault, say


def learn_papers(trees: Sequence[t.Tree], scope: Scope) -> None:
    """Take in who signed which paper, and whose reading a side letter is.

    An agreement that names instruments is those papers, and no paper of its own beside them.
    """
    own: dict[str, Instrument | None] = {}
    for tree in trees:
        mirrored = any(isinstance(item, t.Instrument) for item in tree.items)
        for item in tree.items:
            match item:
                case t.Instrument():
                    scope.instruments.append(Instrument(item.title, _who(item.of, scope)))
                case t.Title(kind="side letter"):
                    scope.read_by[tree.file] = _who(item.read_by, scope)
                case t.Title(kind="agreement") if signed := _signatories(tree, scope):
                    own[tree.file] = None if mirrored else Instrument(item.title, signed)
                case _:
                    pass
    if len(own) > 1:
        scope.papers.update({file: paper for file, paper in own.items() if paper is not None})


def _who(names: Sequence[t.Written], scope: Scope) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for one in names for i in scope.who(one.text, one.span)))


def _signatories(tree: t.Tree, scope: Scope) -> tuple[str, ...]:
    rosters = [item for item in tree.items if isinstance(item, t.Roster)]
    named = (one.id for roster in rosters for one in roster.entries if roster.role == "parties")
    return tuple(dict.fromkeys(name for name in named if name in scope.parties))


def said_alike(entry: t.Somebody, known: Party) -> bool:
    """Whether another text says the same of somebody: both papers have that signatory."""
    elsewhere = known.span is not None and known.span.file != entry.span.file
    return elsewhere and entry.name in (None, known.name) and entry.matters == known.matters


def only_in(
    made: Sequence[Commitment], closings: Sequence[t.Closing], scope: Scope
) -> list[Commitment]:
    """The commitments of a sentence that stands in one of the papers alone.

    Errors: `no-such-instrument`.
    """
    titles = [one for one in closings if isinstance(one, t.OnlyIn)]
    known = {one.title for one in scope.instruments}
    for one in titles:
        if one.title not in known and not scope.learning:
            scope.faults.append(_no_such(one, sorted(known)))
    papers = [one.title for one in titles if one.title in known]
    return [_under(one, papers, scope) for one in made] if papers else list(made)


def _no_such(closing: t.OnlyIn, titles: Sequence[str]) -> Diagnostic:
    return fault(
        "no-such-instrument",
        closing.span,
        f'no instrument here is called "{closing.title}"',
        "papers with the same words are named in the head, each with who signed it: "
        'instrument "…" of alpha, un',
        tuple(say(closing.span, f'only in "{title}"') for title in titles),
    )


def _under(one: Commitment, papers: Sequence[str], scope: Scope) -> Commitment:
    """The commitment under these papers alone: owed to those who signed them with its debtor."""
    signed = [i for i in scope.instruments if i.title in papers and set(i.of) & set(one.liable)]
    members = {name for paper in signed for name in paper.of}
    owed = tuple(n for n in scope.parties if n in members and n not in one.liable)
    named = tuple(name for name in one.owed if name in members)
    return replace(one, instruments=tuple(paper.title for paper in signed), owed=named or owed)
