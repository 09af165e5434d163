"""A claim of the review queue on the terminal: where it stands, what is proposed, what it moves.

Source: spec/record/review.md.
"""

from __future__ import annotations

from trucebook.cli.entering import refusals
from trucebook.cli.moving import told
from trucebook.cli.output import put, style, width
from trucebook.entering.refused import RefusedError
from trucebook.export.claim_to_text import claim_to_text
from trucebook.export.entered_to_text import Entered, likeness_to_text
from trucebook.export.layout import clean, paragraph
from trucebook.export.lists_to_text import moved_to_text
from trucebook.reviewing.agreeing import agreeing
from trucebook.reviewing.decide import Decided, Sitting
from trucebook.reviewing.line import line_of
from trucebook.reviewing.precision import say_precision
from trucebook.reviewing.queue import Claim, Queue
from trucebook.reviewing.rows import reader_of
from trucebook.views.wording import say_day, say_list, say_times

MOST = 3
"""Reports named that a claim is like, before the rest is counted."""


def show_list(queue: Queue) -> None:
    """What waits, one claim to a line, and how much is decided."""
    for claim in queue.waiting:
        decision = queue.decision(claim)
        back = f" (sent back: {decision.because})" if decision else ""
        words = f"{claim.id}  {claim.kind}: {claim.fields.get('quote')}{back}"
        put(paragraph(clean(words), width(), rest="  "))
    put(paragraph(say_progress(queue), width()))


def say_progress(queue: Queue) -> str:
    """How many claims wait, and what became of the others."""
    if not queue.claims:
        return "The review queue is empty. trucebook read ARTICLE --into BOOK fills it."
    words = ["accepted", "same", "refused", "sent back"]
    counts = {word: sum(queue.standing(c) == word for c in queue.claims) for word in words}
    waiting = len(queue.waiting) - counts["sent back"]
    told = [f"{waiting} waiting"] + [
        f"{number} {'told by another row' if word == 'same' else word}"
        for word, number in counts.items()
        if number
    ]
    lines = [f"{say_times(len(queue.claims), 'claim')}: {say_list(told)}."]
    both = agreeing(queue)
    if both.both:
        lines.append(
            f"Second readers decided {say_times(both.both, 'claim')}, {both.alike} as the first."
        )
    if queue.unreadable:
        lines.append(f"{say_times(queue.unreadable, 'line')} of the queue cannot be read.")
    return " ".join(lines)


def show_claim(sitting: Sitting, claim: Claim, head: str = "") -> None:
    """One claim as a reviewer sees it.

    Errors: NotValid where its source does not hold it.
    """
    page, strong = width(), style().strong
    with refusals(), told():
        source, row = sitting.source(claim), sitting.proposed(claim)
    start, end = row["anchor"]["selector"][-1]["start"], row["anchor"]["selector"][-1]["end"]  # type: ignore[index] # made by `to_columns`
    put(strong(f"{head}{claim.id}, {claim.kind}"))
    title = source.row.get("title")
    put(paragraph(clean(f"{claim.outlet}, {claim.published}{f': {title}' if title else ''}"), page))
    put(f"\n{claim_to_text(source.text or '', start, end, page, style())}\n")
    put(paragraph(clean(line_of(row)), page, first="  Proposed: ", rest="    "))
    decision = sitting.queue.decision(claim)
    if decision is not None and decision.word == "sent back":
        put(paragraph(f"Sent back: {decision.because}", page, first="  ", rest="    "))
    if claim.twin:
        put(paragraph(f"The article says it again in {claim.twin}.", page, first="  "))
    try:
        with told():
            entered = sitting.trial(row)
    except RefusedError as refused:
        put(paragraph(f"As it is it cannot go in: {refused.words}", page, first="  ", rest="    "))
    else:
        _show_entered(entered, page)
    put(
        paragraph(say_precision(reader_of(claim.fields), claim.kind), page, first="  ", rest="    ")
    )


def _show_entered(entered: Entered, page: int) -> None:
    bound = entered.report
    where = say_list(f"[{name}]" for name in bound.commitments)
    why = f": {bound.why_unbound}" if bound.why_unbound else ""
    words = f"bound to {where}" if where else f"bound to nothing{why}"
    put(paragraph(f"It would be {words}.", page, first="  ", rest="    "))
    if bound.unplaced:
        put(paragraph(f"Not in the names table: {'; '.join(bound.unplaced)}.", page, first="  "))
    head = f"Standings on {say_day(entered.on)}, account {entered.account}, without and with it:"
    put(paragraph(head, page, first="  "))
    put("\n".join(f"  {line}" for line in moved_to_text(entered.moved, page - 2).splitlines()))
    if entered.like:
        put("  Look at these before you accept:")
        told = likeness_to_text(entered.like[:MOST], page - 4)
        put("\n".join(f"    {line}" for line in told.splitlines()))
        if len(entered.like) > MOST:
            put(f"    and {len(entered.like) - MOST} more.")


def say_decided(decided: Decided) -> str:
    """What became of a claim, in one sentence."""
    name, entered = decided.claim.id, decided.entered
    if decided.word == "same":
        return f"{name} tells again what {decided.report} tells: nothing new went in."
    if decided.word == "reopened":
        gone = f"; {decided.report} takes its report back" if decided.report else ""
        return f"{name} waits again{gone}."
    if entered is None:
        return f"{name} is {decided.word}."
    edited = f", with {say_list(decided.changed)} changed" if decided.changed else ""
    moved = [f"{one.id} {one.before} -> {one.after}" for one in entered.moved]
    told = f" {say_list(moved)}." if moved else " No standing moved."
    return f"{name} is accepted{edited}: {decided.report} {entered.outcome}.{told}"
