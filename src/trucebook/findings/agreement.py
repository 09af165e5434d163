"""Everything found in an agreement before it is signed, one file for each question.

    gaps, readings          what follows a phase                     gaps.py
    never due               phases and days that never come          never_due.py
    waits                   knots, and holding each other back       waits.py
    deadlines, questions    too early for what they hang on          deadlines.py
    notices                 more time than there is                  notices.py
    totals                  numbers that contradict each other       totals.py
    without day, end, sum   what nothing bounds                      open_ended.py
    observers               what nobody is named to look at          observers.py
    suspensions             held off without an end                  suspensions.py
    say over                values nobody settles                    say_over.py
    measures                words that cannot be computed            measures.py
    third parties           duties of those who are not bound        third_parties.py
    bases                   weak words on which others hang          bases.py
    clashes                 owed and forbidden                       clashes.py
    clock                   days counted from nowhere                clock.py

Each looks at the text once, so that many sentences take as much longer as they are more.
Source: spec/findings.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from trucebook.findings.bases import weak_bases
from trucebook.findings.clashes import may_clash
from trucebook.findings.clock import no_first_day
from trucebook.findings.deadlines import asked, too_early
from trucebook.findings.finding import NOWHERE, Finding, by_place
from trucebook.findings.gaps import gaps
from trucebook.findings.measures import conduct_only, vague_words
from trucebook.findings.never_due import never_begins, never_due
from trucebook.findings.notices import notices, renewals
from trucebook.findings.observers import no_observer
from trucebook.findings.open_ended import amount_open, no_day, unbounded
from trucebook.findings.say_over import nobody_declares, nobody_picks, to_be_negotiated
from trucebook.findings.schedule import Schedule
from trucebook.findings.suspensions import without_end
from trucebook.findings.third_parties import third_party_duties
from trucebook.findings.totals import totals
from trucebook.findings.waits import both_wait, deadlocks, held_back, knots
from trucebook.model.agreement import Agreement
from trucebook.model.report import Watch


def findings(
    agreement: Agreement, watches: Iterable[Watch] = (), texts: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Everything found in an agreement, in the order of its text.

    `watches` are the book's; `texts` are its files, for wordings to be put into.
    """
    return by_place(_every(as_it_stands(agreement), watches, texts or {}))


def as_it_stands(agreement: Agreement) -> Agreement:
    """The text with its amendments, as if it had been signed so; sentences in their order."""
    now = [one for one in agreement.commitments if one.replaced is None]
    now.sort(key=lambda one: (one.span or NOWHERE, one.id))
    as_signed = tuple(replace(one, since=None, before=None) for one in now)
    return replace(agreement, commitments=as_signed, amendments=(), signed=None)


def _every(
    agreement: Agreement, watches: Iterable[Watch], texts: Mapping[str, str]
) -> Iterator[Finding]:
    soon = Schedule(agreement, soon=True)
    late = Schedule(agreement, soon=False)
    tied = knots(late)
    yield from no_first_day(agreement)
    yield from gaps(agreement, late, texts)
    yield from never_begins(soon, late, texts)
    yield from never_due(soon, late, {name for knot in tied for name in knot})
    yield from deadlocks(late, tied)
    yield from held_back(late)
    yield from both_wait(late)
    yield from too_early(soon, late)
    yield from asked(late)
    yield from notices(late)
    yield from renewals(agreement)
    yield from totals(late)
    yield from no_day(late)
    yield from unbounded(late)
    yield from amount_open(late)
    yield from no_observer(agreement, watches)
    yield from to_be_negotiated(agreement)
    yield from nobody_declares(agreement)
    yield from nobody_picks(agreement)
    yield from vague_words(agreement)
    yield from conduct_only(agreement)
    yield from third_party_duties(agreement)
    yield from weak_bases(agreement)
    yield from may_clash(late)
    yield from without_end(late)
