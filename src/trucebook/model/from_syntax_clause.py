"""A clause of the text → its commitments: one for each duty and each party that undertakes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.model.agreement import (
    Basis,
    BasisKind,
    Commitment,
    Conduct,
    Exchange,
    Expectation,
    HandOver,
    JointAct,
    Original,
    Power,
    Proviso,
    Terms,
)
from trucebook.model.from_syntax_beside import beside_others
from trucebook.model.from_syntax_closings import with_closings
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.from_syntax_terms import Meant, terms_of
from trucebook.model.from_syntax_when import proviso
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.span import Span

UNSOURCED = Basis("unsourced")
VAGUE = (
    "as soon as possible",
    "best efforts",
    "every effort",
    "as far as possible",
    "where possible",
    "in good faith",
    "without delay",
    "reasonable",
    "reasonably",
    "promptly",
    "appropriate",
    "appropriately",
    "adequate",
    "adequately",
    "sufficient",
    "sufficiently",
    "timely",
    "substantial",
    "substantially",
    "significant",
    "significantly",
    "gradually",
    "expeditiously",
    "per cent",
    "percent",
    "half of the",
    "half the",
)
"""Words that give no measure, or the share of a base that is found later: not computable."""
_VAGUE = re.compile(
    rf"\b({'|'.join(re.escape(word) for word in VAGUE)})\b(?! remaining)|%"
    r"|\b(?:about|around|approximately|roughly|nearly|almost|some)(?= \d)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"[^"\n]*"')
_SHARES = re.compile(r"\bper cent\b|\bhalf of the remaining\b")
_COMMENT = re.compile(r'("[^"\n]*"|<[^<>\s]*>)|#[^\n]*')
_TOGETHER = (JointAct, Conduct, Expectation, Power)
"""What several undertake as one: nobody is singled out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a clause has from the place it stands at: its phase, the basis of the head."""

    phase: str | None
    basis: Basis


def basis_of(written: t.Basis, citation: str | None) -> Basis:
    """A basis as written; the reader of sentences has seen to it that its kind is one."""
    kind: BasisKind
    match written.kind:
        case "authentic" | "published" | "summary" | "one side's version":
            kind = written.kind
        case _:
            kind = "unsourced"
    return Basis(kind, written.source, written.day, citation, written.note)


def commitments_of(clause: t.Clause, at: Standing, scope: Scope) -> tuple[Commitment, ...]:
    """The commitments of one clause."""
    written = next((c for c in clause.closings if isinstance(c, t.Basis)), None)
    if written is not None:
        basis = basis_of(written, clause.citation)
    else:
        given = at.basis
        basis = Basis(given.kind, given.source, given.date, clause.citation, given.note)
    originals = tuple(
        Original(c.language, c.words) for c in clause.closings if isinstance(c, t.Original)
    )
    unconditional = any(isinstance(c, t.Unconditional) for c in clause.closings)
    made = from_sentence(
        clause.sentence,
        clause.id,
        Standing(at.phase, basis),
        scope,
        originals=originals,
        unconditional=unconditional,
    )
    return with_closings(made, clause.closings, scope)


def from_sentence(  # noqa: PLR0913 - what a clause adds to its sentence
    sentence: t.Sentence,
    clause: str,
    at: Standing,
    scope: Scope,
    *,
    originals: tuple[Original, ...] = (),
    unconditional: bool = False,
) -> tuple[Commitment, ...]:
    """The commitments of a sentence under the id of its clause."""
    meant = terms_of(sentence, at.phase, scope)
    phase = None if meant.every_phase else meant.phase or at.phase
    liable = _liable(sentence, scope)
    provisos, only_after, returned = _conditions(sentence, meant, scope)
    text = plain(scope.texts[sentence.span.file], sentence.span)
    free = _QUOTED.sub("", text)
    if any(isinstance(terms, HandOver) for _, terms in meant.terms):
        free = _SHARES.sub("", free)  # a share of a figure is computed once that is found
    vague = _VAGUE.search(free)
    made: list[Commitment] = []
    for suffix, terms in meant.terms:
        for name, undertakers in _each(liable, terms):
            made.append(
                Commitment(
                    id=f"{clause}{suffix}{name}",
                    clause=clause,
                    liable=undertakers,
                    owed=_owed(meant, undertakers, terms, scope, sentence.span.file),
                    instruments=tuple(
                        one.title for one in scope.signed(undertakers, sentence.span.file)
                    ),
                    read_by=scope.read_by.get(sentence.span.file, ()),
                    verb=meant.words.verb,
                    object=meant.words.object,
                    terms=terms,
                    phase=phase,
                    text=text,
                    basis=at.basis,
                    conditions=provisos,
                    in_return_for=returned,
                    in_place_of=_in_place_of(sentence, scope),
                    only_after=only_after,
                    unconditional=unconditional,
                    vague=vague.group().lower() if vague else None,
                    to_be_negotiated=meant.negotiated,
                    originals=originals,
                    span=sentence.span,
                )
            )
    return beside_others(made, sentence, scope)


def _in_place_of(sentence: t.Sentence, scope: Scope) -> tuple[str, ...]:
    parts = (*sentence.leads, *sentence.parts)
    named = [part.name for part in parts if isinstance(part, p.InPlaceOf)]
    return tuple(one for name in named for one in scope.who(name.id, name.span))


def plain(text: str, span: Span) -> str:
    """The words of a span on one line, without comments."""
    written = text[span.start : span.end]
    if "#" in written:
        written = _COMMENT.sub(lambda found: found.group(1) or "", written)
    return " ".join(written.split())


def _liable(sentence: t.Sentence, scope: Scope) -> tuple[str, ...]:
    if sentence.modal == "expect":
        # Nobody is bound by an expectation, so nobody need be declared who has it.
        known = (name for name in sentence.subjects if name.text in scope.parties)
        return tuple(name.text for name in known)
    found = (one for name in sentence.subjects for one in scope.who(name.text, name.span))
    return tuple(dict.fromkeys(found))


def _each(liable: tuple[str, ...], terms: Terms) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Suffix of the id and those who undertake it: one duty each, but for what is done as one."""
    if len(liable) < 2 or isinstance(terms, _TOGETHER):  # noqa: PLR2004 - one or none
        return [("", liable)]
    return [(f"/{one}", (one,)) for one in liable]


