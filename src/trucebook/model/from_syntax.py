"""What texts mean: trees → agreement, names, rows of the record, watches.

Texts are read twice: the first reading learns which ids there are and what each hands over, so
that a condition may name what comes below it; the second makes the values and finds the faults.
Source: spec/language/grammar.md (semantics, section 4).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from trucebook.model.agreement import Agreement, Clock, Commitment
from trucebook.model.amending import in_full
from trucebook.model.demands import NO_DEMANDS, Demands
from trucebook.model.edtf import near_zone, zone_fault
from trucebook.model.from_row import report_from_row
from trucebook.model.from_syntax_amendments import (
    amendments_of,
    amends,
    clauses_of,
    ends_of,
)
from trucebook.model.from_syntax_beside import mutual
from trucebook.model.from_syntax_checks import check
from trucebook.model.from_syntax_clause import Standing, commitments_of
from trucebook.model.from_syntax_demands import demands_of, is_demands, parties_of
from trucebook.model.from_syntax_head import (
    basis_of_head,
    clock_of,
    ids_of,
    scope_of,
    title_of,
    titles_of,
    zone_of,
)
from trucebook.model.from_syntax_mended import behind
from trucebook.model.from_syntax_names import check_names, names_of
from trucebook.model.from_syntax_phases import phases_of
from trucebook.model.from_syntax_proposals import proposals_of
from trucebook.model.from_syntax_readings import readings_of
from trucebook.model.from_syntax_rows import Row, rows_of, watches_of
from trucebook.model.from_syntax_scope import Duty, Learned, Scope
from trucebook.model.from_syntax_tallies import tallies_of
from trucebook.model.names import Names
from trucebook.model.proposal import Proposal
from trucebook.model.report import Report, Watch
from trucebook.model.tallies import Tally
from trucebook.syntax import tree as t
from trucebook.syntax.declared import Declared
from trucebook.syntax.diagnostic import Diagnostic, Related, in_order
from trucebook.syntax.faults import fault, say
from trucebook.syntax.parser import Parsed, parse
from trucebook.syntax.span import Span
from trucebook.syntax.spoken import says_one

_FAR = 2**62
"""Behind every place of a text."""
BINDING = {"agreement", "side letter"}
"""Texts whose clauses are in force."""


@dataclass(frozen=True, slots=True)
class Built:
    """What texts mean, as far as they could be read; `agreement` is None where there is none."""

    agreement: Agreement | None
    names: Names
    rows: list[Row]
    watches: tuple[Watch, ...]
    diagnostics: tuple[Diagnostic, ...]
    demands: Demands = NO_DEMANDS
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A book's texts, read to the end: rows are reports, and every fault is here."""

    agreement: Agreement
    names: Names
    reports: tuple[Report, ...]
    watches: tuple[Watch, ...]
    faults: tuple[Diagnostic, ...]
    """Faults and findings, of parsing and of building."""
    of_rows: tuple[Diagnostic, ...] = ()
    """Those of the faults that are about single rows of the record: the agreement stands."""
    refused: int = 0
    """Rows written in the texts that could not go in."""
    demands: Demands = NO_DEMANDS
    """What the texts of demands say."""
    proposals: tuple[Proposal, ...] = ()
    """Texts that were put forward: they bind nobody."""
    tallies: tuple[Tally, ...] = ()
    """What the texts of tallies declare, by id."""


def build(trees: Sequence[t.Tree]) -> Built:
    """What the trees of one book mean together. The order of files does not matter."""
    trees = sorted(trees, key=lambda tree: tree.file)
    binding = [tree for tree in trees if _binds(tree)]
    amending = [tree for tree in trees if amends(tree) is not None]
    scope = scope_of([*binding, *amending])
    clauses = list(_clauses(binding))
    first = [_read(clause, at, scope) for clause, at in clauses]
    signed = {clause.id: at for clause, at in clauses}
    changed = [one for tree in amending for one in clauses_of(tree, signed)]
    later = [_read(new.clause, new.at, scope) for new in changed if new.clause.id not in signed]
    known_ = [one for read in (*first, *later) for one in read.commitments]
    scope = _learned(scope_of([*binding, *amending]), known_)
    commitments: list[Commitment] = []
    for (clause, at), read in zip(clauses, first, strict=True):
        # What asked for nothing that only a first reading knows was read as well as it can be.
        known = _read(clause, at, scope) if read.asked else read
        scope.faults.extend(known.faults)
        commitments.extend(known.commitments)
    commitments = mutual(commitments, scope)
    agreement = _agreement(binding, commitments, scope)
    if agreement is not None and amending:
        ids = {clause.id: clause.id_span for clause, _ in reversed(clauses)}
        found_ = amendments_of(amending, title_of(binding), signed, ids, scope)
        agreement = in_full(agreement, found_) if found_ else agreement
    found = [*scope.faults, *_twice(clauses), *_outside_amendments(binding), *_no_zones(trees)]
    names = names_of(trees)
    if agreement is not None:
        spans = {clause.id: clause.span for clause, _ in reversed(clauses)}
        spans |= {one.clause.id: one.clause.span for one in changed}
        found.extend(check(agreement, spans, scope))
        found.extend(check_names(trees, agreement, names))
    agreement = _with_demanders(agreement, trees)
    parties = () if agreement is None else agreement.parties
    demands, wrong = demands_of(trees, parties, zone_of(trees))
    declared = () if agreement is None else tuple(one.id for one in agreement.commitments)
    tallies, untallied = tallies_of(trees, {party.id for party in parties}, declared)
    watches, unrecorded = watches_of(trees, zone_of(trees))
    rows = rows_of(trees, scope.things.values())
    told = in_order([*found, *wrong, *untallied, *unrecorded])
    return Built(agreement, names, rows, watches, told, demands, tallies)


