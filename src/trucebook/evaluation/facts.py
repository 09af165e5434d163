"""What an account makes of an event: whether it happened, in what number, when, how well known.

Source: spec/accounts.md, spec/events.md (semantics, sections 5 and 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from trucebook.evaluation.accounts import Account, Relation, relation
from trucebook.evaluation.event import CHECKS, Event
from trucebook.evaluation.evidence import REACHED
from trucebook.evaluation.grades import grade_of
from trucebook.evaluation.intervals import clashes_by_convention, hard, meet, spans, versions
from trucebook.evaluation.result import Cause, Grade, Interval
from trucebook.model.agreement import Agreement, Commitment, JointAct, Keep, Level, Order
from trucebook.model.quantity import Amount, Class, Number
from trucebook.model.report import Bound
from trucebook.model.time import Minute

Span_ = tuple[Minute | None, Minute | None]
Shares = tuple[tuple[tuple[Class, Number], ...], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one account has it.

    `numbers`: more than one where the account admits conflicting ones.
    `happened`: (True,), (False,), or both where that itself is in conflict. For duties to keep or
    refrain: whether a contrary act happened.
    `spans`: when, in minutes; more than one where days conflict.
    """

    event: Event
    happened: tuple[bool, ...]
    numbers: tuple[Interval, ...]
    spans: tuple[Span_, ...]
    grade: Grade
    of: Class
    shares: Shares
    """What each report says of categories: so many of the event are of a class."""
    hard_to_square: tuple[tuple[str, str], ...] = ()
    doubt: Cause = "account"
    """What leaves open whether it happened."""


def flat(shares: Shares) -> tuple[tuple[Class, Number], ...]:
    """What all reports together say of categories, the largest number for each class."""
    best: dict[Class, Number] = {}
    for one in shares:
        for cls, n in one:
            best[cls] = max(n, best.get(cls, 0))
    return tuple(best.items())


@dataclass(frozen=True, slots=True)
class Voice:
    """One report of an event: what its asserter is to the duty, and the number it gives."""

    bound: Bound
    relation: Relation
    amount: Amount | None
    check: bool

    @property
    def order(self) -> tuple[int, str]:
        """Voices stand in order of publication."""
        return (self.bound.report.published, self.bound.report.id)


IGNORED_RESULTS = frozenset({"inconclusive", "no access"})


def voices_of(event: Event, commitment: Commitment, agreement: Agreement) -> Sequence[Voice]:
    """Everybody who speaks of an event, in order of publication: the same in every account."""
    voices: list[Voice] = []
    performance = not isinstance(commitment.terms, (Keep, Level, Order, JointAct))
    for bound in event.acts:
        amount = bound.report.accepted or bound.report.count
        if amount is None and performance:
            amount = Amount(1, None)  # that it was done, in whatever number
        voices.append(Voice(bound, relation(bound, commitment, agreement), amount, check=False))
    for bound in event.checks:
        report = bound.report
        if report.result in IGNORED_RESULTS:
            continue
        amount = report.accepted or report.count
        if report.result == "not confirmed" and amount is None:
            amount = Amount(0, 0)
        voices.append(Voice(bound, relation(bound, commitment, agreement), amount, check=True))
    for bound in event.denials:
        # A denial that names its event is a version "not done"; without one it is a verdict.
        amount = bound.report.count
        if amount is None and performance and (bound.event or bound.report.event):
            amount = Amount(0, 0)
        if amount is not None:
            voices.append(Voice(bound, relation(bound, commitment, agreement), amount, check=False))
    return sorted(voices, key=lambda voice: voice.order) if len(voices) > 1 else voices


def unanimous(event: Event, commitment: Commitment) -> bool:
    """Whether all who speak of what was done say just the same, so that accounts cannot differ.

    But for the confirmed one, which asks who they are.
    """
    if isinstance(commitment.terms, (Keep, Level, Order, JointAct)):
        return False
    return not event.cumulative and same_said(event)


def same_said(event: Event) -> bool:
    """Whether all who speak of an event give the same number and day, and no shares of it."""
    if event.checks or event.denials or event.deviating or event.shares:
        return False
    if not event.acts:
        return False
    report = event.acts[0].report
    amount = report.accepted or report.count
    if amount is not None and not (amount.low_hard and amount.high_hard):
        return False
    return all(
        (b.report.accepted or b.report.count) == amount and b.report.when == report.when
        for b in event.acts[1:]
    )


