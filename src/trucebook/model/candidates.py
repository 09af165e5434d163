"""Which commitments of a text somebody's act can be an act of: by performer, verb, thing, phase.

Source: spec/record/binding.md (semantics, section 5, Binding).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucebook.model.agreement import (
    Agreement,
    Commitment,
    Exchange,
    HandOver,
    JointAct,
    Level,
    OnDate,
    OnDay,
    Order,
    Phase,
    Quota,
)
from trucebook.model.amending import plain_id
from trucebook.model.names import Names
from trucebook.model.quantity import Class
from trucebook.model.report import Report
from trucebook.model.speakers import fold
from trucebook.model.time import Day, When, later
from trucebook.model.wording import compatible, noun_forms, split_class, verb_forms, words
from trucebook.syntax.verbs import base

TALKS = "talks"
"""The record's own kind for talks: an act toward a commitment to begin them."""

WHERE = frozenset(
    {
        "across",
        "along",
        "behind",
        "beyond",
        "in",
        "inside",
        "near",
        "on",
        "outside",
        "over",
        "through",
        "toward",
        "towards",
    }
)
"""Prepositions that a clause keeps with its verb, and a line of the record leaves out."""

OF_TALKS = frozenset({TALKS, "begin", "begin talks", "break off", "conclude"})
"""Kinds that with the object `talks …` speak of a commitment to begin them."""


@dataclass(frozen=True, slots=True)
class Verb:
    """What a kind means: a drafter's verb, or a whole phrase of verb and object (`thing`)."""

    verb: str
    thing: str | None = None
    share: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """What an object means: a thing of the text and a class of it, or outside the agreement."""

    thing: str | None
    of: Class = frozenset()

    @property
    def outside(self) -> bool:
        """The text does not cover it."""
        return self.thing is None


def thing_of(commitment: Commitment) -> str | None:
    """What a commitment is about: a declared thing's id, else the drafter's object."""
    match commitment.terms:
        case HandOver() | Exchange() | Quota() | Level():
            return commitment.terms.thing
        case _:
            return commitment.object


def class_of(commitment: Commitment) -> Class:
    """The class a commitment is limited to."""
    match commitment.terms:
        case HandOver() | Quota() | Level():
            return commitment.terms.of
        case _:
            return frozenset()


FIGURE = "figure"
"""The record's own kind for a number from which an amount of the text follows."""


def is_figure(report: Report) -> bool:
    """Whether a report tells how many there are, or are left; never an act."""
    return report.count is not None and (report.kind == FIGURE or report.count_basis == "remaining")


def waits_for_figure(commitment: Commitment) -> bool:
    """Whether an amount of a commitment follows from a figure that the record tells."""
    steps = getattr(commitment.terms, "steps", ())
    return any(step.found is not None and step.found.figure for step in steps)


def tells_figure(report: Report, meant: Meant | None, commitment: Commitment) -> bool:
    """Whether a report tells a figure from which an amount of a commitment follows."""
    named = {word.casefold() for word in (report.object, report.event) if word}
    for step in getattr(commitment.terms, "steps", ()):
        found = step.found
        if found is None or not found.figure:
            continue
        if found.figure.casefold() in named:
            return True
        if meant is not None and (meant.thing, meant.of) == (found.figure, found.of):
            return True
    return False


