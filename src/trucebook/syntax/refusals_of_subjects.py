"""Who undertakes it cannot be read, or nothing says that it is undertaken.

Source: spec/diagnostics/unclear-subject.md, spec/diagnostics/missing-shall.md.
"""

from __future__ import annotations

from trucebook.syntax.diagnostic import Diagnostic
from trucebook.syntax.faults import at, by_whom, fault, insert, say
from trucebook.syntax.refusal import MODALS, Refused, bound
from trucebook.syntax.span import Span


def subject(of: Refused) -> Diagnostic | None:
    """What stands before `shall` is nobody; or there is no `shall` at all."""
    if not of.sentence or not of.wanted & MODALS or bound(of.before):
        return None
    modal = next((i for i, w in enumerate(of.words) if w.kind in MODALS), None)
    if modal is None:
        return _no_modal(of)
    start = next((i for i, w in enumerate(of.words) if w.kind not in {"REF", "CITATION"}), 0)
    span = Span(of.file, of.words[start].start, of.words[max(start, modal - 1)].end)
    after = of.words[modal + 1 : modal + 2]
    named = all(word.kind in {"WORD", "OF", "ROLE"} for word in of.words[start:modal])
    if named and of.words[modal].kind == "SHALL" and after and after[0].text == "be":
        name = " ".join(of.text[span.start : span.end].split())
        return by_whom(name[:1].lower() + name[1:], Span(of.file, span.start, after[0].end))
    if (whose := _whose(of, start, modal)) is not None:
        return whose
    return fault(
        "unclear-subject",
        span,
        f"before '{of.words[modal].text}' it cannot be read who undertakes this",
        "a commitment says first on what condition, with a comma behind it, then who: "
        "once [host] is met, alpha shall …; in return for [host], alpha shall …; what is done "
        "to somebody is said of who does it",
    )


_OF_SOMEBODY = {"of", "for", "from", "the", "The"}


def _whose(of: Refused, start: int, modal: int) -> Diagnostic | None:
    """`the commanders of alpha and beta shall`: those who signed undertake it."""
    run = of.words[start:modal]
    named = [word for word in run if word.kind == "PARTY"]
    full = len(named) == 1 and all(word.kind in {"PARTY", "WORD", "OF"} for word in run)
    if full and named[0] is run[0]:
        return _ids(Span(of.file, run[0].start, run[-1].end), named[0].text)
    first = next((i for i, word in enumerate(run) if word.kind in {"PARTY", "ROLE"}), 0)
    plain = all(word.kind in {"WORD", "AND", "OF"} for word in run[:first])
    if not first or not plain or run[first - 1].text not in _OF_SOMEBODY:
        return None
    if any(word.kind not in {"PARTY", "ROLE", "AND", ","} for word in run[first:]):
        return None
    span = Span(of.file, run[0].start, run[-1].end)
    who = " ".join(of.text[run[first].start : run[-1].end].split())
    return _ids(span, who)


def _ids(span: Span, who: str) -> Diagnostic:
    return fault(
        "unclear-subject",
        span,
        f"who undertakes this is said by the ids of the parties: {who}",
        "a party undertakes, whichever of its people act: who they are can be said in a note "
        'behind the sentence, note "through their commanders"',
        (say(span, who),),
    )


_UNDERTAKING = {"commit", "commits", "undertake", "undertakes", "agree", "agrees", "pledge"}
_UNDERTAKING |= {"pledges", "promise", "promises", "committed", "obliged", "bound", "obligated"}
_BEFORE_IT = {"are", "is", "hereby", "also", "further", "themselves", "itself"}


def _undertaking(of: Refused) -> Diagnostic | None:
    """`undertake to open`: shall, in other words."""
    for i, word in enumerate(of.words[:-1]):
        if word.text not in _UNDERTAKING:
            continue
        end = i + 1
        while end < len(of.words) and of.words[end].text in _BEFORE_IT:
            end += 1
        if end + 1 >= len(of.words) or of.words[end].text != "to" or not i:
            continue
        if of.words[end + 1].text in {"a", "an", "the"}:
            continue  # agree to a halt: that is no verb
        start = i
        while start > 1 and of.words[start - 1].text in _BEFORE_IT:
            start -= 1
        span = Span(of.file, of.words[start].start, of.words[end].end)
        written = " ".join(of.text[span.start : span.end].split())
        return fault(
            "missing-shall",
            span,
            f"'{written}' is no function word of the language",
            "a commitment says who shall do what: whoever undertakes to do it shall do it",
            (say(span, "shall"),),
        )
    return None


def _no_modal(of: Refused) -> Diagnostic:
    undertaking = _undertaking(of)
    if undertaking is not None:
        return undertaking
    known = [word for word in of.words if word.kind in {"PARTY", "ROLE"}]
    after = known[0] if known and known[0].start < of.here.start else of.words[of.index - 1]
    return fault(
        "missing-shall",
        Span(of.file, of.words[0].start, of.here.end),
        "this sentence does not say shall, shall not or may",
        "a commitment says who shall do what; 'would release' or 'releases' is no undertaking",
        (insert(at(of.file, after), " shall", "say 'shall' behind who undertakes it"),),
    )