def _with_demanders(agreement: Agreement | None, trees: Sequence[t.Tree]) -> Agreement | None:
    """The agreement with those whom only texts of demands name; where there is none, just them."""
    if not any(is_demands(tree) for tree in trees):
        return agreement
    whole = agreement or Agreement("", zone_of(trees), Clock(None), (), (), (), ())
    known = {party.id for party in whole.parties}
    new = tuple(party for party in parties_of(trees) if party.id not in known)
    return replace(whole, parties=(*whole.parties, *new))


class _Read(NamedTuple):
    """A clause as read: its commitments, its faults, whether it named anything of the others."""

    commitments: tuple[Commitment, ...]
    faults: list[Diagnostic]
    asked: bool


def _read(clause: t.Clause, at: Standing, scope: Scope) -> _Read:
    """Read one clause, its faults kept apart from those of the scope."""
    before, scope.faults = scope.faults, []
    scope.asked.clear()
    commitments = commitments_of(clause, at, scope)
    found, scope.faults = scope.faults, before
    return _Read(commitments, found, bool(scope.asked))


def understand(texts: Mapping[str, str]) -> Understood:
    """Read texts, by file name, to the end."""
    parsed, built, faults = _read_in(texts)
    faults += behind(texts, faults, lambda mended: _read_in(mended)[2])
    agreement = built.agreement or Agreement("", "UTC", Clock(None), (), (), (), ())
    reports: list[Report] = []
    proposals, wrong = proposals_of([one.tree for one in parsed], _alone)
    faults.extend(one for one in wrong if one not in faults)
    of_rows, refused = _of_rows(parsed, built, faults)
    for row in built.rows:
        if row.span in refused:
            continue
        made = report_from_row(row.columns, agreement.zone, row.span, row.places)
        if isinstance(made, Report):
            reports.append(made)
        else:
            faults.extend(made)
            of_rows.extend(made)
            refused.add(row.span)
    watches = tuple(watch for watch in built.watches if watch.span not in refused)
    return Understood(
        agreement,
        built.names,
        tuple(reports),
        watches,
        in_order(faults),
        in_order(of_rows),
        len(refused),
        built.demands,
        proposals,
        built.tallies,
    )


def _read_in(texts: Mapping[str, str]) -> tuple[Sequence[Parsed], Built, list[Diagnostic]]:
    """Texts as trees, what these mean, and the faults of both."""
    parsed = parse_all(texts)
    built = build([one.tree for one in parsed])
    faults = [each for one in parsed for each in one.diagnostics]
    return parsed, built, [*faults, *built.diagnostics]


def _alone(trees: Sequence[t.Tree]) -> tuple[Agreement | None, tuple[Diagnostic, ...]]:
    """What trees mean as an agreement of their own."""
    built = build(trees)
    return built.agreement, built.diagnostics


def _of_rows(
    parsed: Iterable[Parsed], built: Built, faults: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], set[Span]]:
    """The faults that lie within one row of the record, and the rows they make unreadable."""
    told = [fault for fault in faults if fault.severity == "fault"]
    unread = {
        item.span
        for one in parsed
        for item in one.tree.items
        if isinstance(item, t.Unreadable) and item.row
    }
    if not told:
        return [], unread
    rows = [*unread, *(row.span for row in built.rows), *(w.span for w in built.watches if w.span)]
    rows.sort()
    of_rows: list[Diagnostic] = []
    refused = set(unread)
    for fault_ in told:
        at = bisect_right(rows, Span(fault_.span.file, fault_.span.start, _FAR))
        row = rows[at - 1] if at else None
        if row is None or row.file != fault_.span.file or fault_.span.start >= row.end:
            continue
        of_rows.append(fault_)
        refused.add(row)
    return of_rows, refused


def parse_all(texts: Mapping[str, str]) -> list[Parsed]:
    """The texts of one book: one that declares nobody is read with what the others declare."""
    first = [parse(text, name) for name, text in sorted(texts.items())]
    given = Declared()
    for one in first:
        given = given.with_more(one.known)
    return [
        one
        if _complete(one) and not _speaks_of(one, given)
        else parse(one.tree.text, one.tree.file, given)
        for one in first
    ]