def _owed(
    meant: Meant, undertakers: tuple[str, ...], terms: Terms, scope: Scope, file: str
) -> tuple[str, ...]:
    """To whom: as the text says, else the other party where there are two and one undertakes it."""
    if isinstance(terms, Expectation):
        return ()
    if meant.words.receivers:
        return tuple(one for one in meant.words.receivers if one not in undertakers)
    if isinstance(terms, _TOGETHER):
        return ()
    if scope.in_papers:
        with_them = {name for one in scope.signed(undertakers, file) for name in one.of}
        return tuple(n for n in scope.parties if n in with_them and n not in undertakers)
    parties = [party.id for party in scope.parties.values() if party.role == "party"]
    others = tuple(one for one in parties if one not in undertakers)
    bound = any(one in parties for one in undertakers)
    return others if bound and len(parties) == 2 else ()  # noqa: PLR2004 - then "the other" is one


def _conditions(
    sentence: t.Sentence, meant: Meant, scope: Scope
) -> tuple[tuple[Proviso, ...], bool, tuple[str, ...]]:
    """Provisos in the order written, whether only what comes after counts, what it answers."""
    conduct = any(isinstance(terms, Conduct) for _, terms in meant.terms)
    provisos: list[Proviso] = []
    only_after = False
    returned: list[str] = []
    for part in (*sentence.leads, *sentence.parts):
        match part:
            case p.Proviso(word="until") if conduct:
                pass
            case p.Proviso():
                only_after = only_after or part.word == "only after"
                provisos.append(proviso(part, scope))
            case p.InReturnFor():
                exchange = next((x for _, x in meant.terms if isinstance(x, Exchange)), None)
                returned.extend((exchange.against,) if exchange else scope.ref(part.ref))
            case _:
                pass
    return tuple(provisos), only_after, tuple(dict.fromkeys(returned))
