"""The faults that reading a text can find, each with its words in one place."""

from __future__ import annotations

from trucebook.syntax.diagnostic import Diagnostic, Fix, Related
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token


def fault(  # noqa: PLR0913, PLR0917 - the fields of a diagnostic
    code: str,
    span: Span,
    message: str,
    why: str,
    fixes: tuple[Fix, ...] = (),
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    """A fault."""
    return Diagnostic(code, "fault", span, message, why, fixes, related)


def say(span: Span, wording: str) -> Fix:
    """The fix that puts `wording` there and says so."""
    return Fix(span, wording, f"say '{' '.join(wording.split())}'")


def insert(span: Span, wording: str, words: str) -> Fix:
    """The fix that puts `wording` behind the span."""
    return Fix(Span(span.file, span.end, span.end), wording, words)


def at(file: str, token: Token) -> Span:
    """Where a word stands."""
    return Span(file, token.start, token.end)


def cannot_read(span: Span, found: str, wanted: str, fixes: tuple[Fix, ...] = ()) -> Diagnostic:
    """Nothing more special is known about it."""
    return fault(
        "cannot-read",
        span,
        f"this line cannot be read from {found} on",
        f"here can stand: {wanted}",
        fixes,
    )


def by_whom(name: str, span: Span) -> Diagnostic:
    """By whom, where `a centre shall be set up`; `span` reaches from the name to `be`."""
    return fault(
        "unclear-subject",
        span,
        f"it does not say who undertakes this of {name}",
        "a commitment is somebody's: say who does it, and to whom or what; alpha and beta shall "
        'jointly set up "the centre". What nobody undertakes is expected, and owed by nobody',
        (say(span, f"it is expected that {name} is"),),
    )


def open_quote(span: Span, end: int, line: str) -> Diagnostic:
    """A quotation that does not end on its line; the end of the sentence is not part of it."""
    end -= len(line) - len(line.rstrip().rstrip("."))
    return fault(
        "open-quote",
        span,
        "this quotation does not end on its line",
        "a quotation ends on the line it began, so that a forgotten mark spoils one line only",
        (Fix(Span(span.file, end, end), '"', 'put the closing " where the quotation ends'),),
    )


def bad_date(span: Span, written: str, fixes: tuple[Fix, ...] = ()) -> Diagnostic:
    """A date the calendar does not have, or one written in a way that can be misread."""
    return fault(
        "bad-date",
        span,
        f"'{written}' is no date",
        "dates are written 19 January 2025 or 2025-01-19, and must be in the calendar",
        fixes,
    )


def missing_full_stop(span: Span) -> Diagnostic:
    """A sentence that does not end."""
    return fault(
        "missing-full-stop",
        span,
        "this sentence has no full stop",
        "a full stop ends a commitment; without it the next words would belong to it",
        (insert(span, ".", "put a full stop here"),),
    )


def unclear_condition(span: Span, word: str, fixes: tuple[Fix, ...]) -> Diagnostic:
    """A condition nothing can be computed from."""
    return fault(
        "unclear-condition",
        span,
        f"what must be the case after '{word}' cannot be computed",
        "a condition is: [id] is met, 7 hostages are released, day 12 has come, parties are in "
        'talks, phase two begins, or an event by its name: "…" has happened',
        fixes,
    )


def named_event(span: Span, text: str) -> Fix:
    """The fix that makes free words the name of an event."""
    free = " ".join(text[span.start : span.end].replace('"', "").split())
    return say(span, f'"{free}" has happened')