class Candidates:
    """The verbs and things of a text and its names table, and the commitments they belong to."""

    def __init__(self, agreement: Agreement, names: Names) -> None:
        """Index the text once; every report asks the same few words."""
        # An order has no acts of its own: its acts are those of the commitment it is under.
        now = {c.id: c for c in agreement.commitments}
        self._now = {c.id: now[plain_id(c.id)] for c in agreement.commitments}
        """Each wording, and the sentence that the record names by its id."""
        self._commitments = [c for c in agreement.commitments if not isinstance(c.terms, Order)]
        self._things = {thing.id: thing for thing in agreement.things}
        self._windows = {phase.id: _window(phase, agreement) for phase in agreement.phases}
        self._verbs: dict[str, Verb] = {}
        self._nouns: dict[str, Meant] = {}
        for commitment in agreement.commitments:
            thing = thing_of(commitment)
            if thing is not None and thing not in self._things:
                self._nouns.update(dict.fromkeys(noun_forms(thing), Meant(thing)))
            alone, whole = Verb(commitment.verb), Verb(commitment.verb, thing)
            behind = f" {words(commitment.object)}" if commitment.object else ""
            for form in verb_forms(commitment.verb):
                self._verbs.setdefault(form, alone)
                if behind:
                    self._verbs.setdefault(form + behind, whole)
        for commitment in agreement.commitments:
            verb, _, where = words(commitment.verb).rpartition(" ")
            if verb and where in WHERE:
                # The record's text leaves the preposition out: withdrew behind "the line".
                for form in verb_forms(verb):
                    self._verbs.setdefault(form, Verb(commitment.verb))
        self._by_words: dict[str, list[Commitment]] = {}
        for commitment in self._commitments:
            if commitment.object and thing_of(commitment) not in self._things:
                own = _bare(f"{commitment.verb} {commitment.object}")
                self._by_words.setdefault(own, []).append(commitment)
        for name in self._things:
            self._nouns.update(dict.fromkeys(noun_forms(name), Meant(name)))
        self._kinds = {fold(kind): verb for kind, verb in names.kinds}
        for kind, verb in names.kinds:
            for form in verb_forms(kind) | verb_forms(kind.replace("-", " ")):
                self._kinds.setdefault(form, verb)
        self._parts = {fold(part): whole for part, whole in names.parts}
        self._objects = {
            fold(name): Meant(None) if meaning.outside else self._named(meaning.thing, meaning.of)
            for name, meaning in names.objects
        }
        self._aliases = {words(name): meant for name, meant in self._objects.items()}
        self._objects_asked: dict[str, Meant | None] = {}
        self._fits_asked: dict[tuple[tuple[str, ...], str, Meant | None], list[Commitment]] = {}
        self._kinds_asked: dict[str, Verb | None] = {}

    def verb(self, kind: str) -> Verb | None:
        """What a kind means: by the table, else as an inflection of a verb of the text."""
        if kind not in self._kinds_asked:
            self._kinds_asked[kind] = self._verb(kind)
        return self._kinds_asked[kind]

    def _verb(self, kind: str) -> Verb | None:
        """What a kind means, looked up."""
        folded = fold(kind)
        whole = self._parts.get(folded)
        meaning = self._kinds.get(fold(whole or folded), whole or folded)
        found = self._verbs.get(words(meaning))
        if found is None:
            return None
        return found if whole is None else Verb(found.verb, found.thing, share=True)

    def object(self, text: str) -> Meant | None:
        """What an object means: by the table, else as a declared thing or words of a clause."""
        if text not in self._objects_asked:
            self._objects_asked[text] = self._objects.get(fold(text)) or self._declared(text)
        return self._objects_asked[text]

    def _named(self, thing: str | None, of: Class) -> Meant:
        """The meaning an entry of the table gives."""
        found = self._nouns.get(words(thing or ""))
        return Meant(found.thing if found else thing, of)

    def _declared(self, text: str) -> Meant | None:
        """`hostages`, `hostage (living)`, `living hostages`; None where the text has no such."""
        noun, categories = split_class(text)
        found = self._noun(noun)
        while found is None and " " in noun:
            first, _, noun = noun.partition(" ")
            categories = (*categories, first)
            found = self._noun(noun)
        if found is None or found.outside or not categories:
            return found
        thing = self._things.get(found.thing or "")
        known = {
            form: category
            for _, categories_of_axis in (thing.axes if thing else ())
            for category in categories_of_axis
            for form in noun_forms(category)
        }
        if any(category not in known for category in categories):
            return None
        of = frozenset(known[category] for category in categories)
        return Meant(found.thing, found.of | of) if compatible(found.of, of, thing) else None

    def _noun(self, noun: str) -> Meant | None:
        """What a noun means without its class: by the table, else as a word of the text."""
        return self._aliases.get(noun) or self._nouns.get(noun)

    def unknown_shares(self, report: Report, meant: Meant | None) -> tuple[str, ...]:
        """The categories of a breakdown that the thing does not have, as `breakdown: name`."""
        thing = self._things.get(meant.thing or "") if meant is not None else None
        if thing is None or not thing.axes:
            return ()
        named = sorted({name for of, _ in report.breakdown for name in of})
        return tuple(f"breakdown: {name}" for name in named if thing.axis_of(name) is None)

    def talks(
        self, performers: tuple[str, ...], kind: str, text: str | None, when: When | None
    ) -> list[Commitment] | None:
        """The commitments to begin talks that `began talks about …` can be an act of.

        None where the row does not speak of talks in these words.
        """
        meaning = self._kinds.get(fold(kind), kind)
        word, _, rest = words(text or "").partition(" ")
        if word != TALKS or words(meaning) not in OF_TALKS:
            return None
        subject = words(rest.removeprefix("about ")) if rest.startswith("about ") else None
        fitting = [
            commitment
            for commitment in self._commitments
            if performers
            and set(performers) <= set(commitment.liable)
            and isinstance(terms := commitment.terms, JointAct)
            and terms.act == "begin talks"
            and (subject is None or terms.subject is None or words(terms.subject) == subject)
        ]
        fitting = self._by_id(fitting)
        return self._in_phase(fitting, when) if len(fitting) > 1 else fitting

    def fits(
        self, performers: tuple[str, ...], kind: str, meant: Meant | None, when: When | None
    ) -> list[Commitment]:
        """The commitments an act by those, of that kind, on that thing, can be an act of."""
        question = (performers, kind, meant)
        fitting = self._fits_asked.get(question)
        if fitting is None:
            fitting = self._fits_asked[question] = self._fits(*question)
        return self._in_phase(fitting, when) if len(fitting) > 1 else fitting

    def in_its_words(self, performers: tuple[str, ...], report: Report) -> list[Commitment]:
        """The commitments whose very words a report has behind its actor, one for each performer.

        `alpha ordered its fronts to comply` is an act of: shall order "its fronts to comply".
        """
        said = _behind_the_actor(report)
        found = [c for c in self._by_words.get(said, ()) if set(c.liable) & set(performers)]
        found = self._by_id(found)
        alone = len(found) == 1 and set(performers) <= set(found[0].liable)
        each = {c.clause for c in found} and sorted(p for c in found for p in c.liable)
        return found if alone or each == sorted(performers) else []

    def fits_each(
        self, performers: tuple[str, ...], kind: str, meant: Meant | None, when: When | None
    ) -> list[Commitment]:
        """What several did, of a clause that each of them undertook: the duty of each.

        None of those where a number would have to be shared out.
        """
        found = [self.fits((performer,), kind, meant, when) for performer in performers]
        if any(len(fitting) != 1 for fitting in found):
            return []
        each = [fitting[0] for fitting in found]
        counted = any(isinstance(c.terms, (HandOver, Exchange, Quota, Level)) for c in each)
        return [] if counted or len({c.clause for c in each}) > 1 else each

    def _fits(
        self, performers: tuple[str, ...], kind: str, meant: Meant | None
    ) -> list[Commitment]:
        """The same, whatever the day."""
        verb, part = self.verb(kind), None
        if verb is None and kind.partition(" ")[0] in ("start", "finish"):
            part, _, rest = kind.partition(" ")
            verb = self.verb(rest)
        fitting = [
            commitment
            for commitment in self._commitments
            if performers
            and set(performers) <= set(commitment.liable)
            and (part is None or getattr(commitment.terms, "part", None) == part)
            and (_is_talks(kind, commitment) or self._says(verb, meant, commitment))
        ]
        fitting = self._by_id(fitting)
        if len(fitting) > 1 and meant is not None:
            # Trucks of no given load are no fuel trucks, unless the text has nothing but those.
            fitting = [c for c in fitting if class_of(c) <= meant.of] or fitting
        return fitting

    def _by_id(self, fitting: list[Commitment]) -> list[Commitment]:
        """Each commitment once, in whichever wordings it fits."""
        return list({self._now[c.id].id: self._now[c.id] for c in fitting}.values())

    def _says(self, verb: Verb | None, meant: Meant | None, commitment: Commitment) -> bool:
        """Whether verb and thing are the commitment's own."""
        if verb is None or verb.verb != commitment.verb:
            return False
        thing = thing_of(commitment)
        if verb.thing is not None:
            return thing == verb.thing
        if meant is None:
            return thing is None
        declared = self._things.get(thing or "")
        return meant.thing == thing and compatible(meant.of, class_of(commitment), declared)

    def _in_phase(self, fitting: list[Commitment], when: When | None) -> list[Commitment]:
        """Of several, the one in force in whose phase the day certainly lies; else all."""
        first = when.first_day if when else None
        last = when.last_day if when else None
        if first is None or last is None:
            return fitting
        inside = []
        for commitment in fitting:
            begins, ends = self._windows.get(commitment.phase or "", (None, None))
            if begins is not None and begins <= first and (ends is None or last <= ends):
                inside.append(commitment)
        return inside if len(inside) == 1 else fitting


