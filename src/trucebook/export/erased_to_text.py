"""What an erasure replaced, in words and as values; the name itself is never said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucebook.export.layout import WIDTH, paragraph
from trucebook.export.to_json import Json
from trucebook.views.wording import say_few, say_list, say_times


@dataclass(frozen=True, slots=True)
class Replaced:
    """Where words were replaced, or could not be. `entry` is None in a folder."""

    entry: int | None
    file: str
    row: str
    where: tuple[str, ...]

    @property
    def words(self) -> str:
        """The place, as one reads it."""
        number = "" if self.entry is None else f"entry {self.entry}"
        what = " ".join(part for part in (self.file, self.row) if part) or "an earlier erasure"
        head = ", ".join(part for part in (number, what) if part)
        return f"{head}: {say_few(self.where)}"


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did, or would do.

    `left` says in sentences where the name may still be, outside of the book; `moved` which
    standings are no longer what they were; `entry` is the erasure itself, in a store.
    """

    book: str
    instead: str
    replaced: tuple[Replaced, ...]
    stuck: tuple[Replaced, ...]
    inside: tuple[Replaced, ...]
    moved: tuple[str, ...]
    left: tuple[str, ...]
    entry: int | None
    dry_run: bool


ELSEWHERE = (
    "Bundles, exports, backups and copies made before are not reached: erase there too, or "
    "destroy them."
)


def erased_to_text(erased: Erased, width: int = WIDTH) -> str:
    """What was replaced where, what was left, and what nobody can reach from here."""
    lines: list[str] = []
    places = sum(len(one.where) for one in erased.replaced)
    if erased.replaced:
        does = "would take" if erased.dry_run else "takes"
        where = "files" if erased.replaced[0].entry is None else "entries"
        many = say_times(len(erased.replaced), "file" if where == "files" else "entry", where)
        head = f"{erased.instead} {does} the place of the name in {say_times(places, 'place')}"
        lines.append(paragraph(f"{head} of {many}:", width))
        lines += [paragraph(one.words, width, first="  ", rest="    ") for one in erased.replaced]
    else:
        lines.append("The name stands nowhere as a word by itself: nothing is replaced.")
    if erased.inside:
        lines.append(
            paragraph(
                "As a part of a longer word it is left standing (--inside-words takes it there "
                "too):",
                width,
            )
        )
        lines += [paragraph(one.words, width, first="  ", rest="    ") for one in erased.inside]
    if erased.moved:
        are = "would not be" if erased.dry_run else "are not"
        words = f"Standings that {are} what they were: {say_list(erased.moved)}."
        lines.append(paragraph(words, width))
    elif erased.replaced:
        lines.append("No standing moves." if erased.dry_run else "No standing moved.")
    if erased.dry_run:
        lines.append("Nothing was changed.")
        return "\n".join(lines) + "\n"
    if erased.entry is not None and erased.replaced:
        lines.append(
            paragraph(
                f"Every hash is as it was; entry {erased.entry} says what was replaced.", width
            )
        )
    lines += [paragraph(words, width) for words in (*erased.left, ELSEWHERE)]
    return "\n".join(lines) + "\n"


def stuck_to_text(stuck: Sequence[Replaced], width: int = WIDTH) -> str:
    """Where the name stands and cannot be taken out."""
    lines = [paragraph("Here it cannot be erased:", width)]
    lines += [paragraph(one.words, width, first="  ", rest="    ") for one in stuck]
    return "\n".join(lines) + "\n"


def erased_to_json(erased: Erased) -> dict[str, Json]:
    """The same as values."""
    return {
        "schema": "trucebook.erase/1",
        "book": erased.book,
        "dry_run": erased.dry_run,
        "instead": erased.instead,
        "entry": erased.entry,
        "replaced": [_json(one) for one in erased.replaced],
        "inside_words": [_json(one) for one in erased.inside],
        "not_erased": [_json(one) for one in erased.stuck],
        "moved": list(erased.moved),
        "not_reached": [*erased.left, ELSEWHERE],
    }


def _json(one: Replaced) -> dict[str, Json]:
    return {
        "entry": one.entry,
        "file": one.file or None,
        "report": one.row or None,
        "where": list(one.where),
    }