def _speaks_of(parsed: Parsed, given: Declared) -> bool:
    """Whether its reports have names of several words that other texts declare."""
    others = given.spoken - parsed.known.spoken
    return bool(others) and says_one(parsed.tree.text, others)


def _complete(parsed: Parsed) -> bool:
    """Whether a text declares whom its sentences name, or has none."""
    has_sentences = any(
        isinstance(item, t.Clause | t.ReadingLine | t.AfterBlock | t.Unreadable)
        for item in parsed.tree.items
    )
    amendment = any(
        isinstance(item, t.Title) and item.kind == "amendment to" for item in parsed.tree.items
    )
    if amendment:
        return False  # it may declare more, and speaks of what the agreement declares
    return not has_sentences or any(isinstance(item, t.Roster) for item in parsed.tree.items)


def _binds(tree: t.Tree) -> bool:
    """Whether a text's clauses are in force: an agreement, or a text that says nothing it is."""
    titles = [item.kind for item in tree.items if isinstance(item, t.Title)]
    return all(kind in BINDING for kind in titles)


def _clauses(trees: Iterable[t.Tree]) -> Iterable[tuple[t.Clause, Standing]]:
    """Each clause with what it has from its place."""
    for tree in trees:
        basis = basis_of_head(tree)
        phase: str | None = None
        for item in tree.items:
            match item:
                case t.PhaseHead():
                    phase = item.id
                case t.ThroughoutHead():
                    phase = None
                case t.Clause():
                    yield item, Standing(phase, basis)
                case _:
                    pass


def _learned(scope: Scope, commitments: Iterable[Commitment]) -> Scope:
    """The scope of the second reading."""
    clauses: dict[str, tuple[str, ...]] = {}
    duties: list[Duty] = []
    for one in commitments:
        clauses[one.clause] = (*clauses.get(one.clause, ()), one.id)
        thing = getattr(one.terms, "thing", None)
        duties.append(Duty(one.id, one.verb, thing))
    return replace(
        scope, learned=Learned(clauses, tuple(duties), {one.id: one.thing for one in duties})
    )


def _agreement(
    trees: Sequence[t.Tree], commitments: list[Commitment], scope: Scope
) -> Agreement | None:
    title = titles_of(trees)
    if title is None and not commitments and not scope.parties:
        return None
    ids: dict[str, Commitment] = {}
    for one in commitments:
        ids.setdefault(one.id, one)
    ordered = tuple(ids[name] for name in sorted(ids))
    phases = phases_of(trees, scope)
    readings = readings_of(trees, ordered, scope)
    things = tuple(scope.things.values())
    parties = tuple(scope.parties.values())
    clock = clock_of(trees, scope)
    zone = zone_of(trees)
    ends = tuple(end for tree in trees for end in ends_of(tree, scope))
    return Agreement(
        title or "",
        zone,
        clock,
        parties,
        things,
        phases,
        ordered,
        readings,
        ids=ids_of(trees),
        ends=ends,
    )


def _twice(clauses: Iterable[tuple[t.Clause, Standing]]) -> Iterable[Diagnostic]:
    """Ids given twice."""
    seen: dict[str, t.Clause] = {}
    for clause, _ in clauses:
        first = seen.setdefault(clause.id, clause)
        if first is not clause:
            yield _duplicate(clause, first, {one.id for one, _ in clauses})


def _no_zones(trees: Iterable[t.Tree]) -> Iterable[Diagnostic]:
    """Zones that are none."""
    for tree in trees:
        for item in tree.items:
            if not isinstance(item, t.Zone) or (reason := zone_fault(item.name)) is None:
                continue
            start = tree.text.index(item.name, item.span.start + len("zone"))
            span = Span(tree.file, start, start + len(item.name))
            why = "days and hours of the text and of the record are counted in the book's zone"
            near = near_zone(item.name)
            fixes = (say(span, near),) if near is not None else ()
            yield fault("unknown-zone", span, reason, why, fixes)


def _duplicate(clause: t.Clause, first: t.Clause, taken: set[str]) -> Diagnostic:
    number = next(n for n in range(2, len(taken) + 3) if f"{clause.id}{n}" not in taken)
    return fault(
        "duplicate-id",
        clause.id_span,
        f"the id [{clause.id}] is given twice",
        "the record names a commitment by its id, so an id means one commitment",
        (say(clause.id_span, f"[{clause.id}{number}]"),),
        (Related(first.id_span, "it is given here first"),),
    )


def _outside_amendments(trees: Iterable[t.Tree]) -> Iterable[Diagnostic]:
    """What only an amendment can say, said in another text."""
    for tree in trees:
        for item in tree.items:
            match item:
                case t.InForce() | t.Ended():
                    span = item.span
                case t.Clause() if item.change is not None:
                    span = item.id_span
                case _:
                    continue
            yield fault(
                "not-an-amendment",
                span,
                "this text is no amendment, so it replaces, adds and ends nothing",
                "what changes an agreement is a text of its own, with a head of its own: "
                'amendment to "…", in force from 10 March 2025',
            )
