"""Somebody who acts or receives, and is declared nowhere: who was meant, or what.

Source: spec/diagnostics/unknown-party.md, spec/diagnostics/unclear-subject.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from trucebook.model.agreement import Party
from trucebook.syntax.diagnostic import Diagnostic, Fix
from trucebook.syntax.faults import by_whom, fault, say
from trucebook.syntax.function_words import nearest
from trucebook.syntax.span import Span

_BOTH = {"both sides", "both parties", "the sides", "each side", "each party", "the two sides"}
_BOTH |= {"the two parties", "both of the parties", "both of the sides"}
"""What agreements call those who sign them."""
_NEITHER = re.compile(r"(?:neither|no)\s+(?:party|side)\s+shall\b", re.IGNORECASE)
_ARTICLES = {"a", "an", "the"}
_BE_DONE = re.compile(r"\s+shall\s+be\s(?=\s*\w)")
_OWNER = re.compile(r"(?:the\s+)?(?P<who>[\w-]+)['’](?:s\b)?\s", re.IGNORECASE)
"""As in "the government's forces": whoever it is that they are of undertakes it."""
_LEADING = {"with", "upon", "following", "subject", "during", "at", "as", "in", "for", "without"}
"""Words that begin what stands before who undertakes it, and are no name."""


def stranger(name: str, span: Span, text: str, parties: Mapping[str, Party]) -> Diagnostic:
    """The fault of somebody who acts or receives and is declared nowhere; `name` as written."""
    passive = _BE_DONE.match(text, span.end)
    if passive is not None and name not in parties:
        return by_whom(name, Span(span.file, span.start, passive.end() - 1))
    first, _, rest = name.partition(" ")
    if first.lower() in _LEADING and rest:
        return _condition_before(first, rest, span)
    near = nearest(name.rsplit(maxsplit=1)[-1] if name else name, frozenset(parties))
    close = [near] if near else list(parties)
    lead = "to " if text.startswith("to ", span.start) else ""
    fixes = [say(span, f"{lead}{one}") for one in close]
    owner = _OWNER.match(name)
    if owner is not None and owner["who"].lower() in parties:
        near = owner["who"].lower()
        fixes = [say(span, f"{lead}{near}")]
    signed = " and ".join(one.id for one in parties.values() if one.role == "party")
    called = " ".join(name.lower().split())
    nobody = _NEITHER.match(text, span.start)
    if called in _BOTH:
        fixes = [say(span, signed)]
    elif nobody is not None:
        fixes = [say(Span(span.file, *nobody.span()), f"{signed} shall not")]
    elif near is None and not lead and " " in called:
        fixes = [say(span, signed)]  # a thing that shall be so: nobody's name is meant
    elif lead and name.split(maxsplit=1)[0] in _ARTICLES:
        fixes = [say(span, f'to "{name}"')]
    last = max((party.span for party in parties.values() if party.span), default=None)
    if near is None and last is not None and name.isidentifier():
        end = Span(last.file, last.end, last.end)
        fixes.append(Fix(end, f"\n  {name}", f"declare {name} where the others are declared"))
    return fault(
        "unknown-party",
        span,
        f"nobody here is called '{name}'",
        "who undertakes or receives something is declared in parties, guarantors, "
        "mediators, verifiers, beneficiaries or third parties, and named by that id; "
        "a place stands in quotes",
        tuple(fixes),
    )


def _condition_before(first: str, rest: str, span: Span) -> Diagnostic:
    """With the start of the talks, alpha shall: a condition, said as one."""
    event = rest.removeprefix("to ") if first.lower() == "subject" else rest
    fixes: tuple[Fix, ...] = ()
    if first.lower() in {"with", "upon", "following", "subject"}:
        fixes = (say(span, f'once "{event}" has happened'),)
    return fault(
        "unclear-condition",
        span,
        f"'{first} {rest}' is nobody, and no condition as it stands",
        "what stands before who undertakes it is a condition, with a comma behind it: once [id] is "
        'met, once "the name of what happens" has happened; anything else is a note',
        fixes,
    )
