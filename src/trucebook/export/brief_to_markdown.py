"""A brief as Markdown: two printed pages, readable as it is and by any converter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trucebook import __version__
from trucebook.evaluation.result import Clocks
from trucebook.export.layout import clean
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
    say_day,
    say_interval,
    say_list,
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
_MARKS = re.compile(r"([\\`*_<>~|])|(?<=\])(\()")


def brief_to_markdown(  # noqa: PLR0913 - a brief, and what is said of where it comes from
    answer: Brief,
    agreement: Agreement,
    *,
    book: str,
    digest: str,
    since: Day,
    command: str,
) -> str:
    """The whole page. `digest` is that of the book's files, `command` gives the same again."""
    clocks, account = answer.status.clocks, answer.status.account
    day = answer.status.day_number
    number = "" if day is None else f", day {day} of the agreement"
    public = (
        "by every report, whenever published"
        if clocks.public is None
        else f"by what was published by {say_day(clocks.public)}"
    )
    head = [
        f"# {plain(answer.status.title)}",
        f"Brief for {say_day(clocks.on)}{number}, {public}. Account: {plain(account)}.",
    ]
    said: set[str] = set()
    sections: list[tuple[str, Sequence[str]]] = [
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
        ("Method", [METHOD, _made(book, digest, command)]),
    ]
    blocks = [*head]
    for title, lines in sections:
        blocks += [f"## {title}", "\n".join(lines)]
    return "\n\n".join([*blocks, answer.status.closing]) + "\n"


def plain(words: str) -> str:
    """Words of a book as Markdown shows them as they are: no mark, link or HTML among them."""
    return _MARKS.sub(lambda found: f"\\{found[0]}", clean(words))


def _id(name: str) -> str:
    return f"`{clean(name).replace('`', '')}`"


def _ids(names: Few[str]) -> str:
    more = f" and {names.more} more" if names.more else ""
    return ", ".join(map(_id, names.shown)) + more


def _more(count: int, what: str, where: str) -> list[str]:
    return [f"- {count} more {what}: `{where}` lists all."] if count else []


def _phase(answer: Brief) -> list[str]:
    words = " ".join(answer.status.phases) or "The text has no phases."
    gap = [] if answer.status.gap is None else ["", plain(answer.status.gap)]
    return [plain(words), *gap]


def _standings(answer: Brief) -> list[str]:
    return [f"- {plain(word)}: {_ids(names)}" for word, names in answer.standings] or ["Nothing."]


def _moved(answer: Brief) -> list[str]:
    new = say_times(len(answer.changes.reports), "new report")
    lines = [_one_moved(one) for one in answer.moved.shown]
    lines += _more(answer.moved.more, "moved", "trucebook changes")
    return [f"{new}. {'' if lines else 'No standing moved.'}".rstrip(), *_listed(lines)]


def _one_moved(one: Moved) -> str:
    reports = _few_reports(one.reports)
    by = f", by {reports}" if reports else ""
    if one.through:
        by = f", through {say_list(_id(name) for name in one.through)}"
    return f"- {_id(one.id)}: {plain(one.before)} → {plain(one.after)}{by}"


def _few_reports(names: Sequence[str], most: int = 3) -> str:
    """Reports by their ids, the first of them."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(plain(name) for name in names[:most]) + more


def _due(items: Few[Coming], nothing: str, said: set[str]) -> list[str]:
    """Day by day; what was `said` of several is told once."""
    lines = []
    for one in items.shown:
        left = ""
        if one.left is not None and one.unit is not None:
            left = f", {say_interval(one.left)} {plain(one.unit)} left"
        who = f"{plain(', '.join(one.who))}: " if one.who else ""
        event = "" if one.event == "falls due" else f" ({one.event})"
        standing = f"; {plain(one.standing)}" if one.standing else ""
        new = [remark.words for remark in one.refusals if remark.words not in said]
        said.update(new)
        refusals = "".join(f"; said of it: {plain(words)}" for words in new)
        day = say_uncertain_day(one.day, one.day_latest)
        lines.append(
            f"- {day}: {_id(one.id)} {who}{plain(one.what)}{event}{left}{standing}{refusals}"
        )
    return [*lines, *_more(items.more, "entries", "trucebook due")] or [nothing]


def _differing(answer: Brief) -> list[str]:
    lines = [_one_differing(one) for one in answer.differing.shown]
    more = _more(answer.differing.more, "commitments", "trucebook status --json")
    return [*lines, *more] or ["Nowhere: every commitment stands alike in every account."]


def _one_differing(one: Differing) -> str:
    words = "; ".join(f"{word} ({plain(', '.join(whose))})" for word, whose in one.words)
    return f"- {_id(one.id)}: {words}"


def _figures(answer: Brief, agreement: Agreement) -> list[str]:
    lines = [f"- {_figure(bound, agreement)}" for bound in answer.figures.shown]
    more = _more(answer.figures.more, "figures", "trucebook reports")
    return [*lines, *more] or ["None."]


def _figure(bound: Bound, agreement: Agreement) -> str:
    voice = voice_of(bound)
    through = voice.source
    told = f", through {plain(through)}" if through and through != voice.asserter else ""
    report = bound.report
    when = "" if report.when is None else f", on {say_minutes(report.when.first, report.when.last)}"
    hedge = "" if report.hedge == "none" else f" ({report.hedge})"
    return (
        f"{plain(say_act(bound, agreement))}{when}. Said by {plain(voice.asserter)}{told}, "
        f"{say_day(report.published)}{hedge}; {plain(report.id)}"
    )


def _coverage(answer: Brief) -> list[str]:
    shown = [f"- {plain(say_watch(watch))}" for watch in answer.watches.shown]
    shown += _more(answer.watches.more, "watches", "trucebook status")
    if answer.unwatched.shown:
        nobody = f"Nobody declared to be watching: {_ids(answer.unwatched)}."
        shown.append(f"- {nobody} There, silence says nothing.")
    return shown or ["Nobody is declared to have watched anything."]


def _composition(answer: Brief) -> list[str]:
    found = answer.sources
    made = found.composition
    sides = "; ".join(
        f"{plain(side)} {say_times(reports, 'report')} by {say_times(asserters, 'asserter')}"
        for side, asserters, reports in found.sides
    )
    grounds = "; ".join(f"{GROUNDS[ground]} {count}" for ground, count in made.by_ground if count)
    whole = (
        f"{say_times(made.reports, 'report')} by {say_times(made.asserters, 'asserter')} through "
        f"{say_times(made.sources, 'source')}; {made.copies} of them are copies, and "
        f"{found.unsourced} have no source at hand."
    )
    lines = []
    lines += [f"- By side: {sides}"] if sides else []
    lines += [f"- On what ground: {grounds}"] if grounds else []
    if answer.status.unbound:
        lines.append(f"- {say_times(answer.status.unbound, 'report')} bound to no commitment.")
    return [whole, *_listed(lines)]


def _listed(lines: Sequence[str]) -> Iterable[str]:
    """A list below a sentence, parted from it as every reader of Markdown wants it."""
    return ["", *lines] if lines else []


def _made(book: str, digest: str, command: str) -> str:
    return (
        f"\nMade by Trucebook {__version__} from the book {plain(book)}, whose files have the "
        f"SHA-256 `{digest}`. The same again: `{command}`"
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
