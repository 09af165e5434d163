"""Review on a terminal: one claim at a time, one key for each decision.

Source: spec/record/review.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import click

from trucebook.cli.entering import book_to_write, refusals, say_alike
from trucebook.cli.moving import told
from trucebook.cli.output import NotValid, put, say
from trucebook.cli.reviewing import say_decided, say_progress, show_claim
from trucebook.entering.enter import How
from trucebook.reviewing.agreeing import for_second
from trucebook.reviewing.by_hand import mark, silent_in
from trucebook.reviewing.decide import Decided, Sitting
from trucebook.reviewing.line import line_of
from trucebook.reviewing.queue import Claim, Queue

KEYS = "a accept, e edit, r refuse, b send back, n next, p previous, u undo, m mark up, q quit"
KEYS_OF_SECOND = "a accept, r refuse, n next, p previous, q quit"


@dataclass
class _Walk:
    """Where a reviewer is."""

    address: str
    how: How
    second: bool
    at: int = 0
    done: list[str] = field(default_factory=list)
    """Ids of claims decided in this sitting, the last one last."""

    def open(self) -> Sitting:
        """The book as it is now."""
        return Sitting(self.address, book_to_write(self.address), self.how)

    def claims(self, queue: Queue) -> tuple[Claim, ...]:
        """What there is to decide on."""
        return for_second(queue, self.how.by) if self.second else queue.waiting


def walk(address: str, how: How, *, second: bool) -> None:
    """Show claim after claim until none is left or the reviewer stops."""
    if second and not how.by:
        raise click.UsageError("A second reader needs a desk key: --by.")
    walk = _Walk(address, how, second)
    whole = len(walk.claims(walk.open().queue))
    while True:
        sitting = walk.open()
        queue = sitting.queue
        claims = walk.claims(queue)
        if not claims:
            put(say_progress(queue))
            if not walk.done or not click.confirm("Undo the last decision?", default=False):
                return
            _undo(walk)
            continue
        walk.at %= len(claims)
        claim = claims[walk.at]
        number = min(whole, whole - len(claims) + walk.at + 1)
        click.clear()
        try:
            show_claim(sitting, claim, f"{number} of {whole}: ")
        except NotValid as fault:
            say(fault.message)
        if not _one_key(walk, claim):
            put(say_progress(walk.open().queue))
            return


def _one_key(walk: _Walk, claim: Claim) -> bool:
    """Wait for a key and do what it asks; False where the reviewer stops."""
    doing: dict[str, Callable[[], None]] = {
        "a": lambda: _do(walk, lambda s: s.accept(claim)),
        "e": lambda: _edit(walk, claim),
        "r": lambda: _decline(walk, claim, "refused"),
        "b": lambda: _decline(walk, claim, "sent back"),
        "n": lambda: _step(walk, 1),
        "p": lambda: _step(walk, -1),
        "u": lambda: _undo(walk),
        "m": lambda: _mark(walk, claim),
    }
    if walk.second:
        doing |= {"a": lambda: _second(walk, claim, "accepted")}
        doing |= {"r": lambda: _second(walk, claim, "refused")}
        doing = {key: doing[key] for key in "arnp"}
    while True:
        click.echo(f"\n{KEYS_OF_SECOND if walk.second else KEYS} > ", nl=False)
        key = click.getchar().lower()
        click.echo(key if key.isprintable() else "")
        if key in {"q", "\x04"}:
            return False
        if key == "\x03":
            raise KeyboardInterrupt
        if key in doing:
            doing[key]()
            return True
        say("That is no key of these; nothing was decided.")


def _do(walk: _Walk, work: Callable[[Sitting], Decided]) -> None:
    """Decide, and wait until it is read what came of it."""
    try:
        with refusals(), told():
            done = work(walk.open())
    except click.ClickException as fault:
        say(fault.message)
    else:
        if done.word != "reopened":
            walk.done.append(done.claim.id)
        if done.entered is not None:
            say_alike(done.entered)
        put(say_decided(done))
    click.pause("Any key goes on.")


def _decline(walk: _Walk, claim: Claim, word: str) -> None:
    because = _asked("Why (empty: not decided)")
    if because:
        back = word == "sent back"
        _do(walk, lambda s: s.send_back(claim, because) if back else s.refuse(claim, because))


def _second(walk: _Walk, claim: Claim, word: str) -> None:
    because = _asked("Why (may be empty)") if word == "refused" else ""
    _do(walk, lambda s: s.second(claim, word, because))


def _edit(walk: _Walk, claim: Claim) -> None:
    with refusals():
        proposed = walk.open().proposed(claim)
    line = _asked("Report (empty: not decided)", line_of(proposed))
    if line:
        _do(walk, lambda s: s.accept(claim, line))


def _mark(walk: _Walk, claim: Claim) -> None:
    """A report on a sentence that gave nothing."""
    sitting = walk.open()
    with refusals():
        source = sitting.source(claim)
    silent = silent_in(sitting.queue, source)
    if not silent:
        say("Every sentence of this article gave a claim.")
        click.pause("Any key goes on.")
        return
    for one in silent:
        put(f"  {one.number}: {one.sentence.text}")
    number = _asked("Which sentence (empty: none)")
    if not number.isdecimal():
        return
    line = _asked("Report (empty: not decided)", f"{claim.published} ")
    if line:
        _do(walk, lambda s: mark(s, source, int(number), line))


def _undo(walk: _Walk) -> None:
    if not walk.done:
        say("Nothing was decided in this sitting. trucebook review BOOK --undo ID undoes others.")
        click.pause("Any key goes on.")
        return
    name = walk.done.pop()
    _do(walk, lambda s: s.undo(s.queue.by_id[name]))


def _step(walk: _Walk, by: int) -> None:
    walk.at += by


def _asked(question: str, given: str = "") -> str:
    """A line that the reviewer writes; `given` stands there to be changed, where that can be."""
    try:
        import readline
    except ImportError:
        if given:
            put(given)
        return input(f"{question}: ").strip()
    readline.set_startup_hook(lambda: readline.insert_text(given))
    try:
        return input(f"{question}: ").strip()
    except EOFError:
        return ""
    finally:
        readline.set_startup_hook(None)