def told(
    event: Event,
    commitment: Commitment,
    agreement: Agreement,
    account: Account,
    voices: Sequence[Voice] | None = None,
) -> Told:
    """The event in an account; `voices` are those of `voices_of`, where they are known."""
    if voices is None:
        voices = voices_of(event, commitment, agreement)
    if isinstance(commitment.terms, (Keep, Order)):
        happened = _contrary(event, voices, account)
        numbers: tuple[Interval, ...] = (Interval(1, None),)
    elif isinstance(commitment.terms, Level):
        happened, numbers = _over(commitment.terms, voices, account)
    elif isinstance(commitment.terms, JointAct):
        happened = _reached(event, voices, commitment, account)
        numbers = (Interval(1, None),)
    else:
        numbers = _numbers(voices, account, cumulative=event.cumulative)
        happened = (bool(numbers),)
    told_of = [b.of for b in event.acts or event.all]
    widest = min(told_of, key=lambda of: (len(of), sorted(of)), default=frozenset())
    return Told(
        event,
        happened,
        numbers or (Interval(0, 0),),
        _spans(event, account),
        grade_of(event, _agreeing(voices, numbers), commitment, numbers, happened),
        widest,
        _shares(event, commitment, agreement, account),
        tuple(
            (voice.bound.report.id, "nearly, about: our convention")
            for voice in voices
            if voice.amount is not None
            and any(clashes_by_convention(voice.amount, number) for number in numbers)
        ),
        "count" if isinstance(commitment.terms, Level) and len(numbers) == 1 else "account",
    )


def _shares(event: Event, commitment: Commitment, agreement: Agreement, account: Account) -> Shares:
    """Categories as far as the account admits who gives them, report by report."""
    if not event.shares:
        return ()
    everybody = account.name != "confirmed"
    by_report: dict[str, list[tuple[Class, Number]]] = {}
    for of, amount, bound in event.shares:
        if everybody or relation(bound, commitment, agreement) in ("opposite", "finder"):
            by_report.setdefault(bound.report.id, []).append((of, amount.low))
    return tuple(dict.fromkeys(tuple(sorted(one, key=_by_class)) for one in by_report.values()))


def _agreeing(voices: Sequence[Voice], numbers: Sequence[Interval]) -> list[tuple[Bound, Relation]]:
    """The voices that say what the account has: one whose number was not kept says otherwise."""
    told_ = [
        (v.bound, v.relation)
        for v in voices
        if v.amount is None or any(meet(hard(v.amount), number) is not None for number in numbers)
    ]
    return told_ or [(v.bound, v.relation) for v in voices]


def _by_class(share: tuple[Class, Number]) -> tuple[list[str], Number]:
    return sorted(share[0]), share[1]


def _spans(event: Event, account: Account) -> tuple[Span_, ...]:
    sources: Sequence[Bound] = event.acts or event.checks
    if account.body is not None:
        own = [b for b in sources if b.side == account.body and b.report.when is not None]
        if own:
            sources = [max(own, key=lambda b: (b.report.published, b.report.id))]
    whens = {bound.report.when for bound in sources if bound.report.when is not None}
    if len(whens) == 1:
        when = whens.pop()
        return ((when.first, when.last),)
    return spans([(when.first, when.last) for when in whens])


# --- numbers of a performance ---------------------------------------------------------------


def _given(voices: Sequence[Voice]) -> list[Amount]:
    return [voice.amount for voice in voices if voice.amount is not None]


def _numbers(
    voices: Sequence[Voice], account: Account, *, cumulative: bool = False
) -> tuple[Interval, ...]:
    """The numbers an account admits; empty where it admits nothing."""
    if not voices:
        return ()
    if account.name == "any" and account.body is None:
        return (_largest(_given(voices)),)
    if account.name == "confirmed" and account.body is None:
        return _confirmed(voices, cumulative=cumulative)
    common = _undisputed(voices, cumulative=cumulative)
    own = [v for v in voices if account.body is not None and v.bound.side == account.body]
    if own:
        word = (reduce(_later, own) if own[-1].relation == "finder" else own[-1]).amount
        if word is None:
            return common
        given_word = Interval(word.low, word.high)
        narrowed = [both for both in (meet(given_word, c) for c in common) if both is not None]
        return (narrowed[0],) if narrowed else (given_word,)
    return common


