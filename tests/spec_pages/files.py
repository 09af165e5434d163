"""File blocks, put into the folder of a book.

    ```truce [add] [NAME]            text.truce           whole file, or lines at its end
    ```truce-bad [NAME]              text.truce           whole file
    ```jsonl [VERB] [NAME]           record/record.jsonl  whole file, or what VERB says
    ```csv [NAME]                    record/record.csv    whole file
    ```text NAME                     NAME                 whole file

Verbs of `jsonl`: `add` appends lines, `instead` puts lines in the place of those with the same
id, `without a,b` takes the lines with these ids away.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.spec_pages.page import Block, PageFault

_DEFAULT = {
    "truce": "text.truce",
    "truce-bad": "text.truce",
    "jsonl": "record/record.jsonl",
    "csv": "record/record.csv",
}
_VERBS = {"truce": {"add"}, "jsonl": {"add", "instead", "without"}}


def write_block(block: Block, book: Path) -> None:
    """Put the file a block stands for into the folder `book`, or change the one that is there.

    Errors: raises `PageFault` where the info string or the ids named make no sense.
    """
    verb, ids, name = _info(block)
    if name is None:
        return
    path = book / name
    match verb:
        case None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8", newline="\n")
        case "add":
            _write(path, _lines(path, block) + list(block.lines))
        case "instead":
            _write(path, _instead(_lines(path, block), block))
        case _:
            _write(path, _without(_lines(path, block), ids, block))


def _info(block: Block) -> tuple[str | None, frozenset[str], str | None]:
    """Verb, ids and file name of a block; no name for a `text` block that is only shown."""
    words = list(block.words)
    verb = words.pop(0) if words and words[0] in _VERBS.get(block.kind, ()) else None
    ids: frozenset[str] = frozenset()
    if verb == "without":
        if not words:
            raise PageFault(block.line, "`without` needs the ids it takes away: `without d3,d4`")
        ids = frozenset(words.pop(0).split(","))
        if block.lines:
            raise PageFault(block.line, "`without` takes lines away, so its block is empty")
    if len(words) > 1:
        raise PageFault(
            block.line, f"does not understand {' '.join(words)!r} after the file's kind"
        )
    name = words[0] if words else _DEFAULT.get(block.kind)
    if words and block.kind in {"jsonl", "csv"}:
        name = f"record/{name}"
    if name is not None and (Path(name).is_absolute() or ".." in Path(name).parts):
        raise PageFault(block.line, f"a file of the book lies in its folder, and {name!r} does not")
    return verb, ids, name


def _lines(path: Path, block: Block) -> list[str]:
    if not path.exists():
        raise PageFault(block.line, f"there is no {path.name} yet to change")
    return path.read_text(encoding="utf-8").splitlines()


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")


def _id(line: str) -> str | None:
    """The id of a line of the record; none where the line is broken, as some are on purpose."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row.get("id") if isinstance(row, dict) else None


def _instead(lines: list[str], block: Block) -> list[str]:
    new = {_id(line): line for line in block.lines if line.strip()}
    if missing := set(new) - {_id(line) for line in lines}:
        raise PageFault(block.line, f"no line of the record has the id {_named(missing)}")
    return [new.get(_id(line), line) for line in lines]


def _without(lines: list[str], ids: frozenset[str], block: Block) -> list[str]:
    if missing := ids - {_id(line) for line in lines}:
        raise PageFault(block.line, f"no line of the record has the id {_named(missing)}")
    return [line for line in lines if _id(line) not in ids]


def _named(ids: set[str | None] | frozenset[str]) -> str:
    return ", ".join(sorted(str(each) for each in ids))