def _bare(phrase: str) -> str:
    """Words alone: without quotation marks, capitals and little words."""
    return " ".join(word for word in _WORD.findall(phrase.lower()) if word not in _LITTLE)


def _behind_the_actor(report: Report) -> str:
    """What a report says was done, its verb as it stands after `shall`."""
    text, actor = report.text or "", report.actor or ""
    if not actor or not fold(text).startswith(fold(actor)):
        return ""
    verb, _, rest = text[len(actor) :].strip().partition(" ")
    return _bare(f"{base(verb)} {rest}")


_WORD = re.compile(r"[\w'\u2019-]+")
_LITTLE = {"a", "an", "the", "at", "for", "from", "in", "of", "on", "to", "with"}
"""Words that do not tell one duty from another."""


def _is_talks(kind: str, commitment: Commitment) -> bool:
    """Whether a row about talks speaks of a commitment to begin them."""
    terms = commitment.terms
    return kind == TALKS and isinstance(terms, JointAct) and terms.act == "begin talks"


def _window(phase: Phase, agreement: Agreement) -> tuple[Day | None, Day | None]:
    """First and last day of a phase, as far as the text alone gives them."""
    begins: Day | None = None
    match phase.first:
        case OnDate(day=day):
            begins = day
        case OnDay(number=number, phase=None) if agreement.clock.day_one is not None:
            begins = agreement.clock.day_one + number - 1
        case _:
            pass
    ends = None
    if begins is not None and phase.days is not None:
        ends = later(begins, phase.days, phase.months) - 1
        if phase.longer is not None:
            ends = begins + phase.longer.most - 1 if phase.longer.most is not None else None
    if isinstance(phase.last, OnDate):
        ends = phase.last.day
    return begins, ends