def _largest(amounts: Sequence[Amount]) -> Interval:
    """The largest number anybody gives: at least the largest low end, open where one is open."""
    if not amounts:
        return Interval(1, None)
    highs = [amount.high for amount in amounts]
    top = None if None in highs else max(high for high in highs if high is not None)
    return Interval(max(amount.low for amount in amounts), top)


def _later(word: Voice | None, next_: Voice) -> Voice:
    """A finder's last word: what it accepts, before how many it says came in."""
    return word if word is not None and word.check and not next_.check else next_


def _settled(voices: Sequence[Voice]) -> tuple[Interval, ...]:
    """The number a finding, or the receiver's own check, settles.

    Shape: empty where nothing does; several where findings conflict.
    """
    last: dict[str, Voice] = {}
    for voice in voices:
        if voice.relation == "finder" and voice.amount is not None:
            last[voice.bound.asserter] = _later(last.get(voice.bound.asserter), voice)
    if last:
        return versions(_given(list(last.values())))
    checked = [v.amount for v in voices if v.check and v.relation == "opposite" and v.amount]
    return (Interval(checked[-1].low, checked[-1].high),) if checked else ()


def _undisputed(voices: Sequence[Voice], *, cumulative: bool) -> tuple[Interval, ...]:
    settled = _settled(voices)
    options = versions(_given(voices))
    if settled:
        # Bounds that fit what is settled make it exact: at least 600, and 643, give 643.
        narrowed = []
        for one in settled:
            fits = [both for option in options if (both := meet(one, option)) is not None]
            narrowed.append(fits[0] if len(fits) == 1 else one)
        return tuple(dict.fromkeys(narrowed))
    if cumulative and len(options) == 1 and all(v.relation == "opposite" for v in voices):
        return (Interval(options[0].low, None),)  # its high end accuses, by one side's word
    if len(options) > 1:
        # An acknowledgement settles: the receiver's low end, the performer's own high end.
        floor = max(
            (v.amount.low for v in voices if v.amount and v.relation == "opposite"), default=None
        )
        tops = [
            v.amount.high
            for v in voices
            if v.amount and v.relation == "performer" and v.amount.high is not None
        ]
        top = min(tops, default=None)
        kept = (
            [o for o in options if meet(o, Interval(floor, top)) is not None]
            if (floor is None or top is None or floor <= top)
            else []
        )
        options = tuple(kept) or options
    return options


def _confirmed(voices: Sequence[Voice], *, cumulative: bool) -> tuple[Interval, ...]:
    settled = _settled(voices)
    if settled:
        return settled
    received = [v for v in voices if v.relation == "opposite"]
    if not received:
        finders = [v for v in voices if v.relation == "finder"]
        return (Interval(1, None),) if finders else ()
    if not _given(received):
        return (Interval(1, None),)
    (number, *others) = versions(_given(received))
    low = max([number.low or 0, *(o.low or 0 for o in others)])
    if cumulative:
        return (Interval(low, None),)  # its high end accuses, by one side's word
    return (number,) if not others else (Interval(low, low),)


# --- contrary acts ----------------------------------------------------------------------------


def _says(voice: Voice) -> bool:
    """Whether a voice says that an act contrary to the duty happened."""
    return voice.bound.report.contrary is not False and voice.bound.report.result != "not confirmed"


def _contrary(event: Event, voices: Sequence[Voice], account: Account) -> tuple[bool, ...]:
    own = [v for v in voices if account.body is not None and v.bound.side == account.body]
    if own:
        return (_says(own[-1]),)
    denied_by = {bound.side for bound in event.denials}
    if account.body is not None and account.body in denied_by:
        return (False,)
    if account.name == "any" and account.body is None:
        return (any(_says(v) for v in voices),)
    found = [v for v in voices if v.relation == "finder"]
    if found:
        return (_says(found[-1]),)
    admitted = [v for v in voices if v.relation == "performer"]
    if any(_says(v) for v in admitted):
        return (True,)
    if account.name == "confirmed" and account.body is None:
        return (False,)
    others = [v for v in voices if v.relation != "performer"]
    if admitted:
        return (True, False) if any(_says(v) for v in others) else (False,)
    neither = [v for v in voices if v.relation == "neither"]
    values = {_says(v) for v in neither}
    if values and denied_by - {None} and event_denied_by_performer(event, voices, neither):
        values |= {False}
    if not values:
        return (False,)
    return tuple(sorted(values, reverse=True))


