"""Two texts side by side, as text: what each would bring about by date, then where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucebook.comparing.compare import Comparison, Difference, Matched
from trucebook.comparing.effect import Clause
from trucebook.export.compare_side_to_text import one_year, side_to_text
from trucebook.export.compared_words import CLOSING, grouped, say_group
from trucebook.export.layout import PLAIN, WIDTH, Style, paragraph
from trucebook.model.time import Day
from trucebook.views.wording import say_list, say_times

NOTHING = "The two texts do not differ, neither in effect nor in words."
_FEW = 4
"""So many clauses are named where only one side has them; of more, how many."""


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
    year = one_year((answer.a, answer.b), since)
    blocks = [
        side_to_text(letter, side, since, year, width, style, details=details)
        for letter, side in (("A", answer.a), ("B", answer.b))
    ]
    closing = CLOSING if year is None else f"All days are of {year}. {CLOSING}"
    if len(answer.pairs) == 1 or details:
        blocks += [_pair(pair, width, style) for pair in answer.pairs]
    else:
        closing = f"{_only_one_has(answer)}{closing}"
    blocks.append(paragraph(closing, width))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _only_one_has(answer: Comparison) -> str:
    """Of several pairs of texts: how many clauses only one side has, by every description."""
    found = []
    for letter, only in (
        ("A", [{one.id for one in pair.only_a} for pair in answer.pairs]),
        ("B", [{one.id for one in pair.only_b} for pair in answer.pairs]),
    ):
        names = [f"[{name}]" for name in sorted(set.intersection(*only))]
        if names:
            few = say_list(names) if len(names) <= _FEW else say_times(len(names), "clause")
            found.append(f"only in {letter}: {few}")
    words = f"By every description {'; '.join(found)}. " if found else ""
    return f"{words}All clauses: --details. "


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
