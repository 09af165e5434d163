"""Two texts side by side, as text: what each would bring about by date, then where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from trucebook.comparing.compare import Comparison, Difference, Matched, Side, follows
from trucebook.comparing.effect import Clause
from trucebook.comparing.entries import Entry
from trucebook.export.layout import PLAIN, WIDTH, Style, pad, paragraph
from trucebook.model.time import Day
from trucebook.views.wording import say_day, say_few, say_list, say_short_day, say_times

CLOSING = (
    "Days are those of a course in which every promise is kept, as soon as it may be up to its "
    "last day. Nothing here is added up, weighed or preferred; which text is A says nothing."
)
NOTHING = "The two texts do not differ, neither in effect nor in words."
_WHEN = 20
"""Columns for the days of a line."""
_SHORT = 130
"""Amounts up to so many characters stand in the lists."""
_FEW = 40
_NONE = {"never", "open"}


def compare_to_text(
    answer: Comparison,
    since: Day | None = None,
    width: int = WIDTH,
    style: Style = PLAIN,
    *,
    details: bool = False,
) -> str:
    """Both sides one above the other, then each pair of texts; of many pairs, only on request."""
    if not answer.any:
        return f"{NOTHING}\n"
    blocks = [
        block
        for letter, side in (("A", answer.a), ("B", answer.b))
        for block in _side(letter, side, since, width, style, details=details)
    ]
    if len(answer.pairs) == 1 or details:
        blocks += [_pair(pair, width, style) for pair in answer.pairs]
    else:
        blocks.append(_in_every(answer, width))
    blocks.append(paragraph(CLOSING, width))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _in_every(answer: Comparison, width: int) -> str:
    """Of several pairs of texts: what only one side has, whichever description is taken."""
    lines = []
    for letter, only in (
        ("A", [{one.id for one in pair.only_a} for pair in answer.pairs]),
        ("B", [{one.id for one in pair.only_b} for pair in answer.pairs]),
    ):
        names = [f"[{name}]" for name in sorted(set.intersection(*only))]
        if names:
            words = f"Only in {letter}, by every description: {say_few(names, _FEW)}"
            lines.append(paragraph(words, width, rest="  "))
    lines.append("Each pair of texts, clause by clause, with all amounts: --details.")
    return "\n".join(lines)


# --- one side -------------------------------------------------------------------------------


def _side(  # noqa: PLR0913 - a side, and how it is to be shown
    letter: str, side: Side, since: Day | None, width: int, style: Style, *, details: bool
) -> Iterable[str]:
    first = side.texts[0]
    by = [text.described_by for text in side.texts if text.described_by is not None]
    told = f", as described by {say_list(by)}" if by else ""
    head = style.strong(paragraph(f"{first.title}{told}", width, first=f"{letter}  ", rest="   "))
    kept = [one for one in side.alike if not is_over(one, since)]
    left = len({one.clause for one in side.alike} - {one.clause for one in kept})
    lines = [head]
    if left and since is not None:
        lines.append(
            f"   {say_times(left, 'clause')} with a last day before {say_day(since)} not listed."
        )
    if side.disagreed and kept:
        lines.append(style.strong("   Told alike by all:"))
    for heading, some in by_condition(kept):
        if heading:
            lines.append(style.faint(paragraph(heading, width, first="   ")))
        lines += [_line(group, width, details=details) for group in grouped(some)]
    if len(side.texts) == 1:
        lines += [
            paragraph(f"{capital(about)}: {words}.", width, rest="   ")
            for about, words in follows(first)
        ]
    yield "\n".join(lines)
    if side.disagreed:
        yield _disagreed(side, width, style)


def _disagreed(side: Side, width: int, style: Style) -> str:
    """What its descriptions do not tell alike, each under the name of who told it so."""
    lines = [style.strong("   Where the descriptions disagree:")]
    for told in side.disagreed:
        lines.append(f"   [{told.clause}]")
        by_words: dict[str, list[str]] = {}
        for who, entries in told.by:
            words = "; ".join(say_group(group) for group in grouped(entries or ()))
            by_words.setdefault(words, []).append(who)
        for words, whose in by_words.items():
            several = len(whose) > 1
            said = words or f"{'say' if several else 'says'} nothing of it"
            mark = ":" if words else ""
            lines.append(
                paragraph(f"{say_list(whose)}{mark} {said}", width, first=" " * 5, rest=" " * 7)
            )
    return "\n".join(lines)


def is_over(entry: Entry, since: Day | None) -> bool:
    """Whether it is over before a day."""
    return since is not None and isinstance(entry.last, int) and entry.last < since


def grouped(entries: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """Entries of one clause that differ only in who it is."""
    groups: dict[object, list[Entry]] = {}
    for one in entries:
        key = (one.clause, one.what, one.amounts, one.first, one.last, one.conditions)
        groups.setdefault(key, []).append(one)
    return [tuple(group) for group in groups.values()]


def say_who(group: Sequence[Entry]) -> str:
    """Who for whom, where these are not the same."""
    who = say_list(dict.fromkeys(name for one in group for name in one.who))
    whom = say_list(dict.fromkeys(name for one in group for name in one.whom))
    alike = {name for one in group for name in one.who} == {
        name for one in group for name in one.whom
    }
    return f"{who} to {whom}" if whom and not alike else who


def by_condition(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """What is certain, what hangs on conditions of its own, what on that a phase begins."""
    certain = [one for one in entries if one.certain]
    own = [one for one in entries if not one.certain and one.waits is None]
    found = [("Certain, as far as the text goes:", certain), ("On condition:", own)]
    found += [
        (f"{capital(waits)}:", [one for one in entries if one.waits == waits])
        for waits in dict.fromkeys(one.waits for one in entries if one.waits is not None)
    ]
    return [(heading, some) for heading, some in found if some]


def _line(group: Sequence[Entry], width: int, *, details: bool) -> str:
    one = group[0]
    first = f"   {pad(say_when(one), _WHEN)}  "
    who = say_who(group)
    conditions = f"; {'; '.join(one.conditions)}" if one.conditions else ""
    what = one.what
    if one.amounts:
        short = details or len(one.amounts) <= _SHORT
        what += f": {one.amounts}" if short else " (how many for whom: --details)"
    words = f"[{one.clause}] {who + ': ' if who else ''}{what}{conditions}"
    return paragraph(words, width, first=first)


def say_group(group: Sequence[Entry]) -> str:
    """Entries of one clause as one line: when, who, what, how much, on what condition."""
    one = group[0]
    conditions = "".join(f"; {words}" for words in (*one.conditions, one.waits) if words)
    amounts = f": {one.amounts}" if one.amounts else ""
    return f"{say_when(one)}, {say_who(group) or 'nobody named'}: {one.what}{amounts}{conditions}"


def say_when(entry: Entry) -> str:
    """The days of an entry, short: `1 Mar 2025`, `19 Jan to 1 Mar 2025`, `day 1`, `no day`."""
    first, last = entry.first, entry.last
    if last in _NONE:
        return "no day" if first in _NONE else f"from {_short(first)}"
    if first in _NONE:
        return f"to {_short(last)}"
    if first == last:
        return _short(last)
    year = date.fromordinal(last).year if isinstance(last, int) else None
    return f"{_short(first, year)} to {_short(last)}"


def _short(day: int | str, year: int | None = None) -> str:
    return say_short_day(day, year) if isinstance(day, int) else day


# --- one pair of texts ----------------------------------------------------------------------


def _pair(pair: Difference, width: int, style: Style) -> str:
    by = [
        f"{letter} as described by {text.described_by}"
        for letter, text in (("A", pair.a), ("B", pair.b))
        if text.described_by is not None
    ]
    head = f"A and B{', ' + say_list(by) if by else ''}"
    lines = [style.strong(paragraph(head, width))]
    if not pair.any:
        return "\n".join([*lines, "  Alike in effect and in words."])
    alike = [one for one in pair.matched if not one.aspects and not one.words]
    changed = [one for one in pair.matched if one.aspects]
    worded = [one for one in pair.matched if one.words and not one.aspects]
    lists = (
        ("Alike in effect and words", [_ids(one) for one in alike]),
        ("Other in effect", [_ids(one) for one in changed]),
        ("Other in words, alike in effect", [_ids(one) for one in worded]),
        ("Only in A", [f"[{one.id}]" for one in pair.only_a]),
        ("Only in B", [f"[{one.id}]" for one in pair.only_b]),
    )
    lines += [
        paragraph(f"{title}: {say_list(names)}", width, first="  ", rest="    ")
        for title, names in lists
        if names
    ]
    for one in (*changed, *worded):
        lines += ["", *_matched(one, width)]
    for letter, only in (("A", pair.only_a), ("B", pair.only_b)):
        lines += _only(letter, only, width)
    lines += _beside(pair, width)
    return "\n".join(lines)


def _ids(one: Matched) -> str:
    return f"[{one.a.id}] (in B [{one.b.id}])" if one.renamed else f"[{one.a.id}]"


def _matched(one: Matched, width: int) -> Iterable[str]:
    differs = f"other in {say_list(one.aspects)}" if one.aspects else "alike in effect"
    if one.aspects and not one.words:
        differs += ", though the words are alike"
    yield paragraph(f"{_ids(one)} {differs}", width, rest="  ")
    for letter, clause in (("A", one.a), ("B", one.b)):
        words = "; ".join(say_group(group) for group in grouped(clause.entries))
        yield paragraph(words, width, first=f"  {letter}  ", rest="     ")
    if one.words:
        runs = "; ".join(f'A "{a}", B "{b}"' for a, b in one.words)
        yield paragraph(runs, width, first="  words: ", rest="     ")


def _only(letter: str, clauses: Sequence[Clause], width: int) -> Iterable[str]:
    if clauses:
        yield ""
        yield f"Only in {letter}"
    for one in clauses:
        words = "; ".join(say_group(group) for group in grouped(one.entries))
        yield paragraph(words, width, first=f"  [{one.id}] ", rest="     ")


def _beside(pair: Difference, width: int) -> Iterable[str]:
    if pair.beside:
        yield ""
        yield "Beside the clauses"
    for about, a, b in pair.beside:
        yield f"  {about}"
        for letter, words in (("A", a), ("B", b)):
            yield paragraph(words or "says nothing of it", width, first=f"    {letter}  ")


def capital(words: str) -> str:
    """The same words with a first capital."""
    return words[:1].upper() + words[1:]