def event_denied_by_performer(
    event: Event, voices: Sequence[Voice], neither: Sequence[Voice]
) -> bool:
    """Whether the one said to have acted denies this very act."""
    performers = {v.bound.performer for v in (neither or voices)}
    return any(bound.side in performers for bound in event.denials)


def _over(
    level: Level, voices: Sequence[Voice], account: Account
) -> tuple[tuple[bool, ...], tuple[Interval, ...]]:
    """Whether the level was passed, and the measures the account has.

    A measure beyond the level accuses whoever is to hold it: by the other side's word alone it
    moves nothing but in that side's account, and only the performer's own acknowledges it.
    """
    measured = [v for v in voices if v.amount is not None and v.bound.report.hedge != "denied"]
    numbers = _measures(level, measured, account)
    values = {value for number in numbers for value in _beyond(level, number)}
    return (tuple(sorted(values, reverse=True)) or (False,)), numbers


def _measures(level: Level, voices: Sequence[Voice], account: Account) -> tuple[Interval, ...]:
    own = [v for v in voices if account.body is not None and v.bound.side == account.body]
    if own:
        return versions(_given(own[-1:]))
    if account.name == "any" and account.body is None:
        each = [Interval(a.low, a.high) for a in _given(voices)]
        return tuple(sorted(each, key=lambda n: sorted(_beyond(level, n)))[-1:])
    found = [v for v in voices if v.relation == "finder"]
    if found:
        return versions(_given(found))
    admitted = [v for v in voices if v.relation == "performer"]
    over = [n for n in versions(_given(admitted)) if _beyond(level, n) == {True}]
    if over:
        return (over[0],)
    if account.name == "confirmed" and account.body is None:
        return ()
    heard = _given([v for v in voices if v.relation not in ("opposite", "unplaced")])
    return versions(heard) if heard else ()


def _beyond(level: Level, number: Interval) -> set[bool]:
    """Whether a measure is beyond a level; both where it can be."""
    low = number.low or 0
    if level.bound == "at most":
        over, within = number.high is None or number.high > level.number, low <= level.number
    else:
        over = low < level.number
        within = number.high is None or number.high >= level.number
    return {value for value, can in ((True, over), (False, within)) if can}


# --- joint acts -------------------------------------------------------------------------------


AGREED = frozenset({"agree", "agreed"})
BEGUN = frozenset({"begin", "began", "begun"})
"""Kinds whose very word says that talks have begun."""


def _performs(bound: Bound, terms: JointAct) -> bool:
    report = bound.report
    if report.hedge == "denied":
        return False
    if terms.act == "begin talks":
        return report.stage == "begun" or (report.stage is None and report.kind in BEGUN)
    if terms.act == "do":
        return True  # what tells of it is an act of it already
    agreed = report.kind in REACHED | AGREED
    return agreed or report.stage == "concluded" or report.kind in CHECKS


def _reached(
    event: Event, voices: Sequence[Voice], commitment: Commitment, account: Account
) -> tuple[bool, ...]:
    terms = commitment.terms
    if not isinstance(terms, JointAct):
        raise TypeError(commitment.id)
    known = {voice.bound.report.id for voice in voices}
    said = [(voice.bound, _performs(voice.bound, terms)) for voice in voices]
    said += [(bound, False) for bound in event.denials if bound.report.id not in known]
    own = [done for bound, done in said if account.body is not None and bound.side == account.body]
    if own:
        return (own[-1],)
    if account.name == "any" and account.body is None:
        return (any(done for _, done in said),)
    found = [_performs(v.bound, terms) for v in voices if v.relation == "finder"]
    if found:
        return (found[-1],)
    sides = {bound.side for bound, done in said if done}
    if all(party in sides for party in commitment.liable):
        return (True,)
    if account.name == "confirmed" and account.body is None:
        return (False,)
    values = {done for _, done in said}
    return tuple(sorted(values, reverse=True)) or (False,)
