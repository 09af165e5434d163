"""`trucebook review`: claims of articles are decided on, one by one, and go in or not."""

from __future__ import annotations

import sys
from typing import Any

import click

from trucebook.cli.entering import book_to_write, refusals, say_alike
from trucebook.cli.keeping import source_named
from trucebook.cli.moving import told
from trucebook.cli.options import DAY, account_option, json_option
from trucebook.cli.output import put, say, width
from trucebook.cli.review_keys import walk
from trucebook.cli.reviewing import say_decided, show_claim, show_list
from trucebook.entering.enter import How
from trucebook.export.layout import clean, paragraph
from trucebook.export.to_json import Json, to_text
from trucebook.reviewing.by_hand import mark, silent_in
from trucebook.reviewing.decide import Decided, Sitting
from trucebook.reviewing.line import line_of
from trucebook.reviewing.queue import Claim, Queue
from trucebook.reviewing.to_json import claim_to_json, decided_to_json, queue_to_json

WORDS = ("accept", "refuse", "send_back", "undo")


@click.command(
    "review",
    epilog="Example: trucebook review my-book --accept p03 --by desk-3",
)
@click.argument("book")
@click.option("--accept", multiple=True, metavar="ID", help="Put its report into the record.")
@click.option("--refuse", multiple=True, metavar="ID", help="Keep it out; with --because.")
@click.option("--send-back", multiple=True, metavar="ID", help="Leave it to somebody else.")
@click.option("--undo", multiple=True, metavar="ID", help="Take the last decision on it back.")
@click.option("--because", default="", metavar="WORDS", help="Why: with --refuse, --send-back.")
@click.option("--as", "line", metavar="LINE", help="With one --accept: what goes in instead.")
@click.option(
    "--mark",
    type=(str, click.IntRange(1)),
    metavar="SOURCE N",
    help="With --as: a report that stands on sentence N of a kept source.",
)
@click.option(
    "--second", is_flag=True, help="As a second reader, who is not shown the first decisions."
)
@click.option("--show", metavar="ID", help="Show one claim, and decide nothing.")
@click.option("--sentences", metavar="SOURCE", help="List the sentences that gave no claim.")
@click.option("--by", default="", metavar="DESK", help="A desk key or pseudonym: who decides.")
@click.option("--on", type=DAY, help="The day on which it is shown what a report moves.")
@click.option("--dry-run", is_flag=True, help="Show what would be, and put nothing in.")
@account_option
@json_option
def command(
    *,
    book: str,
    because: str,
    line: str | None,
    mark: tuple[str, int] | None,
    second: bool,
    show: str | None,
    sentences: str | None,
    by: str,
    on: str | None,
    dry_run: bool,
    account: str,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - click's own signature
) -> None:
    """Decide on the claims that wait in the review queue of BOOK.

    On a terminal each claim is shown where it stands in its article, with the report that would
    go in and what it would move, and waits for a key. Elsewhere what waits is listed, and options
    decide. Nothing enters the record unreviewed; what is refused is kept, with the reason.
    """
    how = How(by, on, account, dry_run, say)
    wanted = [(word, name) for word in WORDS for name in asked[word]]
    _hold_to_sense(wanted, line, mark, second=second)

    def sit() -> Sitting:
        return Sitting(book, book_to_write(book), how)

    now = sit()
    if mark is not None:
        done = [_marked(now, mark, str(line))]
    elif wanted:
        done = [
            _decided(sit(), word, name, (because, line), second=second) for word, name in wanted
        ]
    else:
        _look(now, show, sentences, second=second, as_json=as_json)
        return
    if as_json:
        rows = [decided_to_json(one, now.book.name) for one in done]
        put(to_text({"schema": "trucebook.review-decisions/1", "decided": list(rows)}))


def _look(
    sitting: Sitting, show: str | None, sentences: str | None, *, second: bool, as_json: bool
) -> None:
    """Nothing is decided by options: show, list, or on a terminal wait for keys."""
    queue = sitting.queue
    if show is not None and as_json:
        claim = claim_named(queue, show)
        with refusals():
            line = line_of(sitting.proposed(claim))
        told: dict[str, Json] = {"schema": "trucebook.review-claim/1", "proposed": line}
        put(to_text(told | claim_to_json(queue, claim)))
    elif show is not None:
        show_claim(sitting, claim_named(queue, show))
    elif sentences is not None:
        for one in silent_in(queue, source_named(sitting.book, sentences)):
            put(paragraph(clean(one.sentence.text), width(), first=f"{one.number}  ", rest="    "))
    elif as_json:
        put(to_text(queue_to_json(queue, sitting.book.name)))
    elif sys.stdin.isatty() and sys.stdout.isatty():
        walk(sitting.address, sitting.how, second=second)
    else:
        show_list(queue)


def _hold_to_sense(
    wanted: list[tuple[str, str]], line: str | None, mark: tuple[str, int] | None, *, second: bool
) -> None:
    """Refuse options that do not go together.

    Errors: click.UsageError.
    """
    words = [word for word, _ in wanted]
    names = [name for _, name in wanted]
    if mark is not None and (line is None or wanted):
        raise click.UsageError("--mark goes with --as, and with nothing else that decides.")
    if line is not None and mark is None and words != ["accept"]:
        raise click.UsageError("--as goes with one --accept, or with --mark.")
    if len(set(names)) != len(names):
        raise click.UsageError("A claim is named twice: one decision for each.")
    if second and (line is not None or not set(words) <= {"accept", "refuse"}):
        raise click.UsageError("A second reader accepts or refuses, and changes nothing.")


def claim_named(queue: Queue, name: str) -> Claim:
    """The claim of an id, or of its last part where no other claim has it.

    Errors: click.UsageError.
    """
    found = [claim for claim in queue.claims if claim.id == name]
    found = found or [claim for claim in queue.claims if claim.id.rpartition("/")[2] == name]
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.UsageError(f"The queue has no claim {name!r}. trucebook review lists them.")
    names = ", ".join(claim.id for claim in found[:5])
    raise click.UsageError(f"{name!r} can be {names}: say which.")


def _decided(
    sitting: Sitting, word: str, name: str, said: tuple[str, str | None], *, second: bool
) -> Decided:
    """One decision, on the book as it is now."""
    because, line = said
    claim = claim_named(sitting.queue, name)
    with refusals(), told():
        if second:
            decision = "accepted" if word == "accept" else "refused"
            done = sitting.second(claim, decision, because)
        elif word == "accept":
            done = sitting.accept(claim, line)
        elif word == "undo":
            done = sitting.undo(claim)
        else:
            decline = sitting.refuse if word == "refuse" else sitting.send_back
            done = decline(claim, because)
    return _told(done)


def _marked(sitting: Sitting, place: tuple[str, int], line: str) -> Decided:
    """A report that a person found in a sentence."""
    source = source_named(sitting.book, place[0])
    with refusals(), told():
        done = mark(sitting, source, place[1], line)
    return _told(done)


def _told(done: Decided) -> Decided:
    context = click.get_current_context()
    if done.entered is not None:
        say_alike(done.entered)
    if not context.params["as_json"]:
        put(say_decided(done))
    return done
