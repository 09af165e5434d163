"""What a sentence is read against: who and what the texts declare, and every id they give.

A wrong name is a diagnostic with the nearest right one; the sentence is read on as well as it can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from trucebook.model.agreement import Instrument, Party
from trucebook.model.from_syntax_strangers import stranger
from trucebook.model.quantity import Class, Thing
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.diagnostic import Diagnostic, Fix, Related
from trucebook.syntax.faults import fault, say
from trucebook.syntax.function_words import nearest
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import singular

ROLE_OF = {
    "parties": "party",
    "guarantors": "guarantor",
    "mediators": "mediator",
    "verifiers": "verifier",
    "monitors": "monitor",
    "beneficiaries": "beneficiary",
    "third parties": "third party",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """What is already known of a commitment when conditions are read: its id, verb and thing."""

    id: str
    verb: str
    thing: str | None


@dataclass(frozen=True, slots=True)
class Learned:
    """What a first reading learns: the commitments of each clause, and what each is about."""

    clauses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    things: Mapping[str, str | None] = field(default_factory=dict)
    """What each commitment is about."""


@dataclass(slots=True)
class Scope:
    """The declarations of all texts, and the faults found while reading against them.

    `learned` is known from a first reading, and empty during it. Whoever asks for it leaves a
    trace in `asked`: what was read without asking need not be read a second time.
    """

    texts: Mapping[str, str]
    parties: dict[str, Party] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    counted: dict[str, Span] = field(default_factory=dict)
    """Where each thing is declared."""
    phases: dict[str, t.PhaseHead] = field(default_factory=dict)
    instruments: list[Instrument] = field(default_factory=list)
    """Papers with the same words, as the head names them."""
    papers: dict[str, Instrument] = field(default_factory=dict)
    """Where each text is a paper of its own: that paper, by file."""
    read_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of side letters: whose reading each is, by file."""
    offset: int = 1
    first: tuple[int, Span] | None = None
    """The first day where it is a date, and where that is said."""
    learned: Learned = field(default_factory=Learned)
    asked: set[str] = field(default_factory=set)
    unread: frozenset[str] = frozenset()
    """Ids of sentences that could not be read: to name them is no second fault."""
    faults: list[Diagnostic] = field(default_factory=list)
    _quiet: Scope | None = None

    @property
    def clauses(self) -> Mapping[str, tuple[str, ...]]:
        """The commitments of each clause."""
        self.asked.add("clauses")
        return self.learned.clauses

    @property
    def duties(self) -> tuple[Duty, ...]:
        """What is known of each commitment."""
        self.asked.add("duties")
        return self.learned.duties

    def thing_under(self, commitment: str) -> str | None:
        """What a commitment is about, where it counts something."""
        self.asked.add("duties")
        return self.learned.things.get(commitment)

    @property
    def learning(self) -> bool:
        """Whether this is the first reading, which only learns the ids."""
        return not self.clauses

    def written(self, span: Span) -> str:
        """The words of a span on one line."""
        return " ".join(self.texts[span.file][span.start : span.end].split())

    def signed(self, undertakers: Sequence[str], file: str) -> tuple[Instrument, ...]:
        """The papers under which some undertake a sentence of a file."""
        paper = self.papers.get(file)
        every = self.instruments if paper is None else [paper]
        return tuple(one for one in every if any(name in one.of for name in undertakers))

    @property
    def in_papers(self) -> bool:
        """Whether the text is in several papers, each with its own signatories."""
        return bool(self.instruments or self.papers)

    def quiet(self) -> Scope:
        """The same, with faults that nobody hears: for what is read here and told elsewhere."""
        if self._quiet is None:
            self._quiet = replace(self, faults=[])
        return self._quiet

    # --- names ---

    def who(self, name: str, span: Span) -> tuple[str, ...]:
        """The ids a name stands for: one, or everybody of a role."""
        if name in self.parties:
            return (name,)
        plain = name.removeprefix("the ").removeprefix("The ")
        role = ROLE_OF.get(plain)
        if role is not None:
            return tuple(party.id for party in self.parties.values() if party.role == role)
        by_name = [party.id for party in self.parties.values() if party.name in {name, plain}]
        if by_name:
            return (by_name[0],)
        self._unknown_party(name, span)
        return ()

    def stranger(self, span: Span) -> None:
        """Say that nobody of the name behind `to` is declared."""
        name = self.written(span).removeprefix("to ")
        self._unknown_party(name, span)

    def _unknown_party(self, name: str, span: Span) -> None:
        self.faults.append(stranger(name, span, self.texts[span.file], self.parties))

    def ref(self, ref: p.Ref) -> tuple[str, ...]:
        """The commitments a reference names: one, or all of a clause; none where unknown."""
        if ref.id in self.clauses:
            return self.clauses[ref.id]
        if any(ref.id in ids for ids in self.clauses.values()):
            return (ref.id,)
        if self.learning or ref.id in self.unread:
            return (ref.id,)
        near = nearest(ref.id, frozenset(self.clauses))
        close = [near] if near else sorted(self.clauses)[:3]
        self.faults.append(
            fault(
                "unknown-commitment",
                ref.span,
                f"no commitment here has the id [{ref.id}]",
                "a condition, an exchange or a reading names a commitment of the text by its id",
                tuple(say(ref.span, f"[{one}]") for one in close),
            )
        )
        return ()

    def clause(self, ref: p.Ref) -> str | None:
        """The clause or commitment id a reference names, as written."""
        return ref.id if self.ref(ref) else None

    def phase(self, name: str | None, span: Span) -> str | None:
        """A phase's id."""
        if name is None or name in self.phases:
            return name
        near = nearest(name, frozenset(self.phases))
        close = [near] if near else list(self.phases)
        at = self.texts[span.file].find(name, span.start, span.end)
        place = Span(span.file, at, at + len(name)) if at >= 0 else span
        self.faults.append(
            fault(
                "unknown-phase",
                place,
                f"there is no phase {name}",
                "phases are declared with their length: phase two, 42 days",
                tuple(Fix(place, one, f"say 'phase {one}'") for one in close),
            )
        )
        return None

    # --- things ---

    def thing(self, part: p.Part, word: str) -> str:
        """A thing's id; a near miss of a declared one is a fault, an undeclared one a finding."""
        if word in self.things or self.learning:
            return word
        one = singular(word)
        for declared in self.things:
            base = singular(declared)
            if one != base and (one.startswith(base) or base.startswith(one)) and len(one) > 2:  # noqa: PLR2004 - "in" starts "inspection"
                self._drift(part, word, declared)
                return declared
        near = nearest(word, frozenset(self.things))
        if near is not None:
            self._drift(part, word, near)
            return near
        if self.things:
            self.faults.append(
                Diagnostic(
                    "thing-not-declared",
                    "finding",
                    part.span,
                    f"'{word}' is counted here and declared nowhere",
                    "what is counted is declared once, so that two words for one thing do not "
                    "drift apart",
                    (Fix(self._declarations(), f"\ncount {word}", f"declare it: count {word}"),),
                )
            )
        return word

    def _declarations(self) -> Span:
        last = max(self.counted.values(), key=lambda span: span.end)
        return Span(last.file, last.end, last.end)

    def _drift(self, part: p.Part, word: str, declared: str) -> None:
        place = self.counted[declared]
        self.faults.append(
            fault(
                "unit-drift",
                part.span,
                f"'{word}' is not what is counted here: {declared} is",
                "a near word for a declared thing would be counted apart from it",
                (say(part.span, declared),),
                (Related(place, f"{declared} is declared here"),),
            )
        )

    def classes(self, thing: str | None, parts: Sequence[p.Part]) -> Class:
        """The class that categories before, after or in brackets behind a thing name together."""
        found: set[str] = set()
        declared = self.things.get(thing or "")
        for part in parts:
            if isinstance(part, p.Category):
                found.add(self.category(declared, part.name, part.span))
            elif isinstance(part, p.Classes):
                found.update(self.category(declared, w.text, w.span) for w in part.names)
        found.discard("")
        if declared is not None and len(found) > 1:
            self._exclusive(declared, found, parts)
        return frozenset(found)

    def _exclusive(self, thing: Thing, found: set[str], parts: Sequence[p.Part]) -> None:
        """Say so where nothing can be of two categories at once."""
        for axis, categories in thing.axes:
            both = [name for name in categories if name in found]
            if len(both) < 2 or self.learning:  # noqa: PLR2004 - two exclude each other
                continue
            named = [part for part in parts if isinstance(part, p.Category | p.Classes)]
            span = Span(named[0].span.file, named[0].span.start, named[-1].span.end)
            listed = isinstance(named[0], p.Classes) and len(named) == 1
            fixes = [say(span, f"({name})") for name in both] if listed else []
            self.faults.append(
                fault(
                    "exclusive-categories",
                    span,
                    f"none of the {thing.id} can be {' and '.join(both)} at once",
                    f"categories {axis} names exclude each other; whoever means some of each "
                    "says how many of each: 3 living and 2 dead are two commitments, or shares",
                    tuple(fixes),
                    (Related(self.counted[thing.id], f"{thing.id} are declared here"),),
                )
            )

    def category(self, thing: Thing | None, name: str, span: Span) -> str:
        """A category as declared; empty where the thing has no such category."""
        if thing is None:
            return name
        known = {c for _, categories in thing.axes for c in categories}
        if name in known:
            return name
        same = next((c for c in known if _folded(c) == _folded(name)), None)
        if same is not None:
            return same
        self.unknown_category(name, span, thing)
        return ""

    def no_categories(self, name: str, span: Span, thing: Thing) -> None:
        """Say that a thing is counted whatever its kind, where a word names a kind."""
        if self.learning:
            return
        place = self.counted[thing.id]
        known = self.texts[place.file][place.start : place.end]
        declared = f"count {thing.id}: by kind ({name}, other)"
        fixes = [Fix(span, "", f"leave out '{name}'; the figure then counts every kind")]
        if "," not in known:
            fixes.insert(0, Fix(place, declared, f"declare it: {declared}"))
        self.faults.append(
            fault(
                "unknown-category",
                span,
                f"{thing.id} are declared without categories, so '{name}' would be passed over",
                "a figure of some kind alone needs the kind declared, so that a report of another "
                f"kind does not count for it: {declared}",
                tuple(fixes),
                (Related(place, f"{thing.id} are declared here"),),
            )
        )

    def unknown_category(self, name: str, span: Span, thing: Thing) -> None:
        """Say that a thing has no such category."""
        if self.learning:
            return
        known = frozenset(c for _, categories in thing.axes for c in categories)
        near = nearest(name, known)
        place = self.counted.get(thing.id)
        what = ", ".join(sorted(known)) or "none"
        self.faults.append(
            fault(
                "unknown-category",
                span,
                f"{thing.id} have no category '{name}'",
                f"declared are: {what}",
                tuple(say(span, one) for one in ([near] if near else sorted(known)[:4])),
                (Related(place, f"{thing.id} are declared here"),) if place else (),
            )
        )


def _folded(name: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in name.split())
