"""A brief as a sheet: two printed pages, whichever form it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucebook import __version__
from trucebook.evaluation.result import Clocks
from trucebook.export.sheet import Block, Code, Heading, Item, Piece, Sheet, Words
from trucebook.export.to_json import minute_to_json
from trucebook.model.agreement import Agreement
from trucebook.model.report import Bound
from trucebook.model.time import Day, iso
from trucebook.views.acts import say_act
from trucebook.views.brief import Brief, Differing, Few
from trucebook.views.changes import Moved
from trucebook.views.composition import GROUNDS
from trucebook.views.due import Coming
from trucebook.views.status import say_watch, voice_of
from trucebook.views.wording import (
    WITHHELD,
    say_day,
    say_interval,
    say_minutes,
    say_times,
    say_uncertain_day,
)

METHOD = (
    "Each standing is computed from the text of the agreement and from sourced reports, for one "
    "day, by what had been published by a day. The account undisputed takes what nobody conflicts "
    "with, and of a conflict each version: then more than one standing is possible. The account "
    "of a party or a monitor takes its own word first; confirmed, what is found or acknowledged; "
    "any, every statement that a thing was done. Nothing is averaged, and figures of different "
    "sources are not added up."
)


def brief_to_sheet(  # noqa: PLR0913 - a brief, and what is said of where it comes from
    answer: Brief,
    agreement: Agreement,
    *,
    book: str,
    digest: str,
    since: Day,
    command: str,
    withheld: bool = False,
) -> Sheet:
    """The whole page.

    `digest` is that of the book's files, `command` gives the same again, `withheld`: the book has
    more, for others.
    """
    clocks, account = answer.status.clocks, answer.status.account
    day = answer.status.day_number
    number = "" if day is None else f", day {day} of the agreement"
    public = (
        "by every report, whenever published"
        if clocks.public is None
        else f"by what was published by {say_day(clocks.public)}"
    )
    said: set[str] = set()
    parts: list[tuple[str, Sequence[Block]]] = [
        ("Phase", _phase(answer)),
        ("Where the commitments stand", _standings(answer)),
        (f"Moved by reports since {say_day(since)}", _moved(answer)),
        (
            f"Due by {say_day(clocks.on + answer.ahead)}",
            _due(answer.coming, "Nothing falls due.", said),
        ),
        ("Past its day and open", _due(answer.past, "Nothing.", said)),
        ("Where the accounts differ", _differing(answer)),
        ("Figures given since, each by its source", _figures(answer, agreement)),
        ("Who watched", _coverage(answer)),
        ("What this rests on", _composition(answer)),
        ("Method", [_words(METHOD), _made(book, digest, command)]),
    ]
    blocks: list[Block] = [
        Heading(1, answer.status.title),
        _words(f"Brief for {say_day(clocks.on)}{number}, {public}. Account: {account}."),
        *([_words(WITHHELD)] if withheld else []),
    ]
    for title, told in parts:
        blocks += [Heading(2, title), *told]
    return Sheet((*blocks, _words(answer.status.closing)))


def _words(*pieces: Piece) -> Words:
    return Words(pieces)


def _item(*pieces: Piece) -> Item:
    return Item(pieces)


def _ids(names: Iterable[str]) -> list[Piece]:
    """Ids one after the other."""
    found: list[Piece] = []
    for name in names:
        found += [", ", Code(name)] if found else [Code(name)]
    return found


def _few(names: Few[str]) -> list[Piece]:
    more = f" and {names.more} more" if names.more else ""
    return [*_ids(names.shown), more]


def _more(count: int, what: str, where: str) -> list[Item]:
    return [_item(f"{count} more {what}: ", Code(where), " lists all.")] if count else []


def _phase(answer: Brief) -> list[Block]:
    words = " ".join(answer.status.phases) or "The text has no phases."
    gap = [] if answer.status.gap is None else [_words(answer.status.gap)]
    return [_words(words), *gap]


def _standings(answer: Brief) -> list[Block]:
    return [_item(f"{word}: ", *_few(names)) for word, names in answer.standings] or [
        _words("Nothing.")
    ]


def _moved(answer: Brief) -> list[Block]:
    new = say_times(len(answer.changes.reports), "new report")
    lines = [_one_moved(one) for one in answer.moved.shown]
    lines += _more(answer.moved.more, "moved", "trucebook changes")
    return [_words(f"{new}. {'' if lines else 'No standing moved.'}".rstrip()), *lines]


def _one_moved(one: Moved) -> Item:
    by: list[Piece] = []
    if one.through:
        by = [", through ", *_listed(one.through)]
    elif one.reports:
        by = [f", by {_few_reports(one.reports)}"]
    return _item(Code(one.id), f": {one.before} → {one.after}", *by)


def _listed(names: Sequence[str]) -> list[Piece]:
    """Ids as a sentence lists them: `a`, `b` and `c`."""
    if len(names) < 2:  # noqa: PLR2004 - one stands alone
        return _ids(names)
    return [*_ids(names[:-1]), " and ", Code(names[-1])]


def _few_reports(names: Sequence[str], most: int = 3) -> str:
    """Reports by their ids, the first of them."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _due(items: Few[Coming], nothing: str, said: set[str]) -> list[Block]:
    """Day by day; what was `said` of several is told once."""
    lines = []
    for one in items.shown:
        left = ""
        if one.left is not None and one.unit is not None:
            left = f", {say_interval(one.left)} {one.unit} left"
        who = f"{', '.join(one.who)}: " if one.who else ""
        event = "" if one.event == "falls due" else f" ({one.event})"
        standing = f"; {one.standing}" if one.standing else ""
        new = [remark.words for remark in one.refusals if remark.words not in said]
        said.update(new)
        refusals = "".join(f"; said of it: {words}" for words in new)
        day = say_uncertain_day(one.day, one.day_latest)
        told = f" {who}{one.what}{event}{left}{standing}{refusals}"
        lines.append(_item(f"{day}: ", Code(one.id), told))
    return [*lines, *_more(items.more, "entries", "trucebook due")] or [_words(nothing)]


def _differing(answer: Brief) -> list[Block]:
    lines = [_one_differing(one) for one in answer.differing.shown]
    more = _more(answer.differing.more, "commitments", "trucebook status --json")
    nowhere = "Nowhere: every commitment stands alike in every account."
    return [*lines, *more] or [_words(nowhere)]


def _one_differing(one: Differing) -> Item:
    words = "; ".join(f"{word} ({', '.join(whose)})" for word, whose in one.words)
    return _item(Code(one.id), f": {words}")


def _figures(answer: Brief, agreement: Agreement) -> list[Block]:
    lines = [_item(_figure(bound, agreement)) for bound in answer.figures.shown]
    more = _more(answer.figures.more, "figures", "trucebook reports")
    return [*lines, *more] or [_words("None.")]


def _figure(bound: Bound, agreement: Agreement) -> str:
    voice = voice_of(bound)
    through = voice.source
    told = f", through {through}" if through and through != voice.asserter else ""
    report = bound.report
    when = "" if report.when is None else f", on {say_minutes(report.when.first, report.when.last)}"
    hedge = "" if report.hedge == "none" else f" ({report.hedge})"
    return (
        f"{say_act(bound, agreement)}{when}. Said by {voice.asserter}{told}, "
        f"{say_day(report.published)}{hedge}; {report.id}"
    )


def _coverage(answer: Brief) -> list[Block]:
    shown = [_item(say_watch(watch)) for watch in answer.watches.shown]
    shown += _more(answer.watches.more, "watches", "trucebook status")
    if answer.unwatched.shown:
        nobody = _few(answer.unwatched)
        silence = ". There, silence says nothing."
        shown.append(_item("Nobody declared to be watching: ", *nobody, silence))
    return [*shown] or [_words("Nobody is declared to have watched anything.")]


def _composition(answer: Brief) -> list[Block]:
    found = answer.sources
    made = found.composition
    sides = "; ".join(
        f"{side} {say_times(reports, 'report')} by {say_times(asserters, 'asserter')}"
        for side, asserters, reports in found.sides
    )
    grounds = "; ".join(f"{GROUNDS[ground]} {count}" for ground, count in made.by_ground if count)
    whole = (
        f"{say_times(made.reports, 'report')} by {say_times(made.asserters, 'asserter')} through "
        f"{say_times(made.sources, 'source')}; {made.copies} of them are copies, and "
        f"{found.unsourced} have no source at hand."
    )
    lines = []
    lines += [f"By side: {sides}"] if sides else []
    lines += [f"On what ground: {grounds}"] if grounds else []
    if answer.status.unbound:
        lines.append(f"{say_times(answer.status.unbound, 'report')} bound to no commitment.")
    return [_words(whole), *map(_item, lines)]


def _made(book: str, digest: str, command: str) -> Words:
    return _words(
        f"Made by Trucebook {__version__} from the book {book}, whose files have the SHA-256 ",
        Code(digest),
        ". The same again: ",
        Code(command),
    )


def command_of(book: str, clocks: Clocks, since: Day, account: str) -> str:
    """The command that gives a brief again."""
    asked = [f"trucebook brief {book} --on {iso(clocks.on)} --since {iso(since)}"]
    if clocks.public is not None:
        asked.append(f"--public {iso(clocks.public)}")
    if clocks.known is not None:
        asked.append(f"--known {minute_to_json(clocks.known)}")
    if account != "undisputed":
        asked.append(f"--account {account}")
    return " ".join(asked)
